"""`revmentor digest …`: composing, previewing and publishing what goes to the executives."""

import click

from core.clock import seconds_of
from core.company import read_company
from core.digests import DRAFT
from core.errors import BadInput, NotFound
from core.language.safe_text import SafeText, make_safe, one_line
from core.leadership.comma import decision_of
from core.leadership.life import IGNORED, Life
from core.leadership.pages import cover_page, item_page
from core.moderation import digest as composing
from core.moderation import timetable
from core.moderation.desk import Desk
from core.moderation.digest import Draft, list_digests, preview, read_lives
from core.moderation.grouping import is_follower
from core.moderation.inbox import load_critiques
from core.moderation.review import RELEASED
from core.moments import read_moment
from core.sessions import Session
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb
from revmentor_tui.command.inbox import locate
from revmentor_tui.command.sessions import chosen, chosen_one, moment

VERBS = ("compose", "show", "publish", "unschedule", "resend", "list", "silent", "discard")
_HERE = {name: f"{__name__}:{name}_" for name in VERBS}
digest = Noun("digest", _HERE | {"export": "revmentor_tui.command.printing:export_"})
number_given = click.argument("number", required=False, type=click.IntRange(min=1))


@click.command("compose", cls=Verb)
@click.argument("names", metavar="ID..", nargs=-1)
@click.option("--released", is_flag=True)
@click.option("--title", default="")
@click.option("--preface", default="")
@click.option("--session")
async def compose_(
    caller: Caller, names: tuple[str, ...], released: bool, title: str, preface: str, session: str | None
) -> None:
    """A draft from released letters: those named, in that order, or every released one that is in no draft yet."""
    if bool(names) == released:
        raise BadInput("command-compose-what")
    async with caller.desk() as desk:
        where = await _session_of(desk, names, session)
        items = (
            await _released(desk, where)
            if released
            else [(await locate(desk, name, where.id.hex()))[0].id for name in names]
        )
        draft = await composing.compose(desk, where, items, title, preface)
    caller.answer(describe(draft), caller.say("command-digest-composed", number=draft.number, items=len(draft.items)))


async def _session_of(desk: Desk, names: tuple[str, ...], session: str | None) -> Session:
    if names and session is None:
        return (await locate(desk, names[0], None))[1]
    return await chosen_one(desk, session)


async def _released(desk: Desk, session: Session) -> list[bytes]:
    taken = {item for draft in await list_digests(desk, session) for item in draft.items}
    everything = await load_critiques(desk, session)
    released = [one for one in everything if one.review.state == RELEASED and not is_follower(one)]
    fit = [one.id for one in released if one.id not in taken]
    return fit[: composing.ITEMS_MOST]


@click.command("show", cls=Verb)
@number_given
async def show_(caller: Caller, number: int | None) -> None:
    """A digest exactly as executives see it in Telegram, with the commas placed so far."""
    async with caller.desk() as desk:
        session, draft = await find(desk, number)
        cover, items = await preview(desk, session, draft)
        made = await read_lives(desk, session, draft) if draft.state != DRAFT else {}
        async with desk.store.reading() as tx:
            zone = (await read_company(tx)).zone
    shown = [
        {"position": item.position, "critique": item.critique.hex(), "text": item.text, "topic": item.topic}
        | {"letters": item.letters}
        | {"comma": _comma(made.get(item.position)), "ignored": is_ignored(made.get(item.position))}
        for item in items
    ]
    pages = [cover_page(caller.lang, cover, zone=zone), *(item_page(caller.lang, cover, item) for item in items)]
    answers = [None, *(made.get(item.position) for item in items)]
    told = [f"{page.text}{_answer(caller, comma)}" for page, comma in zip(pages, answers, strict=True)]
    caller.answer({**describe(draft), "items": shown}, SafeText("\n\n────\n\n".join(told)))


@click.command("publish", cls=Verb)
@number_given
@click.option("--at")
async def publish_(caller: Caller, number: int | None, at: str | None) -> None:
    """Hand a draft to the bot, at once or for a set time. Final: the wording cannot be changed afterwards."""
    async with caller.desk() as desk:
        session, draft = await find(desk, number)
        if at is not None:
            async with desk.store.reading() as tx:
                zone = (await read_company(tx)).zone
            done = await timetable.schedule(desk, session, draft, read_moment(at, zone, seconds_of(desk.clock)))
            caller.answer(describe(done), caller.say("command-digest-scheduled", number=done.number, at=one_line(at)))
            return
        done = await composing.publish(desk, session, draft)
    caller.answer(describe(done), caller.say("command-digest-published", number=done.number, items=len(done.items)))


