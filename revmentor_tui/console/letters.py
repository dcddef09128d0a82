"""The critiques of a session as a list shows them: filtered, sorted, marked. Pure; knows no terminal and no store."""

from bisect import insort
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from rich.cells import cell_len, set_cell_size

from core.language.safe_text import SafeText, one_line
from core.language.word_index import WordIndex
from core.locales.catalogue import say
from core.moderation.grouping import is_follower, is_lead
from core.moderation.inbox import Critique
from core.moderation.review import NEW
from core.sessions import TOPICS
from revmentor_tui.console.likeness import Hint, Likeness
from revmentor_tui.console.searching import Known, Search, Selector, View
from revmentor_tui.console.virtual_list import Cell

GLYPHS = {
    "new": "●",
    "held": "◐",
    "prepared": "◇",
    "released": "✓",
    "declined": "✕",
    "published": "■",
    "withdrawn": "–",
    "vetoed": "‼",
}
OPENED = "○"
GROUP, NEAR, DENIES = "⊞", "≈", "≠"
STATE_CELLS = 15
TAGS_CELLS = 16
HINT_CELLS = 6
SNIPPET = 240
"""Characters of a text that are made ready for a row; no terminal shows more on one line."""
LEAD_IN = 12
"""Characters shown before what a search found, when it stands too far to the right to be seen otherwise."""


