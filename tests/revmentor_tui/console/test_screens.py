"""Searching, arrivals, digests, sessions, languages: what surrounds the acts."""

import pytest

from core.clock import seconds_of
from core.crypto.bot_key import BotKey
from core.crypto.roster import read_pin
from core.leadership.comma import Comma, Leadership
from core.leadership.life import IGNORE, Event
from core.moderation.digest import list_digests
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.virtual_list import VirtualList
from tests.revmentor_tui.console.conftest import TEXTS

# The inbox.


async def test_the_list_narrows_while_one_types_and_opens_again(home, play):
    async with play(home) as player:
        await player.press("slash")
        await player.type("РЕЛИЗ")
        assert player.shown() == ["Релиз никто не владеет: каждый ждёт соседа"]
        assert "видно 1 из 6" in player.see
        await player.press("escape")
        assert len(player.shown()) == 6


async def test_search_takes_ye_for_yo_and_a_hash_for_a_tag(home, play):
    async with play(home) as player:
        await player.press("slash")
        await player.type("ждет")
        assert player.shown() == ["Релиз никто не владеет: каждый ждёт соседа"]
        await player.press("enter", "t")
        await player.type("важное")
        await player.press("enter", "escape", "slash")
        await player.type("#важ")
        assert player.shown() == ["Релиз никто не владеет: каждый ждёт соседа"]


async def test_a_state_is_chosen_from_those_there_are(home, play):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("h", "f", "3")
        assert player.shown() == [text]
        await player.press("escape")
        assert len(player.shown()) == 6


async def test_the_order_can_be_turned_round(home, play):
    async with play(home) as player:
        texts = player.shown()
        await player.press("s", "2")
        assert player.shown() == texts[::-1]


async def test_new_letters_appear_and_the_cursor_stays_on_its_letter(home, play):
    async with play(home) as player:
        await player.press("j", "j")
        here = player.shown()[player.cursor]
        await home.write([f"новое {number}" for number in range(5)])
        await player.beat()
        assert len(player.shown()) == 11
        assert player.shown()[player.cursor] == here


async def test_fewer_than_k_wait_and_the_header_says_so(home, play):
    async with play(home) as player:
        await home.write(["ещё одно", "и ещё"])
        await player.beat()
        assert len(player.shown()) == 6
        assert "ждут: 2, откроются вместе с третьим" in player.see


async def test_the_number_of_people_is_hidden_below_k(make_home, play):
    home = await make_home(["один", "два"])
    async with play(home) as player:
        assert "участник" not in player.see
        assert "k 3" in player.see


async def test_the_author_who_writes_again_is_read_under_the_letter(home, play):
    async with play(home) as player:
        await home.reply(0, "и ещё: так было не раз")
        await player.beat()
        await player.go_to("На планёрках решают трое, остальные молчат, как было с Виктором Павловичем в марте")
        assert "← Автор, 23 ноября" in player.see
        assert "так было не раз" in player.see


@pytest.mark.parametrize(("size", "beside"), [((80, 24), False), ((120, 40), True), ((200, 60), True)])
async def test_list_and_letter_share_a_wide_screen_and_take_turns_on_a_narrow_one(home, play, size, beside):
    async with play(home, size) as player:
        assert player.app.screen.query_one("#pane").display is beside
        await player.press("enter")
        assert player.app.screen.query_one("#pane").display
        assert player.app.screen.query_one("#letters").display is beside
        await player.press("escape")
        assert player.app.screen.query_one("#letters").display


async def test_the_next_letter_is_one_key_away_while_reading(home, play):
    async with play(home, (80, 24)) as player:
        await player.press("enter", "J")
        assert player.cursor == 1
        assert player.shown()[1].split()[0] in player.see


# Digests.


async def release_all(player):
    await player.press("asterisk", "r", "2")


async def test_a_digest_is_composed_in_an_order_shown_as_telegram_will_and_published(home, play):
    async with play(home) as player:
        await release_all(player)
        await player.press("c")
        rows = player.app.screen.rows
        first, second, third = (critique.id for critique in rows.critiques[:3])
        await player.press("J", "J", "space")
        assert rows.ids[:2] == (second, third)
        assert first not in rows.ids
        pages = await look_at_pages(player)
        await player.press("ctrl+s")
        (draft,) = await list_digests(home.desk, home.session)
        assert draft.items == rows.ids
        assert await look_at_pages(player) == pages
        assert "Принять, нельзя игнорировать" in player.see
        await player.press("p", "enter")
        assert (await list_digests(home.desk, home.session))[0].state == "draft"
        await player.press("p", "y")
        assert (await list_digests(home.desk, home.session))[0].state == "published"
        await player.press("1")
        await player.beat()
        assert player.app.caseload.letters.counts() == {"published": 5, "released": 1}


