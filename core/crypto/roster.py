"""The signed list of who moderates, and the bot's pin of it.

Version 1 is signed by its founder; every later version by a member of the one before. The team.pins the
version it has seen (``team.pin``) and follows the chain only forward, so that whoever can write the database
can neither add a moderator of their own nor bring back a removed one.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from core.crypto.aead import context, digest
from core.crypto.files import write_private
from core.crypto.signing import Signer, is_signed
from core.errors import BadInput, KeySwapped, NotInitialised

MODERATOR = "moderator"
AUDITOR = "auditor"
RECOVERY = "recovery"
BOT = "bot"
BOT_ID = b"revmentor-bot".ljust(16, b"\0")


@dataclass(frozen=True)
class Member:
    """A person of the team: id (16 bytes), name, role, public keys."""

    id: bytes
    name: str
    role: str
    hpke: bytes = field(repr=False)
    verify: bytes = field(repr=False)


@dataclass(frozen=True)
class Roster:
    """One version of the team's list, as signed."""

    version: int
    members: tuple[Member, ...]
    previous: bytes
    signer: bytes
    signature: bytes = field(repr=False)

    @cached_property
    def body(self) -> bytes:
        """The signed bytes: canonical JSON of version, members and the previous version's digest."""
        return encode(self.version, self.members, self.previous)

    @cached_property
    def digest(self) -> bytes:
        """32 bytes that the next version and the bot's pin refer to."""
        return digest(self.body, self.signer, self.signature)

    @property
    def bot(self) -> Member:
        """The bot, as the team vouches for it. Raises KeySwapped when the roster names none."""
        for member in self.members:
            if member.role == BOT:
                return member
        raise KeySwapped

    def moderators(self) -> dict[bytes, Member]:
        """Members who may sign session keys and acts, by id."""
        return {member.id: member for member in self.members if member.role == MODERATOR}

    def writers(self) -> dict[bytes, bytes]:
        """Verify keys by id of those whose signature counts now: moderators, the bot, and whoever recovers access."""
        return {member.id: member.verify for member in self.members if member.role != AUDITOR}

    def holders(self) -> list[Member]:
        """Members that session secrets are wrapped to: moderators, and the recovery identity, which
        only a quorum of share holders can bring to life.
        """
        return [member for member in self.members if member.role in (MODERATOR, RECOVERY)]


def encode(version: int, members: tuple[Member, ...], previous: bytes) -> bytes:
    """Canonical JSON, keys sorted, no spaces."""
    rows = [
        {"id": m.id.hex(), "name": m.name, "role": m.role, "hpke": _text(m.hpke), "verify": m.verify.hex()}
        for m in members
    ]
    body = {"version": version, "members": rows, "previous": previous.hex()}
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(256)
def decode(body: bytes, signer: bytes, signature: bytes) -> Roster:
    """A roster from its stored form, not yet verified. Raises KeySwapped when the bytes are no roster."""
    try:
        raw = json.loads(body)
        members = tuple(
            Member(
                bytes.fromhex(m["id"]),
                m["name"],
                m["role"],
                base64.b64decode(m["hpke"]),
                bytes.fromhex(m["verify"]),
            )
            for m in raw["members"]
        )
        return Roster(raw["version"], members, bytes.fromhex(raw["previous"]), signer, signature)
    except (ValueError, KeyError, TypeError):
        raise KeySwapped from None


def sign(version: int, members: tuple[Member, ...], previous: bytes, signer_id: bytes, signer: Signer) -> Roster:
    """Sign a version."""
    signature = signer.sign(context("roster", encode(version, members, previous)))
    return Roster(version, members, previous, signer_id, signature)


def follow(chain: list[Roster], pin: bytes) -> Roster:
    """The newest roster of ``chain`` (ordered by version) reached from the one whose digest is ``pin``.

    Raises KeySwapped when the pinned version is missing, or a later one is not properly signed by the one
    before.
    """
    current: Roster | None = None
    for roster in chain:
        if current is not None:
            verify_next(current, roster)
            current = roster
        elif roster.digest == pin:
            current = roster
    if current is None:
        raise KeySwapped
    return current


