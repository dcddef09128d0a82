"""Killing the bot again and again while people write, executives decide and moderators publish.

A person here never gives up: they wait for the preview, press, and wait for the code, however often the bot dies
meanwhile. What they were shown is then compared with what the moderators find.
"""

import asyncio
import random
import re
import sqlite3
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from core.crypto.bot_key import BotKey
from core.crypto.receipt import Receipt, read_code
from core.crypto.roster import read_pin
from core.intake.thread import ANSWER, read_thread
from core.leadership.comma import Leadership
from core.leadership.life import VERDICTS
from core.moderation.digest import compose, publish
from core.moderation.inbox import load_critiques
from core.moderation.records import save
from core.moderation.review import NEW, release
from core.moderation.taking_in import take_in
from core.store.tables import inflight, journal, outbox, participants, presses
from telegram_bot.sandbox import Person, Shown
from tests.faults.process import BotProcess
from tests.telegram_bot.conftest import Company

WRITERS = 6
PATIENCE = 120.0
"""Real seconds that a person waits: through several deaths of the bot."""
CALLS_MOST = 120
"""Calls of the Bot API in one life of the bot; a critique takes about five."""
_WORDS = ("план", "срок", "отчёт", "склад", "касса", "смена", "замер", "цена", "заказ", "спор", "выбор", "довод")
_THOUGHT = re.compile(r"мысль \d+-\d+")