async def look_at_pages(player):
    """The files that «pages» names, which are there until the console is locked."""
    await player.press("v")
    folder = player.home.settings.home / "preview"
    assert "исчезнут" in player.see
    assert (folder / "digest-1.pdf").read_bytes().startswith(b"%PDF")
    page = (folder / "digest-1.html").read_text("utf-8")
    assert sum(text in page for text in TEXTS) == len(TEXTS) - 1
    assert (folder / "digest-1.html").stat().st_mode & 0o077 == 0
    await player.press("escape")
    return sorted(path.name for path in folder.iterdir())


async def test_what_is_published_cannot_be_undone(home, play):
    async with play(home) as player:
        await release_all(player)
        await player.press("c", "ctrl+s", "p", "y", "1")
        await player.beat()
        await player.press("z")
        assert "уже опубликовано" in player.see
        assert player.app.caseload.letters.counts() == {"published": 6}


async def test_a_placed_comma_stands_under_its_item(home, play):
    async with play(home) as player:
        await release_all(player)
        await player.press("c", "ctrl+s", "p", "y")
        key = BotKey.load(home.settings.bot_key_path)
        leadership = Leadership(home.bot_store, key, read_pin(home.settings.pin_path), home.clock)
        (delivered,) = await leadership.digests()
        await leadership.place_comma(
            delivered.items[0].id, Comma("accept", "введём круг на планёрках", "директор", home.clock.now().date())
        )
        await player.beat()
        await player.press("1", "2")
        assert "запятых 1 из 6" in player.see
        assert "введём круг на планёрках" in player.see
        home.clock.advance(hours=72)
        for item in delivered.items[1:3]:
            await leadership.act(item.id, Event(IGNORE, seconds_of(home.clock)))
        await player.beat()
        assert "1 из 6, молчат 2" in player.see, "silence comes before the moderators by itself"


async def test_a_draft_is_thrown_away_and_its_letters_stay_released(home, play):
    async with play(home) as player:
        await release_all(player)
        await player.press("c", "ctrl+s", "D")
        assert await list_digests(home.desk, home.session) == []
        assert player.app.caseload.letters.counts() == {"released": 6}


# Sessions.


async def test_a_session_is_opened_taken_in_hand_and_closed(home, play):
    async with play(home) as player:
        await player.press("3", "n")
        await player.type("Вечер")
        await player.press("ctrl+s")
        sessions = await home.desk.sessions()
        assert {session.terms.title for session in sessions} == {"День без правил", "Вечер"}
        rows = player.app.screen.query_one(VirtualList)
        rows.cursor = [session.terms.title for session in rows.rows.sessions].index("Вечер")
        await player.press("enter")
        assert "Вечер" in player.see
        assert player.shown() == []
        await player.press("3", "c", "n")
        assert all(session.is_open for session in await home.desk.sessions())
        await player.press("c", "y")
        closed = [session.terms.title for session in await home.desk.sessions() if not session.is_open]
        assert closed == ["Вечер"]


async def test_a_session_with_terms_nobody_can_promise_is_refused(home, play):
    async with play(home) as player:
        await player.press("3", "n")
        await player.type("Вечер")
        player.app.screen.query_one("#k").focus()
        await player.press("backspace", "2", "ctrl+s")
        assert "не может быть меньше 3" in player.see
        assert len(await home.desk.sessions()) == 1


# Comfort.


async def test_the_language_changes_while_one_works(home, play):
    async with play(home) as player:
        await player.press("f8")
        assert "● new" in player.see
        assert "6 participants" in player.see
        assert "release" in player.see
        await player.press("f8")
        assert "● новое" in player.see


async def test_every_act_is_in_the_palette(home, play):
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("ctrl+p")
        await player.type("отложить")
        await player.press("enter")
        assert (await player.review(text)).state == "held"


async def test_help_lists_what_works_here(home, play):
    async with play(home) as player:
        await player.press("question_mark")
        assert "Следующая строка" in player.see
        await player.press("escape")
        assert isinstance(player.app.screen, InboxScreen)


async def test_a_key_can_be_given_to_another_act(home, play):
    home.settings.keys["hold"] = "w"
    async with play(home) as player:
        text = player.shown()[0]
        await player.press("h")
        assert (await player.review(text)).state == "new"
        await player.press("w")
        assert (await player.review(text)).state == "held"


async def test_the_key_bar_shows_only_what_works_now(home, play):
    async with play(home) as player:
        assert "z назад" not in player.see
        await player.press("h")
        assert "z назад" in player.see
        await player.press("x")
        assert "1 имя" in player.see
        assert "r выпустить" not in player.see
        await player.press("escape", "escape", "slash")
        assert "Enter к найденному  Esc показать всё" in player.see
        assert "r выпустить" not in player.see


async def test_three_themes_follow_each_other(home, play):
    async with play(home) as player:
        seen = {player.app.theme}
        await player.press("f9")
        seen.add(player.app.theme)
        await player.press("f9")
        seen.add(player.app.theme)
        await player.press("f9")
        assert seen == {"revmentor-dark", "revmentor-light", "revmentor-contrast"}
        assert player.app.theme == "revmentor-dark"
