# ruff: noqa: ASYNC240 -- the tests read the files of a store that nobody waits for
"""What erased means: not in the rows, not in the files, not in a backup, not for a member who left."""

import base64
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from core.crypto.identity import Identity
from core.crypto.roster import read_pin
from core.errors import BadInput, CannotOpen
from core.intake.submission import Press
from core.leadership.comma import Leadership
from core.moderation.backup import back_up, restore
from core.moderation.desk import Desk
from core.moderation.erasure import erase_session
from core.moderation.inbox import load_critiques
from core.moderation.sessions import close_session
from core.moderation.taking_in import take_in
from core.moderation.team import admit, make_request, read_request, remove
from core.store.engine import Store, open_store
from core.store.migrate import migrate
from core.store.tables import metadata, wraps
from tests.forensics.canary import Canaries, files_in
from tests.forensics.ciphertexts import opened_by, stored
from tests.forensics.conftest import BOTH, Past

OF_A_SESSION = (
    "drops", "critiques", "reviews", "replies", "letters", "participants", "routes", "mutes", "digests", "digest_items",
    "decisions", "questions", "session_keys", "wraps", "sessions",
)  # fmt: skip


async def values_of(store: Store, session: bytes) -> list[bytes]:
    """Every value of 12 bytes and more that stands in a row of the session, its own id excepted: that stays in the
    journal and in the certificate."""
    found: set[bytes] = set()
    async with store.reading() as tx:
        for name in OF_A_SESSION:
            for row in await tx.execute(select(metadata.tables[name])):
                if row._mapping.get("session_id", session) != session or (name == "sessions" and row.id != session):
                    continue
                found |= {value for value in row if isinstance(value, bytes) and len(value) >= 12}
        kept = set((await tx.execute(text("SELECT ref FROM journal"))).scalars())
    return sorted(found - kept - {session})


async def erase(past: Past) -> Path:
    """Close and erase; returns the home."""
    closed = await close_session(past.desk, past.session)
    certificate = await erase_session(past.desk, closed, past.settings.certificates_path)
    assert certificate.holds
    assert (certificate.critiques, certificate.wraps) == (7, 1)
    return past.settings.home


