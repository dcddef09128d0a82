"""`revmentor backup`, `restore` and `doctor`: keeping an installation alive."""

from pathlib import Path

import click

from core.clock import SystemClock
from core.crypto.roster import read_pin
from core.doctor import BROKEN, WARNING, examine, is_healthy
from core.language.safe_text import SafeText, one_line
from core.moderation.backup import back_up, restore
from core.settings import Settings
from core.store.engine import open_store
from core.store.migrate import migrate
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Verb

_SIGNS = {BROKEN: "✗", WARNING: "!"}


@click.command("backup", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
async def backup_(caller: Caller, file: Path) -> None:
    """Two signed archives: FILE with everything but the session keys, and FILE.keys with those alone."""
    async with caller.desk() as desk:
        target, keys = await back_up(desk, file if file.suffix else file.with_suffix(".backup"))
    fact = {"backup": str(target), "keys": str(keys), "bytes": target.stat().st_size + keys.stat().st_size}
    caller.answer(fact, caller.say("command-backed-up", file=one_line(str(target)), keys=one_line(str(keys))))


@click.command("restore", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--keys", type=click.Path(path_type=Path))
async def restore_(caller: Caller, file: Path, keys: Path | None) -> None:
    """Fill an empty store from a backup; refused when anything in it was altered or is not this team's."""
    settings = caller.settings()
    pin = read_pin(settings.pin_path)
    store = open_store(settings.url)
    try:
        await migrate(store)
        manifest = await restore(store, pin, file, keys, settings.certificates_path)
    finally:
        await store.close()
    rows = sum(manifest.rows.values())
    said = "command-restored" if keys else "command-restored-without-keys"
    caller.answer({"rows": manifest.rows, "made": manifest.made, "head": manifest.head}, caller.say(said, rows=rows))


@click.command("doctor", cls=Verb)
@click.option("--offline", is_flag=True)
@click.pass_context
async def doctor_(ctx: click.Context, caller: Caller, offline: bool) -> None:
    """Look at everything; exit code 0 when healthy, 1 when something is broken."""
    settings = caller.settings()
    findings = await examine(settings, SystemClock(), None if offline else lambda: _answers(settings))
    for finding in findings:
        text = caller.say(finding.message_id, **finding.facts)
        fact = {"check": finding.check, "level": finding.level, "facts": finding.facts, "text": text}
        caller.answer(fact, SafeText(f"{_SIGNS.get(finding.level, '✓')} {text}"))
    if not is_healthy(findings):
        ctx.exit(1)


async def _answers(settings: Settings) -> bool:
    """Whether the Bot API can be reached; no token is sent."""
    import aiohttp

    try:
        address = settings.bot_api_url.rsplit("/bot", 1)[0] + "/"
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as client, client.get(address):
            return True
    except (aiohttp.ClientError, OSError, TimeoutError):
        return False
