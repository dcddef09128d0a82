"""What a signal turns into, in one press: a pair project, or a ballot. The comma takes words (deciding)."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.roster import BOT_ID
from core.errors import NotFound
from core.journal import Act, append
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import say
from core.programs import project_records
from core.programs import signals as rules
from core.programs.council.papers import MATTERS, Source
from core.programs.council.polls import ask_staff
from core.programs.ledger import Record
from core.programs.project_records import PROJECTS
from core.programs.signal_records import SIGNALS, Signal
from core.programs.signals import Target
from core.programs.states import FINAL, Side, State
from telegram_bot.deps import Deps
from telegram_bot.formats import profile
from telegram_bot.formats.council_duties import tell_opened
from telegram_bot.formats.format import company_day, parts_of, require_executive
from telegram_bot.formats.signals import cards
from telegram_bot.lengths import shorten
from telegram_bot.talk import Talk

QUESTION_LONGEST = 90
"""Of the signal's words in a ballot's title; all of them stand below it when they are longer."""


async def still_open(talk: Talk) -> Record[Signal] | None:
    """The signal under an executive's button; None when it was decided meanwhile: then that is shown in its place."""
    require_executive(talk)
    async with talk.deps.store.reading() as tx:
        record = await talk.deps.ledger.find(tx, SIGNALS, bytes.fromhex(parts_of(talk)[0]))
    if record.body.cluster.state not in (State.ACCEPTED, *FINAL):
        return record
    await show_state(talk, record, cards.state_line(talk.lang, record))
    return None


async def show_state(talk: Talk, record: Record[Signal], told: SafeText) -> None:
    """Say what has happened, and show the signal as it stands."""
    await talk.answer(told, alert=True)
    page = cards.signal_page(talk.lang, record)
    await talk.edit(page.text, page.buttons)


async def make_project(talk: Talk) -> None:
    """A pair project with the signal as its goal, shown to employees at once."""
    if await still_open(talk) is None:
        return
    own = await profile.need(talk)
    if own is None:
        return
    async with talk.deps.store.writing() as tx:
        record = await talk.deps.ledger.find(tx, SIGNALS, bytes.fromhex(parts_of(talk)[0]))
        project = project_records.seek(project_records.begin(own.ref, Side.SENIOR, record.body.cluster.what))
        made = await talk.deps.ledger.add(tx, PROJECTS, project)
        record = await _turn(talk.deps, tx, record, Target.PROJECT, made.id)
    await show_state(talk, record, talk.words("signal-project-made"))


async def make_ballot(talk: Talk) -> None:
    """A ballot of all employees about it, open at once."""
    found = await still_open(talk)
    if found is None:
        return
    async with talk.deps.store.writing() as tx:
        record = await put_to_vote(talk.deps, tx, await talk.deps.ledger.find(tx, SIGNALS, found.id), talk.lang)
    await show_state(talk, record, talk.words("signal-ballot-made"))


async def put_to_vote(deps: Deps, tx: AsyncConnection, record: Record[Signal], lang: str) -> Record[Signal]:
    """Ask all employees whether to act on it, in one transaction with the signal's change; once, however often it is
    ordered. Raises NotAllowed for a signal that is over, or with too few employees.
    """
    if record.body.cluster.target is Target.BALLOT:
        return record
    matter, what = deps.council.draw_id(), record.body.cluster.what
    turned = await _turn(deps, tx, record, Target.BALLOT, matter)
    asked = shorten(one_line(what), QUESTION_LONGEST)
    title = say(lang, "signal-ballot-title", what=asked)
    text = "" if asked == what else make_safe(what)
    today = await company_day(deps, tx)
    await tell_opened(deps, tx, await ask_staff(deps.council, tx, matter, Source.SIGNAL, title, text, today))
    await append(tx, deps.clock, BOT_ID, deps.key.signer, [Act("signal-ballot", record.id)])
    return turned


async def _turn(deps: Deps, tx: AsyncConnection, record: Record[Signal], target: Target, link: bytes) -> Record[Signal]:
    cluster = rules.turn_into(record.body.cluster, target, link.hex())
    return await deps.ledger.change(tx, SIGNALS, record, replace(record.body, cluster=cluster))


async def is_done(deps: Deps, tx: AsyncConnection, record: Record[Signal]) -> bool:
    """Whether what it was turned into exists by now: the project was shown, or the vote has been carried out."""
    cluster = record.body.cluster
    if cluster.state is not State.ACCEPTED:
        return False
    link = bytes.fromhex(cluster.link)
    try:
        if cluster.target is Target.PROJECT:
            return (await deps.ledger.find(tx, PROJECTS, link)).body.project.demo is not None
        if cluster.target is Target.BALLOT:
            return (await deps.ledger.find(tx, MATTERS, link)).body.motion.state is State.DONE
    except NotFound:
        pass
    return False
