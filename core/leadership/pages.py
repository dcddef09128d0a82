"""How a digest looks in Telegram: the cover and one message per item, with two buttons that differ by the
comma.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime, tzinfo

from core.digests import Cover, Item
from core.journal import head_words
from core.language.safe_text import SafeText, make_safe, one_line
from core.leadership.life import (
    ACCEPTED,
    CONTEST,
    DECLINE,
    HOUR,
    IGNORED,
    STARTED,
    THINK,
    THINK_HOURS,
    Event,
    Life,
    allows,
)
from core.leadership.questions import Reply
from core.locales.catalogue import in_quotes, say
from core.page import Attachment, Button, Page
from core.people.membership import Person
from core.questions import ANSWERED
from core.sessions import TOPICS

REASON_SHOWN = 70
"""Characters of an earlier refusal under a contested item: who gave it knows the rest."""


def cover_page(
    lang: str, cover: Cover, digest: bytes = b"", zone: tzinfo = UTC, picture: Attachment | None = None
) -> Page:
    """The digest's first message: its picture, until when it waits, and how to go through it. ``digest``: its id,
    empty for a preview."""
    lines: list[str] = [
        say(lang, "digest-title", number=cover.number, title=one_line(cover.title)),
        counts_line(lang, cover),
    ]
    if cover.preface.strip():
        lines += ["", make_safe(cover.preface.strip())]
    limit = datetime.fromtimestamp(cover.published_at + cover.comma_hours * HOUR, zone)
    lines += ["", say(lang, "digest-deadline", day=limit.date(), time=f"{limit:%H:%M}"), say(lang, "digest-how")]
    lines.append(say(lang, "digest-head", words=head_words(cover.head, lang)))
    return Page(SafeText("\n".join(lines)), cover_buttons(lang, digest), protect=True, attachment=picture)


def cover_buttons(lang: str, digest: bytes) -> tuple[tuple[Button, ...], ...]:
    """Begin, take it along as a file, later."""
    ref = ref_of(digest)
    return (
        (Button(say(lang, "button-digest-begin"), f"ds:{ref}"),),
        (Button(say(lang, "button-digest-pdf"), f"dp:{ref}"), Button(say(lang, "button-digest-html"), f"dh:{ref}")),
        (Button(say(lang, "button-digest-later"), f"dl:{ref}"),),
    )


def later_page(lang: str, number: int, digest: bytes) -> Page:
    """The reminder that somebody asked for; nothing of a text."""
    button = Button(say(lang, "button-digest-begin"), f"ds:{ref_of(digest)}")
    return Page(say(lang, "digest-later", number=number), ((button,),), protect=True)


def counts_line(lang: str, cover: Cover) -> SafeText:
    """«14 записей · 37 участников»; without the people while they may not be told."""
    if cover.participants is None:
        return say(lang, "digest-counts", items=cover.items)
    return say(lang, "digest-counts-people", items=cover.items, people=cover.participants)


def item_page(lang: str, cover: Cover, item: Item, life: Life | None = None, zone: tzinfo = UTC) -> Page:
    """One item, verbatim, with the comma to place; an item that was called ignored says so and stays answerable.
    ``life`` is None for a preview, which offers no time to think."""
    text = f"{item_heading(lang, cover, item)}\n\n{in_quotes(lang, make_safe(item.text))}"
    if item.letters > 1:
        text += f"\n\n{say(lang, 'item-others', count=item.letters - 1)}"
    if life and (objection := life.last(CONTEST)) and life.verdict is None:
        text += f"\n\n{contest_text(lang, life, objection, zone)}"
    if life and life.state == IGNORED:
        text += f"\n\n{say(lang, 'item-late')}"
    return Page(SafeText(text), open_buttons(lang, item, life, zone), protect=True)


def contest_text(lang: str, life: Life, objection: Event, zone: tzinfo) -> SafeText:
    """The refusal, the author's objection to it, and until when a new answer is waited for."""
    refusal = life.last(DECLINE)
    reason = one_line(refusal.text) if refusal else ""
    if len(reason) > REASON_SHOWN:
        reason = reason[: REASON_SHOWN - 1].rstrip() + "…"
    limit = datetime.fromtimestamp(life.deadline, zone)
    return say(
        lang, "item-contested", reason=reason, text=make_safe(objection.text), day=limit.date(), time=f"{limit:%H:%M}"
    )


def open_buttons(lang: str, item: Item, life: Life | None, zone: tzinfo) -> tuple[tuple[Button, ...], ...]:
    """What can be done with an item without a comma: both commas, once the time to think, a colleague's
    help, a question to the author."""
    ref = ref_of(item.id)
    rows: tuple[tuple[Button, ...], ...] = (
        (Button(say(lang, "button-accept"), f"ca:{ref}"),),
        (Button(say(lang, "button-decline"), f"cd:{ref}"),),
    )
    if life is None:
        return rows
    hand_over = Button(say(lang, "button-hand-over"), f"ch:{ref}")
    if not allows(life, THINK):
        return (*rows, (hand_over,), ask_buttons(lang, item.id))
    until = day_in(zone, life.deadline + THINK_HOURS * HOUR)
    think = Button(say(lang, "button-think", day=until), f"ct:{ref}")
    return (*rows, (think, hand_over), ask_buttons(lang, item.id))


def ask_buttons(lang: str, item_id: bytes) -> tuple[Button, ...]:
    """What can be said to an item's author, by way of the moderators."""
    ref = ref_of(item_id)
    return Button(say(lang, "button-ask"), f"cq:{ref}"), Button(say(lang, "button-meet"), f"cm:{ref}")


def reply_page(reply: Reply, person: Person) -> Page:
    """What came back to an executive's question."""
    lang = person.lang
    head = say(lang, f"outcome-{reply.kind}-{reply.outcome.state}")
    text = f"{item_heading(lang, reply.cover, reply.item)}\n{head}\n\n{in_quotes(lang, make_safe(reply.outcome.text))}"
    buttons = ask_buttons(lang, reply.item.id) if reply.outcome.state == ANSWERED else ()
    return Page(SafeText(text), (buttons,) if buttons else (), protect=True)


def promise_buttons(lang: str, item_id: bytes, life: Life) -> tuple[tuple[Button, ...], ...]:
    """What can be said of an accepted item: that work has begun, that it is done."""
    ref = ref_of(item_id)
    done = Button(say(lang, "button-finish"), f"cf:{ref}")
    if life.state == ACCEPTED:
        return ((Button(say(lang, "button-start"), f"cs:{ref}"), done),)
    return ((done,),) if life.state == STARTED else ()


def day_in(zone: tzinfo, at: int) -> date:
    """The company's day of a second."""
    return datetime.fromtimestamp(at, zone).date()


def item_heading(lang: str, cover: Cover, item: Item) -> SafeText:
    """«3 из 14 · Решения · дайджест 2»."""
    topic = say(lang, f"topic-{topic_of(item.topic)}")
    return say(lang, "item-heading", position=item.position, items=cover.items, topic=topic, number=cover.number)


def topic_of(topic: str) -> str:
    """One of TOPICS: a topic that is no more counts among the others."""
    return topic if topic in TOPICS else "other"


def ref_of(item_id: bytes) -> str:
    """An item's id as it stands in buttons and links: 11 characters."""
    return urlsafe_b64encode(item_id).decode().rstrip("=")


def id_of(ref: str) -> bytes:
    """The id behind a ref; empty when it is none."""
    try:
        return urlsafe_b64decode(ref + "=" * (-len(ref) % 4))
    except ValueError:
        return b""
