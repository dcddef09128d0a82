"""The tour waits for what really happens, and never sticks."""

import pytest

from core.locales.catalogue import LANGUAGES, has
from revmentor_tui.demo.tour import STEPS, Tour
from revmentor_tui.demo.underneath import SEATS, message_of, seats_of

LOOP = [sorted(step.events)[0] for step in STEPS]


def test_each_step_is_completed_by_its_event_alone() -> None:
    tour = Tour()
    for number, event in enumerate(LOOP, 1):
        assert tour.number == number
        assert not tour.note("nothing of the kind")
        assert tour.note(event)
    assert tour.step is None


def test_what_was_done_out_of_turn_counts_when_its_turn_comes() -> None:
    tour = Tour()
    for event in LOOP[1:]:
        assert not tour.note(event)
    assert tour.note(LOOP[0])
    assert tour.step is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_has_words(lang: str) -> None:
    assert all(has(lang, f"demo-tour-{step.id}") for step in STEPS)


def test_what_happens_is_told_at_the_seat_of_whoever_did_it() -> None:
    assert seats_of("sealed") == ("employee",)
    assert seats_of("release") == ("moderator",)
    assert seats_of("comma-accept") == ("executive",)
    assert seats_of("bot-stopped") == SEATS
    assert message_of("nothing of the kind") == ""
