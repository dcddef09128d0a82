"""What the council keeps, and what the organiser may order of the bot: matters, ballots, their papers, its members."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from core.crypto.aead import digest
from core.errors import BadInput
from core.language.safe_text import make_safe, one_line
from core.programs.council.motions import Motion
from core.programs.council.questions import Question
from core.programs.council.record import Announced
from core.programs.ledger import Shelf
from core.programs.states import FINAL, State

ID_SIZE = 8
"""Of matters and ballots: a ranking of forty options must fit into a button together with it."""
VOTERS_LEAST = 3
"""With fewer a result tells who voted how."""
VOTERS_MOST = 20_000
TITLE_LONGEST = 120
TEXT_LONGEST = 1000
WORDS_LONGEST = 140
LABEL_LONGEST = 200
MEMBERS_MOST = 50
SUPPORT_DEFAULT = 5
DAYS_DEFAULT = 7
DAYS_MOST = 60
RUNNERS_MOST = 40


class Electorate(StrEnum):
    """Who is asked."""

    STAFF = "staff"
    COUNCIL = "council"
    EXECUTIVES = "executives"


class Source(StrEnum):
    """Where a matter comes from."""

    STAFF = "staff"
    ORGANISER = "organiser"
    ELECTION = "election"
    SIGNAL = "signal"


@dataclass(frozen=True)
class Matter:
    """Something that is or may be put to the vote. ``ballots``: the one that binds, then the executives', where they
    are asked the same; ``refused``: why the organiser did not make it public. Who proposed it is not known.
    """

    motion: Motion
    source: Source
    title: str = field(repr=False)
    text: str = field(default="", repr=False)
    ballots: tuple[bytes, ...] = ()
    refused: str = field(default="", repr=False)


@dataclass(frozen=True)
class Ballot:
    """One vote. ``terms``: the question's canonical JSON; ``voters``: how many may vote; ``epoch``: of the programme's
    key that the tie seed comes from; ``state``: OPEN, HELD (closed, waits for the count), RELEASED, or EXPIRED when too
    few voted for the votes to be opened; ``urn``: digest of the sealed votes as they lay at the close, ``lost``: how
    many of the places were gone or damaged then; ``result``: canonical JSON; ``runners``: option and profile in an
    election.
    """

    matter: bytes
    electorate: Electorate
    terms: str = field(repr=False)
    voters: int
    announced: Announced
    epoch: int
    opened: date
    closes: date
    state: State = State.OPEN
    urn: bytes = b""
    lost: int = 0
    result: str = field(default="", repr=False)
    runners: tuple[tuple[str, bytes], ...] = ()

    @property
    def question(self) -> Question:
        """The question."""
        return Question.decode(self.terms.encode())


@dataclass(frozen=True)
class Paper:
    """What is too long for a ballot's record: the roll from the opening, the exported file from the publication."""

    ballot: bytes
    roll: tuple[bytes, ...]
    record: str = field(default="", repr=False)


@dataclass(frozen=True)
class Runner:
    """Somebody who stands for the council, and what they say of it."""

    profile: bytes
    name: str = field(repr=False)
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Sitting:
    """The elected, by profile and name."""

    members: tuple[tuple[bytes, str], ...] = field(default=(), repr=False)
    since: date | None = None


MATTERS: Shelf[Matter, Matter] = Shelf(
    "council-matter", Matter, Matter, lambda one: one, lambda one: one.motion.state not in FINAL
)
BALLOTS: Shelf[Ballot, Ballot] = Shelf(
    "council-ballot", Ballot, Ballot, lambda one: one, lambda one: one.state in (State.OPEN, State.HELD)
)
PAPERS: Shelf[Paper, Paper] = Shelf("council-paper", Paper, Paper, lambda one: one, lambda one: False)
RUNNERS: Shelf[Runner, Runner] = Shelf("council-runner", Runner, Runner, lambda one: one, lambda one: True)
SITTINGS: Shelf[Sitting, Sitting] = Shelf("council-sitting", Sitting, Sitting, lambda one: one, lambda one: True)
SITTING_ID = digest(b"council-sitting")[:16]


def paper_id(ballot: bytes) -> bytes:
    """Where a ballot's paper lies."""
    return digest(b"council-paper", ballot)[:16]


# What the organiser may order.


@dataclass(frozen=True)
class Propose:
    """Make a draft public; it takes ``threshold`` supporters."""

    matter: bytes
    threshold: int


@dataclass(frozen=True)
class Refuse:
    """Do not make a draft public, and why."""

    matter: bytes
    words: str = field(repr=False)


@dataclass(frozen=True)
class Poll:
    """A ballot to open: its question, who is asked, the hash of the tie seed."""

    ballot: bytes
    electorate: Electorate
    terms: str = field(repr=False)
    commitment: bytes
    epoch: int


@dataclass(frozen=True)
class Open:
    """Put a matter to the vote until ``closes``, that day included. One that the store does not have is the organiser's
    own question, or an election (``runners``: option and profile)."""

    matter: bytes
    source: Source
    title: str = field(repr=False)
    text: str = field(repr=False)
    polls: tuple[Poll, ...]
    closes: date
    answer_days: int
    runners: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A counted ballot: its exported file, empty when fewer than VOTERS_LEAST voted."""

    ballot: bytes
    record: str = field(repr=False)


@dataclass(frozen=True)
class Publish:
    """The results of a matter's ballots."""

    matter: bytes
    outcomes: tuple[Outcome, ...]


def read_idea(words: str) -> tuple[str, str]:
    """Title and text of a proposal as somebody wrote it: the first line is the title. Raises BadInput."""
    title, _, text = make_safe(words).strip().partition("\n")
    title, text = one_line(title).strip(), text.strip()
    if not title or len(title) > TITLE_LONGEST:
        raise BadInput("error-council-title", most=TITLE_LONGEST)
    if len(text) > TEXT_LONGEST:
        raise BadInput("error-council-text", most=TEXT_LONGEST)
    return title, text


def with_closing(announced: Announced, closing: bytes) -> Announced:
    """The digests once the list of receipts is known as well."""
    return replace(announced, closing=closing)
