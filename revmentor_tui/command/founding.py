"""`revmentor init`: home, store, the founder's identity, the bot's key and the first session."""

import click

from core.crypto.recovery import SHARES_MOST
from core.errors import BadInput
from core.language.safe_text import one_line
from core.moderation.founding import Founded, found
from core.moderation.recovery import make_shares
from core.sessions import K_DEFAULT, Terms
from core.settings import Settings
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Verb
from revmentor_tui.command.recovery import show_shares


@click.command("init", cls=Verb)
@click.option("--name")
@click.option("--company")
@click.option("--session", "title")
@click.option("--k", type=int)
@click.option("--live/--no-live", default=None)
@click.option("--recovery")
async def init(
    caller: Caller,
    name: str | None,
    company: str | None,
    title: str | None,
    k: int | None,
    live: bool | None,
    recovery: str | None,
) -> None:
    """Every question is also an option; only what was not given is asked."""
    settings = caller.settings()
    refuse_taken_home(settings)
    name = _answer(caller, name, "--name", "command-ask-name")
    company = _answer(caller, company, "--company", "command-ask-company")
    usual = caller.say("command-first-session")
    if title is None:
        title = caller.ask("command-ask-session", usual) if caller.can_ask else usual
    if recovery is None:
        recovery = caller.ask("command-ask-recovery", "2/3") if caller.can_ask else "none"
    quorum = _quorum(recovery)
    terms = Terms(title, k=K_DEFAULT if k is None else k, live=bool(live))
    passphrase = settings.read_passphrase() or caller.ask_passphrase(twice=True)
    founded = await found(settings, name, passphrase, company, terms)
    shares = await make_shares(founded.desk, *quorum) if quorum else []
    await founded.desk.close()
    _report(caller, settings, founded, shares)
    if quorum and not caller.as_json:
        show_shares(caller, quorum[0], shares)
    elif not quorum:
        caller.mention(caller.say("command-no-recovery"))


def _quorum(recovery: str) -> tuple[int, int] | None:
    """(threshold, shares), or None for "none". Raises BadInput."""
    if recovery.strip().lower() == "none":
        return None
    parts = recovery.split("/")
    if len(parts) != 2 or not all(part.strip().isdigit() for part in parts):
        raise BadInput("command-recovery-form")
    threshold, shares = (int(part) for part in parts)
    if not 2 <= threshold <= shares <= SHARES_MOST:
        raise BadInput("error-recovery-shares", most=SHARES_MOST)
    return threshold, shares


def refuse_taken_home(settings: Settings) -> None:
    """Raise BadInput before anything is asked when the home is in use."""
    if settings.identity_path.exists() or settings.bot_key_path.exists():
        raise BadInput("error-home-in-use", home=str(settings.home))


def _answer(caller: Caller, given: str | None, option: str, question: str) -> str:
    if given is not None:
        return given
    if not caller.can_ask:
        raise BadInput("command-missing", name=option)
    return caller.ask(question)


def _report(caller: Caller, settings: Settings, founded: Founded, shares: list[str]) -> None:
    session = founded.session
    fact = {
        "home": str(settings.home),
        "moderator": founded.desk.identity.id.hex(),
        "session": session.id.hex(),
        "title": session.terms.title,
        "k": session.terms.k,
        "live": session.terms.live,
        "shares": shares,
    }
    home, title = one_line(str(settings.home)), one_line(session.terms.title)
    caller.answer(fact, caller.say("command-founded", home=home, title=title, k=session.terms.k))
    caller.mention(caller.say("command-founded-next"))
