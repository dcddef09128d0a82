"""The key map as a whole: every key reaches its act and no other; acts that no other test presses."""

from collections.abc import Sequence

import pytest
from sqlalchemy import func, select, update
from textual.app import App

from core.digests import DELIVERED
from core.moderation.digest import compose, list_digests, publish
from core.moderation.inbox import load_critiques
from core.moderation.muting import muted_threads
from core.moderation.records import save_all
from core.moderation.review import release
from core.moderation.taking_in import take_in
from core.store.tables import digests, orders
from revmentor_tui.console.actions import PLACES, PROPOSING, actions_of, with_layouts
from revmentor_tui.console.app import SCREENS
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.letter_text import LetterText
from tests.revmentor_tui.console.conftest import TEXTS
from tests.revmentor_tui.console.programme import seed

THERE = {
    **dict.fromkeys(SCREENS, ""),
    "list": "",
    "anywhere": "",
    "letter": "enter",
    "marking": "enter x",
    "proposing": "right_square_bracket",
    "reading": "enter",
    "compose": "c",
    "wall": "f6",
}
"""The keys that lead to a place from its screen."""
FROM = {"reading": "people", "compose": "digests"}


async def released(home, count: int = 3) -> list[bytes]:
    """Some letters ready for a digest."""
    await take_in(home.desk, home.session)
    found = (await load_critiques(home.desk, home.session))[:count]
    ready = await save_all(home.desk, [(one, release(one.review)) for one in found], "release")
    return [one.id for one in ready]


async def test_every_key_reaches_its_act_and_no_other(home, play, monkeypatch):
    await seed(home, "ru")
    await compose(home.desk, home.session, await released(home))
    reached: list[tuple[str, tuple[object, ...]]] = []
    dispatch, is_asked = App._dispatch_action, False

    async def note(app, namespace, name: str, params: tuple[object, ...]) -> bool:
        if not is_asked:
            return bool(await dispatch(app, namespace, name, params))
        reached.append((name, params))
        return True

    async def acts_of(app, keys: Sequence[str]) -> list[tuple[str, tuple[object, ...]]]:
        reached.clear()
        for key in keys:
            assert await app._check_bindings(key, priority=True) or await app._check_bindings(key), key
        return list(reached)

    monkeypatch.setattr(App, "_dispatch_action", note)
    assert set(THERE) == set(PLACES) - {"typing"}
    async with play(home) as player:
        texts = player.shown()
        for place, keys in THERE.items():
            is_asked = False
            await player.app.action_go(FROM.get(place, place if place in SCREENS else "inbox"))
            await player.settle()
            if place == "proposing":
                await player.go_to(next(text for text in texts if "Виктором" in text))
                await player.settle()
            await player.press(*keys.split())
            # Whether an act works now is tried act by act; here all do, but for those of a nearer place.
            nearer = {act.call for act in actions_of(PROPOSING)} if place != PROPOSING else set()
            with monkeypatch.context() as patch:
                kind = type(player.app.screen)
                patch.setattr(kind, "check_action", lambda self, action, given, nearer=nearer: action not in nearer)
                is_asked = True
                for act in (one for one in actions_of(place) if one.keys):
                    name, _, argument = act.call.removeprefix("app.").rstrip(")").partition("(")
                    wanted = (name, (argument.strip("'"),) if argument else ())
                    pressed = with_layouts(act.keys)
                    assert await acts_of(player.app, pressed) == [wanted] * len(pressed), act.id
                is_asked = False
            await player.press("escape", "escape")
            if isinstance(player.app.screen, InboxScreen):
                player.inbox._close_letter()
                await player.settle()


async def test_pages_and_half_pages_go_and_come_back(make_home, play):
    home = await make_home([f"письмо {number}" for number in range(70)])
    async with play(home, (80, 24)) as player:
        for down, up in (("pagedown", "pageup"), ("ctrl+d", "ctrl+u"), ("G", "g")):
            await player.press(down)
            assert player.cursor > 5
            await player.press(up)
            assert player.cursor == 0


