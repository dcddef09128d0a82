"""The board as everybody reads it: a front page, one item a page, executives, what was not released and why."""

from collections.abc import Sequence
from datetime import tzinfo

from core.board import Board, Entry, Tally
from core.language.safe_text import SafeText, make_safe, one_line
from core.leadership.life import ACCEPT, CONTESTED, DONE, IGNORED, STARTED, THINKING
from core.leadership.pages import day_in, id_of, ref_of, topic_of
from core.locales.catalogue import in_quotes, in_words, say
from core.page import Button, Page

TEXT_SHOWN = 320
ANSWER_SHOWN = 280
"""Characters of an item and of its answer on one page: together they fit a phone's screen. The rest is a press away."""
ROWS_MOST = 8
"""Executives on one page."""
FRONT, ANEW, ITEM, WHOLE, PEOPLE, WITHHELD = "b:", "bo:", "bi:", "bw:", "bp:", "bn:"
"""How a button's data begins. ANEW: the front page as a message of its own, from under something worth keeping."""


def board_page(board: Board, lang: str, data: str, zone: tzinfo, more: tuple[Button, ...] = ()) -> Page | None:
    """The page that a button's ``data`` asks for; None when the item is not there any more. ``more``: a last row of
    the front page, for what else is on the board.
    """
    kind, _, what = data.partition(":")
    if f"{kind}:" in (ITEM, WHOLE):
        return _item_page(board, lang, id_of(what), zone, whole=f"{kind}:" == WHOLE)
    if f"{kind}:" == PEOPLE:
        return _people_page(board, lang, int(what) if what.isdigit() else 0)
    if f"{kind}:" == WITHHELD:
        return _withheld_page(board, lang)
    return front_page(board, lang, more)


def front_page(board: Board, lang: str, last: tuple[Button, ...] = ()) -> Page:
    """You said, we did, in numbers."""
    tally = board.company
    lines: list[str] = [say(lang, "board-title"), ""]
    if not board.entries:
        lines.append(say(lang, "board-empty"))
        return Page(SafeText("\n".join(lines)), (last,) if last else ())
    waiting = len(board.entries) - tally.placed - tally.ignored
    lines.append(say(lang, "board-released", count=len(board.entries)))
    lines += _tally_lines(lang, tally)
    lines.append(say(lang, "board-waiting", count=waiting))
    if tally.accepted:
        lines.append(say(lang, "board-promises", kept=board.kept, broken=board.broken))
    if board.hours_p50 is not None and board.hours_p90 is not None:
        lines += [
            say(lang, "board-median", **_span(board.hours_p50)),
            say(lang, "board-most", **_span(board.hours_p90)),
        ]
    first = Button(say(lang, "button-board-items"), f"{ITEM}{ref_of(board.entries[0].item.id)}")
    more = (
        Button(say(lang, "button-board-people"), f"{PEOPLE}0"),
        Button(say(lang, "button-board-withheld"), WITHHELD),
    )
    rows = ((first,), more if board.by_executive else more[1:], last)
    return Page(SafeText("\n".join(lines)), tuple(row for row in rows if row))


def _tally_lines(lang: str, tally: Tally) -> list[SafeText]:
    counts = {"accepted": tally.accepted, "declined": tally.declined, "late": tally.late, "ignored": tally.ignored}
    return [say(lang, f"board-{name}", count=count) for name, count in counts.items() if count]


