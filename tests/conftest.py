"""What every test can ask for: both database engines, a founded company, and the rooms of the core over it.

Everything that takes ``store_url`` runs twice, on SQLite and on PostgreSQL. The PostgreSQL server is the
suite's own: started from the installed binaries when the first test needs it, on a unix socket in a private
folder, and stopped with the suite. A folder of tests that has no use for two engines overrides the fixture
``engine`` with the one it wants.
"""

import asyncio
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import asyncpg
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from core.clock import ManualClock
from core.crypto.bot_key import BotKey, Ring
from core.crypto.identity import Cost
from core.crypto.roster import Pin, read_pin
from core.intake.submission import Intake
from core.leadership.comma import Leadership
from core.moderation.founding import Founded, found
from core.outbox import Outbox
from core.people.membership import Membership
from core.sessions import Terms
from core.settings import Settings, load_settings
from core.store.engine import Store, open_store
from core.store.migrate import migrate
from core.store.tables import metadata

# Function-scoped fixtures are folders and clocks here, and the tests that share one say so by drawing from it.
_TOLERATED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
hypothesis_settings.register_profile(
    "dev", max_examples=40, deadline=None, suppress_health_check=_TOLERATED, database=None
)
hypothesis_settings.register_profile(
    "ci", parent=hypothesis_settings.get_profile("dev"), max_examples=100, derandomize=True
)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "dev")

PASSPHRASE = "верный пароль"
CHEAP = Cost(8192, 1, 1)
"""Argon2id at 8 MiB and one pass: tests are about what happens, not about how long a guess takes."""

_POSTGRES_FOLDERS = "/usr/lib/postgresql/*/bin"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("REVMENTOR_")]:
        monkeypatch.delenv(name)


@dataclass(frozen=True)
class Postgres:
    """A running server of the suite's own; ``folder`` holds its socket."""

    folder: Path

    def empty(self, database: str) -> None:
        """Cut off whoever is still connected and delete every row: a hundred times less work than a new database."""
        cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        self.run(cut)
        self.run("; ".join(f"DELETE FROM {table.name}" for table in metadata.sorted_tables), database=database)

    def url(self, database: str) -> str:
        """The store's URL of one of its databases."""
        return f"postgresql+asyncpg://revmentor@/{database}?host={self.folder}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Execute statements one by one, outside any transaction, whether or not an event loop runs here."""

        async def execute() -> None:
            connection = await asyncpg.connect(host=str(self.folder), user="revmentor", database=database)
            try:
                for statement in statements:
                    await connection.execute(statement)
            finally:
                await connection.close()

        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, execute()).result()


def _postgres_binaries() -> Path | None:
    """The folder of ``postgres`` and ``initdb``: the newest of Debian's, else the one in PATH."""
    places = [Path(place) for place in sorted(Path("/").glob(_POSTGRES_FOLDERS[1:]), key=_major)]
    if in_path := shutil.which("initdb"):
        places.insert(0, Path(in_path).resolve().parent)
    complete = [place for place in places if (place / "initdb").exists() and (place / "postgres").exists()]
    return complete[-1] if complete else None


