"""A ballot from the sealed roll to a recount by a stranger: who can find what."""

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from core.crypto.hpke import KeyPair
from core.errors import BadInput, CannotOpen
from core.programs.council.credentials import Issuer, Vote, is_genuine, open_vote, seal_blank, seal_vote
from core.programs.council.lots import commit
from core.programs.council.questions import Kind, Question
from core.programs.council.record import Fault, Opening, Record, close, closing_digest, recount, verify

PEOPLE = [bytes([number]) * 16 for number in range(12)]
SEED = b"s" * 32
QUESTION = Question(
    "q7", Kind.RANKED, "Куда поедем?", (("a", "Лес"), ("b", "Море"), ("c", "Горы")), quorum=Fraction(1, 2)
)
ISSUER = Issuer(b"q7", b"i" * 32)
OPENING = Opening(QUESTION, ISSUER.roll(PEOPLE), commit(SEED))
RANKINGS = [("a", "b"), ("b",), ("c", "b"), ("a",), ("b", "c"), ("c",), (), ("b", "a", "c")]


def cast(number: int, choice: tuple[str, ...]) -> Vote:
    """A vote of one of PEOPLE."""
    return ISSUER.vote(PEOPLE[number], OPENING.digest, choice)


VOTES = [cast(number, ranking) for number, ranking in enumerate(RANKINGS)]
RECORD = close(OPENING, SEED, VOTES)
ANNOUNCED = replace(OPENING.announced, closing=RECORD.closing)


def faults(record: Record, **known: Any) -> set[Fault]:
    """What a check against the announcements finds."""
    return {finding.fault for finding in verify(record.encode(), ANNOUNCED, **known)}


def test_a_stranger_recounts_the_same_bytes() -> None:
    export = RECORD.encode()
    assert recount(export) == RECORD.result
    assert json.loads(RECORD.result)["cast"] == len(RANKINGS)
    assert verify(export, ANNOUNCED, [vote.receipt for vote in VOTES]) == []


def test_ten_recounts_of_a_tie_are_identical() -> None:
    tied = close(OPENING, SEED, [cast(0, ("a",)), cast(1, ("b",)), *(cast(n, ()) for n in range(2, 8))])
    assert json.loads(tied.result)["drawn"]
    assert {recount(tied.encode()) for _ in range(10)} == {tied.result}


def test_the_order_in_which_votes_came_leaves_no_trace() -> None:
    assert close(OPENING, SEED, VOTES[::-1]).encode() == RECORD.encode()


def test_of_two_votes_with_one_key_one_counts_whatever_their_order() -> None:
    both = [cast(0, ("c",)), *VOTES]
    record = close(OPENING, SEED, both)
    assert len(record.votes) == len(VOTES)
    assert close(OPENING, SEED, both[::-1]) == record


def test_a_stuffed_ballot_is_found() -> None:
    stranger = Issuer(b"q7", b"x" * 32).vote(PEOPLE[0], OPENING.digest, ("a",))
    assert stranger.public not in {vote.public for vote in close(OPENING, SEED, [*VOTES, stranger]).votes}
    stuffed = replace(RECORD, votes=(*RECORD.votes, stranger))
    assert faults(stuffed) == {Fault.STUFFED, Fault.RESULT_WRONG}


def test_a_ballot_put_in_after_the_close_with_a_genuine_key_is_found() -> None:
    late = cast(11, ("a",))
    assert Fault.STUFFED in faults(replace(RECORD, votes=(*RECORD.votes, late)))
    with_receipt = replace(RECORD, votes=(*RECORD.votes, late), receipts=(*RECORD.receipts, late.receipt))
    assert Fault.RECEIPTS_CHANGED in faults(with_receipt)


def test_a_double_vote_is_found() -> None:
    assert Fault.DOUBLE in faults(replace(RECORD, votes=(*RECORD.votes, RECORD.votes[0])))
    both = replace(RECORD, votes=(*RECORD.votes, cast(0, ("c",))))
    assert Fault.DOUBLE in faults(both)


def test_a_dropped_ballot_is_found() -> None:
    dropped = replace(RECORD, votes=RECORD.votes[1:])
    found = verify(dropped.encode(), ANNOUNCED)
    assert [finding.ref for finding in found if finding.fault is Fault.DROPPED] == [RECORD.votes[0].receipt]


def test_a_ballot_dropped_with_its_receipt_before_the_close_is_found_by_its_voter() -> None:
    unlucky = VOTES[3]
    record = close(OPENING, SEED, [vote for vote in VOTES if vote is not unlucky])
    announced = replace(OPENING.announced, closing=record.closing)
    assert verify(record.encode(), announced) == []
    assert [f.fault for f in verify(record.encode(), announced, [unlucky.receipt])] == [Fault.DROPPED]


def test_a_changed_vote_is_found() -> None:
    altered = replace(RECORD.votes[0], choice=("c", "a"))
    assert {Fault.FORGED, Fault.DROPPED} <= faults(replace(RECORD, votes=(altered, *RECORD.votes[1:])))


def test_a_changed_list_is_found() -> None:
    longer = tuple(sorted((*OPENING.roll, Issuer(b"q7", b"y" * 32).roll([b"z"])[0])))
    assert Fault.LIST_CHANGED in faults(replace(RECORD, opening=replace(OPENING, roll=longer)))
    unsorted = replace(RECORD, opening=replace(OPENING, roll=OPENING.roll[::-1]))
    assert Fault.LIST_CHANGED in {finding.fault for finding in verify(unsorted.encode())}


