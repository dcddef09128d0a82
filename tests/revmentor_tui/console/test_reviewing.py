"""Reviewing: what the machine suggests for tags, bulk acts taken back as one, putting off, handing out, and the thread
with the author."""

from datetime import date

import pytest

from core.crypto.bot_key import BotKey
from core.crypto.roster import read_pin
from core.errors import BadInput
from core.intake.thread import QUESTION, read_thread
from core.leadership.comma import Leadership
from core.leadership.questions import Questions
from core.moderation import review as reviewing
from core.people.membership import Person
from core.questions import ASK
from revmentor_tui.console.scheduling import days_offered, read_day

FIRST = "На планёрках решают трое, остальные молчат, как было с Виктором Павловичем в марте"
SECOND = "Релиз никто не владеет: каждый ждёт соседа"
MEETINGS = (
    "планёрка снова на два часа и без решений",
    "на планёрке говорят двое, прочие кивают",
    "зачем планёрка, если решают в коридоре",
    "кофе кончился, и чашки тоже",
    "парковка занята гостями каждый вторник",
    "планёрка без повестки хуже, чем никакой",
)
TODAY = date(2026, 11, 23)

# Tags.


async def test_tags_are_suggested_by_what_the_team_has_tagged(make_home, play):
    home = await make_home(MEETINGS)
    async with play(home) as player:
        await decide(player, MEETINGS[:3], lambda one: reviewing.tag(one.review, "планёрки"))
        await decide(player, MEETINGS[3:5], lambda one: reviewing.tag(one.review, "быт"))
        await player.go_to(MEETINGS[5])
        await player.press("t")
        assert "похоже на: планёрки" in player.see
        assert "уже есть: быт" in player.see
        await player.press("tab", "enter")
        assert (await player.review(MEETINGS[5])).tags == ("планёрки",)


async def test_a_tag_taken_back_is_not_learnt_from(make_home, play):
    home = await make_home(MEETINGS)
    async with play(home) as player:
        await decide(player, MEETINGS[:3], lambda one: reviewing.tag(one.review, "планёрки"))
        await player.go_to(MEETINGS[5])
        await player.press("t", "escape", "z", "t")
        assert "похоже на" not in player.see


async def test_a_key_goes_on_to_the_next_tag(home, play):
    async with play(home) as player:
        await decide(player, [FIRST, SECOND], lambda one: reviewing.tag(one.review, "планёрки", "решения"))
        await player.go_to("Премию делят по дружбе")
        await player.press("t")
        await player.type("реш")
        await player.press("tab", "tab", "tab", "enter")
        assert (await player.review("Премию делят по дружбе")).tags == ("решения", "планёрки")


async def test_a_lock_forgets_what_was_learnt(home, play):
    async with play(home) as player:
        await decide(player, [FIRST], lambda one: reviewing.tag(one.review, "планёрки"))
        await player.press("t")
        sense = player.app.caseload.tags
        assert sense._learnt
        await player.press("escape", "ctrl+l")
        assert sense._learnt == {}


# Many at once.


async def test_what_was_done_to_many_is_taken_back_and_done_again_as_one(home, play):
    async with play(home) as player:
        await player.press("space", "space", "space", "r")
        assert player.app.caseload.letters.counts() == {"released": 3, "new": 3}
        await player.press("z")
        assert player.app.caseload.letters.counts() == {"new": 6}
        await player.press("Z")
        assert player.app.caseload.letters.counts() == {"released": 3, "new": 3}


# Putting off and handing out.


async def test_a_letter_is_put_off_and_comes_back_by_itself(home, play):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("H", "1")
        review = await player.review(text)
        assert (review.state, review.until) == ("held", "2026-11-24")
        await player.go_to(text)
        await player.settle()
        assert "вернётся" in player.see
        assert "24 ноября" in player.see
        home.clock.advance(days=1)
        await player.beat()
        assert player.app.caseload.letters.counts() == {"new": 6}


async def test_another_day_is_typed_and_a_day_that_was_is_one_sentence(home, play):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("H", "5")
        await player.type("1.11.2026")
        await player.press("enter")
        assert "Нужен день позже сегодняшнего" in player.see
        assert (await player.review(text)).state == "new"
        # The question stays, with what was typed.
        await player.press(*["backspace"] * len("1.11.2026"))
        await player.type("2.12")
        await player.press("enter")
        assert (await player.review(text)).until == "2026-12-02"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14.12", date(2026, 12, 14)),
        (" 14.12. ", date(2026, 12, 14)),
        ("14/12/2027", date(2027, 12, 14)),
        ("2026-12-14", date(2026, 12, 14)),
        ("1.2", date(2027, 2, 1)),
        ("23.11", date(2027, 11, 23)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, day):
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["23.11.2026", "31.2", "завтра", "", "99.99.9999"])
def test_what_is_no_day_to_come_is_one_sentence(typed):
    with pytest.raises(BadInput):
        read_day(typed, TODAY)


