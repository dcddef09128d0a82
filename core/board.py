"""You said, we did: what was released, what was answered, which promises were kept. For everybody, from what the bot
may read; numbers obey the thresholds they were released under."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from core.digests import Cover, Item
from core.leadership.comma import Delivered
from core.leadership.life import ACCEPT, DECLINE, DONE, FINISH, IGNORE, Life


@dataclass(frozen=True)
class Entry:
    """One released item and what happened to it."""

    cover: Cover
    item: Item = field(repr=False)
    life: Life = field(repr=False)


@dataclass(frozen=True)
class Tally:
    """Commas placed: accepted and declined, how many of them late, and silences that were called ignored."""

    accepted: int
    declined: int
    late: int
    ignored: int

    @property
    def placed(self) -> int:
        """All commas."""
        return self.accepted + self.declined


@dataclass(frozen=True)
class Board:
    """``by_executive``: tally per title; ``hours_p50`` and ``hours_p90``: time from publication to comma, None without
    any; ``kept`` and ``broken``: promises with a date; ``withheld``: what was not released, by class of reason."""

    entries: tuple[Entry, ...]
    company: Tally
    by_executive: dict[str, Tally]
    hours_p50: float | None
    hours_p90: float | None
    kept: int
    broken: int
    withheld: dict[str, int]


@dataclass(frozen=True)
class Week:
    """What happened since a moment: items released, commas placed, silences called ignored, promises kept; and how many
    items wait for a comma now."""

    released: int = 0
    accepted: int = 0
    declined: int = 0
    ignored: int = 0
    done: int = 0
    waiting: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not (self.released or self.accepted or self.declined or self.ignored or self.done)


def make_week(digests: Sequence[Delivered], since: int) -> Week:
    """The events of all delivered digests from the second ``since`` on."""
    events = [event for digest in digests for life in digest.lives.values() for event in life.events]
    happened = Counter(event.act for event in events if event.at >= since)
    return Week(
        sum(len(digest.items) for digest in digests if digest.cover.published_at >= since),
        happened[ACCEPT],
        happened[DECLINE],
        happened[IGNORE],
        happened[FINISH],
        sum(not life.ignored for digest in digests for life in digest.lives.values() if life.verdict is None),
    )


def make_board(digests: Sequence[Delivered], today: date) -> Board:
    """The board of all delivered digests, newest items first."""
    entries = tuple(
        Entry(digest.cover, item, digest.lives[item.id]) for digest in reversed(digests) for item in digest.items
    )
    lives = [entry.life for entry in entries]
    hours = sorted((v.at - life.published) / 3600 for life in lives if (v := life.verdict))
    titles = sorted({v.by for life in lives if (v := life.verdict)})
    withheld: dict[str, int] = {}
    for cover in {digest.cover.session: digest.cover for digest in digests}.values():
        for reason, count in cover.withheld.items():
            withheld[reason] = withheld.get(reason, 0) + count
    return Board(
        entries,
        tally(lives),
        {title: tally([life for life in lives if (v := life.verdict) and v.by == title]) for title in titles},
        percentile(hours, 0.5),
        percentile(hours, 0.9),
        sum(life.state == DONE for life in lives),
        sum(_is_broken(life, today) for life in lives),
        withheld,
    )


def tally(lives: Sequence[Life]) -> Tally:
    """Count commas; a comma in force counts once, whatever came before it."""
    verdicts = [verdict for life in lives if (verdict := life.verdict)]
    return Tally(
        sum(verdict.act == ACCEPT for verdict in verdicts),
        sum(verdict.act == DECLINE for verdict in verdicts),
        sum(life.is_late for life in lives),
        sum(life.state == "ignored" for life in lives),
    )


def percentile(ordered: Sequence[float], share: float) -> float | None:
    """The nearest-rank percentile of sorted numbers (Hyndman & Fan 1996, definition 1); None for an empty list."""
    if not ordered:
        return None
    return ordered[max(0, -(-int(share * 100) * len(ordered) // 100) - 1)]


def _is_broken(life: Life, today: date) -> bool:
    verdict = life.verdict
    due = verdict.due if verdict and verdict.act == ACCEPT else None
    return due is not None and due < today and life.state != DONE
