"""A backup is whole, signed, portable between engines, and holds nothing readable."""

import errno
import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.crypto.identity import Identity
from core.errors import BadInput, NotAllowed, StoreFull
from core.intake.thread import read_thread
from core.journal import verify
from core.moderation.backup import back_up, restore
from core.moderation.desk import Desk
from core.moderation.erasure import erase_session
from core.moderation.inbox import load_critiques
from core.moderation.sessions import close_session
from core.moderation.team import admit, remove
from core.sessions import read_chain, read_roster
from core.store.engine import Store, open_store
from core.store.migrate import migrate
from core.store.tables import wraps
from tests.core.conftest import Company


@pytest.fixture
async def elsewhere(tmp_path: Path) -> Store:
    """An empty embedded store: on the PostgreSQL run, the round trip crosses engines."""
    store = open_store(f"sqlite+aiosqlite:///{tmp_path / 'elsewhere.db'}")
    await migrate(store)
    return store


async def test_a_round_trip_keeps_texts_threads_and_the_journal(
    company: Company, elsewhere: Store, tmp_path: Path
) -> None:
    receipts = await company.write_all("один", "два", "три")
    await company.read()
    draft = await company.publish("четыре", "пять", "шесть")
    backup, keys = await back_up(company.desk, tmp_path / "a.backup")

    manifest = await restore(elsewhere, company.pin, backup, keys)

    moved = Desk(elsewhere, company.desk.identity, company.desk.roster, company.pin, company.clock)
    assert len(await load_critiques(moved, company.session)) == 6
    assert (await read_thread(elsewhere, receipts[0], company.pin)).critique_id == receipts[0].critique_id
    async with elsewhere.reading() as tx:
        verdict = await verify(elsewhere, await read_chain(tx, company.pin))
    assert verdict.holds
    assert verdict.head.hex() == manifest.head
    assert draft.number == 1
    await elsewhere.close()


async def test_the_way_back_from_sqlite(company: Company, elsewhere: Store, tmp_path: Path, empty_url: str) -> None:
    await company.receive("один", "два", "три")
    first = await back_up(company.desk, tmp_path / "a.backup")
    await restore(elsewhere, company.pin, *first)
    moved = Desk(elsewhere, company.desk.identity, company.desk.roster, company.pin, company.clock)
    second = await back_up(moved, tmp_path / "b.backup")
    home = open_store(empty_url)
    await migrate(home)
    await restore(home, company.pin, *second)
    back = Desk(home, company.desk.identity, company.desk.roster, company.pin, company.clock)
    assert {c.text for c in await load_critiques(back, company.session)} == {"один", "два", "три"}
    await home.close()
    await elsewhere.close()


async def test_without_its_keys_a_backup_stays_closed(company: Company, elsewhere: Store, tmp_path: Path) -> None:
    await company.receive("один", "два", "три")
    backup, keys = await back_up(company.desk, tmp_path / "a.backup")
    with zipfile.ZipFile(backup) as archive:
        assert "wraps.jsonl" not in archive.namelist()
    assert keys.name == "a.keys"
    await restore(elsewhere, company.pin, backup, None)
    async with elsewhere.reading() as tx:
        assert (await tx.execute(select(func.count()).select_from(wraps))).scalar_one() == 0
    await elsewhere.close()


async def test_an_erased_session_does_not_come_back(company: Company, elsewhere: Store, tmp_path: Path) -> None:
    await company.receive("один", "два", "три")
    backup, keys = await back_up(company.desk, tmp_path / "a.backup")
    closed = await close_session(company.desk, company.session)
    await erase_session(company.desk, closed, tmp_path / "certificates")
    await restore(elsewhere, company.pin, backup, keys, tmp_path / "certificates")
    moved = Desk(elsewhere, company.desk.identity, company.desk.roster, company.pin, company.clock)
    assert await load_critiques(moved, closed) == []
    await elsewhere.close()


async def test_a_backup_older_than_the_team_can_be_restored(company: Company, elsewhere: Store, tmp_path: Path) -> None:
    backup, keys = await back_up(company.desk, tmp_path / "a.backup")
    boris = Identity.generate("Борис")
    await admit(company.desk, boris.card)
    await remove(company.desk, boris.id)
    await restore(elsewhere, company.pin, backup, keys)
    async with elsewhere.reading() as tx:
        assert (await read_roster(tx, company.pin)).version == 1
    await elsewhere.close()


