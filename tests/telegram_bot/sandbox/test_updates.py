import asyncio

import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict, NetworkError

from telegram_bot.sandbox import Person, Sandbox, SandboxClock


async def texts(bot: Bot, offset: int | None = None, limit: int = 100) -> list[str | None]:
    updates = await bot.get_updates(offset=offset, limit=limit)
    return [one.message.text for one in updates if one.message]


async def polled(sandbox: Sandbox) -> None:
    while not sandbox.updates.is_polled:  # noqa: ASYNC110 -- nobody tells when a poll begins
        await asyncio.sleep(0)


async def test_an_update_comes_again_until_an_offset_confirms_it(bot: Bot, anna: Person) -> None:
    await anna.say("one")
    first = await bot.get_updates()
    assert [one.message.text for one in first if one.message] == ["/start", "one"]
    assert await bot.get_updates() == first
    assert await texts(bot, offset=first[1].update_id) == ["one"]
    assert await texts(bot, offset=first[1].update_id + 1) == []
    assert await texts(bot) == []


async def test_limit_and_negative_offset(bot: Bot, anna: Person) -> None:
    for number in range(5):
        await anna.say(str(number))
    assert await texts(bot, limit=2) == ["/start", "0"]
    assert await texts(bot, offset=-2) == ["3", "4"]
    assert await texts(bot) == ["3", "4"]


async def test_a_long_poll_ends_when_something_happens(bot: Bot, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await polled(sandbox)
    await sandbox.person("Борис").follow_link("abc_-1")
    update = (await poll)[0]
    assert update.message is not None
    assert update.message.text == "/start abc_-1"
    assert [(one.type, one.length) for one in update.message.entities] == [("bot_command", 6)]


async def test_a_long_poll_ends_empty_in_time(bot: Bot) -> None:
    assert await bot.get_updates(timeout=0) == ()


async def test_a_second_poller_ends_the_first(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    await bot.get_updates(offset=-1)
    offset = (await bot.get_updates())[-1].update_id + 1
    first = asyncio.create_task(bot.get_updates(offset=offset, timeout=20))
    await polled(sandbox)
    second = asyncio.create_task(bot.get_updates(offset=offset, timeout=20))
    with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot"):
        await first
    await anna.say("later")
    assert len(await second) == 1


async def test_polling_and_a_webhook_exclude_each_other(bot: Bot, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await polled(sandbox)
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_updates_live_a_day(bot: Bot, anna: Person, clock: SandboxClock) -> None:
    clock.advance(86_399)
    await anna.say("late")
    assert await texts(bot) == ["/start", "late"]
    clock.advance(1)
    assert await texts(bot) == ["late"]
    clock.advance(86_400)
    assert await texts(bot) == []


async def test_wanted_kinds_are_remembered(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    await bot.get_updates(allowed_updates=["my_chat_member"])
    await anna.say("unheard")
    await anna.block()
    await anna.unblock()
    kinds = [one.my_chat_member.new_chat_member.status for one in await bot.get_updates() if one.my_chat_member]
    assert kinds == ["kicked", "member"]
    assert len(sandbox.updates) == 3
    await bot.get_updates(allowed_updates=[])
    await anna.say("heard")
    assert len(sandbox.updates) == 4


async def test_edits_of_people_are_told_and_deletions_are_not(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    said = await anna.say("first")
    await anna.edit(said, "second")
    await anna.delete_own(said)
    edited = (await bot.get_updates())[-1].edited_message
    assert edited is not None
    assert (edited.text, edited.message_id) == ("second", said.message_id)
    assert [one.text for one in anna.screen()] == ["/start"]


async def test_pending_updates_can_be_dropped(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    await bot.delete_webhook(drop_pending_updates=False)
    assert len(sandbox.updates) == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert len(sandbox.updates) == 0


async def test_in_groups_the_bot_hears_what_concerns_it(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    boris = sandbox.person("Борис")
    group = sandbox.group("Компания", anna, boris)
    await boris.say("between us", chat_id=group.id)
    await boris.say("/help", chat_id=group.id)
    sent = await bot.send_message(group.id, "hi")
    await anna.say("to you", reply_to=sent.message_id, chat_id=group.id)
    heard = [one.message.text for one in await bot.get_updates() if one.message]
    assert heard == ["/start", "/help", "to you"]
    assert (await bot.get_chat_member(group.id, anna.id)).status == "creator"
    assert await bot.leave_chat(group.id)
    with pytest.raises(BadRequest, match="can't be changed in private chats"):
        await bot.leave_chat(anna.id)
    with pytest.raises(Exception, match=r"Forbidden: bot was kicked|not a member"):
        await bot.send_message(group.id, "x")


async def test_an_administrator_hears_everything_and_who_comes_and_goes(
    bot: Bot, sandbox: Sandbox, anna: Person
) -> None:
    await bot.get_updates(allowed_updates=["message", "chat_member"])
    group = sandbox.group("Компания", anna, bot_as="administrator")
    boris = sandbox.person("Борис")
    sandbox.set_member(group, boris, "member")
    await boris.say("anything", chat_id=group.id)
    sandbox.set_member(group, boris, "left")
    updates = await bot.get_updates()
    changes = [one.chat_member.new_chat_member.status for one in updates if one.chat_member]
    assert changes == ["member", "left"]
    assert updates[-2].message is not None
    assert updates[-2].message.text == "anything"
    assert (await bot.get_chat_member(group.id, boris.id)).status == "left"


async def test_telegram_out_of_reach_for_a_while_loses_nothing(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    port = sandbox.port
    poll = asyncio.create_task(bot.get_updates(offset=-1, timeout=20))
    await poll
    offset = poll.result()[-1].update_id + 1
    poll = asyncio.create_task(bot.get_updates(offset=offset, timeout=20))
    await polled(sandbox)
    await sandbox.stop()
    assert await poll == ()
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "x")
    await anna.say("meanwhile")
    await sandbox.start(port)
    assert await texts(bot, offset=offset) == ["meanwhile"]


async def test_a_poller_that_dies_leaves_its_place(bot: Bot, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await polled(sandbox)
    poll.cancel()
    while sandbox.updates.is_polled:  # noqa: ASYNC110 -- the end of a connection sets no event
        await asyncio.sleep(0.001)
    assert await bot.get_updates() == ()
    assert not sandbox.refused
