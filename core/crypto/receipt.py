"""The author's code: 128 random bits, shown as twelve words, from which everything the author owns is
derived.

The store keeps only what cannot be turned back: the critique's id, the public half of the mailbox, the public
half of the pen (the key that signs the author's replies). Whoever holds the code can read the thread; nobody
else can.
"""

import os
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, product

from core.crypto.aead import Randomness, context, derive, digest
from core.crypto.hpke import KeyPair
from core.crypto.signing import Signer
from core.crypto.spelling import normalise, read, spell
from core.errors import WrongCode

SIZE = 16
WORDS = 12
_CHECK_BITS = 4


def _check(secret: bytes) -> int:
    return digest(b"receipt", secret)[0] >> (8 - _CHECK_BITS)


@dataclass(frozen=True)
class Receipt:
    """A code in use. ``secret`` is 16 bytes and never appears in ``repr``."""

    secret: bytes = field(repr=False)

    @classmethod
    def generate(cls, random: Randomness = os.urandom) -> "Receipt":
        """A fresh code."""
        return cls(random(SIZE))

    @cached_property
    def critique_id(self) -> bytes:
        """16 bytes; says nothing about the code (HKDF, RFC 5869)."""
        return derive(self.secret, context("critique-id"), 16)

    @cached_property
    def mailbox(self) -> KeyPair:
        """The key pair that answers are sealed to."""
        return KeyPair.from_seed(derive(self.secret, context("mailbox")))

    @cached_property
    def pen(self) -> Signer:
        """The key that proves a reply, a withdrawal or a veto comes from the author."""
        return Signer(derive(self.secret, context("pen")))

    @cached_property
    def commitment_key(self) -> bytes:
        """32 bytes under which the text's commitment is made."""
        return derive(self.secret, context("commitment"))

    def words(self, lang: str) -> list[str]:
        """Twelve words: 128 bits and a 4-bit checksum (first bits of SHA-256), as BIP-39 does."""
        return spell((int.from_bytes(self.secret, "big") << _CHECK_BITS) | _check(self.secret), WORDS, lang)


def looks_like_code(text: str) -> bool:
    """Whether ``text`` is meant as a code, right or wrong, so that it is never taken for a critique."""
    tokens = normalise(text)
    return WORDS - 2 <= len(tokens) <= WORDS + 2 and read(tokens[:WORDS], len(tokens[:WORDS])) is not None


def read_code(text: str) -> Receipt:
    """The receipt that ``text`` spells; case, spaces, separators, ё and slips within a word are forgiven.

    Raises WrongCode when the words do not form a code.
    """
    found = read(normalise(text), WORDS)
    if found is None:
        raise WrongCode
    _, places = found
    for numbers in islice(product(*places), 4096):
        value = 0
        for number in numbers:
            value = (value << 11) | number
        secret = (value >> _CHECK_BITS).to_bytes(SIZE, "big")
        if _check(secret) == value & (2**_CHECK_BITS - 1):
            return Receipt(secret)
    raise WrongCode
