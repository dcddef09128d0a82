"""`revmentor journal …`: what was done, and whether the record of it still holds. Needs no passphrase."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click

from core import journal as record
from core.crypto.files import write_private
from core.crypto.roster import BOT_ID, Pin, read_pin
from core.errors import BadInput
from core.language.safe_text import SafeText, one_line
from core.sessions import read_chain, read_everyone, read_roster
from core.store.engine import Store, open_store
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb

journal = Noun("journal", {name: f"{__name__}:{name}_" for name in ("verify", "show", "export")})


@asynccontextmanager
async def _store(caller: Caller) -> AsyncIterator[tuple[Store, Pin]]:
    settings = caller.settings()
    pin = read_pin(settings.pin_path)
    store = open_store(settings.url)
    try:
        yield store, pin
    finally:
        await store.close()


async def read_actors(store: Store, pin: Pin) -> dict[bytes, tuple[str, bytes]]:
    """(name, verify key) by id of everybody who was ever on the roster that the pin leads to. Raises KeySwapped."""
    async with store.reading() as tx:
        team = await read_everyone(tx, await read_roster(tx, pin))
    return {member.id: (member.name, member.verify) for member in team.values()}


@click.command("verify", cls=Verb)
@click.option("--head")
@click.pass_context
async def verify_(ctx: click.Context, caller: Caller, head: str | None) -> None:
    """Check every entry; exit code 1 names the first that does not hold. The end is remembered for the next time."""
    seen = caller.settings().witness_path
    async with _store(caller) as (store, pin):
        async with store.reading() as tx:
            team = await read_chain(tx, pin)
        verdict = await record.verify(store, team, record.read_witness(seen), head)
    if verdict.holds and verdict.entries:
        record.write_witness(seen, verdict)
    words = record.head_words(verdict.head, caller.lang)
    fact = {"holds": verdict.holds, "entries": verdict.entries, "head": verdict.head.hex(), "words": words}
    if verdict.broken is None:
        line = caller.say("command-journal-holds", entries=verdict.entries, words=words)
    else:
        why = caller.say(f"command-journal-{verdict.why}")
        line = caller.say("command-journal-broken", number=verdict.broken, why=why)
    caller.answer({**fact, "broken": verdict.broken, "why": verdict.why}, line)
    if not verdict.holds:
        ctx.exit(1)


@click.command("show", cls=Verb)
@click.option("--after", type=click.IntRange(min=0), default=0)
@click.option("--limit", type=click.IntRange(min=1))
async def show_(caller: Caller, after: int, limit: int | None) -> None:
    """The entries in order."""
    async with _store(caller) as (store, pin):
        names = {actor: one_line(name) for actor, (name, _) in (await read_actors(store, pin)).items()}
        entries = await record.read_entries(store, after, limit)
    names[BOT_ID] = caller.say("command-journal-bot")
    for entry in entries:
        fact = {"seq": entry.seq, "at": entry.at, "actor": entry.actor.hex(), "act": entry.act}
        fact |= {"ref": entry.ref.hex(), "count": entry.count, "hash": entry.hash.hex()}
        who = names.get(entry.actor, "?")
        line = (
            f"{entry.seq:>6}  {entry.at}  {who:<16}  {one_line(entry.act):<16}  {entry.ref.hex()[:8]}  ×{entry.count}"
        )
        caller.answer(fact, SafeText(line))


@click.command("export", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
async def export_(caller: Caller, file: Path) -> None:
    """All entries and the verify keys, one JSON object a line, for checking elsewhere. Raises BadInput."""
    _refuse_existing(file)
    async with _store(caller) as (store, pin):
        actors = await read_actors(store, pin)
        entries = await record.read_entries(store)
    lines = [{"actor": actor.hex(), "name": name, "verify": key.hex()} for actor, (name, key) in actors.items()]
    lines += [{k: v.hex() if isinstance(v, bytes) else v for k, v in vars(entry).items()} for entry in entries]
    write_private(file, "".join(json.dumps(line) + "\n" for line in lines).encode())
    fact = {"file": str(file), "entries": len(entries)}
    caller.answer(fact, caller.say("command-journal-exported", file=one_line(str(file)), entries=len(entries)))


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise BadInput("error-file-exists", file=one_line(file.name))
