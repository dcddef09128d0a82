"""Composing a digest from released critiques, and publishing it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import seconds_of
from core.company import read_company
from core.crypto.aead import context
from core.crypto.hpke import PUBLIC_SIZE
from core.crypto.padding import pad, unpad
from core.digests import DRAFT, ITEM_ID_SIZE, PUBLISHED, Cover, Item, cover_context, item_context
from core.errors import BadInput, ChangedElsewhere, NotAllowed, NotFound
from core.intake.thread import STATUS
from core.journal import Act, Verdict, head_of, write_witness
from core.language.safe_text import make_safe, one_line
from core.leadership.life import Life, decode_life
from core.moderation import review as reviewing
from core.moderation.desk import Desk
from core.moderation.grouping import is_follower, is_lead, load_followers, released_with, told_size
from core.moderation.inbox import Critique, load_critiques
from core.moderation.numbers import Meter, Numbers, count_numbers
from core.moderation.records import check_mailbox, check_reviews, status_facts, store_reviews, write_letters
from core.moderation.review import RELEASED, is_rightly_released
from core.sessions import Session, hold_session
from core.store.tables import critiques, decisions, digest_items, digests, vouches
from core.vouching import vouch_row
from core.wording import released_wording

ITEMS_MOST = 100
TITLE_LONGEST = 80
PREFACE_LONGEST = 1000


@dataclass(frozen=True)
class Draft:
    """A digest as the team keeps it. ``items``: critique ids in order. ``published`` in seconds, None for a
    draft.
    """

    id: bytes
    session: bytes
    epoch: int
    number: int
    state: str
    title: str = field(repr=False)
    preface: str = field(repr=False)
    items: tuple[bytes, ...]
    published: int | None


async def compose(desk: Desk, session: Session, items: Sequence[bytes], title: str = "", preface: str = "") -> Draft:
    """A new draft from released critiques, in the order given. Raises BadInput, NotAllowed or
    ChangedElsewhere; nothing is stored then.

    An empty title becomes the session's.
    """
    title, preface = one_line(title) or session.terms.title, make_safe(preface)
    if len(title) > TITLE_LONGEST or len(preface) > PREFACE_LONGEST:
        raise BadInput("error-digest-words", title=TITLE_LONGEST, preface=PREFACE_LONGEST)
    if not 1 <= len(items) <= ITEMS_MOST or len(set(items)) != len(items):
        raise BadInput("error-digest-items", most=ITEMS_MOST)
    chosen = await load_critiques(desk, session, items)
    if len(chosen) != len(items) or any(critique.review.state != RELEASED for critique in chosen):
        raise NotAllowed("error-not-released")
    if any(is_follower(critique) for critique in chosen):
        raise NotAllowed("error-follows")
    try:
        return await _store_draft(desk, session, items, title, preface)
    except IntegrityError:
        # Another console has taken the number in between.
        raise ChangedElsewhere from None


async def _store_draft(desk: Desk, session: Session, items: Sequence[bytes], title: str, preface: str) -> Draft:
    digest_id = desk.random(16)
    async with desk.store.writing() as tx:
        await hold_session(tx, session.id)
        number = (await tx.execute(select(func.coalesce(func.max(digests.c.number), 0)))).scalar_one() + 1
        draft = Draft(digest_id, session.id, session.epoch, number, DRAFT, title, preface, tuple(items), None)
        row = {"id": digest_id, "session_id": session.id, "epoch": session.epoch, "number": number}
        row |= {
            "state": DRAFT,
            "published": None,
            "team_box": await _seal_draft(desk, draft),
            "bot_sealed": None,
        }
        await tx.execute(insert(digests), [row])
        await desk.note(tx, Act("digest-compose", digest_id, len(items)))
    return draft


async def discard(desk: Desk, draft: Draft) -> None:
    """Delete a draft; its critiques stay released. Raises NotAllowed once published."""
    async with desk.store.writing() as tx:
        gone = delete(digests).where(digests.c.id == draft.id, digests.c.state == DRAFT)
        if (await tx.execute(gone)).rowcount != 1:
            raise NotAllowed("error-already-published")
        await desk.note(tx, Act("digest-discard", draft.id))


async def list_digests(desk: Desk, session: Session) -> list[Draft]:
    """Drafts and published digests of a session, newest first."""
    query = select(digests).where(digests.c.session_id == session.id).order_by(digests.c.number.desc())
    async with desk.store.reading() as tx:
        rows = (await tx.execute(query)).all()
    found = []
    for row in rows:
        raw = await _open_draft(desk, row)
        items = tuple(bytes.fromhex(item) for item in raw["items"])
        common = (
            row.id,
            row.session_id,
            row.epoch,
            row.number,
            row.state,
            raw["title"],
            raw["preface"],
            items,
        )
        found.append(Draft(*common, row.published))
    return found


async def find_digest(desk: Desk, session: Session, number: int | None) -> Draft:
    """The digest of that number, or the newest. Raises NotFound."""
    for draft in await list_digests(desk, session):
        if number in (None, draft.number):
            return draft
    raise NotFound


async def preview(desk: Desk, session: Session, draft: Draft) -> tuple[Cover, list[Item]]:
    """Cover and items as executives will get them; pages.cover_page and item_page show them as Telegram
    will.
    """
    cover, items, _ = await weigh(desk, session, draft)
    return cover, items


async def weigh(desk: Desk, session: Session, draft: Draft) -> tuple[Cover, list[Item], Meter]:
    """The preview, and what the thresholds hold back of it."""
    groups = await _groups(desk, session, draft)
    cover, items, numbers = await _prepare(desk, session, draft, groups)
    unsaid = sum(bool(item.also) and not item.letters for item in items)
    return cover, items, Meter(session.terms.k, numbers.participants, len(numbers.withheld.hidden), unsaid)


async def _groups(desk: Desk, session: Session, draft: Draft) -> dict[bytes, list[Critique]]:
    """The letters behind each item, by the item's critique: itself, then those released with it."""
    chosen = await load_critiques(desk, session, draft.items)
    followers = await load_followers(desk, session, [one.id for one in chosen if is_lead(one)])
    return {one.id: [one, *released_with(followers.get(one.id, ()))] for one in chosen}


