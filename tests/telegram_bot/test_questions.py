"""From «Спросить автора» under an item to the author's words in the executive's chat, through the real bot."""

import pytest

from core.intake.thread import OFFER, read_thread
from core.moderation import questions as room
from core.moderation.taking_in import take_in
from telegram_bot.sandbox import Person
from tests.telegram_bot.conftest import Company, begin, say_and_send

TEXT = {"ru": "решают трое, остальные молчат", "en": "three people decide and the rest keep silent"}
SAID = {
    "ru": {"ask": "Спросить автора", "meet": "Предложить встречу", "q": "Вопрос автору", "sent": "Запечатано для",
           "by": "Спрашивает директор", "reply": "Ответить", "own": "Ваш ответ", "send": "Отправить",
           "added": "добавлено к письму", "answered": "Автор ответил", "offer": "Решать вам"},
    "en": {"ask": "Ask the author", "meet": "Offer to meet", "q": "A question to", "sent": "Sealed for",
           "by": "директор по продукту asks", "reply": "Reply", "own": "Your reply", "send": "Send",
           "added": "added to the letter", "answered": "has answered", "offer": "It is up to you"},
}  # fmt: skip


async def asked(bot: Company, boss: Person, said: dict[str, str], button: str, words: str) -> room.Asked:
    await boss.press(button, await boss.wait_for_button(button))
    await boss.wait_for(lambda screen: next((one for one in screen if one.forces_reply), None))
    await say_and_send(boss, words, said["send"])
    await boss.wait_for_text(said["sent"])
    return (await room.load_questions(bot.desk, bot.session))[0]


@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_a_question_and_its_answer_cross_the_moderators_desk(bot: Company, lang: str) -> None:
    said = SAID[lang]
    boss, anna = await bot.executive(lang), await bot.employee(lang)
    receipt = await bot.critique(anna, TEXT[lang], lang)
    await bot.publish()
    await begin(boss)
    question = await asked(bot, boss, said, said["ask"], "На каких планёрках это заметнее?")
    await room.pass_on(bot.desk, bot.session, question)
    await anna.say(" ".join(receipt.words(lang)))
    thread = await anna.wait_for_text(said["by"])
    await anna.press(said["reply"], thread)
    await anna.wait_for(lambda screen: next((one for one in screen if one.forces_reply), None))
    await anna.say("на понедельничных")
    await anna.press(said["send"], await anna.wait_for_button(said["send"]))
    await anna.wait_for_text(said["added"])
    await take_in(bot.desk, bot.session)
    question = (await room.load_questions(bot.desk, bot.session))[0]
    (reply,) = await room.replies_to(bot.desk, bot.session, question)
    await bot.stop()
    await room.hand_back(bot.desk, bot.session, question, reply.id)
    await bot.start()
    answer = await boss.wait_for_text(said["answered"])
    assert ("«на понедельничных»" if lang == "ru" else "“на понедельничных”") in answer.text
    assert answer.protected


async def test_an_offer_to_meet_says_that_silence_is_seen_by_nobody(bot: Company) -> None:
    said = SAID["ru"]
    boss, anna = await bot.executive(), await bot.employee()
    receipt = await bot.critique(anna, TEXT["ru"])
    await bot.publish()
    await begin(boss)
    offer = await asked(bot, boss, said, said["meet"], "О планёрках, за чаем")
    await room.pass_on(bot.desk, bot.session, offer)
    await anna.say(" ".join(receipt.words("ru")))
    thread = await anna.wait_for_text(said["offer"])
    assert "Встретиться предлагает директор по продукту" in thread.text
    letters = (await read_thread(bot.desk.store, receipt, bot.bot.deps.pin)).letters
    assert [one.kind for one in letters] == [OFFER]


async def test_too_few_words_are_asked_for_again(bot: Company) -> None:
    said = SAID["ru"]
    boss, anna = await bot.executive(), await bot.employee()
    await bot.critique(anna, TEXT["ru"])
    await bot.publish()
    await begin(boss)
    await boss.press(said["ask"], await boss.wait_for_button(said["ask"]))
    await boss.wait_for_text(said["q"])
    await boss.say("почему")
    await boss.wait_for_text("хотя бы 2 слова")
    assert not await room.load_questions(bot.desk, bot.session)


async def test_what_was_edited_or_taken_away_after_the_preview_is_not_sent_as_it_was(bot: Company) -> None:
    said = SAID["ru"]
    boss, anna = await bot.executive(), await bot.employee()
    await bot.critique(anna, TEXT["ru"])
    await bot.publish()
    await begin(boss)
    await boss.press(said["ask"], await boss.wait_for_button(said["ask"]))
    await boss.wait_for_text(said["q"])
    mine = await boss.say("На каких планёрках это заметнее?")
    preview = await boss.wait_for_button("Отправить")
    await boss.edit(mine, "На каких именно?")
    await boss.press("Отправить", preview)
    await boss.wait_for(lambda _: "«На каких именно?»" in boss.message(preview.message_id).text)
    assert not await room.load_questions(bot.desk, bot.session)
    await boss.press("Исправлю", boss.message(preview.message_id))
    await boss.wait_for_text(said["q"])
    await say_and_send(boss, "В каких отделах?", "Отправить")
    await boss.wait_for_text(said["sent"])
    (only,) = await room.load_questions(bot.desk, bot.session)
    assert only.question.text == "В каких отделах?"
