"""A recurring session follows itself: signed ahead by whichever moderator unlocks, never twice, until it is ended."""

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.errors import BadInput
from core.moderation import team
from core.moderation.desk import Desk, open_desk
from core.moderation.sessions import AHEAD, check_terms, close_session, follow_up, occurrence, open_session
from core.schedule import HOUR
from core.sessions import DAY, EVENT, Session, Terms
from core.settings import Settings
from tests.core.conftest import Company

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")


def at(text: str, zone: ZoneInfo = MOSCOW) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


def weekly(company: Company) -> Terms:
    now = int(company.clock.now().timestamp())
    return Terms("Среда", EVENT, opens=now + DAY, closes=now + DAY + 8 * HOUR, repeat="weekly", k=3, rules="Без имён.")


async def series(desk: Desk) -> list[Session]:
    found = [one for one in await desk.sessions() if one.terms.repeat]
    return sorted(found, key=lambda one: one.terms.opens or 0)


@pytest.mark.parametrize(
    ("first", "repeat", "turn", "then"),
    [
        ("2026-03-04 10:00", "weekly", 3, "2026-03-25 10:00"),
        ("2026-03-04 10:00", "fortnightly", 2, "2026-04-01 10:00"),
        ("2026-01-31 10:00", "monthly", 1, "2026-02-28 10:00"),
        ("2026-01-31 10:00", "monthly", 2, "2026-03-31 10:00"),
        ("2026-11-30 10:00", "monthly", 3, "2027-02-28 10:00"),
    ],
)
def test_the_next_one_opens_at_the_same_hour_of_the_wall_clock(first: str, repeat: str, turn: int, then: str) -> None:
    """Berlin changes its clocks on 29 March 2026."""
    for zone in (MOSCOW, BERLIN):
        assert occurrence(at(first, zone), repeat, turn, zone) == at(then, zone)


async def test_a_series_is_signed_ahead_and_tops_itself_up(company: Company) -> None:
    first = await open_session(company.desk, weekly(company))
    (second,) = await follow_up(company.desk)
    assert await follow_up(company.desk) == []
    assert second.terms.opens == (first.terms.opens or 0) + 7 * DAY
    assert (second.terms.rules, second.terms.series) == ("Без имён.", first.id.hex())
    company.clock.advance(days=2)
    (third,) = await follow_up(company.desk)
    assert third.terms.opens == (second.terms.opens or 0) + 7 * DAY
    assert len(await series(company.desk)) == 3


async def test_weeks_without_a_moderator_are_left_out_and_the_series_goes_on(company: Company) -> None:
    first = await open_session(company.desk, weekly(company))
    await follow_up(company.desk)
    company.clock.advance(days=40)
    now = int(company.clock.now().timestamp())
    opened = await follow_up(company.desk)
    assert len(opened) == AHEAD
    assert all((one.terms.closes or 0) > now for one in opened)
    assert all(((one.terms.opens or 0) - (first.terms.opens or 0)) % (7 * DAY) == 0 for one in opened)


async def test_two_consoles_at_once_open_nothing_twice(company: Company, settings: Settings) -> None:
    second = await open_desk(settings, "верный пароль", company.clock)
    await open_session(company.desk, weekly(company))
    await asyncio.gather(follow_up(company.desk), follow_up(second))
    assert len(await series(company.desk)) == AHEAD
    await second.close()


async def test_closing_one_that_has_not_begun_ends_the_series(company: Company) -> None:
    first = await open_session(company.desk, weekly(company))
    await follow_up(company.desk)
    await close_session(company.desk, first)
    assert all(not one.is_open for one in await series(company.desk))
    company.clock.advance(days=30)
    assert await follow_up(company.desk) == []


async def test_closing_a_running_one_early_lets_the_series_go_on(company: Company) -> None:
    first = await open_session(company.desk, weekly(company))
    await follow_up(company.desk)
    company.clock.advance(days=1, hours=1)
    await close_session(company.desk, first)
    assert len(await follow_up(company.desk)) == 1


async def test_a_session_of_fewer_terms_stays_trusted_when_the_team_changes(company: Company) -> None:
    """Terms of an earlier version were stored without the newer ones; a new key signs them all."""
    await open_session(company.desk, weekly(company))
    session = (await company.desk.sessions())[0]
    async with company.store.writing() as tx:
        await team.rekey(company.desk, tx, session, company.desk.roster)
    assert (await company.desk.sessions())[0].epoch == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"repeat": "weekly", "closes": None},
        {"kind": "standing"},
        {"audience": "everybody"},
        {"rules": "п" * 401},
        {"comma_hours": 0},
        {"ack_hours": 10_000},
    ],
)
async def test_what_cannot_be_promised_is_refused(company: Company, wrong: dict[str, object]) -> None:
    terms = Terms(**{**vars(weekly(company)), **wrong})  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        check_terms(terms)


async def test_a_session_for_executives_takes_as_many_as_its_group(company: Company) -> None:
    with pytest.raises(BadInput) as refused:
        await open_session(company.desk, Terms("Совет", EVENT, k=3, audience="executive"))
    assert refused.value.message_id == "error-session-audience-small"


def test_utc_is_not_assumed() -> None:
    assert occurrence(at("2026-03-22 10:00", BERLIN), "weekly", 1, BERLIN) == int(
        datetime(2026, 3, 29, 8, tzinfo=UTC).timestamp()
    )
