"""What the author sees with the code: the state of the critique and the letters in its mailbox."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.crypto.aead import context, digest
from core.crypto.hpke import PUBLIC_SIZE, seal
from core.crypto.padding import pad, unpad
from core.crypto.receipt import Receipt
from core.crypto.roster import Pin
from core.crypto.signing import Signer, is_signed
from core.errors import CannotOpen, NotFound
from core.intake.critique import commitment
from core.store.engine import Store
from core.store.tables import critiques, drops, letters
from core.vouching import read_signers_of
from core.wording import Redaction, released_wording

COMMITMENT_AT = PUBLIC_SIZE + 32
STATUS = "status"
QUESTION = "question"
OFFER = "offer"
ANSWER = "answer"
REPLY = "reply"


@dataclass(frozen=True)
class Letter:
    """One sealed message to the author. ``at`` in seconds; ``kind`` is STATUS (the newest word on the
    critique's state, replaced in place), QUESTION (a moderator asks, or, where the fact ``from`` says "executive", the
    one whose title is in ``by``), OFFER (that executive proposes to meet), ANSWER (an executive placed the comma) or
    REPLY (the author's own words, kept for them). ``facts`` are plain values by name.
    """

    kind: str
    at: int
    facts: dict[str, str] = field(repr=False)


@dataclass(frozen=True)
class Thread:
    """All that a code opens. ``waiting``: still sealed in the spool, no moderator has taken it in."""

    critique_id: bytes = field(repr=False)
    waiting: bool
    commitment: bytes = field(repr=False)
    status: Letter | None
    letters: tuple[Letter, ...]


def letter_context(critique: bytes, letter: bytes) -> bytes:
    """The HPKE info of a letter."""
    return context("letter", critique, letter)


def status_letter_id(critique: bytes) -> bytes:
    """The one place of the status letter, so that a newer one replaces it."""
    return digest(b"status-letter", critique)[:16]


async def put_letters(tx: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put sealed letters (rows of the table) into their mailboxes; a status letter replaces the one before."""
    statuses = [row["id"] for row in rows if row["id"] == status_letter_id(row["critique_id"])]
    if statuses:
        await tx.execute(delete(letters).where(letters.c.id.in_(statuses)))
    await tx.execute(insert(letters), rows)


def seal_letter(
    mailbox_public: bytes, critique: bytes, letter: bytes, content: Letter, sender: bytes, signer: Signer
) -> bytes:
    """A letter only the code's holder can open, signed by a member of the team (or the bot).

    Without the signature, whoever can write the store could ask an author in the moderators' name who they are.
    """
    signature = signer.sign(_letter_statement(critique, letter, content))
    raw = {**vars(content), "sender": sender.hex(), "signature": signature.hex()}
    data = json.dumps(raw, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return seal(mailbox_public, pad(data), letter_context(critique, letter))


async def read_thread(store: Store, receipt: Receipt, pin: Pin) -> Thread:
    """Open everything that waits for the code's holder and was signed by the team. Raises NotFound when the code opens
    nothing, KeySwapped when the team's list cannot be trusted."""
    critique = receipt.critique_id
    async with store.reading() as tx:
        spooled = (await tx.execute(select(drops.c.mailbox).where(drops.c.id == critique))).scalar_one_or_none()
        query = select(critiques.c.mailbox).where(critiques.c.id == critique)
        mailbox = spooled or (await tx.execute(query)).scalar_one_or_none()
        rows = (await tx.execute(select(letters).where(letters.c.critique_id == critique))).all()
        signers = await read_signers_of(tx, pin, [(letter_context(critique, row.id), row.sealed) for row in rows])
    if mailbox is None and not rows:
        raise NotFound
    status, others = None, []
    for row, keys in zip(rows, signers, strict=True):
        try:
            letter = _read(receipt, critique, row.id, row.sealed, keys)
        except CannotOpen:
            # Somebody who can write the store put it there; it is not for this author.
            continue
        if row.id == status_letter_id(critique):
            status = letter
        else:
            others.append(letter)
    return Thread(
        critique,
        spooled is not None,
        (mailbox or b"")[COMMITMENT_AT:],
        status,
        tuple(sorted(others, key=lambda letter: letter.at)),
    )


def _read(receipt: Receipt, critique: bytes, letter_id: bytes, sealed: bytes, keys: dict[bytes, bytes]) -> Letter:
    try:
        raw = json.loads(unpad(receipt.mailbox.open(sealed, letter_context(critique, letter_id))))
        letter = Letter(raw["kind"], raw["at"], raw["facts"])
        sender, signature = bytes.fromhex(raw["sender"]), bytes.fromhex(raw["signature"])
    except (ValueError, KeyError, TypeError):
        raise CannotOpen from None
    if sender not in keys or not is_signed(keys[sender], signature, _letter_statement(critique, letter_id, letter)):
        raise CannotOpen
    return letter


def _letter_statement(critique: bytes, letter_id: bytes, letter: Letter) -> bytes:
    facts = json.dumps(letter.facts, sort_keys=True)
    return context("letter-statement", critique, letter_id, letter.kind, letter.at, facts)


@dataclass(frozen=True)
class Verbatim:
    """The result of checking a released wording: ``original`` is the very text that was sealed, ``wording``
    is it with nothing but class marks in place of ``hidden`` spans."""

    original: bool
    wording: bool
    hidden: int

    @property
    def holds(self) -> bool:
        """Whether what was released is the author's own text."""
        return self.original and self.wording


def check_verbatim(receipt: Receipt, thread: Thread) -> Verbatim:
    """Check the wording in the status letter against the commitment made when the critique was sealed.

    Raises NotFound when no wording was shown yet.
    """
    facts = thread.status.facts if thread.status else {}
    if "wording" not in facts:
        raise NotFound
    spans = [Redaction(start, end, kind) for start, end, kind in json.loads(facts["spans"])]
    wording = released_wording(facts["original"], spans, facts["lang"])
    genuine = commitment(receipt, facts["original"]) == thread.commitment
    return Verbatim(genuine, wording == facts["wording"], len(spans))
