"""What everybody is told by the clock: each thing once, whatever restarts, and nothing is lost by a missed minute."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core import schedule
from core.announcements import notice_page
from core.board import Week
from core.moderation.sessions import open_session
from core.outbox import Outbox
from core.page import Page
from core.people.invitations import EMPLOYEE, EXECUTIVE, Card, create_invites
from core.people.membership import Membership, Person
from core.schedule import (
    ANNOUNCED,
    CANCELLED,
    CLOSED,
    HOUR,
    OPENED,
    REMINDER,
    Notice,
    is_waking,
    queue_notices,
    session_notices,
    weekly_notice,
    weekly_notices,
)
from core.sessions import DAY, EVENT, EVERYONE, Session, Terms
from tests.core.conftest import Company

ZONE = ZoneInfo("Europe/Moscow")
NOW = int(datetime(2026, 3, 2, 9, 30, tzinfo=UTC).timestamp())
OPENS, CLOSES = NOW + 5 * DAY, NOW + 5 * DAY + 8 * HOUR
SESSION = Session(b"s" * 16, Terms("День без правил", EVENT, opens=OPENS, closes=CLOSES), "open", 1, NOW, None, b"")


def times(session: Session) -> dict[str, tuple[int, int]]:
    return {notice.kind: (notice.at, notice.until) for notice in session_notices(session)}


def test_a_scheduled_session_is_announced_reminded_of_opened_and_closed() -> None:
    assert times(SESSION) == {
        ANNOUNCED: (NOW, OPENS - HOUR),
        REMINDER: (OPENS - HOUR, OPENS),
        OPENED: (OPENS, CLOSES),
        CLOSED: (CLOSES, CLOSES + 3 * DAY),
    }


def test_one_that_opens_at_once_is_neither_announced_nor_reminded_of() -> None:
    at_once = replace(SESSION, terms=replace(SESSION.terms, opens=None))
    assert set(times(at_once)) == {OPENED, CLOSED}


def test_a_follower_of_a_series_is_announced_two_days_before_it() -> None:
    follower = replace(SESSION, terms=replace(SESSION.terms, repeat="weekly", series="aa" * 16))
    assert times(follower)[ANNOUNCED] == (OPENS - 2 * DAY, OPENS - HOUR)


def test_closed_before_its_time_it_is_over_then() -> None:
    early = replace(SESSION, state="closed", closed=OPENS + HOUR)
    assert times(early)[CLOSED][0] == OPENS + HOUR
    assert times(early)[OPENED] == (OPENS, OPENS + HOUR)


def test_called_off_before_it_began_everybody_hears_only_that() -> None:
    gone = replace(SESSION, state="closed", closed=NOW + DAY)
    assert times(gone) == {CANCELLED: (NOW + DAY, OPENS)}
    unheard = replace(gone, terms=replace(gone.terms, repeat="weekly", series="aa" * 16))
    assert times(unheard) == {}


def test_a_standing_inbox_is_no_event() -> None:
    assert session_notices(replace(SESSION, terms=Terms("Ящик"))) == []


def test_the_weekly_note_falls_on_friday_at_four_by_the_companys_clock() -> None:
    at = datetime.fromtimestamp(weekly_notice(NOW, ZONE).at, ZONE)
    assert (at.isoformat(), at.weekday()) == ("2026-02-27T16:00:00+03:00", 4)
    assert weekly_notice(NOW, ZONE).about == weekly_notice(NOW + 3 * DAY, ZONE).about
    assert weekly_notice(NOW, ZONE).about != weekly_notice(NOW + 5 * DAY, ZONE).about


def test_no_weekly_note_tells_of_a_week_before_there_was_a_session() -> None:
    assert weekly_notices(NOW, ZONE, [SESSION]) == []
    assert len(weekly_notices(NOW + 7 * DAY, ZONE, [SESSION])) == 1


@pytest.mark.parametrize(("hour", "awake"), [(4, False), (5, True), (17, True), (18, False)])
def test_quiet_hours_go_by_the_companys_clock(hour: int, awake: bool) -> None:
    assert is_waking(int(datetime(2026, 3, 2, hour, 0, tzinfo=UTC).timestamp()), ZONE) is awake


@pytest.fixture
async def people(company: Company, membership: Membership) -> list[Person]:
    """Three employees and an executive."""
    joined = []
    for number, role in enumerate((EMPLOYEE, EMPLOYEE, EMPLOYEE, EXECUTIVE), 1):
        joined.append(await join(company, membership, 7000 + number, role))
    return joined


async def join(company: Company, membership: Membership, account: int, role: str) -> Person:
    (token,) = await create_invites(company.store, company.clock, company.desk.issuer, [Card(role)])
    return await membership.join(token, account, account, "ru")


def tell(notice: Notice, person: Person) -> Page | None:
    return notice_page(notice, person, ZONE, Week())


async def look(company: Company, membership: Membership, outbox: Outbox, session: Session) -> int:
    """One look by the clock; how many messages it queued."""
    before = len(await outbox.due(1000))
    await queue_notices(company.store, company.clock, membership, outbox, session_notices(session), tell)
    return len(await outbox.due(1000)) - before


async def scheduled(company: Company, audience: str = EVERYONE) -> Session:
    terms = Terms("День без правил", EVENT, opens=OPENS, closes=CLOSES, audience=audience)
    return await open_session(company.desk, terms)


async def test_weeks_in_seconds_tell_each_thing_once_to_everybody(
    company: Company, membership: Membership, outbox: Outbox, people: list[Person]
) -> None:
    session = await scheduled(company)
    told = []
    for _ in range(24 * 14):
        told.append(await look(company, membership, outbox, session))
        company.clock.advance(hours=0.5)
    assert [count for count in told if count] == [4, 4, 4, 4]


async def test_a_night_of_silence_loses_nothing_that_is_still_worth_telling(
    company: Company, membership: Membership, outbox: Outbox, people: list[Person]
) -> None:
    """The machine was off from before the announcement until after the end."""
    session = await scheduled(company)
    company.clock.advance(days=5, hours=9)
    assert await look(company, membership, outbox, session) == 4
    (text,) = {message.page.text for message in await outbox.due()}
    assert "закончилась" in text


async def test_a_kill_between_any_two_steps_repeats_nothing(
    company: Company, membership: Membership, outbox: Outbox, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await scheduled(company)
    mark, queue = schedule.mark_told, outbox.queue

    class Killed(Exception):
        pass

    async def killed(*given: object) -> None:
        raise Killed

    for place, whole in (("mark_told", mark), ("queue", queue)):
        monkeypatch.setattr(schedule if place == "mark_told" else outbox, place, killed)
        with pytest.raises(Killed):
            await look(company, membership, outbox, session)
        assert await outbox.due() == []
        monkeypatch.setattr(schedule if place == "mark_told" else outbox, place, whole)
    assert await look(company, membership, outbox, session) == 4
    assert await look(company, membership, outbox, session) == 0


async def test_a_session_for_some_is_told_to_them_alone(
    company: Company, membership: Membership, outbox: Outbox, people: list[Person]
) -> None:
    session = await scheduled(company, audience=EMPLOYEE)
    assert await look(company, membership, outbox, session) == 3
    text = (await outbox.due())[0].page.text
    assert "только сотрудники" in text


async def test_who_blocked_the_bot_is_told_too_for_it_is_held_until_they_are_back(
    company: Company, membership: Membership, outbox: Outbox, people: list[Person]
) -> None:
    await membership.mark_unreachable(7001)
    assert await look(company, membership, outbox, await scheduled(company)) == 4
