"""Before a pair project begins, and when its terms change: the idea, the partner, both signatures."""

from dataclasses import replace
from datetime import date

from core.errors import BadInput, NotAllowed
from core.language.safe_text import SafeText, one_line
from core.page import Button
from core.programs import project_records as records
from core.programs.ledger import Record
from core.programs.profiles import Profile
from core.programs.project_records import PROJECTS, PairProject
from core.programs.states import Side
from telegram_bot.formats import profile
from telegram_bot.formats.format import ask_for, button, data_of, parts_of, profile_of
from telegram_bot.formats.projects import cards
from telegram_bot.formats.projects.acts import ask_about, change, own_project, show_card, tell_side
from telegram_bot.formats.projects.cards import LETTER
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Talk

GOAL_LONGEST = 600


async def show(talk: Talk) -> None:
    """Own projects, those that seek a partner, and a new one."""
    own = await profile.need(talk)
    if own is None:
        return
    async with talk.deps.store.reading() as tx:
        found = await talk.deps.ledger.all(tx, PROJECTS)
    mine = [one for one in found if one.body.side_of(own.ref)]
    sought = [one for one in found if _is_for(one, own.body)]
    rows = [[Button(cards.label(one), data_of(LETTER, "open", one.ref))] for one in mine]
    rows.append([button(talk, "project-new", LETTER, "new")])
    if sought:
        rows.append([button(talk, "project-sought", LETTER, "list", count=len(sought))])
    await talk.say(talk.words("project-head", count=len(mine)), rows)


def _is_for(record: Record[PairProject], own: Profile) -> bool:
    return record.body.sought and record.body.free is records.side_for(own.told.role)


async def show_sought(talk: Talk) -> None:
    """What seeks a partner of the reader's side: goal, weeks and the name of whoever proposes it."""
    own = await profile.need(talk)
    await talk.answer()
    if own is None:
        return
    async with talk.deps.store.reading() as tx:
        found = [one for one in await talk.deps.ledger.all(tx, PROJECTS) if _is_for(one, own.body)]
    if not found:
        await talk.say(talk.words("project-sought-none"))
        return
    rows = [[Button(cards.label(one), data_of(LETTER, "view", one.ref))] for one in found[: cards.LISTED_MOST]]
    await talk.say(talk.words("project-sought-head"), rows)


async def view(talk: Talk) -> None:
    """One that seeks a partner."""
    own = await profile.need(talk)
    await talk.answer()
    if own is None:
        return
    async with talk.deps.store.reading() as tx:
        record = await talk.deps.ledger.find(tx, PROJECTS, bytes.fromhex(parts_of(talk)[0]))
        by = await profile_of(talk.deps, tx, record.body.seats[record.body.by])
    if not _is_for(record, own.body):
        raise NotAllowed("error-project-taken")
    lines = cards.terms_lines(talk.lang, record.body.terms, {})
    name = one_line(by.told.name) if by else "—"
    lines += ["", talk.words("project-by", name=name)]
    await talk.say(SafeText("\n".join(lines)), [[button(talk, "project-take", LETTER, "take", record.ref)]])


async def begin(talk: Talk) -> None:
    """A new project: first its goal."""
    await talk.answer()
    if await profile.need(talk) is not None:
        await ask_for(talk, LETTER, "goal", talk.words("project-goal-ask"))


async def take_goal(talk: Talk, asked: FormatContext) -> None:
    """The goal: of a new project, or another one."""
    goal = talk.text.strip()
    if not 0 < len(goal) <= GOAL_LONGEST:
        problem = talk.words("project-goal-long", most=GOAL_LONGEST)
        await ask_for(talk, LETTER, "goal", talk.words("project-goal-ask"), arg=asked.arg, problem=problem)
        return
    if asked.arg:
        await change(talk, asked.arg, lambda one, side, day: _with_terms(one, goal=goal))
        return
    own = await profile.need(talk)
    if own is None:
        return
    async with talk.deps.store.writing() as tx:
        body = records.begin(own.ref, records.side_for(own.body.told.role), goal)
        known = await talk.deps.ledger.all(tx, PROJECTS) if await talk.is_repeat(tx) else []
        made = next((one for one in known if one.body == body), None)
        record = made or await talk.deps.ledger.add(tx, PROJECTS, body)
    await show_card(talk, record, body.by)


