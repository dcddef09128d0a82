"""What moderators decide about a critique. Pure: each act takes a review and returns the next one.

Nobody rewrites a critique: the only change to its text is a redaction mark over a span.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import date

from core.crypto.padding import pad, unpad
from core.errors import BadInput, CannotOpen, NotAllowed
from core.language.safe_text import one_line
from core.sessions import ALWAYS, SENSITIVE, Terms
from core.wording import Redaction

NEW = "new"
HELD = "held"
PREPARED = "prepared"
RELEASED = "released"
DECLINED = "declined"
PUBLISHED = "published"
WITHDRAWN = "withdrawn"
VETOED = "vetoed"
STATES = (NEW, HELD, PREPARED, RELEASED, DECLINED, PUBLISHED, WITHDRAWN, VETOED)
FINAL = (PUBLISHED, WITHDRAWN)
DECIDES = frozenset(("release", "approve", "hold", "snooze", "decline", "reopen", "sensitive", "assign"))
"""Acts that a group takes as one: applied to any of its letters they concern all."""

KINDS = ("name", "contact", "position", "place", "other")
"""What a redaction hides: the class is released, never the words or their length."""

DECLINE_REASONS = ("duplicate", "not-critique", "insult", "identifies", "other")
TAG_LONGEST = 40
NOTE_LONGEST = 2000


@dataclass(frozen=True)
class Review:
    """The team's record of one critique. ``reason`` is a class of DECLINE_REASONS and ``words`` what the
    author is told; ``note`` stays among moderators, ``noted_by`` is the hex id of who wrote it; ``group`` is the hex
    id of the letter that leads the group (core.moderation.grouping), empty outside groups; ``until`` is the ISO day on
    which a critique that is HELD comes back, empty for never; ``assignee`` the hex id of the moderator who is to
    decide, empty for anybody.
    """

    state: str = NEW
    tags: tuple[str, ...] = field(default=(), repr=False)
    redactions: tuple[Redaction, ...] = field(default=(), repr=False)
    reason: str = ""
    words: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    noted_by: str = field(default="", repr=False)
    sensitive: bool = False
    prepared_by: str = ""
    approved_by: str = ""
    group: str = field(default="", repr=False)
    until: str = ""
    assignee: str = field(default="", repr=False)

    def encode(self) -> bytes:
        """JSON, padded: a ciphertext's length must not tell what was tagged, hidden or noted."""
        raw = {**vars(self), "redactions": [[r.start, r.end, r.kind] for r in self.redactions]}
        return pad(json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))

    @classmethod
    def decode(cls, data: bytes) -> "Review":
        """From padded JSON. Raises CannotOpen."""
        try:
            raw = json.loads(unpad(data))
            spans = tuple(Redaction(start, end, kind) for start, end, kind in raw["redactions"])
            return cls(**{**raw, "tags": tuple(raw["tags"]), "redactions": spans})
        except (ValueError, KeyError, TypeError):
            raise CannotOpen from None


def tag(review: Review, *tags: str) -> Review:
    """Add tags (lower case, one line, at most 40 characters). Raises BadInput."""
    clean = [one_line(name).lower() for name in tags]
    if not all(0 < len(name) <= TAG_LONGEST for name in clean):
        raise BadInput("error-tag", most=TAG_LONGEST)
    return replace(review, tags=tuple(dict.fromkeys((*review.tags, *clean))))


def untag(review: Review, *tags: str) -> Review:
    """Remove tags."""
    gone = {one_line(name).lower() for name in tags}
    return replace(review, tags=tuple(name for name in review.tags if name not in gone))


def redact(review: Review, text: str, start: int, end: int, kind: str) -> Review:
    """Hide a span; overlapping and touching marks of the same class join. Raises BadInput or NotAllowed."""
    _changeable(review)
    if kind not in KINDS:
        raise BadInput("error-redaction-kind", kind=one_line(kind), kinds=", ".join(KINDS))
    if not 0 <= start < end <= len(text):
        raise BadInput("error-redaction-span", length=len(text))
    apart = []
    for mark in review.redactions:
        if (mark.start < end and start < mark.end) or (mark.kind == kind and (mark.end == start or end == mark.start)):
            start, end = min(start, mark.start), max(end, mark.end)
        else:
            apart.append(mark)
    marks = tuple(sorted((*apart, Redaction(start, end, kind)), key=lambda r: r.start))
    return replace(_unprepared(review), redactions=marks)


def unredact(review: Review, position: int) -> Review:
    """Remove the mark over a character. Raises NotAllowed."""
    _changeable(review)
    left = tuple(r for r in review.redactions if not r.start <= position < r.end)
    return replace(_unprepared(review), redactions=left)


def hold(review: Review, until: date | None = None) -> Review:
    """Put aside for later, or until a day, on which it comes back by itself (``waken``). Raises NotAllowed once
    published.
    """
    _changeable(review)
    return replace(review, state=HELD, until=until.isoformat() if until else "")


