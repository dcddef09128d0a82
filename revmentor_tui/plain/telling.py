"""A letter and a list as lines to be read aloud: words for states, nothing drawn, no colour."""

from collections.abc import Sequence

from core.intake.critique import VETO
from core.intake.thread import QUESTION
from core.language.marks import Mark
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import say
from core.moderation.inbox import Critique, Followup
from core.moderation.review import HELD
from core.wording import released_wording
from revmentor_tui.console.letters import topic_name
from revmentor_tui.members import note_title

SNIPPET = 70


def letter_lines(
    lang: str,
    critique: Critique,
    place: tuple[int, int],
    followups: Sequence[Followup],
    proposed: Sequence[Mark],
    noted_by: SafeText | None = None,
) -> list[SafeText]:
    """A letter in full. ``place``: its number, of how many; ``proposed`` is numbered from one; ``noted_by``: who wrote
    the note."""
    review = critique.review
    facts = {"number": place[0], "all": place[1], "state": say(lang, f"state-{review.state}")}
    lines = [say(lang, "plain-letter", **facts, topic=topic_name(lang, critique.topic), day=critique.day)]
    if review.sensitive:
        lines.append(say(lang, "console-sensitive"))
    lines.append(make_safe(critique.text))
    if review.redactions:
        wording = released_wording(critique.text, review.redactions, critique.lang)
        lines.append(_fact(say(lang, "letter-release-title"), wording))
    if review.tags:
        lines.append(_fact(say(lang, "letter-tags"), SafeText(", ".join(one_line(tag) for tag in review.tags))))
    if review.state == HELD and review.until:
        lines.append(_fact(say(lang, "letter-until"), SafeText(review.until)))
    if review.reason:
        lines.append(_fact(say(lang, "letter-reason"), say(lang, f"why-{review.reason}")))
    if review.words:
        lines.append(_fact(say(lang, "letter-words"), make_safe(review.words)))
    if review.note:
        lines.append(_fact(note_title(lang, noted_by), make_safe(review.note)))
    for number, mark in enumerate(proposed, 1):
        words = one_line(critique.text[mark.start : mark.end])
        kind, why = say(lang, f"act-hide-{mark.kind}"), say(lang, f"mark-why-{mark.why}")
        lines.append(say(lang, "plain-proposal", number=number, words=words, kind=kind, why=why))
    return [*lines, *(_said(lang, one) for one in followups)]


def row_line(lang: str, number: int, critique: Critique, *, marked: bool) -> SafeText:
    """A letter as one line of a list."""
    text = one_line(critique.text)
    short = SafeText(text if len(text) <= SNIPPET else text[: SNIPPET - 1] + "…")
    state = say(lang, f"state-{critique.review.state}")
    return say(lang, "plain-row-marked" if marked else "plain-row", number=number, state=state, text=short)


def _said(lang: str, one: Followup) -> SafeText:
    if one.kind == QUESTION:
        head = say(lang, "thread-we-ask", name=one_line(one.by), day=one.day)
    else:
        head = say(lang, "thread-author-objects" if one.kind == VETO else "thread-author-says", day=one.day)
    return _fact(head, make_safe(one.text))


def _fact(label: SafeText, value: SafeText) -> SafeText:
    return SafeText(f"{label}: {value}")
