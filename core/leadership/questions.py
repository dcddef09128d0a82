"""The executive's side of a question to the unknown author: asking, and hearing what came back.

It goes to the moderators, who pass it on or do not; the bot cannot read the answer before a moderator sends it.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, day_of, seconds_of
from core.crypto.aead import Randomness, context
from core.crypto.bot_key import BotKey
from core.crypto.roster import BOT_ID, Pin
from core.digests import Cover, Item
from core.errors import BadInput, CannotOpen, NotAllowed, NotFound
from core.journal import Act, append
from core.leadership.comma import Leadership
from core.outbox import Outbox, Outgoing
from core.page import Page
from core.people.membership import Membership, Person
from core.questions import ANSWERED, DECLINED, KINDS, WAITING, Outcome, Question, open_outcome, outcome_context
from core.sessions import hold_session, read_current
from core.store.engine import Store
from core.store.tables import questions
from core.vouching import read_signers

WORDS_LEAST = 2
TEXT_MOST = 600
"""Characters: a question fits one screen."""


@dataclass(frozen=True)
class Reply:
    """What came back to a question about ``item``."""

    kind: str
    cover: Cover
    item: Item = field(repr=False)
    outcome: Outcome = field(repr=False)


Render = Callable[[Reply, Person], Page]


class Questions:
    """The bot's desk for executives' questions."""

    def __init__(
        self,
        store: Store,
        key: BotKey,
        pin: Pin,
        clock: Clock,
        leadership: Leadership,
        random: Randomness = os.urandom,
    ) -> None:
        self._store = store
        self._key = key
        self._pin = pin
        self._clock = clock
        self._leadership = leadership
        self._random = random

    async def ask(self, person: Person, item_id: bytes, kind: str, text: str) -> Question:
        """Seal a question to the moderators. The same one again, while it waits, is one question (an update may come
        twice).

        Raises NotFound, BadInput when it says too little or too much, NotAllowed while another of the same executive
        about the same item waits.
        """
        check_question(kind, text)
        cover, item, _ = await self._leadership.find_life(item_id)
        letters = tuple(critique for critique, _ in item.authors)
        question = Question(self._random(16), kind, item_id, letters, person.title, text.strip())
        card = {"person": person.id.hex(), "item": item_id.hex(), "kind": kind, "text": question.text}
        async with self._store.writing() as tx:
            if earlier := await self._waiting(tx, card):
                if earlier["text"] == question.text:
                    return question
                raise NotAllowed("error-question-waiting")
            await hold_session(tx, cover.session)
            session = next(one for one in await read_current(tx, self._pin) if one.id == cover.session)
            row = {"id": question.id, "session_id": session.id, "epoch": session.epoch, "day": day_of(self._clock)}
            row |= {
                "state": WAITING,
                "told": False,
                "team_sealed": question.seal(session.public, session.id, session.epoch, BOT_ID, self._key.signer),
                "bot_box": self._key.box.seal(_encode(card), context("question-asker", question.id)),
                "bot_sealed": None,
            }
            await tx.execute(insert(questions), [row])
            await append(tx, self._clock, BOT_ID, self._key.signer, [Act(f"question-{kind}", question.id)])
        return question

    async def queue_outcomes(self, people: Membership, outbox: Outbox, render: Render) -> int:
        """For every question that a moderator has declined or answered since the last call: queue what its asker is
        told. Returns how many."""
        news = (questions.c.told.is_(False)) & questions.c.state.in_((DECLINED, ANSWERED))
        async with self._store.reading() as tx:
            # Asked every few seconds: only news is worth the write lock.
            if (await tx.execute(select(questions.c.id).where(news).limit(1))).first() is None:
                return 0
        queued = 0
        async with self._store.writing() as tx:
            for row in (await tx.execute(select(questions).where(news))).all():
                await tx.execute(update(questions).where(questions.c.id == row.id).values(told=True))
                try:
                    card = self._card(row.id, row.bot_box)
                    keys = await read_signers(tx, self._pin, outcome_context(row.id), row.bot_sealed)
                    outcome = open_outcome(self._key.pair, keys, row.id, row.bot_sealed)
                    cover, item, _ = await self._leadership.find_life(bytes.fromhex(card["item"]))
                except (CannotOpen, NotFound):
                    # Not a moderator's work, or the item was erased meanwhile.
                    continue
                person = await people.recipient(tx, bytes.fromhex(card["person"]))
                if person:
                    page = render(Reply(card["kind"], cover, item, outcome), person)
                    about = context("question-message", row.id, row.state)
                    due = seconds_of(self._clock)
                    await outbox.queue(tx, [Outgoing(about, person.chat, page, due, session=cover.session)])
                    queued += 1
        return queued

    async def _waiting(self, tx: AsyncConnection, card: dict[str, str]) -> dict[str, str] | None:
        """What the same executive has asked about the same item and is not answered yet."""
        query = select(questions.c.id, questions.c.bot_box).where(questions.c.state == WAITING)
        for row in (await tx.execute(query)).all():
            earlier = self._card(row.id, row.bot_box)
            if (earlier["person"], earlier["item"]) == (card["person"], card["item"]):
                return earlier
        return None

    def _card(self, question: bytes, box: bytes) -> dict[str, str]:
        card: dict[str, str] = json.loads(self._key.box.open(box, context("question-asker", question)))
        return card


def check_question(kind: str, text: str) -> None:
    """Raise BadInput unless it can be asked."""
    if kind not in KINDS or len(text.split()) < WORDS_LEAST:
        raise BadInput("error-question-short", least=WORDS_LEAST)
    if len(text) > TEXT_MOST:
        raise BadInput("error-text-length", most=TEXT_MOST)


def _encode(card: dict[str, str]) -> bytes:
    return json.dumps(card, ensure_ascii=False).encode("utf-8", "surrogatepass")
