"""Invitations: one-time links, each vouched for by the team.

The store keeps a hash of the link and, sealed to the bot and signed, what the link makes of its bearer. So a reader of
the store learns neither roles nor titles, and whoever can write it can invite nobody.
"""

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, insert

from core.clock import Clock, day_of
from core.crypto.aead import Randomness, context, digest
from core.crypto.bot_key import BotKey
from core.crypto.hpke import seal
from core.crypto.padding import pad, unpad
from core.crypto.roster import BOT_ID, Roster
from core.crypto.signing import Signer, is_signed
from core.errors import BadInput, CannotOpen
from core.journal import Act, append
from core.language.safe_text import one_line
from core.store.engine import Store
from core.store.tables import invites

EMPLOYEE = "employee"
EXECUTIVE = "executive"
HOST = "host"
"""A guest from outside who takes executives in as interns; hears of nothing else."""
ROLES = (EMPLOYEE, EXECUTIVE)
INVITED = (*ROLES, HOST)
INVITE_DAYS = 30
INVITES_MOST = 10_000
TITLE_LONGEST = 60


@dataclass(frozen=True)
class Issuer:
    """Who vouches for an invitation: a moderator, or the bot's own host. ``bot``: the public key it is sealed to."""

    id: bytes
    signer: Signer = field(repr=False)
    bot: bytes = field(repr=False)

    @classmethod
    def of_host(cls, key: BotKey) -> "Issuer":
        """The bot's host: whoever holds its key file decides who talks to it anyway."""
        return cls(BOT_ID, key.signer, key.pair.public)


@dataclass(frozen=True)
class Card:
    """What an invitation makes of its bearer: a role, an executive's title, and what a list of people has told of them
    (``facts``: core.programs.profiles)."""

    role: str
    title: str = field(default="", repr=False)
    facts: Mapping[str, str] = field(default_factory=dict, repr=False)


async def create_invites(
    store: Store, clock: Clock, issuer: Issuer, cards: Sequence[Card], random: Randomness = os.urandom
) -> list[str]:
    """One invitation for each card, as deep-link payloads (32 characters) good for INVITE_DAYS days, in the order of
    ``cards``.

    Raises BadInput for an unknown role, fewer than one or more than INVITES_MOST cards, or a long title.
    """
    if not 1 <= len(cards) <= INVITES_MOST:
        raise BadInput("error-invite-count", most=INVITES_MOST)
    for card in cards:
        if card.role not in INVITED:
            raise BadInput("error-role", role=one_line(card.role))
        if len(one_line(card.title)) > TITLE_LONGEST:
            raise BadInput("error-invite-title", most=TITLE_LONGEST)
    tokens = [urlsafe_b64encode(random(24)).decode() for _ in cards]
    expires = day_of(clock) + timedelta(days=INVITE_DAYS)
    rows = [
        {"token_hash": hash_token(token), "expires": expires, "card": _seal(card, issuer, hash_token(token))}
        for token, card in zip(tokens, cards, strict=True)
    ]
    async with store.writing() as tx:
        await tx.execute(delete(invites).where(invites.c.expires < day_of(clock)))
        await tx.execute(insert(invites), rows)
        await append(tx, clock, issuer.id, issuer.signer, [Act("invite", count=len(rows))])
    return tokens


def open_card(key: BotKey, roster: Roster, token_hash: bytes, sealed: bytes) -> Card:
    """The card of an invitation that a moderator of ``roster``, or the bot's host, has signed. Raises CannotOpen."""
    try:
        signed = json.loads(unpad(key.pair.open(sealed, context("invite", token_hash))))
        body, sender, signature = signed["body"], bytes.fromhex(signed["sender"]), bytes.fromhex(signed["signature"])
        issuers = {**{member.id: member.verify for member in roster.moderators().values()}, BOT_ID: key.signer.public}
        if not is_signed(issuers[sender], signature, _statement(token_hash, body)):
            raise CannotOpen
        return Card(**json.loads(body))
    except (ValueError, KeyError, TypeError):
        raise CannotOpen from None


def _seal(card: Card, issuer: Issuer, token_hash: bytes) -> bytes:
    body = json.dumps({"role": card.role, "title": one_line(card.title), "facts": dict(card.facts)}, ensure_ascii=False)
    signature = issuer.signer.sign(_statement(token_hash, body))
    signed = {"body": body, "sender": issuer.id.hex(), "signature": signature.hex()}
    return seal(issuer.bot, pad(json.dumps(signed, ensure_ascii=False).encode()), context("invite", token_hash))


def _statement(token_hash: bytes, body: str) -> bytes:
    return context("invite-statement", token_hash, body)


def hash_token(token: str) -> bytes:
    """What the store knows of a link: 32 bytes."""
    return digest(b"invite", token.encode())
