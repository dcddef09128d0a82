"""`revmentor identity …`: the moderator's own key file."""

import os
from pathlib import Path

import click

from core.crypto.identity import load, read_card, save, unlock
from core.errors import BadInput
from core.language.safe_text import one_line
from core.moderation.joining import change_passphrase
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb

identity = Noun("identity", {name: f"{__name__}:{name}_" for name in ("passphrase", "export", "import")})


@click.command("passphrase", cls=Verb)
@click.option("--new-file", type=click.Path(path_type=Path))
async def passphrase_(caller: Caller, new_file: Path | None) -> None:
    """Lock the identity with another passphrase; the old one stops working on this file."""
    settings = caller.settings()
    old = settings.read_passphrase() or caller.ask_passphrase()
    new = _read(new_file) if new_file else caller.ask_passphrase(twice=True)
    mine = await change_passphrase(settings, old, new)
    caller.answer({"member": mine.id.hex()}, caller.say("command-identity-locked"))


@click.command("export", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
def export_(caller: Caller, file: Path) -> None:
    """A copy of the identity, still under its passphrase, for another machine of the same person."""
    data = load(caller.settings().identity_path)
    card = read_card(data)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BadInput("error-file-exists", file=one_line(file.name)) from None
    except OSError:
        raise BadInput("command-file-unwritable", file=one_line(file.name)) from None
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    fact = {"member": card.id.hex(), "file": str(file)}
    caller.answer(fact, caller.say("command-identity-exported", file=one_line(str(file))))


@click.command("import", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
def import_(caller: Caller, file: Path) -> None:
    """Take an exported identity into this home; it opens with its own passphrase."""
    settings = caller.settings()
    if settings.identity_path.exists():
        raise BadInput("error-identity-exists")
    try:
        data = file.read_bytes()
    except OSError:
        raise BadInput("command-file-unreadable", file=one_line(file.name)) from None
    mine = unlock(data, settings.read_passphrase() or caller.ask_passphrase())
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    save(settings.identity_path, data)
    caller.answer({"member": mine.id.hex()}, caller.say("command-identity-imported", name=one_line(mine.card.name)))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise BadInput("error-passphrase-file", file=one_line(path.name)) from None
