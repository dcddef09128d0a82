"""What is inside a sealed drop: the layout of the body and what it is bound to.

Written by the bot (which keeps nothing that opens it) and read by an unlocked console.
"""

import json
from dataclasses import dataclass, field

from core.crypto.aead import context, digest, keyed_hash
from core.crypto.hpke import seal
from core.crypto.padding import pad, unpad
from core.crypto.receipt import Receipt
from core.errors import CannotOpen

CRITIQUE = "critique"
REPLY = "reply"
WITHDRAW = "withdraw"
VETO = "veto"
"""What the author may send after the critique, signed with the pen."""
TEXT_MOST = 4096
"""Characters of one Telegram message."""


@dataclass(frozen=True)
class Body:
    """A drop's content. ``thread`` is the critique it replies to (a reply) or its own id (a critique).

    ``mailbox`` is the digest of the author's public keys that lie beside the drop: whoever could write the
    store could otherwise put their own mailbox there and read the answers. ``tag`` ties the critique to its
    author's nullifier for muting, without saying whose it is. ``signature`` proves that a reply was written
    by the code's holder.
    """

    kind: str
    thread: bytes
    text: str = field(repr=False)
    lang: str
    topic: str
    mailbox: bytes = field(repr=False)
    tag: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    def encode(self) -> bytes:
        """Padded bytes."""
        raw = {
            "kind": self.kind,
            "thread": self.thread.hex(),
            "text": self.text,
            "lang": self.lang,
            "topic": self.topic,
            "mailbox": self.mailbox.hex(),
            "tag": self.tag.hex(),
            "signature": self.signature.hex(),
        }
        return pad(json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))

    @classmethod
    def decode(cls, padded: bytes) -> "Body":
        """From padded bytes. Raises CannotOpen."""
        try:
            raw = json.loads(unpad(padded).decode("utf-8", "surrogatepass"))
            return cls(
                raw["kind"],
                bytes.fromhex(raw["thread"]),
                raw["text"],
                raw["lang"],
                raw["topic"],
                *(bytes.fromhex(raw[name]) for name in ("mailbox", "tag", "signature")),
            )
        except (ValueError, KeyError, TypeError):
            raise CannotOpen from None


def drop_context(session: bytes, epoch: int, drop: bytes) -> bytes:
    """The HPKE info of a drop: it opens only as this drop of this session and epoch."""
    return context("drop", session, epoch, drop)


def mailbox_bytes(receipt: Receipt, text: str) -> bytes:
    """What is stored beside the drop: the author's HPKE key (1,216 bytes), Ed25519 key (32), and the
    commitment to the text (32).
    """
    return receipt.mailbox.public + receipt.pen.public + commitment(receipt, text)


def commitment(receipt: Receipt, text: str) -> bytes:
    """HMAC of the text under a key that only the code gives: whoever holds the code can check later that a
    released wording comes from this very text; whoever holds the store cannot test guesses.
    """
    return keyed_hash(receipt.commitment_key, text.encode("utf-8", "surrogatepass"), 32)


def mailbox_digest(mailbox: bytes) -> bytes:
    """What the sealed body says the mailbox must be."""
    return digest(b"mailbox", mailbox)


def reply_statement(kind: str, thread: bytes, drop: bytes, text: str) -> bytes:
    """What the author's pen signs."""
    return context("reply", kind, thread, drop, text.encode("utf-8", "surrogatepass"))


def mute_tag(nullifier_key: bytes, nullifier: bytes, critique: bytes) -> bytes:
    """HMAC(nullifier key, nullifier, critique id): lets the bot recognise a muted author, and nobody link two
    critiques.
    """
    return keyed_hash(nullifier_key, context("mute", nullifier, critique))


def seal_critique(
    public: bytes, session: bytes, epoch: int, receipt: Receipt, text: str, lang: str, topic: str, tag: bytes
) -> tuple[bytes, bytes]:
    """Seal a critique to a session. Returns (sealed, mailbox) for the drop whose id is
    ``receipt.critique_id``.
    """
    mailbox = mailbox_bytes(receipt, text)
    body = Body(CRITIQUE, receipt.critique_id, text, lang, topic, mailbox_digest(mailbox), tag, b"")
    return seal(public, body.encode(), drop_context(session, epoch, receipt.critique_id)), mailbox


def seal_reply(
    public: bytes,
    session: bytes,
    epoch: int,
    drop: bytes,
    receipt: Receipt,
    text: str,
    lang: str,
    kind: str = REPLY,
) -> bytes:
    """Seal the author's later word (REPLY, WITHDRAW or VETO), signed with the pen that only the code
    gives.
    """
    signature = receipt.pen.sign(reply_statement(kind, receipt.critique_id, drop, text))
    body = Body(kind, receipt.critique_id, text, lang, "", b"", b"", signature)
    return seal(public, body.encode(), drop_context(session, epoch, drop))
