"""The table's rows by name, in the order of docs/BENCHMARKS.md."""

from collections.abc import Awaitable, Callable

from tests.benchmarks import bot, console, council, intake, journal, pairing, signals, taking_in
from tests.benchmarks.measure import Row

ROWS: dict[str, Callable[[], Row | Awaitable[Row]]] = {
    "critique-through-the-bot": bot.critique_per_call,
    "submit": intake.submission,
    "submit-with-1000000-stored": intake.growth,
    "first-rows": console.first_rows,
    "keystroke-to-paint": console.keystroke_to_paint,
    "longest-hold": console.longest_hold,
    "cursor-1000000": console.cursor,
    "take-in": taking_in.take_in_100000,
    "second-start": taking_in.second_start,
    "search-100000": console.searching,
    "matching-300-by-60": pairing.matching_300_by_60,
    "wraps": journal.wraps,
    "journal-verify": journal.verification,
    "council-count": council.count_100000,
    "signals-1000": signals.signals_1000,
}
