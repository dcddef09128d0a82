"""What the ceremonies of keys are shown and asked with: codes for a camera, shares one by one, a new passphrase."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from core.crypto.recovery import SHARES_MOST
from core.locales.catalogue import say
from core.moderation.founding import PASSPHRASE_SHORTEST
from revmentor_tui.console.dialogs import Dialog, Field

CODE_VERSION = 6
"""41 modules a side: with its margin a code is 22 lines high and fits into 80x24."""

_TURNING: list[BindingType] = [
    Binding("enter,space,right,down,j,о", "turn(1)", show=False),
    Binding("left,up,k,л", "turn(-1)", show=False),
    Binding("q,й", "leave", show=False),
]


class Pages(Dialog[bool]):
    """Short texts one after the other, each under its title. Enter goes on, and from the last one away."""

    BINDINGS: ClassVar[list[BindingType]] = _TURNING

    def __init__(self, pages: Sequence[tuple[str, str]], hint: str) -> None:
        super().__init__()
        self._pages, self._hint, self._place = pages, hint, 0

    def compose(self) -> ComposeResult:
        """Title, text, hint."""
        with Vertical():
            yield Static(classes="title", id="page-title")
            yield Static(id="page")
            yield Static(Content(f"\n{self._hint}"), classes="hint")

    def on_mount(self) -> None:
        """The first."""
        self._show()

    def action_turn(self, by: int) -> None:
        """Another page; after the last one it closes."""
        if self._place + by >= len(self._pages):
            self.dismiss(True)
            return
        self._place = max(0, self._place + by)
        self._show()

    def _show(self) -> None:
        title, text = self._pages[self._place]
        self.query_one("#page-title", Static).update(Content(title))
        self.query_one("#page", Static).update(Content(f"\n{text}"))


class Codes(Dialog[bool]):
    """A request: first as text with the words to say, then as the codes that carry it, one at a time."""

    DEFAULT_CSS = """
    Codes > Vertical { width: auto; min-width: 60; max-width: 100%; max-height: 100%; }
    Codes .code { width: auto; color: black; background: white; }
    Codes #request { height: auto; max-height: 10; }
    Codes.-coded > Vertical { border: none; padding: 0; min-width: 43; }
    Codes.-coded #request { max-height: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*_TURNING, Binding("y,н", "copy", show=False)]

    def __init__(self, lang: str, request: str, words: str) -> None:
        super().__init__()
        self.lang, self._request, self._words, self._place = lang, request, words, 0
        self._codes = draw_codes(request)

    def compose(self) -> ComposeResult:
        """Title, body, hint."""
        with Vertical():
            yield Static(classes="title", id="code-title")
            with VerticalScroll(id="request"):
                yield Static(id="code")
            yield Static(classes="hint", id="code-hint")

    def on_mount(self) -> None:
        """The text."""
        self._show()

    def action_turn(self, by: int) -> None:
        """The text, the first code, the next, and so on; after the last one the text again."""
        self._place = (self._place + by) % (len(self._codes) + 1)
        self._show()

    def action_copy(self) -> None:
        """Hand the text to the terminal's clipboard (OSC 52), where the terminal lets it."""
        self.app.copy_to_clipboard(self._request)

    def _show(self) -> None:
        coded = self._place > 0
        self.set_class(coded, "-coded")
        title, body, hint = (self.query_one(f"#{name}", Static) for name in ("code-title", "code", "code-hint"))
        body.set_class(coded, "code")
        hint.display = not coded
        if coded:
            title.update(Content(say(self.lang, "team-code-title", number=self._place, of=len(self._codes))))
            body.update(Content(self._codes[self._place - 1]))
            return
        title.update(Content(say(self.lang, "team-request-title")))
        body.update(Content(self._request))
        hint.update(Content(say(self.lang, "team-request-hint", words=self._words, codes=len(self._codes))))


def draw_codes(text: str) -> list[str]:
    """QR codes that carry ``text`` together (ISO/IEC 18004, structured append), two modules a character."""
    import segno

    # The least correction: the codes are read from a screen, and each level up makes more of them.
    sequence = segno.make_sequence(text, version=CODE_VERSION, error="l", boost_error=False)
    return [_draw([[bool(module) for module in row] for row in code.matrix_iter(border=1)]) for code in sequence]


def _draw(rows: list[list[bool]]) -> str:
    blank = [False] * len(rows[0])
    pairs = zip(rows[::2], [*rows[1::2], blank], strict=False)
    return "\n".join("".join(" ▄▀█"[2 * upper + lower] for upper, lower in zip(*pair, strict=True)) for pair in pairs)


class HowMany(Dialog[tuple[int, int]]):
    """How many shares, and how many of them open."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang

    def compose(self) -> ComposeResult:
        """Two numbers."""
        with Vertical():
            yield Static(Content(say(self.lang, "team-shares-title")), classes="title")
            yield Static(Content(say(self.lang, "team-shares-count")), classes="hint")
            yield Field("3", id="shares", type="integer")
            yield Static(Content(say(self.lang, "team-shares-threshold")), classes="hint")
            yield Field("2", id="threshold", type="integer")
            yield Static(classes="hint", id="wrong")
            yield Button(str(say(self.lang, "team-shares-make")), id="finish", variant="primary", compact=True)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    @on(Button.Pressed)
    def _finish(self) -> None:
        shares, threshold = (self.query_one(f"#{name}", Field).value for name in ("shares", "threshold"))
        if shares.isdigit() and threshold.isdigit() and 2 <= int(threshold) <= int(shares) <= SHARES_MOST:
            self.dismiss((int(threshold), int(shares)))
            return
        self.query_one("#wrong", Static).update(Content(say(self.lang, "error-recovery-shares", most=SHARES_MOST)))


class NewPassphrase(Dialog[tuple[str, str]]):
    """The passphrase until now, and the new one twice."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang

    def compose(self) -> ComposeResult:
        """Three fields."""
        with Vertical():
            yield Static(Content(say(self.lang, "team-passphrase-title")), classes="title")
            for name in ("old", "new", "again"):
                yield Static(Content(say(self.lang, f"team-passphrase-{name}")), classes="hint")
                yield Field(password=True, id=name)
            yield Static(classes="hint", id="wrong")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if event.input.id != "again":
            self.focus_next()
            return
        old, new, again = (self.query_one(f"#{name}", Field).value for name in ("old", "new", "again"))
        if len(new) < PASSPHRASE_SHORTEST:
            wrong = say(self.lang, "error-passphrase-short", least=PASSPHRASE_SHORTEST)
        elif new != again:
            wrong = say(self.lang, "first-differ")
        else:
            self.dismiss((old, new))
            return
        self.query_one("#wrong", Static).update(Content(wrong))
