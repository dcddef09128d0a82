"""`revmentor council verify` and `recount`: checking a vote. Whoever has the published file needs nothing else."""

from pathlib import Path

import click

from core.crypto.roster import read_pin
from core.crypto.spelling import LANGUAGES, normalise
from core.errors import BadInput, NotFound
from core.language.safe_text import SafeText, one_line
from core.moderation import council as chamber
from core.moderation.programme import find_on_shelf
from core.programs.council.counting import Result
from core.programs.council.papers import MATTERS, VOTERS_LEAST
from core.programs.council.record import Announced, Fault, Finding, Record, recount, verify
from core.programs.council.telling import code_words, tell_result
from core.store.engine import open_store
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Verb

RECEIPT_LEAST = 32
"""Hex digits of a receipt as voters have it."""


@click.command("verify", cls=Verb)
@click.argument("what", metavar="ID|FILE")
@click.option("--code", default="")
@click.option("--ballots-code", default="")
@click.option("--receipt", "receipts", multiple=True)
@click.pass_context
async def verify_(
    ctx: click.Context, caller: Caller, what: str, code: str, ballots_code: str, receipts: tuple[str, ...]
) -> None:
    """Check a vote: a file against the codes that everybody was told and against this host's journal; or, by its
    number, what the store holds, down to the urn. Exit code 1 when something does not hold."""
    if is_file(what):
        export = _read(Path(what))
        record: Record | None = Record.decode(export)
        findings = await _from_outside(caller, export, Record.decode(export))
    else:
        export, findings = await _from_within(caller, what)
        record = Record.decode(export) if export else None
    if record is not None:
        findings += _codes(record, code, ballots_code) + _receipts(record, receipts)
    elif code or ballots_code or receipts:
        raise NotFound
    findings.sort(key=lambda one: one.rank)
    fact = {"holds": not findings, "faults": [{"fault": one.fault.value, "ref": one.ref.hex()} for one in findings]}
    if findings:
        first = caller.say(f"council-fault-{findings[0].fault.value}", ref=findings[0].ref.hex()[:RECEIPT_LEAST])
        caller.answer(fact, first)
        ctx.exit(1)
    if record is None:
        caller.answer(fact, caller.say("council-holds-few", least=VOTERS_LEAST))
    else:
        caller.answer(fact, caller.say("council-holds", votes=len(record.votes), voters=len(record.opening.roll)))


@click.command("recount", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
async def recount_(ctx: click.Context, caller: Caller, file: Path) -> None:
    """Count a published file again. Exit code 1 when the result in it is another."""
    export = _read(file)
    record, again = Record.decode(export), recount(export)
    result = Result.decode(again.decode())
    same = again == record.result
    lines = tell_result(caller.lang, record.opening.question, result)
    lines.append(caller.say("council-recount-same" if same else "council-recount-other"))
    caller.answer({"same": same, "result": again.decode()}, SafeText("\n".join(lines)))
    ctx.exit(0 if same else 1)


def is_file(what: str) -> bool:
    """Whether there is a file of that name; otherwise it is a number."""
    return Path(what).is_file()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise BadInput("error-council-unreadable", file=one_line(path.name)) from None


async def _from_outside(caller: Caller, export: bytes, record: Record) -> list[Finding]:
    """Against the journal, where this host has one; nobody's passphrase is needed."""
    settings = caller.settings()
    if not settings.pin_path.exists():
        return verify(export)
    store = open_store(settings.url)
    try:
        ballot = bytes.fromhex(record.opening.question.id)
        announced: Announced | None = await chamber.read_announced(store, read_pin(settings.pin_path), ballot)
    except (NotFound, ValueError):
        return [*verify(export), Finding(Fault.UNKNOWN)]
    finally:
        await store.close()
    return verify(export, announced)


async def _from_within(caller: Caller, name: str) -> tuple[bytes, list[Finding]]:
    async with caller.desk() as desk:
        matter = await find_on_shelf(desk, MATTERS, name)
        if not matter.body.ballots:
            raise NotFound
        findings = [one for ballot in matter.body.ballots for one in await chamber.inspect(desk, ballot)]
        try:
            return await chamber.read_export(desk, matter.body.ballots[0]), findings
        except NotFound:
            return b"", findings


def _codes(record: Record, opening: str, closing: str) -> list[Finding]:
    told = ((Fault.CODE_WRONG, opening, record.opening.digest), (Fault.BALLOTS_CODE_WRONG, closing, record.closing))
    return [
        Finding(fault)
        for fault, words, material in told
        if words and normalise(words) not in [normalise(code_words(lang, material)) for lang in LANGUAGES]
    ]


def _receipts(record: Record, receipts: tuple[str, ...]) -> list[Finding]:
    present = [vote.receipt.hex() for vote in record.votes]
    findings = []
    for given in receipts:
        receipt = given.replace(" ", "").lower()
        if len(receipt) < RECEIPT_LEAST or any(letter not in "0123456789abcdef" for letter in receipt):
            raise BadInput("error-council-receipt", least=RECEIPT_LEAST)
        if not any(one.startswith(receipt) for one in present):
            findings.append(Finding(Fault.DROPPED, bytes.fromhex(receipt[:RECEIPT_LEAST])))
    return findings
