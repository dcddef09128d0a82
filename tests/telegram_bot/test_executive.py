"""The executive's conversations: the digest, the comma, what is still open."""

from datetime import date, timedelta

import pytest

from core.intake.thread import ANSWER, read_thread
from core.people.invitations import EXECUTIVE
from telegram_bot.sandbox import Person
from tests.telegram_bot.conftest import Company, begin, say_and_send

TEXT = "на планёрках решают трое, остальные сидят молча"
ACCEPT = "Принять, нельзя игнорировать"
DECLINE = "Принять нельзя, игнорировать"
REASON = (
    "Планёрка короткая нарочно: мы пробовали долгую и за час успевали меньше, "
    "а решения всё равно принимал один человек."
)


async def deliver(bot: Company, boss: Person, *texts: str) -> None:
    """Critiques, released and published; the executive goes into the digest and sees its first item."""
    anna = await bot.employee()
    for text in texts or (TEXT,):
        await bot.critique(anna, text)
    await bot.publish()
    await begin(boss)


async def test_accepting_takes_a_first_step_and_a_day(bot: Company) -> None:
    boss = await bot.executive()
    anna = await bot.employee()
    receipt = await bot.critique(anna, TEXT)
    await bot.publish()
    item = await begin(boss)
    await boss.press(ACCEPT, item)
    question = await boss.wait_for_text("Первый шаг")
    assert question.forces_reply
    await boss.say("круг по две минуты на каждой планёрке")
    await boss.press("Через неделю", await boss.wait_for_button("Через неделю"))
    await boss.wait_for_text("Запятая стоит")
    shown = await boss.wait_for_text("круг по две минуты")
    assert shown.message_id == item.message_id
    assert shown.labels == ("Начали", "Сделано")
    assert "директор по продукту" in shown.text
    thread = await read_thread(bot.desk.store, receipt, bot.bot.deps.pin)
    (answer,) = [letter for letter in thread.letters if letter.kind == ANSWER]
    due = bot.clock.now().date() + timedelta(days=7)
    assert (answer.facts["verdict"], answer.facts["due"]) == ("accept", due.isoformat())
    await anna.say(" ".join(receipt.words("ru")))
    await anna.wait_for_text("круг по две минуты")


async def test_another_day_can_be_typed_and_a_wrong_one_is_asked_again(bot: Company) -> None:
    boss = await bot.executive()
    await deliver(bot, boss)
    await boss.press(ACCEPT)
    await boss.wait_for_text("Первый шаг")
    await boss.say("круг по две минуты\n\nна каждой планёрке")
    await boss.press("Другой день", await boss.wait_for_button("Другой день"))
    await boss.wait_for_text("датой")
    await boss.say("когда-нибудь")
    await boss.wait_for_text("Это не похоже на день")
    await boss.say("15.12")
    shown = await boss.wait_for_button("Поставить запятую")
    assert "Срок — 15 декабря" in shown.text
    assert await bot.bot.deps.leadership.count_open() == 1
    await boss.press("Поставить запятую", shown)
    await boss.wait_for_text("Запятая стоит")
    (digest,) = await bot.bot.deps.leadership.digests()
    (decision,) = digest.decisions.values()
    assert decision.comma.due == date(2026, 12, 15)
    assert decision.comma.text == "круг по две минуты\n\nна каждой планёрке"


async def test_declining_takes_a_reason_and_a_short_one_is_asked_again(bot: Company) -> None:
    boss = await bot.executive()
    await deliver(bot, boss)
    await boss.press(DECLINE)
    await boss.wait_for_text("Причина")
    await boss.say("нет")
    await boss.wait_for_text("хотя бы 15 слов")
    await say_and_send(boss, REASON)
    await boss.wait_for_text("Запятая стоит")
    shown = await boss.wait_for_text(REASON)
    assert shown.labels == ()


async def test_a_reason_counts_with_the_press_under_its_preview_and_not_before(bot: Company) -> None:
    boss = await bot.executive()
    await deliver(bot, boss)
    await boss.press(DECLINE)
    await boss.wait_for_text("Причина")
    mine = await boss.say(REASON)
    preview = await boss.wait_for_button("Поставить запятую")
    assert preview.text.startswith("1 из 1 · Другое · дайджест 1")
    assert f"— {DECLINE} —" in preview.text
    assert await bot.bot.deps.leadership.count_open() == 1
    await bot.stop()
    await bot.start()
    await boss.edit(mine, REASON.replace("Планёрка", "Встреча"))
    await boss.press("Поставить запятую", preview)
    await boss.wait_for(lambda _: "«Встреча короткая" in boss.message(preview.message_id).text)
    assert await bot.bot.deps.leadership.count_open() == 1
    await boss.press("Поставить запятую", boss.message(preview.message_id))
    await boss.wait_for_text("Запятая стоит")
    (digest,) = await bot.bot.deps.leadership.digests()
    assert [one.comma.text[:7] for one in digest.decisions.values()] == ["Встреча"]


