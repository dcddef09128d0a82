"""Searching, filtering, saved views, and grouping, by keys."""

from textual import events
from textual.widgets import Input

from core.moderation.digest import list_digests
from core.moderation.saved_views import FILE
from revmentor_tui.console import narrowing
from revmentor_tui.console.narrowing import FIRST_HITS
from revmentor_tui.console.searching import View
from revmentor_tui.console.virtual_list import VirtualList

FIRST = "На планёрках решают трое, остальные молчат, как было с Виктором Павловичем в марте"
SAME = (
    "Планёрки по понедельникам длятся два часа и ничего не решают",
    "Планёрка в понедельник: два часа, и решений ноль, ничего не решают",
    "Планёрки по понедельникам два часа: ничего не решают никогда",
    "Планёрки по понедельникам решают всё за два часа",
    "Кофемашина сломана с сентября",
)


async def search(player, words: str) -> None:
    await player.press("slash")
    await player.type(words)


async def test_a_word_is_found_in_any_form_and_shown_in_list_and_letter(home, play):
    async with play(home) as player:
        await search(player, "планерка")
        assert player.shown() == [FIRST]
        await player.press("enter")
        await player.pilot.pause(0.2)
        from revmentor_tui.console.letter_text import LetterText

        assert player.inbox.query_one(LetterText)._found == ((3, 12),)
        row = player.inbox.query_one("#letters").render_line(0)
        picked = [segment.text for segment in row if "планёрках" in segment.text]
        assert picked == ["планёрках"]


async def test_keys_that_come_all_at_once_stay_in_their_order(home, play):
    async with play(home) as player:
        await player.press("slash")
        field = player.inbox.query_one("#filter", Input)
        for burst in ("планёрк", "ах", "решают"):
            for letter in burst:
                field.post_message(events.Key(letter, letter))
            await player.settle()
        assert field.value == "планёркахрешают"


def burst(player, keys: str) -> None:
    """Keys as a slow line brings them: all in one piece."""
    for key in keys.split():
        name = "slash" if key == "/" else key
        player.app.post_message(events.Key(name, key if len(key) == 1 else None))


async def test_a_word_typed_at_once_with_its_key_decides_about_no_letter(home, play):
    async with play(home) as player:
        burst(player, "/ к р в а е т о")
        await player.settle()
        assert player.inbox.query_one("#filter", Input).value == "крваето"
        assert len(player.app.screen_stack) == 1
        burst(player, "escape t к р в , д р enter j h d 2 н е т enter j")
        for _ in range(8):
            await player.settle()
        reviews = [player.app.caseload.letters.known[one].review for one in player.app.caseload.letters.order]
        assert reviews[0].tags == ("крв", "др")
        assert [review.state for review in reviews[:3]] == ["new", "held", "declined"]
        assert reviews[2].words == "нет"


async def test_a_question_that_waits_in_another_mode_keeps_no_key_waiting(home, play):
    async with play(home) as player:
        await player.press("t")
        assert not player.app._is_opening()
        await player.app.action_go("people")
        await player.pilot.pause(0.05)
        assert not player.app._is_opening()
        await player.app.action_go("inbox")
        await player.press("escape")


async def test_escape_out_of_a_search_goes_back_to_where_it_began(home, play):
    async with play(home) as player:
        await player.press("j", "j", "j")
        text = player.shown()[3]
        await search(player, "такого слова нет нигде")
        assert player.shown() == []
        await player.press("escape")
        assert (player.cursor, player.shown()[3]) == (3, text)


async def test_leaving_a_search_keeps_the_cursor_on_what_was_found_far_down(make_home, play):
    home = await make_home([f"письмо номер {1000 + number}" for number in range(FIRST_HITS + 40)])
    async with play(home) as player:
        far = player.shown()[FIRST_HITS + 20]
        await search(player, far.rpartition(" ")[2])
        await player.press("enter", "escape")
        assert player.cursor == FIRST_HITS + 20


