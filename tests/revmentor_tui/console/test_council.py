"""The Council screen at the keyboard: from a draft to a counted vote, and a question of the organiser's own."""

from collections.abc import AsyncIterator

import pytest

from core.moderation.programme import begin_programme
from core.people.invitations import Card, create_invites
from core.programs.council.papers import MATTERS
from core.programs.council.questions import NO, YES
from core.programs.states import State
from revmentor_tui.console.asking import Ask
from revmentor_tui.console.council import CouncilScreen
from revmentor_tui.console.council_dialogs import NewVote
from revmentor_tui.console.dialogs import Confirm, Field
from telegram_bot.deps import Deps, open_deps
from telegram_bot.formats.council_duties import today_of
from telegram_bot.formats.registry import look_at_formats
from tests.revmentor_tui.console.conftest import Home, Player

VOTERS = 4


@pytest.fixture
async def deps(home: Home) -> AsyncIterator[Deps]:
    """The bot's side of the home, with four employees; one has proposed something."""
    made = open_deps(home.settings, home.clock)
    tokens = await create_invites(made.store, home.clock, home.desk.issuer, [Card("employee")] * VOTERS)
    for number, token in enumerate(tokens, 1):
        await made.membership.join(token, number, number, "ru")
    await begin_programme(home.desk)
    async with made.store.writing() as tx:
        await made.council.draft(tx, "Пятница без встреч", "Один день в неделю никто никого не собирает.")
    yield made
    await made.store.close()


async def go(player: Player) -> None:
    """To the screen, by the palette of screens."""
    await player.app.run_action("app.go('council')")
    await player.settle()


async def looked(player: Player, deps: Deps) -> None:
    """The bot looks, then the screen."""
    await look_at_formats(deps)
    assert isinstance(player.app.screen, CouncilScreen)
    player.app.screen.reload()
    await player.settle()


async def open_it(player: Player) -> None:
    """From the first field of the form to the last, where Enter opens the vote."""
    form = player.app.screen
    assert isinstance(form, NewVote)
    fields = list(form.query(Field))
    fields[0].focus()
    for _ in fields:
        assert player.app.screen is form, "only the last field opens"
        await player.press("enter")


async def support(deps: Deps, count: int) -> None:
    """So many support the only proposal."""
    async with deps.store.writing() as tx:
        (matter,) = await deps.council.ledger.all(tx, MATTERS)
        for number in range(1, count + 1):
            profile = deps.key.profile_id(deps.key.person_id(number))
            await deps.council.support(tx, matter.id, profile, await today_of(deps))


async def cast(deps: Deps, *marks: str) -> None:
    """The first voters vote so on the only ballot."""
    async with deps.store.writing() as tx:
        (matter,) = [one for one in await deps.council.ledger.all(tx, MATTERS) if one.body.ballots]
        for number, mark in enumerate(marks, 1):
            profile = deps.key.profile_id(deps.key.person_id(number))
            await deps.council.vote(tx, matter.body.ballots[0], profile, (mark,), await today_of(deps))


async def test_from_a_draft_to_a_counted_vote(home: Home, play, deps: Deps) -> None:
    async with play(home) as player:
        await go(player)
        assert "ждёт организатора" in player.see
        assert "Один день в неделю" in player.see
        assert "голосовать" not in player.see.splitlines()[-1]
        await player.press("p")
        assert isinstance(player.app.screen, Ask)
        await player.press("backspace", "2", "enter")
        await looked(player, deps)
        assert "собирает поддержку" in player.see
        await support(deps, 2)
        await looked(player, deps)
        assert "поддержано, ждёт голосования" in player.see
        await player.press("v", "1")
        assert isinstance(player.app.screen, NewVote)
        assert "Пятница без встреч" in player.see
        await open_it(player)
        await looked(player, deps)
        assert "идёт голосование" in player.see
        assert "4 человека" in player.see
        await cast(deps, YES, YES, NO)
        home.clock.advance(days=8)
        await looked(player, deps)
        assert "закрыто, подсчитать" in player.see
        await player.press("c")
        assert isinstance(player.app.screen, Confirm)
        await player.press("y")
        await looked(player, deps)
        assert "За 2 · Против 1" in player.see
        assert "ждёт ответа" in player.see
        await player.press("y")
        assert "Всё сходится" in player.see
        await player.press("x")
        assert list(home.settings.home.glob("council-*.json"))


async def test_a_proposal_that_stays_in_needs_a_reason(home: Home, play, deps: Deps) -> None:
    async with play(home) as player:
        await go(player)
        await player.press("d", "enter")
        await player.press("d")
        await player.type("речь о людях")
        await player.press("enter")
        await looked(player, deps)
        assert "не вынесено" in player.see
        assert "речь о людях" in player.see


async def test_a_question_of_ones_own_names_what_is_wrong_before_it_is_opened(home: Home, play, deps: Deps) -> None:
    async with play(home, size=(80, 24)) as player:
        await go(player)
        await player.press("n", "5")
        await player.press("tab")
        form = player.app.screen
        assert isinstance(form, NewVote)
        form.query_one("#vote-title").value = "На что потратить"
        form.query_one("#vote-priced").value = "проектор 300; чай = 50"
        form.query_one("#vote-money").value = "300"
        await open_it(player)
        assert "должна быть цена" in " ".join(player.see.split())
        form.query_one("#vote-priced").value = "проектор = 300; чай = 50"
        await player.press("enter")
        await looked(player, deps)
        async with deps.store.reading() as tx:
            found = [one.body for one in await deps.council.ledger.all(tx, MATTERS) if one.body.ballots]
        assert [(one.title, one.motion.state) for one in found] == [("На что потратить", State.OPEN)]


async def test_too_few_candidates_are_no_election(home: Home, play, deps: Deps) -> None:
    async with play(home) as player:
        await go(player)
        await player.press("n", "4")
        player.app.screen.query_one("#vote-title").value = "Выборы"
        await open_it(player)
        assert "Кандидатов 0" in player.see
