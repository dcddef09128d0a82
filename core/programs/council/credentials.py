"""Who may vote, without the store knowing who voted how, or whether.

RFC 9474 (RSA blind signatures) was looked for and not taken: `cryptography` does not offer it (nor the raw RSA step it
needs), no maintained Python package does, and here it would buy little, because a Telegram user has no program of their
own: the bot would blind and unblind on the voter's behalf and see both ends anyway. Instead, standard parts only:

1. Before opening the bot draws a random issuing secret for this ballot and derives one Ed25519 key for each person who
   may vote: HKDF(issuing secret, ballot, person). The sorted public keys are the roll. Its digest is published, with
   the question and the hash of the tie seed, before anybody votes.
2. A vote is signed with that key and, at a fixed size, sealed by HPKE to the moderators' key. Over that lies a box
   under a key of the issuing secret, and so it is stored under a number derived from that secret. Everybody on the roll
   has such a row from the opening on, at first with a blank of the same size; a vote, and any later vote of the same
   person, takes its place.
3. At the close the bot takes the outer boxes off, writes down a digest of what then lies in the urn, and destroys the
   issuing secret; from then on nobody can lead from a row or a public key back to a person. The console opens the votes
   and publishes receipts, votes and signatures, sorted by public key.

What this protects. A copy of the store does not show who has voted, how many have, or what; two copies show that a row
changed, unless all rows were turned over in between, as they are every ten minutes. Until the close moderators cannot
open votes, and the bot's host cannot open those stored before. Moderators learn votes, not whose. How often somebody
changed their vote is kept nowhere. Anybody can check that every counted vote belongs to the roll fixed beforehand, that
none counts twice and none was altered; every voter, that theirs is listed as cast; everybody who did not vote, that
nothing was cast with their key; any other moderator, that what lay in the urn was counted.

What it does not protect, and must be said to voters. Whoever controls the bot's host while voting lasts can see votes
as they arrive, link them, and cast votes for those who do not come: the bot holds all keys until the close. Whoever has
both the issuing secret and a moderator's key before the close can link. A row that somebody puts back to what it was
before is noticed only by its voter, with their receipt; a row that vanishes is missed at the close. A voter can show
their receipt to others, so votes can be bought or forced. Telegram sees what is pressed. If all vote alike the result
itself tells, and an unusual ranking can be recognised in the list by whoever knows its author's taste; fewer than three
votes are not opened to anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.crypto.aead import Box, context, derive, digest
from core.crypto.hpke import KeyPair, seal
from core.crypto.signing import Signer, is_signed
from core.errors import BadInput, CannotOpen
from core.programs.council.questions import OPTIONS_MOST, Choice, Question, encode_choice, make_choice

_SIZE = 32 + 64 + 1 + OPTIONS_MOST


@dataclass(frozen=True, slots=True)
class Vote:
    """A signed vote. ``public``: the voter's key on the roll."""

    public: bytes
    choice: Choice = field(repr=False)
    signature: bytes = field(repr=False)

    @property
    def receipt(self) -> bytes:
        """32 bytes that stand for this vote in the published list. The signature in it keeps it from being guessed."""
        return digest(b"council-receipt", self.public, encode_choice(self.choice), self.signature)


class Issuer:
    """The bot's side of one ballot: keys of voters, derived when needed and never stored. ``secret``: 32 random bytes,
    which belong beside the bot's keys, never into the store.
    """

    __slots__ = ("_ballot", "_secret")

    def __init__(self, ballot: bytes, secret: bytes) -> None:
        self._ballot = ballot
        self._secret = secret

    def roll(self, people: Iterable[bytes]) -> tuple[bytes, ...]:
        """Public keys of everybody who may vote, sorted, so that the order says nothing."""
        return tuple(sorted(self._key(person).public for person in people))

    def vote(self, person: bytes, opening: bytes, choice: Choice) -> Vote:
        """Sign a choice for this ballot as it was opened (``opening``: its published digest)."""
        key = self._key(person)
        return Vote(key.public, choice, key.sign(_statement(opening, key.public, choice)))

    def place(self, person: bytes) -> bytes:
        """16 bytes under which the person's sealed vote is stored. Says nothing about the key on the roll."""
        return derive(self._secret, context("council-place", self._ballot, person), 16)

    @property
    def box(self) -> Box:
        """What lies over every row until the close."""
        return Box(derive(self._secret, context("council-turn", self._ballot)))

    def _key(self, person: bytes) -> Signer:
        return Signer(derive(self._secret, context("council-voter", self._ballot, person)))

    def __repr__(self) -> str:
        return "Issuer(…)"


def is_genuine(vote: Vote, opening: bytes) -> bool:
    """Whether the holder of the key on the roll cast exactly this in this ballot."""
    return is_signed(vote.public, vote.signature, _statement(opening, vote.public, vote.choice))


def seal_vote(ballot_public: bytes, opening: bytes, place: bytes, question: Question, vote: Vote) -> bytes:
    """The vote sealed to the ballot's key; every vote of every ballot has the same length."""
    positions = bytes(question.names.index(name) for name in vote.choice)
    body = vote.public + vote.signature + bytes([len(positions)]) + positions
    return seal(ballot_public, body.ljust(_SIZE, b"\0"), context("council-vote-box", opening, place))


def seal_blank(ballot_public: bytes, opening: bytes, place: bytes) -> bytes:
    """What lies in a voter's place before they vote: opens as a vote with a key that is on no roll."""
    return seal(ballot_public, bytes(_SIZE), context("council-vote-box", opening, place))


def open_vote(pair: KeyPair, opening: bytes, place: bytes, question: Question, sealed: bytes) -> Vote:
    """The vote again. Raises CannotOpen when it is not one of this ballot and place, or its bytes are no vote."""
    body = pair.open(sealed, context("council-vote-box", opening, place))
    positions = body[97 : 97 + body[96]] if len(body) == _SIZE else b""
    if len(body) != _SIZE or any(position >= len(question.names) for position in positions):
        raise CannotOpen
    try:
        choice = make_choice(question, [question.names[position] for position in positions])
    except BadInput:
        raise CannotOpen from None
    return Vote(body[:32], choice, body[32:96])


def _statement(opening: bytes, public: bytes, choice: Choice) -> bytes:
    return context("council-vote", opening, public, encode_choice(choice))
