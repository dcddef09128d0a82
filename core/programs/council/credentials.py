"""Who may vote, without the store knowing who voted how.

RFC 9474 (RSA blind signatures) was looked for and not taken: `cryptography` does not offer it (nor the raw RSA step it
needs), no maintained Python package does, and here it would buy little, because a Telegram user has no program of their
own: the bot would blind and unblind on the voter's behalf and see both ends anyway. Instead, standard parts only:

1. Before opening the bot draws a random issuing secret for this ballot and derives one Ed25519 key for each person who
   may vote: HKDF(issuing secret, ballot, person). The sorted public keys are the roll. Its digest is published, with
   the question and the hash of the tie seed, before anybody votes.
2. A vote is signed with that key and, at a fixed size, sealed by HPKE to the ballot's key, which the moderators hold
   and have signed. It is stored under a number derived from the issuing secret, so that a later vote of the same person
   replaces the earlier one.
3. At the close the console opens the votes and publishes receipts, votes and signatures, sorted by public key. The bot
   destroys the issuing secret; from then on nobody can lead from a public key back to a person.

What this protects. A copy of the store, or two copies from before and after a vote, shows that somebody voted, not who
and not what. Moderators learn votes, not whose. Anybody can check that every counted vote belongs to the roll fixed
beforehand, that none counts twice and none was altered; every voter, that theirs is listed as cast; everybody who did
not vote, that nothing was cast with their key.

What it does not protect, and must be said to voters. Whoever controls the bot's host while voting lasts can see votes
as they arrive, link them, and cast votes for those who do not come: the bot holds all keys until the close. Whoever has
both the issuing secret and a moderator's key before the close can link. A store that somebody rolls back to an earlier
vote of the same person, or from which a vote vanishes before the close, is noticed only by that voter, with their
receipt. Whoever watches the store change and knows that just one person voted at that moment learns that they voted. A
voter can show their receipt to others, so votes can be bought or forced. Telegram sees what is pressed. If all vote
alike, or only one votes, the result itself tells.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.crypto.aead import Randomness, context, derive, digest
from core.crypto.hpke import KeyPair, seal
from core.crypto.signing import Signer, is_signed
from core.errors import CannotOpen
from core.programs.council.questions import OPTIONS_MOST, Choice, Question, encode_choice, make_choice

SECRET_SIZE = 32
REVISIONS_MOST = 2**32 - 1
_SIZE = 32 + 64 + 4 + 1 + OPTIONS_MOST


@dataclass(frozen=True, slots=True)
class Vote:
    """A signed vote. ``public``: the voter's key on the roll; ``revision``: 0, then one more with each change."""

    public: bytes
    revision: int
    choice: Choice = field(repr=False)
    signature: bytes = field(repr=False)

    @property
    def receipt(self) -> bytes:
        """32 bytes that stand for this vote in the published list. The signature in it keeps it from being guessed."""
        number = self.revision.to_bytes(4, "big")
        return digest(b"council-receipt", self.public, number, encode_choice(self.choice), self.signature)


class Issuer:
    """The bot's side of one ballot: keys of voters, derived when needed and never stored."""

    __slots__ = ("_ballot", "_secret")

    def __init__(self, ballot: bytes, secret: bytes) -> None:
        self._ballot = ballot
        self._secret = secret

    @classmethod
    def generate(cls, ballot: bytes, random: Randomness = os.urandom) -> "Issuer":
        """A fresh one. Its secret belongs beside the bot's keys, never into the store."""
        return cls(ballot, random(SECRET_SIZE))

    def roll(self, people: Iterable[bytes]) -> tuple[bytes, ...]:
        """Public keys of everybody who may vote, sorted, so that the order says nothing."""
        return tuple(sorted(self._key(person).public for person in people))

    def vote(self, person: bytes, opening: bytes, revision: int, choice: Choice) -> Vote:
        """Sign a choice for this ballot as it was opened (``opening``: its published digest)."""
        key = self._key(person)
        signed = _statement(opening, key.public, revision, choice)
        return Vote(key.public, revision, choice, key.sign(signed))

    def place(self, person: bytes) -> bytes:
        """16 bytes under which the person's sealed vote is stored. Says nothing about the key on the roll."""
        return derive(self._secret, context("council-place", self._ballot, person), 16)

    def _key(self, person: bytes) -> Signer:
        return Signer(derive(self._secret, context("council-voter", self._ballot, person)))

    def __repr__(self) -> str:
        return "Issuer(…)"


def is_genuine(vote: Vote, opening: bytes) -> bool:
    """Whether the holder of the key on the roll cast exactly this in this ballot."""
    return is_signed(vote.public, vote.signature, _statement(opening, vote.public, vote.revision, vote.choice))


def seal_vote(ballot_public: bytes, opening: bytes, place: bytes, question: Question, vote: Vote) -> bytes:
    """The vote sealed to the ballot's key; every vote of every ballot has the same length."""
    positions = bytes(question.names.index(name) for name in vote.choice)
    revision = vote.revision.to_bytes(4, "big")
    body = vote.public + vote.signature + revision + bytes([len(positions)]) + positions
    return seal(ballot_public, body.ljust(_SIZE, b"\0"), context("council-vote-box", opening, place))


def open_vote(pair: KeyPair, opening: bytes, place: bytes, question: Question, sealed: bytes) -> Vote:
    """The vote again. Raises CannotOpen when it is not one of this ballot and place, or its bytes are no vote."""
    body = pair.open(sealed, context("council-vote-box", opening, place))
    positions = body[101 : 101 + body[100]] if len(body) == _SIZE else b""
    if len(body) != _SIZE or any(position >= len(question.names) for position in positions):
        raise CannotOpen
    choice = make_choice(question, [question.names[position] for position in positions])
    return Vote(body[:32], int.from_bytes(body[96:100], "big"), choice, body[32:96])


def _statement(opening: bytes, public: bytes, revision: int, choice: Choice) -> bytes:
    return context("council-vote", opening, public, revision, encode_choice(choice))
