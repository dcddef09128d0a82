"""The installation's plain facts: the company's name, time zone and language, the bot's user name."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import BadInput
from core.store.engine import Store
from core.store.tables import company

TIMEZONE_DEFAULT = "Europe/Moscow"
_FACTS = select(company)


@dataclass(frozen=True)
class Company:
    """What everybody may know. ``bot``: the bot's user name without @, empty until it has run once."""

    name: str = ""
    timezone: str = TIMEZONE_DEFAULT
    bot: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.timezone)


async def read_company(tx: AsyncConnection) -> Company:
    """The facts as stored."""
    rows = {row.name: row.value for row in await tx.execute(_FACTS)}
    return Company(**{name: rows[name] for name in ("name", "timezone", "bot") if name in rows})


async def write_fact(tx: AsyncConnection, name: str, value: str) -> None:
    """Set one of ``name``, ``timezone``, ``bot``. Raises BadInput for an unknown time zone."""
    if name == "timezone":
        check_timezone(value)
    await tx.execute(delete(company).where(company.c.name == name))
    await tx.execute(insert(company), [{"name": name, "value": value}])


async def remember_bot(store: Store, name: str) -> None:
    """Leave the bot's user name for whoever makes invitation links; written only when it is another one."""
    async with store.reading() as tx:
        if (await read_company(tx)).bot == name:
            return
    async with store.writing() as tx:
        await write_fact(tx, "bot", name)


def check_timezone(name: str) -> None:
    """Raise BadInput unless it is an IANA time zone."""
    if name not in available_timezones():
        raise BadInput("error-timezone")
