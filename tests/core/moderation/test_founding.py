"""Founding a company, opening its desk and its sessions: all or nothing, and one plain answer to every mistake."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from core.clock import ManualClock
from core.crypto.identity import Cost
from core.errors import BadInput, CannotOpen, NotAllowed, NotFound, NotInitialised, StoreUnavailable, WrongPassphrase
from core.journal import read_entries
from core.moderation import founding
from core.moderation.desk import open_desk
from core.moderation.founding import Founded, found
from core.moderation.sessions import close_session, open_session
from core.sessions import CLOSED, EVENT, Terms
from core.settings import Settings, load_settings
from tests.core.conftest import Company

CHEAP = Cost(8192, 1, 1)
PASSPHRASE = "верный пароль"
TERMS = Terms("Ящик", k=3)


async def test_a_founded_home_is_private_and_complete(founded: Founded, settings: Settings) -> None:
    assert stat.S_IMODE(settings.home.stat().st_mode) == 0o700
    for path in (settings.identity_path, settings.bot_key_path, settings.pin_path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [session.id for session in await founded.desk.sessions()] == [founded.session.id]
    assert founded.session.is_open


async def test_the_desk_opens_with_the_passphrase_and_with_no_other(founded: Founded, settings: Settings) -> None:
    desk = await open_desk(settings, PASSPHRASE)
    assert desk.identity.id == founded.desk.identity.id
    assert (await desk.secret(founded.session.id, 1)).pair.public == founded.session.public
    await desk.close()
    with pytest.raises(WrongPassphrase):
        await open_desk(settings, "dthysq gfhjkm")


async def test_a_home_where_nothing_was_founded_says_so(settings: Settings) -> None:
    with pytest.raises(NotInitialised):
        await open_desk(settings, PASSPHRASE)


def made_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


MISTAKES = [
    ({"name": ""}, "error-name"),
    ({"name": " \n "}, "error-name"),
    ({"name": "я" * 61}, "error-name"),
    ({"passphrase": "коротко"}, "error-passphrase-short"),
    ({"terms": replace(TERMS, title=" ")}, "error-session-title"),
    ({"terms": replace(TERMS, title="x" * 81)}, "error-session-title"),
    ({"terms": replace(TERMS, k=2)}, "error-session-k"),
    ({"terms": replace(TERMS, kind="party")}, "error-session-kind"),
    ({"terms": replace(TERMS, topics=())}, "error-session-topics"),
    ({"terms": replace(TERMS, topics=("gossip",))}, "error-session-topics"),
]


@pytest.mark.parametrize(("given", "message_id"), MISTAKES)
async def test_a_mistake_makes_nothing(home: Path, given: dict[str, object], message_id: str) -> None:
    answers = {"name": "Анна", "passphrase": PASSPHRASE, "company_name": "ООО", "terms": TERMS, "cost": CHEAP, **given}
    with pytest.raises(BadInput) as caught:
        await found(load_settings(home=home), **answers)  # type: ignore[arg-type]
    assert caught.value.message_id == message_id
    assert home not in made_in(home.parent)


async def test_a_home_is_founded_once(founded: Founded, settings: Settings) -> None:
    before = settings.identity_path.read_bytes()
    with pytest.raises(BadInput) as caught:
        await found(settings, "Ева", PASSPHRASE, "ООО", TERMS, CHEAP)
    assert caught.value.message_id == "error-home-in-use"
    assert settings.identity_path.read_bytes() == before


async def test_a_store_with_a_company_takes_no_second_one(founded: Founded, settings: Settings, tmp_path: Path) -> None:
    other = load_settings(home=tmp_path / "other", database_url=settings.url)
    with pytest.raises(BadInput) as caught:
        await found(other, "Ева", PASSPHRASE, "ООО", TERMS, CHEAP)
    assert caught.value.message_id == "error-store-in-use"
    assert made_in(other.home) == []
    assert len(await founded.desk.sessions()) == 1


async def test_a_founding_cut_short_can_be_tried_again(
    settings: Settings, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*given: object) -> None:
        raise StoreUnavailable

    with monkeypatch.context() as broken:
        broken.setattr(founding, "_store_company", fail)
        with pytest.raises(StoreUnavailable):
            await found(settings, "Анна", PASSPHRASE, "ООО", TERMS, CHEAP, clock)
    assert not any(path.suffix in (".key", ".pin") for path in made_in(settings.home))
    made = await found(settings, "Анна", PASSPHRASE, "ООО", TERMS, CHEAP, clock)
    await made.desk.close()


async def test_a_home_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(BadInput) as caught:
        await found(load_settings(home=tmp_path / "file" / "home"), "Анна", PASSPHRASE, "ООО", TERMS, CHEAP)
    assert caught.value.message_id == "error-home"


async def test_broken_bytes_in_a_name_or_title_become_harmless(settings: Settings) -> None:
    made = await found(
        settings, "Анна\udcff\x1b[31m", PASSPHRASE, "ООО\x00", replace(TERMS, title="Ящик\n\udcff"), CHEAP
    )
    assert "\x1b" not in made.desk.roster.members[0].name
    assert "\n" not in made.session.terms.title
    await made.desk.close()
    desk = await open_desk(settings, PASSPHRASE)
    await desk.close()


# Sessions


async def test_a_session_is_found_by_title_or_by_the_beginning_of_its_number(company: Company) -> None:
    one = await open_session(company.desk, Terms("Разговор", kind=EVENT, k=3))
    await open_session(company.desk, Terms("Двойник", kind=EVENT, k=3))
    await open_session(company.desk, Terms("Двойник", kind=EVENT, k=3))
    for name in ("Разговор", one.id.hex(), one.id.hex()[:6].upper()):
        assert (await company.desk.session(name)).id == one.id
    for name, error in (("Нет такой", NotFound), (one.id.hex()[:3], NotFound), ("Двойник", BadInput), ("", NotFound)):
        with pytest.raises(error):
            await company.desk.session(name)


async def test_a_session_closes_once(company: Company) -> None:
    company.clock.advance(hours=1)
    closed = await close_session(company.desk, company.session)
    assert closed.state == CLOSED
    assert closed.closed is not None
    assert closed.closed - closed.opened == 3600
    for again in (closed, company.session):
        with pytest.raises(NotAllowed):
            await close_session(company.desk, again)
    assert [entry.act for entry in await read_entries(company.store)].count("session-close") == 1


async def test_a_moderator_without_a_wrap_reads_nothing(company: Company) -> None:
    with pytest.raises(CannotOpen):
        await company.desk.secret(b"x" * 16, 1)


async def test_a_desk_shows_no_keys(company: Company) -> None:
    await company.desk.secret(company.session.id, 1)
    shown = repr(company.desk) + repr(company.session)
    assert company.session.public.hex() not in shown
    assert repr(company.session.public)[2:40] not in shown
