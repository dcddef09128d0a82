"""Hostile text reaches the terminal as harmless text: in the list, the letter, notices, digests, and a real pty."""

import os
import pty
import select
import struct
import subprocess
import sys
import termios
from fcntl import ioctl

import pytest
from rich.cells import cell_len

from core.crypto.bot_key import BotKey
from core.crypto.roster import read_pin
from core.leadership.comma import Comma, Leadership
from core.moderation.digest import compose, publish
from core.moderation.inbox import load_critiques
from core.moderation.questions import ask_author
from core.moderation.records import save_all
from core.moderation.review import annotate, release, tag
from core.moderation.taking_in import take_in
from revmentor_tui.console.app import SCREENS
from revmentor_tui.console.virtual_list import VirtualList
from tests.revmentor_tui.console import council_evening, programme

HOSTILE = (
    "AAA[@click=app.quit]BBB[/] [/] [/nope] [b]x[/i] [$nope] \\[x] "
    "\x1b[2J\x1b]0;owned\x07\x1b]52;c;aGk=\x07\x9b31m \u202eмодератор\u202c \u200b\x08\x7f {0} %s é" + "\u0301" * 40
)
DANGEROUS = [chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if chr(code) != "\n"]
DANGEROUS += ["\u202e", "\u202c", "\u200b"]


@pytest.mark.parametrize(("lang", "size"), [("ru", (80, 24)), ("en", (120, 40))])
async def test_it_is_shown_and_does_nothing(make_home, play, lang, size):
    home = await make_home([HOSTILE, "[/]", "[@click=app.quit]нажми[/]"], name="[b]Анна[/i]\x1b[31m")
    async with play(home, size, lang) as player:
        for index in range(3):
            player.inbox.query_one("#letters").cursor = index
            await player.press("enter")
            assert_harmless(player.see)
            await player.pilot.click("LetterText", offset=(4, 0))
            await player.settle()
            assert player.app.is_running
            await player.press("escape")
        await player.go_to(HOSTILE)
        assert "[@click=app.quit]BBB[/]" in player.see


async def test_a_hostile_tag_is_a_tag(home, play):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("t")
        await player.type("[/] [b]x, [@click=app.quit]y")
        await player.press("enter", "g", "T")
        assert (await player.review(text)).tags == ("[/] [b]x", "[@click=app.quit]y")
        assert "[@click=app.quit]y" in player.see
        assert_harmless(player.see)


async def test_a_notice_says_a_hostile_title_as_it_is(home, play):
    async with play(home) as player:
        await player.press("3", "n")
        await player.type("[/] [b]x[/i]")
        await player.press("ctrl+s")
        assert "[/] [b]x[/i]" in player.see
        assert_harmless(player.see)


async def test_a_pasted_escape_stays_out_of_a_field(home, play):
    from textual.events import Paste

    async with play(home) as player:
        await player.press("slash")
        player.app.screen.focused.post_message(Paste("a\x1b[31m\u202eb"))
        await player.settle()
        assert_harmless(player.see)
        assert "\x1b" not in player.app.screen.focused.value


async def test_a_digest_shows_it_as_telegram_will(make_home, play):
    home = await make_home([HOSTILE, HOSTILE + "2", HOSTILE + "3"])
    async with play(home) as player:
        await player.press("asterisk", "r", "2", "c")
        await player.pilot.pause(0.4)
        assert_harmless(player.see)
        await player.press("ctrl+s")
        await player.pilot.pause(0.2)
        assert "[@click=app.quit]BBB[/]" in player.see
        assert_harmless(player.see)


async def test_a_crash_says_one_sentence_and_no_local(make_home, play, capsys):
    home = await make_home(["совершенно секретный текст", "второй", "третий"])
    with pytest.raises(ZeroDivisionError):
        async with play(home) as player:
            secret = player.shown()

            def explode() -> None:
                assert secret
                raise ZeroDivisionError("совершенно секретный текст")

            player.app.call_later(explode)
            await player.pilot.pause(0.3)
    said = capsys.readouterr()
    assert "секретный" not in said.out + said.err
    assert "ZeroDivisionError" in said.err
    assert "Traceback" not in said.err
    assert player.app.return_code == 1


