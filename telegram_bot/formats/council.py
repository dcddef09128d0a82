"""/council: the youth council. What is proposed and voted on, the vote itself, and the executives' answer beside it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import BadInput
from core.language.safe_text import SafeText, make_safe, one_line
from core.leadership.pages import id_of, ref_of
from core.page import Button
from core.people.membership import Person
from core.programs.council.pages import matter_page
from core.programs.council.papers import WORDS_LONGEST, Ballot, Matter, Runner, read_idea
from core.programs.council.telling import tell_members
from core.programs.ledger import Record
from core.programs.profiles import Profile
from core.programs.states import FINAL, State
from telegram_bot.deps import Deps
from telegram_bot.formats import council_duties, council_voting
from telegram_bot.formats.council_duties import announce, staff_and_executives, today_of, writer
from telegram_bot.formats.format import Format, ask_for, button, parts_of
from telegram_bot.formats.profile import need
from telegram_bot.lengths import cut
from telegram_bot.prompts import FormatContext
from telegram_bot.sending import send_page
from telegram_bot.talk import Rows, Talk

LETTER = "c"
LISTED_MOST = 8
LABEL_LONGEST = 40
ORDER = (State.OPEN, State.PROPOSED, State.RELEASED, State.ACKNOWLEDGED)
"""What can be acted on stands first."""


async def show(talk: Talk) -> None:
    """Who sits in the council, what is under way, what can be done."""
    assert talk.person
    async with talk.deps.store.reading() as tx:
        sitting = await talk.deps.council.sitting(tx)
        found = await talk.deps.council.matters(tx)
        profile = talk.deps.key.profile_id(talk.person.id)
        runs = await talk.deps.council.runner(tx, profile) is not None
    lines = [talk.words("council-head"), tell_members(talk.lang, sitting)]
    shown = [one for one in sorted(found, key=_place) if one.body.motion.state is not State.DRAFT][:LISTED_MOST]
    lines.append(talk.words("council-list" if shown else "council-list-empty"))
    rows: list[Sequence[Button]] = [[_entry(talk, one)] for one in shown if not one.body.refused]
    refused = [one.body for one in shown if one.body.refused]
    lines += [talk.words("council-refused", words=make_safe(one.refused)) for one in refused]
    if not talk.is_executive:
        rows.append([button(talk, "button-council-idea", LETTER, "n")])
        rows.append(
            [button(talk, "button-council-step-back" if runs else "button-council-run", LETTER, "w", int(runs))]
        )
    rows.append([button(talk, "button-council-how", LETTER, "h")])
    await talk.say(SafeText("\n\n".join(lines)), rows)


def _place(record: Record[Matter]) -> int:
    state = record.body.motion.state
    return ORDER.index(state) if state in ORDER else len(ORDER) + (state in FINAL)


def _entry(talk: Talk, record: Record[Matter]) -> Button:
    title, rest = cut(one_line(record.body.title), LABEL_LONGEST)
    state = record.body.motion.state
    sign = {State.OPEN: "☐", State.PROPOSED: "+"}.get(state, "·")
    return Button(SafeText(f"{sign} {title}{'…' if rest else ''}"), f"gc:d:{ref_of(record.id)}")


async def how(talk: Talk) -> None:
    """What the vote's secrecy protects, and what it does not."""
    await talk.answer()
    await talk.say(talk.words("council-how"), [[button(talk, "button-council-limits", LETTER, "hl")]])


async def limits(talk: Talk) -> None:
    """The second page: what the vote's secrecy does not protect."""
    await talk.answer()
    await talk.edit(talk.words("council-limits"))


async def read_matter(talk: Talk, matter_id: bytes) -> tuple[Record[Matter], tuple[Record[Ballot], ...]]:
    """A matter and its ballots. Raises NotFound."""
    async with talk.deps.store.reading() as tx:
        record = await talk.deps.council.matter(tx, matter_id)
        return record, await talk.deps.council.ballots_of(tx, record.body)


async def show_matter(talk: Talk) -> None:
    """One matter as it stands."""
    assert talk.person
    record, ballots = await read_matter(talk, id_of(parts_of(talk)[0]))
    await talk.answer()
    await send_page(talk.bot, talk.chat, matter_page(talk.lang, talk.person.role, record, ballots))


async def support(talk: Talk) -> None:
    """Support a proposal. Nobody sees who, and how many only when they are enough."""
    assert talk.person
    today = await today_of(talk.deps)
    async with talk.deps.store.writing() as tx:
        profile = talk.deps.key.profile_id(talk.person.id)
        matter = await talk.deps.council.support(tx, id_of(parts_of(talk)[0]), profile, today)
    enough = matter.body.motion.is_supported
    await talk.answer(talk.words("council-supported-enough" if enough else "council-supported"), alert=True)


async def ask_idea(talk: Talk) -> None:
    """A proposal, in one message."""
    await talk.answer()
    await ask_for(talk, LETTER, "idea", talk.words("council-idea-ask"))


async def take_idea(talk: Talk, context: FormatContext) -> None:
    """The preview: everybody will read exactly this. It lives in the chat until it is sent."""
    del context
    try:
        title, text = read_idea(talk.text)
    except BadInput as error:
        problem = talk.words(error.message_id, **error.facts)
        await ask_for(talk, LETTER, "idea", talk.words("council-idea-ask"), problem=problem)
        return
    assert talk.update.message
    shown = SafeText(f"{title}\n{text}" if text else title)
    rows: Rows = (
        (button(talk, "button-council-idea-send", LETTER, "ns"),),
        (button(talk, "button-council-idea-drop", LETTER, "nx"),),
    )
    await talk.say(talk.words("council-idea-preview", text=shown), rows, reply_to=talk.update.message.message_id)


