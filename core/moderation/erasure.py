"""A moderator erases a session (core.erasure does the work), and tries every key of the team's that is left."""

from collections.abc import Sequence
from pathlib import Path

from core.crypto.aead import context
from core.erasure import Certificate, Eraser, Sample
from core.errors import CannotOpen, NotAllowed
from core.moderation.desk import Desk
from core.moderation.team import readable_secrets
from core.sessions import Session


async def erase_session(desk: Desk, session: Session, folder: Path) -> Certificate:
    """Erase everything of a closed session and check that it is gone. Writes the certificate into ``folder`` and into
    the store. Raises NotAllowed for an open session."""
    if session.is_open:
        raise NotAllowed("error-session-open")

    async def try_keys(samples: Sequence[Sample]) -> int:
        desk.forget(session.id)
        return await _try_every_key(desk, samples)

    eraser = Eraser(desk.store, desk.clock, folder, desk.identity.id, desk.identity.signer, try_keys)
    await eraser.finish()
    return await eraser.erase(session.id)


async def _try_every_key(desk: Desk, samples: Sequence[Sample]) -> int:
    opened = 0
    for secret in await readable_secrets(desk):
        for sample in samples:
            try:
                secret.box.open(sample.box, context("critique", sample.session, sample.epoch, sample.critique))
                opened += 1
            except CannotOpen:
                continue
    return opened
