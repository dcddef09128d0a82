"""What an executive asks an unknown author goes by the moderators, both ways, and joins nobody to anything."""

import pytest
from sqlalchemy import insert, select, update

from core.crypto.bot_key import BotKey
from core.crypto.identity import Identity
from core.crypto.receipt import Receipt
from core.crypto.signing import Signer
from core.errors import BadInput, KeySwapped, NotAllowed, NotFound
from core.intake.thread import OFFER, QUESTION
from core.journal import read_entries
from core.leadership.pages import reply_page
from core.leadership.questions import TEXT_MOST, Questions
from core.moderation import questions as room
from core.moderation.digest import compose, publish
from core.moderation.taking_in import take_in
from core.moderation.team import admit, remove
from core.outbox import Outbox
from core.people.invitations import EXECUTIVE, Card, create_invites
from core.people.membership import Membership, Person
from core.questions import ANSWERED, ASK, DECLINED, MEET, PASSED, WAITING, Outcome, Question
from core.store.tables import outbox as outbox_table
from core.store.tables import questions, sessions
from core.wording import Redaction
from tests.core.conftest import Company

ASKED = "На каких планёрках это заметнее всего?"
SAID = "На понедельничных, где Виктор"
CHAT = 77_001_122


@pytest.fixture
def asking(company: Company, bot_key: BotKey) -> Questions:
    return Questions(company.store, bot_key, company.pin, company.clock, company.leadership)


@pytest.fixture
async def boss(company: Company, membership: Membership) -> Person:
    (token,) = await create_invites(
        company.store, company.clock, company.desk.issuer, [Card(EXECUTIVE, "директор по продукту")]
    )
    return await membership.join(token, CHAT, CHAT, "ru")


async def released(company: Company) -> tuple[Receipt, bytes]:
    """A published critique: its author's code and its item."""
    receipt, *_ = await company.write_all("решают трое, остальные молчат", "второе", "третье")
    out = await company.release(next(one for one in await company.read() if one.id == receipt.critique_id))
    await publish(company.desk, company.session, await compose(company.desk, company.session, [out.id]))
    (delivered,) = await company.leadership.digests()
    return receipt, delivered.items[0].id


async def the_question(company: Company) -> room.Asked:
    (asked,) = await room.load_questions(company.desk, company.session)
    return asked


async def test_a_question_goes_to_the_author_and_the_answer_comes_back(
    company: Company, asking: Questions, boss: Person, membership: Membership, outbox: Outbox
) -> None:
    receipt, item = await released(company)
    await asking.ask(boss, item, ASK, ASKED)
    asked = await the_question(company)
    assert (asked.state, asked.question.text, asked.question.by) == (WAITING, ASKED, "директор по продукту")
    assert not [one for one in (await company.thread(receipt)).letters if one.kind == QUESTION]

    await room.pass_on(company.desk, company.session, asked)
    (letter,) = [one for one in (await company.thread(receipt)).letters if one.kind == QUESTION]
    assert letter.facts == {"text": ASKED, "by": "директор по продукту", "from": "executive"}

    await company.intake.reply(company.press(), receipt, SAID, "ru")
    await take_in(company.desk, company.session)
    (reply,) = await room.replies_to(company.desk, company.session, await the_question(company))
    start = SAID.index("Виктор")
    marks = [Redaction(start, start + len("Виктор"), "name")]
    await room.hand_back(company.desk, company.session, await the_question(company), reply.id, marks)
    assert await asking.queue_outcomes(membership, outbox, reply_page) == 1
    assert await asking.queue_outcomes(membership, outbox, reply_page) == 0
    (message,) = await outbox.due()
    assert message.chat == CHAT
    assert "«На понедельничных, где [имя]»" in message.page.text
    acts = [entry.act for entry in await read_entries(company.store)]
    assert [act for act in acts if act.startswith("question")] == ["question-ask", "question-pass", "question-answer"]


async def test_a_declined_question_never_reaches_the_author_and_its_asker_hears_why(
    company: Company, asking: Questions, boss: Person, membership: Membership, outbox: Outbox
) -> None:
    receipt, item = await released(company)
    await asking.ask(boss, item, MEET, "Кто вы, давайте поговорим")
    with pytest.raises(BadInput):
        await room.decline_question(company.desk, await the_question(company), "  ")
    await room.decline_question(company.desk, await the_question(company), "Так автора не спрашивают.")
    assert not [one for one in (await company.thread(receipt)).letters if one.kind in (QUESTION, OFFER)]
    await asking.queue_outcomes(membership, outbox, reply_page)
    (message,) = await outbox.due()
    assert "Так автора не спрашивают." in message.page.text
    assert (await the_question(company)).state == DECLINED


async def test_an_offer_to_meet_is_a_letter_that_binds_nobody(
    company: Company, asking: Questions, boss: Person
) -> None:
    receipt, item = await released(company)
    await asking.ask(boss, item, MEET, "О планёрках, за чаем")
    await room.pass_on(company.desk, company.session, await the_question(company))
    (letter,) = [one for one in (await company.thread(receipt)).letters if one.kind == OFFER]
    assert letter.facts["text"] == "О планёрках, за чаем"
    assert (await the_question(company)).state == PASSED