async def _prepare(
    desk: Desk, session: Session, draft: Draft, groups: dict[bytes, list[Critique]], at: int | None = None
) -> tuple[Cover, list[Item], Numbers]:
    everybody = [critique.id for group in groups.values() for critique in group]
    async with desk.store.reading() as tx:
        mailboxes = await _mailboxes(tx, everybody)
        cover, numbers = await _cover(desk, tx, session, draft, at)
    items = [
        _item(desk, session, position, groups[critique], mailboxes) for position, critique in enumerate(draft.items, 1)
    ]
    return cover, items, numbers


@dataclass(frozen=True)
class Parcel:
    """A digest ready to leave: rows and values to store, the reviews that change with it, the letters that tell."""

    cover: bytes
    team_box: bytes
    items: list[dict[str, Any]]
    changes: list[tuple[Critique, reviewing.Review]]
    told: list[tuple[Critique, str, dict[str, str]]]
    verdict: Verdict

    def witness(self, desk: Desk) -> None:
        """Remember on this host how far the journal was seen to hold."""
        if desk.witness_path:
            write_witness(desk.witness_path, self.verdict)


async def pack(desk: Desk, session: Session, draft: Draft, at: int) -> Parcel:
    """Seal a draft that is to be published at ``at`` (seconds). Raises NotAllowed when it has left already, or an item
    is not released any more."""
    if draft.state != DRAFT:
        raise NotAllowed("error-already-published")
    groups = await _groups(desk, session, draft)
    if len(groups) != len(draft.items):
        # One of them was erased since.
        raise NotAllowed("error-not-released")
    if any(is_follower(group[0]) for group in groups.values()):
        raise NotAllowed("error-follows")
    letters = [critique for item in draft.items for critique in groups[item]]
    changes = [(critique, reviewing.publish(critique.review)) for critique in letters]
    if not all(is_rightly_released(critique.review, session.terms) for critique, _ in changes):
        raise NotAllowed("error-second-person")
    verdict = await check_reviews(desk, letters)
    cover, items, numbers = await _prepare(desk, session, draft, groups, at)
    bot, mine, signer = desk.roster.bot.hpke, desk.identity.id, desk.identity.signer
    rows = [
        {
            "id": item.id,
            "digest_id": draft.id,
            "position": item.position,
            "bot_sealed": item.seal(bot, draft.id, mine, signer),
        }
        for item in items
    ]
    told = [
        (critique, STATUS, {**status_facts(critique, review), "number": str(draft.number)})
        for critique, review in changes
    ]
    box = await _seal_draft(desk, draft, numbers, cover)
    return Parcel(cover.seal(bot, draft.id, mine, signer), box, rows, changes, told, verdict)


async def publish(desk: Desk, session: Session, draft: Draft) -> Draft:
    """Seal the digest to the bot, mark its critiques and those grouped with them published, tell their authors: one
    transaction, final.

    Raises NotAllowed when it was published already or an item is not released any more, ChangedElsewhere.
    """
    at = seconds_of(desk.clock)
    parcel = await pack(desk, session, draft, at)
    async with desk.store.writing() as tx:
        await leave(desk, tx, draft, parcel, state=PUBLISHED, published=at)
        await tx.execute(insert(digest_items), parcel.items)
        await store_reviews(desk, tx, parcel.changes, "publish")
        await write_letters(desk, tx, parcel.told)
        await desk.note(tx, Act("digest-publish", draft.id, len(parcel.items)))
    parcel.witness(desk)
    return replace(draft, state=PUBLISHED, published=at)