def trace(chain: list[Roster], newest: Roster) -> list[Roster]:
    """``newest``, which must be verified, and every version before it: each names the digest of the one before, so the
    newest vouches for all of them. Newest first; other rows of ``chain`` are left out."""
    known = {roster.digest: roster for roster in chain}
    trusted = [newest]
    while (earlier := known.pop(trusted[-1].previous, None)) is not None:
        trusted.append(earlier)
    return trusted


def verify_next(current: Roster, following: Roster) -> None:
    """Raise KeySwapped unless ``following`` is the properly signed successor of ``current``."""
    signer = next((member for member in current.holders() if member.id == following.signer), None)
    if (
        following.version != current.version + 1
        or following.previous != current.digest
        or signer is None
        or not is_signed(signer.verify, following.signature, context("roster", following.body))
    ):
        raise KeySwapped


class Pin:
    """What this host trusts: the digest of the newest roster it has verified, and of all before it. It moves only
    forward, but for a restore, which goes back to one that was verified here once. ``epochs``: the newest key epoch
    seen of each session, by hex id; an older key, which a removed moderator may hold, is refused."""

    def __init__(
        self, path: Path, digest: bytes, history: tuple[bytes, ...] = (), epochs: Mapping[str, int] | None = None
    ) -> None:
        self._path = path
        self._version = 0
        self.digest = digest
        self.history = history
        self.epochs = dict(epochs or {})
        self._begins_anew = False

    def _learn(self) -> None:
        try:
            kept = read_pin(self._path)
        except (NotInitialised, BadInput):
            return
        self.history = tuple(dict.fromkeys((*kept.history, *self.history)))
        self.epochs = {
            name: max(kept.epochs.get(name, 0), self.epochs.get(name, 0)) for name in kept.epochs | self.epochs
        }
        if kept._version > self._version:
            self.digest, self._version = kept.digest, kept._version

    def advance(self, roster: Roster) -> None:
        """Pin a verified roster, durably, so that another one is refused from now on."""
        if roster.digest not in self.history:
            self.history = (*self.history, roster.digest)
        self.digest = roster.digest
        self._version = roster.version
        self._write()

    def note_epochs(self, epochs: Mapping[str, int]) -> None:
        """Remember the newest epochs, durably. Raises KeySwapped when one of them has gone back."""
        if any(epoch < self.epochs.get(session, 0) for session, epoch in epochs.items()):
            raise KeySwapped
        if any(epoch > self.epochs.get(session, 0) for session, epoch in epochs.items()):
            self.epochs |= epochs
            self._write()

    def forget_epochs(self) -> None:
        """Begin anew after a restore: the backup's keys may be older than those seen since."""
        self.epochs = {}
        self._begins_anew = True

    def _write(self) -> None:
        """Durably, together with what another process of this host (the console, the bot) has seen meanwhile."""
        if not self._begins_anew:
            self._learn()
        self._begins_anew = False
        pin = {
            "format": "revmentor-pin/1",
            "version": self._version,
            "digest": self.digest.hex(),
            "history": [digest.hex() for digest in self.history],
            "epochs": self.epochs,
        }
        write_private(self._path, json.dumps(pin).encode())


def read_pin(path: Path) -> Pin:
    """The pin of a home. Raises NotInitialised or BadInput."""
    try:
        raw = json.loads(path.read_bytes())
        history = tuple(bytes.fromhex(digest) for digest in raw["history"])
        pin = Pin(path, bytes.fromhex(raw["digest"]), history, raw.get("epochs", {}))
        pin._version = raw["version"]
        return pin
    except FileNotFoundError:
        raise NotInitialised from None
    except (ValueError, KeyError, TypeError):
        raise BadInput("error-bot-key-file") from None


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
