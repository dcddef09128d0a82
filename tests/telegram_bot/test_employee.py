"""The employee's conversations, through the real application, loop and store, in both languages."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from core.moderation.inbox import load_critiques
from core.moderation.questions import ask_author
from core.moderation.records import save
from core.moderation.review import decline
from core.moderation.sessions import close_session, open_session
from core.moderation.taking_in import take_in
from core.sessions import EVENT, Terms
from telegram_bot.sandbox import Person
from tests.telegram_bot.conftest import Company, code_on

TEXT = "на планёрках решают трое, остальные сидят молча"
WORDS = {
    "ru": {
        "send": "Отправить без имени",
        "sealed": "Запечатано",
        "reply": "Ответить",
        "reply-send": "Отправить",
        "question": "Ваш ответ",
        "added": "добавлено к письму",
        "waiting": "ждёт модератора",
        "begin": "Понятно, начать",
        "saved": "Сохранил, убрать отсюда",
        "remove": "Убрать отсюда",
        "published": "Опубликовано в дайджесте 1",
        "topic": "Решения",
    },
    "en": {
        "send": "Send without a name",
        "sealed": "Sealed",
        "reply": "Reply",
        "reply-send": "Send",
        "question": "Your reply",
        "added": "added to the letter",
        "waiting": "waits for a moderator",
        "begin": "Understood, begin",
        "saved": "Saved, remove from here",
        "remove": "Remove from here",
        "published": "Published in digest 1",
        "topic": "Decisions",
    },
}


async def test_a_stranger_hears_of_the_invitation_and_leaves_no_trace(bot: Company) -> None:
    stranger = bot.sandbox.person("Кто-то", "ru")
    for act in (lambda: stranger.say(TEXT), lambda: stranger.say("/help"), lambda: stranger.send_photo("подпись")):
        before = len(stranger.screen())
        await act()
        await stranger.wait_for(lambda screen, seen=before: len(screen) >= seen + 2)
        assert "приглашение" in stranger.last().text
    assert await bot.bot.deps.membership.find(stranger.id) is None


async def test_a_used_invitation_is_refused_to_the_next(bot: Company) -> None:
    link = await bot.invite()
    first, second = bot.sandbox.person("А", "ru"), bot.sandbox.person("Б", "ru")
    await first.follow_link(link)
    await first.wait_for_button("Понятно, начать")
    await second.follow_link(link)
    assert (await second.wait_for_text("Приглашение не подходит")).by_bot


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_from_start_to_code_in_three_presses_and_back_by_code(bot: Company, language: str) -> None:
    said = WORDS[language]
    anna = await bot.employee(language)
    await anna.press(said["begin"])
    await anna.say(TEXT)
    preview = await anna.wait_for_button(said["send"])
    assert (f"«{TEXT}»" if language == "ru" else f"“{TEXT}”") in preview.text
    assert preview.reply_to is not None
    await anna.press(said["topic"], preview)
    await anna.wait_for_button(f"✓ {said['topic']}")
    await anna.press(said["send"])
    shown = await anna.wait_for_text(said["sealed"])
    await anna.wait_for(lambda screen: not any(TEXT in one.text for one in screen))
    words = code_on(shown).words(language)
    assert all(word in shown.text for word in words)

    await anna.press(said["saved"], shown)
    await anna.wait_for(lambda screen: not any(words[0] in one.text for one in screen))
    await anna.say(" ".join(words))
    await anna.wait_for_text(said["waiting"])

    await bot.publish()
    (critique,) = await load_critiques(bot.desk, bot.session)
    assert (critique.text, critique.topic) == (TEXT, "decisions")
    await anna.say(", ".join(words).upper())
    thread = await anna.wait_for_text(said["published"])
    assert TEXT in thread.text


async def test_the_author_writes_again_by_code_and_stays_unnamed(bot: Company) -> None:
    anna = await bot.employee()
    receipt = await bot.critique(anna, TEXT)
    await anna.say(" ".join(receipt.words("ru")))
    await anna.press("Ответить", await anna.wait_for_text("ждёт модератора"))
    await anna.wait_for_text("Ваш ответ")
    await anna.say("и ещё: протокол никто не ведёт, звоните 89031234567")
    preview = await anna.wait_for_button("Отправить")
    assert "протокол никто не ведёт" in preview.text
    assert "«89031234567» — контакт или номер" in preview.text, "later words give an author away as well"
    # The question, with the code in its link, is gone.
    await anna.wait_for(lambda screen: not any("Ваш ответ" in one.text for one in screen))
    await anna.press("Отправить", preview)
    await anna.wait_for_text("добавлено к письму")
    await anna.wait_for(lambda screen: not any("протокол" in one.text for one in screen))
    taken = await take_in(bot.desk, bot.session)
    assert taken.taken == 2
    (critique,) = await load_critiques(bot.desk, bot.session)
    await ask_author(bot.desk, critique, "Когда это началось?")
    await anna.say(" ".join(receipt.words("ru")))
    thread = await anna.wait_for_text("Модератор спрашивает")
    assert "«Когда это началось?»" in thread.text
    assert "Ответить" in thread.labels


@pytest.mark.parametrize(
    "slip",
    [
        lambda words: " ".join(words).upper(),
        lambda words: " · ".join(words),
        lambda words: "\n".join(words),
        lambda words: " ".join([words[0][:-1] + "ъ", *words[1:]]),
    ],
    ids=["capitals", "dots", "lines", "a slip in a word"],
)
async def test_a_code_is_read_with_slips(bot: Company, slip: object) -> None:
    anna = await bot.employee()
    receipt = await bot.critique(anna, TEXT)
    await anna.say(slip(receipt.words("ru")))  # type: ignore[operator]
    await anna.wait_for_text("ждёт модератора")


async def test_a_wrong_code_is_never_taken_for_a_critique(bot: Company) -> None:
    anna = await bot.employee()
    words = (await bot.critique(anna, TEXT)).words("ru")
    swapped = [words[1], words[0], *words[2:]]
    if swapped == words:
        swapped = [*words[1:], words[0]]
    await anna.say(" ".join(swapped))
    await anna.wait_for(lambda screen: any("Похоже на код" in one.text or "ничего нет" in one.text for one in screen))
    assert not any("Прочтут ровно это" in one.text for one in anna.screen())


async def test_a_code_and_its_thread_leave_the_chat_together(bot: Company) -> None:
    anna = await bot.employee()
    receipt = await bot.critique(anna, TEXT)
    code = await anna.say(" ".join(receipt.words("ru")))
    thread = await anna.wait_for_text("ждёт модератора")
    await anna.press("Убрать отсюда", thread)
    await anna.wait_for(lambda screen: not {code.message_id, thread.message_id} & {one.message_id for one in screen})


async def test_a_declined_letter_says_why_by_code(bot: Company) -> None:
    anna = await bot.employee()
    receipt = await bot.critique(anna, TEXT)
    await take_in(bot.desk, bot.session)
    (critique,) = await load_critiques(bot.desk, bot.session)
    await save(bot.desk, critique, decline(critique.review, "duplicate", "об этом писали в октябре"), "decline")
    await anna.say(" ".join(receipt.words("ru")))
    shown = await anna.wait_for_text("Письмо не опубликовано")
    assert "об этом уже написано" in shown.text
    assert "об этом писали в октябре" in shown.text


async def test_erasing_a_draft_leaves_nothing(bot: Company) -> None:
    anna = await bot.employee()
    await anna.say(TEXT)
    await anna.press("Стереть", await anna.wait_for_button("Стереть"))
    await anna.wait_for(lambda screen: not any(TEXT in one.text for one in screen))
    assert (await take_in(bot.desk, bot.session)).taken == 0


async def test_an_edited_message_is_shown_again_before_it_is_sent(bot: Company) -> None:
    anna = await bot.employee()
    mine = await anna.say(TEXT)
    preview = await anna.wait_for_button("Отправить без имени")
    await anna.edit(mine, "совсем другой текст о совсем другом")
    await anna.press("Отправить без имени", preview)
    again = await anna.wait_for_text("Вы изменили сообщение")
    assert "совсем другой текст" in again.text
    assert (await take_in(bot.desk, bot.session)).taken == 0
    await anna.press("Отправить без имени", again)
    await anna.wait_for_text("Запечатано")
    await take_in(bot.desk, bot.session)
    (critique,) = await load_critiques(bot.desk, bot.session)
    assert critique.text == "совсем другой текст о совсем другом"


async def test_a_preview_whose_message_is_gone_sends_nothing(bot: Company) -> None:
    anna = await bot.employee()
    mine = await anna.say(TEXT)
    preview = await anna.wait_for_button("Отправить без имени")
    await anna.delete_own(mine)
    press = await anna.press("Отправить без имени", preview)
    answer = await anna.answer_to(press)
    assert "больше нет в чате" in answer.text
    assert (await take_in(bot.desk, bot.session)).taken == 0


async def test_a_session_opened_meanwhile_is_shown_before_anything_goes_there(bot: Company) -> None:
    anna = await bot.employee()
    await anna.say(TEXT)
    preview = await anna.wait_for_button("Отправить без имени")
    event = await open_session(bot.desk, Terms("День без правил", kind=EVENT, k=3, live=True))
    await anna.press("Отправить без имени", preview)
    again = await anna.wait_for_text("открылась другая сессия")
    assert "«День без правил»" in again.text
    await anna.press("Отправить без имени", again)
    await anna.wait_for_text("Запечатано")
    assert (await take_in(bot.desk, event)).taken == 1


async def test_without_any_session_the_person_hears_it(bot: Company) -> None:
    anna = await bot.employee()
    await close_session(bot.desk, bot.session)
    await anna.say(TEXT)
    await anna.wait_for_text("приём закрыт")


async def test_a_very_long_message_is_previewed_by_its_beginning_and_sealed_whole(bot: Company) -> None:
    anna = await bot.employee()
    text = "слово " * 660
    await anna.say(text)
    preview = await anna.wait_for_button("Отправить без имени")
    assert "из вашего сообщения" in preview.text
    await anna.press("Отправить без имени", preview)
    await anna.wait_for_text("Запечатано")
    await take_in(bot.desk, bot.session)
    (critique,) = await load_critiques(bot.desk, bot.session)
    assert critique.text == text.strip()


async def test_hostile_marks_are_shown_and_markup_stays_text(bot: Company) -> None:
    anna = await bot.employee()
    await anna.say("<b>жирно</b> *звёзды* \u202eоборот [ссылка](http://example.com)")
    preview = await anna.wait_for_button("Стереть")
    assert "<b>жирно</b> *звёзды*" in preview.text
    assert "\u202e" not in preview.text
    assert not [one for one in preview.entities if one["type"] in ("bold", "text_link")]


async def test_old_messages_that_cannot_be_removed_are_admitted(bot: Company) -> None:
    anna = await bot.employee()
    await anna.say(TEXT)
    preview = await anna.wait_for_button("Отправить без имени")
    bot.sandbox.clock.advance(49 * 3600)
    await anna.press("Отправить без имени", preview)
    await anna.wait_for_text("убрать не удалось")
    assert any(one.mine and one.text == TEXT for one in anna.screen())


async def test_the_language_follows_the_choice(bot: Company) -> None:
    anna = await bot.employee("ru")
    assert ("privacy", "Кто что видит") in anna.commands()
    await anna.press("English")
    await anna.wait_for_text("without filters")
    await anna.wait_for(lambda screen: ("privacy", "Who sees what") in anna.commands())
    await anna.say("/help")
    await anna.wait_for_text("Write a message")


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_privacy_names_telegram_and_promises_no_more(bot: Company, language: str) -> None:
    person: Person = bot.sandbox.person("Кто-то", language)
    await person.say("/privacy")
    shown = await person.wait_for_text("Telegram")
    assert ("не зашифрованы" if language == "ru" else "not encrypted") in shown.text
    assert ("ключи бота" if language == "ru" else "the bot’s keys") in shown.text, "what a moderator with both could do"


async def test_forgetting_asks_first_and_then_forgets(bot: Company) -> None:
    anna = await bot.employee()
    await anna.say("/forget")
    await anna.press("Остаться", await anna.wait_for_button("Остаться"))
    await anna.wait_for_text("по-прежнему")
    assert await bot.bot.deps.membership.find(anna.id) is not None
    await anna.say("/forget")
    await anna.press("Да, убрать", await anna.wait_for_button("Да, убрать"))
    await anna.wait_for_text("больше нет")
    assert await bot.bot.deps.membership.find(anna.id) is None
    await anna.say(TEXT)
    await anna.wait_for_text("приглашение")


async def test_a_blocked_bot_is_noted_and_a_return_too(bot: Company) -> None:
    boss = await bot.executive()
    deps = bot.bot.deps

    async def reachable() -> int:
        async with deps.store.reading() as tx:
            return len(await deps.membership.reachable(tx, "executive"))

    await boss.block()
    await _until(reachable, 0)
    await boss.unblock()
    await _until(reachable, 1)


async def _until(ask: Callable[[], Awaitable[int]], wanted: int) -> None:
    for _ in range(200):
        if await ask() == wanted:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come to that")