def _span(hours: float) -> dict[str, object]:
    """Hours up to two days, then days."""
    if hours < 1:
        return {"unit": "less", "count": 0}
    return {"unit": "hours", "count": int(hours)} if hours < 48 else {"unit": "days", "count": int(hours // 24)}


def _item_page(board: Board, lang: str, item_id: bytes, zone: tzinfo, *, whole: bool) -> Page | None:
    place = next((n for n, entry in enumerate(board.entries) if entry.item.id == item_id), None)
    if place is None:
        return None
    entry = board.entries[place]
    answer = "\n".join(_answer_lines(lang, entry, zone, whole=whole))
    text, is_cut = _shown(entry.item.text, TEXT_SHOWN, whole)
    verdict = entry.life.verdict
    is_cut = is_cut or (verdict is not None and len(verdict.text) > ANSWER_SHOWN and not whole)
    rows = ((Button(say(lang, "button-board-whole"), f"{WHOLE}{ref_of(item_id)}"),),) if is_cut else ()
    topic = say(lang, f"topic-{topic_of(entry.item.topic)}")
    facts = {"place": place + 1, "count": len(board.entries), "topic": topic, "number": entry.cover.number}
    page = f"{say(lang, 'board-item', **facts)}\n\n{in_quotes(lang, text)}\n\n{answer}"
    if whole:
        return Page(SafeText(page), ((home_button(lang),),), protect=True)
    return Page(SafeText(page), (*rows, _turning(board.entries, place), (home_button(lang),)), protect=True)


def _answer_lines(lang: str, entry: Entry, zone: tzinfo, *, whole: bool) -> list[str]:
    life, verdict = entry.life, entry.life.verdict
    if verdict is None:
        states = {IGNORED: "board-is-ignored", CONTESTED: "board-is-contested", THINKING: "board-is-thinking"}
        return [say(lang, states.get(life.state, "board-is-open"), day=day_in(zone, life.deadline))]
    lines: list[str] = [f"— {say(lang, f'button-{verdict.act}')} —", _shown(verdict.text, ANSWER_SHOWN, whole)[0]]
    by = one_line(verdict.by) or say(lang, "executive-untitled")
    lines.append(f"{by}, {in_words(lang, day_in(zone, verdict.at))}")
    if verdict.act == ACCEPT and verdict.due:
        lines.append(say(lang, "comma-due", due=verdict.due))
    if life.state in (STARTED, DONE):
        lines.append(say(lang, "comma-start" if life.state == STARTED else "comma-finish"))
    if life.is_late:
        lines.append(say(lang, "comma-late"))
    return lines


def _shown(text: str, most: int, whole: bool) -> tuple[SafeText, bool]:
    safe = make_safe(text)
    if whole or len(safe) <= most:
        return safe, False
    return SafeText(safe[: most - 1].rstrip() + "…"), True


def _turning(entries: Sequence[Entry], place: int) -> tuple[Button, ...]:
    turns = []
    if place > 0:
        turns.append(Button(SafeText("‹"), f"{ITEM}{ref_of(entries[place - 1].item.id)}"))
    if place + 1 < len(entries):
        turns.append(Button(SafeText("›"), f"{ITEM}{ref_of(entries[place + 1].item.id)}"))
    return tuple(turns)


def _people_page(board: Board, lang: str, start: int) -> Page:
    titles = sorted(board.by_executive, key=lambda title: (-board.by_executive[title].placed, title))
    lines: list[str] = [say(lang, "board-people"), ""]
    for title in titles[start : start + ROWS_MOST]:
        tally = board.by_executive[title]
        name = one_line(title) or say(lang, "executive-untitled")
        counts = {"accepted": tally.accepted, "declined": tally.declined, "late": tally.late}
        lines.append(say(lang, "board-person", name=name, **counts))
    turns = []
    if start > 0:
        turns.append(Button(SafeText("‹"), f"{PEOPLE}{max(0, start - ROWS_MOST)}"))
    if start + ROWS_MOST < len(titles):
        turns.append(Button(SafeText("›"), f"{PEOPLE}{start + ROWS_MOST}"))
    return Page(SafeText("\n".join(lines)), (*((tuple(turns),) if turns else ()), (home_button(lang),)))


def _withheld_page(board: Board, lang: str) -> Page:
    lines: list[str] = [say(lang, "board-withheld"), ""]
    lines += [say(lang, f"withheld-{reason}", count=count) for reason, count in sorted(board.withheld.items())]
    if not board.withheld:
        lines.append(say(lang, "board-withheld-none"))
    lines += ["", say(lang, "board-withheld-how")]
    return Page(SafeText("\n".join(lines)), ((home_button(lang),),))


def home_button(lang: str) -> Button:
    """To the front page."""
    return Button(say(lang, "button-board-front"), FRONT)
