"""Questions in a thread, from the moderators' side: asking the author oneself, passing on what an executive asks, and
handing the author's answer back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import day_of
from core.crypto.roster import BOT_ID
from core.errors import BadInput, CannotOpen, NotAllowed, NotFound
from core.intake.thread import OFFER, QUESTION
from core.journal import Act
from core.moderation.desk import Desk
from core.moderation.inbox import Critique, Followup, load_critiques, load_followups, reply_row
from core.moderation.records import write_letters
from core.moderation.review import WITHDRAWN, Review, redact
from core.questions import ANSWERED, DECLINED, MEET, PASSED, WAITING, Outcome, Question, open_question, outcome_context
from core.sessions import Session, read_keys
from core.store.tables import questions, replies, vouches
from core.vouching import vouch_row
from core.wording import Redaction, released_wording

TEXT_MOST = 1000


@dataclass(frozen=True)
class Asked:
    """An executive's question as it stands with the moderators. ``state``: WAITING, PASSED, DECLINED or ANSWERED."""

    question: Question = field(repr=False)
    session: bytes
    day: date
    state: str


async def ask_author(desk: Desk, critique: Critique, text: str) -> None:
    """A moderator's own question: a letter into the author's mailbox, and a record that the team reads in the thread.

    Raises BadInput for an empty or long text, NotAllowed when the author has taken the critique back.
    """
    _check_text(text)
    if critique.review.state == WITHDRAWN:
        raise NotAllowed("error-withdrawn")
    place = {"id": desk.random(16), "session_id": critique.session, "epoch": critique.epoch, "day": day_of(desk.clock)}
    raw = {"kind": QUESTION, "thread": critique.id.hex(), "text": text.strip(), "by": desk.identity.card.name}
    row = reply_row(await desk.box(critique.session, critique.epoch), place, raw)
    async with desk.store.writing() as tx:
        await write_letters(desk, tx, [(critique, QUESTION, {"text": text.strip()})])
        await tx.execute(insert(replies), [row])
        await desk.note(tx, Act("question-ask-author", critique.id))


async def load_questions(desk: Desk, session: Session) -> list[Asked]:
    """What executives asked about this session's items, waiting ones first. What the bot has not signed is left out."""
    async with desk.store.reading() as tx:
        query = select(questions).where(questions.c.session_id == session.id)
        rows = (await tx.execute(query.order_by(questions.c.day, questions.c.id))).all()
        keys = {BOT_ID: (await read_keys(tx, desk.pin))[BOT_ID]} if rows else {}
    found = []
    for row in rows:
        try:
            pair = (await desk.secret(session.id, row.epoch)).pair
            question = open_question(pair, keys, session.id, row.epoch, row.id, row.team_sealed)
        except CannotOpen:
            continue
        found.append(Asked(question, session.id, row.day, row.state))
    return sorted(found, key=lambda asked: asked.state != WAITING)


async def find_question(desk: Desk, sessions: Sequence[Session], prefix: str) -> tuple[Asked, Session]:
    """The question whose id starts with ``prefix`` (hex, at least 4). Raises NotFound, BadInput."""
    if len(prefix) < 4:
        raise BadInput("error-critique-id")
    everything = [(asked, one) for one in sessions for asked in await load_questions(desk, one)]
    matches = [pair for pair in everything if pair[0].question.id.hex().startswith(prefix.lower())]
    if not matches:
        raise NotFound
    if len(matches) > 1:
        raise BadInput("error-ambiguous", prefix=prefix)
    return matches[0]


async def pass_on(desk: Desk, session: Session, asked: Asked) -> None:
    """Put the question into the author's mailbox, or into those of a whole group, word for word, under the
    executive's title.

    Raises NotAllowed when it does not wait any more, NotFound when no author of it is left.
    """
    question = asked.question
    authors = await _authors_of(desk, session, question)
    kind = OFFER if question.kind == MEET else QUESTION
    facts = {"text": question.text, "by": question.by, "from": "executive"}
    async with desk.store.writing() as tx:
        await _move(desk, tx, asked, PASSED, (WAITING,))
        await write_letters(desk, tx, [(critique, kind, facts) for critique in authors])
        await desk.note(tx, Act("question-pass", question.id))


