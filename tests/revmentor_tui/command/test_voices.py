"""`revmentor signals …`, `pulse …`, `glance …`: every verb, for a program and for a person, and what is no input."""

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.programs import signal_records
from core.programs.glance import ANCHORS
from core.programs.poll_records import ITEMS
from core.programs.signal_records import SIGNALS
from core.programs.signals import Seen, Sighting
from telegram_bot.deps import Deps
from telegram_bot.formats.council_duties import today_of
from tests.revmentor_tui.command.conftest import VOTERS, Bot, Call
from tests.revmentor_tui.command.test_bad_input import fingerprint


def wrong(call: Call, *words: str) -> str:
    """What is said of bad input: one line, exit code 2, nothing on the output."""
    said = call(*words)
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1), (words, said)
    return said.err


def on_tuesday(bot: Bot) -> None:
    """The clock comes to the next Tuesday, noon, and the bot looks."""
    bot.clock.advance(days=(1 - bot.clock.now().weekday()) % 7 or 7)
    bot.clock.advance(hours=12 - bot.clock.now().hour)
    bot.look()


def answer(bot: Bot, *points: int) -> None:
    """Employees answer the open poll so."""

    async def act(deps: Deps) -> None:
        today = await today_of(deps)
        async with deps.store.writing() as tx:
            record = await deps.polls.open_now(tx)
            assert record
            for account, value in enumerate(points, 1):
                await deps.polls.answer(tx, record.id, account, "", value, today)

    bot.do(act)


def test_a_poll_from_the_choice_of_its_question_to_its_result(bot: Bot, call: Call) -> None:
    assert "revmentor pulse choose" in call("pulse", "list").out
    assert call("pulse", "list", "--json").objects == []
    ordered = call("pulse", "choose", "pulse-recommend", "--json").one
    assert len(bytes.fromhex(ordered["order"])) == 16
    bot.look()
    on_tuesday(bot)
    opened = call("pulse", "list", "--json").one
    assert (opened["item"], opened["level"], opened["people"], opened["k"]) == ("pulse-recommend", None, None, 5)
    assert "Порекомендуете ли вы" in call("pulse", "list").out
    answer(bot, 10, 9, 9, 10, 3)
    assert call("pulse", "list", "--json").one == opened, "before the close nobody sees an answer"
    call("pulse", "choose", "trust-who-sees")
    bot.look()
    on_tuesday(bot)
    asked, closed = call("pulse", "list", "--json").objects
    assert (asked["item"], closed["id"]) == ("trust-who-sees", opened["id"])
    assert (closed["level"], closed["people"], closed["rate"]) == (60, VOTERS, 100)
    assert "eNPS 60" in call("pulse", "list").out
    answer(bot, 7, 7, 7, 1)
    on_tuesday(bot)
    few = next(one for one in call("pulse", "list", "--json").objects if one["id"] == asked["id"])
    assert (few["level"], few["people"], few["bands"]) == (None, None, {})
    assert "Ответили меньше 5 человек" in call("pulse", "list").out


def test_the_programme_is_counted_shown_and_printed(bot: Bot, call: Call, tmp_path: Path) -> None:
    for verb in ("show", "export"):
        assert "Программу ещё не считали" in wrong(call, "glance", verb)
    call("glance", "goals")  # begins the programme
    bot.look()
    lines = {one["id"]: one for one in call("glance", "show", "--json").objects}
    assert set(lines) == set(ANCHORS)
    assert (lines["participation-employees"]["own"], lines["participation-executives"]["few"]) == (0.0, False)
    assert lines["meetings-met"]["published"] == [{"least": 54, "most": 81, "source": "Donut at NPR, 2019"}]
    told = call("glance", "show").out
    assert "Согласились и встретились: пока нет данных  (у других 54–81 %, Donut at NPR, 2019)" in told
    for form, begins in (("pdf", b"%PDF-"), ("html", b"<!doctype html>")):
        out = tmp_path / f"programme.{form}"
        assert call("glance", "export", "--format", form, "--out", str(out), "--json").one == {"files": [str(out)]}
        assert out.read_bytes().startswith(begins)
        assert out.stat().st_mode & 0o077 == 0
    assert "Donut at NPR, 2019" in "".join(page.extract_text() for page in PdfReader(tmp_path / "programme.pdf").pages)
    assert "Donut at NPR, 2019" in (tmp_path / "programme.html").read_text("utf-8")
    call("glance", "export", "--out", str(tmp_path / "by-its-name.html"))
    assert (tmp_path / "by-its-name.html").read_bytes().startswith(b"<!doctype html>")
    wrong(call, "glance", "export", "--out", str(tmp_path / "нет" / "x.pdf"))
    assert not (tmp_path / "нет").exists()


