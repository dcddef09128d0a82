"""Text and its entities, whose offsets count UTF-16 code units as the Bot API does."""

import re
from collections.abc import Iterable

from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.types import Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
_SENDABLE = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
    }
)
# Detected by Telegram itself, so whatever the caller claims about them is ignored.
_DETECTED = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
# Each pattern with what a text must contain to be worth searching.
_PATTERNS = (
    (
        "url",
        ("://", "www.", "t.me/"),
        re.compile(r"(?:https?://|www\.)[^\s<>\"»]+|\bt\.me/[^\s<>\"»]+", re.IGNORECASE),
    ),
    ("email", ("@",), re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w")),
    (
        "bot_command",
        ("/",),
        re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z]\w{3,31})?(?![\w/])"),
    ),
    ("mention", ("@",), re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}\b")),
    ("hashtag", ("#",), re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _boundaries(text: str) -> frozenset[int]:
    places, at = {0}, 0
    for char in text:
        at += 2 if ord(char) > 0xFFFF else 1
        places.add(at)
    return frozenset(places)


def detect(text: str) -> list[Json]:
    """What every Telegram client and server marks by itself: commands, links, mentions, e-mails, hashtags."""
    found: list[tuple[int, int, str]] = []
    for kind, marks, pattern in _PATTERNS:
        if not any(mark in text for mark in marks):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= other_start or start >= other_end for other_start, other_end, _ in found):
                found.append((start, end, kind))
    if not found:
        return []
    return [
        {"type": kind, "offset": utf16_length(text[:start]), "length": utf16_length(text[start:end])}
        for start, end, kind in sorted(found)
    ]


def _check(entity: Json, places: frozenset[int]) -> None:
    if entity["type"] not in _SENDABLE:
        raise Refusal("can't parse entities: unsupported entity type specified")
    start, end = entity["offset"], entity["offset"] + entity["length"]
    if entity["length"] <= 0 or start < 0:
        raise Refusal("can't parse entities: entity must have a positive length and an offset of 0 or more")
    if start >= max(places):
        raise Refusal(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > max(places):
        raise Refusal(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
        )
    if start not in places or end not in places:
        which = "begins" if start not in places else "ends"
        raise Refusal(f"entity {which} in a middle of a UTF-16 symbol")
    if entity["type"] == "text_link" and not entity.get("url"):
        raise Refusal("can't parse entities: Can't find field \"url\"")


def formatted(
    text: str,
    entities: Iterable[Json],
    *,
    limit: int = TEXT_LIMIT,
    too_long: str = "message is too long",
    empty: str | None = "message text is empty",
) -> tuple[str, list[Json]]:
    """Trimmed text with its entities, as Telegram stores them; raises Refusal.

    The documentation does not say in which unit the limit counts; UTF-16 units are the stricter reading, so
    what passes here passes there.
    """
    given = list(entities)
    if len(given) > ENTITY_LIMIT:
        given = given[:ENTITY_LIMIT]
    if given:
        places = _boundaries(text)
        for entity in given:
            _check(entity, places)
    kept = text.strip()
    if not kept and empty is not None:
        raise Refusal(empty)
    if utf16_length(kept) > limit:
        raise Refusal(too_long)
    shift = utf16_length(text[: len(text) - len(text.lstrip())])
    size = utf16_length(kept)
    moved = []
    for entity in given:
        start = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] + entity["length"] - shift, size)
        if end > start and entity["type"] not in _DETECTED:
            moved.append(entity | {"offset": start, "length": end - start})
    return kept, sorted(moved + detect(kept), key=lambda one: (one["offset"], -one["length"]))


def split_text(text: str) -> list[str]:
    """A long text in the pieces in which clients send it."""
    parts: list[str] = []
    current: list[str] = []
    size = 0
    for char in text:
        width = 2 if ord(char) > 0xFFFF else 1
        if size + width > TEXT_LIMIT:
            parts.append("".join(current))
            current, size = [], 0
        current.append(char)
        size += width
    return [*parts, "".join(current)]
