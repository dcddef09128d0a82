"""What a moderator does to critiques: every act works on the marked rows, else on the one under the cursor."""

from collections.abc import Sequence
from functools import partial

from textual import on, work
from textual.css.query import NoMatches

from core.errors import RevmentorError
from core.language.query import STATE
from core.moderation import review as reviewing
from core.moderation.inbox import Critique
from core.moderation.review import DECLINE_REASONS, Review
from core.wording import released_wording
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.caseload import Decide
from revmentor_tui.console.dialogs import Choose
from revmentor_tui.console.frame import ConsoleScreen
from revmentor_tui.console.letter_text import LetterText
from revmentor_tui.console.virtual_list import VirtualList

SUGGESTED_FOR = 20
"""Letters of a bulk that suggestions are made for: more would say nothing of any of them."""


class Deciding(ConsoleScreen):
    """The part of the inbox that changes reviews."""

    @property
    def current(self) -> Critique | None:
        """The critique under the cursor."""
        return self.caseload.letters.at(self.query_one(VirtualList).cursor)

    @property
    def is_marking(self) -> bool:
        """Whether a span is being chosen."""
        # Asked for every act each time the keys are shown: query_one remembers, query looks through the whole tree.
        try:
            return self.query_one(LetterText).marking
        except NoMatches:
            return False

    def targets(self) -> list[bytes]:
        """What the next act works on."""
        letters = self.caseload.letters
        if letters.marked:
            return [one for one in letters.order if one in letters.marked]
        return [self.current.id] if self.current else []

    @work(group="acts", exit_on_error=False)
    async def decide(self, ids: Sequence[bytes], act: str, decide: Decide, *, advance: bool = True) -> None:
        """Do it, say what was done, go on to the next row."""
        letters, bulk = self.caseload.letters, len(ids) > 1
        asks_for_states = any(one.operator == STATE for one in letters.search.query.conditions)
        if advance and not bulk and not asks_for_states:
            self._advance(ids)
        try:
            outcome = await self.caseload.act(ids, decide, act)
        except RevmentorError as error:
            self.complain(error)
            return
        letters.marked -= set(ids)
        if bulk or outcome.left:
            self.tell("console-done-many", done=outcome.changed, left=outcome.left)

    def _advance(self, ids: Sequence[bytes]) -> None:
        """To the next row; from the last one to the nearest above that is still undecided."""
        rows, letters = self.query_one(VirtualList), self.caseload.letters
        if rows.cursor < len(letters) - 1:
            rows.cursor += 1
            return
        for index in range(len(letters) - 2, -1, -1):
            critique = letters.at(index)
            if critique and critique.review.state == reviewing.NEW and critique.id not in ids:
                rows.cursor = index
                return

    # Marks.

    def action_mark(self) -> None:
        """Mark or unmark the row and move on."""
        rows, letters = self.query_one(VirtualList), self.caseload.letters
        if self.current is not None:
            letters.marked ^= {self.current.id}
            rows.refresh_row(rows.cursor)
            rows.action_down()
            self.retell()

    def action_mark_all(self) -> None:
        """Mark all that are shown, or none."""
        letters = self.caseload.letters
        letters.marked = set() if letters.marked else set(letters.order)
        self.query_one(VirtualList).refresh()
        self.retell()

    # States.

    def action_release(self) -> None:
        """Allow into a digest; where two persons are needed, prepare."""
        desk, session = self.caseload.desk, self.caseload.session
        terms = session.terms if session else None
        self.decide(self.targets(), "release", lambda one: reviewing.release(one.review, desk.identity.id, terms))

    def action_approve(self) -> None:
        """Release what another moderator prepared."""
        by = self.caseload.desk.identity.id
        self.decide(self.targets(), "approve", lambda one: reviewing.approve(one.review, by))

    def action_hold(self) -> None:
        """Put aside."""
        self.decide(self.targets(), "hold", lambda one: reviewing.hold(one.review))

    def action_reopen(self) -> None:
        """Back to new."""
        self.decide(self.targets(), "reopen", lambda one: reviewing.reopen(one.review), advance=False)

    def action_sensitive(self) -> None:
        """Needs a second person, or not."""
        self.decide(
            self.targets(),
            "sensitive",
            lambda one: reviewing.set_sensitive(one.review, not one.review.sensitive),
            advance=False,
        )

    @work(group="dialog", exit_on_error=False)
    async def action_decline(self) -> None:
        """Keep out of digests: a class of reason, then words for the author if wished."""
        ids = self.targets()
        options = [(reason, self.say(f"why-{reason}"), "") for reason in DECLINE_REASONS]
        reason = await self.app.push_screen_wait(Choose(self.say("ask-decline", count=len(ids)), options))
        if reason is None:
            return
        words = await self.app.push_screen_wait(Ask(self.say("ask-decline-words"), self.say("ask-optional")))
        if words is not None:
            self.decide(ids, "decline", lambda one: reviewing.decline(one.review, reason, words.strip()))

    # Tags and notes.

    @work(group="dialog", exit_on_error=False)
    async def action_tag(self) -> None:
        """Add tags."""
        ids = self.targets()
        known = self.caseload.letters.tags()
        typed = await self.app.push_screen_wait(
            Ask(
                self.say("ask-tags", count=len(ids)),
                self.say("ask-tags-hint"),
                known=known,
                suggest=partial(self._suggest_tags, ids),
                shown=(self.say("ask-tags-suggested"), self.say("ask-tags-known")),
            )
        )
        if tags := _parts(typed):
            # Tagged is not decided: the cursor stays, except where the row would carry it away to its theme.
            moves = self.caseload.letters.view.follows_reviews
            self.decide(ids, "tag", lambda one: reviewing.tag(one.review, *tags), advance=moves)

    async def _suggest_tags(self, ids: Sequence[bytes]) -> list[str]:
        known = self.caseload.letters.known
        wanted = [known[one] for one in ids[:SUGGESTED_FOR]]
        return await self.caseload.tags.suggest(list(known.values()), wanted)

    @work(group="dialog", exit_on_error=False)
    async def action_untag(self) -> None:
        """Remove one tag."""
        ids, known = self.targets(), self.caseload.letters.known
        used = list(dict.fromkeys(tag for one in ids for tag in known[one].review.tags))
        if not used:
            self.tell("console-no-tags")
            return
        options = [(tag, tag, "") for tag in used]
        tag = await self.app.push_screen_wait(Choose(self.say("ask-untag", count=len(ids)), options))
        if tag is not None:
            self.decide(ids, "untag", lambda one: reviewing.untag(one.review, tag), advance=False)

    @work(group="dialog", exit_on_error=False)
    async def action_note(self) -> None:
        """A note among moderators."""
        critique = self.current
        if critique is None:
            return
        note = await self.app.push_screen_wait(
            Ask(self.say("ask-note"), self.say("ask-note-hint"), critique.review.note)
        )
        if note is not None:
            text, me = note.strip(), self.caseload.desk.identity.id
            self.decide([critique.id], "note", lambda one: reviewing.annotate(one.review, text, me), advance=False)

    # Hiding.

    def action_redact(self) -> None:
        """Choose a span to hide."""
        if self.current is None:
            return
        self.begin_marking()

    @on(LetterText.Started)
    def begin_marking(self) -> None:
        """Open the letter and let the keys choose words."""
        self.open_letter()
        self.query_one(LetterText).marking = True
        self.refresh_keys()

    def open_letter(self) -> None:
        """Show the letter under the cursor and give it the keys."""
        raise NotImplementedError

    @on(LetterText.Chosen)
    def _hide(self, event: LetterText.Chosen) -> None:
        self._remark("redact", lambda one: reviewing.redact(one.review, one.text, event.start, event.end, event.kind))

    @on(LetterText.Unhide)
    def _unhide(self, event: LetterText.Unhide) -> None:
        def without(one: Critique) -> Review:
            review = one.review
            for position in event.positions:
                review = reviewing.unredact(review, position)
            return review

        if event.positions:
            self._remark("unredact", without)
        else:
            self.tell("console-no-mark")

    def _remark(self, act: str, decide: Decide) -> None:
        critique = self.query_one(LetterText).critique
        if critique is not None:
            self.decide([critique.id], act, decide, advance=False)

    @on(LetterText.Done)
    def _end_marking(self) -> None:
        self.query_one(LetterText).marking = False
        self.refresh_keys()

    # The way back, and the cursor with it.

    def go_to(self, one: bytes) -> None:
        """Put the cursor on a critique."""
        raise NotImplementedError

    @work(group="acts", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take the newest act back."""
        try:
            step = await self.caseload.undo()
        except RevmentorError as error:
            self.complain(error)
            return
        if step is not None:
            self.go_to(step.changes[0].critique)
            self.tell("console-undone", act=self.say(f"act-{step.act}"), count=len(step.changes))

    @work(group="acts", exit_on_error=False)
    async def action_redo(self) -> None:
        """Do again what was taken back."""
        try:
            step = await self.caseload.redo()
        except RevmentorError as error:
            self.complain(error)
            return
        if step is not None:
            self.go_to(step.changes[0].critique)
            self.tell("console-redone", act=self.say(f"act-{step.act}"), count=len(step.changes))

    def action_copy(self) -> None:
        """The released wording to the terminal's clipboard; nothing else is ever copied."""
        critique = self.current
        if critique is None or critique.review.state not in (reviewing.RELEASED, reviewing.PUBLISHED):
            self.tell("console-copy-refused")
            return
        self.app.copy_to_clipboard(released_wording(critique.text, critique.review.redactions, critique.lang))
        self.tell("console-copied")


def _parts(typed: str | None) -> list[str]:
    return [part.strip() for part in (typed or "").split(",") if part.strip()]
