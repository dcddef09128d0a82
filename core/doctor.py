"""Checking an installation: each finding with its remedy. Looks only; changes nothing."""

import shlex
import shutil
import stat
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url, select

from core.clock import Clock, seconds_of
from core.crypto.bot_key import BotKey
from core.crypto.identity import load, read_card
from core.crypto.roster import RECOVERY, Pin, Roster, read_pin
from core.erasure import read_certificate
from core.errors import BadInput, CannotOpen, KeySwapped, NotInitialised, RevmentorError, StoreUnavailable
from core.journal import last_seals, read_witness, review_seal, verify
from core.language.safe_text import one_line
from core.sessions import Session, read_chain, read_current, read_keys, read_roster
from core.settings import Settings
from core.store.engine import Store, open_store
from core.store.migrate import HEAD, read_revision
from core.store.tables import critiques, erasures, reviews

OK = "ok"
WARNING = "warning"
BROKEN = "broken"
ROOM_LEAST = 200 * 1024 * 1024
"""Bytes free below which the disk is called nearly full."""
GRACE = 24 * 3600
"""Seconds for which a session may stay after its retention: the bot looks once an hour."""
CLOCK_OLDEST = 1_764_000_000
"""Seconds: a machine whose clock stands before this program was written makes every date wrong."""


@dataclass(frozen=True)
class Finding:
    """One look. ``message_id`` and ``facts`` say what was found and, unless OK, what to do."""

    check: str
    level: str
    message_id: str
    facts: dict[str, object]


def _found(check: str, level: str, **facts: object) -> Finding:
    return Finding(check, level, f"doctor-{check}-{level}", facts)


async def examine(
    settings: Settings, clock: Clock, reach: Callable[[], Awaitable[bool]] | None = None
) -> list[Finding]:
    """All checks, in the order in which a remedy helps. ``reach`` tells whether the Bot API answers; without it that
    check is left out."""
    findings = [_home(settings), *_modes(settings), _room(settings), _time(clock), _token(settings)]
    pin = _try_pin(settings)
    findings += [_keys(settings), _found("pin", OK if pin else BROKEN)]
    store = open_store(settings.url)
    try:
        findings += await _store(store, settings, pin, clock)
    finally:
        await store.close()
    if reach is not None:
        findings.append(_found("telegram", OK if await reach() else WARNING))
    return findings


def is_healthy(findings: list[Finding]) -> bool:
    """Whether nothing is broken; warnings are allowed."""
    return all(finding.level != BROKEN for finding in findings)


def _home(settings: Settings) -> Finding:
    if not settings.home.is_dir():
        return _found("home", BROKEN, home=str(settings.home))
    return _found("home", OK, home=str(settings.home))


def _modes(settings: Settings) -> list[Finding]:
    """A key that others can read is a key lost; of any other file of the home they learn what a copy of it tells."""
    keys = (settings.home, settings.identity_path, settings.bot_key_path, settings.ring_path, settings.pin_path)
    within = sorted(path for path in settings.home.glob("*") if path.is_file())
    others = dict.fromkeys(path for path in (*within, *_database_files(settings.url)) if path not in keys)
    findings = [_mode(path, BROKEN) for path in keys if _is_open(path)]
    findings += [_mode(path, WARNING) for path in others if _is_open(path)]
    return findings or [_found("mode", OK)]


def _mode(path: Path, level: str) -> Finding:
    """With the path as a shell takes it."""
    return _found("mode", level, file=one_line(path.name), path=one_line(shlex.quote(str(path))))


def _is_open(path: Path) -> bool:
    """Whether others than its owner may do anything with a file that exists."""
    return path.exists() and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _database_files(url: str) -> list[Path]:
    """The embedded store's file and its log; none of a server's, which are not ours."""
    parsed = make_url(url)
    if not parsed.database or parsed.get_backend_name() != "sqlite":
        return []
    return [Path(parsed.database + ending) for ending in ("", "-wal", "-shm")]


