"""`revmentor pairs …`: matching, the list in hand, and the pairs under way."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from core.clock import day_of
from core.crypto.files import write_private
from core.errors import BadInput, NotAllowed, NotFound
from core.language.safe_text import SafeText, one_line
from core.moderation import pairing as desk_side
from core.moderation.desk import Desk
from core.moderation.pairing import Line, Table, fit_of, lines_of, read_table
from core.moderation.programme import find_on_shelf, give_order
from core.people.invitations import EXECUTIVE
from core.printing.certificates import certify
from core.printing.sheets import render_certificate
from core.programs import pairing
from core.programs.mentoring import PAIRS, EndPair
from core.programs.pairing import Draft, Two
from core.programs.pairs import SESSIONS, Ending, health
from core.programs.profiles import PROFILES
from core.programs.states import Side
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb
from revmentor_tui.console.pair_words import fairness_lines, name_of, reason_lines, state_of, sums_lines

VERBS = ("match", "list", "lock", "unlock", "forbid", "allow", "publish", "end", "certificate", "sums")
pairs = Noun("pairs", {name: f"{__name__}:{name}_" for name in VERBS})
one_junior = click.argument("junior")
one_senior = click.argument("senior")


@click.command("match", cls=Verb)
async def match_(caller: Caller) -> None:
    """Match anew; locked pairs stay, forbidden ones stay away."""
    async with caller.desk() as desk:
        fairness = await desk_side.match_people(desk)
        table, today = await read_table(desk), day_of(desk.clock)
    for line in lines_of(table):
        if line.kind in ("draft", "alone"):
            _answer(caller, table, line, today)
    for told in fairness_lines(fairness, caller.lang):
        caller.mention(told)


@click.command("list", cls=Verb)
async def list_(caller: Caller) -> None:
    """Everything: the list in hand, pairs under way, who is alone, what is over."""
    async with caller.desk() as desk:
        table, today = await read_table(desk), day_of(desk.clock)
    lines = lines_of(table)
    for line in lines:
        _answer(caller, table, line, today)
    if not lines:
        caller.mention(caller.say("pairs-none"))


@click.command("lock", cls=Verb)
@one_junior
@one_senior
async def lock_(caller: Caller, junior: str, senior: str) -> None:
    """Keep two together through the next runs."""
    async with caller.desk() as desk:
        two = await _two(desk, junior, senior)
        await desk_side.lock_pair(desk, two)
    _did(caller, two, "lock")


@click.command("unlock", cls=Verb)
@one_junior
@one_senior
async def unlock_(caller: Caller, junior: str, senior: str) -> None:
    """Let the next run decide again."""
    await _redo(caller, junior, senior, pairing.unlock, "unlock")


@click.command("forbid", cls=Verb)
@one_junior
@one_senior
async def forbid_(caller: Caller, junior: str, senior: str) -> None:
    """Never these two."""
    await _redo(caller, junior, senior, pairing.forbid, "forbid")


@click.command("allow", cls=Verb)
@one_junior
@one_senior
async def allow_(caller: Caller, junior: str, senior: str) -> None:
    """These two may come up again."""
    await _redo(caller, junior, senior, pairing.allow, "allow")


@click.command("publish", cls=Verb)
async def publish_(caller: Caller) -> None:
    """Let the bot ask all pairs of the list."""
    async with caller.desk() as desk:
        count = await desk_side.publish_pairs(desk)
    caller.answer({"pairs": count}, caller.say("pairs-did-publish"))


@click.command("end", cls=Verb)
@click.argument("name", metavar="ID")
async def end_(caller: Caller, name: str) -> None:
    """End a pair, or take its proposal back."""
    async with caller.desk() as desk:
        record = await find_on_shelf(desk, PAIRS, name)
        await give_order(desk, "pairs-end", EndPair(record.id))
    caller.answer({"id": record.ref}, caller.say("pairs-did-end"))


@click.command("certificate", cls=Verb)
@click.argument("name", metavar="ID")
@click.option("--out", type=click.Path(path_type=Path))
async def certificate_(caller: Caller, name: str, out: Path | None) -> None:
    """The certificate of a complete course as a PDF, readable for its owner alone."""
    async with caller.desk() as desk:
        record = await find_on_shelf(desk, PAIRS, name)
        table = await read_table(desk)
    if record.body.ending is not Ending.COMPLETE:
        raise NotAllowed("error-pair-incomplete", all=SESSIONS)
    names = [table.people[ref].name if ref in table.people else "" for ref in (record.body.junior, record.body.senior)]
    path = out or Path(f"certificate-{record.ref[:8]}.pdf")
    made = render_certificate(certify(caller.lang, record.body, *names))
    try:
        write_private(path, made)
    except OSError:
        raise BadInput("command-export-file", file=one_line(str(path))) from None
    caller.answer({"file": str(path)}, caller.say("pairs-did-certificate", file=one_line(str(path))))


@click.command("sums", cls=Verb)
async def sums_(caller: Caller) -> None:
    """All pairs in numbers, beside published ones."""
    async with caller.desk() as desk:
        table, gains, today = await read_table(desk), await desk_side.read_gains(desk), day_of(desk.clock)
    counts = Counter(health(pair, today).value for pair in table.bodies)
    gained = {side.value: {"people": gain.people, "total": gain.total} for side, gain in gains.told.items()}
    fact = {"health": dict(counts), "sessions": sum(len(pair.met) for pair in table.bodies), "gains": gained}
    caller.answer(fact, SafeText("\n".join(sums_lines(table, gains, today, caller.lang))))


async def _redo(caller: Caller, junior: str, senior: str, change: Callable[[Draft, Two], Draft], word: str) -> None:
    async with caller.desk() as desk:
        two = await _two(desk, junior, senior)
        await desk_side.redo_pair(desk, two, change, f"pairs-{word}")
    _did(caller, two, word)


async def _two(desk: Desk, junior: str, senior: str) -> Two:
    """Two profiles by the beginnings of their ids. Raises NotFound."""
    found = [await find_on_shelf(desk, PROFILES, name) for name in (junior, senior)]
    if [record.body.role == EXECUTIVE for record in found] != [False, True]:
        raise NotFound
    return found[0].ref, found[1].ref


def _did(caller: Caller, two: Two, word: str) -> None:
    caller.answer({"junior": two[0], "senior": two[1]}, caller.say(f"pairs-did-{word}"))


def _answer(caller: Caller, table: Table, line: Line, today: date) -> None:
    score = fit_of(table, line)
    fact: dict[str, object] = {"kind": line.kind, "locked": line.is_locked}
    for side, ref in ((Side.JUNIOR, line.junior), (Side.SENIOR, line.senior)):
        told = table.people.get(ref)
        fact[side.value] = {"id": ref, "name": told.name if told else ""} if ref else None
    fact["reasons"] = [
        {"reason": part.reason.value, "points": part.points, "shared": list(part.shared)} for part in score.parts
    ]
    if line.record is not None:
        pair = line.record.body
        state = {"state": pair.state.value, "health": health(pair, today).value, "met": list(pair.met)}
        fact |= {"id": line.record.ref, **state}
    refs = [ref for ref in (line.junior, line.senior) if ref]
    named = [f"{ref[:8]} {name_of(table.people, ref, caller.lang)}" for ref in refs]
    own = [line.record.ref[:8]] if line.record else []
    head = "  ".join([*own, f"{state_of(line, today, caller.lang):<16}", *named])
    why = "".join(f"\n    {one}" for one in reason_lines(score, caller.lang)) if line.kind == "draft" else ""
    caller.answer(fact, SafeText(f"{head}{why}"))