@click.command("silent", cls=Verb)
@click.option("--session")
async def silent_(caller: Caller, session: str | None) -> None:
    """Items whose limit has passed without a comma: what a moderator takes to the executives in person."""
    async with caller.desk() as desk:
        found = [
            (draft.number, position)
            for one in await chosen(desk, session)
            for draft in await list_digests(desk, one)
            if draft.state != DRAFT
            for position, happened in (await read_lives(desk, one, draft)).items()
            if is_ignored(happened)
        ]
    for number, position in sorted(found):
        line = caller.say("digest-silent-item", number=number, position=position)
        caller.answer({"number": number, "position": position}, line)
    if not found:
        caller.mention(caller.say("digest-silent-none"))


@click.command("discard", cls=Verb)
@number_given
async def discard_(caller: Caller, number: int | None) -> None:
    """Delete a draft; its letters stay released."""
    async with caller.desk() as desk:
        _, draft = await find(desk, number)
        await composing.discard(desk, draft)
    caller.answer(
        {**describe(draft), "state": "discarded"}, caller.say("command-digest-discarded", number=draft.number)
    )


@click.command("unschedule", cls=Verb)
@number_given
async def unschedule_(caller: Caller, number: int | None) -> None:
    """Make a scheduled digest a draft again, before its time."""
    async with caller.desk() as desk:
        session, draft = await find(desk, number)
        done = await timetable.unschedule(desk, session, draft)
    caller.answer(describe(done), caller.say("command-digest-unscheduled", number=done.number))


@click.command("resend", cls=Verb)
@number_given
async def resend_(caller: Caller, number: int | None) -> None:
    """Deliver a digest to executives who have not got it yet."""
    async with caller.desk() as desk:
        _, draft = await find(desk, number)
        await timetable.deliver_again(desk, draft)
    caller.answer(describe(draft), caller.say("command-digest-resent", number=draft.number))


@click.command("list", cls=Verb)
@click.option("--session")
async def list_(caller: Caller, session: str | None) -> None:
    """Drafts and published digests, newest first."""
    async with caller.desk() as desk:
        drafts = [draft for one in await chosen(desk, session) for draft in await list_digests(desk, one)]
    for draft in sorted(drafts, key=lambda one: -one.number):
        state = caller.say(f"command-digest-{draft.state}-state")
        line = f"{draft.number:>4}  {state:<12}  {len(draft.items):>3}  {one_line(draft.title)}"
        caller.answer(describe(draft), SafeText(line))


async def find(desk: Desk, number: int | None) -> tuple[Session, Draft]:
    """The digest of that number, or the newest of all. Raises NotFound."""
    everything = [(draft, one) for one in await desk.sessions() for draft in await list_digests(desk, one)]
    if number is None and everything:
        newest, where = max(everything, key=lambda pair: pair[0].number)
        return where, newest
    for draft, where in everything:
        if draft.number == number:
            return where, draft
    raise NotFound


def describe(draft: Draft) -> dict[str, object]:
    """A digest as JSON."""
    return {
        "number": draft.number,
        "id": draft.id.hex(),
        "session": draft.session.hex(),
        "state": draft.state,
        "title": draft.title,
        "preface": draft.preface,
        "items": [item.hex() for item in draft.items],
        "published": moment(draft.published),
    }


def is_ignored(happened: tuple[bytes, Life] | None) -> bool:
    """Whether the executives have let the limit pass without a comma."""
    return happened is not None and happened[1].state == IGNORED


def _comma(happened: tuple[bytes, Life] | None) -> dict[str, object] | None:
    decision = decision_of(*happened) if happened else None
    if decision is None:
        return None
    comma = decision.comma
    due = comma.due.isoformat() if comma.due else None
    return {"verdict": comma.verdict, "text": comma.text, "by": comma.by, "due": due}


def _answer(caller: Caller, happened: tuple[bytes, Life] | None) -> str:
    if is_ignored(happened):
        return f"\n\n{caller.say('item-is-ignored')}"
    decision = decision_of(*happened) if happened else None
    if decision is None:
        return ""
    verdict = caller.say(f"button-{decision.comma.verdict}")
    return f"\n\n── {verdict} ──\n{make_safe(decision.comma.text)}"
