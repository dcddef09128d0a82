"""Erased on time: nobody has to remember it, a cut in the middle is made up for, and who looks can check it."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from core.crypto.aead import context
from core.crypto.roster import BOT_ID
from core.crypto.signing import Signer
from core.doctor import OK, WARNING, examine
from core.erasure import Certificate, read_certificate
from core.errors import CannotOpen
from core.intake.submission import Press
from core.journal import read_entries
from core.language.safe_text import SafeText
from core.moderation.backup import back_up, restore
from core.moderation.erasure import erase_session
from core.moderation.sessions import close_session
from core.outbox import Placed
from core.retention import Retention
from core.sessions import EVENT, Session, Terms, read_keys
from core.store.engine import Store, open_store
from core.store.migrate import migrate
from core.store.tables import erasures, metadata, outbox, sessions, wraps
from tests.forensics.conftest import BOTH, Past


def retention_of(past: Past) -> Retention:
    return Retention(past.desk.store, past.key, past.ring, past.pin, past.clock, past.settings.certificates_path)


async def keys_of(past: Past) -> dict[bytes, bytes]:
    async with past.desk.store.reading() as tx:
        return await read_keys(tx, past.pin)


async def count_rows(past: Past, name: str) -> int:
    async with past.desk.store.reading() as tx:
        return int((await tx.execute(select(func.count()).select_from(metadata.tables[name]))).scalar_one())


@BOTH
async def test_the_bot_erases_on_the_day_that_was_promised_and_signs_for_it(past: Past) -> None:
    await close_session(past.desk, past.session)
    bot = retention_of(past)
    past.clock.advance(days=past.session.terms.retention_days, seconds=-1)
    assert await bot.keep() == []
    past.clock.advance(seconds=1)
    (certificate,) = await bot.keep()
    assert certificate.holds
    assert (certificate.session, certificate.signer, certificate.wraps) == (past.session.id, BOT_ID, 1)
    async with past.desk.store.reading() as tx:
        left = (await tx.execute(select(sessions.c.id))).scalars().all()
        assert past.session.id not in left
        kept = (await tx.execute(select(wraps.c.session_id))).scalars().all()
        assert past.session.id not in kept
    for name in ("letters", "digest_items", "item_marks"):
        assert await count_rows(past, name) == 0
    last = (await read_entries(past.desk.store))[-1]
    assert (last.actor, last.act, last.ref) == (BOT_ID, "session-erase", past.session.id)
    assert await bot.keep() == [], "what is erased is not erased again"


async def test_the_keys_of_its_routes_die_with_it(past: Past) -> None:
    await past.intake.submit(Press(9_999, 7, 7, 9_999), past.session, "скажите мне", "ru", "people", tell_me=True)
    named = [name for name in past.ring.names() if past.session.id.hex() in name]
    assert {name.split("/")[0] for name in named} == {"nullifier", "route"}
    await close_session(past.desk, past.session)
    past.clock.advance(days=past.session.terms.retention_days)
    await retention_of(past).keep()
    assert not [name for name in past.ring.names() if past.session.id.hex() in name]
    assert past.session.id.hex() not in past.settings.ring_path.read_text()


async def test_after_a_moderator_erased_it_the_next_upkeep_destroys_the_keys_of_its_routes(past: Past) -> None:
    await past.intake.submit(Press(9_999, 7, 7, 9_999), past.session, "скажите мне", "ru", "people", tell_me=True)
    await erase_session(past.desk, await close_session(past.desk, past.session), past.settings.certificates_path)
    await past.intake.retire_keys()
    assert past.session.id.hex() not in past.settings.ring_path.read_text()


def test_a_window_that_ended_counts_though_nobody_closed_the_session(past: Past) -> None:
    day = 24 * 3600
    ended = Session(b"s" * 16, Terms("а", EVENT, retention_days=60, closes=100 * day), "open", 1, 0, None, b"")
    assert ended.erases_at == 160 * day
    assert replace(ended, state="closed", closed=130 * day).erases_at == 160 * day, "closing late does not prolong it"
    assert replace(ended, state="closed", closed=90 * day).erases_at == 150 * day
    assert Session(b"s" * 16, Terms("ящик"), "open", 1, 0, None, b"").erases_at is None


async def test_a_cut_between_erasing_and_checking_is_made_up_for(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    await close_session(past.desk, past.session)
    past.clock.advance(days=past.session.terms.retention_days)

    async def pulled(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as plug:
        plug.setattr("core.erasure.scrub", pulled)
        with pytest.raises(KeyboardInterrupt):
            await retention_of(past).keep()
    keys = await keys_of(past)
    async with past.desk.store.reading() as tx:
        written = (await tx.execute(select(erasures.c.certificate))).scalar_one()
    assert not read_certificate(written, keys).holds, "nobody has looked yet, and it says so"
    (certificate,) = await retention_of(past).keep()
    assert certificate.holds
    assert sorted(path.suffix for path in past.settings.certificates_path.iterdir()) == [".json"]
    assert [finding.level for finding in await examine(past.settings, past.clock) if finding.check == "erasure"] == [OK]


async def test_samples_laid_aside_for_an_erasure_that_never_happened_are_thrown_away(past: Past) -> None:
    folder = past.settings.certificates_path
    folder.mkdir()
    (folder / f"{past.session.id.hex()}.part").write_text("[]")
    assert await retention_of(past).keep() == []
    assert list(folder.iterdir()) == []
    async with past.desk.store.reading() as tx:
        assert past.session.id in (await tx.execute(select(sessions.c.id))).scalars().all()


async def test_a_certificate_verifies_and_a_changed_or_foreign_one_does_not(past: Past) -> None:
    closed = await close_session(past.desk, past.session)
    made = await erase_session(past.desk, closed, past.settings.certificates_path)
    keys = await keys_of(past)
    written = (past.settings.certificates_path / f"{past.session.id.hex()}.json").read_text()
    assert read_certificate(written, keys) == made
    better = Certificate(**{**vars(made), "critiques": made.critiques + 1})
    stranger = Signer.generate()
    forged = replace(made, signature=stranger.sign(context("erasure", made.encode())))
    for bad in (better.write(), forged.write(), "{}", "nothing"):
        with pytest.raises(CannotOpen):
            read_certificate(bad, keys)


async def test_a_key_that_was_left_is_found_and_the_certificate_says_so(past: Past) -> None:
    """Somebody puts the wraps back while the files are being cleaned."""
    mine = select(wraps).where(wraps.c.session_id == past.session.id)
    async with past.desk.store.reading() as tx:
        kept = [dict(row._mapping) for row in await tx.execute(mine)]
    closed = await close_session(past.desk, past.session)

    async def sabotaged(store: Store) -> None:
        async with store.writing() as tx:
            await tx.execute(insert(wraps), kept)

    with pytest.MonkeyPatch.context() as plug:
        plug.setattr("core.erasure.scrub", sabotaged)
        made = await erase_session(past.desk, closed, past.settings.certificates_path)
    assert made.opened > 0
    assert not made.holds


async def test_queued_messages_with_released_words_go_with_the_session(past: Past) -> None:
    async with past.desk.store.reading() as tx:
        mine = select(outbox.c.id).where(outbox.c.session_id == past.session.id)
        (cover,) = (await tx.execute(mine)).scalars()
    given = Placed(5, ((6, "text"),), SafeText("Здесь был дайджест."))
    await past.outbox.remember(b"an item", given, 2**40, past.session.id)
    await past.outbox.remember(b"another", given, 2**40, b"another session")
    await erase_session(past.desk, await close_session(past.desk, past.session), past.settings.certificates_path)
    async with past.desk.store.reading() as tx:
        left = (await tx.execute(select(outbox.c.id))).scalars().all()
    assert cover not in left
    ((row, found),) = await past.outbox.expired()
    assert found == given, "what was sent becomes a stub at once"
    assert row in left
    assert len(left) == 2


async def test_the_doctor_warns_when_nobody_erases(past: Past) -> None:
    await close_session(past.desk, past.session)
    past.clock.advance(days=past.session.terms.retention_days + 2)
    (finding,) = [one for one in await examine(past.settings, past.clock) if one.check == "erasure"]
    assert (finding.level, finding.facts) == (WARNING, {"sessions": 1})


async def test_a_certificate_written_by_the_bot_keeps_the_session_out_of_a_restore_elsewhere(
    past: Past, tmp_path: Path, empty_url: str
) -> None:
    archives = await back_up(past.desk, tmp_path / "old.backup")
    await close_session(past.desk, past.session)
    past.clock.advance(days=past.session.terms.retention_days)
    await retention_of(past).keep()
    target = open_store(empty_url)
    await migrate(target)
    await restore(target, past.pin, *archives, past.settings.certificates_path)
    async with target.reading() as tx:
        assert past.session.id not in (await tx.execute(select(sessions.c.id))).scalars().all()
    await target.close()