def test_no_day_is_offered_twice():
    for ahead in range(7):
        days = list(days_offered(date(2026, 11, 23 + ahead)).values())
        assert len(days) == len(set(days))
        assert all(day > date(2026, 11, 23 + ahead) for day in days)


async def test_a_letter_is_given_to_a_moderator_and_back(home, play):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("a", "1")
        assert (await player.review(text)).assignee == home.desk.identity.id.hex()
        assert "разбирает    Анна" in player.see
        await player.press("a", "2")
        assert (await player.review(text)).assignee == ""
        assert "разбирает    Анна" not in player.see


# Words among moderators and words to the author.


async def test_a_note_cannot_be_taken_for_a_word_to_the_author(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.press("n")
        await player.type("check with legal")
        await player.press("enter")
        assert "Заметка · Анна · видят только модераторы" in player.see
        assert "Переписка с автором" not in player.see
    thread = await read_thread(home.bot_store, home.receipts[0], home.desk.pin)
    assert "legal" not in repr(thread.letters) + repr(thread.status.facts if thread.status else "")


async def test_the_author_is_asked_and_answers_in_the_letter(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.press("Q")
        await player.type("when exactly?")
        await player.press("enter")
        assert "→ Спрашивает Анна, 23 ноября" in player.see
        thread = await read_thread(home.bot_store, home.receipts[0], home.desk.pin)
        assert [(one.kind, one.facts["text"]) for one in thread.letters] == [(QUESTION, "when exactly?")]
        await home.reply(0, "в марте и в мае")
        await player.beat()
        assert "← Автор, 23 ноября" in player.see
        assert player.see.index("when exactly?") < player.see.index("в марте и в мае")


async def test_an_executives_question_is_passed_on_and_the_answer_handed_back(home, play):
    async with play(home) as player:
        await decide(player, [FIRST], lambda one: reviewing.release(one.review))
        await player.press("2", "c", "ctrl+s", "p", "y", "1")
        await ask_as_executive(home, "На каких планёрках это заметнее?")
        await player.beat()
        await player.go_to(FIRST)
        await player.settle()
        assert "? директор спрашивает автора · ждёт вас" in player.see
        await player.press("E", "1")
        assert "передано автору" in player.see
        thread = await read_thread(home.bot_store, home.receipts[0], home.desk.pin)
        assert [one.facts["text"] for one in thread.letters if one.kind == QUESTION] == [
            "На каких планёрках это заметнее?"
        ]
        await home.reply(0, "На понедельничных, спросите Виктора Павловича")
        await player.beat()
        await player.press("E", "1")
        assert "Виктора Павловича" in player.app.screen.query_one("Field").value
        await player.press("enter")
        assert "«На понедельничных, спросите [имя]»" in player.see
        await player.press("y")
        assert "ответ передан" in player.see


async def test_a_question_is_declined_with_words_and_never_without(home, play):
    async with play(home) as player:
        await decide(player, [FIRST], lambda one: reviewing.release(one.review))
        await player.press("2", "c", "ctrl+s", "p", "y", "1")
        await ask_as_executive(home, "Кто это написал, скажите прямо")
        await player.beat()
        await player.go_to(FIRST)
        await player.press("E", "2", "enter")
        assert "ждёт вас" in player.see
        await player.press("E", "2")
        await player.type("we never tell")
        await player.press("enter")
        assert "не передано" in player.see
    thread = await read_thread(home.bot_store, home.receipts[0], home.desk.pin)
    assert [one for one in thread.letters if one.kind == QUESTION] == []


async def decide(player, texts, how):
    """Do something to some letters at once."""
    known = player.app.caseload.letters.known
    ids = [one for one, critique in known.items() if critique.text in texts]
    await player.app.caseload.act(ids, how, "tag")
    await player.settle()


async def ask_as_executive(home, text):
    key, pin = BotKey.load(home.settings.bot_key_path), read_pin(home.settings.pin_path)
    leadership = Leadership(home.bot_store, key, pin, home.clock)
    (delivered,) = await leadership.digests()
    questions = Questions(home.bot_store, key, pin, home.clock, leadership)
    await questions.ask(Person(b"1" * 16, "executive", "ru", 77, "директор"), delivered.items[0].id, ASK, text)