async def leave(desk: Desk, tx: AsyncConnection, draft: Draft, parcel: Parcel, **values: object) -> None:
    """Let a draft's row become that of a digest that has left, and vouch for what was sealed. Raises NotAllowed when it
    is no draft any more, NotFound when its session was erased."""
    await hold_session(tx, draft.session)
    where = (digests.c.id == draft.id) & (digests.c.state == DRAFT)
    row = {"bot_sealed": parcel.cover, "team_box": parcel.team_box, **values}
    if (await tx.execute(update(digests).where(where).values(**row))).rowcount != 1:
        raise NotAllowed("error-already-published")
    places = [(cover_context(draft.id), parcel.cover)]
    places += [(item_context(draft.id, row["position"], row["id"]), row["bot_sealed"]) for row in parcel.items]
    mine, signer = desk.identity.id, desk.identity.signer
    await tx.execute(insert(vouches), [vouch_row(draft.session, *place, mine, signer) for place in places])


async def read_lives(desk: Desk, session: Session, draft: Draft) -> dict[int, tuple[bytes, Life]]:
    """What happened to the items of a published digest, by position: the item's id and its life. Items to which nothing
    has happened are missing."""
    joined = select(decisions, digest_items.c.position).join(digest_items, digest_items.c.id == decisions.c.item_id)
    async with desk.store.reading() as tx:
        rows = (await tx.execute(joined.where(digest_items.c.digest_id == draft.id))).all()
    found: dict[int, tuple[bytes, Life]] = {}
    for row in rows:
        secret = await desk.secret(session.id, row.epoch)
        sealed_for = context("team-decision", session.id, row.epoch, row.item_id)
        found[row.position] = row.item_id, decode_life(secret.pair.open(row.team_sealed, sealed_for))
    return found


async def _cover(
    desk: Desk, tx: AsyncConnection, session: Session, draft: Draft, at: int | None
) -> tuple[Cover, Numbers]:
    """A draft's cover is counted now, for ``at``; one that has left is told as it was sealed."""
    published, said = at or seconds_of(desk.clock), None
    if draft.state != DRAFT and draft.published is not None:
        row = (await tx.execute(select(digests).where(digests.c.id == draft.id))).first()
        said = await _open_draft(desk, row) if row else None
    if said and draft.published is not None:
        numbers, published = Numbers.decode(said["numbers"]), draft.published
    else:
        numbers = await count_numbers(desk, tx, session, await _previous_numbers(desk, tx, session))
    head = bytes.fromhex(said["head"]) if said and said.get("head") else await head_of(tx)
    cover = Cover(
        number=draft.number,
        session=session.id,
        epoch=session.epoch,
        title=draft.title,
        preface=draft.preface,
        items=len(draft.items),
        participants=numbers.participants,
        published=datetime.fromtimestamp(published, (await read_company(tx)).zone).date(),
        published_at=published,
        ack_hours=session.terms.ack_hours,
        comma_hours=session.terms.comma_hours,
        withheld=numbers.withheld.shown,
        head=head,
    )
    return cover, numbers


async def _previous_numbers(desk: Desk, tx: AsyncConnection, session: Session) -> Numbers | None:
    """What the session's last published digest has shown."""
    query = select(digests).where(digests.c.session_id == session.id, digests.c.state != DRAFT)
    row = (await tx.execute(query.order_by(digests.c.number.desc()).limit(1))).first()
    return Numbers.decode((await _open_draft(desk, row))["numbers"]) if row else None


async def _open_draft(desk: Desk, row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    box = await desk.box(row.session_id, row.epoch)
    opened = unpad(box.open(row.team_box, context("draft", row.session_id, row.epoch, row.id)))
    found: dict[str, Any] = json.loads(opened)
    return found


def _item(
    desk: Desk, session: Session, position: int, group: Sequence[Critique], mailboxes: dict[bytes, bytes]
) -> Item:
    critique, *others = group
    text = released_wording(critique.text, critique.review.redactions, critique.lang)
    item_id = desk.random(ITEM_ID_SIZE)
    for one in group:
        check_mailbox(one, mailboxes[one.id])
    mine, *theirs = [(one.id, mailboxes[one.id][:PUBLIC_SIZE]) for one in group]
    letters = told_size(len(group), session.terms.k) if others else 0
    return Item(item_id, position, text, critique.lang, critique.topic, *mine, tuple(theirs), letters)


async def _mailboxes(tx: AsyncConnection, ids: Sequence[bytes]) -> dict[bytes, bytes]:
    query = select(critiques.c.id, critiques.c.mailbox).where(critiques.c.id.in_(ids))
    return {row.id: row.mailbox for row in await tx.execute(query)}


async def _seal_draft(desk: Desk, draft: Draft, numbers: Numbers | None = None, cover: Cover | None = None) -> bytes:
    raw: dict[str, Any] = {"title": draft.title, "preface": draft.preface, "items": [i.hex() for i in draft.items]}
    raw |= {"numbers": numbers.encode() if numbers else None, "head": cover.head.hex() if cover else ""}
    box = await desk.box(draft.session, draft.epoch)
    bound_to = context("draft", draft.session, draft.epoch, draft.id)
    # Padded: the length would tell how many items a draft has and how long its preface is.
    return box.seal(pad(json.dumps(raw, ensure_ascii=False).encode()), bound_to)
