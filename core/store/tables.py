"""The tables. Ciphertext, opaque ids and coarse facts only: what each column tells a reader of the file is in
docs/THREAT_MODEL.md. Tables that hold what people wrote have random keys and no row number, so that the file
keeps no order of arrival.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from core.store.raw_bytes import RawBytes

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def _id(name: str = "id", *, primary_key: bool = True, index: bool = False) -> "Column[bytes]":
    return Column(name, RawBytes, primary_key=primary_key, nullable=False, index=index)


def _bytes(name: str, *, nullable: bool = False) -> "Column[bytes]":
    return Column(name, RawBytes, nullable=nullable)


company = Table(
    "company",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Plain facts about the installation: its name, time zone, language, the bot's user name."""

rosters = Table(
    "rosters",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    _bytes("body"),
    _bytes("signer"),
    _bytes("signature"),
)
"""Every version of the signed team list (core.crypto.roster)."""

sessions = Table(
    "sessions",
    metadata,
    _id(),
    Column("terms", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("opened", BigInteger, nullable=False),
    Column("closed", BigInteger),
)
"""``terms`` is the signed JSON: title, kind, topics, k, live. Times in seconds: sessions are public
events.
"""

session_keys = Table(
    "session_keys",
    metadata,
    _id("session_id"),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    _bytes("public"),
    _bytes("signer"),
    _bytes("signature"),
)
wraps = Table(
    "wraps",
    metadata,
    _id("session_id"),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    _id("member_id"),
    _bytes("wrapped"),
)

drops = Table(
    "drops",
    metadata,
    _id(),
    _bytes("session_id"),
    Column("epoch", Integer, nullable=False),
    Column("day", Date, nullable=False),
    _bytes("sealed"),
    _bytes("mailbox"),
    sqlite_with_rowid=False,
)
"""The spool the bot writes and cannot read. ``mailbox``: the author's public keys (HPKE 1,216 bytes,
Ed25519 32) and the commitment to the text (32); empty for a reply, which belongs to a mailbox that exists.
"""

critiques = Table(
    "critiques",
    metadata,
    _id(),
    _bytes("session_id"),
    Column("epoch", Integer, nullable=False),
    Column("day", Date, nullable=False),
    _bytes("box"),
    _bytes("mailbox"),
    Index("ix_critiques_session_id_day_id", "session_id", "day", "id"),
    sqlite_with_rowid=False,
)
reviews = Table(
    "reviews",
    metadata,
    _id("critique_id"),
    _bytes("session_id"),
    Column("epoch", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    _bytes("box"),
    sqlite_with_rowid=False,
)
"""What moderators decided about a critique; encrypted, because tags leak too. ``revision`` orders concurrent
consoles.
"""

replies = Table(
    "replies",
    metadata,
    _id(),
    _bytes("session_id"),
    Column("epoch", Integer, nullable=False),
    Column("day", Date, nullable=False),
    _bytes("box"),
    sqlite_with_rowid=False,
)
letters = Table(
    "letters",
    metadata,
    _id(),
    _id("critique_id", primary_key=False, index=True),
    Column("day", Date, nullable=False),
    _bytes("sealed"),
    Column("fresh", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""What waits for the author, sealed to the mailbox. ``fresh``: a sealed route, if there is one, has not been
used to say so yet."""

inflight = Table(
    "inflight",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    _bytes("box"),
    Column("expires", BigInteger, nullable=False),
)
"""A repeated update shows the same code: update id -> the code, under the bot's key. Of an update that did something
else once and for all the box is empty (core.repeats). Wiped once Telegram knows that the update was handled.
"""

presses = Table("presses", metadata, _id("mark"), Column("day", Date, nullable=False), sqlite_with_rowid=False)
"""A button is pressed once: keyed hash of the preview message, the key dies within two days."""

participants = Table(
    "participants",
    metadata,
    _id("session_id"),
    _id("nullifier"),
    Column("written", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Who took part, as per-session nullifiers whose key dies when the session closes. Counts distinct people,
nothing else.
"""

digests = Table(
    "digests",
    metadata,
    _id(),
    _bytes("session_id"),
    Column("epoch", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("published", BigInteger),
    _bytes("team_box"),
    _bytes("bot_sealed", nullable=True),
    _bytes("held", nullable=True),
    UniqueConstraint("number"),
)
"""``held``: of a scheduled digest, what the bot puts into the other tables when its time comes, sealed to the bot."""

digest_items = Table(
    "digest_items",
    metadata,
    _id(),
    _id("digest_id", primary_key=False, index=True),
    Column("position", Integer, nullable=False),
    _bytes("bot_sealed"),
    sqlite_with_rowid=False,
)
"""A released item as the bot may read it. ``id`` is random (8 bytes) and goes into buttons; the critique's id
is sealed.
"""
item_marks = Table(
    "item_marks",
    metadata,
    _id("mark"),
    _id("item_id", primary_key=False, index=True),
    sqlite_with_rowid=False,
)
"""How the bot finds the item of a critique, whose id is hashed under the bot's key; written on delivery."""

decisions = Table(
    "decisions",
    metadata,
    _id("item_id"),
    Column("epoch", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("settled", Boolean, nullable=False),
    _bytes("bot_box"),
    _bytes("team_sealed"),
    # What is counted after every comma, without a look at what is sealed beside it.
    Index("ix_decisions_item_id_settled_revision", "item_id", "settled", "revision"),
)
"""What happened to a released item, for the bot and for the team. ``settled``: whether a comma is in force."""

questions = Table(
    "questions",
    metadata,
    _id(),
    _bytes("session_id"),
    Column("epoch", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("told", Boolean, nullable=False),
    _bytes("team_sealed"),
    _bytes("bot_box"),
    _bytes("bot_sealed", nullable=True),
    sqlite_with_rowid=False,
)
"""What executives ask authors, by way of the moderators. ``bot_box``: whom the answer goes to; ``bot_sealed``: what a
moderator sends back; ``told``: whether the executive has been sent it."""

people = Table(
    "people",
    metadata,
    _id(),
    Column("role", Text, nullable=False),
    Column("lang", Text, nullable=False),
    _bytes("address"),
    Column("reachable", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""``id`` is a keyed hash of the account, ``address`` its chat under the bot's key. No column of any other
table that concerns critiques refers here.
"""

routes = Table(
    "routes",
    metadata,
    _id(),
    _bytes("session_id"),
    _id("critique_id", primary_key=False, index=True),
    Column("expires", Date, nullable=False),
    _bytes("sealed"),
    sqlite_with_rowid=False,
)
"""Sealed routes to authors who asked for one: under a key of the bot's ring that dies on the day ``expires``."""

vouches = Table(
    "vouches",
    metadata,
    _id("mark"),
    _bytes("session_id"),
    Column("signer", RawBytes, nullable=False, index=True),
    _bytes("signature"),
    sqlite_with_rowid=False,
)
"""Who of the team stands for something sealed; ``mark`` is a digest of its ciphertext (core.vouching)."""

mutes = Table(
    "mutes",
    metadata,
    _id("critique_id"),
    _bytes("session_id"),
    _bytes("bot_sealed"),
    sqlite_with_rowid=False,
)
"""Threads whose author may not write again in this session, recognised by a tag that is sealed to the bot."""

notices = Table("notices", metadata, _id("about"), Column("day", Date, nullable=False), sqlite_with_rowid=False)
"""What everybody has been told of, so that it is not told twice."""

invites = Table(
    "invites",
    metadata,
    _id("token_hash"),
    Column("expires", Date, nullable=False),
    _bytes("card"),
    sqlite_with_rowid=False,
)
"""One-time links. ``card``: role, title and what else the link says of its bearer, signed and sealed to the bot."""

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _bytes("box"),
    Column("due", BigInteger, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("expires", BigInteger),
    _bytes("session_id", nullable=True),
)
"""Messages to send, under the bot's key. ``id`` is derived from what the message is about, so queueing twice
is once. ``session_id``: of messages that show what was released, so that they go when the session is erased.
"""

programs = Table(
    "programs",
    metadata,
    _id(),
    Column("format", Text, nullable=False, index=True),
    Column("live", Boolean, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    _bytes("bot_box"),
    _bytes("team_sealed"),
    sqlite_with_rowid=False,
)
"""Records of the other formats (core.programs.ledger): the whole under the bot's key, and what the organiser may see
sealed to the team. ``live``: whether anything can still happen to it.
"""

orders = Table(
    "orders",
    metadata,
    _id(),
    Column("state", Text, nullable=False, index=True),
    _bytes("bot_sealed"),
    sqlite_with_rowid=False,
)
"""What the organiser wants the bot to do (core.programs.orders): sealed to it, signed by a moderator, empty once
settled."""

council_votes = Table(
    "council_votes",
    metadata,
    _id("place"),
    _id("ballot_id", primary_key=False, index=True),
    _bytes("box"),
    sqlite_with_rowid=False,
)
"""A row for everybody who may vote in a ballot of the youth council, there from its opening, whether they vote or not
(core.programs.council.credentials). ``box``: under a key that dies at the close; afterwards sealed to the team.
"""

council_support = Table(
    "council_support",
    metadata,
    _id("nullifier"),
    _id("matter_id", primary_key=False, index=True),
    sqlite_with_rowid=False,
)
"""Who supports a proposal, as nullifiers whose key dies when it is put to the vote or expires; the rows go with it."""

poll_answers = Table("poll_answers", metadata, _id("nullifier"), sqlite_with_rowid=False)
"""Who has answered the open poll of the pulse (core.programs.polls), as nullifiers whose key dies at its close; the
rows go with it."""

erasures = Table(
    "erasures",
    metadata,
    _id("session_id"),
    Column("certificate", Text, nullable=False),
)
"""Signed certificates of erased sessions; a restore obeys them."""

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    _bytes("actor"),
    Column("act", Text, nullable=False),
    Column("ref", RawBytes, nullable=False, index=True),
    Column("count", Integer, nullable=False),
    _bytes("previous"),
    _bytes("hash"),
    _bytes("signature"),
    _bytes("seal", nullable=True),
)
