"""The one place where the bot is put together, for the process and for the tests alike."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from telegram import LinkPreviewOptions, Update
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    Defaults,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from core.crypto.receipt import looks_like_code
from core.errors import RevmentorError, StoreUnavailable
from core.locales.catalogue import explain
from core.people.invitations import HOST
from core.settings import Settings
from telegram_bot.delivery import AnyApplication, keep_failure
from telegram_bot.deps import Deps
from telegram_bot.formats import registry
from telegram_bot.handlers import (
    asking,
    board,
    codes,
    critique,
    digest,
    executive,
    followup,
    handing,
    placing,
    refusals,
    routes,
    sessions,
    start,
    thread,
)
from telegram_bot.pacing import Pacer
from telegram_bot.prompts import CodeContext, FixContext, FormatContext, ItemContext, read_context
from telegram_bot.talk import Talk
from telegram_bot.transport import Transport

Step = Callable[[Talk], Awaitable[None]]
Callback = Callable[[Update, CallbackContext[Any, Any, Any, Any]], Coroutine[Any, Any, None]]

ANYBODY: tuple[tuple[str, Step], ...] = (("start", start.start), ("privacy", start.privacy))
COMMANDS: tuple[tuple[str, Step], ...] = (
    ("help", start.help_),
    ("language", start.language),
    ("forget", start.forget),
    ("menu", registry.show_menu),
    ("board", board.show),
    ("session", sessions.show),
    ("codes", codes.explain_codes),
    ("code", codes.explain_codes),
)
PRESSES: tuple[tuple[str, Step], ...] = (
    (r"^s:", critique.send),
    (r"^t:", critique.choose),
    (r"^n:", critique.smooth),
    (r"^ef$", critique.fix),
    (r"^e$", critique.erase),
    (r"^x$", critique.remove_this),
    (r"^p:", start.press_card),
    (r"^f:", start.press_forget),
    (r"^rt:", thread.show_by_route),
    (r"^t[rvk](:|$)", followup.ask_words),
    (r"^tc(:|$)", thread.verify),
    (r"^tw(:|$)", thread.ask_withdraw),
    (r"^ty(:|$)", thread.withdraw),
    (r"^tf(:|$)", routes.forget_route),
    (r"^tx(:|$)", thread.remove),
    (r"^[rvk]s:", followup.send),
    (r"^b[oiwpn]?:", board.show),
    (r"^bc:", board.show_vote),
    (r"^se$", sessions.show),
    (r"^ic:", sessions.send_calendar),
    (r"^m$", registry.show_menu),
    (r"^m:", registry.enter),
    (r"^g[a-z]:", registry.press),
)
EXECUTIVE_PRESSES: tuple[tuple[str, Step], ...] = (
    (r"^c[ad]:", placing.begin),
    (r"^ct:", executive.think),
    (r"^c[qm]:", asking.begin),
    (r"^ch:", handing.begin),
    (r"^hx:", handing.choose),
    (r"^c[sf]:", executive.report),
    (r"^cn:", executive.not_yet),
    (r"^w:", placing.choose_day),
    (r"^wd:", placing.place_reason),
    (r"^wo:", placing.ask_other_day),
    (r"^we:", placing.rewrite),
    (r"^qs:", asking.send),
    (r"^o$", executive.list_open),
    (r"^ds:", digest.begin),
    (r"^d[ph]:", digest.take_along),
    (r"^dl:", digest.later),
    (r"^dd:", digest.show_cover),
    (r"^da$", digest.list_digests),
    (r"^i:", executive.show_item),
)


def build_application(settings: Settings, deps: Deps, request: BaseRequest | None = None) -> AnyApplication:
    """An Application that keeps nothing: no updater, no persistence, no job queue, no user_data.

    ``request`` is the transport; made when not given. Raises BadInput when no token is set.
    """
    transport = request or Transport(through_proxy=not is_local(settings.bot_api_url))
    application = (
        Application.builder()
        .token(settings.read_token())
        .base_url(settings.bot_api_url)
        .request(transport)
        .get_updates_request(transport)
        .rate_limiter(Pacer(settings.pace_chat, settings.pace_overall))
        # A preview would make Telegram fetch an address that somebody wrote in confidence.
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .updater(None)
        .job_queue(None)
        .build()
    )
    add_handlers(application, deps)
    application.add_error_handler(keep_failure)
    return application


def add_handlers(application: AnyApplication, deps: Deps) -> None:
    """Which step answers what. The order matters: what must not be taken for a critique comes first."""
    private = filters.ChatType.PRIVATE
    add = application.add_handler
    add(CallbackQueryHandler(anybody(deps, start.press_privacy), r"^v:"))
    for pattern, step in PRESSES:
        add(CallbackQueryHandler(joined(deps, step), pattern))
    for pattern, step in EXECUTIVE_PRESSES:
        add(CallbackQueryHandler(joined(deps, of_executive(step)), pattern))
    add(CallbackQueryHandler(anybody(deps, old_button)))
    add(MessageHandler(~private, anybody(deps, refusals.leave_group)))
    add(ChatMemberHandler(anybody(deps, membership), ChatMemberHandler.MY_CHAT_MEMBER))
    foreign = filters.FORWARDED | filters.VIA_BOT
    add(MessageHandler(foreign, joined(deps, refusals.refuse)))
    for name, step in ANYBODY:
        add(CommandHandler(name, anybody(deps, step)))
    for name, step in COMMANDS:
        add(CommandHandler(name, joined(deps, step)))
    for one in registry.FORMATS:
        add(CommandHandler(one.command, joined(deps, registry.enter_by_command)))
    add(CommandHandler("open", joined(deps, of_executive(executive.list_open))))
    add(CommandHandler("digests", joined(deps, of_executive(digest.list_digests))))
    add(MessageHandler(filters.COMMAND & ~filters.REPLY, joined(deps, start.help_)))
    add(MessageHandler(filters.TEXT, joined(deps, take_text)))
    add(MessageHandler(filters.ALL, joined(deps, refusals.refuse)))
    add(TypeHandler(Update, nothing))


async def take_text(talk: Talk) -> None:
    """Words: the answer to a question of the bot, a code, or else a critique."""
    context = read_context(talk)
    if isinstance(context, ItemContext) and talk.is_executive:
        await placing.take_answer(talk, context)
    elif isinstance(context, CodeContext) and not looks_like_code(talk.text):
        await followup.preview(talk, context)
    elif looks_like_code(talk.text):
        await thread.show_by_code(talk)
    elif isinstance(context, FormatContext):
        await registry.take_answer(talk, context)
    elif isinstance(context, FixContext):
        await critique.take_fixed(talk, context)
    elif talk.person and talk.person.role == HOST:
        await registry.show_menu(talk)
    else:
        await critique.take(talk)


async def membership(talk: Talk) -> None:
    """The bot was blocked, taken back, or put into a group."""
    chat = talk.update.effective_chat
    if chat is not None and chat.type == "private":
        await refusals.note_reach(talk)
    else:
        await refusals.leave_group(talk)


async def old_button(talk: Talk) -> None:
    """A button of a version that is no more."""
    await talk.answer(talk.words("old-button"), alert=True)


async def nothing(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Whatever else Telegram tells needs no answer."""
    del update, context


