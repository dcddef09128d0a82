"""Whole conversations through the real bot: employees, moderators and executives, on good days and bad."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from core.clock import seconds_of
from core.crypto.receipt import Receipt
from core.moderation import questions as asking
from core.moderation.digest import compose, publish
from core.moderation.inbox import load_critiques
from core.moderation.records import save
from core.moderation.review import annotate, decline, redact, release, tag
from core.moderation.sessions import open_session
from core.moderation.taking_in import take_in
from core.sessions import EVENT, Session, Terms
from telegram_bot.sandbox import Person, Shown
from tests.flows.scenarios import rest
from tests.forensics.canary import Canaries
from tests.telegram_bot.conftest import Company, begin, code_on

ACTS = ("critique", "critique", "erase", "topic", "photo", "forward", "document", "undecodable", "raise", "withdraw")
CALL_FAULTS = ("server_error", "drop_before", "drop_after", "broken_json", "wrong_type")
UPDATE_FAULTS = ("duplicate", "redeliver", "reorder", "undecodable")
METHODS = ("sendMessage", "deleteMessages", "answerCallbackQuery", "editMessageText", "getUpdates")
WORKING_DAY = 8 * 3600
_SYLLABLES = {
    "ru": ["бра", "вук", "гле", "дом", "жур", "зна", "кип", "лом", "мур", "неф", "пла", "рис", "сту", "тех", "щел"],
    "en": ["bra", "vuk", "gle", "dom", "jur", "zna", "kip", "lom", "mur", "nef", "pla", "ris", "stu", "tex", "shel"],
}
_MARKUP = ("<b>&amp;</b>", "[@click=x]y[/]", "=1+1", "%s %(x)s {0}", "\x1b[31m")
_AWKWARD = ("", "\n", "«ёлочки»", "\u202e", "\U0001f469\u200d\U0001f4bb", '"\\n"', *_MARKUP)


@dataclass(frozen=True)
class Fault:
    """A bad moment: which call, which kind."""

    method: str
    kind: str


@dataclass(frozen=True)
class Plan:
    """One person's way through the bot. ``seed`` makes their name, their account and their words."""

    seed: int
    lang: str
    acts: tuple[str, ...]
    awkward: str
    faults: tuple[Fault, ...]
    replies: bool
    tell_me: bool


_faults = st.one_of(
    st.builds(Fault, st.sampled_from(METHODS), st.sampled_from(CALL_FAULTS)),
    st.builds(Fault, st.just("getUpdates"), st.sampled_from(UPDATE_FAULTS)),
)
plans = st.builds(
    Plan,
    seed=st.integers(0, 2**48),
    lang=st.sampled_from(("ru", "en")),
    acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=2).map(tuple),
    awkward=st.sampled_from(_AWKWARD),
    faults=st.lists(_faults, max_size=2).map(tuple),
    replies=st.booleans(),
    tell_me=st.booleans(),
)


