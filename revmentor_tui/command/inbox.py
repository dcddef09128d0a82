"""`revmentor inbox …` and `revmentor show`: reading what was taken in."""

import shutil
from collections.abc import Iterator

import click

from core.errors import BadInput, NotFound
from core.language.safe_text import SafeText, make_safe, one_line
from core.moderation.desk import Desk
from core.moderation.inbox import Critique, find_critique, load_critiques, load_followups
from core.moderation.review import STATES
from core.moderation.taking_in import take_in
from core.sessions import TOPICS, Session
from core.wording import released_wording
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb
from revmentor_tui.command.sessions import chosen
from revmentor_tui.members import member_name, note_title

inbox = Noun("inbox", {name: f"{__name__}:{name}_" for name in ("list", "take")})
GLYPHS = {
    "new": "●",
    "held": "◐",
    "prepared": "◑",
    "released": "✓",
    "declined": "✕",
    "published": "◆",
    "withdrawn": "↩",
    "vetoed": "⊘",
}


@click.command("take", cls=Verb)
@click.option("--session")
async def take_(caller: Caller, session: str | None) -> None:
    """Take in what waits in the spool of one session, or of all."""
    async with caller.desk() as desk:
        for one in await chosen(desk, session):
            took = await take_in(desk, one)
            numbers = {"taken": took.taken, "waiting": took.waiting, "unreadable": took.unreadable}
            line = caller.say("command-took-in", title=one_line(one.terms.title), **numbers)
            caller.answer({"session": one.id.hex(), **numbers}, line)


@click.command("list", cls=Verb)
@click.option("--session")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES))
@click.option("--topic", "topics", multiple=True, type=click.Choice(TOPICS))
@click.option("--tag", "tags", multiple=True)
@click.option("--limit", type=click.IntRange(min=1))
async def list_(
    caller: Caller,
    session: str | None,
    states: tuple[str, ...],
    topics: tuple[str, ...],
    tags: tuple[str, ...],
    limit: int | None,
) -> None:
    """Letters that fit every filter; several values of one filter mean any of them."""
    shown = 0
    async with caller.desk() as desk:
        for one in await chosen(desk, session):
            found = fitting(await load_critiques(desk, one), states, topics, tags)
            for critique in found:
                if limit is not None and shown >= limit:
                    return
                shown += 1
                caller.answer(describe(critique), line(caller, critique))
    if not shown:
        caller.mention(caller.say("command-inbox-empty"))


def fitting(
    critiques: list[Critique], states: tuple[str, ...], topics: tuple[str, ...], tags: tuple[str, ...]
) -> Iterator[Critique]:
    """Those that fit."""
    wanted = {one_line(tag).lower() for tag in tags}
    for critique in critiques:
        review = critique.review
        if (states and review.state not in states) or (topics and critique.topic not in topics):
            continue
        if not wanted or wanted & set(review.tags):
            yield critique


@click.command("show", cls=Verb)
@click.argument("name", metavar="ID")
@click.option("--session")
async def show(caller: Caller, name: str, session: str | None) -> None:
    """One letter in full, with what the team decided and what its author wrote later."""
    async with caller.desk() as desk:
        critique, where = await locate(desk, name, session)
        later = [one.text for one in await load_followups(desk, where) if one.thread == critique.id]
        author = member_name(caller.lang, desk.roster, critique.review.noted_by)
    fact = {**describe(critique), "note": critique.review.note, "noted_by": author, "followups": later}
    caller.answer(fact, SafeText("\n".join(_in_full(caller, critique, later, author))))


async def locate(desk: Desk, prefix: str, session: str | None) -> tuple[Critique, Session]:
    """The letter whose id starts with ``prefix``, in one session or any. Raises NotFound, BadInput."""
    found = []
    for one in await chosen(desk, session):
        try:
            found.append((await find_critique(desk, one, prefix), one))
        except NotFound:
            continue
    if not found:
        raise NotFound
    if len(found) > 1:
        raise BadInput("error-ambiguous", prefix=one_line(prefix))
    return found[0]


def describe(critique: Critique) -> dict[str, object]:
    """A letter as JSON: ``text`` verbatim, ``wording`` as it would be released, spans in characters of the text."""
    review = critique.review
    return {
        "id": critique.id.hex(),
        "session": critique.session.hex(),
        "day": critique.day.isoformat(),
        "state": review.state,
        "lang": critique.lang,
        "topic": critique.topic,
        "tags": list(review.tags),
        "redactions": [{"from": mark.start, "to": mark.end, "kind": mark.kind} for mark in review.redactions],
        "reason": review.reason,
        "words": review.words,
        "group": review.group,
        "text": critique.text,
        "wording": released_wording(critique.text, review.redactions, critique.lang),
    }


def line(caller: Caller, critique: Critique) -> SafeText:
    """A letter on one line of the terminal."""
    state = critique.review.state
    head = f"{critique.id.hex()[:8]}  {GLYPHS[state]} {caller.say(f'command-state-{state}'):<13}"
    tags = f"  [{', '.join(critique.review.tags)}]" if critique.review.tags else ""
    text = one_line(released_wording(critique.text, critique.review.redactions, critique.lang))
    width = shutil.get_terminal_size().columns
    whole = f"{head}  {text}{tags}"
    return SafeText(whole if len(whole) <= width else whole[: width - 1] + "…")


def _in_full(caller: Caller, critique: Critique, later: list[str], author: SafeText | None) -> list[str]:
    review = critique.review
    topic = caller.say(f"topic-{critique.topic or 'other'}")
    lines = [
        f"{critique.id.hex()}  {GLYPHS[review.state]} {caller.say(f'command-state-{review.state}')}",
        f"{critique.day}  {topic}  {', '.join(review.tags) or '—'}",
        "",
        make_safe(critique.text),
    ]
    if review.redactions:
        wording = released_wording(critique.text, review.redactions, critique.lang)
        lines += ["", caller.say("command-released-wording"), wording]
    if review.reason:
        lines += ["", caller.say("command-declined-because", reason=review.reason, words=make_safe(review.words))]
    if review.note:
        lines += ["", SafeText(f"{note_title(caller.lang, author)}: {make_safe(review.note)}")]
    for text in later:
        lines += ["", caller.say("command-author-later"), make_safe(text)]
    return lines
