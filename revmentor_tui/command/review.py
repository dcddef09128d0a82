"""What a moderator does with letters: tag, redact, note, release, hold, decline, group, and take it back.

Several letters change in one transaction: when one of them cannot be changed, none is. A group is decided as one.
"""

from collections.abc import Callable, Sequence

import click

from core.errors import BadInput
from core.language.safe_text import SafeText
from core.moderation import review as reviewing
from core.moderation.desk import Desk
from core.moderation.grouping import dissolve, gather, load_group
from core.moderation.inbox import Critique
from core.moderation.muting import mute_author, unmute_author
from core.moderation.records import save_all
from core.moderation.review import Review
from core.sessions import Session
from revmentor_tui.command.caller import Caller
from revmentor_tui.command.grammar import Verb
from revmentor_tui.command.inbox import describe, line, locate

Change = Callable[[Desk, Session, Critique], Review]

one_letter = click.argument("name", metavar="ID")
letters = click.argument("names", metavar="ID..", nargs=-1, required=True)
in_session = click.option("--session")


async def change(caller: Caller, names: Sequence[str], session: str | None, act: str, how: Change) -> None:
    """Change every named letter in one transaction and answer with each. Raises what finding and saving raise."""
    async with caller.desk() as desk:
        found = await _locate_all(desk, names, session, whole=act in reviewing.DECIDES)
        await _save(caller, desk, [(critique, how(desk, where, critique)) for critique, where in found], act)


async def _save(caller: Caller, desk: Desk, changes: Sequence[tuple[Critique, Review]], act: str) -> None:
    for critique in await save_all(desk, changes, act):
        caller.answer(describe(critique), line(caller, critique))


async def _locate_all(
    desk: Desk, names: Sequence[str], session: str | None, *, whole: bool
) -> list[tuple[Critique, Session]]:
    """The letters named, each once; ``whole``: with all that are grouped with them."""
    found = {}
    for name in names:
        critique, where = await locate(desk, name, session)
        for one in await load_group(desk, where, critique) if whole else [critique]:
            found[one.id] = one, where
    return list(found.values())


@click.command("tag", cls=Verb)
@one_letter
@click.argument("tags", metavar="TAG..", nargs=-1, required=True)
@click.option("--remove", is_flag=True)
@in_session
async def tag(caller: Caller, name: str, tags: tuple[str, ...], remove: bool, session: str | None) -> None:
    """Add tags to a letter, or remove them."""
    how, act = (reviewing.untag, "untag") if remove else (reviewing.tag, "tag")
    await change(caller, [name], session, act, lambda desk, where, letter: how(letter.review, *tags))


@click.command("redact", cls=Verb)
@one_letter
@click.option("--from", "start", type=int)
@click.option("--to", "end", type=int)
@click.option("--words")
@click.option("--kind", default="name")
@in_session
async def redact(
    caller: Caller,
    name: str,
    start: int | None,
    end: int | None,
    words: str | None,
    kind: str,
    session: str | None,
) -> None:
    """Hide a span by its characters, or words wherever they stand in the text."""

    def hide(desk: Desk, where: Session, critique: Critique) -> Review:
        review = critique.review
        for span in spans(critique.text, start, end, words):
            review = reviewing.redact(review, critique.text, *span, kind)
        return review

    if (words is None) == (start is None and end is None):
        raise BadInput("command-redact-what")
    await change(caller, [name], session, "redact", hide)


def spans(text: str, start: int | None, end: int | None, words: str | None) -> list[tuple[int, int]]:
    """The characters to hide. Raises BadInput when the words do not occur."""
    if words is None:
        if start is None or end is None:
            raise BadInput("command-redact-what")
        return [(start, end)]
    found = []
    at = text.find(words) if words else -1
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    if not found:
        raise BadInput("command-words-absent")
    return found


@click.command("note", cls=Verb)
@one_letter
@click.argument("text", metavar="TEXT")
@in_session
async def note(caller: Caller, name: str, text: str, session: str | None) -> None:
    """Set the moderators' own note."""

    def how(desk: Desk, where: Session, letter: Critique) -> Review:
        del where
        return reviewing.annotate(letter.review, text, desk.identity.id)

    await change(caller, [name], session, "note", how)