def anybody(deps: Deps, step: Step) -> Callback:
    """A step for whoever writes."""

    async def callback(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        await explained(await heard(deps, context, update), step)

    return callback


def joined(deps: Deps, step: Step) -> Callback:
    """A step for those who joined; others hear how to."""

    async def callback(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        talk = await heard(deps, context, update)
        await explained(talk, step if talk.person else start.turn_away)

    return callback


async def heard(deps: Deps, context: CallbackContext[Any, Any, Any, Any], update: Update) -> Talk:
    """The update with its person, who is back if the bot was blocked before. Raises StoreUnavailable."""
    talk = await Talk.of(deps, context.bot, update)
    if update.my_chat_member is None:
        await refusals.come_back(talk)
    return talk


def of_executive(step: Step) -> Step:
    """A step for executives only."""

    async def checked(talk: Talk) -> None:
        if talk.is_executive:
            await step(talk)
        elif talk.update.callback_query:
            await talk.answer(talk.words("executives-only"), alert=True)
        else:
            await talk.say(talk.words("executives-only"))

    return checked


async def explained(talk: Talk, step: Step) -> None:
    """Take a step; what the core refuses is explained to the person, what time heals goes on to be tried again."""
    try:
        await step(talk)
    except StoreUnavailable:
        raise
    except RevmentorError as error:
        words = explain(talk.lang, error)
        if talk.update.callback_query:
            await talk.answer(words, alert=True)
        else:
            await talk.say(words)


def is_local(url: str) -> bool:
    """Whether a URL points at this machine."""
    return urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
