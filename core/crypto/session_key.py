"""A feedback session's secret, its public half signed by a moderator, and its wraps to each moderator.

One random secret per session and epoch (an epoch ends when the team changes). HKDF derives from it the HPKE
pair that critiques are sealed to, and the AES key of the records that moderators keep. Destroying every wrap
erases the session.
"""

import os
from functools import cached_property, lru_cache

from core.crypto.aead import Box, Randomness, context, derive
from core.crypto.hpke import KeyPair, seal
from core.crypto.signing import Signer, is_signed

SECRET_SIZE = 32


class SessionSecret:
    """The secret of one epoch of one session, unwrapped."""

    def __init__(self, session: bytes, epoch: int, secret: bytes) -> None:
        self.session = session
        self.epoch = epoch
        self._secret = secret

    @classmethod
    def generate(cls, session: bytes, epoch: int, random: Randomness = os.urandom) -> "SessionSecret":
        """A fresh secret."""
        return cls(session, epoch, random(SECRET_SIZE))

    @property
    def raw(self) -> bytes:
        """The 32 bytes, for a process that works for this one (core.moderation.resealer) and for nobody else."""
        return self._secret

    @cached_property
    def pair(self) -> KeyPair:
        """What the bot seals to, and its private half."""
        return KeyPair.from_seed(derive(self._secret, context("session-hpke", self.session, self.epoch)))

    @cached_property
    def box(self) -> Box:
        """What moderators' records are kept under: texts taken in, tags, redactions, notes, drafts."""
        return Box(derive(self._secret, context("session-box", self.session, self.epoch)))

    def tie_seed(self, ballot: bytes) -> bytes:
        """What lots of one ballot of the council are drawn with (core.programs.council.lots): every moderator knows it
        again at the count, nobody else before."""
        return derive(self._secret, context("council-tie-seed", self.session, self.epoch, ballot))

    def wrap(self, member: bytes, member_public: bytes) -> bytes:
        """The secret sealed to one moderator; ``member`` is the id it is bound to."""
        return seal(member_public, self._secret, wrap_context(self.session, self.epoch, member))

    def __repr__(self) -> str:
        return "SessionSecret(…)"


def wrap_context(session: bytes, epoch: int, member: bytes) -> bytes:
    """The HPKE info of a wrap."""
    return context("wrap", session, epoch, member)


def unwrap(session: bytes, epoch: int, member: bytes, pair: KeyPair, wrapped: bytes) -> SessionSecret:
    """Open a wrap with the moderator's pair. Raises CannotOpen."""
    return SessionSecret(session, epoch, pair.open(wrapped, wrap_context(session, epoch, member)))


def statement(session: bytes, epoch: int, public: bytes, terms: bytes) -> bytes:
    """What a moderator signs: this key belongs to this session and epoch under these terms (k, kind,
    topics).
    """
    return context("session-statement", session, epoch, public, terms)


def sign_statement(signer: Signer, session: bytes, epoch: int, public: bytes, terms: bytes) -> bytes:
    """64 bytes that the bot checks before it seals."""
    return signer.sign(statement(session, epoch, public, terms))


@lru_cache(256)
def is_statement_signed(
    verify_key: bytes, signature: bytes, session: bytes, epoch: int, public: bytes, terms: bytes
) -> bool:
    """Whether the holder of ``verify_key`` vouches for this session key."""
    return is_signed(verify_key, signature, statement(session, epoch, public, terms))
