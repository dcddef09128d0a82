"""Every act a moderator has, by its key, on a real home."""

import base64

import pytest

from core.intake.thread import read_thread

FIRST = "На планёрках решают трое, остальные молчат, как было с Виктором Павловичем в марте"
SECOND = "Релиз никто не владеет: каждый ждёт соседа"


async def test_what_was_written_is_in_the_list_with_its_state_in_words(home, play):
    async with play(home) as player:
        assert sorted(player.shown()) == sorted(home_texts(home, player))
        assert "● новое" in player.see
        assert "6 участников" in player.see


@pytest.mark.parametrize(("key", "state"), [("r", "released"), ("h", "held"), ("к", "released"), ("р", "held")])
async def test_a_key_decides_and_the_cursor_goes_on(home, play, key, state):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press(key)
        assert (await player.review(text)).state == state
        assert player.cursor == 1


async def test_deciding_the_last_row_goes_to_the_nearest_undecided_one(home, play):
    async with play(home) as player:
        await player.press("G", "r")
        assert player.cursor == len(player.shown()) - 2


async def test_decline_asks_for_a_reason_and_tells_the_author(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.press("d", "2")
        await player.type("no such thing")
        await player.press("enter")
        review = await player.review(FIRST)
        assert (review.state, review.reason, review.words) == ("declined", "not-critique", "no such thing")
    thread = await read_thread(home.bot_store, home.receipts[0], home.desk.pin)
    assert thread.status is not None
    assert thread.status.facts["reason"] == "not-critique"


async def test_escape_in_the_reasons_declines_nothing(home, play):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("d", "escape")
        assert (await player.review(text)).state == "new"


async def test_reopen_makes_new_again(home, play):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("h", "k", "o")
        assert (await player.review(text)).state == "new"


async def test_tags_are_added_completed_and_removed(home, play):
    async with play(home) as player:
        first, second = player.shown()[:2]
        await player.press("t")
        await player.type("планёрки, решения")
        await player.press("enter")
        assert (await player.review(first)).tags == ("планёрки", "решения")
        # Tagged is not decided: what is pressed next is about the same letter.
        assert player.cursor == 0
        await player.press("j", "t")
        await player.type("пла")
        await player.press("tab", "enter")
        assert (await player.review(second)).tags == ("планёрки",)
        await player.press("g", "T", "1")
        assert (await player.review(first)).tags == ("решения",)


async def test_a_note_stays_among_moderators(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.press("n")
        await player.type("ask HR")
        await player.press("enter")
        assert (await player.review(FIRST)).note == "ask HR"
        assert "ask HR" in player.see
    thread = await read_thread(home.bot_store, home.receipts[0], home.desk.pin)
    assert "ask HR" not in str(thread)


async def test_words_are_hidden_by_keys_and_shown_again(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.press("x")
        for _ in range(FIRST[: FIRST.index("Виктором")].count(" ")):
            await player.pilot.press("right")
        await player.press("e", "1")
        marks = (await player.review(FIRST)).redactions
        assert [FIRST[mark.start : mark.end] for mark in marks] == ["Виктором Павловичем"]
        assert "▓" in player.see
        assert "[имя]" in player.see
        await player.press("X")
        assert (await player.review(FIRST)).redactions == ()
        await player.press("escape", "escape")
        assert "Enter открыть" in player.see


async def test_the_span_narrows_to_a_character(home, play):
    async with play(home) as player:
        await player.go_to(SECOND)
        await player.press("x", "right", "comma", "comma", "5")
        marks = (await player.review(SECOND)).redactions
        assert [SECOND[mark.start : mark.end] for mark in marks] == ["ник"]


async def test_while_a_span_is_chosen_other_keys_decide_nothing(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.press("x", "r", "d", "t")
        assert (await player.review(FIRST)).state == "new"


async def test_marked_rows_are_decided_together_and_undone_together(home, play):
    async with play(home) as player:
        texts = player.shown()
        await player.press("space", "space", "space", "r")
        states = [(await player.review(text)).state for text in texts]
        assert states == ["released"] * 3 + ["new"] * 3
        await player.press("z")
        assert [(await player.review(text)).state for text in texts] == ["new"] * 6
        await player.press("Z")
        states = [(await player.review(text)).state for text in texts]
        assert states == ["released"] * 3 + ["new"] * 3


async def test_all_are_marked_by_one_key_and_unmarked_by_escape(home, play):
    async with play(home) as player:
        await player.press("asterisk")
        assert "отмечено 6" in player.see
        await player.press("escape")
        assert "отмечено 0" in player.see


async def test_undo_and_redo_take_the_cursor_to_the_letter(home, play):
    async with play(home) as player:
        await player.press("j", "r", "G", "z")
        assert player.cursor == 1
        await player.press("G", "Z")
        assert player.cursor == 1


async def test_a_decision_goes_on_in_a_narrowed_list_as_well(home, play):
    async with play(home) as player:
        await player.press("slash")
        await player.type("-премия")
        await player.press("enter", "g", "r")
        assert (len(player.shown()), player.cursor) == (5, 1)
        await player.press("escape", "g", "f", "2", "g", "h")
        # Not shown any more: the cursor stands on what took its place.
        assert (len(player.shown()), player.cursor) == (4, 0)


async def test_how_many_are_marked_is_said_in_a_narrow_terminal_too(home, play):
    async with play(home, (80, 24)) as player:
        await player.press("space", "space")
        assert "отмечено 2" in player.see


async def test_undo_walks_back_through_everything(home, play):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("t")
        await player.type("one")
        await player.press("enter", "k", "h", "k", "r")
        await player.press("z")
        assert (await player.review(text)).state == "held"
        await player.press("z", "z")
        review = await player.review(text)
        assert (review.state, review.tags) == ("new", ())


async def test_a_change_from_another_console_is_not_overwritten(home, play):
    from core.moderation import review as reviewing
    from core.moderation.inbox import load_critiques
    from core.moderation.records import save

    async with play(home) as player:
        text = player.shown()[0]
        found = await load_critiques(home.desk, home.session)
        critique = next(one for one in found if one.text == text)
        await save(home.desk, critique, reviewing.tag(critique.review, "чужая"), "tag")
        await player.press("r")
        review = await player.review(text)
        assert (review.state, review.tags) == ("new", ("чужая",))
        assert "изменил другой модератор" in player.see
        await player.press("k", "r")
        assert (await player.review(text)).state == "released"


async def test_a_sensitive_letter_is_only_prepared_by_one_person(home, play):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("exclamation_mark", "r")
        assert (await player.review(text)).state == "prepared"
        await player.press("k", "A")
        assert (await player.review(text)).state == "prepared"


async def test_only_released_wording_is_copied(home, play):
    async with play(home) as player:
        await player.go_to(SECOND)
        await player.press("y")
        assert player.app.clipboard == ""
        await player.press("r")
        await player.go_to(SECOND)
        written: list[str] = []
        player.app._driver.write = written.append
        await player.press("y")
        assert player.app.clipboard == SECOND
        # The terminal is asked to keep it (OSC 52), which works over SSH as well.
        kept = [text for text in written if text.startswith("\x1b]52;c;")]
        assert [base64.b64decode(text[7:].rstrip("\a")).decode() for text in kept] == [SECOND]


async def test_passing_over_is_not_reading_opening_is(home, play):
    async with play(home) as player:
        opened = player.app.caseload.letters.opened
        await player.press("j", "j", "k")
        assert opened == set()
        await player.press("enter")
        assert len(opened) == 1


def home_texts(home, player):
    return [critique.text for critique in player.app.caseload.letters.known.values()]
