"""A quorum of shares rebuilds access; fewer reveal nothing."""

from itertools import combinations

import pytest

from core.crypto.recovery import combine_shares, recovery_identity, split_secret
from core.errors import BadInput, NotAllowed
from core.moderation.inbox import load_critiques
from core.moderation.recovery import has_recovery, make_shares, recover
from core.moderation.sessions import open_session
from core.moderation.team import remove
from core.sessions import Terms
from core.settings import Settings
from tests.conftest import CHEAP
from tests.core.conftest import Company

SECRET = bytes(range(32))


def test_any_quorum_gives_the_secret_back() -> None:
    shares = split_secret(SECRET, 2, 4)
    assert all(combine_shares(list(pair)) == SECRET for pair in combinations(shares, 2))


@pytest.mark.parametrize("bad", ["too few", "a wrong word", "of another set", "nothing", "noise"])
def test_what_is_no_quorum_is_refused_in_one_way(bad: str) -> None:
    shares, others = split_secret(SECRET, 2, 3), split_secret(bytes(32), 2, 3)
    given = {
        "too few": shares[:1],
        "a wrong word": [shares[0], shares[1].replace(shares[1].split()[7], "zzzz", 1)],
        "of another set": [shares[0], others[1]],
        "nothing": [],
        "noise": ["выдра якорь", "снегирь"],
    }[bad]
    with pytest.raises(BadInput):
        combine_shares(given)


@pytest.mark.parametrize(("threshold", "shares"), [(1, 3), (4, 3), (2, 17)])
def test_a_split_that_protects_nothing_is_refused(threshold: int, shares: int) -> None:
    with pytest.raises(BadInput):
        split_secret(SECRET, threshold, shares)


def test_two_splits_of_one_secret_share_no_share() -> None:
    assert not set(split_secret(SECRET, 2, 3)) & set(split_secret(SECRET, 2, 3))


async def test_a_quorum_reads_everything_with_a_new_passphrase(company: Company, settings: Settings) -> None:
    await company.receive("один", "два", "три")
    assert not has_recovery(company.desk.roster)
    shares = await make_shares(company.desk, 2, 3)
    assert has_recovery(company.desk.roster)
    later = await open_session(company.desk, Terms("Позже", k=3))
    settings.identity_path.unlink()

    desk = await recover(settings, [shares[2].upper(), "  " + shares[0]], "Вера", "новый пароль", CHEAP, company.clock)

    try:
        assert {c.text for c in await load_critiques(desk, company.session)} == {"один", "два", "три"}
        assert await load_critiques(desk, later) == []
        lost = next(m for m in desk.roster.members if m.name == "Анна")
        assert (await remove(desk, lost.id)).rekeyed == 2
    finally:
        await desk.close()


async def test_new_shares_replace_the_old_ones(company: Company, settings: Settings) -> None:
    old = await make_shares(company.desk, 2, 3)
    await make_shares(company.desk, 2, 3)
    settings.identity_path.unlink()
    with pytest.raises(NotAllowed):
        await recover(settings, old[:2], "Вера", "новый пароль", CHEAP)
    assert not settings.identity_path.exists()


async def test_shares_of_another_company_open_nothing_here(company: Company, settings: Settings) -> None:
    await make_shares(company.desk, 2, 3)
    settings.identity_path.unlink()
    with pytest.raises(NotAllowed):
        await recover(settings, split_secret(SECRET, 2, 3)[:2], "Вера", "новый пароль", CHEAP)


async def test_an_identity_that_is_there_is_not_overwritten(company: Company, settings: Settings) -> None:
    shares, before = await make_shares(company.desk, 2, 3), settings.identity_path.read_bytes()
    with pytest.raises(BadInput):
        await recover(settings, shares[:2], "Вера", "новый пароль", CHEAP)
    assert settings.identity_path.read_bytes() == before


def test_the_recovery_identity_exists_only_from_its_secret() -> None:
    assert recovery_identity(SECRET).id == recovery_identity(SECRET).id != recovery_identity(bytes(32)).id