def test_goals_are_written_moved_and_dropped(bot: Bot, call: Call) -> None:
    until = (bot.clock.now() + timedelta(days=300)).date().isoformat()
    assert call("glance", "goal", "Двадцать пар", "--target", "20", "--until", until).code == 0
    bot.look()
    goal = call("glance", "goals", "--json").one
    assert (goal["words"], goal["target"], goal["reached"], goal["until"], goal["asked"]) == (
        "Двадцать пар", 20, 0, until, False,
    )  # fmt: skip
    assert len(call("glance", "reached", goal["id"][:6], "15", "--json").one["order"]) == 32
    bot.look()
    assert call("glance", "goals", "--json").one["reached_percent"] == 75
    assert "Двадцать пар: сделано 75 %, прошло 0 % срока" in call("glance", "goals").out
    assert call("glance", "drop", goal["id"]).code == 0
    bot.look()
    assert call("glance", "goals", "--json").objects == []


def sent(bot: Bot, what: str, senders: int) -> None:
    """A signal that so many people see, at two places."""

    async def act(deps: Deps) -> None:
        today = await today_of(deps)
        signal = signal_records.begin(what.encode()[:16], what, Sighting(b"0", "Склад", today))
        for number in range(1, senders):
            signal = signal_records.sight(signal, bytes([number]), "Самара", Seen.OFTEN, today)
        async with deps.store.writing() as tx:
            await deps.ledger.add(tx, SIGNALS, signal)

    bot.do(act)


def test_signals_are_listed_joined_put_to_a_vote_and_removed(bot: Bot, call: Call) -> None:
    assert "revmentor signals places" in call("signals", "list").out
    assert call("signals", "places", "Москва", "Самара", "--json").code == 0
    for what, senders in (("Счёт просят в чате", 3), ("Счета просят в чат", 1), ("Мусор", 1)):
        sent(bot, what, senders)
    first, second, third = call("signals", "list", "--json").objects
    assert (first["what"], first["senders"], first["places"]) == ("Счёт просят в чате", 3, {"Склад": 1, "Самара": 2})
    assert (first["novelty"], first["strength"], first["turned_into"]) == (1.0, 1.0, None)
    same = second if second["what"].startswith("Счета") else third
    rubbish = third if same is second else second
    call("signals", "merge", first["id"], same["id"])
    call("signals", "remove", rubbish["id"])
    ordered = call("signals", "ballot", first["id"], "--json").one
    assert len(ordered["order"]) == 32
    bot.look()
    (left,) = call("signals", "list", "--json").objects
    assert (left["id"], left["state"], left["turned_into"]) == (first["id"], "accepted", "ballot")
    assert "Вынесен на голосование" in call("signals", "list").out
    voted = call("council", "list", "--json").one
    assert (voted["source"], voted["state"], voted["title"]) == (
        "signal",
        "open",
        "Займёмся этим: «Счёт просят в чате»?",
    )
    assert "accepted" not in wrong(call, "signals", "ballot", first["id"]), "said in words"


WRONG = [
    "pulse",
    "pulse list extra",
    "pulse choose",
    "pulse choose nonsense",
    "glance show extra",
    "glance export --format doc",
    "glance goal",
    "glance goal Пары --target 20",
    "glance goal Пары --until 2031-01-01",
    "glance goal Пары --target 0 --until 2031-01-01",
    "glance goal Пары --target 5 --until 2001-01-01",
    "glance goal Пары --target 5 --until завтра",
    "glance goal Пары --target пять --until 2031-01-01",
    f"glance goal {'ц' * 121} --target 5 --until 2031-01-01",
    "glance reached ffff 3",
    "glance reached ffff -3",
    "glance drop ffff",
    "signals places Москва",
    f"signals places Москва {'я' * 31}",
    "signals merge ffff eeee",
    "signals ballot ffff",
    "signals ballot",
    "signals remove ffff",
]


def test_bad_input_is_one_line_and_changes_nothing(bot: Bot, call: Call) -> None:
    call("glance", "goals")  # begins the programme
    before = fingerprint(bot.home.home)
    for sentence in WRONG:
        wrong(call, *sentence.split())
    assert ", ".join(ITEMS) in wrong(call, "pulse", "choose", "x")
    assert fingerprint(bot.home.home) == before


@pytest.mark.parametrize("sentence", ["pulse list", "glance goals", "signals list"])
def test_in_english_too(bot: Bot, call: Call, sentence: str) -> None:
    said = call("--lang", "en", *sentence.split())
    assert said.code == 0
    assert not any("а" <= letter <= "я" for letter in said.out)
