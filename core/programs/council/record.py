"""The public record of one ballot: what is announced, the exported file, the recount, and what a check can find.

Four digests are announced where the file's keeper cannot change them afterwards (the journal, everybody's chat): the
question, the roll and the tie seed's hash before opening, the list of receipts at the close.
"""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.crypto.aead import digest
from core.errors import BadInput
from core.programs.council.counting import Result, count
from core.programs.council.credentials import Vote, is_genuine
from core.programs.council.lots import SEED_SIZE, commit, final_seed
from core.programs.council.questions import Question, canonical, make_choice


@dataclass(frozen=True, slots=True)
class Opening:
    """What is fixed before anybody votes."""

    question: Question
    roll: tuple[bytes, ...]
    commitment: bytes

    @property
    def announced(self) -> "Announced":
        """What is published at the opening."""
        return Announced(digest(b"question", self.question.encode()), digest(b"roll", *self.roll), self.commitment)

    @property
    def digest(self) -> bytes:
        """32 bytes that stand for all of it; every vote is signed together with them."""
        return self.announced.opening


@dataclass(frozen=True, slots=True)
class Announced:
    """The digests as everybody saw them. ``closing`` is None until the close."""

    question: bytes
    roll: bytes
    commitment: bytes
    closing: bytes | None = None

    @property
    def opening(self) -> bytes:
        """One digest for the three that are known at the opening."""
        return digest(b"council-opening", self.question, self.roll, self.commitment)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything about a closed ballot. ``receipts``: the list published at the close, sorted; ``votes`` sorted by
    public key; ``result``: the bytes that were published.
    """

    opening: Opening
    seed: bytes
    receipts: tuple[bytes, ...]
    votes: tuple[Vote, ...]
    result: bytes

    @property
    def closing(self) -> bytes:
        """Digest of the list of receipts."""
        return closing_digest(self.receipts)

    def encode(self) -> bytes:
        """The exported file: canonical JSON, one line."""
        return canonical(
            {
                "format": "revmentor/council/v1",
                "question": json.loads(self.opening.question.encode()),
                "roll": [public.hex() for public in self.opening.roll],
                "commitment": self.opening.commitment.hex(),
                "seed": self.seed.hex(),
                "receipts": [receipt.hex() for receipt in self.receipts],
                "votes": [[v.public.hex(), list(v.choice), v.signature.hex()] for v in self.votes],
                "result": json.loads(self.result),
            }
        )

    @classmethod
    def decode(cls, data: bytes) -> "Record":
        """From the exported file. Raises BadInput when it is none."""
        try:
            raw = json.loads(data)
            if raw["format"] != "revmentor/council/v1":
                raise ValueError
            question = Question.decode(canonical(raw["question"]))
            roll = tuple(bytes.fromhex(public) for public in raw["roll"])
            return cls(
                Opening(question, roll, bytes.fromhex(raw["commitment"])),
                bytes.fromhex(raw["seed"]),
                tuple(bytes.fromhex(receipt) for receipt in raw["receipts"]),
                tuple(_decode_vote(one) for one in raw["votes"]),
                canonical(raw["result"]),
            )
        except (ValueError, KeyError, TypeError, OverflowError):
            raise BadInput("error-council-export") from None


def _decode_vote(raw: Sequence[object]) -> Vote:
    public, choice, signature = raw
    strings = isinstance(public, str) and isinstance(signature, str)
    listed = isinstance(choice, list) and all(isinstance(name, str) for name in choice)
    if not (strings and listed):
        raise ValueError
    return Vote(bytes.fromhex(str(public)), tuple(choice), bytes.fromhex(str(signature)))  # type: ignore[arg-type]


def closing_digest(receipts: Collection[bytes]) -> bytes:
    """What is announced at the close."""
    return digest(b"council-closing", *sorted(receipts))


def close(opening: Opening, seed: bytes, votes: Collection[Vote]) -> Record:
    """Count what was cast. Votes that are not genuine or not on the roll are left out; of several with one key, which
    only the bot's host could have made, one counts. Raises BadInput when the seed is not the one committed to.
    """
    if commit(seed) != opening.commitment:
        raise BadInput("error-council-seed")
    roll = set(opening.roll)
    latest: dict[bytes, Vote] = {}
    # The one with the smaller receipt, whatever order they came in.
    for vote in sorted(votes, key=lambda v: v.receipt, reverse=True):
        if vote.public in roll and is_genuine(vote, opening.digest):
            latest[vote.public] = vote
    counted = tuple(sorted(latest.values(), key=lambda v: v.public))
    receipts = tuple(sorted(vote.receipt for vote in counted))
    result = _count(opening, seed, receipts, counted)
    return Record(opening, seed, receipts, counted, result.encode())


def recount(export: bytes) -> bytes:
    """The result's bytes, counted anew from the exported file alone. Raises BadInput when the file is none."""
    record = Record.decode(export)
    return _count(record.opening, record.seed, record.receipts, record.votes).encode()


