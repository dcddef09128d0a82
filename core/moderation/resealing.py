"""From a drop to a record of the team: opened, checked, sealed again. Needs the session's secrets and no store, so that
it can be done by another process as well (core.moderation.resealer)."""

from collections.abc import Mapping, Sequence

from core.crypto.aead import Box, context
from core.crypto.session_key import SessionSecret
from core.errors import CannotOpen
from core.intake.critique import CRITIQUE, Body, drop_context, mailbox_digest
from core.moderation.record_form import encode_record

Secrets = Mapping[int, SessionSecret]
"""A session's secrets by epoch, as far as they were wrapped to us."""
Drop = tuple[bytes, int, bytes, bytes]
"""Id, epoch, what is sealed, the author's mailbox."""


def reseal(session: bytes, secrets: Secrets, drops: Sequence[Drop]) -> list[bytes | None]:
    """The record of each drop as the team keeps it; None for what is no critique that opens here."""
    return [_resealed(session, secrets.get(drop[1]), drop) for drop in drops]


def open_drop(session: bytes, secret: SessionSecret | None, drop: Drop) -> Body | None:
    """What a drop holds. None when no key of ours opens it, or a critique lies beside another author's mailbox."""
    if secret is None:
        return None
    place, epoch, sealed, mailbox = drop
    try:
        body = Body.decode(secret.pair.open(sealed, drop_context(session, epoch, place)))
    except CannotOpen:
        return None
    if body.kind == CRITIQUE and (body.thread != place or body.mailbox != mailbox_digest(mailbox)):
        return None
    return body


def seal_record(box: Box, session: bytes, epoch: int, critique: bytes, raw: dict[str, str]) -> bytes:
    """A critique's record under the session's box."""
    return box.seal(encode_record(raw), context("critique", session, epoch, critique))


def _resealed(session: bytes, secret: SessionSecret | None, drop: Drop) -> bytes | None:
    body = open_drop(session, secret, drop)
    if secret is None or body is None or body.kind != CRITIQUE:
        return None
    raw = {"text": body.text, "lang": body.lang, "topic": body.topic, "tag": body.tag.hex()}
    raw["mailbox"] = body.mailbox.hex()
    return seal_record(secret.box, session, drop[1], drop[0], raw)
