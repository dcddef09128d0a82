"""The organiser's side of the formats around the sessions: reading their records, ordering what the bot shall do."""

from typing import Any, TypeVar

from sqlalchemy import insert, select

from core.crypto.padding import unpad
from core.errors import NotFound
from core.journal import Act
from core.moderation.desk import Desk
from core.moderation.sessions import open_session
from core.programs.codec import decode
from core.programs.ledger import Record, Shelf, team_place
from core.programs.orders import WAITING, seal_order
from core.programs.topics import SKILLS, TOPICS
from core.sessions import PROGRAMME, Session, Terms
from core.store.tables import orders, programs

Shown = TypeVar("Shown")
TITLE = "Programme"
"""The programme is no session that anybody sees; its terms need a title all the same."""


async def begin_programme(desk: Desk) -> Session:
    """The company's programme; opened when there is none yet."""
    for session in await desk.keyed_sessions():
        if session.terms.kind == PROGRAMME and session.is_open:
            return session
    return await open_session(desk, Terms(TITLE, PROGRAMME, two_person="never"))


async def read_shelf(desk: Desk, shelf: Shelf[Any, Shown], *, live: bool = False) -> list[Record[Shown]]:
    """All records of a shelf as the organiser may see them, in the order of their ids; with ``live`` those to which
    something can still happen. Raises CannotOpen when one was altered behind the program's back."""
    home = await begin_programme(desk)
    query = select(programs).where(programs.c.format == shelf.name).order_by(programs.c.id)
    if live:
        query = query.where(programs.c.live.is_(True))
    async with desk.store.reading() as tx:
        rows = (await tx.execute(query)).all()
    found = []
    for row in rows:
        secret = await desk.secret(home.id, row.epoch)
        place = team_place(shelf, home.id, row.epoch, row.id, row.revision)
        plain = unpad(secret.pair.open(row.team_sealed, place))
        found.append(Record(row.id, row.revision, row.live, decode(shelf.shown, plain)))
    return found


async def topics_in_force(desk: Desk) -> tuple[str, ...]:
    """The topics that people choose from now."""
    found = await read_shelf(desk, TOPICS)
    return (found[0].body.words if found else ()) or SKILLS


async def find_on_shelf(desk: Desk, shelf: Shelf[Any, Shown], prefix: str) -> Record[Shown]:
    """The record whose id starts with ``prefix`` (hex). Raises NotFound, also when several do."""
    matches = [record for record in await read_shelf(desk, shelf) if prefix and record.ref.startswith(prefix.lower())]
    if len(matches) != 1:
        raise NotFound
    return matches[0]


async def give_order(desk: Desk, act: str, body: object) -> bytes:
    """Leave an order for the bot; returns its id. It is carried out as soon as the bot looks, once."""
    await begin_programme(desk)
    order_id = desk.random(16)
    sealed = seal_order(desk.roster.bot.hpke, order_id, act, body, desk.identity.id, desk.identity.signer)
    async with desk.store.writing() as tx:
        await tx.execute(insert(orders), [{"id": order_id, "state": WAITING, "bot_sealed": sealed}])
        await desk.note(tx, Act(f"order-{act}", order_id))
    return order_id


async def state_of_order(desk: Desk, order_id: bytes) -> str:
    """``waiting``, ``done`` or ``refused``. Raises NotFound."""
    async with desk.store.reading() as tx:
        state = (await tx.execute(select(orders.c.state).where(orders.c.id == order_id))).scalar_one_or_none()
    if state is None:
        raise NotFound
    return str(state)
