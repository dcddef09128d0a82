"""`revmentor question …`: what executives ask authors, and what moderators ask themselves."""

import click

from core.language.safe_text import SafeText, make_safe, one_line
from core.moderation import questions as asking
from core.moderation.desk import Desk
from core.moderation.questions import Asked
from core.sessions import Session
from core.wording import Redaction
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Noun, Verb
from revmentor_tui.command.inbox import locate
from revmentor_tui.command.review import spans
from revmentor_tui.command.sessions import chosen

VERBS = ("list", "pass", "decline", "replies", "answer", "ask")
question = Noun("question", {name: f"{__name__}:{name}_" for name in VERBS})
one_question = click.argument("name", metavar="ID")


@click.command("list", cls=Verb)
@click.option("--session")
async def list_(caller: Caller, session: str | None) -> None:
    """All questions, those that wait first."""
    async with caller.desk() as desk:
        found = [asked for one in await chosen(desk, session) for asked in await asking.load_questions(desk, one)]
    for asked in found:
        caller.answer(describe(asked), _line(caller, asked))
    if not found:
        caller.mention(caller.say("command-question-none"))


@click.command("pass", cls=Verb)
@one_question
async def pass_(caller: Caller, name: str) -> None:
    """Pass a question on to the author."""
    async with caller.desk() as desk:
        asked, session = await _find(desk, name)
        await asking.pass_on(desk, session, asked)
        asked, _ = await _find(desk, name)
    caller.answer(describe(asked), caller.say("command-question-did-pass"))


@click.command("decline", cls=Verb)
@one_question
@click.argument("words")
async def decline_(caller: Caller, name: str, words: str) -> None:
    """Do not pass it on, with a reason for the executive."""
    async with caller.desk() as desk:
        asked, _ = await _find(desk, name)
        await asking.decline_question(desk, asked, words)
        asked, _ = await _find(desk, name)
    caller.answer(describe(asked), caller.say("command-question-did-decline"))


@click.command("replies", cls=Verb)
@one_question
async def replies_(caller: Caller, name: str) -> None:
    """What the author wrote in that thread."""
    async with caller.desk() as desk:
        asked, session = await _find(desk, name)
        found = await asking.replies_to(desk, session, asked)
    for one in found:
        fact = {"id": one.id.hex(), "kind": one.kind, "day": one.day.isoformat(), "text": one.text}
        caller.answer(fact, SafeText(f"{one.id.hex()[:8]}  {one.day}  {one_line(one.text)}"))
    if not found:
        caller.mention(caller.say("command-question-no-replies"))


@click.command("answer", cls=Verb)
@one_question
@click.argument("reply")
@click.option("--hide", multiple=True)
@click.option("--kind", default="name")
async def answer_(caller: Caller, name: str, reply: str, hide: tuple[str, ...], kind: str) -> None:
    """Hand a reply back to the executive, with words hidden where they would give the author away."""
    async with caller.desk() as desk:
        asked, session = await _find(desk, name)
        chosen_reply = await asking.find_reply(desk, session, asked, reply)
        found = [span for words in hide for span in spans(chosen_reply.text, None, None, words)]
        marks = [Redaction(start, end, kind) for start, end in found]
        await asking.hand_back(desk, session, asked, chosen_reply.id, marks)
        asked, _ = await _find(desk, name)
    caller.answer(describe(asked), caller.say("command-question-did-answer"))


@click.command("ask", cls=Verb)
@click.argument("name", metavar="ID")
@click.argument("text")
@click.option("--session")
async def ask_(caller: Caller, name: str, text: str, session: str | None) -> None:
    """Ask the author of a letter."""
    async with caller.desk() as desk:
        critique, _ = await locate(desk, name, session)
        await asking.ask_author(desk, critique, text)
    caller.answer({"critique": critique.id.hex(), "text": text}, caller.say("command-question-did-ask"))


def describe(asked: Asked) -> dict[str, object]:
    """A question as JSON."""
    one = asked.question
    return {
        "id": one.id.hex(),
        "session": asked.session.hex(),
        "day": asked.day.isoformat(),
        "state": asked.state,
        "kind": one.kind,
        "critiques": [critique.hex() for critique in one.critiques],
        "by": one.by,
        "text": one.text,
    }


async def _find(desk: Desk, name: str) -> tuple[Asked, Session]:
    return await asking.find_question(desk, await desk.sessions(), name)


def _line(caller: Caller, asked: Asked) -> SafeText:
    one = asked.question
    state, kind = caller.say(f"command-question-{asked.state}"), caller.say(f"command-question-kind-{one.kind}")
    head = f"{one.id.hex()[:8]}  {state:<9}  {kind:<8}  {one.critiques[0].hex()[:8]}  {asked.day}"
    return SafeText(f"{head}  {one_line(one.by)}: {one_line(make_safe(one.text))}")
