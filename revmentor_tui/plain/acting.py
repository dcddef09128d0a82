"""The acts of the plain console: each takes the words typed after it and says what came of it."""

from core.clock import day_of
from core.language.safe_text import SafeText, one_line
from core.locales.catalogue import LANGUAGES, say
from core.moderation import review as reviewing
from core.moderation.inbox import Critique
from core.moderation.muting import mute_author, muted_threads, unmute_author
from core.moderation.questions import ask_author
from core.moderation.review import DECLINE_REASONS, KINDS, Review
from revmentor_tui.console.caseload import Decide
from revmentor_tui.console.scheduling import read_day
from revmentor_tui.plain.sitting import Sitting


class Plain(Sitting):
    """A sitting with everything that is done to letters."""

    # Deciding.

    async def do_release(self, rest: str) -> None:
        """Allow into a digest."""
        del rest
        desk, session = self.caseload.desk, self.caseload.session
        terms = session.terms if session else None
        await self.decide("release", lambda one: reviewing.release(one.review, desk.identity.id, terms))

    async def do_approve(self, rest: str) -> None:
        """Release what another moderator prepared."""
        del rest
        by = self.caseload.desk.identity.id
        await self.decide("approve", lambda one: reviewing.approve(one.review, by))

    async def do_hold(self, rest: str) -> None:
        """Put aside."""
        del rest
        await self.decide("hold", lambda one: reviewing.hold(one.review))

    async def do_snooze(self, rest: str) -> None:
        """Hold until a day."""
        if not rest:
            self.say("plain-needs-day", key=self.words.keys["snooze"])
            return
        day = read_day(rest, day_of(self.caseload.desk.clock))
        await self.decide("snooze", lambda one: reviewing.hold(one.review, day))

    async def do_decline(self, rest: str) -> None:
        """Keep out of digests; the reason by its number, then words for the author if wished."""
        names = [self.text(f"why-{reason}") for reason in DECLINE_REASONS]
        chosen, words = self.choose("decline", names, rest)
        if chosen is not None:
            reason = DECLINE_REASONS[chosen]
            await self.decide("decline", lambda one: reviewing.decline(one.review, reason, words))

    async def do_reopen(self, rest: str) -> None:
        """Back to new."""
        del rest
        await self.decide("reopen", lambda one: reviewing.reopen(one.review), advance=False)

    async def do_sensitive(self, rest: str) -> None:
        """Needs a second person, or not."""
        del rest
        await self.decide(
            "sensitive", lambda one: reviewing.set_sensitive(one.review, not one.review.sensitive), advance=False
        )

    async def do_undo(self, rest: str) -> None:
        """Take the newest act back."""
        del rest
        if step := await self.caseload.undo():
            self.say("console-undone", act=self.text(f"act-{step.act}"), count=len(step.changes))

    async def do_redo(self, rest: str) -> None:
        """Do again what was taken back."""
        del rest
        if step := await self.caseload.redo():
            self.say("console-redone", act=self.text(f"act-{step.act}"), count=len(step.changes))

    async def do_group(self, rest: str) -> None:
        """What is marked, with the groups it is in, becomes one group; the first in the list leads."""
        del rest
        letters = self.caseload.letters
        members = letters.whole(self.targets)
        if len(members) < 2:
            self.say("error-group-few")
            return
        lead, sensitive = members[0].hex(), any(letters.known[one].review.sensitive for one in members)
        await self.caseload.act(members, lambda one: reviewing.join(one.review, lead, sensitive=sensitive), "group")
        self.marked.clear()
        self.say("group-made", count=len(members))

    async def do_ungroup(self, rest: str) -> None:
        """Dissolve the group of the letter in hand."""
        del rest
        if self.current is None or not self.current.review.group:
            self.say("error-group-few")
            return
        members = self.caseload.letters.whole([self.current.id])
        await self.caseload.act(members, lambda one: reviewing.leave(one.review), "ungroup")
        self.say("group-dissolved", count=len(members))

    # Hiding.

    async def do_take_proposal(self, rest: str) -> None:
        """Hide what is proposed: the first, or the one of that number."""
        if (critique := self.current) is None:
            return
        pending = self.caseload.proposals.pending(critique)
        number = int(rest) if rest.isdecimal() else 1
        if not 0 < number <= len(pending):
            self.say("console-no-proposals" if not pending else "plain-no-number")
            return
        mark = pending[number - 1]
        await self._remark(
            "redact", lambda one: reviewing.redact(one.review, one.text, mark.start, mark.end, mark.kind)
        )

    async def do_drop_proposal(self, rest: str) -> None:
        """Leave what is proposed."""
        if (critique := self.current) is None:
            return
        pending = self.caseload.proposals.pending(critique)
        number = int(rest) if rest.isdecimal() else 1
        if not 0 < number <= len(pending):
            self.say("console-no-proposals" if not pending else "plain-no-number")
            return
        self.caseload.proposals.drop(critique, pending[number - 1])
        self.say("plain-done", act=self.text("act-drop-proposal"))

    async def do_redact(self, rest: str) -> None:
        """Hide words wherever they stand; the kind may stand before them."""
        kind, words = _kind_of(rest)
        spans = self._spans(words, "redact")

        def hide(one: Critique) -> Review:
            review = one.review
            for start, end in spans:
                review = reviewing.redact(review, one.text, start, end, kind)
            return review

        if spans:
            await self._remark("redact", hide)

    async def do_unhide(self, rest: str) -> None:
        """Show words again that were hidden."""
        spans = self._spans(rest, "unhide")

        def show(one: Critique) -> Review:
            review = one.review
            for start, end in spans:
                for mark in [mark for mark in review.redactions if mark.start < end and start < mark.end]:
                    review = reviewing.unredact(review, mark.start)
            return review

        if spans:
            await self._remark("unredact", show)

    def _spans(self, words: str, act: str) -> list[tuple[int, int]]:
        """Where the words stand in the letter in hand; says so when there are none, or nowhere."""
        text, spans = self.current.text if self.current else "", []
        if not words:
            self.say("plain-needs-words", key=self.words.keys[act])
            return []
        # Where folding changes the length of the text, places would be wrong: then the words must stand as typed.
        hay, needle = (text, words) if len(text.casefold()) != len(text) else (text.casefold(), words.casefold())
        at = hay.find(needle)
        while at >= 0:
            spans.append((at, at + len(needle)))
            at = hay.find(needle, at + len(needle))
        if not spans:
            self.say("plain-absent")
        return spans

    async def _remark(self, act: str, decide: Decide) -> None:
        if self.current is not None:
            await self.caseload.act([self.current.id], decide, act)
            await self.read()

    # Words: tags, notes, questions.

    async def do_tag(self, rest: str) -> None:
        """Add tags; nothing typed tells what is in use and what looks likely."""
        tags = [part.strip() for part in rest.split(",") if part.strip()]
        if tags:
            await self.decide("tag", lambda one: reviewing.tag(one.review, *tags), advance=False)
            return
        known = list(self.caseload.letters.known.values())
        wanted = [self.current] if self.current else []
        likely = await self.caseload.tags.suggest(known, wanted)
        used = self.caseload.letters.tags()
        for lead, names in (("ask-tags-suggested", likely), ("ask-tags-known", used)):
            if names:
                self.tell(SafeText(f"{self.text(lead)} {', '.join(one_line(name) for name in names)}"))
        self.say("plain-needs-words", key=self.words.keys["tag"])

    async def do_untag(self, rest: str) -> None:
        """Remove tags."""
        if not rest:
            self.say("plain-needs-words", key=self.words.keys["untag"])
            return
        tags = [part.strip() for part in rest.split(",")]
        await self.decide("untag", lambda one: reviewing.untag(one.review, *tags), advance=False)

    async def do_note(self, rest: str) -> None:
        """A note among moderators."""
        me = self.caseload.desk.identity.id
        await self.decide("note", lambda one: reviewing.annotate(one.review, rest, me), advance=False)

    async def do_ask(self, rest: str) -> None:
        """Ask the author; a letter that is sent cannot be taken back, so it asks."""
        if self.current is None:
            return
        if not rest:
            self.say("plain-needs-words", key=self.words.keys["ask"])
            return
        if not await self._is_sure(self.text("plain-sure", text=one_line(rest))):
            self.say("plain-not-sent")
            return
        await self.caseload.whole(ask_author(self.caseload.desk, self.current, rest))
        await self.caseload.beat()
        self.say("console-asked")

    async def do_mute(self, rest: str) -> None:
        """Refuse this author's further letters in the session, or take them again; it asks."""
        del rest
        critique, session, desk = self.current, self.caseload.session, self.caseload.desk
        if critique is None or session is None:
            return
        is_muted = critique.id in await self.caseload.whole(muted_threads(desk, session))
        word = "unmute" if is_muted else "mute"
        self.tell(SafeText(self.text(f"{word}-body")))
        if not await self._is_sure(self.text("plain-mute", what=self.text(f"{word}-ask"))):
            self.say("plain-nothing-changed")
            return
        await self.caseload.whole(unmute_author(desk, critique) if is_muted else mute_author(desk, session, critique))
        self.say(f"{word}-done")

    async def _is_sure(self, question: SafeText) -> bool:
        answer = await self.ask(question)
        return (answer or "").strip().casefold() in {say(lang, "plain-yes") for lang in LANGUAGES}

    async def do_assign(self, rest: str) -> None:
        """Give to a moderator by number; zero to anybody."""
        team = list(self.caseload.desk.roster.moderators().values())
        names = [one_line(member.name) for member in team]
        if rest == "0":
            await self.decide("assign", lambda one: reviewing.assign(one.review, b""), advance=False)
            return
        chosen, _ = self.choose("assign", names, rest)
        if chosen is not None:
            member = team[chosen].id
            await self.decide("assign", lambda one: reviewing.assign(one.review, member), advance=False)


def _kind_of(rest: str) -> tuple[str, str]:
    """The kind named in front of the words, and the words; a name where none is."""
    first, _, words = rest.partition(" ")
    for kind in KINDS:
        if words and first.casefold() in {say(lang, f"act-hide-{kind}").casefold() for lang in LANGUAGES}:
            return kind, words.strip()
    return "name", rest
