"""What the formats have at that evening: people, and something on every shelf, for the pictures of their screens."""

from dataclasses import replace
from datetime import date
from random import Random

from core.crypto.bot_key import BotKey
from core.crypto.roster import read_pin
from core.moderation.programme import begin_programme
from core.programs import project_records, projects
from core.programs.ledger import Ledger
from core.programs.profiles import PROFILES, Profile, Told
from core.programs.project_records import PROJECTS
from core.programs.projects import Colour, Terms
from core.programs.states import Side
from tests.revmentor_tui.console.conftest import Home

PEOPLE = {
    "ru": (
        ("employee", "Анна Ким", "аналитика"),
        ("employee", "Борис", "склад"),
        ("executive", "Олег Петрович", "сбыт"),
    ),
    "en": (("employee", "Ann Kim", "analytics"), ("employee", "Boris", "warehouse"), ("executive", "Oliver", "sales")),
}
GOALS = {"ru": "Собрать бота для новичков", "en": "Build a bot for newcomers"}


async def seed(home: Home, lang: str) -> None:
    """Fill the shelves."""
    await begin_programme(home.desk)
    ledger = Ledger(BotKey.load(home.settings.bot_key_path), read_pin(home.settings.pin_path), Random(11).randbytes)
    async with home.bot_store.writing() as tx:
        who = []
        for number, (role, name, unit) in enumerate(PEOPLE[lang]):
            told = Told(role, name, unit, languages=frozenset({lang}))
            record = await ledger.add(tx, PROFILES, Profile(bytes([number]) * 16, told), bytes([number + 1]) * 16)
            who.append(record.ref)
        await ledger.add(tx, PROJECTS, _project(who[0], who[2], GOALS[lang], home.clock.now().date()))


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
