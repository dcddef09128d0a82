"""What a letter may be tagged with, learnt from the tags that this team has given. Lives as long as the sitting."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.language.tag_suggestions import TagMemory
from core.moderation.inbox import Critique

EXAMPLES_MOST = 5000
"""Tagged letters learnt from: about a second of work, done once."""
SLICE = 50
"""Letters learnt in one go, so that keys stay quick."""


@dataclass(repr=False)
class TagSense:
    """Learns from the tags as they stand when it is asked. Holds counts of word forms and tags, never texts."""

    _memory: TagMemory = field(default_factory=TagMemory)
    _learnt: dict[bytes, tuple[str, ...]] = field(default_factory=dict)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def suggest(self, critiques: Iterable[Critique], wanted: Sequence[Critique]) -> list[str]:
        """Tags for ``wanted`` that not all of them have, the likeliest first, by what ``critiques`` are tagged with."""
        async with self._lock:
            new = [one for one in critiques if one.review.tags != self._learnt.get(one.id, ())][-EXAMPLES_MOST:]
            for start in range(0, len(new), SLICE):
                await asyncio.to_thread(self._learn, new[start : start + SLICE])
            text = "\n".join(one.text for one in wanted)
            found = await asyncio.to_thread(self._memory.suggest, text)
        return [one.tag for one in found if not all(one.tag in critique.review.tags for critique in wanted)]

    def _learn(self, critiques: Sequence[Critique]) -> None:
        for one in critiques:
            if before := self._learnt.pop(one.id, ()):
                self._memory.unlearn(one.text, before)
            if one.review.tags:
                self._memory.learn(one.text, one.review.tags)
                self._learnt[one.id] = one.review.tags

    def forget(self) -> None:
        """Forget everything learnt."""
        self._memory, self._learnt = TagMemory(), {}
