"""Symmetric boxes and key derivation: AES-256-GCM (NIST SP 800-38D) and HKDF-SHA256 (RFC 5869)."""

import hashlib
import hmac
import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import CannotOpen

KEY_SIZE = 32
NONCE_SIZE = 12

Randomness = Callable[[int], bytes]


def context(purpose: str, *parts: bytes | int | str) -> bytes:
    """Bytes that bind a ciphertext or key to its place: ``revmentor/<purpose>/v1`` and length-prefixed parts.

    The length prefixes keep ("ab", "c") and ("a", "bc") apart.
    """
    out = bytearray(f"revmentor/{purpose}/v1".encode())
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode()
        out += len(raw).to_bytes(4, "big") + raw
    return bytes(out)


def derive(secret: bytes, info: bytes, length: int = KEY_SIZE) -> bytes:
    """HKDF-SHA256 with an empty salt; ``secret`` must have at least 128 bits of entropy. Returns ``length``
    bytes.
    """
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=None, info=info).derive(secret)


def keyed_hash(key: bytes, message: bytes, length: int = 16) -> bytes:
    """HMAC-SHA256 (RFC 2104) cut to ``length`` bytes."""
    return hmac.digest(key, message, "sha256")[:length]


def digest(*parts: bytes) -> bytes:
    """SHA-256 over the length-prefixed parts, 32 bytes."""
    return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()


class Box:
    """An AES-256-GCM key in use. A box is ``nonce (12) || ciphertext || tag (16)``; nonces are random, which
    is safe for 2**32 boxes a key (SP 800-38D, section 8.3).
    """

    __slots__ = ("_aead", "_random")

    def __init__(self, key: bytes, random: Randomness = os.urandom) -> None:
        self._aead = AESGCM(key)
        self._random = random

    def seal(self, plaintext: bytes, bound_to: bytes) -> bytes:
        """Encrypt; ``bound_to`` is authenticated and must be given again to open."""
        nonce = self._random(NONCE_SIZE)
        return nonce + self._aead.encrypt(nonce, plaintext, bound_to)

    def open(self, box: bytes, bound_to: bytes) -> bytes:
        """Decrypt. Raises CannotOpen for a wrong key, place or altered bytes."""
        try:
            return self._aead.decrypt(box[:NONCE_SIZE], box[NONCE_SIZE:], bound_to)
        except (InvalidTag, ValueError):
            raise CannotOpen from None

    def __repr__(self) -> str:
        return "Box(…)"
