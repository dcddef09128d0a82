"""One vocabulary of states, and only one."""

import pytest

from core.errors import NotAllowed
from core.programs.states import FINAL, Side, State, require


def test_the_vocabulary_is_the_one_agreed_on() -> None:
    words = "draft proposed open held released acknowledged accepted declined thinking started done expired"
    assert [state.value for state in State] == words.split()
    assert {state.value for state in FINAL} == {"declined", "done", "expired"}


def test_an_act_out_of_place_names_the_state_it_met() -> None:
    require(State.OPEN, State.DRAFT, State.OPEN)
    with pytest.raises(NotAllowed) as refused:
        require(State.DONE, State.OPEN)
    assert (refused.value.message_id, refused.value.facts) == ("error-program-state", {"state": "done"})


def test_each_side_has_another() -> None:
    assert [side.other for side in Side] == [Side.SENIOR, Side.JUNIOR]
