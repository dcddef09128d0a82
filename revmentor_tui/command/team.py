"""`revmentor team …`: who moderates, and how somebody joins or leaves."""

from pathlib import Path

import click

from core.crypto.identity import Card, Identity, load, unlock
from core.crypto.roster import AUDITOR, MODERATOR, Member
from core.crypto.spelling import LANGUAGES
from core.errors import BadInput, NotFound
from core.language.safe_text import SafeText, one_line
from core.moderation.desk import Desk
from core.moderation.joining import check_words, make_identity, trust_team
from core.moderation.team import admit, card_words, make_request, read_request, remove, roster_words
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb

team = Noun("team", {name: f"{__name__}:{name}_" for name in ("request", "add", "remove", "list", "trust")})


@click.command("request", cls=Verb)
@click.option("--name")
@click.option("--qr", is_flag=True)
async def request_(caller: Caller, name: str | None, qr: bool) -> None:
    """A request to join, made on one's own machine; the identity is created when there is none yet."""
    identity = await _own_identity(caller, name)
    text, words = make_request(identity), card_words(identity.card, caller.lang)
    caller.answer({"request": text, "words": words}, SafeText(text))
    caller.mention(caller.say("command-team-request-words", words=words))
    if qr and not caller.as_json:
        _show_codes(text)


async def _own_identity(caller: Caller, name: str | None) -> Identity:
    settings = caller.settings()
    if settings.identity_path.exists():
        passphrase = settings.read_passphrase() or caller.ask_passphrase()
        return unlock(load(settings.identity_path), passphrase)
    if name is None:
        if not caller.can_ask:
            raise BadInput("command-missing", name="--name")
        name = caller.ask("command-ask-name")
    passphrase = settings.read_passphrase() or caller.ask_passphrase(twice=True)
    return await make_identity(settings, name, passphrase)


def _show_codes(text: str) -> None:
    """Several codes that a terminal has room for, instead of one that it has not."""
    import segno

    for code in segno.make_sequence(text, version=15):
        code.terminal(compact=True)


@click.command("add", cls=Verb)
@click.argument("request", required=False)
@click.option("--file", type=click.Path(path_type=Path))
@click.option("--role", type=click.Choice((MODERATOR, AUDITOR)), default=MODERATOR)
@click.option("--words")
async def add_(caller: Caller, request: str | None, file: Path | None, role: str, words: str | None) -> None:
    """Admit somebody after the six words were compared by voice."""
    card = read_request(_given(request, file))
    spoken = card_words(card, caller.lang)
    if words is None and caller.can_ask:
        caller.mention(caller.say("command-team-compare", name=card.name, words=spoken))
        words = caller.ask("command-team-ask-words")
    _compare(words, card)
    async with caller.desk() as desk:
        roster = await admit(desk, card, role)
    pinned = roster_words(roster, caller.lang)
    fact = {"member": card.id.hex(), "name": card.name, "role": role, "version": roster.version, "team_words": pinned}
    caller.answer(fact, caller.say("command-team-added", name=card.name, words=pinned))


def _given(request: str | None, file: Path | None) -> str:
    if (request is None) == (file is None):
        raise BadInput("command-team-one-request")
    if file is None:
        return request or ""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadInput("command-file-unreadable", file=one_line(file.name)) from None


def _compare(words: str | None, card: Card) -> None:
    """Raise BadInput unless the words heard are the card's, in either language."""
    if words is None:
        raise BadInput("command-missing", name="--words")
    check_words(words, [card_words(card, lang) for lang in LANGUAGES])


@click.command("remove", cls=Verb)
@click.argument("name", metavar="ID")
async def remove_(caller: Caller, name: str) -> None:
    """Take somebody off the team; open sessions get new keys."""
    async with caller.desk() as desk:
        leaving = _member(desk, name)
        done = await remove(desk, leaving.id)
    fact = {"member": leaving.id.hex(), "rekeyed": done.rekeyed, "readable": done.readable}
    who = one_line(leaving.name)
    caller.answer(fact, caller.say("command-team-removed", name=who, rekeyed=done.rekeyed, readable=done.readable))


def _member(desk: Desk, name: str) -> Member:
    found = [m for m in desk.roster.members if m.name == name or (len(name) >= 4 and m.id.hex().startswith(name))]
    if not found:
        raise NotFound
    if len(found) > 1:
        raise BadInput("error-ambiguous", prefix=one_line(name))
    return found[0]


@click.command("list", cls=Verb)
async def list_(caller: Caller) -> None:
    """The team as signed, and the six words that stand for it."""
    async with caller.desk() as desk:
        roster = desk.roster
    for member in roster.members:
        fact = {"id": member.id.hex(), "name": member.name, "role": member.role, "version": roster.version}
        role = caller.say(f"command-team-{member.role}")
        caller.answer(fact, SafeText(f"{member.id.hex()[:8]}  {role:<16}  {one_line(member.name)}"))
    words = roster_words(roster, caller.lang)
    caller.mention(caller.say("command-team-words", words=words, version=roster.version))


@click.command("trust", cls=Verb)
@click.option("--words")
async def trust_(caller: Caller, words: str | None) -> None:
    """Pin the team's list on a new machine, after its six words were compared with a colleague's by voice."""
    settings = caller.settings()
    if words is None and caller.can_ask:
        words = caller.ask("command-team-ask-words")
    if words is None:
        raise BadInput("command-missing", name="--words")
    newest = await trust_team(settings, words)
    caller.answer({"version": newest.version}, caller.say("command-team-trusted", version=newest.version))
