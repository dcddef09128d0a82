"""Voting in the chat: the ballot's marks live in its buttons, the receipt in the message that takes its place."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from core.errors import NotFound
from core.language.safe_text import SafeText, one_line
from core.leadership.pages import id_of
from core.programs.council.credentials import Vote
from core.programs.council.pages import ballot_page, read_marks
from core.programs.council.papers import Ballot
from core.programs.council.record import Record
from core.programs.council.telling import tell_choice
from core.programs.states import State
from telegram_bot.deps import Deps
from telegram_bot.formats.council_duties import today_of
from telegram_bot.formats.format import button, parts_of
from telegram_bot.talk import CopyButton, Rows, Talk

LETTER = "c"
RECEIPT_SIZE = 16
"""Bytes of a receipt that a voter keeps: enough to find theirs and nobody else's."""


async def show_ballot(talk: Talk) -> None:
    """An empty ballot, in place of the message whose button was pressed when that shows a receipt."""
    ref = parts_of(talk)[0]
    ballot = await _read(talk, id_of(ref))
    if ballot.state is not State.OPEN:
        await talk.answer(talk.words("error-council-closed"), alert=True)
        return
    await talk.answer()
    page = ballot_page(talk.lang, ref, ballot, ())
    if len(parts_of(talk)) > 1:
        await talk.edit(page.text, page.buttons)
    else:
        await talk.say(page.text, page.buttons)


async def mark(talk: Talk) -> None:
    """One mark more or less. Nothing is stored: the buttons carry what is marked."""
    ref, spelled = parts_of(talk)
    ballot = await _read(talk, id_of(ref))
    await talk.answer()
    page = ballot_page(talk.lang, ref, ballot, read_marks(ballot.question, spelled))
    await talk.edit(page.text, page.buttons)


async def cast(talk: Talk) -> None:
    """Vote. The receipt is shown once the vote is stored; the same press again shows the same one."""
    assert talk.person
    ref, spelled = parts_of(talk)
    ballot_id = id_of(ref)
    today = await today_of(talk.deps)
    profile = talk.deps.key.profile_id(talk.person.id)
    async with talk.deps.store.writing() as tx:
        ballot = (await talk.deps.council.ballot(tx, ballot_id)).body
        marks = read_marks(ballot.question, spelled)
        vote = await talk.deps.council.vote(tx, ballot_id, profile, marks, today)
    await talk.answer()
    await _show_receipt(talk, ref, ballot, vote)


async def _show_receipt(talk: Talk, ref: str, ballot: Ballot, vote: Vote) -> None:
    kept = vote.receipt[:RECEIPT_SIZE]
    spelled = kept.hex()
    shown = SafeText(" ".join(spelled[place : place + 4] for place in range(0, len(spelled), 4)))
    text = talk.words("council-receipt", title=one_line(ballot.question.title), receipt=shown, day=ballot.closes)
    packed = urlsafe_b64encode(kept).decode().rstrip("=")
    rows: Rows = (
        (CopyButton(talk.words("button-council-copy"), spelled),),
        (button(talk, "button-council-check", LETTER, "f", ref, packed),),
        (button(talk, "button-council-change", LETTER, "b", ref, "again"),),
        (talk.button("button-saved", "x"),),
    )
    if not await talk.edit(text, rows):
        await talk.say(text, rows)


async def find_vote(talk: Talk) -> None:
    """«Check my vote»: what the published list says under this receipt."""
    ref, packed = parts_of(talk)
    kept = urlsafe_b64decode(packed + "==")
    if len(kept) != RECEIPT_SIZE:
        raise ValueError
    ballot_id = id_of(ref)
    ballot = await _read(talk, ballot_id)
    if ballot.state in (State.OPEN, State.HELD):
        await talk.answer(talk.words("council-check-early"), alert=True)
        return
    if ballot.state is State.EXPIRED:
        await talk.answer(talk.words("council-check-expired"), alert=True)
        return
    record = await _published(talk.deps, ballot_id)
    found = next((vote for vote in record.votes if vote.receipt.startswith(kept)), None)
    if found is None:
        await talk.answer(talk.words("council-check-missing"), alert=True)
        return
    choice = tell_choice(talk.lang, ballot.question, found.choice)
    await talk.answer(talk.words("council-check-found", choice=choice), alert=True)


async def send_file(talk: Talk) -> None:
    """The published file: every vote with its receipt, for whoever wants to count again."""
    ballot_id = id_of(parts_of(talk)[0])
    async with talk.deps.store.reading() as tx:
        paper = await talk.deps.council.paper(tx, ballot_id)
    if not paper.record:
        raise NotFound
    await talk.answer()
    name = f"council-{ballot_id.hex()}.json"
    await talk.bot.send_document(talk.chat, paper.record.encode(), filename=name, caption=talk.words("council-file"))


async def _read(talk: Talk, ballot_id: bytes) -> Ballot:
    async with talk.deps.store.reading() as tx:
        return (await talk.deps.council.ballot(tx, ballot_id)).body


async def _published(deps: Deps, ballot_id: bytes) -> Record:
    async with deps.store.reading() as tx:
        return Record.decode((await deps.council.paper(tx, ballot_id)).record.encode())


PRESSES = {"b": show_ballot, "k": mark, "s": cast, "f": find_vote, "l": send_file}