def _room(settings: Settings) -> Finding:
    folder = settings.home if settings.home.is_dir() else settings.home.parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return _found("disk", BROKEN, mebibytes=0)
    return _found("disk", OK if free >= ROOM_LEAST else WARNING, mebibytes=free // 2**20)


def _time(clock: Clock) -> Finding:
    return _found("clock", OK if clock.now().timestamp() >= CLOCK_OLDEST else BROKEN)


def _token(settings: Settings) -> Finding:
    try:
        settings.read_token()
    except BadInput:
        return _found("token", WARNING)
    return _found("token", OK)


def _keys(settings: Settings) -> Finding:
    """A host may hold the bot's key, a moderator's, or both; with neither there is nothing to run."""
    try:
        bot = BotKey.load(settings.bot_key_path) if settings.bot_key_path.exists() else None
        card = read_card(load(settings.identity_path)) if settings.identity_path.exists() else None
    except RevmentorError:
        return _found("keys", BROKEN)
    return _found("keys", OK if bot or card else BROKEN)


def _try_pin(settings: Settings) -> Pin | None:
    try:
        return read_pin(settings.pin_path)
    except (NotInitialised, BadInput):
        return None


async def _store(store: Store, settings: Settings, pin: Pin | None, clock: Clock) -> list[Finding]:
    try:
        revision = await read_revision(store)
    except StoreUnavailable:
        return [_found("store", BROKEN)]
    if revision != HEAD:
        return [_found("store", OK), _found("migrations", BROKEN, revision=revision or "-", head=HEAD)]
    findings = [_found("store", OK), _found("migrations", OK)]
    if pin is None:
        return findings
    try:
        async with store.reading() as tx:
            roster = await read_roster(tx, pin)
            found = await read_current(tx, pin)
            keys, team = await read_keys(tx, pin), await read_chain(tx, pin)
    except KeySwapped:
        return [*findings, _found("signatures", BROKEN)]
    findings += [_found("signatures", OK), _agreement(settings, roster), _recovery(roster)]
    findings.append(await _erasures(store, keys, found, seconds_of(clock)))
    verdict = await verify(store, team, read_witness(settings.witness_path))
    if verdict.broken is None:
        return [*findings, _found("journal", OK, entries=verdict.entries), await _reviews(store)]
    return [*findings, _found("journal", BROKEN, entry=verdict.broken)]


def _agreement(settings: Settings, roster: Roster) -> Finding:
    """The keys on this host are those that the team's list names."""
    if settings.bot_key_path.exists() and BotKey.load(settings.bot_key_path).pair.public != roster.bot.hpke:
        return _found("agreement", BROKEN)
    if settings.identity_path.exists():
        card = read_card(load(settings.identity_path))
        if not any(member.id == card.id for member in roster.members):
            return _found("agreement", BROKEN)
    return _found("agreement", OK)


async def _reviews(store: Store) -> Finding:
    """Every stored decision is the last one that the journal vouches for. Takes no moderator's key."""
    async with store.reading() as tx:
        seals = {ref: seal for ref, (_, seal) in (await last_seals(tx)).items()}
        living = set((await tx.execute(select(critiques.c.id))).scalars())
        query = select(reviews.c.critique_id, reviews.c.revision, reviews.c.box)
        async for row in await tx.stream(query):
            if seals.get(row.critique_id) == review_seal(row.critique_id, row.revision, row.box):
                del seals[row.critique_id]
            else:
                seals.setdefault(row.critique_id, b"")
    altered = len(seals.keys() & living)
    return _found("reviews", BROKEN, reviews=altered) if altered else _found("reviews", OK)


async def _erasures(store: Store, keys: dict[bytes, bytes], found: Sequence[Session], now: int) -> Finding:
    """What was to be erased is erased, and each certificate is signed and clean."""
    late = [one for one in found if one.erases_at is not None and one.erases_at + GRACE < now]
    if late:
        return _found("erasure", WARNING, sessions=len(late))
    async with store.reading() as tx:
        written = (await tx.execute(select(erasures.c.certificate))).scalars().all()
    bad = 0
    for certificate in written:
        try:
            bad += not read_certificate(certificate, keys).holds
        except CannotOpen:
            bad += 1
    if bad:
        return _found("erasure", BROKEN, certificates=bad)
    return _found("erasure", OK, certificates=len(written))


def _recovery(roster: Roster) -> Finding:
    return _found("recovery", OK if any(member.role == RECOVERY for member in roster.members) else WARNING)
