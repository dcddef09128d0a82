"""`revmentor invite`: one-time invitation links for employees and executives."""

import click

from core.clock import SystemClock
from core.company import read_company
from core.crypto.bot_key import BotKey
from core.crypto.roster import read_pin
from core.errors import BadInput
from core.language.safe_text import SafeText, one_line
from core.people.invitations import EXECUTIVE, INVITE_DAYS, INVITED, INVITES_MOST, Card, Issuer, create_invites
from core.store.engine import Store, open_store
from core.store.migrate import migrate
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Verb


@click.command("invite", cls=Verb)
@click.option("--role", required=True, type=click.Choice(INVITED))
@click.option("--count", type=int, default=1)
@click.option("--title", default="")
async def invite(caller: Caller, role: str, count: int, title: str) -> None:
    """Links that work once each. The bot's host vouches for them with the bot's key; another machine with its
    moderator's, and so asks for the passphrase.
    """
    if role == EXECUTIVE and not one_line(title).strip():
        raise BadInput("command-invite-title")
    # One more than allowed is refused like a million more, which would not fit the memory.
    cards = [Card(role, title)] * min(count, INVITES_MOST + 1)
    settings = caller.settings()
    read_pin(settings.pin_path)  # Raises NotInitialised before an empty store is made.
    if settings.bot_key_path.exists():
        store = open_store(settings.url)
        try:
            await migrate(store)
            await tell_links(caller, store, Issuer.of_host(BotKey.load(settings.bot_key_path)), cards)
        finally:
            await store.close()
        return
    async with caller.desk() as desk:
        await tell_links(caller, desk.store, desk.issuer, cards)


async def tell_links(caller: Caller, store: Store, issuer: Issuer, cards: list[Card]) -> None:
    """Make the invitations and say each link; what must be typed instead, where the bot has not run yet."""
    tokens = await create_invites(store, SystemClock(), issuer, cards)
    async with store.reading() as tx:
        bot = (await read_company(tx)).bot
    for token, card in zip(tokens, cards, strict=True):
        link = f"https://t.me/{bot}?start={token}" if bot else None
        fact = {"role": card.role, "title": card.title, **card.facts, "payload": token, "link": link}
        caller.answer({**fact, "days": INVITE_DAYS}, SafeText(link or f"/start {token}"))
    if not bot:
        caller.mention(caller.say("command-invite-no-bot"))