def _with_terms(one: PairProject, **changes: object) -> PairProject:
    return records.change_terms(one, replace(one.terms, **changes))  # type: ignore[arg-type]


async def ask_goal(talk: Talk) -> None:
    """Another goal."""
    await ask_about(talk, "goal", "project-goal-ask")


async def ask_steps(talk: Talk) -> None:
    """The milestones, one a line."""
    await ask_about(talk, "steps", "project-steps-ask")


async def take_steps(talk: Talk, asked: FormatContext) -> None:
    """One milestone a line."""
    steps = tuple(dict.fromkeys(one_line(line).strip() for line in talk.text.splitlines() if line.strip()))
    try:
        await change(talk, asked.arg, lambda one, side, day: _with_terms(one, milestones=steps))
    except BadInput as error:
        problem = talk.words(error.message_id, **error.facts)
        await ask_for(talk, LETTER, "steps", talk.words("project-steps-ask"), arg=asked.arg, problem=problem)


async def ask_weeks(talk: Talk) -> None:
    """How long, by buttons."""
    record, _ = await own_project(talk, parts_of(talk)[0])
    ref = record.ref
    await talk.answer()
    row = [Button(SafeText(str(weeks)), data_of(LETTER, "set", ref, weeks)) for weeks in cards.WEEKS]
    await talk.say(talk.words("project-weeks-ask"), [row[:4], row[4:]])


async def set_weeks(talk: Talk) -> None:
    """The weeks that were pressed."""
    ref, weeks = parts_of(talk)
    await change(talk, ref, lambda one, side, day: _with_terms(one, weeks=int(weeks)))


async def seek(talk: Talk) -> None:
    """Show it to the other side."""
    await change(talk, parts_of(talk)[0], lambda one, side, day: records.seek(one))


async def take(talk: Talk) -> None:
    """Sit down on the free side; the proposer hears of it."""
    own = await profile.need(talk)
    if own is None:
        return
    side = records.side_for(own.body.told.role)
    async with talk.deps.store.writing() as tx:
        record = await talk.deps.ledger.find(tx, PROJECTS, bytes.fromhex(parts_of(talk)[0]))
        if not await talk.is_repeat(tx):
            record = await talk.deps.ledger.change(tx, PROJECTS, record, records.take(record.body, own.ref, side))
            name = one_line(own.body.told.name)
            await tell_side(talk.deps, tx, record, side.other, "project-taken", name=name)
    await talk.answer()
    await show_card(talk, record, side)


async def sign(talk: Talk) -> None:
    """Sign what was read. Terms that changed meanwhile are not signed."""
    ref, tag = parts_of(talk)

    def signed(one: PairProject, side: Side, today: date) -> PairProject:
        if one.project.offer is None or cards.tag_of_terms(one.project.offer) != tag:
            raise NotAllowed("error-project-changed")
        return records.sign(one, side, one.project.offer, today)

    await change(talk, ref, signed)


async def step_back(talk: Talk) -> None:
    """Not this project, before it began."""
    await change(talk, parts_of(talk)[0], lambda one, side, day: records.part(one, side))


async def ask_change(talk: Talk) -> None:
    """Other terms while it runs: what is in force stays until both sign."""
    record, _ = await own_project(talk, parts_of(talk)[0])
    await talk.answer()
    names = ("goal", "weeks", "steps")
    await talk.say(
        talk.words("project-change-ask"),
        [[button(talk, f"project-edit-{name}", LETTER, name, record.ref) for name in names]],
    )
