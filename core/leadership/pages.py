"""How a digest looks in Telegram: the cover and one message per item, with two buttons that differ by the
comma.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from core.digests import Cover, Item
from core.journal import head_words
from core.language.safe_text import SafeText, make_safe, one_line
from core.locales.catalogue import say
from core.page import Button, Page
from core.sessions import TOPICS


def cover_page(lang: str, cover: Cover) -> Page:
    """The digest's first message."""
    lines: list[str] = [
        say(lang, "digest-title", number=cover.number, title=one_line(cover.title)),
        say(lang, "digest-counts", items=cover.items)
        if cover.participants is None
        else say(lang, "digest-counts-people", items=cover.items, people=cover.participants),
    ]
    if cover.preface.strip():
        lines += ["", make_safe(cover.preface.strip())]
    lines += ["", say(lang, "digest-how"), say(lang, "digest-head", words=head_words(cover.head, lang))]
    return Page(SafeText("\n".join(lines)), ((Button(say(lang, "button-open-items"), "o"),),), protect=True)


def item_page(lang: str, cover: Cover, item: Item) -> Page:
    """One item, verbatim, with the comma to place."""
    text = f"{item_heading(lang, cover, item)}\n\n«{make_safe(item.text)}»"
    ref = ref_of(item.id)
    buttons = (
        (Button(say(lang, "button-accept"), f"ca:{ref}"),),
        (Button(say(lang, "button-decline"), f"cd:{ref}"),),
    )
    return Page(SafeText(text), buttons, protect=True)


def item_heading(lang: str, cover: Cover, item: Item) -> SafeText:
    """«3 из 14 · Решения · дайджест 2»."""
    topic = say(lang, f"topic-{item.topic if item.topic in TOPICS else 'other'}")
    return say(lang, "item-heading", position=item.position, items=cover.items, topic=topic, number=cover.number)


def ref_of(item_id: bytes) -> str:
    """An item's id as it stands in buttons and links: 11 characters."""
    return urlsafe_b64encode(item_id).decode().rstrip("=")


def id_of(ref: str) -> bytes:
    """The id behind a ref; empty when it is none."""
    try:
        return urlsafe_b64decode(ref + "=" * (-len(ref) % 4))
    except ValueError:
        return b""