def waken(review: Review, today: date) -> Review:
    """What is held until ``today`` or an earlier day is new again."""
    if review.state == HELD and review.until and date.fromisoformat(review.until) <= today:
        return replace(review, state=NEW, until="")
    return review


def assign(review: Review, member: bytes) -> Review:
    """Give to a moderator to decide; empty: to nobody in particular."""
    return replace(review, assignee=member.hex())


def release(review: Review, by: bytes = b"", terms: Terms | None = None) -> Review:
    """Allow into a digest. Undone freely until the digest is published.

    Where the session's terms ask for a second person, ``by`` (a member's id) only prepares; another member's
    ``approve`` releases. Raises NotAllowed.
    """
    _changeable(review)
    if terms is not None and needs_second(review, terms):
        return replace(review, state=PREPARED, reason="", words="", prepared_by=by.hex(), approved_by="")
    return replace(review, state=RELEASED, reason="", words="")


def approve(review: Review, by: bytes) -> Review:
    """Release what another member prepared. Raises NotAllowed for one's own preparation, or when nothing is
    prepared.
    """
    if review.state != PREPARED:
        raise NotAllowed("error-not-prepared")
    if review.prepared_by == by.hex():
        raise NotAllowed("error-own-approval")
    return replace(review, state=RELEASED, approved_by=by.hex())


def needs_second(review: Review, terms: Terms) -> bool:
    """Whether releasing this takes two persons."""
    return terms.two_person == ALWAYS or (terms.two_person == SENSITIVE and review.sensitive)


def is_rightly_released(review: Review, terms: Terms) -> bool:
    """Whether a released review obeys the two-person rule."""
    return not needs_second(review, terms) or bool(
        review.prepared_by and review.approved_by and review.prepared_by != review.approved_by
    )


def set_sensitive(review: Review, sensitive: bool) -> Review:
    """Mark as needing a second person (or not). What was prepared must be prepared anew. Raises
    NotAllowed.
    """
    _changeable(review)
    return replace(_unprepared(review), sensitive=sensitive)


def join(review: Review, lead: str, *, sensitive: bool) -> Review:
    """Into the group led by that letter (hex), undecided again: a group is decided as one. Raises NotAllowed."""
    return replace(reopen(review), group=lead, sensitive=sensitive)


def leave(review: Review) -> Review:
    """Out of the group, undecided again: nobody has looked at this letter's own wording. Raises NotAllowed."""
    return replace(reopen(review), group="")


def withdraw(review: Review) -> Review:
    """The author took the critique back, out of its group too. Raises NotAllowed once published."""
    _changeable(review)
    return Review(state=WITHDRAWN, tags=review.tags)


def veto(review: Review, words: str) -> Review:
    """The author objects to the wording prepared for release; it stays unreleased, outside its group, with the
    author's reason.
    """
    _changeable(review)
    return replace(_unprepared(review), state=VETOED, words=words, group="")


def decline(review: Review, reason: str, words: str = "") -> Review:
    """Keep out of digests, with a class of reason and, if wished, words for the author. Raises BadInput,
    NotAllowed.
    """
    _changeable(review)
    if reason not in DECLINE_REASONS:
        raise BadInput("error-decline-reason", reason=one_line(reason), reasons=", ".join(DECLINE_REASONS))
    if len(words) > NOTE_LONGEST:
        raise BadInput("error-text-length", most=NOTE_LONGEST)
    return replace(review, state=DECLINED, reason=reason, words=words)


def reopen(review: Review) -> Review:
    """Back to new: the undo of hold, release and decline. Raises NotAllowed once published."""
    _changeable(review)
    return replace(review, state=NEW, reason="", words="", prepared_by="", approved_by="")


def annotate(review: Review, note: str, by: bytes = b"") -> Review:
    """Set the moderators' own note, written by that member; empty takes it away. Raises BadInput when it is too
    long.
    """
    if len(note) > NOTE_LONGEST:
        raise BadInput("error-text-length", most=NOTE_LONGEST)
    return replace(review, note=note, noted_by=by.hex() if note else "")


def publish(review: Review) -> Review:
    """Mark as gone out in a digest; final. Raises NotAllowed unless released."""
    if review.state != RELEASED:
        raise NotAllowed("error-not-released")
    return replace(review, state=PUBLISHED)


def unpublish(review: Review) -> Review:
    """Back to released: a scheduled digest was taken back before its time."""
    return replace(review, state=RELEASED) if review.state == PUBLISHED else review


def _changeable(review: Review) -> None:
    if review.state == PUBLISHED:
        raise NotAllowed("error-already-published")
    if review.state == WITHDRAWN:
        raise NotAllowed("error-withdrawn")


def _unprepared(review: Review) -> Review:
    """A second person approved a wording; another wording needs approval anew."""
    if not review.prepared_by:
        return review
    return replace(review, state=NEW, prepared_by="", approved_by="")
