"""What Telegram shows of the bot outside the chat: its descriptions and the command menu, by language and role."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from core.locales.catalogue import LANGUAGES, say
from core.people.invitations import EXECUTIVE
from core.people.membership import Person

_LOG = logging.getLogger(__name__)
EMPLOYEE_COMMANDS = ("start", "board", "session", "menu", "codes", "privacy", "language", "forget", "help")
EXECUTIVE_COMMANDS = ("open", "digests", *EMPLOYEE_COMMANDS)


def commands(lang: str, names: tuple[str, ...]) -> list[BotCommand]:
    """The menu's entries."""
    return [BotCommand(name, say(lang, f"command-{name}")) for name in names]


async def introduce(bot: Bot) -> None:
    """Set the descriptions and the common menu, English where Telegram's language is neither. Raises TelegramError."""
    scope = BotCommandScopeAllPrivateChats()
    for lang in LANGUAGES:
        code = None if lang == "en" else lang
        await bot.set_my_commands(commands(lang, EMPLOYEE_COMMANDS), scope, code)
        await bot.set_my_description(say(lang, "bot-description"), code)
        await bot.set_my_short_description(say(lang, "bot-short-description"), code)


async def offer_commands(bot: Bot, person: Person, *, gone: bool = False) -> None:
    """The menu of one chat: an executive's has what still waits. Never fails: a menu is a convenience.

    An employee with their Telegram in another language than the bot's gets the menu in the bot's.
    """
    scope = BotCommandScopeChat(person.chat)
    try:
        if gone:
            await bot.delete_my_commands(scope)
        else:
            names = EXECUTIVE_COMMANDS if person.role == EXECUTIVE else EMPLOYEE_COMMANDS
            await bot.set_my_commands(commands(person.lang, names), scope)
    except TelegramError as error:
        _LOG.info("a command menu could not be set: %s", type(error).__name__)
