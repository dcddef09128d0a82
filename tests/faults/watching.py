"""What several tests of bad days ask of a company."""

import asyncio
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from core.moderation.inbox import load_critiques
from core.moderation.taking_in import take_in
from telegram_bot.sandbox import Person, Shown
from tests.telegram_bot.conftest import Company

TEXT = "смету согласуют те, кто её не читал"
ALERT = "Хранилище пока недоступно"


async def until(holds: Callable[[], Any], steps: int = 1000) -> None:
    """Wait until something holds; AssertionError when it does not."""
    for _ in range(steps):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("waited in vain")


async def preview(person: Person, text: str = TEXT) -> Shown:
    """Write, and wait for the preview."""
    mine = await person.say(text)
    return await person.wait_for(
        lambda screen: next((one for one in screen if one.reply_to == mine.message_id and can_send(one)), None), 30
    )


def can_send(shown: Shown) -> bool:
    """Whether a message is a preview."""
    return any(button.data.startswith("s:") for row in shown.buttons for button in row)


def codes(person: Person) -> list[str]:
    """Every code on the screen."""
    return [button.data for one in person.screen() for row in one.buttons for button in row if button.kind == "copy"]


async def send(person: Person, shown: Shown) -> Any:
    """Press send on a preview."""
    return await person.press(lambda button: button.data.startswith("s:"), shown)


async def stored_texts(company: Company) -> list[str]:
    """Everything that arrived, as the moderators find it."""
    await take_in(company.desk, company.session)
    return sorted(one.text for one in await load_critiques(company.desk, company.session))


async def count(company: Company, table: Any) -> int:
    """Rows of a table."""
    async with company.desk.store.reading() as tx:
        return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())
