"""Full inboxes for the rows of the console: critiques as the taking in leaves them, made without the bot."""

import random
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from sqlalchemy import insert

from core.crypto.aead import context
from core.language.morphology import forms
from core.moderation.desk import Desk
from core.moderation.inbox import review_context
from core.moderation.record_form import encode_record
from core.moderation.review import HELD, RELEASED, Review, decline, tag
from core.sessions import TOPICS, Session
from core.store.tables import critiques, reviews

SEED = 20261123
TAGS = ("планёрки", "премии", "найм", "офис", "обучение")
SPAN_DAYS = 14
PORTION = 2000


@cache
def _vocabulary() -> tuple[tuple[str, ...], ...]:
    """Every form of each of 2,048 everyday nouns."""
    words = (files("core.crypto") / "words" / "ru.txt").read_text("utf-8").split()
    return tuple(tuple(sorted(forms(word))) for word in words)


def texts(count: int, seed: int = SEED) -> list[str]:
    """Texts of 8 to 50 words in random forms, 180 characters in the middle; a few words are far commoner than others,
    as in real ones. The same for the same seed."""
    rng, vocabulary = random.Random(seed), _vocabulary()
    made = []
    for _ in range(count):
        words = [rng.choice(vocabulary[int(2048 * rng.random() ** 3)]) for _ in range(rng.randint(8, 50))]
        made.append(" ".join(words).capitalize() + ".")
    return made


async def fill(desk: Desk, session: Session, count: int, reviewed: float = 0.2) -> None:
    """``count`` critiques of the session, that share of them reviewed."""
    rng = random.Random(SEED)
    box = await desk.box(session.id, session.epoch)
    mailbox = rng.randbytes(1280)
    for start in range(0, count, PORTION):
        rows, decided = [], []
        for text in texts(min(PORTION, count - start), SEED + start):
            critique = rng.randbytes(16)
            raw = {"text": text, "lang": "ru", "topic": rng.choice(TOPICS), "tag": rng.randbytes(16).hex()}
            sealed = box.seal(
                encode_record(raw | {"mailbox": rng.randbytes(16).hex()}),
                context("critique", session.id, session.epoch, critique),
            )
            day = date(2026, 11, 1) + timedelta(rng.randrange(SPAN_DAYS))
            common = {"session_id": session.id, "epoch": session.epoch}
            rows.append({"id": critique, "day": day, "box": sealed, "mailbox": mailbox, **common})
            if rng.random() < reviewed:
                content = box.seal(_review(rng).encode(), review_context(session.id, critique, 1))
                decided.append({"critique_id": critique, "revision": 1, "box": content, **common})
        async with desk.store.writing() as tx:
            await tx.execute(insert(critiques), rows)
            if decided:
                await tx.execute(insert(reviews), decided)
    await desk.store.checkpoint()


def _review(rng: random.Random) -> Review:
    review = tag(Review(state=rng.choice((HELD, RELEASED))), rng.choice(TAGS))
    return review if rng.random() < 0.8 else decline(review, "duplicate")