@click.command("release", cls=Verb)
@letters
@in_session
async def release(caller: Caller, names: tuple[str, ...], session: str | None) -> None:
    """Allow letters into a digest."""
    await change(
        caller,
        names,
        session,
        "release",
        lambda desk, where, letter: reviewing.release(letter.review, desk.identity.id, where.terms),
    )


@click.command("approve", cls=Verb)
@letters
@in_session
async def approve(caller: Caller, names: tuple[str, ...], session: str | None) -> None:
    """Release what another moderator prepared."""
    how = lambda desk, where, letter: reviewing.approve(letter.review, desk.identity.id)  # noqa: E731 -- used once
    await change(caller, names, session, "approve", how)


@click.command("hold", cls=Verb)
@letters
@in_session
async def hold(caller: Caller, names: tuple[str, ...], session: str | None) -> None:
    """Put letters aside."""
    await change(caller, names, session, "hold", lambda desk, where, letter: reviewing.hold(letter.review))


@click.command("decline", cls=Verb)
@letters
@click.option("--reason", required=True, type=click.Choice(reviewing.DECLINE_REASONS))
@click.option("--words", default="")
@in_session
async def decline(caller: Caller, names: tuple[str, ...], reason: str, words: str, session: str | None) -> None:
    """Keep letters out of digests; the author learns the reason."""
    how = lambda desk, where, letter: reviewing.decline(letter.review, reason, words)  # noqa: E731 -- one line, used once
    await change(caller, names, session, "decline", how)


@click.command("reopen", cls=Verb)
@letters
@in_session
async def reopen(caller: Caller, names: tuple[str, ...], session: str | None) -> None:
    """Back to new."""
    await change(caller, names, session, "reopen", lambda desk, where, letter: reviewing.reopen(letter.review))


@click.command("group", cls=Verb)
@letters
@in_session
async def group(caller: Caller, names: tuple[str, ...], session: str | None) -> None:
    """Put letters of one session together; the first one named leads. Raises BadInput when they are fewer than two."""
    async with caller.desk() as desk:
        found = await _locate_all(desk, names, session, whole=True)
        lead, where = await locate(desk, names[0], session)
        members = [critique for critique, its in found if its.id == where.id]
        if len(members) < 2:
            raise BadInput("error-group-few")
        await _save(caller, desk, gather(members, lead.id), "group")


@click.command("ungroup", cls=Verb)
@letters
@in_session
async def ungroup(caller: Caller, names: tuple[str, ...], session: str | None) -> None:
    """Dissolve the groups of the named letters."""
    async with caller.desk() as desk:
        found = await _locate_all(desk, names, session, whole=True)
        members = [critique for critique, _ in found if critique.review.group]
        if not members:
            raise BadInput("error-group-few")
        await _save(caller, desk, dissolve(members), "ungroup")


@click.command("undo", cls=Verb)
@letters
@in_session
async def undo(caller: Caller, names: tuple[str, ...], session: str | None) -> None:
    """Take a release, a hold or a decline back. Raises BadInput where nothing was decided yet."""

    def back(desk: Desk, where: Session, critique: Critique) -> Review:
        if critique.review.state == reviewing.NEW:
            raise BadInput("command-nothing-to-undo", name=SafeText(critique.id.hex()[:8]))
        return reviewing.reopen(critique.review)

    await change(caller, names, session, "reopen", back)


@click.command("mute", cls=Verb)
@one_letter
@click.option("--undo", is_flag=True)
@in_session
async def mute(caller: Caller, name: str, undo: bool, session: str | None) -> None:
    """Take no more letters from a thread's author in this session, without learning who they are."""
    async with caller.desk() as desk:
        critique, where = (await _locate_all(desk, [name], session, whole=False))[0]
        await (unmute_author(desk, critique) if undo else mute_author(desk, where, critique))
    fact = {"critique": critique.id.hex(), "muted": not undo}
    caller.answer(fact, caller.say("command-unmuted" if undo else "command-muted"))