@dataclass
class Figures:
    """What a campaign did and found. All of ``lost``, ``doubled``, ``dead_codes``, ``half_done`` must be 0."""

    rounds: int = 0
    killed_before_ready: int = 0
    acknowledged: int = 0
    stored: int = 0
    lost: int = 0
    doubled: int = 0
    codes_seen: int = 0
    dead_codes: int = 0
    half_done: int = 0
    items: int = 0
    messages_repeated: int = 0
    decided: int = 0
    decisions_lost: int = 0
    decisions_doubled: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing was lost and nothing was doubled."""
        bad = (self.lost, self.doubled, self.dead_codes, self.half_done, self.decisions_lost, self.decisions_doubled)
        return not any(bad) and self.acknowledged > 0

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self) | {"holds": self.holds}


class Campaign:
    """One company, its people, and the one who kills the bot."""

    def __init__(self, company: Company, seed: int) -> None:
        self.company = company
        self.chance = random.Random(seed)
        self.figures = Figures()
        self.sent: list[str] = []
        self.acknowledged: list[tuple[str, Receipt]] = []
        self.decided: dict[int, str] = {}
        self.published: list[str] = []
        self._is_over = False
        self._is_moderated = False

    async def run(self, rounds: int) -> Figures:
        """``rounds`` deaths, then one quiet run to the end, then the comparison."""
        people = await self._people()
        sandbox = self.company.sandbox
        for method in ("sendMessage", "deleteMessages"):
            sandbox.faults.add(method, "drop_after", times=None, probability=0.03)
        *writers, boss = people
        tasks = [asyncio.create_task(self._write(person, number)) for number, person in enumerate(writers)]
        tasks += [asyncio.create_task(self._decide(boss)), asyncio.create_task(self._moderate())]
        for _ in range(rounds):
            await self._one_life()
        self._is_over = True
        last = await BotProcess(self.company.settings).start()
        async with asyncio.timeout(2 * PATIENCE):
            await asyncio.gather(*tasks)
        await self._settled()
        assert await last.stop() == 0
        await self._compare(people, boss)
        return self.figures

    async def _people(self) -> list[Person]:
        """Everybody joins while the bot is well."""
        await self.company.start()
        people = [await self.company.employee("ru", f"Автор {number}") for number in range(WRITERS)]
        people.append(await self.company.executive())
        await self.company.stop()
        return people

    async def _one_life(self) -> None:
        bot = await BotProcess(self.company.settings).start()
        self.figures.rounds += 1
        if self.chance.random() < 0.2:
            # In the middle of starting: migrations, the first calls, the first poll.
            await asyncio.sleep(self.chance.uniform(0.2, 1.2))
            self.figures.killed_before_ready += not any(" ready" in line for line in bot.lines)
        else:
            await bot.hear(" ready")
            await self._calls(self.chance.randrange(CALLS_MOST))
        await bot.kill()
        assert not any("Traceback" in line for line in bot.lines)

    async def _calls(self, most: int) -> None:
        """Until the bot has made so many calls more: whatever the machine's speed, that is so much work. Then to some
        place between two calls."""
        calls = self.company.sandbox.calls
        wanted = sum(calls.values()) + most
        for _ in range(2000):
            if sum(calls.values()) >= wanted:
                break
            await asyncio.sleep(0.005)
        await asyncio.sleep(self.chance.uniform(0, 0.02))

    # -- people ----------------------------------------------------------------------------------------------

    async def _write(self, person: Person, number: int) -> None:
        count = 0
        while not self._is_over:
            count += 1
            text = f"мысль {number}-{count}: {' '.join(self.chance.choices(_WORDS, k=6))}"
            mine = await person.say(text)
            preview = await person.wait_for(lambda screen, to=mine.message_id: _answer(screen, to, "s:"), PATIENCE)
            self.sent.append(text)
            # A repeated update may have brought a second preview; only one of them is pressed.
            await person.press(lambda button: button.data.startswith("s:"), preview)
            # A code that is shown once more after a death may come below the next preview.
            seen = {code for _, code in self.acknowledged}
            code = await person.wait_for(lambda screen, to=preview, old=seen: _code(screen, to, old), PATIENCE)
            self.acknowledged.append((text, code))

    async def _decide(self, boss: Person) -> None:
        done: set[str] = set()
        while not (self._is_over and self._is_moderated and len(done) == len(self.published)):
            offered = [one for one in boss.screen() if _data(one, "cd:") and _data(one, "cd:") not in done]
            if not offered:
                await self._begin(boss, len(done))
                continue
            done.add(_data(offered[0], "cd:"))
            await self._decline(boss, offered[0])

    async def _begin(self, boss: Person, done: int) -> None:
        """Ask for the first open item of one digest after another: what would have come next may have died with the
        bot."""
        covers = [one for one in boss.screen() if _data(one, "ds:")]
        if covers and done < len(self.published):
            await boss.press(lambda button: button.data.startswith("ds:"), self.chance.choice(covers))
        await asyncio.sleep(0.3)

    async def _decline(self, boss: Person, item: Shown) -> None:
        asked = {one.message_id for one in boss.screen() if one.forces_reply}
        await boss.press(lambda button: button.data.startswith("cd:"), item)
        question = await boss.wait_for(
            lambda screen: next((one for one in screen if one.forces_reply and one.message_id not in asked), None),
            PATIENCE,
        )
        # A copied reason is refused, so each has words of its own.
        reason = " ".join(f"{self.chance.choice(_WORDS)}{self.chance.randrange(10_000)}" for _ in range(16))
        said = await boss.say(reason, question)
        preview = await boss.wait_for(
            lambda screen: next((one for one in screen if one.reply_to == said.message_id and _data(one, "wd:")), None),
            PATIENCE,
        )
        await boss.press(lambda button: button.data.startswith("wd:"), preview)
        await boss.wait_for(lambda _: not _data(boss.message(item.message_id), "cd:"), PATIENCE)
        self.decided[item.message_id] = reason

    async def _moderate(self) -> None:
        """Publishes what is new from time to time, from another process's point of view."""
        desk, session = self.company.desk, self.company.session
        while not self._is_over:
            await asyncio.sleep(self.chance.uniform(2.0, 4.0))
            await take_in(desk, session)
            fresh = [one for one in await load_critiques(desk, session) if one.review.state == NEW][:3]
            ready = []
            for one in fresh:
                review = release(one.review, desk.identity.id, session.terms)
                ready.append(await save(desk, one, review, "release"))
            if ready:
                await publish(desk, session, await compose(desk, session, [one.id for one in ready]))
                self.published += [one.text for one in ready]
        self._is_moderated = True

    async def _settled(self) -> None:
        """Until Telegram has nothing left to bring, the courier nothing to carry, and no code is in flight."""
        async with asyncio.timeout(PATIENCE):
            # Another process does the work: there is nothing to wait on but its traces.
            while len(self.company.sandbox.updates) or await self._count(inflight) or await self._waiting():  # noqa: ASYNC110
                await asyncio.sleep(0.1)

    # -- the comparison --------------------------------------------------------------------------------------

    async def _compare(self, people: list[Person], boss: Person) -> None:
        found, store = self.figures, self.company.desk.store
        marks = await self._count(presses)
        await take_in(self.company.desk, self.company.session)
        stored = Counter(one.text for one in await load_critiques(self.company.desk, self.company.session))
        known = Counter(text for text, _ in self.acknowledged)
        found.acknowledged, found.stored = sum(known.values()), sum(stored.values())
        found.lost = sum((known - stored).values())
        found.doubled = sum((stored - known).values())
        pin = read_pin(self.company.settings.pin_path)
        codes = {code for person in people for code in _codes(person)} | {code.secret for _, code in self.acknowledged}
        found.codes_seen = len(codes)
        for code in codes:
            try:
                await read_thread(store, Receipt(code), pin)
            except Exception:
                found.dead_codes += 1
        async with store.reading() as tx:
            written = (await tx.execute(select(func.sum(participants.c.written)))).scalar_one()
        found.half_done = sum(abs(count - found.stored) for count in (marks, written, len(codes)))
        await self._compare_decisions(boss, pin)
        assert _integrity(Path(str(store.engine.url.database))) == "ok"

    async def _compare_decisions(self, boss: Person, pin: Any) -> None:
        found, store = self.figures, self.company.desk.store
        leadership = Leadership(store, BotKey.load(self.company.settings.bot_key_path), pin, self.company.clock)
        placed: Counter[str] = Counter()
        for digest in await leadership.digests():
            found.items += len(digest.items)
            placed.update(
                event.text for life in digest.lives.values() for event in life.events if event.act in VERDICTS
            )
        found.decided = len(self.decided)
        found.decisions_lost = sum((Counter(self.decided.values()) - placed).values())
        found.decisions_lost += abs(found.items - found.decided)
        found.decisions_doubled = sum(placed.values()) - len(placed)
        async with store.reading() as tx:
            acts = Counter((await tx.execute(select(journal.c.ref).where(journal.c.act == "comma-decline"))).scalars())
        found.decisions_doubled += sum(acts.values()) - len(acts) + abs(len(acts) - len(placed))
        answers = 0
        for _, code in self.acknowledged:
            thread = await read_thread(store, code, pin)
            answers += sum(letter.kind == ANSWER for letter in thread.letters)
        found.decisions_doubled += abs(answers - len(placed))
        shown = (_THOUGHT.search(one.text) for one in boss.screen() if one.by_bot)
        said = Counter(thought[0] for thought in shown if thought)
        found.messages_repeated = sum(said.values()) - len(said)

    async def _count(self, table: Any) -> int:
        async with self.company.desk.store.reading() as tx:
            return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())

    async def _waiting(self) -> int:
        async with self.company.desk.store.reading() as tx:
            query = select(func.count()).select_from(outbox).where(outbox.c.state == "waiting")
            return int((await tx.execute(query)).scalar_one())


def _integrity(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        connection.close()


def _data(shown: Shown | None, prefix: str) -> str:
    buttons = [button for row in shown.buttons for button in row] if shown else []
    return next((button.data for button in buttons if button.kind == "callback" and button.data.startswith(prefix)), "")


def _answer(screen: Any, to: int, prefix: str) -> Shown | None:
    return next((one for one in screen if one.reply_to == to and _data(one, prefix)), None)


def _code(screen: Any, below: Shown, seen: set[Receipt]) -> Receipt | None:
    found = (one for one in screen if one.by_bot and one.message_id > below.message_id)
    codes = (button.data for one in found for row in one.buttons for button in row if button.kind == "copy")
    return next((code for words in codes if (code := read_code(words)) not in seen), None)


def _codes(person: Person) -> set[bytes]:
    shown = (button.data for one in person.screen() for row in one.buttons for button in row if button.kind == "copy")
    return {read_code(words).secret for words in shown}
