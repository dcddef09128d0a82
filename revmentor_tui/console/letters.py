"""The critiques of a session as a list shows them: filtered, sorted, marked. Pure; knows no terminal and no store."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import set_cell_size

from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import say
from core.moderation.inbox import Critique
from core.moderation.review import NEW, STATES
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
STATE_CELLS = 15
TAGS_CELLS = 16
SNIPPET = 240
"""Characters of a text that are made ready for a row; no terminal shows more on one line."""

OLDEST, NEWEST, STATE, TOPIC = "oldest", "newest", "state", "topic"
SORTS = (OLDEST, NEWEST, STATE, TOPIC)


@dataclass(frozen=True, slots=True)
class View:
    """What of the inbox is shown, and in which order. An empty ``states`` or ``topic`` means all; ``words`` must all
    occur, ``#name`` is a tag."""

    states: frozenset[str] = frozenset()
    topic: str = ""
    words: str = ""
    sort: str = OLDEST

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is hidden by it."""
        return bool(self.states or self.topic or self.words.strip())

    @property
    def follows_reviews(self) -> bool:
        """Whether a decision may change which rows are shown, or their order."""
        return bool(self.states or self.words.strip() or self.sort == STATE)


def fold(text: str) -> str:
    """For comparing: case and ё do not count."""
    return text.casefold().replace("ё", "е")


def arrange(critiques: Iterable[Critique], folded: Mapping[bytes, str], view: View) -> list[bytes]:
    """The ids that ``view`` shows, in its order. ``critiques`` come oldest first; ``folded``: their texts, folded."""
    wanted = fold(view.words).split()
    tags = [word[1:] for word in wanted if word.startswith("#") and len(word) > 1]
    words = [word for word in wanted if not word.startswith("#")]
    found = [
        critique
        for critique in critiques
        if (not view.states or critique.review.state in view.states)
        and (not view.topic or critique.topic == view.topic)
        and all(any(fold(name).startswith(tag) for name in critique.review.tags) for tag in tags)
        and all(_has(critique, folded, word) for word in words)
    ]
    if view.sort == NEWEST:
        found.reverse()
    elif view.sort == STATE:
        found.sort(key=lambda critique: STATES.index(critique.review.state))
    elif view.sort == TOPIC:
        found.sort(key=lambda critique: critique.topic or "~")
    return [critique.id for critique in found]


def _has(critique: Critique, folded: Mapping[bytes, str], word: str) -> bool:
    return word in folded.get(critique.id, "") or any(word in fold(tag) for tag in critique.review.tags)


@dataclass(repr=False)
class Letters:
    """Rows of the inbox (see virtual_list.Rows). ``known`` holds every critique of the session, ``order`` what is
    shown of them, ``marked`` those chosen for the next act, ``opened`` those somebody read at this console."""

    lang: str
    known: dict[bytes, Critique] = field(default_factory=dict)
    folded: dict[bytes, str] = field(default_factory=dict)
    order: list[bytes] = field(default_factory=list)
    marked: set[bytes] = field(default_factory=set)
    opened: set[bytes] = field(default_factory=set)
    view: View = View()
    arrivals: int = 0
    """Grows whenever ``known`` holds more; with the view it tells whether rows must be worked out anew."""

    def __len__(self) -> int:
        return len(self.order)

    def at(self, index: int) -> Critique | None:
        """The critique in a row."""
        return self.known[self.order[index]] if 0 <= index < len(self.order) else None

    def looks(self, index: int) -> Hashable:
        """Id, revision, language and whether it was opened decide how a row looks."""
        critique = self.known[self.order[index]]
        return critique.id, critique.revision, self.lang, critique.id in self.opened

    def is_marked(self, index: int) -> bool:
        """Whether the row is marked."""
        return self.order[index] in self.marked

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """State, tags, the beginning of the text."""
        critique = self.known[self.order[index]]
        state = critique.review.state
        glyph = OPENED if state == NEW and critique.id in self.opened else GLYPHS[state]
        tags = ", ".join(one_line(tag) for tag in critique.review.tags) or topic_name(self.lang, critique.topic)
        tone = "strong" if state == NEW and critique.id not in self.opened else ""
        narrow = TAGS_CELLS if width >= 60 else TAGS_CELLS - 4
        return (
            (set_cell_size(f"{glyph} {say(self.lang, f'state-{state}')}", STATE_CELLS), state),
            (set_cell_size(tags, narrow - 2) + "  ", "tags" if critique.review.tags else "quiet"),
            (one_line(critique.text[:SNIPPET]), tone),
        )

    def counts(self) -> Counter[str]:
        """How many critiques are in each state."""
        return Counter(critique.review.state for critique in self.known.values())

    def tags(self) -> list[SafeText]:
        """Every tag in use, the most used first."""
        used = Counter(tag for critique in self.known.values() for tag in critique.review.tags)
        return [one_line(tag) for tag, _ in used.most_common()]


def topic_name(lang: str, topic: str) -> SafeText:
    """A topic in words; an unknown one reads «другое»."""
    known = topic if topic in ("decisions", "processes", "people", "tools", "money") else "other"
    return say(lang, f"topic-{known}")
