"""`revmentor init`: home, store, the founder's identity, the bot's key and the first session."""

import click

from core.errors import BadInput
from core.language.safe_text import one_line
from core.moderation.founding import Founded, found
from core.sessions import K_DEFAULT, Terms
from core.settings import Settings
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Verb


@click.command("init", cls=Verb)
@click.option("--name")
@click.option("--company")
@click.option("--session", "title")
@click.option("--k", type=int)
@click.option("--live/--no-live", default=None)
async def init(
    caller: Caller, name: str | None, company: str | None, title: str | None, k: int | None, live: bool | None
) -> None:
    """Every question is also an option; only what was not given is asked."""
    settings = caller.settings()
    refuse_taken_home(settings)
    name = _answer(caller, name, "--name", "command-ask-name")
    company = _answer(caller, company, "--company", "command-ask-company")
    usual = caller.say("command-first-session")
    if title is None:
        title = caller.ask("command-ask-session", usual) if caller.can_ask else usual
    terms = Terms(title, k=K_DEFAULT if k is None else k, live=bool(live))
    passphrase = settings.read_passphrase() or caller.ask_passphrase(twice=True)
    founded = await found(settings, name, passphrase, company, terms)
    await founded.desk.close()
    _report(caller, settings, founded)


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


def _report(caller: Caller, settings: Settings, founded: Founded) -> None:
    session = founded.session
    fact = {
        "home": str(settings.home),
        "moderator": founded.desk.identity.id.hex(),
        "session": session.id.hex(),
        "title": session.terms.title,
        "k": session.terms.k,
        "live": session.terms.live,
    }
    home, title = one_line(str(settings.home)), one_line(session.terms.title)
    caller.answer(fact, caller.say("command-founded", home=home, title=title, k=session.terms.k))
    caller.mention(caller.say("command-founded-next"))
