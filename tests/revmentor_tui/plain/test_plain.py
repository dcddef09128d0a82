"""The plain console: every act is a typed word, nothing is drawn, and hostile text is read as harmless text."""

import io
import re
import threading

import pytest

from core.intake.thread import QUESTION, read_thread
from core.moderation.desk import open_desk
from core.moderation.inbox import load_critiques
from core.moderation.muting import muted_threads
from revmentor_tui.console.actions import ACTIONS
from revmentor_tui.plain.reading import Lines, run_plain, sit
from revmentor_tui.plain.words import SPOKEN, Order, Words
from tests.revmentor_tui.console.conftest import PASSPHRASE, TEXTS, found_home
from tests.revmentor_tui.console.test_hostile_text import HOSTILE, assert_harmless

DRAWN = re.compile(r"[\u2500-\u259f\u25a0-\u25ff✓✕‼▌]|\x1b")
"""Boxes, blocks, the glyphs of states, escape sequences."""


class Sitting:
    """Types lines and keeps what was said."""

    def __init__(self, home, capsys):
        self.home, self._capsys = home, capsys

    async def type(self, *lines, lang="ru", idle=60.0):
        stream = io.StringIO("".join(f"{line}\n" for line in lines))
        code = await sit(self.home.desk, self.home.settings, lang, Words({}), Lines(stream), idle)
        assert code == 0
        said = self._capsys.readouterr().out
        assert DRAWN.search(said) is None, DRAWN.search(said)
        return said

    async def reviews(self):
        desk = await open_desk(self.home.settings, PASSPHRASE, self.home.clock)
        try:
            return {one.text: one.review for one in await load_critiques(desk, self.home.session)}
        finally:
            await desk.close()


@pytest.fixture
async def sitting(tmp_path, capsys):
    home = await found_home(tmp_path / "home")
    yield Sitting(home, capsys)
    await home.close()


def test_every_act_on_letters_has_its_word():
    done_by_eye = {"next-proposal", "previous-proposal", "back", "next-letter", "previous-letter", "copy", "question"}
    inbox = {action.id for action in ACTIONS if action.place in ("inbox", "proposing")}
    narrowing = {"states", "facets", "views", "sort"}
    assert inbox - done_by_eye - narrowing <= set(SPOKEN)


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("r", Order("release")),
        ("к", Order("release")),
        ("выпустить", Order("release")),
        ("Release", Order("release")),
        ("z", Order("undo")),
        ("Z", Order("redo")),
        ("отложить до 14.12", Order("snooze", "14.12")),
        ("отложить", Order("hold")),
        ("h", Order("hold")),
        ("H 14.12", Order("snooze", "14.12")),
        ("t решения, планёрки", Order("tag", "решения, планёрки")),
        ("/план", Order("filter", "план")),
        ("n спросить юристов", Order("note", "спросить юристов")),
        ("n", Order("drop-proposal", "")),
        ("12", Order("go", "12")),
        ("", Order("down")),
        ("ололо", Order("", "ололо")),
    ],
)
def test_a_line_is_an_act_by_its_key_or_its_name_in_either_language(line, order):
    assert Words({}).understand(line) == order


def test_remapped_keys_hold_here_too():
    assert Words({"hold": "w,ц"}).understand("w") == Order("hold")


async def test_letters_are_read_and_decided_one_after_the_other(sitting):
    said = await sitting.type("выпустить", "h", "d 2 нет такого", "z", "t важное", "n к юристам", "q")
    assert "День без правил. 6 писем, новых 6." in said
    assert "Письмо 1 из 6. новое. Тема: Процессы. 23 ноября." in said
    states = sorted(review.state for review in (await sitting.reviews()).values())
    assert states == ["held", "new", "new", "new", "new", "released"]
    (tagged,) = [review for review in (await sitting.reviews()).values() if review.tags]
    assert (tagged.tags, tagged.note) == (("важное",), "к юристам")


