"""What the organiser wants done, on its way from the console to the bot: sealed to the bot, signed by a moderator.

The bot carries an order out in one transaction with settling it, so it happens once. An order that cannot be carried
out any more is refused, and the console says so.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock
from core.crypto.aead import context
from core.crypto.bot_key import BotKey
from core.crypto.hpke import seal
from core.crypto.padding import pad, unpad
from core.crypto.roster import BOT_ID, Pin, Roster
from core.crypto.signing import Signer, is_signed
from core.errors import CannotOpen, RevmentorError, StoreUnavailable
from core.journal import Act, append
from core.programs.codec import decode, encode
from core.sessions import read_roster
from core.store.engine import Store
from core.store.tables import orders

WAITING = "waiting"
DONE = "done"
REFUSED = "refused"


@dataclass(frozen=True)
class Order:
    """An order as the bot reads it: ``act`` names what to do, ``body`` is a dataclass of the format's."""

    id: bytes
    act: str
    body: Any = field(repr=False)


Carry = Callable[[AsyncConnection, Any], Awaitable[None]]
"""Carries an order's body out. Raises RevmentorError to refuse it."""


@dataclass(frozen=True)
class Duty:
    """An act that the organiser may order: the kind of its body, and how it is carried out."""

    kind: type
    carry: Carry


def seal_order(bot_public: bytes, order_id: bytes, act: str, body: object, sender: bytes, signer: Signer) -> bytes:
    """For the bot alone."""
    said = encode(body).decode("utf-8", "surrogatepass")
    signature = signer.sign(_statement(order_id, act, said))
    raw = {"act": act, "body": said, "sender": sender.hex(), "signature": signature.hex()}
    return seal(bot_public, pad(json.dumps(raw).encode()), context("order", order_id))


def open_order(key: BotKey, roster: Roster, duties: Mapping[str, Duty], order_id: bytes, sealed: bytes) -> Order:
    """An order that a current moderator has signed. Raises CannotOpen for any other, or for an unknown act."""
    try:
        raw = json.loads(unpad(key.pair.open(sealed, context("order", order_id))))
        sender = roster.moderators()[bytes.fromhex(raw["sender"])]
        if not is_signed(sender.verify, bytes.fromhex(raw["signature"]), _statement(order_id, raw["act"], raw["body"])):
            raise CannotOpen
        body: Any = decode(duties[raw["act"]].kind, raw["body"].encode("utf-8", "surrogatepass"))
        return Order(order_id, raw["act"], body)
    except (ValueError, KeyError, TypeError):
        raise CannotOpen from None


async def carry_out(store: Store, key: BotKey, pin: Pin, clock: Clock, duties: Mapping[str, Duty]) -> list[str]:
    """Carry out every waiting order, each in its own transaction. Returns why those that were not carried out were not,
    as names of errors: what the core refuses is refused for good, what nobody expected waits and does not hold up the
    others. Raises StoreUnavailable."""
    query = select(orders.c.id).where(orders.c.state == WAITING).order_by(orders.c.id)
    async with store.reading() as tx:
        waiting = (await tx.execute(query)).scalars().all()
    refused = []
    for order_id in waiting:
        try:
            async with store.writing() as tx:
                if await _settle(tx, order_id, DONE):
                    act = await _carry(tx, key, pin, duties, order_id)
                    await append(tx, clock, BOT_ID, key.signer, [Act(f"order-{act}", order_id)])
        except StoreUnavailable:
            raise
        except RevmentorError as error:
            refused.append(type(error).__name__)
            async with store.writing() as tx:
                if await _settle(tx, order_id, REFUSED):
                    await _wipe(tx, order_id)
                    await append(tx, clock, BOT_ID, key.signer, [Act("order-refused", order_id)])
        except Exception as error:
            refused.append(type(error).__name__)
    return refused


async def _carry(tx: AsyncConnection, key: BotKey, pin: Pin, duties: Mapping[str, Duty], order_id: bytes) -> str:
    query = select(orders.c.bot_sealed).where(orders.c.id == order_id)
    sealed = (await tx.execute(query)).scalar_one()
    order = open_order(key, await read_roster(tx, pin), duties, order_id, sealed)
    await duties[order.act].carry(tx, order.body)
    await _wipe(tx, order_id)
    return order.act


async def _settle(tx: AsyncConnection, order_id: bytes, state: str) -> bool:
    """Whether it was this call that settled it: another replica may look at the same moment."""
    where = (orders.c.id == order_id) & (orders.c.state == WAITING)
    return (await tx.execute(update(orders).where(where).values(state=state))).rowcount == 1


async def _wipe(tx: AsyncConnection, order_id: bytes) -> None:
    await tx.execute(update(orders).where(orders.c.id == order_id).values(bot_sealed=b""))


def _statement(order_id: bytes, act: str, body: str) -> bytes:
    return context("order-statement", order_id, act, body.encode("utf-8", "surrogatepass"))
