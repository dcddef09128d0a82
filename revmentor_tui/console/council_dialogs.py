"""The form of a new vote: a field for each thing that its kind needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from core.errors import BadInput
from core.language.safe_text import one_line
from core.locales.catalogue import explain
from core.moderation.council import Terms, make_question
from core.programs.council.papers import DAYS_DEFAULT, Electorate
from core.programs.council.questions import Kind
from revmentor_tui.console.dialogs import Dialog, Field, Tick
from revmentor_tui.console.frame import ConsoleScreen

FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.YES_NO: ("title", "share", "quorum", "days"),
    Kind.APPROVAL: ("title", "options", "seats", "quorum", "days"),
    Kind.RANKED: ("title", "options", "quorum", "days"),
    Kind.BUDGET: ("title", "priced", "money", "quorum", "days"),
    Kind.ELECTION: ("title", "seats", "quorum", "days"),
}
PRESET = {"share": "50", "quorum": "0", "seats": "1", "days": str(DAYS_DEFAULT)}


@dataclass(frozen=True)
class Wanted:
    """What the form says, but for the closing day, which follows from the company's clock."""

    kind: Kind
    words: Mapping[str, str] = field(repr=False)
    council: bool
    executives: bool

    @property
    def days(self) -> int:
        """How long voting lasts. Raises BadInput."""
        return self._number("days")

    def terms(self, closes: date) -> Terms:
        """As they are put to the vote. Raises BadInput."""
        options, costs = self._options()
        return Terms(
            one_line(self.words["title"]), closes, self.kind, options=options, costs=costs,
            money=self._number("money", 0), seats=self._number("seats", 1),
            quorum=Fraction(self._number("quorum", 0), 100), share=Fraction(self._number("share", 50), 100),
            electorate=Electorate.COUNCIL if self.council else Electorate.STAFF, executives=self.executives,
        )  # fmt: skip

    def _options(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        given = self.words.get("options") or self.words.get("priced") or ""
        parts = [part.strip() for part in given.split(";") if part.strip()]
        if self.kind is not Kind.BUDGET:
            return tuple(parts), ()
        labels, costs = [], []
        for part in parts:
            label, _, cost = part.rpartition("=")
            if not label.strip() or not cost.strip().isdecimal():
                raise BadInput("error-council-budget")
            labels.append(label.strip())
            costs.append(int(cost))
        return tuple(labels), tuple(costs)

    def _number(self, name: str, default: int | None = None) -> int:
        given = self.words.get(name, "" if default is None else str(default)).strip()
        if not given.isdecimal() or len(given) > 12:
            raise BadInput("error-council-terms")
        return int(given)


class NewVote(Dialog[Wanted]):
    """The terms of a vote. They are sealed at the opening and cannot be changed afterwards."""

    DEFAULT_CSS = "NewVote Field, NewVote Field:focus { margin: 0 0 1 0; }"

    def __init__(self, screen: ConsoleScreen, kind: Kind, title: str) -> None:
        super().__init__()
        self._say, self._lang, self._kind, self._title = screen.say, screen.lang, kind, title

    def compose(self) -> ComposeResult:
        """A field for each."""
        with Vertical(), VerticalScroll():
            yield Static(Content(self._say(f"council-new-{self._kind.value}")), classes="title")
            for name in FIELDS[self._kind]:
                value = self._title if name == "title" else PRESET.get(name, "")
                yield Static(Content(self._say(f"council-field-{name}")), classes="hint")
                yield Field(value, id=f"vote-{name}")
            if self._kind is not Kind.ELECTION:
                yield Tick(self._say("council-tick-council"), id="vote-council")
                yield Tick(self._say("council-tick-executives"), id="vote-executives")
            yield Static("", id="vote-problem", classes="hint")
            yield Static(Content(self._say("council-new-hint")), classes="hint")

    def on_mount(self) -> None:
        """The first field takes the keys."""
        self.query(Field).first().focus()

    @on(Input.Submitted)
    def _given(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field; in the last one it opens the vote, which cannot be taken back."""
        fields = {name: self.query_one(f"#vote-{name}", Field) for name in FIELDS[self._kind]}
        following = list(fields.values())
        following = following[following.index(event.input) + 1 :]  # type: ignore[arg-type]
        if following:
            following[0].focus()
            return
        empty = next((one for one in fields.values() if not one.value.strip()), None)
        if empty is not None:
            empty.focus()
            return
        ticks = {tick.id: tick.value for tick in self.query(Tick)}
        wanted = Wanted(
            self._kind,
            {name: one.value for name, one in fields.items()},
            bool(ticks.get("vote-council")),
            bool(ticks.get("vote-executives")),
        )
        try:
            self._check(wanted)
        except BadInput as error:
            self.query_one("#vote-problem", Static).update(Content(explain(self._lang, error)))
            return
        self.dismiss(wanted)

    def _check(self, wanted: Wanted) -> None:
        """Everything that can be told without the store. Raises BadInput."""
        terms = wanted.terms(date.max)
        if not wanted.days:
            raise BadInput("error-motion-dates")
        if terms.kind is not Kind.ELECTION:
            make_question(terms, terms.title, b"")
