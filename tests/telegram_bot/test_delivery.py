"""Nothing acknowledged is lost, nothing is stored twice, nothing holds up everybody: on good days and bad."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select
from telegram.error import TelegramError

from core.errors import StoreFull, StoreUnavailable
from core.moderation.inbox import load_critiques
from core.moderation.taking_in import take_in
from core.store.tables import drops, inflight
from telegram_bot.sandbox import Person, Shown
from telegram_bot.talk import Talk
from tests.telegram_bot.conftest import Company, code_on

TEXT = "на планёрках решают трое, остальные сидят молча"
SEND = "Отправить без имени"


async def count(bot: Company, table: Any) -> int:
    async with bot.desk.store.reading() as tx:
        return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())


async def settled(bot: Company) -> None:
    """Until every update is confirmed."""
    for _ in range(500):
        if len(bot.sandbox.updates) == 0:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("updates are still unconfirmed")


def sealed(person: Person) -> list[Shown]:
    return [one for one in person.screen() if one.by_bot and "Запечатано" in one.text]


async def preview(person: Person) -> Shown:
    await person.say(TEXT)
    return await person.wait_for_button(SEND)


@pytest.mark.parametrize("kind", ["duplicate", "redeliver", "undecodable"])
async def test_strange_batches_store_each_critique_once(bot: Company, kind: str) -> None:
    anna = await bot.employee()
    bot.sandbox.faults.add("getUpdates", kind, times=6)
    texts = {f"письмо номер {number}" for number in range(4)}
    for text in sorted(texts):
        await bot.critique(anna, text)
    await take_in(bot.desk, bot.session)
    found = [critique.text for critique in await load_critiques(bot.desk, bot.session)]
    assert sorted(found) == sorted(texts)
    assert bot.sandbox.faults.struck["getUpdates", kind] > 0
    spoiled = bot.sandbox.faults.struck["getUpdates", kind]
    assert bot.bot.delivery.quarantined == (spoiled if kind == "undecodable" else 0)


async def test_a_shuffled_batch_is_handled_in_order(company: Company) -> None:
    bot = company
    await bot.start()
    anna = await bot.employee()
    await bot.stop()
    mine = [await anna.say(f"мысль {number}") for number in range(6)]
    bot.sandbox.faults.add("getUpdates", "reorder", times=3)
    await bot.start()
    await anna.wait_for(lambda screen: len([one for one in screen if SEND in one.labels]) == 6)
    assert bot.sandbox.faults.struck["getUpdates", "reorder"] > 0
    assert [one.reply_to for one in anna.screen() if SEND in one.labels] == [one.message_id for one in mine]


async def test_an_update_that_does_not_decode_is_passed_over_and_not_fetched_for_ever(bot: Company) -> None:
    anna = await bot.employee()
    bot.sandbox.push_update({"message": {"chat": 7, "text": "мусор", "date": "never"}})
    await bot.critique(anna, TEXT)
    await settled(bot)
    assert bot.bot.delivery.quarantined == 1


@pytest.mark.parametrize("method", ["sendMessage", "deleteMessages", "answerCallbackQuery", "getUpdates"])
@pytest.mark.parametrize(
    "kind", ["flood", "server_error", "drop_before", "drop_after", "broken_json", "wrong_type", "timeout"]
)
async def test_a_fault_of_the_network_costs_time_and_nothing_else(bot: Company, method: str, kind: str) -> None:
    anna = await bot.employee()
    shown = await preview(anna)
    bot.sandbox.faults.add(method, kind, times=2 if kind not in ("timeout", "flood") else 1, retry_after=1, seconds=30)
    await anna.press(SEND, shown)
    await anna.wait_for(lambda screen: sealed(anna))
    codes = {code_on(one).secret for one in sealed(anna)}
    assert len(codes) == 1, "a repeated update shows the same code"
    bot.sandbox.faults.clear()
    await settled(bot)
    assert await count(bot, drops) == 1
    if method != "deleteMessages":
        await anna.wait_for(lambda screen: not any(one.mine and TEXT in one.text for one in screen))


async def test_a_repeated_update_shows_the_same_code_after_a_restart(company: Company) -> None:
    bot = company
    await bot.start()
    anna = await bot.employee()
    shown = await preview(anna)
    await settled(bot)
    bot.sandbox.faults.add("sendMessage", "drop_after", times=None)
    await anna.press(SEND, shown)
    await anna.wait_for(lambda screen: sealed(anna))
    await bot.stop()
    bot.sandbox.faults.clear()
    await bot.start()
    await anna.wait_for(lambda screen: len(sealed(anna)) >= 2)
    await settled(bot)
    assert len({code_on(one).secret for one in sealed(anna)}) == 1
    assert await count(bot, drops) == 1


async def test_a_second_press_of_the_same_button_seals_nothing(bot: Company) -> None:
    anna = await bot.employee()
    bot.sandbox.faults.add("deleteMessages", "server_error", times=None)
    bot.sandbox.faults.add("deleteMessage", "server_error", times=None)
    shown = await preview(anna)
    await anna.press(SEND, shown)
    await anna.wait_for_text("Запечатано")
    press = await anna.press(SEND, shown)
    assert "уже запечатано" in (await anna.answer_to(press)).text
    assert await count(bot, drops) == 1
    assert len(sealed(anna)) == 1


async def test_codes_in_flight_are_wiped_once_telegram_knows(bot: Company) -> None:
    anna = await bot.employee()
    await bot.critique(anna, TEXT)
    await settled(bot)
    for _ in range(200):
        if await count(bot, inflight) == 0:
            return
        await anna.say("/help")
        await asyncio.sleep(0.05)
    raise AssertionError("the code in flight is still there")


@pytest.mark.parametrize("trouble", [StoreUnavailable, StoreFull])
async def test_while_the_store_is_away_the_person_is_told_and_the_work_goes_on_later(
    bot: Company, monkeypatch: pytest.MonkeyPatch, trouble: type[StoreUnavailable]
) -> None:
    anna = await bot.employee()
    shown = await preview(anna)
    intake = bot.bot.deps.intake
    submit = intake.submit
    is_away = asyncio.Event()

    async def failing(*given: Any, **more: Any) -> Any:
        if not is_away.is_set():
            raise trouble
        return await submit(*given, **more)

    monkeypatch.setattr(intake, "submit", failing)
    press = await anna.press(SEND, shown)
    answer = await anna.answer_to(press)
    assert answer.show_alert
    assert "Ничего не потеряно" in answer.text
    assert not sealed(anna)
    is_away.set()
    await anna.wait_for_text("Запечатано")
    assert await count(bot, drops) == 1


async def test_a_chat_that_has_to_wait_does_not_hold_up_the_others(
    bot: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, boris = await bot.employee(), await bot.employee(name="Борис")
    submit = bot.bot.deps.intake.submit

    async def failing(press: Any, *given: Any, **more: Any) -> Any:
        if press.person == anna.id:
            raise StoreUnavailable
        return await submit(press, *given, **more)

    monkeypatch.setattr(bot.bot.deps.intake, "submit", failing)
    await anna.press(SEND, await preview(anna))
    for number in range(3):
        await bot.critique(boris, f"письмо {number}")
    assert len(bot.sandbox.updates) >= 1, "what waits stays with Telegram"
    monkeypatch.undo()
    await anna.wait_for_text("Запечатано")
    await settled(bot)


async def test_an_error_that_time_does_not_heal_is_admitted_once(bot: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = await bot.employee()

    async def broken(*given: Any) -> Any:
        raise RuntimeError("canary-in-an-exception")

    monkeypatch.setattr(bot.bot.deps.intake, "session", broken)
    await anna.say(TEXT)
    await anna.wait_for_text("ничего не сохранено")
    await settled(bot)
    assert bot.bot.delivery.quarantined == 1
    monkeypatch.undo()
    await bot.critique(anna, TEXT)


async def test_updates_of_one_chat_are_handled_in_order(bot: Company) -> None:
    anna = await bot.employee()
    bot.sandbox.faults.add("sendMessage", "server_error", times=8, probability=0.5)
    mine = [await anna.say(f"мысль {number}") for number in range(6)]
    await anna.wait_for(lambda screen: len([one for one in screen if SEND in one.labels]) >= 6)
    answered = [one.reply_to for one in anna.screen() if SEND in one.labels]
    assert answered == [one.message_id for one in mine]


async def test_a_bot_that_starts_before_telegram_is_there_waits_for_it(company: Company) -> None:
    bot = company
    bot.sandbox.faults.add("getMe", "server_error", times=5)
    bot.sandbox.faults.add("deleteWebhook", "drop_before", times=2)
    await bot.start()
    anna = await bot.employee()
    await bot.critique(anna, TEXT)
    assert bot.sandbox.refused["getMe"] == 5


async def test_a_second_poller_is_a_state_and_not_an_end(bot: Company) -> None:
    anna = await bot.employee()
    other = bot.bot.application.bot
    for _ in range(3):
        try:
            await other.request.post(f"{other.base_url}/getUpdates?timeout=0&limit=1&offset=0", read_timeout=2)
        except TelegramError:
            continue
    await bot.critique(anna, TEXT)


async def test_what_came_while_the_bot_was_down_is_handled_when_it_returns(company: Company) -> None:
    bot = company
    await bot.start()
    anna = await bot.employee()
    await bot.stop()
    await anna.say(TEXT)
    await bot.start()
    await anna.wait_for_button(SEND)


async def test_a_graceful_stop_confirms_what_is_done(company: Company) -> None:
    bot = company
    await bot.start()
    anna = await bot.employee()
    await bot.critique(anna, TEXT)
    await bot.stop()
    assert len(bot.sandbox.updates) == 0


async def test_a_blocked_bot_gives_the_update_up(bot: Company) -> None:
    anna = await bot.employee()
    await bot.critique(anna, TEXT)
    await anna.say("/help")
    await anna.block()
    await settled(bot)
    assert bot.bot.delivery.quarantined == 0


async def test_a_code_that_cannot_be_shown_is_never_called_unstored(
    bot: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await bot.employee()
    shown = await preview(anna)

    say = Talk.say

    async def failing(talk: Talk, text: Any, *given: Any, **more: Any) -> Any:
        if "Запечатано" in text:
            raise RuntimeError
        return await say(talk, text, *given, **more)

    monkeypatch.setattr(Talk, "say", failing)
    await anna.press(SEND, shown)
    await settled(bot)
    assert await count(bot, drops) == 1
    assert not any("ничего не сохранено" in one.text for one in anna.screen())
    await anna.wait_for_text("Письмо запечатано и сохранено")
