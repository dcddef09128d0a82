"""`revmentor session …`: opening, closing and listing feedback sessions."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from core.calendar_file import calendar_file
from core.clock import seconds_of
from core.company import read_company
from core.errors import BadInput
from core.language.safe_text import SafeText, one_line
from core.moderation.desk import Desk
from core.moderation.erasure import erase_session
from core.moderation.figures import commas_charts, letters_charts
from core.moderation.inbox import load_critiques
from core.moderation.sessions import close_session, follow_up, open_session
from core.moderation.watching import count_people
from core.moments import read_moment
from core.printing.charts import table
from core.sessions import (
    ALWAYS,
    AUDIENCES,
    EVENT,
    EVERYONE,
    K_DEFAULT,
    NEVER,
    REPEATS,
    SENSITIVE,
    STANDING,
    TOPICS,
    Session,
    Terms,
)
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb

session = Noun(
    "session", {name: f"{__name__}:{name}_" for name in ("open", "close", "list", "next", "ics", "charts", "erase")}
)

DEFAULT = Terms("")


@click.command("open", cls=Verb)
@click.argument("title")
@click.option("--kind", type=click.Choice((EVENT, STANDING)), default=EVENT)
@click.option("--topic", "topics", multiple=True, type=click.Choice(TOPICS))
@click.option("--k", type=int, default=K_DEFAULT)
@click.option("--live", is_flag=True)
@click.option("--opens", default="")
@click.option("--closes", default="")
@click.option("--rules", default="")
@click.option("--quota", type=int, default=0)
@click.option("--repeat", type=click.Choice(REPEATS[1:]))
@click.option("--audience", type=click.Choice(AUDIENCES), default=EVERYONE)
@click.option("--two-person", type=click.Choice((NEVER, SENSITIVE, ALWAYS)), default=SENSITIVE)
@click.option("--answer-days", type=int, default=DEFAULT.answer_days)
@click.option("--retention-days", type=int, default=DEFAULT.retention_days)
@click.option("--ack-hours", type=int, default=DEFAULT.ack_hours)
@click.option("--comma-hours", type=int, default=DEFAULT.comma_hours)
async def open_(
    caller: Caller, title: str, topics: tuple[str, ...], opens: str, closes: str, repeat: str | None, **terms: Any
) -> None:
    """Open a session; what was promised in its terms cannot be changed afterwards. Of a series, also the next."""
    async with caller.desk() as desk:
        start, end = [await read_in_zone(desk, text) for text in (opens, closes)]
        asked = Terms(title, topics=topics or TOPICS, opens=start, closes=end, repeat=repeat or "", **terms)
        opened = await open_session(desk, asked)
        following = await follow_up(desk)
    caller.answer(describe(opened), caller.say("command-session-opened", title=one_line(title), k=asked.k))
    for one in following:
        caller.mention(_line(caller, one))


async def read_in_zone(desk: Desk, text: str) -> int | None:
    """A moment typed by the company's clock, in seconds; None for nothing. Raises BadInput."""
    async with desk.store.reading() as tx:
        zone = (await read_company(tx)).zone
    return read_moment(text, zone, seconds_of(desk.clock)) if text else None


@click.command("next", cls=Verb)
async def next_(caller: Caller) -> None:
    """Sign the next sessions of every series ahead."""
    async with caller.desk() as desk:
        opened = await follow_up(desk)
    for one in opened:
        caller.answer(describe(one), _line(caller, one))
    if not opened:
        caller.mention(caller.say("command-session-none-next"))


@click.command("ics", cls=Verb)
@click.argument("name", metavar="ID")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path))
async def ics_(caller: Caller, name: str, out: Path | None) -> None:
    """A session as a calendar file."""
    async with caller.desk() as desk:
        async with desk.store.reading() as tx:
            company = await read_company(tx)
        content = calendar_file(await desk.session(name), company, caller.lang, seconds_of(desk.clock))
    if out is None:
        caller.answer({"ics": content.decode()}, SafeText(content.decode().replace("\r\n", "\n").rstrip()))
        return
    _write(out, content)
    caller.answer({"file": str(out)}, SafeText(one_line(str(out))))


