"""A session is erased on one console while another one, or the bot, still works with it: nothing of it comes back."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.errors import NoSession, NotFound
from core.moderation.digest import compose, publish
from core.moderation.erasure import erase_session
from core.moderation.muting import mute_author
from core.moderation.questions import ask_author
from core.moderation.sessions import close_session
from core.store.tables import digests, drops, letters, mutes, replies, reviews, vouches
from tests.core.conftest import Company

Act = Callable[[Company], Awaitable[object]]
Late = Callable[[Company], Awaitable[Act]]


async def erase(company: Company, folder: Path) -> None:
    await erase_session(company.desk, await close_session(company.desk, company.session), folder / "certificates")


async def composing(company: Company) -> Act:
    released = [await company.release(one) for one in await company.receive("раз", "два", "три")]
    return lambda company: compose(company.desk, company.session, [one.id for one in released])


async def publishing(company: Company) -> Act:
    released = [await company.release(one) for one in await company.receive("раз", "два", "три")]
    draft = await compose(company.desk, company.session, [one.id for one in released])
    return lambda company: publish(company.desk, company.session, draft)


async def releasing(company: Company) -> Act:
    first, *_ = await company.receive("раз", "два", "три")
    return lambda company: company.release(first)


async def asking(company: Company) -> Act:
    first, *_ = await company.receive("раз", "два", "три")
    return lambda company: ask_author(company.desk, first, "Когда это было?")


async def muting(company: Company) -> Act:
    first, *_ = await company.receive("раз", "два", "три")
    return lambda company: mute_author(company.desk, company.session, first)


@pytest.mark.parametrize("late", [composing, publishing, releasing, asking, muting])
async def test_a_console_that_comes_too_late_hears_so_and_leaves_nothing(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: Late
) -> None:
    """The act has looked at everything, the other console erases, the act writes."""
    act, writing, erased = await late(company), company.store.writing, []

    def erase_first() -> object:
        monkeypatch.setattr(company.store, "writing", writing)
        return _After(lambda: _erase(), writing)

    async def _erase() -> None:
        secrets = dict(company.desk._secrets)
        await erase(company, tmp_path)
        # The other console has its own memory.
        company.desk._secrets.update(secrets)
        erased.append(True)

    monkeypatch.setattr(company.store, "writing", erase_first)
    with pytest.raises(NotFound):
        await act(company)
    assert erased
    assert await rows_of(company) == 0


class _After:
    """A transaction that begins when something else is done."""

    def __init__(self, before: Callable[[], Awaitable[None]], writing: Callable[[], object]) -> None:
        self._before = before
        self._writing = writing

    async def __aenter__(self) -> object:
        await self._before()
        self._inner = self._writing()
        return await self._inner.__aenter__()  # type: ignore[attr-defined]

    async def __aexit__(self, *error: object) -> object:
        return await self._inner.__aexit__(*error)  # type: ignore[attr-defined]


async def test_what_nobody_could_ever_read_is_not_acknowledged(company: Company, tmp_path: Path) -> None:
    """The bot remembers for a moment the sessions that it has verified."""
    await erase(company, tmp_path)
    with pytest.raises(NoSession):
        await company.write("никто этого не прочтёт")
    assert await rows_of(company) == 0


async def rows_of(company: Company) -> int:
    """Rows left of the session, or of anything in it."""
    left = 0
    async with company.store.reading() as tx:
        for table in (digests, drops, letters, mutes, replies, reviews, vouches):
            left += (await tx.execute(select(func.count()).select_from(table))).scalar_one()
    return left
