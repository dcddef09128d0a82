"""Words to and from an author: a moderator's own question, what an executive asks, and the answer handed back."""

import asyncio
import re
from collections.abc import Sequence

from textual import work

from core.errors import RevmentorError
from core.intake.critique import REPLY
from core.language.marks import Mark, find_marks
from core.language.safe_text import SafeText, one_line
from core.moderation.inbox import Critique
from core.moderation.muting import mute_author, muted_threads, unmute_author
from core.moderation.questions import Asked, ask_author, decline_question, hand_back, pass_on
from core.moderation.review import Review, redact
from core.questions import WAITING
from core.wording import Redaction, released_wording
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.deciding import Deciding
from revmentor_tui.console.dialogs import Choose, Confirm


class Corresponding(Deciding):
    """The part of the inbox that writes to authors. A letter sealed to its reader cannot be taken back."""

    @work(group="dialog", exit_on_error=False)
    async def action_ask(self) -> None:
        """Ask the author."""
        critique = self.current
        if critique is None:
            return

        async def send(typed: str) -> None:
            if typed.strip():
                await self.caseload.whole(ask_author(self.caseload.desk, critique, typed))
                await self.caseload.beat()
                self.tell("console-asked")

        await self.app.push_screen_wait(Ask(self.say("ask-author"), self.say("ask-author-hint"), do=send))

    @work(group="dialog", exit_on_error=False)
    async def action_mute(self) -> None:
        """Refuse this author's further letters in the session, or take them again; it asks, for nobody can see whom it
        concerns."""
        critique, session, desk = self.current, self.caseload.session, self.caseload.desk
        if critique is None or session is None:
            return
        try:
            is_muted = critique.id in await self.caseload.whole(muted_threads(desk, session))
            word = "unmute" if is_muted else "mute"
            sure = Confirm(
                self.say(f"{word}-ask"), self.say(f"{word}-body"), self.say(f"{word}-yes"), self.say("mute-no")
            )
            if not await self.app.push_screen_wait(sure):
                return
            act = unmute_author(desk, critique) if is_muted else mute_author(desk, session, critique)
            await self.caseload.whole(act)
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell(f"{word}-done")

    def asked_about(self, critique: Critique) -> list[Asked]:
        """What executives ask the author of a letter, what waits first."""
        return [one for one in self.caseload.asked if critique.id in one.question.critiques]

    @work(group="dialog", exit_on_error=False)
    async def action_question(self) -> None:
        """What to do with the executive's question: the one that waits, else the newest passed on."""
        critique = self.current
        asked = next(iter(self.asked_about(critique)), None) if critique else None
        if critique is None or asked is None:
            self.tell("console-no-question")
            return
        if asked.state == WAITING:
            await self._pass_or_decline(asked)
        else:
            await self._hand_back(asked)

    async def _pass_or_decline(self, asked: Asked) -> None:
        options = [("pass", self.say("question-pass"), ""), ("decline", self.say("question-decline"), "")]
        chosen = await self.app.push_screen_wait(Choose(self._title(asked), options))
        desk, session = self.caseload.desk, self.caseload.session
        if chosen is None or session is None:
            return

        async def decline(words: str) -> None:
            if words.strip():
                await self.caseload.whole(decline_question(desk, asked, words))
                await self.caseload.beat()
                self.tell("question-declined")

        if chosen == "decline":
            await self.app.push_screen_wait(Ask(self.say("question-why"), self.say("question-why-hint"), do=decline))
            return
        try:
            await self.caseload.whole(pass_on(desk, session, asked))
            await self.caseload.beat()
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell("question-passed")

    async def _hand_back(self, asked: Asked) -> None:
        """Choose one of the author's replies; it goes out verbatim, so it is shown and asked about."""
        replies = [
            one
            for thread in asked.question.critiques
            for one in self.caseload.followups.get(thread, ())
            if one.kind == REPLY
        ]
        if not replies:
            self.tell("question-no-replies")
            return
        options = [(one.id.hex(), one_line(one.text), "") for one in replies]
        chosen = await self.app.push_screen_wait(Choose(self._title(asked), options, self.say("question-verbatim")))
        session = self.caseload.session
        if chosen is None or session is None:
            return
        reply = next(one for one in replies if one.id.hex() == chosen)
        marks = await asyncio.to_thread(find_marks, reply.text)
        proposed = ", ".join(dict.fromkeys(one_line(reply.text[mark.start : mark.end]) for mark in marks))
        hide = await self.app.push_screen_wait(Ask(self.say("question-hide"), self.say("question-hide-hint"), proposed))
        if hide is None:
            return
        spans = spans_of(reply.text, [words.strip() for words in hide.split(",") if words.strip()], marks)
        review = Review()
        for span in spans:
            review = redact(review, reply.text, span.start, span.end, span.kind)
        sure = Confirm(
            self.say("question-hand-back", by=one_line(asked.question.by)),
            SafeText(f"«{released_wording(reply.text, review.redactions, self.lang)}»"),
            self.say("question-yes"),
            self.say("question-no"),
        )
        if not await self.app.push_screen_wait(sure):
            return
        try:
            await self.caseload.whole(hand_back(self.caseload.desk, session, asked, reply.id, review.redactions))
            await self.caseload.beat()
        except RevmentorError as error:
            self.complain(error)
            return
        self.tell("question-handed-back")

    def _title(self, asked: Asked) -> SafeText:
        title = f"question-{asked.question.kind}-of"
        return SafeText(f"{self.say(title, by=one_line(asked.question.by))}\n«{one_line(asked.question.text)}»")


def spans_of(text: str, hide: Sequence[str], marks: Sequence[Mark]) -> list[Redaction]:
    """Every place where one of the words to ``hide`` stands, of the kind that a mark found there, else «other»."""
    found = []
    for words in hide:
        for match in re.finditer(re.escape(words), text):
            kinds = [mark.kind for mark in marks if mark.start < match.end() and match.start() < mark.end]
            found.append(Redaction(match.start(), match.end(), kinds[0] if kinds else "other"))
    return found