@pytest.mark.parametrize("how", ["row", "manifest", "signature", "missing file", "extra file", "noise", "cut"])
async def test_whatever_is_altered_is_refused_and_nothing_is_written(
    company: Company, elsewhere: Store, tmp_path: Path, how: str
) -> None:
    await company.receive("один", "два", "три")
    backup, keys = await back_up(company.desk, tmp_path / "a.backup")
    altered = tmp_path / "altered.backup"
    _alter(backup, altered, how)
    with pytest.raises(BadInput) as refused:
        await restore(elsewhere, company.pin, altered, keys)
    assert refused.value.facts == {"file": "altered.backup"}
    await restore(elsewhere, company.pin, backup, keys)  # the store is still empty
    await elsewhere.close()


def _alter(source: Path, target: Path, how: str) -> None:
    if how in ("noise", "cut"):
        data = source.read_bytes()
        target.write_bytes(b"noise" if how == "noise" else data[: len(data) // 2])
        return
    with zipfile.ZipFile(source) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    if how == "row":
        files["critiques.jsonl"] = files["critiques.jsonl"].replace(b'"epoch":1', b'"epoch":2', 1)
    if how == "manifest":
        raw = json.loads(files["manifest.json"])
        raw["made"] += 1
        files["manifest.json"] = json.dumps(raw, sort_keys=True, separators=(",", ":")).encode()
    if how == "signature":
        files["manifest.sig"] = bytes(64)
    if how == "missing file":
        del files["critiques.jsonl"]
    if how == "extra file":
        files["people2.jsonl"] = b""
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


async def test_another_companys_backup_is_refused_however_well_it_is_signed(
    company: Company, elsewhere: Store, tmp_path: Path, founded_elsewhere: Desk
) -> None:
    backup, keys = await back_up(founded_elsewhere, tmp_path / "foreign.backup")
    with pytest.raises(BadInput) as refused:
        await restore(elsewhere, company.pin, backup, keys)
    assert refused.value.message_id == "error-backup-foreign"
    await elsewhere.close()


async def test_only_an_empty_store_is_filled(company: Company, tmp_path: Path) -> None:
    backup, keys = await back_up(company.desk, tmp_path / "a.backup")
    with pytest.raises(NotAllowed):
        await restore(company.store, company.pin, backup, keys)


async def test_an_existing_file_is_not_overwritten(company: Company, tmp_path: Path) -> None:
    await back_up(company.desk, tmp_path / "a.backup")
    with pytest.raises(BadInput):
        await back_up(company.desk, tmp_path / "a.backup")


async def test_an_archive_is_private_and_holds_no_word(company: Company, tmp_path: Path) -> None:
    await company.receive("неповторимослово один", "два", "три")
    for archive in await back_up(company.desk, tmp_path / "a.backup"):
        assert archive.stat().st_mode & 0o077 == 0
        assert "неповторимослово".encode() not in archive.read_bytes()


async def test_a_wrong_place_is_named_and_not_taken_for_a_fault_of_the_store(company: Company, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as there:
        await back_up(company.desk, tmp_path / "nowhere" / "a.backup")
    with pytest.raises(BadInput) as here:
        await restore(company.store, company.pin, tmp_path / "nothing.backup", None)
    assert (there.value.message_id, here.value.message_id) == ("error-backup-folder", "error-backup-missing")


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("failing", ["a.backup.part", "a.keys.part"])
async def test_a_backup_that_fails_in_the_middle_leaves_no_half(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    real = Path.touch

    def full(path: Path, *args: object, **more: object) -> None:
        if path.name == failing:
            raise OSError(errno.ENOSPC, "full")
        real(path, *args, **more)

    folder = tmp_path / "kept"
    folder.mkdir()
    monkeypatch.setattr(Path, "touch", full)
    with pytest.raises(StoreFull):
        await back_up(company.desk, folder / "a.backup")
    assert list(folder.iterdir()) == []
    monkeypatch.undo()
    await back_up(company.desk, folder / "a.backup")
    assert {path.name for path in folder.iterdir()} == {"a.backup", "a.keys"}
