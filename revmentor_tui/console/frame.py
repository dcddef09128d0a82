"""What every screen of the console shares: its language, the line above and the line of keys below."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import textual.screen
from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from core.errors import RevmentorError
from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import explain, say
from core.sessions import STANDING
from revmentor_tui.console.actions import ANYWHERE, Action, actions_of, bindings_of, key_name
from revmentor_tui.console.caseload import Caseload
from revmentor_tui.console.stumbling import Stumbling

NAME_LONGEST = 24
# Textual paints what changed sixty times a second at most, and after an idle moment it lets one of its turns go by:
# what a key has found would wait for the screen for up to 33 ms, longer than for the search.
textual.screen.UPDATE_PERIOD = 1 / 120  # type: ignore[misc]


class ConsoleScreen(Stumbling, Screen[None]):
    """A screen over a caseload. Its language is the app's ``lang``, its keys the app's ``keymap_given``."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(ANYWHERE)
    ALLOW_SELECT = False
    """Terminal-wide selection would copy what was not released."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012

    def __init__(self, caseload: Caseload) -> None:
        super().__init__()
        self.caseload = caseload
        self._keys_asked = False
        # Ahead of the first layout: put right after it, as Textual does, all styles would be worked out twice.
        width = self.app.size.width
        self.add_class([name for least, name in self.HORIZONTAL_BREAKPOINTS if least <= width][-1])

    @property
    def lang(self) -> str:
        """The app's language."""
        return str(getattr(self.app, "lang", self.caseload.lang))

    def say(self, message_id: str, **facts: object) -> SafeText:
        """A message in the screen's language."""
        return say(self.lang, message_id, **facts)

    def tell(self, message_id: str, **facts: object) -> None:
        """A short notice in the corner."""
        self.app.clear_notifications()
        self.app.notify(self.say(message_id, **facts), markup=False, timeout=4)

    def complain(self, error: RevmentorError) -> None:
        """An expected error, as one sentence."""
        self.app.notify(explain(self.lang, error), markup=False, severity="warning", timeout=8)

    def places(self) -> Sequence[str]:
        """Where the person is now, nearest first: decides which keys are shown."""
        return (ANYWHERE,)

    def acts(self) -> list[Action]:
        """The acts that work now."""
        found: list[Action] = []
        taken: set[str] = set()
        for place in self.places():
            here = [action for action in actions_of(place) if not taken & set(action.keys[:1])]
            found += [action for action in here if self.check_action(action.call.split("(")[0], ())]
            taken |= {key for action in here for key in action.keys}
        return found

    def retell(self) -> None:
        """Say everything anew: the language or the caseload changed. Screens extend it."""
        for line in self.query(HeaderLine):
            line.retell(self.lang, self.caseload)
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Show the keys that work now: once, however often it is asked for before the next look at the messages."""
        if not self._keys_asked:
            self._keys_asked = True
            self.call_later(self._show_keys)

    def _show_keys(self) -> None:
        self._keys_asked = False
        for bar in self.query(KeyBar):
            bar.show(self.lang, self.acts(), getattr(self.app, "keymap_given", {}))


class HeaderLine(Static):
    """The line above: the session, how many take part, what waits, who sits here."""

    DEFAULT_CSS = "HeaderLine { dock: top; height: 1; background: $panel; color: $text; padding: 0 1; }"

    _told: tuple[str, Caseload] | None = None

    def on_resize(self) -> None:
        """Another width holds more or less."""
        if self._told is not None:
            self.retell(*self._told)

    def retell(self, lang: str, caseload: Caseload) -> None:
        """Say it anew."""
        self._told = lang, caseload
        name = one_line(caseload.desk.identity.card.name)[:NAME_LONGEST]
        session = caseload.session
        if session is None:
            self._spread(say(lang, "console-no-session"), [], name)
            return
        title = one_line(session.terms.title)
        if session.is_open:
            kind = "standing" if session.terms.kind == STANDING else "event"
            state = say(lang, f"console-session-open-{kind}")
        else:
            state = say(lang, "console-session-closed")
        notes = []
        if caseload.loaded < caseload.total:
            notes.append(say(lang, "console-loading", done=caseload.loaded, all=caseload.total))
        if caseload.waiting:
            notes.append(say(lang, "console-waiting", count=caseload.waiting, k=session.terms.k))
        if caseload.people is not None:
            notes.append(say(lang, "console-people", people=caseload.people, k=session.terms.k))
        else:
            notes.append(say(lang, "console-k", k=session.terms.k))
        self._spread(SafeText(f"{title} · {state}"), notes, name)

    def _spread(self, left: str, notes: Sequence[str], name: str) -> None:
        width = max(20, self.app.size.width - 2)
        right = " · ".join([*notes, name])
        if cell_len(left) + cell_len(right) + 2 > width:
            right = " · ".join(notes) or name
        room = max(1, width - cell_len(right) - 2)
        if cell_len(left) > room:
            left = left[: max(1, room - 1)] + "…"
        gap = " " * max(2, width - cell_len(left) - cell_len(right))
        self.update(Content.assemble((left, "bold"), gap, right))


class KeyBar(Static):
    """The line of keys that work now, the most useful first, as many as fit; the last one is always help."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; background: $panel; color: $text-muted; padding: 0 1; }"

    _shown: tuple[str, Sequence[Action], Mapping[str, str]] | None = None

    def on_resize(self) -> None:
        """Another width holds more or fewer keys."""
        if self._shown is not None:
            self.show(*self._shown)

    def show(self, lang: str, actions: Sequence[Action], keymap: Mapping[str, str]) -> None:
        """Show these acts."""
        self._shown = lang, actions, keymap
        ranked = sorted((action for action in actions if action.rank), key=lambda action: action.rank)
        named = [(key_name(action, keymap), str(say(lang, action.label_id))) for action in ranked]
        width = self.app.size.width - 2
        tail = named[-1:]
        used = sum(cell_len(f"{key} {label}") for key, label in tail)
        chosen = []
        for key, label in named[:-1]:
            size = cell_len(f"{key} {label}  ")
            if used + size > width:
                continue
            chosen.append((key, label))
            used += size
        parts: list[Content] = []
        for key, label in [*chosen, *tail]:
            parts.append(Content.assemble((key, "bold $text"), " ", label))
        self.update(Content("  ").join(parts))
