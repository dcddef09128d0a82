"""A few of the written conversations on bad days. All of them, at every place: ``python -m tests.faults --stories``."""

import asyncio
import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from telegram_bot.talk import Talk
from tests.faults.outcome import Difference, Outcome, differences, repeated
from tests.faults.plans import AWAY, Plan, broad_plans, deaths
from tests.faults.stories import StoryCampaign, play

PLANS = {str(plan): plan for plan in broad_plans()}
KILLED_EVERY = 17

# Who dies while a connection to the database is being made closes nothing: Python complains of that whenever it looks.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*Connection:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(autouse=True)
def _what_the_dead_left() -> Iterator[None]:
    """Collected here, where it is expected, and not in some later test."""
    yield
    gc.collect()


@pytest.mark.parametrize(
    ("name", "lang", "plan"),
    [
        ("glance", "ru", "fails once 5xx"),
        ("about-me", "en", "fails once lost after"),
        ("refusal", "en", AWAY),
        ("letter", "ru", "killed unconfirmed"),
    ],
)
def test_a_story_ends_as_without_faults(name: str, lang: str, plan: str) -> None:
    assert _found(name, lang, [PLANS[plan]]) == []


def test_a_story_ends_as_without_deaths_wherever_the_bot_dies() -> None:
    clean = asyncio.run(play("letter", "en"))
    campaign = StoryCampaign()
    campaign.run("letter", "en", deaths(len(clean.places), 1, KILLED_EVERY), clean)
    assert campaign.found == []
    assert campaign.by_kind["killed"].deaths == campaign.by_kind["killed"].plays > 1


def test_work_that_is_done_again_for_a_failed_answer_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(talk: Talk, tx: object) -> bool:
        del talk, tx
        return False

    monkeypatch.setattr(Talk, "is_repeat", never)
    assert {one.what for _, one in _found("glance", "ru", [PLANS["fails once 5xx"]])} == {"missing"}


def _found(name: str, lang: str, plans: list[Plan]) -> list[tuple[str, Difference]]:
    campaign = StoryCampaign()
    campaign.run(name, lang, plans, asyncio.run(play(name, lang)))
    return campaign.found


def test_every_sort_of_difference_is_seen() -> None:
    here, gone, new = [(True, "text", word, (), "") for word in ("здесь", "нет", "новое")]
    clean = Outcome([Counter([here, gone])], [{here, gone}], [{"слово"}], Counter(people=1), [])
    worse = Outcome([Counter([here, here, new])], [{here, new}], [set()], Counter(people=2), ["строка"], ["след"])
    assert differences(clean, clean) == []
    assert Counter(one.what for one in differences(clean, worse)) == Counter(
        ["missing", "foreign", "untold", "counted", "logged", "traced"]
    )
    assert repeated(clean, replace(clean, standing=[Counter({here: 3, gone: 1})])) == 2