async def test_no_escape_of_theirs_reaches_a_real_terminal(make_home):
    home = await make_home([HOSTILE, HOSTILE + "2", HOSTILE + "3"])
    secret = home.settings.home / "passphrase"
    secret.write_text("длинный пароль", "utf-8")
    out = run_in_terminal(home.settings.home, secret)
    assert b"AAA[@click=app.quit]BBB" in out
    for theirs in (b"\x1b]0;owned", b"\x1b]52;c;aGk=", b"\x1b[2J\x1b]", b"\xc2\x9b31m", b"\xe2\x80\xae", b"\x08"):
        assert theirs not in out


def run_in_terminal(home, secret) -> bytes:
    """Everything the console writes to an 80x24 terminal until it has shown a letter."""
    code = (
        "from pathlib import Path; from core.settings import load_settings;"
        "from revmentor_tui.console.app import ConsoleApp;"
        f"ConsoleApp(load_settings(home=Path({str(home)!r})), lang='ru').run()"
    )
    master, slave = pty.openpty()
    ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    given = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "REVMENTOR_PASSPHRASE_FILE": str(secret)}
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=slave, stdout=slave, stderr=slave, env=given, start_new_session=True
    )
    os.close(slave)
    out, seen = b"", 0
    try:
        for _ in range(600):
            if not select.select([master], [], [], 0.1)[0]:
                continue
            try:
                out += os.read(master, 65536)
            except OSError:
                break
            if not seen and out.count(b"BBB") >= 3:
                os.write(master, b"\r")
                seen = len(out)
            elif seen and b"BBB" in out[seen:]:
                break
    finally:
        child.kill()
        child.wait()
        os.close(master)
    return out


def assert_harmless(screen: str) -> None:
    """No control character, no bidi mark."""
    assert [letter for letter in DANGEROUS if letter in screen] == []


async def test_notes_questions_and_answers_are_shown_as_they_are(make_home, play):
    home = await make_home([HOSTILE, "второе", "третье"], name="[b]Анна[/i]\x1b[31m")
    async with play(home, (80, 24)) as player:
        await player.go_to(HOSTILE)
        critique = player.inbox.current
        await ask_author(home.desk, critique, HOSTILE)
        await home.reply(0, HOSTILE + " ответ")
        await player.beat()
        await player.app.caseload.act([critique.id], lambda one: annotate(one.review, HOSTILE), "note")
        await player.press("a", "1", "t", "escape", "H", "escape", "enter")
        assert_harmless(player.see)
        await player.press("j", "j", "j", "j", "j", "j")
        assert_harmless(player.see)
        assert "[@click=app.quit]BBB[/]" in player.see
        assert player.app.is_running


@pytest.fixture
def hostile_programme(monkeypatch):
    """Whoever fills the shelves writes nothing but hostile text."""
    people = tuple((role, HOSTILE + name, HOSTILE) for role, name, _ in programme.PEOPLE["ru"])
    monkeypatch.setitem(programme.PEOPLE, "ru", people)
    monkeypatch.setitem(programme.SIGNALS_SEEN, "ru", (HOSTILE, HOSTILE, HOSTILE))
    monkeypatch.setitem(council_evening.IDEAS, "ru", (HOSTILE, HOSTILE, HOSTILE, (HOSTILE, HOSTILE + "2")))
    monkeypatch.setitem(programme.WISHES, "[b]x[/i][/nope]\x1b\u202e", (9,))
    monkeypatch.setitem(programme.BANDS, "[b]x[/i]\x1b[31m\u202e", (14, 5))
    # What executives decide between two polls is told with them.
    monkeypatch.setattr(programme, "POLLED", (4, -4))
    for texts in (programme.GOALS, programme.PLACE, programme.TASKS, programme.AIM, council_evening.REASON):
        monkeypatch.setitem(texts, "ru", HOSTILE)
    return programme.seed


