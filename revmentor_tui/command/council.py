"""`revmentor council …`: proposals, votes, the count, and checking it."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import click

from core.errors import BadInput, NotFound
from core.language.safe_text import SafeText, make_safe, one_line
from core.moderation import council as chamber
from core.moderation.council import Terms
from core.moderation.desk import Desk
from core.moderation.programme import find_on_shelf, give_order, read_shelf
from core.programs.council.motions import ANSWER_DAYS
from core.programs.council.papers import (
    BALLOTS,
    DAYS_DEFAULT,
    MATTERS,
    RUNNERS,
    SITTINGS,
    SUPPORT_DEFAULT,
    TEXT_LONGEST,
    Ballot,
    Electorate,
    Matter,
    Propose,
    Refuse,
)
from core.programs.council.questions import Kind
from core.programs.council.telling import tell_answer, tell_ballot, tell_members, tell_state
from core.programs.ledger import Record
from core.programs.states import State
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb

VERBS = ("list", "show", "propose", "decline", "open", "elect", "members", "count", "export")
CHECKS = ("verify", "recount")
council = Noun(
    "council",
    {name: f"{__name__}:{name}_" for name in VERBS}
    | {name: f"revmentor_tui.command.council_checks:{name}_" for name in CHECKS},
)
one_matter = click.argument("name", metavar="ID")
percent = click.IntRange(min=0, max=100)


@click.command("list", cls=Verb)
async def list_(caller: Caller) -> None:
    """All proposals and questions, newest first."""
    async with caller.desk() as desk:
        found = await read_shelf(desk, MATTERS)
    found.sort(key=lambda one: (one.body.motion.proposed or date.max, one.id), reverse=True)
    for one in found:
        state = tell_state(caller.lang, one.body)
        caller.answer(describe(one), SafeText(f"{one.ref[:8]}  {state}  {one_line(one.body.title)}"))
    if not found:
        caller.mention(caller.say("council-none"))


@click.command("show", cls=Verb)
@one_matter
async def show_(caller: Caller, name: str) -> None:
    """One of them: its text, its votes, and the executives' answer beside them."""
    async with caller.desk() as desk:
        record = await find_on_shelf(desk, MATTERS, name)
        ballots = [one for one in await read_shelf(desk, BALLOTS) if one.id in record.body.ballots]
    body = record.body
    ballots.sort(key=lambda one: body.ballots.index(one.id))
    lines = [one_line(body.title), make_safe(body.text), tell_state(caller.lang, body)]
    lines += [line for one in ballots for line in tell_ballot(caller.lang, one.body)]
    lines += tell_answer(caller.lang, body)
    fact = describe(record) | {"votes": [describe_ballot(one) for one in ballots]}
    caller.answer(fact, SafeText("\n".join(line for line in lines if line)))


@click.command("propose", cls=Verb)
@one_matter
@click.option("--threshold", type=click.IntRange(min=1), default=SUPPORT_DEFAULT)
async def propose_(caller: Caller, name: str, threshold: int) -> None:
    """Make a proposal public."""
    async with caller.desk() as desk:
        record = await _draft(desk, name)
        await give_order(desk, "council-propose", Propose(record.id, threshold))
    caller.answer(describe(record) | {"threshold": threshold}, caller.say("council-did-propose", count=threshold))


@click.command("decline", cls=Verb)
@one_matter
@click.argument("words")
async def decline_(caller: Caller, name: str, words: str) -> None:
    """Keep a proposal from the public; the reason is shown, its text is not."""
    if not words.strip() or len(words) > TEXT_LONGEST:
        raise BadInput("error-council-text", most=TEXT_LONGEST)
    async with caller.desk() as desk:
        record = await _draft(desk, name)
        await give_order(desk, "council-refuse", Refuse(record.id, words.strip()))
    caller.answer(describe(record) | {"reason": words.strip()}, caller.say("council-did-decline"))


@click.command("open", cls=Verb)
@click.argument("name", metavar="[ID]", required=False)
@click.option("--title", default="")
@click.option("--text", default="")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind if kind is not Kind.ELECTION]), default="yes-no")
@click.option("--option", "options", multiple=True)
@click.option("--cost", "costs", multiple=True, type=click.IntRange(min=1))
@click.option("--money", type=click.IntRange(min=1), default=1)
@click.option("--seats", type=click.IntRange(min=1), default=1)
@click.option("--quorum", type=percent, default=0)
@click.option("--share", type=percent, default=50)
@click.option("--days", type=click.IntRange(min=1), default=DAYS_DEFAULT)
@click.option("--answer-days", type=click.IntRange(min=1), default=ANSWER_DAYS)
@click.option("--electorate", type=click.Choice([one.value for one in Electorate]), default="staff")
@click.option("--executives", is_flag=True)
async def open_(
    caller: Caller, name: str | None, title: str, text: str, kind: str, options: tuple[str, ...],
    costs: tuple[int, ...], money: int, seats: int, quorum: int, share: int, days: int, answer_days: int,
    electorate: str, executives: bool,
) -> None:  # fmt: skip
    """Put a supported proposal to the vote, or a question of the organiser's own."""
    async with caller.desk() as desk:
        record = await find_on_shelf(desk, MATTERS, name) if name else None
        closes = await chamber.closing_day(desk, days)
        terms = Terms(
            title or (record.body.title if record else ""), closes, Kind(kind), text, options, costs, money, seats,
            Fraction(quorum, 100), Fraction(share, 100), Electorate(electorate), executives, answer_days,
        )  # fmt: skip
        order = await chamber.put_to_vote(desk, terms, record)
    fact = {"id": order.matter.hex(), "closes": order.closes.isoformat()}
    fact["ballots"] = [poll.ballot.hex() for poll in order.polls]  # type: ignore[assignment]
    caller.answer(fact, caller.say("council-did-open", day=order.closes))