async def send_idea(talk: Talk) -> None:
    """Hand the proposal to the organiser without a name, then clear the chat of it."""
    if talk.origin is None or not talk.origin.text or talk.is_executive:
        await talk.answer(talk.words("council-idea-gone"), alert=True)
        return
    title, text = read_idea(talk.origin.text)
    async with talk.deps.store.writing() as tx:
        await talk.deps.council.draft(tx, title, text)
    await talk.answer()
    await talk.edit(talk.words("council-idea-sent"))
    await talk.remove(talk.origin.message_id)


async def drop_idea(talk: Talk) -> None:
    """Do not send it."""
    await talk.answer()
    gone = [one.message_id for one in (talk.origin, talk.shown) if one]
    await talk.remove(*gone)


async def run(talk: Talk) -> None:
    """Stand for the council, or step back. Standing is done under one's name."""
    assert talk.person
    await talk.answer()
    if parts_of(talk)[0] == "1":
        async with talk.deps.store.writing() as tx:
            await talk.deps.council.step_back(tx, talk.deps.key.profile_id(talk.person.id))
        await talk.say(talk.words("council-stepped-back"))
    elif await need(talk) is not None:
        await ask_for(talk, LETTER, "run", talk.words("council-run-ask", most=WORDS_LONGEST))


async def take_run(talk: Talk, context: FormatContext) -> None:
    """Why they stand, in one sentence."""
    del context
    record = await need(talk)
    words = one_line(talk.text).strip()
    if record is None or talk.is_executive:
        return
    if not 0 < len(words) <= WORDS_LONGEST:
        problem = talk.words("error-text-length", most=WORDS_LONGEST)
        await ask_for(talk, LETTER, "run", talk.words("council-run-ask", most=WORDS_LONGEST), problem=problem)
        return
    async with talk.deps.store.writing() as tx:
        await talk.deps.council.run(tx, _runner(record, words))
    await talk.say(talk.words("council-running", name=one_line(record.body.told.name), words=words))


def _runner(record: Record[Profile], words: str) -> Runner:
    return Runner(record.id, record.body.told.name, words)


# The executives' side.


async def ask_answer(talk: Talk) -> None:
    """Either comma takes words: a first step, or reasons."""
    if not talk.is_executive:
        await talk.answer(talk.words("executives-only"), alert=True)
        return
    accepts = talk.data.startswith("gc:ea:")
    record, _ = await read_matter(talk, id_of(parts_of(talk)[0]))
    await talk.answer()
    await _ask_words(talk, "step" if accepts else "reason", record.id)


async def _ask_words(talk: Talk, kind: str, matter_id: bytes, problem: str = "") -> None:
    question = talk.words("council-step-ask" if kind == "step" else "council-reason-ask")
    await ask_for(talk, LETTER, kind, question, arg=matter_id.hex(), problem=problem)


async def take_step(talk: Talk, context: FormatContext) -> None:
    """Accepted, with a first step."""
    await _take_answer(talk, context, State.ACCEPTED)


async def take_reason(talk: Talk, context: FormatContext) -> None:
    """Declined, with reasons."""
    await _take_answer(talk, context, State.DECLINED)


async def _take_answer(talk: Talk, context: FormatContext, verdict: State) -> None:
    if not talk.is_executive or talk.person is None:
        await talk.say(talk.words("executives-only"))
        return
    matter_id, words = bytes.fromhex(context.arg), make_safe(talk.text).strip()
    today = await today_of(talk.deps)
    try:
        async with talk.deps.store.writing() as tx:
            record = await talk.deps.council.answer(tx, matter_id, verdict, words, talk.person.title, today)
            ballots = await talk.deps.council.ballots_of(tx, record.body)
            await _tell_others(talk, tx, "council-news-answer", record, ballots)
    except BadInput as error:
        await _ask_words(talk, context.kind, matter_id, talk.words(error.message_id, **error.facts))
        return
    await talk.say(talk.words("council-answered"))


async def go_on(talk: Talk) -> None:
    """What was accepted has been started, or is done."""
    if not talk.is_executive:
        await talk.answer(talk.words("executives-only"), alert=True)
        return
    ref, state = parts_of(talk)
    async with talk.deps.store.writing() as tx:
        record = await talk.deps.council.go_on(tx, id_of(ref), State(state))
        ballots = await talk.deps.council.ballots_of(tx, record.body)
        await _tell_others(talk, tx, "council-news-progress", record, ballots)
    await talk.answer(talk.words("council-noted"), alert=True)


async def _tell_others(
    talk: Talk, tx: AsyncConnection, head: str, record: Record[Matter], ballots: Sequence[Record[Ballot]]
) -> None:
    about = head.encode() + record.id + record.body.motion.state.encode()
    found = await staff_and_executives(talk.deps, tx)
    others = [one for one in found if talk.person and one.id != talk.person.id]
    await announce(talk.deps, tx, others, about, writer(record, ballots, head))


async def forget(deps: Deps, tx: AsyncConnection, person: Person) -> None:
    """What goes with a person who leaves."""
    await deps.council.forget(tx, deps.key.profile_id(person.id))


FORMAT = Format(
    LETTER,
    "council",
    show,
    presses={
        "d": show_matter,
        "u": support,
        "n": ask_idea,
        "ns": send_idea,
        "nx": drop_idea,
        "w": run,
        "h": how,
        "hl": limits,
        "ea": ask_answer,
        "ed": ask_answer,
        "g": go_on,
        **council_voting.PRESSES,
    },
    answers={"idea": take_idea, "run": take_run, "step": take_step, "reason": take_reason},
    duties=council_duties.duties,
    look=council_duties.look,
    forget=forget,
)