async def test_the_files_hold_nothing_of_an_erased_session(past: Past) -> None:
    await past.intake.stir()
    wanted = await values_of(past.desk.store, past.session.id)
    assert len(wanted) > 40
    files = Path(past.desk.store.engine.url.database)
    everything = b"".join(path.read_bytes() for path in files.parent.glob(f"{files.name}*"))
    pieces = {value: value if len(value) <= 24 else value[len(value) // 2 :][:24] for value in wanted}
    assert all(piece in everything for piece in pieces.values()), "what is looked for stands in the files before"
    member = past.desk.identity.id
    await erase(past)
    left = b"".join(path.read_bytes() for path in files.parent.glob(f"{files.name}*"))
    assert [len(value) for value, piece in pieces.items() if piece in left and value != member] == []


@BOTH
async def test_no_row_is_left_on_either_engine(past: Past) -> None:
    await erase(past)
    async with past.desk.store.reading() as tx:
        for name in OF_A_SESSION:
            table = metadata.tables[name]
            own = [row for row in await tx.execute(select(table)) if row._mapping.get("session_id") == past.session.id]
            assert own == [], name
        for name in ("letters", "digest_items", "decisions", "routes"):
            count = select(func.count()).select_from(metadata.tables[name])
            assert (await tx.execute(count)).scalar_one() == 0, name


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"])
async def test_the_erased_tables_are_rebuilt_on_postgresql(past: Past) -> None:
    sizes = "SELECT pg_relation_filenode('critiques'), pg_relation_size('critiques')"
    async with past.desk.store.reading() as tx:
        before, _ = (await tx.execute(text(sizes))).one()
    await erase(past)
    async with past.desk.store.reading() as tx:
        after, size = (await tx.execute(text(sizes))).one()
    assert after != before, "the table has a new file"
    assert size == 0, "with nothing in it"


async def another_store(tmp_path: Path) -> Store:
    store = open_store(f"sqlite+aiosqlite:///{tmp_path / 'restored.db'}")
    await migrate(store)
    return store


async def restored_desk(past: Past, store: Store) -> Desk:
    return replace(past.desk, store=store, _secrets={})


async def test_a_backup_without_its_keys_brings_nothing_back(past: Past, tmp_path: Path) -> None:
    backup, _ = await back_up(past.desk, tmp_path / "before.backup")
    await erase(past)
    store = await another_store(tmp_path)
    await restore(store, read_pin(past.settings.pin_path), backup, None)
    desk = await restored_desk(past, store)
    with pytest.raises(CannotOpen):
        await load_critiques(desk, past.session)
    keys = [past.key._seed, *(past.ring.key(name) for name in past.ring.names())]
    assert opened_by(keys, await stored(store)) == set()
    await store.close()


@BOTH
async def test_certificates_keep_an_erased_session_out_even_with_the_keys(past: Past, tmp_path: Path) -> None:
    backup, keys = await back_up(past.desk, tmp_path / "before.backup")
    home = await erase(past)
    store = await another_store(tmp_path)
    pin = read_pin(past.settings.pin_path)
    await restore(store, pin, backup, keys, home / "certificates")
    assert past.session.id not in {session.id for session in await (await restored_desk(past, store)).sessions()}
    assert {one.session for one in await stored(store) if one.session} == {
        one.session for one in await stored(past.desk.store) if one.session
    }
    async with store.reading() as tx:
        for name in ("letters", "digest_items", "decisions"):
            assert (await tx.execute(select(metadata.tables[name]))).all() == [], name
    assert await Leadership(store, past.key, pin, past.clock).digests() == []
    await store.close()


async def test_what_the_two_archives_hold_together_is_why_the_keys_are_kept_for_a_short_time(
    past: Past, tmp_path: Path
) -> None:
    """Both archives and no certificate: the texts come back. This is the limit that OPERATIONS.md tells of."""
    backup, keys = await back_up(past.desk, tmp_path / "before.backup")
    await erase(past)
    store = await another_store(tmp_path)
    await restore(store, read_pin(past.settings.pin_path), backup, keys)
    desk = await restored_desk(past, store)
    assert len(await load_critiques(desk, past.session)) == 4
    await store.close()


@pytest.mark.parametrize("archive", ["before.backup", "before.keys"])
async def test_an_altered_archive_is_refused(past: Past, tmp_path: Path, archive: str) -> None:
    backup, keys = await back_up(past.desk, tmp_path / "before.backup")
    path = tmp_path / archive
    altered = tmp_path / f"altered-{archive}"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(altered, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b'"epoch":1', b'"epoch":2') if name.endswith(".jsonl") else data)
    store = await another_store(tmp_path)
    given = (altered, keys) if archive.endswith(".backup") else (backup, altered)
    with pytest.raises(BadInput):
        await restore(store, read_pin(past.settings.pin_path), *given)
    async with store.reading() as tx:
        assert (await tx.execute(select(metadata.tables["critiques"]))).all() == []
    await store.close()


async def test_backups_hold_no_text_and_no_account(past: Past, tmp_path: Path) -> None:
    folder = tmp_path / "archives"
    folder.mkdir()
    await back_up(past.desk, folder / "night.backup")
    canaries = Canaries()
    for critique in await load_critiques(past.desk, past.session):
        canaries.add_text("a critique", critique.text)
    for account in past.accounts:
        canaries.add_number("an account", account)
    for receipt in [*past.receipts, *past.waiting]:
        canaries.add_secret("a code", receipt.secret)
    for word in ("заметка", "предисловие", "первый шаг уже назначен", "и ещё кое-что"):
        canaries.add_text("the team's or an executive's word", word)
    places = list(files_in(folder))
    assert any(place.name.endswith("critiques.jsonl") and place.data for place in places)
    assert canaries.scan(places) == []


async def second_moderator(past: Past) -> Identity:
    boris = Identity.generate("Борис")
    await admit(past.desk, read_request(make_request(boris)))
    return boris


async def test_a_removed_moderator_opens_nothing_written_afterwards(past: Past) -> None:
    boris = await second_moderator(past)
    his = Desk(past.desk.store, boris, past.desk.roster, past.desk.pin, past.clock)
    assert len(await load_critiques(his, past.session)) == 4, "until then he reads"
    held = [secret._secret for secret in his._secrets.values()]
    before = {one.sealed for one in await stored(past.desk.store)}
    await remove(past.desk, boris.id)
    session = await past.intake.session()
    assert session.epoch == past.session.epoch + 1
    await past.intake.submit(Press(980, past.accounts[0], past.accounts[0], 99), session, "написано после", "ru", "")
    await take_in(past.desk, session)
    fresh = [one for one in await stored(past.desk.store) if one.sealed not in before and one.epoch == session.epoch]
    assert {"critiques", "wraps"} <= {one.table for one in fresh}
    # With everything he may have copied: his own seed's pair, and the secrets he had unwrapped.
    assert opened_by(held, fresh) == set()
    for one in fresh:
        with pytest.raises(CannotOpen):
            boris.pair.open(one.sealed, one.bound_to)
    late = Desk(past.desk.store, boris, past.desk.roster, past.desk.pin, past.clock)
    with pytest.raises(CannotOpen):
        await late.secret(session.id, session.epoch)


async def test_the_wraps_of_a_removed_moderator_leave_the_file(past: Past) -> None:
    boris = await second_moderator(past)
    async with past.desk.store.reading() as tx:
        mine = (await tx.execute(select(wraps.c.wrapped).where(wraps.c.member_id == boris.id))).scalars().all()
    await past.desk.store.checkpoint()
    base = Path(past.desk.store.engine.url.database)
    pieces = [wrapped[600:640] for wrapped in mine]
    assert len(pieces) == 2
    assert all(piece in base.read_bytes() for piece in pieces)
    await remove(past.desk, boris.id)
    left = b"".join(path.read_bytes() for path in base.parent.glob(f"{base.name}*"))
    assert not any(piece in left for piece in pieces)


async def test_a_foreign_certificate_keeps_out_only_what_it_names(past: Past, tmp_path: Path) -> None:
    """Whoever can put files into the folder of certificates can keep a session out of a restore; no more."""
    backup, keys = await back_up(past.desk, tmp_path / "before.backup")
    folder = tmp_path / "certificates"
    folder.mkdir()
    (folder / f"{(b'x' * 16).hex()}.json").write_text(json.dumps({"signature": base64.b64encode(b"no").decode()}))
    store = await another_store(tmp_path)
    await restore(store, read_pin(past.settings.pin_path), backup, keys, folder)
    assert len(await load_critiques(await restored_desk(past, store), past.session)) == 4
    await store.close()