def test_another_question_or_seed_is_found() -> None:
    asked = replace(QUESTION, title="Куда не поедем?")
    assert Fault.QUESTION_CHANGED in faults(replace(RECORD, opening=replace(OPENING, question=asked)))
    assert Fault.SEED_CHANGED in faults(replace(RECORD, seed=b"t" * 32))
    committed = replace(RECORD, seed=b"t" * 32, opening=replace(OPENING, commitment=commit(b"t" * 32)))
    assert Fault.SEED_CHANGED in faults(committed)


def test_another_result_is_found() -> None:
    wrong = json.loads(RECORD.result) | {"winners": ["c"]}
    assert faults(replace(RECORD, result=json.dumps(wrong).encode())) == {Fault.RESULT_WRONG}


def test_a_spoilt_ballot_is_found() -> None:
    spoilt = cast(9, ("a", "a"))
    record = replace(RECORD, votes=(*RECORD.votes, spoilt), receipts=(*RECORD.receipts, spoilt.receipt))
    assert {Fault.SPOILT, Fault.RECEIPTS_CHANGED} <= faults(record)


def test_the_count_refuses_another_seed_than_the_committed() -> None:
    with pytest.raises(BadInput):
        close(OPENING, b"t" * 32, VOTES)


def drop_key(raw: dict[str, Any]) -> None:
    del raw["votes"]


def spoil_hex(raw: dict[str, Any]) -> None:
    raw["seed"] = "zz"


def number_as_choice(raw: dict[str, Any]) -> None:
    raw["votes"][0][1] = 5


def other_format(raw: dict[str, Any]) -> None:
    raw["format"] = "other"


def no_question(raw: dict[str, Any]) -> None:
    raw["question"]["quorum"] = "1/0"


@pytest.mark.parametrize("spoil", [drop_key, spoil_hex, number_as_choice, other_format, no_question])
def test_a_file_that_is_no_record_is_refused(spoil: Callable[[dict[str, Any]], None]) -> None:
    raw = json.loads(RECORD.encode())
    spoil(raw)
    for read in (recount, verify):
        with pytest.raises(BadInput):
            read(json.dumps(raw).encode())
    with pytest.raises(BadInput):
        recount(b"\xff not json")


def test_the_roll_says_nothing_without_the_issuing_secret() -> None:
    assert list(OPENING.roll) == sorted(OPENING.roll)
    assert not any(person in b"".join(OPENING.roll) for person in PEOPLE)
    assert set(Issuer(b"q7", b"j" * 32).roll(PEOPLE)).isdisjoint(OPENING.roll)
    assert set(Issuer(b"q8", b"i" * 32).roll(PEOPLE)).isdisjoint(OPENING.roll)


def test_a_vote_belongs_to_one_ballot_and_one_opening() -> None:
    assert is_genuine(VOTES[0], OPENING.digest)
    assert not is_genuine(VOTES[0], replace(OPENING, roll=OPENING.roll[1:]).digest)
    assert not is_genuine(replace(VOTES[0], public=VOTES[1].public), OPENING.digest)


def test_sealed_votes_all_look_alike_and_open_only_in_their_place() -> None:
    pair = KeyPair.from_seed(b"k" * 32)
    places = [ISSUER.place(person) for person in PEOPLE]
    sealed = [
        seal_vote(pair.public, OPENING.digest, place, QUESTION, vote)
        for place, vote in zip(places, VOTES, strict=False)
    ]
    assert len({len(box) for box in sealed}) == 1
    opened = [open_vote(pair, OPENING.digest, place, QUESTION, box) for place, box in zip(places, sealed, strict=False)]
    assert opened == VOTES
    assert not {vote.public for vote in VOTES} & set(places)
    with pytest.raises(CannotOpen):
        open_vote(pair, OPENING.digest, places[1], QUESTION, sealed[0])


def test_a_place_where_nobody_voted_looks_like_any_other_and_counts_for_nothing() -> None:
    pair = KeyPair.from_seed(b"k" * 32)
    place = ISSUER.place(PEOPLE[0])
    blank = seal_blank(pair.public, OPENING.digest, place)
    assert len(blank) == len(seal_vote(pair.public, OPENING.digest, place, QUESTION, VOTES[0]))
    nobody = open_vote(pair, OPENING.digest, place, QUESTION, blank)
    assert close(OPENING, SEED, [nobody, *VOTES]) == RECORD


def test_a_second_press_of_the_same_button_is_the_same_vote() -> None:
    assert cast(0, ("a", "b")) == VOTES[0]
    assert cast(0, ("a", "b")).receipt == VOTES[0].receipt
    assert ISSUER.place(PEOPLE[0]) == ISSUER.place(PEOPLE[0])


def test_neither_a_vote_nor_an_issuer_tells_itself_in_a_traceback() -> None:
    assert "choice" not in repr(VOTES[0])
    assert "i" * 8 not in repr(ISSUER)


def test_the_closing_list_is_one_whatever_its_order() -> None:
    assert closing_digest(RECORD.receipts) == closing_digest(RECORD.receipts[::-1]) == RECORD.closing