async def test_what_may_give_somebody_away_is_said_and_hidden_by_number(sitting):
    said = await sitting.type("/Виктор", "y 1", "скрыть место планёрках", "q")
    assert "Может выдать, 1: «Виктором Павловичем», имя" in said
    assert "В дайджест уйдёт так: На планёрках решают трое, остальные молчат, как было с [имя] в марте" in said
    review = (await sitting.reviews())[TEXTS[0]]
    assert [(TEXTS[0][mark.start : mark.end], mark.kind) for mark in review.redactions] == [
        ("планёрках", "place"),
        ("Виктором Павловичем", "name"),
    ]


async def test_words_are_hidden_by_their_kind_and_shown_again(sitting):
    await sitting.type("/соседа", "скрыть должность соседа", "q")
    assert [mark.kind for mark in (await sitting.reviews())[TEXTS[1]].redactions] == ["position"]


async def test_many_are_decided_at_once_and_taken_back_as_one(sitting):
    said = await sitting.type("*", "r", "z", "q")
    assert "Изменено 6 писем." in said
    assert "Отменено: выпустить × 6." in said
    assert {review.state for review in (await sitting.reviews()).values()} == {"new"}


async def test_letters_that_say_the_same_become_one_group_and_are_decided_as_one(sitting):
    said = await sitting.type("1", "+", "+", "m", "1", "r", "q")
    assert "Письмо 1 из 5." in said
    reviews = (await sitting.reviews()).values()
    assert sorted(review.state for review in reviews if review.group) == ["released", "released"]
    assert [review.state for review in reviews if not review.group] == ["new"] * 4


async def test_the_author_is_asked_only_after_a_yes(sitting):
    said = await sitting.type("/соседа", "спросить когда это было", "нет", "q")
    assert "Не отправлено." in said
    thread = await read_thread(sitting.home.bot_store, sitting.home.receipts[1], sitting.home.desk.pin)
    assert [one for one in thread.letters if one.kind == QUESTION] == []


async def test_an_author_is_refused_and_taken_again_only_after_a_yes(sitting):
    said = await sitting.type("стоп автору", "нет", "W", "да", "W", "да", "q")
    asked = [said.index(words) for words in ("Ничего не изменилось", "больше не будет", "снова берут")]
    assert asked == sorted(asked)
    assert await muted_threads(sitting.home.desk, sitting.home.session) == set()


async def test_bad_lines_are_one_sentence_each(sitting):
    said = await sitting.type("ололо [b]x", "999", "H вчера", "H", "d", "x", "x нет-таких-слов", "t", "a 77", "?", "q")
    for sentence in (
        "Такой команды нет: «ололо [b]x»",
        "Такого номера нет",
        "Нужен день позже",
        "нужен день",
        "2: не критика",
    ):
        assert sentence in said
    assert "Таких слов в письме нет." in said
    assert "Закрыто." in said


async def test_english_is_spoken_as_well(sitting):
    said = await sitting.type("release", "language", "q", lang="en")
    assert "Letter 1 of 6. new. Topic: Processes. 23 November." in said
    assert "Письмо" in said


async def test_silence_locks_it(sitting):
    over = threading.Event()

    class Silence(io.StringIO):
        def __iter__(self):
            over.wait(60)
            return iter(())

    await sit(sitting.home.desk, sitting.home.settings, "ru", Words({}), Lines(Silence()), 0.05)
    over.set()
    assert "Ключи стёрты" in sitting._capsys.readouterr().out
    assert sitting.home.desk._secrets == {}


async def test_hostile_text_is_read_as_harmless_text(tmp_path, capsys):
    home = await found_home(tmp_path / "home", [HOSTILE, "[/]", "третье"], name="\x1b[31mАнна\u202e")
    said = await Sitting(home, capsys).type("", "", "t \x1b[2Jx", "n \u202eзаметка", "/\x07", "q")
    assert_harmless(said)
    assert "[@click=app.quit]BBB[/]" in said
    await home.close()


def test_as_a_program_it_needs_no_terminal(tmp_path, capsys):
    import asyncio

    async def made():
        home = await found_home(tmp_path / "home")
        await home.close()
        return home.settings

    settings = asyncio.run(made())
    secret = settings.home / "passphrase"
    secret.write_text(PASSPHRASE, "utf-8")
    given = settings.model_copy(update={"passphrase_file": secret})
    assert run_plain(given, "ru", io.StringIO("r\nq\n")) == 0
    assert "Готово: выпустить." in capsys.readouterr().out
