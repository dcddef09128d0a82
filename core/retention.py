"""Erasing on time: what was promised in a session's terms happens without anybody remembering it.

The bot does it, because it is the one that is always there. It destroys the wraps and the rows, and the keys of its own
ring; it signs the entry and the certificate with its own key, and says in it what it has checked.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from core.clock import Clock, seconds_of
from core.crypto.aead import Box, context
from core.crypto.bot_key import BotKey, Ring
from core.crypto.hpke import KeyPair
from core.crypto.roster import BOT_ID, Pin
from core.erasure import Certificate, Eraser, Sample, keep_certificates
from core.errors import CannotOpen
from core.sessions import Session, read_roster, read_sessions
from core.store.engine import Store


class Retention:
    """The bot's part. ``folder``: where this host keeps certificates."""

    def __init__(self, store: Store, key: BotKey, ring: Ring, pin: Pin, clock: Clock, folder: Path) -> None:
        self._store = store
        self._key = key
        self._ring = ring
        self._pin = pin
        self._clock = clock
        self._folder = folder

    async def due(self) -> list[Session]:
        """Sessions whose retention is over. Raises KeySwapped."""
        now = seconds_of(self._clock)
        async with self._store.reading() as tx:
            found = await read_sessions(tx, await read_roster(tx, self._pin))
        return [session for session in found if session.erases_at is not None and session.erases_at <= now]

    async def keep(self) -> list[Certificate]:
        """Finish what a cut has left, erase what is due, and take in the certificates of other hosts. As often as one
        likes: what is erased is not due any more. Raises KeySwapped or StoreUnavailable."""
        eraser = Eraser(self._store, self._clock, self._folder, BOT_ID, self._key.signer, self._try_every_key)
        done = await eraser.finish()
        for session in await self.due():
            self._destroy_keys(session.id)
            done.append(await eraser.erase(session.id))
        await keep_certificates(self._store, self._folder)
        return done

    def _destroy_keys(self, session: bytes) -> None:
        """Of routes and nullifiers, which the ring keeps under their session's name."""
        for name in self._ring.names():
            if name.split("/")[1] == session.hex():
                self._ring.destroy(name)

    async def _try_every_key(self, samples: Sequence[Sample]) -> int:
        boxes = [self._key.box, *(Box(self._ring.key(name)) for name in self._ring.names())]
        return await asyncio.to_thread(lambda: sum(self._opens(boxes, sample) for sample in samples))

    def _opens(self, boxes: Sequence[Box], sample: Sample) -> bool:
        place = context("critique", sample.session, sample.epoch, sample.critique)
        openers: list[Box | KeyPair] = [*boxes, self._key.pair]
        for opener in openers:
            try:
                opener.open(sample.box, place)
            except CannotOpen:
                continue
            return True
        return False