@dataclass(repr=False)
class Letters:
    """Rows of the inbox (see virtual_list.Rows). ``known`` holds every critique of the session, ``line`` their ids,
    oldest first, ``order`` what is shown of them, ``marked`` those chosen for the next act, ``opened`` those somebody
    read at this console, ``groups`` the members of each group by its lead in hex."""

    lang: str
    known: dict[bytes, Critique] = field(default_factory=dict)
    line: list[bytes] = field(default_factory=list)
    order: list[bytes] = field(default_factory=list)
    marked: set[bytes] = field(default_factory=set)
    opened: set[bytes] = field(default_factory=set)
    replied: set[bytes] = field(default_factory=set)
    groups: dict[str, set[bytes]] = field(default_factory=dict)
    likeness: Likeness = field(default_factory=Likeness)
    words: WordIndex = field(default_factory=WordIndex)
    view: View = field(default_factory=View)
    search: Search = field(default_factory=Search)
    selector: Selector = field(default_factory=Selector)
    arrivals: int = 0
    """Grows whenever ``known`` holds more or is grouped otherwise; with the view it tells whether rows must be worked
    out anew."""
    decisions: int = 0
    """Grows with every review that changed: for views that ask about those."""

    def __len__(self) -> int:
        return len(self.order)

    def learn(self, opened: Iterable[Critique]) -> None:
        """Know these critiques, new ones or newer states of known ones."""
        for critique in opened:
            before = self.known.get(critique.id)
            if before is None or before.text != critique.text:
                # Before it is known: whatever a thread finds among the known ones has to be in here.
                self.words.add(critique.id, critique.text)
            self.known[critique.id] = critique
            if before is None:
                self._line_up(critique)
            if before is None or before.text != critique.text:
                self.likeness.add(critique.id, critique.text)
            if before is None or before.review.group != critique.review.group:
                self._regroup(before, critique)
                self.arrivals += 1
            self.decisions += 1

    def _line_up(self, critique: Critique) -> None:
        if not self.line or self._place(self.line[-1]) < (critique.day, critique.id):
            self.line.append(critique.id)
        else:
            insort(self.line, critique.id, key=self._place)

    def _place(self, one: bytes) -> tuple[date, bytes]:
        return self.known[one].day, one

    def _regroup(self, before: Critique | None, after: Critique) -> None:
        if before is not None and before.review.group:
            self.groups[before.review.group].discard(before.id)
        if after.review.group:
            self.groups.setdefault(after.review.group, set()).add(after.id)

    def at(self, index: int) -> Critique | None:
        """The critique in a row."""
        return self.known[self.order[index]] if 0 <= index < len(self.order) else None

    def group_of(self, one: bytes) -> list[bytes]:
        """The whole group of a critique, the lead first; itself when it is in none."""
        critique = self.known[one]
        members = tuple(self.groups.get(critique.review.group, ())) if critique.review.group else ()
        lead = next((member for member in members if is_lead(self.known[member])), None)
        if lead is None:
            return [one]
        return [lead, *sorted((member for member in members if member != lead), key=self._place)]

    def is_hidden(self, critique: Critique) -> bool:
        """Whether the critique stands behind the lead of its group."""
        return is_follower(critique) and self.group_of(critique.id)[0] != critique.id

    def snapshot(self) -> Known:
        """What views are worked out from; may be taken in a thread while more letters come."""
        known = self.known
        critiques = [known[one] for one in list(self.line)]
        grouped = [one for members in list(self.groups.values()) for one in tuple(members)]
        hidden = frozenset(one for one in grouped if self.is_hidden(known[one]))
        near = self.alike(self.view.like) if self.view.like else ()
        lively = frozenset(self.opened), frozenset(self.replied), frozenset(tuple(self.likeness.similar))
        return Known(critiques, hidden, near, *lively)

    def alike(self, one: bytes) -> tuple[bytes, ...]:
        """A critique, its group, and those that are similar, the nearest first."""
        return tuple(dict.fromkeys((one, *self.group_of(one), *self.likeness.similar.get(one, ()))))

    def whole(self, ids: Sequence[bytes]) -> list[bytes]:
        """These critiques with all that are grouped with them."""
        return list(dict.fromkeys(member for one in ids if one in self.known for member in self.group_of(one)))

    def looks(self, index: int) -> Hashable:
        """Everything that decides how a row looks."""
        critique = self.known[self.order[index]]
        opened, hint = critique.id in self.opened, self._hint(critique)
        heads = self._heads(index)
        return critique.id, critique.revision, self.lang, opened, self._has_hints, hint, self.search, heads

    def is_marked(self, index: int) -> bool:
        """Whether the row is marked."""
        return self.order[index] in self.marked

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """State, theme, what is alike, the beginning of the text or what a search found in it."""
        critique = self.known[self.order[index]]
        state = critique.review.state
        glyph = OPENED if state == NEW and critique.id in self.opened else GLYPHS[state]
        tone = "strong" if state == NEW and critique.id not in self.opened else ""
        narrow = TAGS_CELLS if width >= 60 else TAGS_CELLS - 4
        theme_tone = "strong" if self._heads(index) else "tags" if critique.review.tags else "quiet"
        hints = HINT_CELLS if self._has_hints else 0
        left = width - STATE_CELLS - narrow - hints
        return (
            (set_cell_size(f"{glyph} {_word(self.lang, f'state-{state}')}", STATE_CELLS), state),
            (set_cell_size(self.theme(critique), narrow - 2) + "  ", theme_tone),
            (set_cell_size(self._hint(critique), hints), "similar"),
            *self._text(critique, left, tone),
        )

    def theme(self, critique: Critique) -> str:
        """The tags of a critique, or its topic while it has none."""
        return ", ".join(one_line(tag) for tag in critique.review.tags) or topic_name(self.lang, critique.topic)

    def _heads(self, index: int) -> bool:
        """Whether the list is grouped by theme and another theme begins here."""
        if not self.view.is_grouped:
            return False
        here, above = self.known[self.order[index]], self.at(index - 1)
        return above is None or self.view.theme_of(above) != self.view.theme_of(here)

    @property
    def _has_hints(self) -> bool:
        """Whether anything is known to be alike or grouped; until then its column takes no room."""
        return bool(self.likeness.similar or self.groups)

    def _hint(self, critique: Critique) -> str:
        """«⊞3» for a group of three, «≈12» for twelve that are alike, «≠2» when all of those say the opposite."""
        size = len(self.groups.get(critique.review.group, ())) if critique.review.group else 0
        if size > 1:
            return f"{GROUP}{size}"
        hint: Hint | None = self.likeness.hint(critique.id)
        if hint is None or not hint.count:
            return ""
        return f"{DENIES if hint.denying == hint.count else NEAR}{hint.count}"

    def alike_in_words(self, critique: Critique) -> SafeText | None:
        """What the pane says of letters that are alike: how many are grouped or similar, and how many deny it."""
        size, hint = len(self.group_of(critique.id)), self.likeness.hint(critique.id)
        said = [say(self.lang, "group-size", count=size)] if size > 1 else []
        if hint is not None and hint.count:
            said.append(say(self.lang, "alike-count", count=hint.count))
            said += [say(self.lang, "alike-denying", count=hint.denying)] if hint.denying else []
        return SafeText(" · ".join(said)) if said else None

    def _text(self, critique: Critique, width: int, tone: str) -> list[Cell]:
        """The text on one line, with what a search found picked out and in sight."""
        line: str = one_line(critique.text[:SNIPPET])
        spans = self.search.spans(line)
        if not spans and self.search.finds:
            line = one_line(critique.text)
            spans = self.search.spans(line)
        if spans and cell_len(line[: spans[0][1]]) > width:
            shift = max(0, spans[0][0] - LEAD_IN)
            line = "…" + line[shift : shift + SNIPPET]
            spans = tuple((start - shift + 1, end - shift + 1) for start, end in spans)
        pieces, at = [], 0
        for start, end in spans:
            pieces += [(line[at:start], tone), (line[start:end], "found")]
            at = end
        return [*pieces, (line[at:], tone)]

    def counts(self) -> Counter[str]:
        """How many critiques are in each state."""
        return Counter(critique.review.state for critique in self.known.values())

    def tags(self) -> list[SafeText]:
        """Every tag in use, the most used first."""
        used = Counter(tag for critique in self.known.values() for tag in critique.review.tags)
        return [one_line(tag) for tag, _ in used.most_common()]


def topic_name(lang: str, topic: str) -> SafeText:
    """A topic in words; an unknown one reads «другое»."""
    return _word(lang, f"topic-{topic if topic in TOPICS else 'other'}")


@cache
def _word(lang: str, message_id: str) -> SafeText:
    """A message without facts: said once, for rows are drawn by the dozen."""
    return say(lang, message_id)