@click.command("charts", cls=Verb)
@click.argument("name", metavar="ID", required=False)
async def charts_(caller: Caller, name: str | None) -> None:
    """The charts of a session as tables: a title, then a line for each row."""
    async with caller.desk() as desk:
        one = await chosen_one(desk, name)
        letters = await load_critiques(desk, one)
        coming = letters_charts(caller.lang, letters, await count_people(desk, one), one.terms.k)
        charts = (*coming, *await commas_charts(desk, one, caller.lang))
    for chart in charts:
        heads, rows = table(chart)
        lines = [" · ".join((chart.title, *heads)), *(f"  {row[0]}: {' · '.join(row[1:])}" for row in rows)]
        lines += [f"  {chart.note}"] if chart.note else []
        fact = {"title": chart.title, "columns": heads, "rows": rows, "note": chart.note}
        caller.answer(fact, SafeText("\n".join(lines)))


@click.command("close", cls=Verb)
@click.argument("name", metavar="ID")
async def close_(caller: Caller, name: str) -> None:
    """Close a session and take in all that still waits."""
    async with caller.desk() as desk:
        closed = await close_session(desk, await desk.session(name))
    caller.answer(describe(closed), caller.say("command-session-closed", title=one_line(closed.terms.title)))


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError:
        raise BadInput("error-out-file", file=one_line(out.name)) from None


@click.command("erase", cls=Verb)
@click.argument("name", metavar="ID")
@click.pass_context
async def erase_(ctx: click.Context, caller: Caller, name: str) -> None:
    """Erase a closed session for good: keys, texts, answers; check that nothing is left, and certify it."""
    folder = caller.settings().certificates_path
    async with caller.desk() as desk:
        gone = await desk.session(name)
        made = await erase_session(desk, gone, folder)
    fact = {"session": made.session.hex(), "critiques": made.critiques, "traces": made.traces, "opened": made.opened}
    title, file = one_line(gone.terms.title), str(folder / f"{made.session.hex()}.json")
    said = "command-session-erased" if made.holds else "command-session-erase-traces"
    line = caller.say(said, title=title, critiques=made.critiques, file=one_line(file))
    caller.answer({**fact, "holds": made.holds, "certificate": file}, line)
    if not made.holds:
        ctx.exit(1)


@click.command("list", cls=Verb)
async def list_(caller: Caller) -> None:
    """All sessions, newest first."""
    async with caller.desk() as desk:
        for one in await desk.sessions():
            caller.answer(describe(one), _line(caller, one))


async def chosen(desk: Desk, name: str | None) -> list[Session]:
    """The session of that id or title, or all of them. Raises NotFound, BadInput."""
    return [await desk.session(name)] if name else await desk.sessions()


async def chosen_one(desk: Desk, name: str | None) -> Session:
    """The session of that id or title, or the one that takes critiques now. Raises NotFound, BadInput, NoSession."""
    from core.sessions import current

    return await desk.session(name) if name else current(await desk.sessions(), seconds_of(desk.clock))


def describe(one: Session) -> dict[str, object]:
    """A session as JSON; times in ISO 8601, UTC."""
    terms = one.terms
    return {
        "id": one.id.hex(),
        "title": terms.title,
        "kind": terms.kind,
        "state": one.state,
        "topics": list(terms.topics),
        "k": terms.k,
        "live": terms.live,
        "opens": moment(terms.opens),
        "closes": moment(terms.closes),
        "audience": terms.audience,
        "quota": terms.quota,
        "repeat": terms.repeat,
        "rules": terms.rules,
        "opened": moment(one.opened),
        "closed": moment(one.closed),
        "retention_days": terms.retention_days,
        "erases": moment(one.erases_at),
    }


def moment(seconds: int | None) -> str | None:
    """Seconds since the epoch as ISO 8601, UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat() if seconds is not None else None


def _line(caller: Caller, one: Session) -> SafeText:
    state = caller.say(f"command-session-{one.state}-state")
    kind = caller.say(f"command-session-{one.terms.kind}")
    day = datetime.fromtimestamp(one.opened, UTC).date()
    return SafeText(f"{one.id.hex()[:8]}  {state:<8}  {kind:<9}  k {one.terms.k}  {day}  {one_line(one.terms.title)}")
