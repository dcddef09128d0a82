"""A pair project: signed by both, coloured by each, shown or stopped."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import BadInput, NotAllowed, RevmentorError
from core.programs.projects import (
    GRACE_DAYS,
    STALLED_DAYS,
    Colour,
    Ending,
    Project,
    Terms,
    colour,
    colours_for,
    decline,
    edit,
    is_stalled,
    mismatched,
    pass_time,
    rate,
    ratings_for,
    reach,
    show_demo,
    sign,
    stop,
    withdraw_change,
)
from core.programs.states import FINAL, SIDES, Side, State

DAY = date(2026, 3, 2)
TERMS = Terms("Справочник на одну страницу", 8, ("Черновик", "Проба"))
LONGER = Terms("Справочник на одну страницу", 12, ("Черновик",))


def started() -> Project:
    """Signed by both."""
    return sign(sign(Project(TERMS), Side.JUNIOR, TERMS, DAY), Side.SENIOR, TERMS, DAY)


def test_two_signatures_start_it() -> None:
    project = sign(Project(TERMS), Side.JUNIOR, TERMS, DAY)
    assert (project.state, project.terms) == (State.PROPOSED, None)
    assert sign(project, Side.JUNIOR, TERMS, DAY).state is State.PROPOSED
    project = sign(project, Side.SENIOR, TERMS, DAY)
    assert (project.state, project.terms, project.ends) == (State.STARTED, TERMS, DAY + timedelta(weeks=8))


def test_changed_terms_void_the_signature() -> None:
    project = edit(sign(Project(TERMS), Side.JUNIOR, TERMS, DAY), LONGER)
    assert (project.state, project.signed) == (State.DRAFT, frozenset())


def test_nobody_signs_what_they_have_not_seen() -> None:
    project = edit(Project(TERMS), LONGER)
    with pytest.raises(NotAllowed):
        sign(project, Side.SENIOR, TERMS, DAY)


def test_terms_in_force_change_only_with_two_new_signatures() -> None:
    project = edit(started(), LONGER)
    project = sign(project, Side.JUNIOR, LONGER, DAY + timedelta(9))
    assert project.terms == TERMS
    assert withdraw_change(project).offer is None
    project = sign(project, Side.SENIOR, LONGER, DAY + timedelta(9))
    assert (project.terms, project.ends) == (LONGER, DAY + timedelta(weeks=12))


@pytest.mark.parametrize("terms", [("", 8), ("Цель", 3), ("Цель", 25), ("Цель", 8, ("",)), ("Цель", 8, ("x",) * 13)])
def test_terms_that_make_no_sense_are_refused(terms: tuple[Any, ...]) -> None:
    with pytest.raises(BadInput):
        Terms(*terms)


def test_different_colours_in_one_week_raise_a_flag() -> None:
    project = colour(started(), Side.JUNIOR, Colour.RED, DAY)
    assert mismatched(project) == ()
    project = colour(project, Side.SENIOR, Colour.GREEN, DAY + timedelta(6))
    assert mismatched(project) == (1,)
    project = colour(project, Side.SENIOR, Colour.GREEN, DAY + timedelta(7))
    assert mismatched(project) == (1,)


def test_the_others_colour_shows_only_beside_ones_own() -> None:
    project = colour(started(), Side.JUNIOR, Colour.RED, DAY)
    assert colours_for(project, Side.SENIOR, 1) == {}
    assert colours_for(project, Side.JUNIOR, 1) == {Side.JUNIOR: Colour.RED}


def test_a_fortnight_without_a_sign_is_stalled() -> None:
    project = reach(started(), "Черновик", DAY + timedelta(3))
    assert not is_stalled(project, DAY + timedelta(3 + STALLED_DAYS))
    assert is_stalled(project, DAY + timedelta(4 + STALLED_DAYS))
    assert not is_stalled(show_demo(project, DAY + timedelta(4)), DAY + timedelta(60))


def test_it_ends_with_a_demo_and_two_ratings_neither_of_which_sways_the_other() -> None:
    project = show_demo(started(), DAY + timedelta(50))
    project = rate(project, Side.JUNIOR, 5)
    assert ratings_for(project, Side.SENIOR) == {}
    with pytest.raises(NotAllowed):
        rate(project, Side.JUNIOR, 1)
    project = rate(project, Side.SENIOR, 4)
    assert (project.state, project.ending) == (State.DONE, Ending.DEMO)
    assert ratings_for(project, Side.SENIOR) == {Side.JUNIOR: 5, Side.SENIOR: 4}


def test_stopping_early_takes_a_reason() -> None:
    with pytest.raises(BadInput):
        stop(started(), " ")
    assert stop(started(), "Отдел закрыли").ending is Ending.STOPPED


def test_what_was_never_shown_expires() -> None:
    last = DAY + timedelta(weeks=8, days=GRACE_DAYS)
    assert pass_time(started(), last).state is State.STARTED
    assert pass_time(started(), last + timedelta(1)).state is State.EXPIRED
    assert pass_time(show_demo(started(), last), last + timedelta(1)).state is State.STARTED


class Life(RuleBasedStateMachine):
    """Any events in any order."""

    @initialize()
    def draft(self) -> None:
        """A first offer."""
        self.project, self.today = Project(TERMS), DAY

    def attempt(self, change: Any, *args: Any) -> bool:
        """A refused event changes nothing; what is final stays."""
        before = self.project
        try:
            self.project = change(before, *args)
        except RevmentorError:
            assert self.project is before
            return False
        if before.state in FINAL:
            assert self.project == before
        return True

    @rule(terms=st.sampled_from([TERMS, LONGER]))
    def edits(self, terms: Terms) -> None:
        """Other terms."""
        in_force = self.project.terms
        self.attempt(edit, terms)
        assert self.project.terms == in_force

    @rule(side=st.sampled_from(Side), terms=st.sampled_from([TERMS, LONGER]))
    def signs(self, side: Side, terms: Terms) -> None:
        """A signature; terms come into force exactly with the other's."""
        before = self.project
        if self.attempt(sign, side, terms, self.today):
            came = self.project.terms is not before.terms
            assert came == (before.signed | {side} == SIDES)

    @rule(side=st.sampled_from(Side), said=st.sampled_from(Colour))
    def colours(self, side: Side, said: Colour) -> None:
        """This week's colour."""
        self.attempt(colour, side, said, self.today)

    @rule(name=st.sampled_from(["Черновик", "Проба", "Нет такой"]))
    def reaches(self, name: str) -> None:
        """A milestone."""
        self.attempt(reach, name, self.today)

    @rule(chance=st.integers(0, 4))
    def shows(self, chance: int) -> None:
        """The demo."""
        if not chance:
            self.attempt(show_demo, self.today)

    @rule(side=st.sampled_from(Side), stars=st.integers(0, 6))
    def rates(self, side: Side, stars: int) -> None:
        """A rating."""
        self.attempt(rate, side, stars)

    @rule(chance=st.integers(0, 9))
    def stops(self, chance: int) -> None:
        """Seldom."""
        if not chance:
            self.attempt(decline)
            self.attempt(stop, "Не вышло")

    @rule(days=st.integers(1, 30))
    def waits(self, days: int) -> None:
        """Time passes."""
        self.today += timedelta(days)
        self.attempt(pass_time, self.today)

    @invariant()
    def it_runs_only_on_signed_terms(self) -> None:
        """STARTED and after: terms in force."""
        if self.project.state in (State.STARTED, State.DONE):
            assert self.project.terms is not None

    @invariant()
    def nobody_has_signed_nothing(self) -> None:
        """A signature stands under an offer, and never two."""
        if self.project.offer is None:
            assert not self.project.signed
        assert self.project.signed != SIDES

    @invariant()
    def the_end_is_named(self) -> None:
        """Done has an ending; by demo it was shown; stopped it has a reason."""
        if self.project.state is State.DONE:
            assert self.project.ending is not None
        assert (self.project.ending is Ending.STOPPED) == bool(self.project.reason)
        if self.project.ending is Ending.DEMO:
            assert self.project.demo is not None

    @invariant()
    def milestones_are_of_the_terms(self) -> None:
        """What was reached is agreed on."""
        assert set(self.project.reached) <= set(self.project.terms.milestones if self.project.terms else ())


TestLife = Life.TestCase