async def decline_question(desk: Desk, asked: Asked, words: str) -> None:
    """Do not pass it on; the executive is told why. Raises BadInput without words, NotAllowed."""
    _check_text(words)
    async with desk.store.writing() as tx:
        await _move(desk, tx, asked, DECLINED, (WAITING,), Outcome(DECLINED, words.strip()))
        await desk.note(tx, Act("question-decline", asked.question.id))


async def hand_back(
    desk: Desk, session: Session, asked: Asked, reply: bytes, redactions: Sequence[Redaction] = ()
) -> None:
    """Give the executive the author's answer: the words of one of the author's replies in that thread, verbatim but
    for ``redactions`` (spans in characters of the reply).

    Raises NotFound for a reply of another thread, BadInput for a span outside of it, NotAllowed when the question was
    never passed on.
    """
    thread = await replies_to(desk, session, asked)
    chosen = next((one for one in thread if one.id == reply), None)
    if chosen is None:
        raise NotFound
    critique = next(one for one in await _authors_of(desk, session, asked.question) if one.id == chosen.thread)
    review = Review()
    for span in redactions:
        review = redact(review, chosen.text, span.start, span.end, span.kind)
    text = released_wording(chosen.text, review.redactions, critique.lang)
    async with desk.store.writing() as tx:
        await _move(desk, tx, asked, ANSWERED, (PASSED, ANSWERED), Outcome(ANSWERED, text))
        await desk.note(tx, Act("question-answer", asked.question.id))


async def replies_to(desk: Desk, session: Session, asked: Asked) -> list[Followup]:
    """What the author wrote in the thread, or threads, that a question was passed on to."""
    threads = asked.question.critiques
    return [one for one in await load_followups(desk, session) if one.thread in threads and one.kind != QUESTION]


async def find_reply(desk: Desk, session: Session, asked: Asked, prefix: str) -> Followup:
    """The reply in that thread whose id starts with ``prefix`` (hex). Raises NotFound, BadInput."""
    matches = [one for one in await replies_to(desk, session, asked) if one.id.hex().startswith(prefix.lower())]
    if not matches:
        raise NotFound
    if len(matches) > 1:
        raise BadInput("error-ambiguous", prefix=prefix)
    return matches[0]


async def _authors_of(desk: Desk, session: Session, question: Question) -> list[Critique]:
    found = await load_critiques(desk, session, question.critiques)
    if not found:
        raise NotFound
    return found


async def _move(
    desk: Desk, tx: AsyncConnection, asked: Asked, state: str, earlier: Sequence[str], outcome: Outcome | None = None
) -> None:
    """Another moderator may have decided at the same moment: one of them hears that it is decided."""
    values: dict[str, object] = {"state": state, "told": False}
    if outcome:
        identity, question = desk.identity, asked.question.id
        sealed = outcome.seal(desk.roster.bot.hpke, question, identity.id, identity.signer)
        session = (await tx.execute(select(questions.c.session_id).where(questions.c.id == question))).scalar_one()
        vouch = vouch_row(session, outcome_context(question), sealed, identity.id, identity.signer)
        await tx.execute(insert(vouches), [vouch])
        values["bot_sealed"] = sealed
    still = (questions.c.id == asked.question.id) & questions.c.state.in_(earlier)
    if (await tx.execute(update(questions).where(still).values(**values))).rowcount != 1:
        raise NotAllowed("error-question-decided")


def _check_text(text: str) -> None:
    if not 0 < len(text.strip()) <= TEXT_MOST:
        raise BadInput("error-text-length", most=TEXT_MOST)