async def test_one_question_at_a_time_and_a_repeated_update_is_the_same_one(
    company: Company, asking: Questions, boss: Person
) -> None:
    _, item = await released(company)
    await asking.ask(boss, item, ASK, ASKED)
    await asking.ask(boss, item, ASK, ASKED)
    assert len(await room.load_questions(company.desk, company.session)) == 1
    with pytest.raises(NotAllowed):
        await asking.ask(boss, item, ASK, "И ещё вот что")


@pytest.mark.parametrize("text", ["", "что", "а" * (TEXT_MOST + 1) + " б"], ids=["nothing", "one word", "too long"])
async def test_what_cannot_be_asked_is_refused_and_nothing_is_kept(
    company: Company, asking: Questions, boss: Person, text: str
) -> None:
    _, item = await released(company)
    with pytest.raises(BadInput):
        await asking.ask(boss, item, ASK, text)
    assert not await room.load_questions(company.desk, company.session)


async def test_two_moderators_decide_once(company: Company, asking: Questions, boss: Person) -> None:
    receipt, item = await released(company)
    await asking.ask(boss, item, ASK, ASKED)
    asked = await the_question(company)
    await room.pass_on(company.desk, company.session, asked)
    with pytest.raises(NotAllowed):
        await room.pass_on(company.desk, company.session, asked)
    with pytest.raises(NotAllowed):
        await room.decline_question(company.desk, asked, "Поздно")
    assert len([one for one in (await company.thread(receipt)).letters if one.kind == QUESTION]) == 1


async def test_only_the_threads_own_reply_can_be_handed_back(company: Company, asking: Questions, boss: Person) -> None:
    _, item = await released(company)
    other, *_ = await company.write_all("совсем о другом", "и ещё", "и вот")
    await company.read()
    await company.intake.reply(company.press(), other, "чужой ответ", "ru")
    await take_in(company.desk, company.session)
    await asking.ask(boss, item, ASK, ASKED)
    await room.pass_on(company.desk, company.session, await the_question(company))
    (foreign,) = await room.load_followups(company.desk, company.session)
    with pytest.raises(NotFound):
        await room.hand_back(company.desk, company.session, await the_question(company), foreign.id)


async def test_a_question_that_the_bot_has_not_signed_is_not_shown(
    company: Company, asking: Questions, boss: Person
) -> None:
    """Whoever can write the store could ask in an executive's name, but cannot sign as the bot."""
    _, item = await released(company)
    await asking.ask(boss, item, ASK, ASKED)
    session = company.session
    forged = Question(b"f" * 16, ASK, item, (b"c" * 16,), "директор", "Кто вы такой")
    sealed = forged.seal(session.public, session.id, session.epoch, b"\0" * 16, Signer(b"7" * 32))
    async with company.store.writing() as tx:
        row = dict((await tx.execute(select(questions))).mappings().one())
        await tx.execute(insert(questions), [{**row, "id": forged.id, "team_sealed": sealed}])
    assert (await the_question(company)).question.text == ASKED


async def test_a_question_is_not_sealed_to_a_key_from_before_a_removal(
    company: Company, asking: Questions, boss: Person
) -> None:
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    _, item = await released(company)
    await remove(company.desk, boris.id)
    await company.intake.sessions()
    async with company.store.writing() as tx:
        await tx.execute(update(sessions).values(epoch=1))
    with pytest.raises(KeySwapped):
        await asking.ask(boss, item, ASK, ASKED)


async def test_an_outcome_that_no_moderator_signed_tells_nothing(
    company: Company, asking: Questions, boss: Person, membership: Membership, outbox: Outbox, bot_key: BotKey
) -> None:
    _, item = await released(company)
    question = await asking.ask(boss, item, ASK, ASKED)
    forged = Outcome(ANSWERED, "поддельный ответ").seal(bot_key.pair.public, question.id, b"\1" * 16, Signer(b"7" * 32))
    async with company.store.writing() as tx:
        await tx.execute(update(questions).values(state=ANSWERED, bot_sealed=forged, told=False))
    assert await asking.queue_outcomes(membership, outbox, reply_page) == 0
    assert await outbox.due() == []


async def test_neither_the_row_nor_the_queue_holds_a_chat_or_a_word_in_the_clear(
    company: Company, asking: Questions, boss: Person
) -> None:
    _, item = await released(company)
    await asking.ask(boss, item, ASK, ASKED)
    async with company.store.reading() as tx:
        rows = [*(await tx.execute(select(questions))).all(), *(await tx.execute(select(outbox_table))).all()]
    for value in (value for row in rows for value in row):
        raw = value if isinstance(value, bytes) else str(value).encode()
        for secret in (ASKED.encode(), str(CHAT).encode(), CHAT.to_bytes(8, "big"), boss.id, "директор".encode()):
            assert secret not in raw
