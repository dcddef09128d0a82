"""What people see of the pulse."""

from collections.abc import Collection, Sequence

from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import say
from core.page import Button, Page
from core.programs.ledger import Record
from core.programs.poll_records import SAFETY_ID, Poll, PollShown, course, last_told, points_of
from core.programs.poll_words import last_line, moved_line, question, result_line
from core.programs.pulse import RANGES, RECOMMEND, SAFETY, Mark, Scale
from telegram_bot.formats.format import data_of
from telegram_bot.lengths import shorten

LETTER = "u"
TRENDS_MOST = 6
DECISIONS_MOST = 3
DECISION_LONGEST = 80
ROW = 6


def weekly_page(lang: str, record: Record[Poll], told: Collection[PollShown]) -> Page:
    """The last result, and the question of the week with its answers to press."""
    body = record.body.round
    last = last_told(told)
    lines: list[str] = [last_line(lang, last), ""] if last else []
    ask = safety_ask(lang, ()) if body.item == SAFETY_ID else single_ask(lang, body.item)
    lines += [say(lang, "pulse-week"), "", ask, "", say(lang, "pulse-promise", k=body.k, day=body.closes)]
    return Page(SafeText("\n".join(lines)), answer_rows(record))


def answer_rows(record: Record[Poll]) -> tuple[tuple[Button, ...], ...]:
    """A button for each answer."""
    if record.body.round.item == SAFETY_ID:
        return safety_rows(record.ref, "")
    choices = points_of(record.body.round.item)
    return number_rows([(value, data_of(LETTER, "a", record.ref, value)) for value in choices])


def safety_rows(ref: str, given: str) -> tuple[tuple[Button, ...], ...]:
    """The answers to the next of the seven; the earlier ones travel in the buttons, for the bot keeps none."""
    least, most = RANGES[Scale.AGREE]
    return number_rows([(value, data_of(LETTER, "s", ref, f"{given}{value}")) for value in range(least, most + 1)])


def number_rows(answers: Sequence[tuple[int, str]]) -> tuple[tuple[Button, ...], ...]:
    """Numbers side by side; more than a phone's width goes into two rows."""
    buttons = [Button(SafeText(str(value)), data) for value, data in answers]
    row = len(buttons) if len(buttons) <= ROW + 1 else ROW
    return tuple(tuple(buttons[at : at + row]) for at in range(0, len(buttons), row))


def single_ask(lang: str, item: str) -> SafeText:
    """A question, and what its numbers mean."""
    scale = "pulse-scale-recommend" if item == RECOMMEND.id else "pulse-scale-agree"
    return SafeText(f"{say(lang, 'pulse-ask', question=question(lang, item))}\n{say(lang, scale)}")


def safety_ask(lang: str, given: Sequence[int]) -> SafeText:
    """The next of the seven."""
    count = say(lang, "pulse-safety-count", number=len(given) + 1, all=len(SAFETY))
    return SafeText(f"{count}\n{single_ask(lang, SAFETY[len(given)].id)}")


def executive_page(lang: str, told: Collection[PollShown], decisions: Collection[Mark]) -> Page:
    """Every question with its newest result, how it moved, and what was decided in between."""
    newest = {one.item: one for one in sorted(told, key=lambda one: one.opened)}
    lines: list[str] = [say(lang, "pulse-executives")]
    for poll in sorted(newest.values(), key=lambda one: one.opened, reverse=True)[:TRENDS_MOST]:
        lines += ["", result_line(lang, poll)]
        steps = course(told, poll.item, decisions)
        if not steps or steps[-1].until != poll.closes:
            continue
        step = steps[-1]
        lines.append(moved_line(lang, step))
        lines += [say(lang, "pulse-decided")] if step.decisions else []
        lines += [f"◆ {shorten(one_line(mark.what), DECISION_LONGEST)}" for mark in step.decisions[-DECISIONS_MOST:]]
    if len(lines) == 1:
        lines += ["", say(lang, "pulse-none")]
    return Page(SafeText("\n".join(lines)))