@click.command("elect", cls=Verb)
@click.option("--title", required=True)
@click.option("--seats", type=click.IntRange(min=1), required=True)
@click.option("--quorum", type=percent, default=0)
@click.option("--days", type=click.IntRange(min=1), default=DAYS_DEFAULT)
async def elect_(caller: Caller, title: str, seats: int, quorum: int, days: int) -> None:
    """Elect the council from everybody who stands."""
    async with caller.desk() as desk:
        closes = await chamber.closing_day(desk, days)
        order = await chamber.call_election(desk, title, seats, closes, Fraction(quorum, 100))
    fact = {"id": order.matter.hex(), "closes": closes.isoformat(), "candidates": len(order.runners)}
    caller.answer(fact, caller.say("council-did-open", day=closes))


@click.command("members", cls=Verb)
async def members_(caller: Caller) -> None:
    """Who sits in the council, and who stands for it."""
    async with caller.desk() as desk:
        sittings, runners = await read_shelf(desk, SITTINGS), await read_shelf(desk, RUNNERS)
    for one in sittings:
        since = one.body.since.isoformat() if one.body.since else None
        fact = {"members": [name for _, name in one.body.members], "since": since}
        caller.answer(fact, tell_members(caller.lang, one.body))
    for runner in sorted(runners, key=lambda one: one.body.name):
        body = runner.body
        line = caller.say("council-candidate", name=one_line(body.name), words=one_line(body.words))
        caller.answer({"candidate": body.name, "words": body.words}, line)
    if not sittings and not runners:
        caller.mention(caller.say("council-members-none"))


@click.command("count", cls=Verb)
@one_matter
async def count_(caller: Caller, name: str) -> None:
    """Open and count the votes of closed ballots, and hand the result to the bot to publish."""
    async with caller.desk() as desk:
        record = await find_on_shelf(desk, MATTERS, name)
        order = await chamber.count_matter(desk, record)
    fact = {"id": record.ref, "counted": [one.ballot.hex() for one in order.outcomes if one.record]}
    caller.answer(fact, caller.say("council-did-count"))


@click.command("export", cls=Verb)
@one_matter
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--executives", is_flag=True)
async def export_(caller: Caller, name: str, file: Path, executives: bool) -> None:
    """Write the published file of a vote: everything it takes to count again."""
    async with caller.desk() as desk:
        record = await find_on_shelf(desk, MATTERS, name)
        if len(record.body.ballots) <= executives:
            raise NotFound
        export = await chamber.read_export(desk, record.body.ballots[executives])
    write(file, export)
    caller.answer({"file": str(file), "bytes": len(export)}, caller.say("council-did-export", file=one_line(file.name)))


def write(file: Path, export: bytes) -> None:
    """Raises BadInput where the file cannot be written."""
    try:
        file.write_bytes(export)
    except OSError:
        raise BadInput("error-council-unwritable", file=one_line(file.name)) from None


def describe(record: Record[Matter]) -> dict[str, object]:
    """A matter as JSON."""
    body, motion = record.body, record.body.motion
    told = motion.answer
    answer = told and {"verdict": told.verdict.value, "text": told.words, "by": told.by, "by_silence": told.by_silence}
    return {
        "id": record.ref,
        "source": body.source.value,
        "title": body.title,
        "text": body.text,
        "state": motion.state.value,
        "supported": motion.is_supported,
        "voted": motion.voters_said and motion.voters_said.value,
        "executives_voted": motion.executives_said and motion.executives_said.value,
        "due": motion.due and motion.due.isoformat(),
        "answer": answer,
    }


def describe_ballot(record: Record[Ballot]) -> dict[str, object]:
    """A ballot as JSON."""
    body = record.body
    return {
        "id": record.ref,
        "electorate": body.electorate.value,
        "state": body.state.value,
        "voters": body.voters,
        "closes": body.closes.isoformat(),
        "lost": body.lost,
        "result": body.result or None,
    }


async def _draft(desk: Desk, name: str) -> Record[Matter]:
    record = await find_on_shelf(desk, MATTERS, name)
    if record.body.motion.state is not State.DRAFT:
        raise BadInput("error-program-state", state=record.body.motion.state.value)
    return record
