"""`revmentor invite`: one-time invitation links for employees and executives."""

import click

from core.clock import SystemClock
from core.crypto.roster import read_pin
from core.language.safe_text import SafeText
from core.people.membership import INVITE_DAYS, ROLES, create_invites, read_bot_name
from core.store.engine import open_store
from core.store.migrate import migrate
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Verb


@click.command("invite", cls=Verb)
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--count", type=int, default=1)
@click.option("--title", default="")
async def invite(caller: Caller, role: str, count: int, title: str) -> None:
    """Links that work once each. No passphrase: an invitation opens nothing that was written."""
    settings = caller.settings()
    read_pin(settings.pin_path)  # Raises NotInitialised before an empty store is made.
    store = open_store(settings.url)
    try:
        await migrate(store)
        tokens = await create_invites(store, SystemClock(), role, count, title)
        bot = await read_bot_name(store)
    finally:
        await store.close()
    for token in tokens:
        link = f"https://t.me/{bot}?start={token}" if bot else None
        fact = {"role": role, "title": title, "payload": token, "link": link, "days": INVITE_DAYS}
        caller.answer(fact, SafeText(link or f"/start {token}"))
    if not bot:
        caller.mention(caller.say("command-invite-no-bot"))