async def test_keys_pressed_while_rows_are_worked_out_count(home, play, monkeypatch):
    async with play(home) as player:
        await player.press("space")
        rows = player.inbox.query_one(VirtualList)

        async def and_meanwhile(letters, work):
            done = work()
            if getattr(work, "__name__", "") == "rest":
                rows.action_last()
                player.inbox.action_mark()
            return done

        monkeypatch.setattr(narrowing, "_apart", and_meanwhile)
        player.inbox.look(View(sort="newest"))
        await player.settle()
        # What stood last stands first now, and the cursor and its mark are there.
        assert player.cursor == 0
        assert len(player.app.caseload.letters.marked) == 2


async def test_a_state_and_a_facet_are_written_into_the_search_line(home, play):
    async with play(home) as player:
        await player.press("h", "f", "2")
        await player.press("F")
        await player.type("процессы")
        await player.press("enter")
        assert "статус:новое тема:процессы" in player.see or "тема:процессы" in player.see
        assert len(player.shown()) == 5
        await player.press("f", "1")
        assert len(player.shown()) == 6
        await player.press("escape")
        assert len(player.shown()) == 6
        assert "тема:" not in player.see


async def test_a_view_is_saved_under_a_name_chosen_and_dropped(home, play):
    async with play(home) as player:
        await search(player, "премия")
        await player.press("enter", "s", "2", "V", "1")
        await player.type("money")
        await player.press("enter")
        assert (home.settings.home / FILE).exists()
        await player.press("escape")
        assert len(player.shown()) == 6
    async with play(home) as player:
        await player.press("V", "1")
        assert player.shown() == ["Премию делят по дружбе"]
        await player.press("V", "2", "V")
        assert "money" not in player.see


async def test_a_view_without_a_name_is_refused_in_a_sentence(home, play):
    async with play(home) as player:
        await player.press("V", "1", "enter")
        assert "У вида должно быть название" in player.see
        assert not (home.settings.home / FILE).exists()


async def test_one_key_shows_what_is_alike_and_groups_it(make_home, play):
    home = await make_home(SAME)
    async with play(home) as player:
        await player.go_to(SAME[0])
        assert "≈" in player.see
        await player.press("m")
        assert player.shown()[0] == SAME[0]
        assert SAME[4] not in player.shown()
        marked = {player.app.caseload.letters.known[one].text for one in player.app.caseload.letters.marked}
        assert marked == set(SAME[:3])
        await player.press("m")
        assert "⊞3" in player.see
        assert sorted(player.shown()) == sorted([SAME[0], SAME[3], SAME[4]])
        await player.go_to(SAME[0])
        await player.press("r")
        assert [(await player.review(text)).state for text in SAME] == ["released"] * 3 + ["new"] * 2
        await player.press("2", "c", "ctrl+s")
        (draft,) = await list_digests(home.desk, home.session)
        assert len(draft.items) == 1


async def test_grouping_and_ungrouping_are_undone_like_anything_else(make_home, play):
    home = await make_home(SAME)
    async with play(home) as player:
        await player.press("space", "space", "m")
        assert len(player.shown()) == 4
        await player.press("z")
        assert len(player.shown()) == 5
        await player.press("Z")
        assert len(player.shown()) == 4
        await player.go_to(next(one.text for one in player.app.caseload.letters.known.values() if one.review.group))
        await player.press("g")
        lead = next(one for one in player.app.caseload.letters.known.values() if one.review.group == one.id.hex())
        await player.go_to(lead.text)
        await player.press("M")
        assert len(player.shown()) == 5
        assert {(await player.review(text)).group for text in SAME} == {""}


async def test_nothing_alike_is_said_and_nothing_changes(home, play):
    async with play(home) as player:
        await player.press("m")
        assert "Похожих не нашлось" in player.see
        assert len(player.shown()) == 6


async def test_the_themes_stand_together_and_each_begins_in_bold(home, play):
    async with play(home) as player:
        await player.press("t")
        await player.type("one")
        await player.press("enter", "s", "5")
        first = player.inbox.query_one("#letters").rows.cells(0, 100)
        assert first[1] == (first[1][0], "strong")
        assert first[1][0].startswith("one")
