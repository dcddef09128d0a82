"""`revmentor recovery …` and `revmentor recover`: what is left when every passphrase is forgotten."""

from pathlib import Path

import click

from core.errors import BadInput
from core.language.safe_text import SafeText, one_line
from core.moderation.recovery import check_can_recover, has_recovery, make_shares, recover
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb

recovery = Noun("recovery", {name: f"{__name__}:{name}_" for name in ("shares", "show")})


@click.command("shares", cls=Verb)
@click.option("--threshold", type=click.IntRange(min=2), default=2)
@click.option("--of", "shares", type=click.IntRange(min=2), default=3)
async def shares_(caller: Caller, threshold: int, shares: int) -> None:
    """Make recovery shares, shown once and kept nowhere; former shares stop working."""
    async with caller.desk() as desk:
        mnemonics = await make_shares(desk, threshold, shares)
    show_shares(caller, threshold, mnemonics)


def show_shares(caller: Caller, threshold: int, mnemonics: list[str]) -> None:
    """The shares, each under its number."""
    caller.mention(caller.say("command-recovery-shares", threshold=threshold, shares=len(mnemonics)))
    for number, mnemonic in enumerate(mnemonics, 1):
        fact = {"share": number, "of": len(mnemonics), "threshold": threshold, "words": mnemonic}
        caller.answer(fact, SafeText(f"\n{number}/{len(mnemonics)}  {mnemonic}"))


@click.command("show", cls=Verb)
async def show_(caller: Caller) -> None:
    """Whether a quorum could rebuild access."""
    async with caller.desk() as desk:
        ready = has_recovery(desk.roster)
    caller.answer({"ready": ready}, caller.say("doctor-recovery-ok" if ready else "doctor-recovery-warning"))


@click.command("recover", cls=Verb)
@click.option("--share", "given", multiple=True)
@click.option("--file", type=click.Path(path_type=Path))
@click.option("--name")
async def recover_(caller: Caller, given: tuple[str, ...], file: Path | None, name: str | None) -> None:
    """Rebuild access from a quorum of shares: a new identity on this machine, with every session wrapped to it."""
    settings = caller.settings()
    check_can_recover(settings)
    shares = _shares(caller, given, file)
    if name is None:
        if not caller.can_ask:
            raise BadInput("command-missing", name="--name")
        name = caller.ask("command-ask-name")
    passphrase = settings.read_passphrase() or caller.ask_passphrase(twice=True)
    desk = await recover(settings, shares, one_line(name), passphrase)
    await desk.close()
    fact = {"member": desk.identity.id.hex(), "name": desk.identity.card.name, "version": desk.roster.version}
    caller.answer(fact, caller.say("command-recovered", name=desk.identity.card.name))


def _shares(caller: Caller, given: tuple[str, ...], file: Path | None) -> list[str]:
    if file is not None:
        try:
            return [line for line in file.read_text("utf-8").splitlines() if line.strip()]
        except (OSError, UnicodeDecodeError):
            raise BadInput("command-file-unreadable", file=one_line(file.name)) from None
    if given:
        return list(given)
    if not caller.can_ask:
        raise BadInput("command-missing", name="--share")
    shares = []
    while share := caller.ask("command-recovery-ask-share"):
        shares.append(share)
    return shares