def _major(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


def _unprivileged() -> dict[str, object]:
    """How to start a child that is not root: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server. Skips visibly where none is installed; in CI, where it must run, that is a failure."""
    binaries = _postgres_binaries()
    if binaries is None:
        message = "no PostgreSQL server is installed (apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    child = _unprivileged()
    with tempfile.TemporaryDirectory(prefix="revmentor-pg-") as name:
        folder = Path(name)
        if child:
            os.chown(folder, child["user"], child["group"])  # type: ignore[arg-type]
        data = folder / "data"
        init = [
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "revmentor",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        ]
        subprocess.run(init, check=True, stdout=subprocess.DEVNULL, cwd=folder, **child)  # type: ignore[call-overload]
        quick = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB"]
        where = ["listen_addresses=", f"unix_socket_directories={folder}", "max_connections=60"]
        options = [part for setting in (*quick, *where) for part in ("-c", setting)]
        with (folder / "server.log").open("wb") as log:
            server = subprocess.Popen(  # type: ignore[call-overload]
                [binaries / "postgres", "-D", data, *options], stdout=log, stderr=log, cwd=folder, **child
            )
        try:
            running = Postgres(folder)
            _await_start(running, server)
            running.run("CREATE DATABASE revmentor")
            asyncio.run(_migrate(running.url("revmentor")))
            yield running
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


def _await_start(running: Postgres, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            running.run("SELECT 1")
        except (OSError, asyncpg.PostgresError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the suite's PostgreSQL server did not start: " + (running.folder / "server.log").read_text()[-2000:])


async def _migrate(url: str) -> None:
    store = open_store(url)
    await migrate(store)
    await store.close()


@cache
def empty_database() -> bytes:
    """An SQLite file with the newest schema and no rows: the migrations run once, whether or not an event loop runs
    here."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
        path = Path(folder) / "template.db"
        thread.submit(asyncio.run, _migrate(f"sqlite+aiosqlite:///{path}")).result()
        return path.read_bytes()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> str:
    """The engine of the test at hand: ``sqlite`` or ``postgresql``."""
    return str(request.param)


@pytest.fixture
def empty_url(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a database without any table."""
    if engine == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = f"empty_{secrets.token_hex(6)}"
    server.run(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """URL of an SQLite file of this test with the newest schema."""
    path = tmp_path / "revmentor.db"
    path.write_bytes(empty_database())
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
def store_url(engine: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a database of this test with the newest schema and no rows."""
    if engine == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    server: Postgres = request.getfixturevalue("postgres")
    yield server.url("revmentor")
    server.empty("revmentor")


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    """An open store with no rows."""
    opened = open_store(store_url)
    yield opened
    await opened.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that does not exist yet."""
    return tmp_path / "home"


@pytest.fixture
def settings(home: Path, store_url: str) -> Settings:
    """Settings of that home over this test's database."""
    return load_settings(home=home, database_url=store_url)


@pytest.fixture
def clock() -> ManualClock:
    """Monday, 2 March 2026, 09:30 UTC; it moves only when told."""
    return ManualClock(datetime(2026, 3, 2, 9, 30, tzinfo=UTC))


@pytest.fixture
def terms() -> Terms:
    """The terms of the first session: a standing inbox with the smallest group allowed."""
    return Terms("Постоянный ящик", k=3)


@pytest.fixture
async def founded(settings: Settings, terms: Terms, clock: ManualClock) -> AsyncIterator[Founded]:
    """A company just founded: its founder's unlocked desk and the first session."""
    made = await found(settings, "Анна", PASSPHRASE, "ООО «Ромашка»", terms, CHEAP, clock)
    yield made
    await made.desk.close()


@pytest.fixture
def bot_key(settings: Settings, founded: Founded) -> BotKey:
    """The bot's long-lived keys."""
    return BotKey.load(settings.bot_key_path)


@pytest.fixture
def ring(settings: Settings, founded: Founded) -> Ring:
    """The bot's short-lived keys."""
    return Ring(settings.ring_path)


@pytest.fixture
def pin(settings: Settings, founded: Founded) -> Pin:
    """What this host trusts."""
    return read_pin(settings.pin_path)


@pytest.fixture
def intake(founded: Founded, bot_key: BotKey, ring: Ring, pin: Pin, clock: ManualClock) -> Intake:
    """The bot's desk for submissions."""
    return Intake(founded.desk.store, bot_key, ring, pin, clock)


@pytest.fixture
def membership(founded: Founded, bot_key: BotKey, pin: Pin, clock: ManualClock) -> Membership:
    """The bot's list of people."""
    return Membership(founded.desk.store, bot_key, pin, clock)


@pytest.fixture
def leadership(founded: Founded, bot_key: BotKey, pin: Pin, clock: ManualClock) -> Leadership:
    """The executives' side."""
    return Leadership(founded.desk.store, bot_key, pin, clock)


@pytest.fixture
def outbox(founded: Founded, bot_key: BotKey, clock: ManualClock) -> Outbox:
    """The queue of messages to send."""
    return Outbox(founded.desk.store, bot_key, clock)