async def test_no_screen_takes_it_for_anything_but_text(make_home, play, hostile_programme):
    texts = [HOSTILE, HOSTILE + "2", HOSTILE + "3"]
    home = await make_home(texts, name="[b]Анна[/i]\x1b[31m", title="[@click=app.quit]День[/]\x1b[31m")
    await publish_all(home)
    await hostile_programme(home, "ru")
    async with play(home, (120, 40)) as player:
        assert set(SCREENS) == set(PROBES)
        for mode, probes in PROBES.items():
            await player.app.action_go(mode)
            await player.settle()
            seen = below_the_header(player)
            if player.app.screen.query(VirtualList):
                # Every row, and what stands beside it.
                for _ in range(len(player.app.screen.query_one(VirtualList).rows) - 1):
                    await player.press("j")
                    seen += below_the_header(player)
            if mode == "team":
                await player.press("g", "enter")
                seen += below_the_header(player)
                await player.press("escape")
            assert [probe for probe in probes if probe not in seen] == [], mode
            assert_harmless(seen)
        await player.press("f6")
        assert "[@click=app.quit]День[/]" in player.see
        assert_harmless(player.see)
        assert player.app.is_running


LINK, CLOSED, BOLD = "[@click=app.quit]", "[/nope]", "[b]x[/i]"
PROBES = {
    **dict.fromkeys(("inbox", "digests", "people", "pairs", "projects", "internships", "signals"), (LINK, CLOSED)),
    "council": (LINK, CLOSED),
    "charts": (LINK, CLOSED),
    # A session's title; a colleague's name, in the list and on their card.
    "sessions": ("[@click=app.quit]День[/]",),
    "team": ("[b]Анна[/i]",),
    # A topic that people typed; an age that the organiser named, and a decision between two polls; a goal.
    "meetings": (BOLD + CLOSED,),
    "pulse": (BOLD, "◆ AAA" + LINK),
    "glance": (LINK, CLOSED, BOLD),
}
"""What has to be seen of them on each screen, below the first line: letter for letter, or it was taken for markup."""


def below_the_header(player) -> str:
    """The screen without its first line, which names the session everywhere."""
    return player.see.partition("\n")[2]


async def test_thousands_of_emoji_and_wide_letters_stay_in_their_lines(make_home, play):
    texts = ["😀" * 4096, "👨\u200d👩\u200d👧" * 800, "🇷🇺" * 1024, "字" * 2000 + "ｶﾞ" * 500, "е\u0301" * 1500]
    home = await make_home(texts)
    async with play(home, (80, 24)) as player:
        for text in texts:
            await player.go_to(text)
            for _ in range(2):
                lines = player.app.screen._compositor.render_strips()
                assert {cell_len(strip.text) for strip in lines} == {80}
                await player.press("enter")
            await player.press("escape")
        assert player.app.is_running


async def publish_all(home):
    """A digest of everything, and a hostile comma on its first item."""
    await take_in(home.desk, home.session)
    found = await load_critiques(home.desk, home.session)
    ready = await save_all(home.desk, [(one, release(tag(one.review, "[b]x[/i] [/nope]"))) for one in found], "release")
    await publish(home.desk, home.session, await compose(home.desk, home.session, [one.id for one in ready]))
    key, pin = BotKey.load(home.settings.bot_key_path), read_pin(home.settings.pin_path)
    leadership = Leadership(home.bot_store, key, pin, home.clock)
    (delivered,) = await leadership.digests()
    comma = Comma("accept", HOSTILE, "[/nope] [@click=app.quit]x", home.clock.now().date())
    await leadership.place_comma(delivered.items[0].id, comma)
