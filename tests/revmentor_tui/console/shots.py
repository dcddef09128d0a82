"""Every screen of the console as text: both languages, three sizes, one file a screen in ``shots/``.

To add a screen, add a line to ``SHOTS`` and run ``python -m tests.revmentor_tui.console.shots``: it draws all anew.
Those of a home stand on one console, one after the other.
"""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from textual.screen import Screen

from core.crypto.bot_key import BotKey
from core.crypto.roster import read_pin
from core.leadership.comma import Comma, Leadership
from core.leadership.questions import Questions
from core.moderation import review as reviewing
from core.moderation.digest import compose, publish
from core.moderation.inbox import Critique, load_critiques
from core.moderation.questions import ask_author
from core.moderation.records import save_all
from core.moderation.review import Review
from core.moderation.taking_in import take_in
from core.people.membership import Person
from core.questions import ASK
from core.settings import load_settings
from revmentor_tui.console.app import SCREENS, ConsoleApp
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.searching import View
from revmentor_tui.console.virtual_list import VirtualList
from tests.revmentor_tui.console.conftest import CHEAP, PASSPHRASE, Home, Player, found_home
from tests.revmentor_tui.console.picture import read_texts
from tests.revmentor_tui.console.programme import seed

FOLDER = Path(__file__).parent / "shots"
SIZES = ((80, 24), (120, 36), (200, 60))
LANGUAGES = ("ru", "en")
LETTERS = 24
SEED = 7
"""Of the randomness that ids are made of: the same letters come in the same order everywhere."""
FIRST_SIZE = (120, 36)
"""In which the keys are pressed."""


@dataclass(frozen=True)
class Shot:
    """A screen, and the keys that lead to it from the inbox, or from ``mode``; or the ``act`` that has no key;
    ``empty``: from the door of a home not founded yet."""

    name: str
    keys: str = ""
    empty: bool = False
    mode: str = ""
    act: str = ""


SHOTS = (
    Shot("inbox"),
    Shot("letter", "enter"),
    Shot("proposal", "j right_square_bracket"),
    Shot("marking", "enter x e e"),
    Shot("search", "slash п л а н"),
    Shot("tags", "t"),
    Shot("note", "n"),
    Shot("snooze", "H"),
    Shot("assign", "a"),
    Shot("ask", "Q"),
    Shot("question", "j j E"),
    Shot("decline", "d"),
    Shot("states", "f"),
    Shot("sort", "s"),
    Shot("facets", "F"),
    Shot("themes", "s 5"),
    Shot("views", "V"),
    Shot("palette", "ctrl+p"),
    Shot("help", "question_mark"),
    Shot("digests", "2"),
    Shot("compose", "2 c"),
    Shot("publish", "2 p"),
    Shot("sessions", "3"),
    Shot("new-session", "3 n"),
    Shot("people", "5"),
    Shot("pairs", "6"),
    Shot("pairs-sums", "6 s"),
    Shot("meetings", "7"),
    Shot("topics", "5 t"),
    Shot("projects", "8"),
    Shot("internships", "9"),
    Shot("new-place", "9 n"),
    Shot("council", "j", mode="council"),
    Shot("new-vote", "n 4", mode="council"),
    Shot("elsewhere", "0"),
    Shot("signals", mode="signals"),
    Shot("pulse", "j", mode="pulse"),
    Shot("glance", mode="glance"),
    Shot("team", "4"),
    Shot("request", "4 m"),
    Shot("shares", "4 s"),
    Shot("passphrase", "4 p"),
    Shot("tour", act="app.tour"),
    Shot("unlock", "ctrl+l"),
    Shot("first-run", empty=True),
    Shot("newcomer", "f2", empty=True),
    Shot("recover", "f3", empty=True),
    Shot("charts", "f5"),
    Shot("charts-tables", "f5 v"),
    Shot("wall", "f6"),
)


