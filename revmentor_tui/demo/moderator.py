"""The moderator who plays alone: the same acts as the console's, decided by a few plain rules."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TypeVar

from sqlalchemy import select

from core.errors import StoreUnavailable
from core.locales.catalogue import say
from core.moderation import review as reviewing
from core.moderation.desk import Desk
from core.moderation.digest import Draft, compose, publish
from core.moderation.inbox import Critique, load_critiques
from core.moderation.records import save_all
from core.moderation.review import DECLINED, RELEASED, Review
from core.moderation.taking_in import TakenIn, take_in
from core.sessions import Session
from core.store.tables import digest_items

ITEMS_IN_DIGEST = 50
AT_ONCE = 250
"""Letters changed in one transaction."""
ATTEMPTS = 6
WORDS_LEAST = 3
"""Fewer words than this are no critique."""

_CONTACTS = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+"  # an e-mail address
    r"|(?<!\w)@[A-Za-z]\w{4,31}"  # a user name
    r"|(?<![\w])(?:\+7|8|\+\d{1,3})[\s(-]*\d(?:[\s()-]*\d){8,10}(?!\w)"  # a telephone number
    r"|https?://\S+"
)
TAGS = {
    "планёрк": "планёрки",
    "совещан": "планёрки",
    "релиз": "релизы",
    "план": "планы",
    "найм": "найм",
    "нагрузк": "нагрузка",
    "зарплат": "деньги",
    "прем": "деньги",
    "meeting": "meetings",
    "release": "releases",
    "hiring": "hiring",
    "salar": "money",
    "plan": "plans",
}
T = TypeVar("T")


def find_contacts(text: str) -> list[tuple[int, int]]:
    """Spans of e-mail addresses, user names, telephone numbers and links."""
    return [found.span() for found in _CONTACTS.finditer(text)]


def is_junk(text: str) -> bool:
    """Too little to be a critique."""
    return len(re.findall(r"\w{2,}", text)) < WORDS_LEAST


def judge(critique: Critique) -> Review:
    """Released or declined; its contacts are hidden either way."""
    review = critique.review
    for start, end in find_contacts(critique.text):
        review = reviewing.redact(review, critique.text, start, end, "contact")
    if is_junk(critique.text):
        return reviewing.decline(review, "not-critique", say(critique.lang, "demo-declined"))
    return reviewing.release(review)


class Moderator:
    """One desk, one session."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk = desk
        self._session = session

    async def take_in(self) -> TakenIn:
        """What the bot has collected."""
        return await _patiently(lambda: take_in(self._desk, self._session))

    async def review_all(self) -> AsyncIterator[list[Critique]]:
        """Tag, redact, release or decline everything new; yields what was saved, by portions."""
        for portion in portions(await load_critiques(self._desk, self._session), AT_ONCE):
            tagged = [(one, reviewing.tag(one.review, *tags)) for one in portion if (tags := tags_for(one))]
            changed = {one.id: one for one in await self._save(tagged, "tag")} if tagged else {}
            current = [changed.get(one.id, one) for one in portion]
            verdicts = [(one, judge(one)) for one in current]
            saved = []
            for state, act in ((RELEASED, "release"), (DECLINED, "decline")):
                if fit := [pair for pair in verdicts if pair[1].state == state]:
                    saved += await self._save(fit, act)
            yield saved

    async def publish_digests(self, released: Sequence[bytes]) -> AsyncIterator[dict[bytes, bytes]]:
        """Compose and publish everything in digests of at most fifty; yields each one's critiques by item id."""
        for items in portions(released, ITEMS_IN_DIGEST):
            draft = await self._compose(items)
            yield await self._items_of(await _patiently(partial(publish, self._desk, self._session, draft)))

    async def _compose(self, items: Sequence[bytes]) -> Draft:
        return await _patiently(lambda: compose(self._desk, self._session, items))

    async def _save(self, changes: Sequence[tuple[Critique, Review]], act: str) -> list[Critique]:
        return await _patiently(lambda: save_all(self._desk, changes, act))

    async def _items_of(self, draft: Draft) -> dict[bytes, bytes]:
        query = select(digest_items.c.id, digest_items.c.position).where(digest_items.c.digest_id == draft.id)
        async with self._desk.store.reading() as tx:
            return {row.id: draft.items[row.position - 1] for row in await tx.execute(query)}


async def _patiently(act: Callable[[], Awaitable[T]]) -> T:
    """The bot commits without a pause, and SQLite keeps no queue: on a busy machine a writer may find no gap in all the
    time that it waits. Nothing was written then, so it is done again."""
    for _ in range(ATTEMPTS - 1):
        with suppress(StoreUnavailable):
            return await act()
    return await act()


def tags_for(critique: Critique) -> list[str]:
    """What a glance at the words suggests."""
    text = critique.text.lower()
    return list(dict.fromkeys(tag for stem, tag in TAGS.items() if stem in text))[:3]


def portions(things: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """In order, ``most`` at a time."""
    for start in range(0, len(things), most):
        yield things[start : start + most]
