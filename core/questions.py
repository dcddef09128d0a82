"""What an executive asks the unknown author of a released item, and what comes back: the formats both sides share.

The executive writes, the bot seals it to the session, a moderator passes it on as a letter or declines; the author's
answer, if there is one, goes back the same way. The author's mailbox is never told to the executive, nor the
executive's chat to the team.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.crypto.aead import context
from core.crypto.hpke import KeyPair
from core.crypto.signing import Signer
from core.errors import CannotOpen
from core.signed import open_signed, seal_signed

ASK = "ask"
MEET = "meet"
KINDS = (ASK, MEET)
"""A question to be answered in writing; an offer to meet, which the author may leave without a word."""

WAITING = "waiting"
PASSED = "passed"
DECLINED = "declined"
ANSWERED = "answered"


@dataclass(frozen=True)
class Question:
    """What an executive wrote. ``by``: their title; ``item``: what it is about; ``critiques``: the letters in it,
    one or a group."""

    id: bytes
    kind: str
    item: bytes
    critiques: tuple[bytes, ...] = field(repr=False)
    by: str
    text: str = field(repr=False)

    def seal(self, public: bytes, session: bytes, epoch: int, sender: bytes, signer: Signer) -> bytes:
        """For the session's moderators, signed by the bot: nobody else may ask in an executive's name."""
        raw = {"kind": self.kind, "item": self.item.hex(), "critiques": [one.hex() for one in self.critiques]}
        raw |= {"by": self.by, "text": self.text}
        return seal_signed(public, raw, _question_place(session, epoch, self.id), sender, signer)


def open_question(
    pair: KeyPair, keys: Mapping[bytes, bytes], session: bytes, epoch: int, question: bytes, sealed: bytes
) -> Question:
    """A question that one of ``keys`` has signed. Raises CannotOpen."""
    raw = open_signed(pair, keys, sealed, _question_place(session, epoch, question))
    try:
        letters = tuple(bytes.fromhex(one) for one in raw["critiques"])
        return Question(question, raw["kind"], bytes.fromhex(raw["item"]), letters, raw["by"], raw["text"])
    except (ValueError, KeyError, TypeError):
        raise CannotOpen from None


@dataclass(frozen=True)
class Outcome:
    """What the executive is told. ``state``: DECLINED with a moderator's words in ``text``, or ANSWERED with the
    author's."""

    state: str
    text: str = field(repr=False)

    def seal(self, bot_public: bytes, question: bytes, sender: bytes, signer: Signer) -> bytes:
        """For the bot alone, signed by the moderator."""
        return seal_signed(bot_public, vars(self), outcome_context(question), sender, signer)


def open_outcome(pair: KeyPair, keys: Mapping[bytes, bytes], question: bytes, sealed: bytes) -> Outcome:
    """What one of ``keys`` has signed. Raises CannotOpen."""
    raw = open_signed(pair, keys, sealed, outcome_context(question))
    try:
        return Outcome(raw["state"], raw["text"])
    except KeyError:
        raise CannotOpen from None


def _question_place(session: bytes, epoch: int, question: bytes) -> bytes:
    return context("question", session, epoch, question)


def outcome_context(question: bytes) -> bytes:
    """The HPKE info of an outcome."""
    return context("question-outcome", question)
