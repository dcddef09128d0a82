"""A moderator's keys: one HPKE pair, one Ed25519 key, on disk under a passphrase.

The file is JSON: the Argon2id parameters and salt (RFC 9106), the public halves, and an AES-256-GCM box of
the two seeds bound to all of it. Mode 0600.
"""

import base64
import json
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.crypto.aead import Box, Randomness, context, digest
from core.crypto.files import write_private
from core.crypto.hpke import KeyPair
from core.crypto.signing import Signer
from core.errors import BadInput, CannotOpen, NotInitialised, WrongPassphrase


@dataclass(frozen=True)
class Cost:
    """Argon2id cost: memory in KiB, passes, lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


STANDARD_COST = Cost()

_BOUNDS = Cost(memory_kib=1024 * 1024, passes=32, lanes=32)
"""A file that asks for more than this was altered to exhaust the machine."""


@dataclass(frozen=True)
class Card:
    """The public half of an identity. ``id`` is 16 bytes, derived from both keys; ``name`` is what colleagues
    see.
    """

    name: str
    hpke: bytes = field(repr=False)
    verify: bytes = field(repr=False)

    @property
    def id(self) -> bytes:
        """16 bytes that stand for this pair of keys."""
        return digest(b"member", self.hpke, self.verify)[:16]


class Identity:
    """A moderator's unlocked keys."""

    def __init__(self, name: str, seeds: bytes) -> None:
        self._seeds = seeds
        self.pair = KeyPair.from_seed(seeds[:32])
        self.signer = Signer(seeds[32:])
        self.card = Card(name, self.pair.public, self.signer.public)

    @classmethod
    def generate(cls, name: str, random: Randomness = os.urandom) -> "Identity":
        """Fresh keys."""
        return cls(name, random(64))

    @property
    def id(self) -> bytes:
        """The id of the card."""
        return self.card.id

    def lock(self, passphrase: str, cost: Cost = STANDARD_COST, random: Randomness = os.urandom) -> bytes:
        """The identity as the bytes of its file. Takes about 0.2 s at the default cost: not on the event
        loop.
        """
        salt = random(16)
        head = {
            "format": "revmentor-identity/1",
            "name": self.card.name,
            "kdf": {"name": "argon2id", "salt": _text(salt), **cost.__dict__},
            "hpke": _text(self.card.hpke),
            "verify": _text(self.card.verify),
        }
        box = Box(_stretch(passphrase, salt, cost), random).seal(self._seeds, _bound(head))
        return json.dumps({**head, "box": _text(box)}, ensure_ascii=False, indent=1).encode()

    def __repr__(self) -> str:
        return "Identity(…)"


def unlock(data: bytes, passphrase: str) -> Identity:
    """The identity in a file's bytes. Slow by design: not on the event loop.

    Raises WrongPassphrase, or BadInput when this is not an identity file.
    """
    head = _head(data)
    box = _bytes(head.pop("box"))
    try:
        key = _stretch(passphrase, _bytes(head["kdf"]["salt"]), _cost(head["kdf"]))
    except (ValueError, MemoryError):
        raise BadInput("error-identity-file") from None
    try:
        seeds = Box(key).open(box, _bound(head))
    except CannotOpen:
        raise WrongPassphrase from None
    return Identity(head["name"], seeds)


def read_card(data: bytes) -> Card:
    """The public half, readable without the passphrase. Raises BadInput."""
    head = _head(data)
    return Card(head["name"], _bytes(head["hpke"]), _bytes(head["verify"]))


def save(path: Path, data: bytes) -> None:
    """Write the file so that a crash leaves the old or the new one, mode 0600."""
    write_private(path, data)


def load(path: Path) -> bytes:
    """The file's bytes. Raises NotInitialised when there is none, BadInput when it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotInitialised from None
    except OSError:
        raise BadInput("error-identity-file") from None


def _cost(kdf: dict[str, Any]) -> Cost:
    given = [kdf.get(name) for name in ("memory_kib", "passes", "lanes")]
    most = (_BOUNDS.memory_kib, _BOUNDS.passes, _BOUNDS.lanes)
    if any(type(value) is not int or not 1 <= value <= bound for value, bound in zip(given, most, strict=True)):
        raise BadInput("error-identity-file")
    return Cost(*[int(value) for value in given if value is not None])


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
        ad=None,
        secret=None,
    )
    # Composed as RFC 8265 asks for: the same letters from another keyboard are the same passphrase.
    return kdf.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"))


def _head(data: bytes) -> dict[str, Any]:
    try:
        head = json.loads(data)
        if head["format"] != "revmentor-identity/1":
            raise KeyError
        texts = (head["kdf"]["salt"], head["hpke"], head["verify"], head["box"])
        if not all(base64.b64decode(text, validate=True) for text in texts) or not isinstance(head["name"], str):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise BadInput("error-identity-file") from None
    return dict(head)


def _bound(head: dict[str, Any]) -> bytes:
    return context("identity", json.dumps(head, sort_keys=True, ensure_ascii=False))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