async def test_a_preview_whose_words_are_gone_places_nothing(bot: Company) -> None:
    boss = await bot.executive()
    await deliver(bot, boss)
    await boss.press(ACCEPT)
    await boss.wait_for_text("Первый шаг")
    mine = await boss.say("круг по две минуты на каждой планёрке")
    preview = await boss.wait_for_button("Через неделю")
    await boss.delete_own(mine)
    press = await boss.press("Через неделю", preview)
    assert "больше нет в чате" in (await boss.answer_to(press)).text
    await boss.press("Исправлю", preview)
    await boss.wait_for_text("Первый шаг")
    await say_and_send(boss, "слово каждому", "Завтра")
    await boss.wait_for_text("Запятая стоит")


async def test_the_second_executive_sees_the_comma_that_stands(bot: Company) -> None:
    first, second = await bot.executive(), bot.sandbox.person("Ольга", "ru")
    await second.follow_link(await bot.invite(EXECUTIVE, "директор по людям"))
    await second.wait_for_text("запятую")
    await deliver(bot, first)
    item = await begin(second)
    await first.press(DECLINE)
    await first.wait_for_text("Причина")
    await say_and_send(first, REASON)
    await first.wait_for_text("Запятая стоит")
    press = await second.press(ACCEPT, item)
    assert "уже стоит" in (await second.answer_to(press)).text
    shown = await second.wait_for_text(REASON)
    assert shown.message_id == item.message_id
    assert shown.labels == ()


async def test_open_lists_what_waits_and_opens_it_again(bot: Company) -> None:
    boss = await bot.executive()
    await deliver(bot, boss, "первое", "второе")
    await boss.say("/open")
    listed = await boss.wait_for_text("Без запятой 2 записи")
    assert len(listed.labels) == 2
    before = len(boss.screen())
    await boss.press(listed.labels[0], listed)
    await boss.wait_for(lambda screen: len(screen) == before + 1)
    assert boss.last().labels[:2] == (ACCEPT, DECLINE)


async def test_a_critique_by_an_executive_is_told_apart_from_an_answer(bot: Company) -> None:
    boss = await bot.executive()
    await boss.say("у нас самих нет времени читать это")
    preview = await boss.wait_for_button("Отправить без имени")
    assert "как письмо без имени" in preview.text


async def test_an_employee_cannot_press_an_executives_button(bot: Company) -> None:
    anna = await bot.employee()
    await bot.critique(anna, TEXT)
    await bot.publish()
    await anna.say("/open")
    await anna.wait_for_text("для руководителей")


async def test_somebody_elses_link_is_not_taken_for_a_question_of_the_bot(bot: Company) -> None:
    boss = await bot.executive()
    await deliver(bot, boss)
    (digest,) = await bot.bot.deps.leadership.digests()
    from core.leadership.pages import ref_of

    own = await boss.say(f"https://t.me/sandbox_bot?start=d{ref_of(digest.items[0].id)}1")
    await boss.wait_for_button("Стереть")
    await boss.say(REASON, reply_to=own)
    await boss.wait_for(lambda screen: sum("Стереть" in one.labels for one in screen) == 2)
    assert await bot.bot.deps.leadership.count_open() == 1


async def test_executives_have_a_menu_of_their_own(bot: Company) -> None:
    boss = await bot.executive()
    await boss.wait_for(lambda screen: ("open", "Что ещё без запятой") in boss.commands())
    anna = await bot.employee()
    assert "open" not in [name for name, _ in anna.commands()]


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_digest_longer_than_a_message_arrives_whole(bot: Company, language: str) -> None:
    boss = await bot.executive(language)
    text = " ".join(f"слово{number}" for number in range(400))
    anna = await bot.employee()
    await bot.critique(anna, text)
    await bot.publish()
    accept = ACCEPT if language == "ru" else "Accept, impossible to ignore"
    assert accept in (await begin(boss)).labels
    shown = " ".join(one.text for one in boss.screen())
    assert all(f"слово{number}" in shown for number in range(400))