def _count(opening: Opening, seed: bytes, receipts: Collection[bytes], votes: Collection[Vote]) -> Result:
    drawn_with = final_seed(seed, closing_digest(receipts))
    choices = [make_choice(opening.question, vote.choice) for vote in votes]
    return count(opening.question, choices, len(opening.roll), drawn_with)


class Fault(StrEnum):
    """What can be wrong with a record, the most telling first: another list makes every vote look forged."""

    UNKNOWN = "unknown"
    LIST_CHANGED = "list-changed"
    QUESTION_CHANGED = "question-changed"
    SEED_CHANGED = "seed-changed"
    STUFFED = "stuffed"
    DOUBLE = "double"
    FORGED = "forged"
    SPOILT = "spoilt"
    DROPPED = "dropped"
    URN_CHANGED = "urn-changed"
    RECEIPTS_CHANGED = "receipts-changed"
    RESULT_WRONG = "result-wrong"
    WITHHELD = "withheld"
    CODE_WRONG = "code-wrong"
    BALLOTS_CODE_WRONG = "ballots-code-wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and the key or receipt it concerns, empty when it concerns the whole."""

    fault: Fault
    ref: bytes = b""

    @property
    def rank(self) -> int:
        """Its place among the faults."""
        return list(Fault).index(self.fault)


def verify(export: bytes, announced: Announced | None = None, own_receipts: Collection[bytes] = ()) -> list[Finding]:
    """Everything that does not hold; empty when all does.

    ``announced``: the digests as published; without them nobody can tell whether question, roll, seed or list of
    receipts were changed together with the file. ``own_receipts``: of voters who look for their votes. Raises BadInput
    when the file is none.
    """
    record = Record.decode(export)
    return [*_against(record, announced), *_votes(record), *_lists(record, own_receipts), *_result(record)]


def _against(record: Record, announced: Announced | None) -> list[Finding]:
    found = []
    if len(record.seed) != SEED_SIZE or commit(record.seed) != record.opening.commitment:
        found.append(Finding(Fault.SEED_CHANGED))
    roll = record.opening.roll
    if list(roll) != sorted(set(roll)):
        found.append(Finding(Fault.LIST_CHANGED))
    if announced is not None:
        now = record.opening.announced
        compared = (
            (Fault.QUESTION_CHANGED, now.question, announced.question),
            (Fault.LIST_CHANGED, now.roll, announced.roll),
            (Fault.SEED_CHANGED, now.commitment, announced.commitment),
            (Fault.RECEIPTS_CHANGED, record.closing, announced.closing or record.closing),
        )
        found += [Finding(fault) for fault, is_now, was in compared if is_now != was]
    return list(dict.fromkeys(found))


def _votes(record: Record) -> list[Finding]:
    found = []
    roll, listed, opening = set(record.opening.roll), set(record.receipts), record.opening.digest
    for vote in record.votes:
        try:
            spoilt = make_choice(record.opening.question, vote.choice) != vote.choice
        except BadInput:
            spoilt = True
        if vote.public not in roll:
            found.append(Finding(Fault.STUFFED, vote.public))
        elif not is_genuine(vote, opening):
            found.append(Finding(Fault.FORGED, vote.public))
        elif vote.receipt not in listed:
            # Genuine, but not among what was there at the close: put in later.
            found.append(Finding(Fault.STUFFED, vote.public))
        if spoilt:
            found.append(Finding(Fault.SPOILT, vote.public))
    times = Counter(vote.public for vote in record.votes)
    return found + [Finding(Fault.DOUBLE, public) for public, number in times.items() if number > 1]


def _lists(record: Record, own_receipts: Collection[bytes]) -> list[Finding]:
    present = {vote.receipt for vote in record.votes}
    expected = {*record.receipts, *own_receipts}
    repeated = len(set(record.receipts)) != len(record.receipts)
    missing = [Finding(Fault.DROPPED, receipt) for receipt in sorted(expected - present)]
    return missing + [Finding(Fault.RECEIPTS_CHANGED)] * repeated


def _result(record: Record) -> list[Finding]:
    try:
        again = _count(record.opening, record.seed, record.receipts, record.votes).encode()
    except BadInput:
        # A spoilt vote, reported as such: there is no result to compare.
        return []
    return [] if again == record.result else [Finding(Fault.RESULT_WRONG)]