async def test_a_span_goes_by_words_and_lines_and_has_every_kind(make_home, play):
    text = "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать"
    home = await make_home([text, *TEXTS[:2]])
    async with play(home, (80, 24)) as player:
        await player.go_to(text)
        await player.press("enter", "x")
        letter = player.inbox.query_one(LetterText)

        def chosen() -> str:
            return text[slice(*letter.span)]

        await player.press("right", "right", "left")
        assert chosen() == "два"
        await player.press("e", "e", "E")
        assert chosen() == "два три"
        await player.press("E", "full_stop", "comma", "2", "right", "3", "right", "4")
        kinds = [(text[mark.start : mark.end], mark.kind) for mark in (await player.review(text)).redactions]
        assert kinds == [("два", "contact"), ("три", "position"), ("четыре", "place")]
        here = chosen()
        await player.press("tab")
        assert chosen() == "два"
        await player.press("down")
        below = chosen()
        assert below not in ("два", here)
        await player.press("up")
        assert chosen() in text[:20]


async def test_proposals_go_round_both_ways(make_home, play):
    text = "Пишите на a@example.org или на b@example.org"
    home = await make_home([text, *TEXTS[:2]])
    async with play(home) as player:
        await player.go_to(text)
        await player.settle()
        await player.press("left_square_bracket")
        mark = player.inbox.chosen
        assert text[mark.start : mark.end] == "b@example.org"
        await player.press("left_square_bracket")
        mark = player.inbox.chosen
        assert text[mark.start : mark.end] == "a@example.org"


async def test_an_author_is_muted_after_a_question_and_heard_again(home, play):
    async with play(home) as player:
        critique = player.inbox.current.id
        await player.press("W", "enter")
        assert await muted_threads(home.desk, home.session) == set()
        await player.press("W", "y")
        assert await muted_threads(home.desk, home.session) == {critique}
        await player.press("W", "y")
        assert await muted_threads(home.desk, home.session) == set()


async def test_a_draft_is_given_a_time_taken_back_and_written_to_a_file(home, play, monkeypatch):
    monkeypatch.chdir(home.settings.home)
    await compose(home.desk, home.session, await released(home))
    async with play(home) as player:
        await player.press("2", "s")
        await player.type("вчера")
        await player.press("enter")
        assert "Время не понятно" in player.see
        await player.press("ctrl+u")
        await player.type("2026-12-01 10:00")
        await player.press("enter")
        assert "назначен" in player.see
        await player.press("u")
        assert "черновик" in player.see
        await player.press("e", "ctrl+u")
        await player.type("d.doc")
        await player.press("enter")
        assert not (home.settings.home / "d.doc").exists()
        await player.press("backspace", "backspace", "backspace")
        await player.type("html")
        await player.press("enter")
        assert (home.settings.home / "d.html").read_bytes().startswith(b"<!doctype html>")


async def test_a_digest_that_was_delivered_is_sent_to_those_who_missed_it(home, play):
    await publish(home.desk, home.session, await compose(home.desk, home.session, await released(home)))
    async with home.desk.store.writing() as tx:
        await tx.execute(update(digests).values(state=DELIVERED))
    async with play(home) as player:
        await player.press("2", "R")
        assert "получат те, у кого его ещё нет" in player.see
    (draft,) = await list_digests(home.desk, home.session)
    assert draft.state != DELIVERED


async def test_an_item_goes_up_and_why_something_is_hidden_is_told(home, play):
    await released(home)
    async with play(home) as player:
        await player.press("2", "c", "j", "K")
        rows = player.app.screen.rows
        first = rows.critiques[0].text
        await player.press("J")
        assert rows.critiques[1].text == first
        await player.press("w")
        assert "Число выходит за пределы консоли" in player.see


async def test_a_mentor_is_appointed_by_key(make_home, play):
    home = await make_home(texts=())
    await seed(home, "ru")
    async with play(home) as player:
        await player.press("9", "m", "enter")
        async with home.desk.store.reading() as tx:
            assert (await tx.execute(select(func.count()).select_from(orders))).scalar_one() == 1


@pytest.mark.parametrize("keys", ["q", "ctrl+q", "й"])
async def test_a_key_leaves_from_everywhere_but_a_letter(home, play, keys):
    async with play(home) as player:
        await player.press("enter", "q" if keys == "q" else "escape")
        assert player.app.is_running
        assert sorted(player.shown()) == sorted(TEXTS)
        await player.pilot.press(keys)
        assert player.app._exit
