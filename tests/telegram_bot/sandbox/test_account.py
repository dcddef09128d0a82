import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
)
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from telegram_bot.sandbox import Person, Sandbox


async def test_the_bot_learns_who_it_is(bot: Bot, sandbox: Sandbox) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (int(sandbox.token.split(":")[0]), True, "sandbox_bot")


async def test_a_wrong_token_is_refused(sandbox: Sandbox) -> None:
    async with HTTPXRequest() as request:
        with pytest.raises(InvalidToken):
            await Bot("123:wrong", base_url=sandbox.base_url, request=request).get_me()


async def test_commands_by_scope_and_language(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    await bot.set_my_commands([BotCommand("help", "help")])
    await bot.set_my_commands(
        [BotCommand("help", "помощь")], scope=BotCommandScopeAllPrivateChats(), language_code="ru"
    )
    await bot.set_my_commands([BotCommand("digest", "для вас")], scope=BotCommandScopeChat(anna.id))
    assert anna.commands() == [("digest", "для вас")]
    assert sandbox.person("Борис", "ru").commands() == [("help", "помощь")]
    assert sandbox.person("Bob", "en").commands() == [("help", "help")]
    assert await bot.get_my_commands() == (BotCommand("help", "help"),)
    await bot.delete_my_commands(scope=BotCommandScopeChat(anna.id))
    assert anna.commands() == [("help", "помощь")]
    assert await bot.get_my_commands(scope=BotCommandScopeChat(anna.id)) == ()


@pytest.mark.parametrize(
    ("command", "description", "refusal"),
    [
        ("Help", "x", "BOT_COMMAND_INVALID"),
        ("x" * 33, "x", "BOT_COMMAND_INVALID"),
        ("help", " ", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("help", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_broken_commands(bot: Bot, command: str, description: str, refusal: str) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){refusal}"):
        await bot.set_my_commands([(command, description)])
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMANDS_TOO_MUCH"):
        await bot.set_my_commands([("help", "x")] * 101)
    with pytest.raises(BadRequest, match="Invalid language code specified"):
        await bot.set_my_commands([("help", "x")], language_code="russian")


async def test_descriptions_and_menu_button(bot: Bot, anna: Person) -> None:
    await bot.set_my_description("long", language_code="ru")
    await bot.set_my_short_description("short")
    assert (await bot.get_my_description("ru")).description == "long"
    assert (await bot.get_my_description()).description == ""
    assert (await bot.get_my_short_description("ru")).short_description == "short"
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("x" * 121)
    await bot.set_chat_menu_button(anna.id, MenuButtonDefault())
    assert await bot.get_chat_menu_button(anna.id) == MenuButtonDefault()
    assert await bot.get_chat_menu_button() == MenuButtonCommands()


async def test_chats_and_members(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    chat = await bot.get_chat(anna.id)
    assert (chat.type, chat.first_name, chat.username) == ("private", "Анна", "anna_iv")
    assert (await bot.get_chat_member(anna.id, anna.id)).status == "member"
    boris = sandbox.person("Борис")
    with pytest.raises(BadRequest, match="Member not found"):
        await bot.get_chat_member(anna.id, boris.id)
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(anna.id, 5)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(boris.id)


async def test_closing_and_logging_out(bot: Bot) -> None:
    assert await bot.close()
    assert await bot.get_me()
    assert await bot.log_out()
    with pytest.raises(TelegramError, match="Logged out"):
        await bot.get_me()
