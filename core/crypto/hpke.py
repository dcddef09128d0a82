"""HPKE (RFC 9180) with the hybrid KEM X-Wing: ML-KEM-768 + X25519, HKDF-SHA256, AES-256-GCM.

Safe as long as either half holds, so traffic recorded today does not open to a later quantum computer. Sealed
form: encapsulated key (1,120 bytes) || ciphertext || tag (16). Key form: ML-KEM public (1,184) || X25519
(32).
"""

import hashlib
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from core.crypto.aead import Randomness
from core.errors import CannotOpen

SEED_SIZE = 32
PUBLIC_SIZE = 1184 + 32
OVERHEAD = 1120 + 16

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class KeyPair:
    """A private key and its public half. The private half never appears in ``repr``."""

    __slots__ = ("_private", "public")

    def __init__(self, private: MLKEM768X25519PrivateKey, public: bytes) -> None:
        self._private = private
        self.public = public

    @classmethod
    def from_seed(cls, seed: bytes) -> "KeyPair":
        """Expand a 32-byte seed with SHAKE-256 into both private keys (draft-connolly-cfrg-xwing-kem, section
        5.2).
        """
        if len(seed) != SEED_SIZE:
            raise ValueError("a seed is 32 bytes")
        expanded = hashlib.shake_256(seed).digest(96)
        lattice = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        curve = X25519PrivateKey.from_private_bytes(expanded[64:])
        public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        return cls(MLKEM768X25519PrivateKey(lattice, curve), public)

    @classmethod
    def generate(cls, random: Randomness = os.urandom) -> "KeyPair":
        """A fresh pair."""
        return cls.from_seed(random(SEED_SIZE))

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """Open what was sealed to this pair under the same ``info``. Raises CannotOpen otherwise."""
        try:
            return _SUITE.decrypt(sealed, self._private, info)
        except (InvalidTag, ValueError):
            raise CannotOpen from None

    def __repr__(self) -> str:
        return "KeyPair(…)"


@lru_cache(maxsize=64)
def _parse(public: bytes) -> MLKEM768X25519PublicKey:
    try:
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:1184]),
            X25519PublicKey.from_public_bytes(public[1184:]),
        )
    except ValueError:
        raise CannotOpen from None


def seal(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Encrypt to the holder of ``public`` (1,216 bytes). ``info`` names purpose and place
    (core.crypto.aead.context).

    Raises CannotOpen when ``public`` is not a key.
    """
    try:
        return _SUITE.encrypt(plaintext, _parse(public), info)
    except ValueError:
        # A point of small order parses, but no secret can be agreed with it.
        raise CannotOpen from None