async def an_evening(folder: Path, lang: str) -> Home:
    """A home in the middle of an evening: letters read and decided, a digest out and answered, another one begun."""
    texts = read_texts(lang)[:LETTERS]
    home = await found_home(folder, (), random=Random(SEED).randbytes)
    for one in texts:
        await home.write([one["text"]], lang, one["topic"])
    await take_in(home.desk, home.session)
    found = await load_critiques(home.desk, home.session)
    await _correspond(home, found[0], lang)
    decided = await save_all(
        home.desk, [(critique, _decide(home, place, critique)) for place, critique in enumerate(found)], "x"
    )
    released = [critique for critique in decided if critique.review.state == reviewing.RELEASED]
    await publish(home.desk, home.session, await compose(home.desk, home.session, [one.id for one in released[:3]]))
    await compose(home.desk, home.session, [one.id for one in released[3:6]])
    key, pin = BotKey.load(home.settings.bot_key_path), read_pin(home.settings.pin_path)
    leadership = Leadership(home.bot_store, key, pin, home.clock)
    (delivered,) = await leadership.digests()
    words = {"ru": "введём круг на планёрках", "en": "we start every meeting with a round"}
    comma = Comma("accept", words[lang], "директор" if lang == "ru" else "director", home.clock.now().date())
    await leadership.place_comma(delivered.items[0].id, comma)
    asked = {"ru": "На каких сменах это заметнее?", "en": "On which shifts is it worst?"}
    boss = Person(bytes(16), "executive", lang, 1, comma.by)
    await Questions(home.bot_store, key, pin, home.clock, leadership, Random(SEED).randbytes).ask(
        boss, delivered.items[0].id, ASK, asked[lang]
    )
    await seed(home, lang)
    return home


async def _correspond(home: Home, critique: Critique, lang: str) -> None:
    """A question to the author, and what came back."""
    await ask_author(home.desk, critique, {"ru": "Когда это было?", "en": "When was that?"}[lang])
    receipt = next(index for index, one in enumerate(home.receipts) if one.critique_id == critique.id)
    await home.reply(receipt, {"ru": "В сентябре. И в октябре.", "en": "In September. And in October."}[lang])
    await take_in(home.desk, home.session)


def _decide(home: Home, place: int, critique: Critique) -> Review:
    review = critique.review
    if place == 0:
        note = {"ru": "Спросить у бухгалтерии, было ли письмо", "en": "Ask accounting whether there was a letter"}
        review = reviewing.assign(reviewing.annotate(review, note[critique.lang]), home.desk.identity.id)
    if place % 3 == 0:
        review = reviewing.tag(review, "планёрки" if critique.lang == "ru" else "meetings")
    match place % 8:
        case 2 | 5:
            return reviewing.release(review)
        case 4:
            return reviewing.hold(review)
        case 6:
            return reviewing.decline(review, "duplicate")
    return review


@asynccontextmanager
async def opened(home: Home | None, folder: Path, lang: str) -> AsyncIterator[Player]:
    """The console over a home, or before one is founded."""
    settings = home.settings if home else load_settings(home=folder / "empty", lang=lang)
    if home is not None:
        secret = home.settings.home / "passphrase"
        secret.write_text(PASSPHRASE, "utf-8")
        settings = settings.model_copy(update={"passphrase_file": secret})
    app = ConsoleApp(settings, lang, home.clock if home else None, cost=CHEAP)
    async with app.run_test(size=FIRST_SIZE, notifications=True) as pilot:
        yield Player(home, app, pilot)  # type: ignore[arg-type] # nobody writes to an empty home
        assert app.stumbles == []


async def wait_for_inbox(player: Player, *, empty: bool = False) -> None:
    """Until the inbox shows its letters, or the door stands."""
    app = player.app
    for _ in range(500):
        await player.pilot.pause(0.01)
        letters = app.caseload is not None and isinstance(app.screen, InboxScreen) and app.caseload.total
        if letters if not empty else len(app.screen_stack) and type(app.screen) is not Screen:
            break
    await player.settle()


