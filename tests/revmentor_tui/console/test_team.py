"""The ceremony of keys at the keyboard: joining, leaving, shares, passphrases."""

import re

import pytest
from textual.widgets import Static

from core.crypto.identity import Identity, load, unlock
from core.crypto.roster import AUDITOR, MODERATOR
from core.errors import NotAllowed, WrongPassphrase
from core.journal import read_entries
from core.moderation.joining import make_identity
from core.moderation.recovery import has_recovery, make_shares, recover
from core.moderation.sessions import open_session
from core.moderation.team import admit, card_words, make_request, read_request, remove, roster_words
from core.sessions import Terms
from core.settings import load_settings
from revmentor_tui.console.app import ConsoleApp
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.ceremony import Codes, Pages, draw_codes
from revmentor_tui.console.dialogs import Choose, Confirm, Tell
from revmentor_tui.console.door import FirstRunScreen
from revmentor_tui.console.inbox import InboxScreen
from revmentor_tui.console.joining import JoinScreen, NewcomerScreen, RecoverScreen

WARNING = "Долей восстановления нет"


@pytest.fixture
def boris() -> Identity:
    return Identity.generate("Борис")


def read(player):
    """What is on the screen as one line of words, without the frames around it."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", player.see).split())


async def paste(player, text):
    player.app.screen.query_one("Field").value = text
    await player.press("enter")


async def test_the_team_is_shown_with_roles_words_and_a_warning_while_there_are_no_shares(home, play):
    async with play(home) as player:
        await player.press("4")
        card = home.desk.identity.card
        assert "модератор" in player.see
        assert "Анна" in player.see
        assert card_words(card, "ru") in player.see
        assert WARNING in player.see
        assert roster_words(home.desk.roster, "ru") in player.see
        await player.press("f8")
        assert "no recovery shares" in player.see
        assert card_words(card, "en") in player.see


async def test_at_80_columns_the_words_are_behind_enter(home, play):
    async with play(home, size=(80, 24)) as player:
        await player.press("4", "enter")
        assert isinstance(player.app.screen, Tell)
        words = card_words(home.desk.identity.card, "ru").split()
        assert all(word in player.see for word in words)


async def test_somebody_is_admitted_after_six_words_were_compared(home, play, boris):
    async with play(home) as player:
        await player.press("4", "a")
        assert isinstance(player.app.screen, Ask)
        await paste(player, make_request(boris))
        assert isinstance(player.app.screen, Choose)
        await player.press("1")
        assert isinstance(player.app.screen, Confirm)
        assert card_words(boris.card, "ru") in player.see
        await player.press("y")
        assert isinstance(player.app.screen, Tell)
        roster = await home.desk.refresh_team()
        assert roster_words(roster, "ru") in player.see
        assert [m.role for m in roster.members if m.id == boris.id] == [MODERATOR]
        await player.press("enter")
        assert "Борис" in player.see


async def test_words_that_differ_admit_nobody(home, play, boris):
    async with play(home) as player:
        await player.press("4", "a")
        await paste(player, make_request(boris))
        await player.press("2", "n")
        assert len((await home.desk.refresh_team()).members) == 2
        assert "Никто не принят" in player.see


async def test_a_damaged_request_is_one_sentence(home, play, boris):
    async with play(home) as player:
        await player.press("4", "a")
        await paste(player, make_request(boris)[:-4])
        assert "Это не заявка модератора" in read(player)
        assert len((await home.desk.refresh_team()).members) == 2


async def test_a_hostile_name_arrives_harmless(home, play):
    evil = Identity.generate("[red]Борис\x1b[31m‮")
    async with play(home) as player:
        await player.press("4", "a")
        await paste(player, make_request(evil))
        assert "\x1b" not in player.see
        assert "‮" not in player.see
        await player.press("2", "y", "enter")
        assert [m.role for m in (await home.desk.refresh_team()).members if m.id == evil.id] == [AUDITOR]


async def test_who_is_removed_is_told_honestly_what_may_have_been_copied(home, play, boris):
    await admit(home.desk, boris.card)
    async with play(home) as player:
        await player.press("4", "G")
        assert "D" in player.see
        await player.press("D")
        assert isinstance(player.app.screen, Confirm)
        assert "6 писем он мог скопировать" in read(player)
        await player.press("n")
        assert len((await home.desk.refresh_team()).members) == 3
        await player.press("D", "y")
        assert isinstance(player.app.screen, Tell)
        assert "Этого не вернуть" in read(player)
        roster = await home.desk.refresh_team()
        assert boris.id not in roster.moderators()
        session = (await home.desk.sessions())[0]
        assert session.epoch == home.session.epoch + 1


async def test_oneself_and_the_bot_cannot_be_removed(home, play):
    async with play(home) as player:
        await player.press("4", "D")
        assert not isinstance(player.app.screen, Confirm)
        await player.press("j", "D")
        assert not isinstance(player.app.screen, Confirm)
        assert len((await home.desk.refresh_team()).members) == 2


async def test_shares_made_at_the_keyboard_rebuild_access_and_the_warning_goes(home, play, cheap, tmp_path):
    async with play(home) as player:
        await player.press("4", "s", "enter", "enter", "enter")
        assert isinstance(player.app.screen, Pages)
        shares = []
        for number in (1, 2, 3):
            assert f"Доля {number} из 3" in player.see
            shares.append(re.sub(r"\s+", " ", str(player.app.screen.query_one("#page", Static).visual)).strip())
            await player.press("enter")
        assert WARNING not in player.see
        assert has_recovery(await home.desk.refresh_team())
    elsewhere = load_settings(home=tmp_path / "rescue", database_url=home.settings.url)
    elsewhere.home.mkdir()
    elsewhere.pin_path.write_bytes(home.settings.pin_path.read_bytes())
    rescued = await recover(elsewhere, [shares[2], shares[0]], "Ольга", "совсем новый пароль", cheap, home.clock)
    assert rescued.identity.id in rescued.roster.moderators()
    await rescued.close()


async def test_shares_that_replace_others_ask_first_and_numbers_that_cannot_be_are_refused(home, play):
    async with play(home) as player:
        await player.press("4", "s", "enter", "9", "enter", "enter")
        assert "16" in player.see
        assert not has_recovery(home.desk.roster)
        await player.press("escape", "s", "enter", "enter", "enter", "escape")
        first = await home.desk.refresh_team()
        await player.press("s")
        assert isinstance(player.app.screen, Confirm)
        await player.press("n")
        assert (await home.desk.refresh_team()).version == first.version


async def test_ones_own_request_is_shown_as_text_and_as_codes_that_fit_80_by_24(home, play):
    async with play(home, size=(80, 24)) as player:
        await player.press("4", "m")
        assert isinstance(player.app.screen, Codes)
        request = make_request(home.desk.identity)
        assert card_words(home.desk.identity.card, "ru").split()[0] in player.see
        count = len(draw_codes(request))
        await player.press("enter")
        assert f"Код 1 из {count}" in player.see
        first = draw_codes(request)[0].splitlines()
        shown = player.see
        assert all(line.rstrip() in shown for line in first), "the whole code is on the screen"
        for _ in range(count):
            await player.press("enter")
        assert "revmentor-request-1" in player.see


async def test_the_passphrase_is_changed(home, play, cheap, passphrase):
    async with play(home, cost=cheap) as player:
        await player.press("4", "p")
        for words in (passphrase, "короткий", "короткий нет"):
            await player.type(words)
            await player.press("enter")
        assert "Пароли не совпали" in read(player)
        await player.press("escape", "p")
        for words in (passphrase, "новый пароль", "новый пароль"):
            await player.type(words)
            await player.press("enter")
        assert "Пароль сменён" in player.see
    data = load(home.settings.identity_path)
    assert unlock(data, "новый пароль").id == home.desk.identity.id
    with pytest.raises(WrongPassphrase):
        unlock(data, passphrase)


async def test_a_wrong_passphrase_changes_nothing(home, play, cheap, passphrase):
    before = home.settings.identity_path.read_bytes()
    async with play(home, cost=cheap) as player:
        await player.press("4", "p")
        for words in ("не тот", "новый пароль", "новый пароль"):
            await player.type(words)
            await player.press("enter")
        assert "Пароль не подходит" in player.see
    assert home.settings.identity_path.read_bytes() == before


async def test_a_console_whose_moderator_was_removed_meanwhile_does_nothing_more(home, play, boris):
    """An act signed by somebody who is off the team would break the journal for everybody."""
    async with play(home) as player:
        await admit(home.desk, boris.card)
        desk = type(home.desk)(home.desk.store, boris, home.desk.roster, home.desk.pin, home.clock)
        await remove(desk, home.desk.identity.id)
        entries = len(await read_entries(home.desk.store))
        await player.press("h")
        assert len(await read_entries(home.desk.store)) == entries
        with pytest.raises(NotAllowed):
            await open_session(home.desk, Terms("Ещё одна"))
        await player.press("4")
        assert "не входит в команду" in read(player)


# The doors: from another machine, over the same store.


async def wait_for(pilot, app, kind):
    for _ in range(400):
        await pilot.pause(0.02)
        if isinstance(app.screen, kind):
            return
    raise AssertionError(f"{kind.__name__} did not come, {type(app.screen).__name__} is there")


def machine_of(home, folder):
    return load_settings(home=folder, database_url=home.settings.url, lang="ru")


async def type_into(pilot, **fields):
    for name, words in fields.items():
        pilot.app.screen.query_one(f"#{name}").value = words
    await pilot.pause()


async def test_a_newcomer_makes_keys_hands_over_a_request_and_comes_in(home, cheap, tmp_path):
    there = machine_of(home, tmp_path / "boris")
    app = ConsoleApp(there, "ru", home.clock, cost=cheap)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for(pilot, app, FirstRunScreen)
        await pilot.press("f2")
        await wait_for(pilot, app, NewcomerScreen)
        await type_into(pilot, name="Борис", passphrase="пароль Бориса", again="пароль Бориса")
        app.screen.query_one("#again").focus()
        await pilot.press("enter")
        await wait_for(pilot, app, JoinScreen)
        await pilot.press("f2")
        await wait_for(pilot, app, Codes)
        card = read_request(app.screen._request)
        assert card.name == "Борис"
        await pilot.press("escape")
        await wait_for(pilot, app, JoinScreen)
        roster = await admit(home.desk, card)
        await type_into(pilot, words="шесть слов совсем другой команды вот", passphrase="пароль Бориса")
        app.screen.query_one("#passphrase").focus()
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert not there.pin_path.exists(), "words that differ are trusted in nothing"
        await type_into(pilot, words=roster_words(roster, "ru"))
        await pilot.press("enter")
        await wait_for(pilot, app, InboxScreen)
        assert app.caseload.desk.identity.id == card.id
    assert app.stumbles == []


async def test_keys_that_wait_for_their_team_come_back_to_the_same_door(home, cheap, tmp_path):
    there = machine_of(home, tmp_path / "boris")
    made = await make_identity(there, "Борис", "пароль Бориса", cheap)
    app = ConsoleApp(there, "ru", home.clock, cost=cheap)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for(pilot, app, JoinScreen)
        await pilot.press("f2")
        await pilot.pause(0.3)
        assert isinstance(app.screen, JoinScreen), "without the passphrase no request is signed"
        await type_into(pilot, passphrase="пароль Бориса")
        await pilot.press("f2")
        await wait_for(pilot, app, Codes)
        assert read_request(app.screen._request) == made.card
    assert app.stumbles == []


async def test_access_comes_back_with_shares_at_the_door(home, cheap, tmp_path):
    shares = await make_shares(home.desk, 2, 3)
    there = machine_of(home, tmp_path / "rescue")
    there.home.mkdir()
    there.pin_path.write_bytes(home.settings.pin_path.read_bytes())
    app = ConsoleApp(there, "ru", home.clock, cost=cheap)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for(pilot, app, FirstRunScreen)
        await pilot.press("f3")
        await wait_for(pilot, app, RecoverScreen)

        async def give(*given):
            for share in given:
                app.screen.query_one("#share").focus()
                await type_into(pilot, share=share)
                await pilot.press("enter")
            await type_into(pilot, name="Ольга", passphrase="пароль Ольги", again="пароль Ольги")
            app.screen.query_one("#again").focus()
            await pilot.press("enter")
            await pilot.pause(0.5)

        await give(shares[0])
        assert isinstance(app.screen, RecoverScreen), "one share is no quorum"
        assert not there.identity_path.exists()
        await give(shares[2], shares[0])
        await wait_for(pilot, app, InboxScreen)
        assert app.caseload.desk.identity.card.name == "Ольга"
    assert app.stumbles == []