class Words:
    """Words that nobody else uses, so that each of them can be looked for alone."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def word(self, lang: str) -> str:
        """One word of 15 letters or more."""
        return "".join(self._random.choices(_SYLLABLES[lang], k=5))

    def number(self, least: int, most: int) -> int:
        """A number."""
        return self._random.randrange(least, most)

    def text(self, lang: str, count: int = 5, awkward: str = "") -> str:
        """Several of them."""
        words = [self.word(lang) for _ in range(count)]
        return " ".join([words[0], awkward, *words[1:]]).strip()


@dataclass
class Play:
    """One company's day. ``failing``: what a handler is to raise next, with somebody's words in the message; ``event``:
    the session of the day's second half."""

    company: Company
    canaries: Canaries
    words: Words
    written: list[tuple[Person, str, Receipt]] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)
    number: int = 0
    event: Session | None = None

    async def converse(self, plan: Plan) -> None:
        """One conversation, from the invitation to the last word."""
        self.number += 1
        self.words = Words(plan.seed * 1000 + self.number)
        person = await self._join(plan)
        for fault in plan.faults:
            self.company.sandbox.faults.add(fault.method, fault.kind)
        for act in plan.acts:
            self.company.clock.advance(minutes=7)
            await getattr(self, f"_{act}")(person, plan)
        self.company.sandbox.faults.clear()

    def canary(self, kind: str, text: str) -> str:
        """Note a text as one to look for."""
        self.canaries.add_text(f"{kind} of conversation {self.number}", text)
        return text

    async def _join(self, plan: Plan) -> Person:
        first, last = self.words.word(plan.lang).title(), self.words.word(plan.lang).title()
        username = self.words.word("en")
        # Old accounts have short numbers, new ones do not fit 32 bits.
        account = self.words.number(2**30, 2**32) if plan.seed % 2 else self.words.number(2**34, 2**42)
        person = self.company.sandbox.person(first, plan.lang, account, last_name=last, username=username)
        for name in (first, last, username):
            self.canary("a name", name)
        self.canaries.add_number(f"the account of conversation {self.number}", account)
        link = await self.company.invite()
        self.canary("the invitation", link)
        await person.follow_link(link)
        await person.wait_for(lambda screen: any(one.by_bot and one.buttons for one in screen))
        return person

    async def _preview(self, person: Person, plan: Plan, kind: str) -> tuple[Shown, str]:
        text = self.canary(kind, self.words.text(plan.lang, awkward=plan.awkward))
        mine = await person.say(text)
        preview = await person.wait_for(
            lambda screen: next((one for one in screen if one.reply_to == mine.message_id and one.buttons), None)
        )
        return preview, text

    async def _critique(self, person: Person, plan: Plan, topic: str = "") -> None:
        preview, text = await self._preview(person, plan, "a critique")
        if topic:
            await self._choose(person, preview, lambda data: data.startswith(f"t:{topic}:"))
        if plan.tell_me:
            await self._choose(person, preview, lambda data: data.startswith("t:") and "h" in data.rpartition(":")[2])
        self.company.clock.advance(seconds=self.words.number(7, 53))
        self.canaries.add_moment(f"the second of conversation {self.number}", seconds_of(self.company.clock))
        await person.press(lambda button: button.data.startswith("s:"), preview)
        code = await code_after(person, preview)
        self.written.append((person, text, code))
        self.canaries.add_secret(f"the code of conversation {self.number}", code.secret)
        self.canary("the code", " ".join(code.words(plan.lang)))
        self.company.clock.advance(minutes=3)

    async def _choose(self, person: Person, preview: Shown, wanted: Callable[[str], bool]) -> None:
        """Press an option of the preview, and wait until it is drawn with it."""
        before = person.message(preview.message_id)
        await person.press(lambda button: wanted(button.data), preview)
        await person.wait_for(lambda _: person.message(preview.message_id) != before)

    async def _topic(self, person: Person, plan: Plan) -> None:
        await self._critique(person, plan, "decisions")

    async def _erase(self, person: Person, plan: Plan) -> None:
        preview, _ = await self._preview(person, plan, "an erased draft")
        await person.press(lambda button: button.data == "e", preview)
        await person.wait_for(lambda screen: preview.message_id not in {one.message_id for one in screen})

    async def _photo(self, person: Person, plan: Plan) -> None:
        mine = await person.send_photo(self.canary("a caption", self.words.text(plan.lang)))
        await answered(person, mine)

    async def _forward(self, person: Person, plan: Plan) -> None:
        words, author = self.words.text(plan.lang), self.words.word(plan.lang).title()
        await answered(
            person, await person.send_forward(self.canary("a forward", words), self.canary("its author", author))
        )

    async def _document(self, person: Person, plan: Plan) -> None:
        name = self.canary("a file's name", self.words.word("en"))
        data = self.canary("a file", self.words.text(plan.lang)).encode()
        await answered(
            person,
            await person.send_document(f"{name}.txt", data, self.canary("a caption", self.words.text(plan.lang))),
        )

    async def _undecodable(self, person: Person, plan: Plan) -> None:
        text = self.canary("an update that does not decode", self.words.text(plan.lang))
        chat = {"id": person.id, "type": "private", "first_name": person.name}
        message = {"message_id": "no", "date": "never", "chat": chat, "from": text, "text": text}
        self.company.sandbox.push_update({"message": message})
        self.company.sandbox.push_update(
            {"callback_query": {"id": text, "from": text, "message": message, "data": text}}
        )

    async def _raise(self, person: Person, plan: Plan) -> None:
        preview, text = await self._preview(person, plan, "a critique that fails")
        self.failing += [f"{text} by {person.id} {person.name}"] * 3
        await person.press(lambda button: button.data.startswith("s:"), preview)
        await person.wait_for(lambda screen: any(one.by_bot and one.message_id > preview.message_id for one in screen))
        self.failing.clear()

    async def _withdraw(self, person: Person, plan: Plan) -> None:
        await self._critique(person, plan)
        *_, code = self.written.pop()
        thread = await answered(person, await person.say(" ".join(code.words(plan.lang))))
        await person.press(lambda button: button.data.startswith("tw"), thread)
        sure = await person.wait_for(lambda screen: next((one for one in screen if has(one, "ty")), None))
        await person.press(lambda button: button.data.startswith("ty"), sure)
        await person.wait_for(lambda screen: not any(has(one, "ty") for one in screen))

    # -- the other seats -------------------------------------------------------------------------------------

    async def open_event(self) -> None:
        """A session for the rest of the working day, announced to everybody."""
        closes = seconds_of(self.company.clock) + WORKING_DAY
        terms = Terms("День без правил", EVENT, k=3, live=True, rules="Без имён.", quota=20, closes=closes)
        self.event = await open_session(self.company.desk, terms)
        # Its announcement, whose second everybody sees, must not fall into the second of somebody's press.
        await rest(self.company)

    async def close_event(self) -> None:
        """Its time runs out, and everybody is told."""
        self.company.clock.advance(seconds=WORKING_DAY)
        await rest(self.company)

    async def moderate(self) -> None:
        """Take in, tag, redact, note, decline with words, release, publish with a preface: in either session."""
        for session in self._sessions():
            await self._moderate(session)

    def _sessions(self) -> list[Session]:
        return [self.company.session, *([self.event] if self.event else [])]

    async def _moderate(self, session: Session) -> None:
        desk = self.company.desk
        self.company.clock.advance(minutes=11)
        await take_in(desk, session)
        chosen = []
        for place, critique in enumerate(await load_critiques(desk, session)):
            if critique.review.state != "new":
                continue
            review = tag(critique.review, self.canary("a tag", self.words.word("ru")))
            review = annotate(review, self.canary("a note", self.words.text("ru")))
            review = redact(review, critique.text, 0, min(6, len(critique.text)), "name")
            if place % 4 == 3:
                review = decline(review, "other", self.canary("words to an author", self.words.text("ru")))
                await save(desk, critique, review, "decline")
            else:
                saved = await save(desk, critique, release(review, desk.identity.id.hex(), session.terms), "release")
                chosen.append(saved.id)
        if chosen:
            preface = self.canary("a preface", self.words.text("ru"))
            await publish(desk, session, await compose(desk, session, chosen[:20], preface=preface))

    async def answer(self, boss: Person) -> None:
        """The executive takes the digest along, asks about two items, accepts the first and declines the other."""
        self.company.clock.advance(minutes=13)
        offer = [await begin(boss)]
        await boss.press(lambda button: button.data.startswith(("dp:", "dh:")))
        await boss.wait_for(lambda screen: any(one.kind == "document" for one in screen))
        await self._ask(boss, offer[0], "cq:", "a question")
        await boss.press(lambda button: button.data.startswith("ca:"), offer[0])
        question = await boss.wait_for(lambda screen: next((one for one in screen if one.forces_reply), None))
        await boss.say(self.canary("a first step", self.words.text("ru")), question)
        days = await boss.wait_for(lambda screen: next((one for one in screen if has(one, "w:")), None))
        await boss.press(lambda button: button.data.startswith("w:"), days)
        await boss.wait_for(
            lambda screen: not any(has(one, "ca:") and one.message_id == offer[0].message_id for one in screen)
        )
        offer += [one for one in boss.screen() if has(one, "cd:")]
        if len(offer) < 2:
            return
        await self._ask(boss, offer[1], "cm:", "an offer to meet")
        await boss.press(lambda button: button.data.startswith("cd:"), offer[1])
        question = await boss.wait_for(lambda screen: next((one for one in screen if one.forces_reply), None))
        said = await boss.say(self.canary("a reason", self.words.text("ru", 20)), question)
        await boss.press(lambda button: button.data.startswith("wd:"), await answered(boss, said))
        await boss.wait_for(
            lambda screen: not any(has(one, "cd:") and one.message_id == offer[1].message_id for one in screen)
        )

    async def _ask(self, boss: Person, shown: Shown, button: str, kind: str) -> None:
        """The executive writes to the unknown author of an item, before the comma."""
        await boss.press(lambda one: one.data.startswith(button), shown)
        prompt = await boss.wait_for(lambda screen: next((one for one in screen if one.forces_reply), None))
        said = await boss.say(self.canary(kind, self.words.text("ru")), prompt)
        preview = await answered(boss, said)
        await boss.press(lambda one: one.data.startswith("qs:"), preview)
        await boss.wait_for(lambda _: (shown := boss.message(preview.message_id)) and not has(shown, "qs:"))

    async def correspond(self, boss: Person) -> None:
        """A moderator passes on what the executive asked and asks something too; the author answers, by code."""
        desk, passed = self.company.desk, 0
        for session in self._sessions():
            for asked in await asking.load_questions(desk, session):
                await asking.pass_on(desk, session, asked)
                passed += 1
                mine = [one for one in self.written if one[2].critique_id in asked.question.critiques]
                for person, _, receipt in mine:
                    await self._reply(person, receipt)
                await take_in(desk, session)
                for reply in (await asking.replies_to(desk, session, asked))[:1]:
                    await asking.hand_back(desk, session, asked, reply.id)
            for critique in (await load_critiques(desk, session))[:1]:
                await asking.ask_author(desk, critique, self.canary("a moderator's question", self.words.text("ru")))
        assert passed, "nobody was asked"
        await rest(self.company)

    async def _reply(self, person: Person, receipt: Receipt, lang: str = "ru", awkward: str = "") -> None:
        """Write again in the thread of a code, where it can still be answered."""
        thread = await answered(person, await person.say(" ".join(receipt.words("ru"))))
        if not has(thread, "tr"):
            return
        await person.press(lambda button: button.data.startswith("tr"), thread)
        question = await person.wait_for(lambda screen: next((one for one in screen if one.forces_reply), None))
        said = await person.say(self.canary("a reply", self.words.text(lang, awkward=awkward)), question)
        preview = await answered(person, said)
        await person.press(lambda button: button.data.startswith("rs:"), preview)
        await person.wait_for(lambda screen: said.message_id not in {one.message_id for one in screen})

    async def read_answers(self, plans: Sequence[Plan]) -> None:
        """Authors come back by their codes; some write again."""
        self.company.clock.advance(minutes=17)
        for number, (person, _, receipt) in enumerate(self.written[::3]):
            plan = plans[number % len(plans)]
            if plan.replies:
                await self._reply(person, receipt, plan.lang, plan.awkward)
            else:
                await answered(person, await person.say(" ".join(receipt.words("ru"))))


def has(shown: Shown, data: str) -> bool:
    """Whether a message has a button whose data begins so."""
    return any(button.kind == "callback" and button.data.startswith(data) for row in shown.buttons for button in row)


async def answered(person: Person, mine: Shown) -> Shown:
    """The bot's answer to this message: the one with buttons, when several parts answer."""

    def look(screen: Sequence[Shown]) -> Shown | None:
        return next((one for one in reversed(screen) if one.by_bot and one.reply_to == mine.message_id), None)

    return await person.wait_for(look)


async def code_after(person: Person, preview: Shown) -> Receipt:
    """The code that the bot shows below a preview."""

    def look(screen: Sequence[Shown]) -> Shown | None:
        below = (one for one in screen if one.by_bot and one.message_id > preview.message_id)
        return next((one for one in below if any(b.kind == "copy" for row in one.buttons for b in row)), None)

    return code_on(await person.wait_for(look))


def fail_on_demand(play: Play, real: Callable[..., Any]) -> Callable[..., Any]:
    """In place of a step of the core: raises with somebody's words in the message while the play asks for it."""

    def step(*args: Any, **kwargs: Any) -> Any:
        if play.failing:
            raise RuntimeError(play.failing.pop())
        return real(*args, **kwargs)

    return step