async def _back(player: Player) -> None:
    """To the inbox as it was; when something was done there, to a new one over the same desk."""
    app, caseload = player.app, player.app.caseload
    while len(app.screen_stack) > 1:
        app.screen.dismiss(None)
        await player.settle()
    await player.pilot.resize_terminal(*FIRST_SIZE)
    if caseload is None:  # It was locked.
        await app.sit_down(await app._unlock(PASSPHRASE))
        await wait_for_inbox(player)
        return
    await app.action_go("inbox")
    await player.settle()
    rows, letters = player.inbox.query_one(VirtualList), caseload.letters
    if rows.cursor == 0 and rows.has_focus and not letters.opened and letters.view == View():
        return
    caseload.listeners.clear()
    app.add_mode("between", Screen)
    await app.switch_mode("between")
    for mode in SCREENS:
        await app.remove_mode(mode)
    await app.sit_down(caseload.desk)
    await app.remove_mode("between")
    await wait_for_inbox(player)


async def draw(folder: Path, lang: str) -> tuple[dict[str, str], set[type[Screen[object]]]]:
    """Every shot in one language, by its name, and which screens were seen."""
    home, drawn, seen = await an_evening(folder / "home", lang), {}, set()

    async def shoot(player: Player, shot: Shot) -> None:
        if shot.mode:
            await player.app.run_action(f"app.go('{shot.mode}')")
            await player.settle()
        await player.press(*shot.keys.split())
        if shot.act:
            await player.app.run_action(shot.act)
            await player.settle()
        drawn[shot.name] = await _in_all_sizes(player, lang)
        seen.add(type(player.app.screen))

    try:
        async with opened(home, folder, lang) as player:
            await wait_for_inbox(player)
            for number, shot in enumerate(inside := [one for one in SHOTS if not one.empty], 1):
                await shoot(player, shot)
                if number < len(inside):
                    await _back(player)
        for shot in (one for one in SHOTS if one.empty):
            async with opened(None, folder, lang) as player:
                await wait_for_inbox(player, empty=True)
                await shoot(player, shot)
    finally:
        await home.close()
    return drawn, seen


async def _in_all_sizes(player: Player, lang: str) -> str:
    parts = []
    for width, height in SIZES:
        await player.pilot.resize_terminal(width, height)
        player.app.clear_notifications()
        await player.settle()
        parts.append(f"──── {lang} {width}x{height}\n{tidy(player.see)}\n")
    return "\n".join(parts)


def tidy(screen: str) -> str:
    """Without the blanks at the end of lines, and without what stands for something random."""
    screen = re.sub(r"\b[0-9a-f]{8,}\b", lambda found: "#" * len(found[0]), screen)
    # The journal's words depend on keys that even a seeded home makes anew.
    screen = re.sub(r"((?:Журнал|Journal): )([^│\n]+)", lambda found: found[1] + "…".ljust(len(found[2])), screen)
    return "\n".join(line.rstrip() for line in screen.split("\n"))


def path_of(name: str, lang: str) -> Path:
    """Where a shot is kept."""
    return FOLDER / f"{name}.{lang}.txt"


def main() -> None:
    """Draw all anew, and drop what is no shot any more."""
    FOLDER.mkdir(exist_ok=True)
    kept = {path_of(shot.name, lang) for shot in SHOTS for lang in LANGUAGES}
    for path in set(FOLDER.iterdir()) - kept:
        path.unlink()
    for lang in LANGUAGES:
        with TemporaryDirectory() as folder:
            drawn, _ = asyncio.run(draw(Path(folder), lang))
        for name, text in drawn.items():
            path_of(name, lang).write_text(text, "utf-8")
    sys.stdout.write(f"{FOLDER.name}: {len(kept)}\n")


if __name__ == "__main__":
    main()
