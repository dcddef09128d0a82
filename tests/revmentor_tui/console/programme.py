"""What the formats have at that evening: people, and something on every shelf, for the pictures of their screens."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.bot_key import BotKey
from core.crypto.roster import read_pin
from core.moderation.pairing import match_people
from core.moderation.programme import begin_programme
from core.programs import (
    internship_records,
    internships,
    pairs,
    poll_records,
    project_records,
    projects,
    signal_records,
)
from core.programs.glance import Counts, Share
from core.programs.internship_records import PLACES, STAYS, HostPlace, Stay
from core.programs.internships import Acknowledgement, Lines
from core.programs.ledger import Ledger
from core.programs.meeting_records import ROUNDS, Round
from core.programs.mentoring import PAIRS, Course
from core.programs.overview import AIMS, OVERVIEW_ID, OVERVIEWS, NewAim, begin_aim, make_overview, reach
from core.programs.pairs import Pair, Tick
from core.programs.poll_records import POLLS, Poll
from core.programs.profiles import PROFILES, Profile, Told
from core.programs.project_records import PROJECTS
from core.programs.projects import Colour, Terms
from core.programs.signal_records import SIGNALS, Signal
from core.programs.signals import Seen, Sighting
from core.programs.states import Side
from tests.revmentor_tui.console.conftest import Home
from tests.revmentor_tui.console.council_evening import sit

PEOPLE = {
    "ru": (
        ("employee", "Анна Ким", "аналитика"),
        ("employee", "Борис", "склад"),
        ("executive", "Олег Петрович", "сбыт"),
        ("host", "Марк", "Маяк"),
    ),
    "en": (
        ("employee", "Ann Kim", "analytics"),
        ("employee", "Boris", "warehouse"),
        ("executive", "Oliver", "sales"),
        ("host", "Mark", "Beacon"),
    ),
}
TAUGHT, WANTED = frozenset({"ai", "data"}), frozenset({"strategy"})
GOALS = {"ru": "Собрать бота для новичков", "en": "Build a bot for newcomers"}


async def seed(home: Home, lang: str) -> None:
    """Fill the shelves."""
    await begin_programme(home.desk)
    ledger = Ledger(BotKey.load(home.settings.bot_key_path), read_pin(home.settings.pin_path), Random(11).randbytes)
    async with home.bot_store.writing() as tx:
        who = []
        for number, (role, name, unit) in enumerate(PEOPLE[lang]):
            fits = (WANTED, TAUGHT) if role == "executive" else (TAUGHT, WANTED)
            told = Told(role, name, unit, *fits, frozenset({"mon-am", "thu-pm"}), frozenset({lang}), places=2)
            record = await ledger.add(tx, PROFILES, Profile(bytes([number]) * 16, told), bytes([number + 1]) * 16)
            who.append(record.ref)
        today = home.clock.now().date()
        place = await ledger.add(
            tx, PLACES, HostPlace(PLACE[lang], TASKS[lang], who[3], today, today + timedelta(days=9))
        )
        for number, what in enumerate(SIGNALS_SEEN[lang]):
            await ledger.add(tx, SIGNALS, _signal(what, number + 1, today))
        await ledger.add(tx, STAYS, _stay(place.ref, place.body, who[2], who[0], today))
        await ledger.add(tx, PROJECTS, _project(who[0], who[2], GOALS[lang], today))
        await ledger.add(tx, PAIRS, _course(who[0], who[2], today))
        wishes = WISHES
        held = Round(today - timedelta(days=7), 5, wishes, frozenset({"security"}), 11, 8, 6, 1)
        await ledger.add(tx, ROUNDS, held)
        await ledger.add(tx, ROUNDS, Round(today, 5, wishes, frozenset({"security"}), 2))
        await sit(ledger, tx, lang, today, PEOPLE[lang][2][1])
        await _voice(ledger, tx, lang, today)
    await match_people(home.desk)


WISHES: dict[str, tuple[int, ...]] = {"data": (14,), "ai": (9,), "finance": ()}
BANDS = {"18-24": (12, 8), "25-34": (14, 5), "45+": (9, 2)}
"""How many of an age work here, how many of them answered."""
POLLED = (16, 4)
"""Weeks ago."""
SIGNALS_SEEN = {
    "ru": ("Клиенты просят счёт в мессенджере", "Склад перешёл на ночные смены", "Конкуренты обещают доставку за час"),
    "en": (
        "Customers want bills in the messenger",
        "The warehouse works at night now",
        "Rivals promise delivery in an hour",
    ),
}


def _signal(what: str, senders: int, today: date) -> Signal:
    first = today - timedelta(weeks=4 * (senders - 1))
    signal = signal_records.begin(bytes([senders]) * 16, what, Sighting(b"0", "A", first))
    for number in range(1, senders):
        signal = signal_records.sight(signal, bytes([number]), "B", Seen.ONCE, today)
    return signal


PLACE = {"ru": "Маяк", "en": "Beacon"}
TASKS = {"ru": "сидеть с поддержкой", "en": "sit with support"}


def _stay(place: str, offered: HostPlace, executive: str, mentor: str, today: date) -> Stay:
    calendar = internship_records.calendar_of({place: offered}, [])
    stay = internship_records.set_days(Stay(place, executive), calendar, today, today + timedelta(days=1), today)
    stay = internship_records.set_aims(stay, ("1", "2", "3"))
    for what in Acknowledgement:
        stay = internship_records.acknowledge(stay, what)
    stay = internship_records.send(stay, calendar, mentor)
    assert stay.internship
    _, agreed = internships.answer(calendar, stay.internship, True)
    return replace(stay, internship=internships.write_day(agreed, today, Lines("a", "b", "c"), today))


def _course(junior: str, senior: str, today: date) -> Course:
    pair = Pair(junior, senior, today - timedelta(days=20))
    for side in Side:
        pair = pairs.answer(pair, side, True, today - timedelta(days=18))
    pair = pairs.plan(pair, Side.SENIOR, 1, "ai", today - timedelta(days=10))
    pair = pairs.tick(pair, Side.JUNIOR, 1, Tick(True, 5), today)
    return Course(pairs.plan(pair, Side.SENIOR, 2, "data", today + timedelta(days=4)))


def _project(junior: str, senior: str, goal: str, today: date) -> project_records.PairProject:
    record = project_records.seek(project_records.begin(junior, Side.JUNIOR, goal))
    record = project_records.take(record, senior, Side.SENIOR)
    record = project_records.change_terms(record, Terms(goal, 6, ("1", "2")))
    project = record.project
    for side in Side:
        project = projects.sign(project, side, record.terms, today)
    project = projects.colour(project, Side.JUNIOR, Colour.GREEN, today)
    project = projects.colour(project, Side.SENIOR, Colour.RED, today)
    return replace(record, project=projects.reach(project, "1", today))


async def _voice(ledger: Ledger, tx: AsyncConnection, lang: str, today: date) -> None:
    """Two polls with one question, an open one, a count, a goal."""
    polls: list[Poll] = []
    for weeks, value in zip(POLLED, (4, 6), strict=True):
        day = today - timedelta(weeks=weeks)
        poll = poll_records.begin("pulse-heard", day, 5, {band: staff for band, (staff, _) in BANDS.items()})
        for band, (_, people) in BANDS.items():
            for number in range(people):
                poll = poll_records.raise_count(poll, band, value + number % 2, day)
        polls.append(poll_records.close(poll, day + timedelta(days=7), polls))
    polls.append(poll_records.begin("pulse-speed", today, 5, {"18-24": 12}))
    for poll in polls:
        await ledger.add(tx, POLLS, poll)
    counts = Counts(employees=Share(16, 40), promises=Share(3, 4), comma_hours=(20, 31, 70))
    await ledger.add(tx, OVERVIEWS, make_overview(counts, today, 5, ()), OVERVIEW_ID)
    order = NewAim(AIM[lang], 20, today + timedelta(days=200))
    aim = reach(begin_aim(order, today - timedelta(days=100), "01"), 7)
    await ledger.add(tx, AIMS, aim)


AIM = {"ru": "Двадцать пар", "en": "Twenty pairs"}
