import logging

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from telegram_bot.sandbox import Person, Sandbox, SandboxClock


async def converse(bot: Bot, anna: Person) -> None:
    said = await anna.say("письмо")
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Да", callback_data="1")]])
    sent = await bot.send_message(anna.id, "preview", reply_to_message_id=said.message_id, reply_markup=markup)
    await anna.press("Да")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    await query.answer("ok")
    await sent.edit_text("done")
    await bot.delete_message(anna.id, said.message_id)


async def test_a_conversation_is_recorded_in_order(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    sandbox.transcript.clear()
    await converse(bot, anna)
    told = [(one.who, one.what, one.text, one.buttons) for one in sandbox.transcript]
    assert told == [
        ("Анна", "says", "письмо", ()),
        ("Sandbox bot", "says", "preview", (("Да",),)),
        ("Анна", "presses", "Да", ()),
        ("Sandbox bot", "answers", "ok", ()),
        ("Sandbox bot", "edits", "done", ()),
        ("Sandbox bot", "deletes", "", ()),
    ]
    entries = list(sandbox.transcript)
    assert entries[1].reply_to == entries[0].message_id == entries[5].message_id
    assert [one.number for one in entries] == list(range(entries[0].number, entries[0].number + 6))


async def test_chats_are_recorded_apart_and_the_length_can_be_bounded(clock: SandboxClock) -> None:
    async with Sandbox(clock=clock, keep_entries=3) as sandbox:
        anna, boris = sandbox.person("Анна"), sandbox.person("Борис")
        await anna.say("a")
        first = anna.entries()[-1].number
        for text in "1234":
            await boris.say(text)
        assert [one.text for one in sandbox.transcript] == ["2", "3", "4"]
        assert [one.text for one in anna.entries()] == ["a"]
        assert anna.entries(after=first) == ()


async def test_calls_are_counted_and_observed(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    seen: list[tuple[str, bool]] = []
    sandbox.on_call = lambda method, ok: seen.append((method, ok))
    await bot.send_message(anna.id, "x")
    with pytest.raises(Exception, match="Chat not found"):
        await bot.send_message(5, "x")
    assert seen == [("sendMessage", True), ("sendMessage", False)]
    assert (sandbox.calls["sendMessage"], sandbox.refused["sendMessage"]) == (2, 1)


async def test_nothing_is_logged_or_printed(
    bot: Bot,
    sandbox: Sandbox,
    anna: Person,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    for kind in ("server_error", "drop_after", "broken_json", "wrong_type", "flood"):
        sandbox.faults.add("sendMessage", kind)
        with pytest.raises(Exception):  # noqa: B017 -- any of the library's, or none of its
            await bot.send_message(anna.id, "canary-text")
    await converse(bot, anna)
    # The library's own loggers do tell (httpx the token, telegram the texts); the bot has to silence those.
    ours = [one for one in caplog.records if not one.name.startswith(("telegram.", "httpx", "httpcore"))]
    told = " ".join(one.getMessage() for one in ours) + "".join(capfd.readouterr())
    for secret in ("canary-text", "письмо", sandbox.token, str(anna.id)):
        assert secret not in told
