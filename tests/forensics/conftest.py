"""A company with a past: every table that a critique can touch has rows."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

import pytest

from core.clock import ManualClock
from core.crypto.bot_key import BotKey, Ring
from core.crypto.receipt import Receipt
from core.crypto.roster import Pin
from core.intake.submission import Intake, Press
from core.leadership.comma import Comma, Leadership
from core.leadership.delivery import queue_digests
from core.leadership.life import ACCEPT
from core.leadership.questions import Questions
from core.moderation.desk import Desk
from core.moderation.digest import compose, publish
from core.moderation.founding import Founded
from core.moderation.inbox import load_critiques, load_followups
from core.moderation.questions import decline_question, hand_back, load_questions, pass_on
from core.moderation.records import save
from core.moderation.review import annotate, release, tag
from core.moderation.sessions import open_session
from core.moderation.taking_in import take_in
from core.outbox import Outbox
from core.people.invitations import EXECUTIVE, Card, create_invites
from core.people.membership import Membership
from core.questions import ASK
from core.sessions import EVENT, Session, Terms
from core.settings import Settings
from tests.telegram_bot.conftest import bot, company  # noqa: F401 -- fixtures

TEXT = "отчёты переписывают накануне проверки"


BOTH = pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])


@pytest.fixture
def engine() -> str:
    """SQLite, whose files can be read; what concerns the other engine too says so with BOTH."""
    return "sqlite"


@dataclass
class Past:
    """``receipts`` of what was taken in (the first two were published, one of them was decided on), ``waiting`` of what
    still lies in the spool; ``accounts`` of everybody who joined."""

    settings: Settings
    desk: Desk
    session: Session
    key: BotKey
    ring: Ring
    pin: Pin
    clock: ManualClock
    intake: Intake
    membership: Membership
    leadership: Leadership
    outbox: Outbox
    receipts: list[Receipt]
    waiting: list[Receipt]
    accounts: list[int]


@pytest.fixture
async def past(
    settings: Settings,
    founded: Founded,
    bot_key: BotKey,
    ring: Ring,
    pin: Pin,
    clock: ManualClock,
    intake: Intake,
    membership: Membership,
    leadership: Leadership,
    outbox: Outbox,
) -> AsyncIterator[Past]:
    """An event with critiques in every state, replies, a route, a published digest and a comma."""
    desk = founded.desk
    session = await open_session(desk, Terms("Разговор без фильтров", kind=EVENT, k=3, live=True))
    accounts = [5_318_204_917 + number * 104_729 for number in range(8)]
    for account in accounts[:7]:
        (token,) = await create_invites(desk.store, clock, desk.issuer, [Card("employee")])
        await membership.join(token, account, account, "ru")
    (token,) = await create_invites(desk.store, clock, desk.issuer, [Card("executive", "директор")])
    await membership.join(token, accounts[7], accounts[7], "ru")

    async def submit(number: int, **more: bool) -> Receipt:
        account = accounts[number]
        press = Press(900 + number, account, account, 40 + number)
        return (await intake.submit(press, session, f"{TEXT} {number}", "ru", "decisions", **more)).receipt

    receipts = [await submit(number, tell_me=number == 2) for number in range(4)]
    await take_in(desk, session)
    await intake.reply(Press(950, accounts[0], accounts[0], 90), receipts[0], "и ещё кое-что", "ru")
    await take_in(desk, session)
    for critique in await load_critiques(desk, session):
        await save(desk, critique, annotate(tag(critique.review, "сроки"), "заметка"), "tag")
    wanted = [critique.critique_id for critique in receipts[:2]]
    for critique in await load_critiques(desk, session, wanted):
        await save(desk, critique, release(critique.review, desk.identity.id, session.terms), "release")
    await publish(desk, session, await compose(desk, session, wanted, preface="предисловие"))
    await queue_digests(desk.store, bot_key, pin, clock, leadership, membership, outbox)
    (digest,) = await leadership.digests()
    step = Comma(ACCEPT, "первый шаг уже назначен", "директор", date(2026, 3, 20))
    await leadership.place_comma(digest.items[0].id, step)
    asking = Questions(desk.store, bot_key, pin, clock, leadership)
    await ask_and_answer(desk, session, asking, leadership, membership)
    waiting = [await submit(number) for number in (4, 5, 6)]
    yield Past(
        settings, desk, session, bot_key, ring, pin, clock, intake, membership, leadership, outbox, receipts, waiting,
        accounts,
    )  # fmt: skip


async def ask_and_answer(
    desk: Desk, session: Session, asking: Questions, leadership: Leadership, membership: Membership
) -> None:
    """The executive asks about both items; one question is passed on and answered, the other declined."""
    async with desk.store.reading() as tx:
        (boss,) = await membership.reachable(tx, EXECUTIVE)
    replied = (await load_followups(desk, session))[0]
    (digest,) = await leadership.digests()
    for item in digest.items:
        await asking.ask(boss, item.id, ASK, f"{TEXT} вопрос")
    for asked in await load_questions(desk, session):
        if replied.thread in asked.question.critiques:
            await pass_on(desk, session, asked)
            await hand_back(desk, session, asked, replied.id)
        else:
            await decline_question(desk, asked, f"{TEXT} отказ")
