"""One vote as somebody with copies of the store sees it, and the stored life of matters and ballots."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.crypto.aead import keyed_hash
from core.crypto.bot_key import FORMAT_KEYS, Ring
from core.errors import BadInput, CannotOpen, NotAllowed, NotFound
from core.moderation.council import Terms, count_ballot, count_matter, inspect, put_to_vote, read_ballot
from core.programs.council.counting import Result
from core.programs.council.credentials import Issuer
from core.programs.council.house import TURN_SECONDS
from core.programs.council.lots import NO_LOT, commit
from core.programs.council.papers import BALLOTS, MATTERS, Propose, Publish, Source
from core.programs.council.polls import ask_staff, open_polls, publish_count
from core.programs.council.questions import ABSTAIN, NO, YES, Kind
from core.programs.council.record import verify
from core.programs.states import State
from core.store.tables import council_support, council_votes
from tests.core.programs.council.conftest import VOTERS, Chamber, Snapshot


def differing(before: Snapshot, after: Snapshot) -> dict[str, int]:
    """Tables that differ, and in how many rows."""
    changed = {name: len(set(rows) ^ set(before[name])) // 2 for name, rows in after.items() if rows != before[name]}
    assert all(len(rows) == len(before[name]) for name, rows in after.items()), "no row comes and none goes"
    return changed


async def test_a_vote_changes_one_row_of_the_one_size_and_nothing_else(chamber: Chamber) -> None:
    ballot = await chamber.open()
    before = await chamber.copy()
    await chamber.vote(ballot, 1, YES)
    after = await chamber.copy()
    assert differing(before, after) == {"council_votes": 1}
    assert len({len(box) for _, _, box in after["council_votes"]}) == 1  # type: ignore[arg-type]


async def test_a_changed_vote_cannot_be_told_from_a_first_one(chamber: Chamber) -> None:
    ballot = await chamber.open()
    await chamber.vote(ballot, 1, YES)
    before = await chamber.copy()
    for choice in (NO, YES, NO):
        await chamber.vote(ballot, 1, choice)
    after = await chamber.copy()
    assert differing(before, after) == {"council_votes": 1}
    assert {(place, one) for place, one, _ in before["council_votes"]} == {
        (place, one) for place, one, _ in after["council_votes"]
    }


async def test_between_two_turns_nobody_can_tell_whether_anybody_voted(chamber: Chamber) -> None:
    ballot = await chamber.open()
    await chamber.house.turn_over()
    changes = []
    for voters in ((), (1,), (2, 3, 4)):
        before = await chamber.copy()
        for number in voters:
            await chamber.vote(ballot, number, YES)
        chamber.company.clock.advance(seconds=TURN_SECONDS)
        await chamber.house.turn_over()
        changes.append(differing(before, await chamber.copy()))
    assert changes == [{"council_votes": VOTERS}] * 3


async def test_no_key_of_the_bot_opens_a_stored_vote_and_no_moderators_before_the_close(chamber: Chamber) -> None:
    ballot_id = await chamber.open()
    for number in range(3):
        await chamber.vote(ballot_id, number, YES)
    ballot = await read_ballot(chamber.company.desk, ballot_id)
    assert (await count_ballot(chamber.company.desk, ballot_id, ballot)).votes == (), "a box lies over each"
    issuer = Issuer(ballot_id, chamber.ring.key(f"{FORMAT_KEYS}council/{ballot_id.hex()}"))
    voted, blank = issuer.place(chamber.profile(0)), issuer.place(chamber.profile(5))
    async with chamber.company.store.reading() as tx:
        rows = {row.place: row.box for row in await tx.execute(select(council_votes))}
    inside = {place: issuer.box.open(rows[place], _bound(ballot_id, place)) for place in (voted, blank)}
    assert len(inside[voted]) == len(inside[blank])
    with pytest.raises(CannotOpen):
        chamber.key.pair.open(inside[voted][4:], b"")
    await chamber.close()
    ballot = await read_ballot(chamber.company.desk, ballot_id)
    assert len((await count_ballot(chamber.company.desk, ballot_id, ballot)).votes) == 3


def _bound(ballot: bytes, place: bytes) -> bytes:
    from core.programs.council.urn import _bound as bound

    return bound(ballot, place)


async def test_after_the_close_no_key_left_leads_from_a_row_or_a_voter_to_the_other(chamber: Chamber) -> None:
    ballot_id = await chamber.open()
    receipts = [await chamber.vote(ballot_id, number, YES) for number in range(3)]
    await chamber.close()
    assert not [name for name in Ring(chamber.ring._path).names() if name.startswith(FORMAT_KEYS)]
    keys = [chamber.ring.key(name) for name in chamber.ring.names()]
    async with chamber.company.store.reading() as tx:
        places = set((await tx.execute(select(council_votes.c.place))).scalars())
    for key in keys:
        assert not {Issuer(ballot_id, key).place(chamber.profile(number)) for number in range(VOTERS)} & places
    with pytest.raises(NotAllowed):
        await chamber.vote(ballot_id, 1, NO)
    ballot = await read_ballot(chamber.company.desk, ballot_id)
    record = await count_ballot(chamber.company.desk, ballot_id, ballot)
    assert {vote.receipt for vote in record.votes} == set(receipts)
    assert record == await count_ballot(chamber.company.desk, ballot_id, ballot), "the same urn, the same bytes"


async def test_supporters_are_counted_once_and_gone_with_their_key(chamber: Chamber) -> None:
    house, store = chamber.house, chamber.company.store
    async with store.writing() as tx:
        matter = await house.draft(tx, "Пятница без встреч", "")
        assert (await house.draft(tx, "Пятница без встреч", "")).id == matter.id, "a repeated update"
        await house.propose(tx, Propose(matter.id, 2), chamber.today)
    name = f"{FORMAT_KEYS}council-support/{matter.id.hex()}"
    for _ in range(3):
        async with store.writing() as tx:
            found = await house.support(tx, matter.id, chamber.profile(1), chamber.today)
    assert not found.body.motion.is_supported
    before = await chamber.copy()
    async with store.writing() as tx:
        await house.support(tx, matter.id, chamber.profile(1), chamber.today)
    assert differing(before, await chamber.copy()) == {}
    guess = keyed_hash(chamber.ring.key(name), chamber.profile(1))
    async with store.reading() as tx:
        assert (await tx.execute(select(council_support.c.nullifier))).scalars().all() == [guess]
    async with store.writing() as tx:
        found = await house.support(tx, matter.id, chamber.profile(2), chamber.today)
    assert found.body.motion.is_supported
    order = await put_to_vote(chamber.company.desk, Terms("Пятница?", chamber.today + timedelta(2)), found)
    async with store.writing() as tx:
        await open_polls(house, tx, order, chamber.today)
    await house.destroy_keys()
    async with store.reading() as tx:
        assert (await tx.execute(select(council_support))).all() == []
    assert name not in Ring(chamber.ring._path).names()


async def test_a_count_that_does_not_agree_with_the_opening_is_not_published(chamber: Chamber) -> None:
    ballot_id = await chamber.open()
    for number in range(4):
        await chamber.vote(ballot_id, number, YES)
    await chamber.close()
    async with chamber.company.store.reading() as tx:
        (matter,) = await chamber.house.ledger.all(tx, MATTERS)
    order = await count_matter(chamber.company.desk, matter)
    forged = order.outcomes[0].record.replace('"verdict":"accepted"', '"verdict":"declined"')
    with pytest.raises(NotAllowed):
        async with chamber.company.store.writing() as tx:
            wrong = Publish(order.matter, (type(order.outcomes[0])(ballot_id, forged),))
            await publish_count(chamber.house, tx, wrong, chamber.today)
    async with chamber.company.store.writing() as tx:
        await publish_count(chamber.house, tx, order, chamber.today)
        (done,) = await chamber.house.ledger.all(tx, MATTERS)
        assert done.body.motion.state is State.RELEASED
        assert (await chamber.house.ledger.all(tx, BALLOTS, live=False))[0].body.state is State.RELEASED


async def test_too_few_to_tell_holds_and_a_question_without_ballots_is_not_counted(chamber: Chamber) -> None:
    desk, store, ballot_id = chamber.company.desk, chamber.company.store, await chamber.open()
    for number in range(2):
        await chamber.vote(ballot_id, number, YES)
    await chamber.close()
    with pytest.raises(NotFound):
        await inspect(desk, ballot_id)
    async with store.writing() as tx:
        (matter,) = await chamber.house.ledger.all(tx, MATTERS)
        draft = await chamber.house.draft(tx, "Пятница", "")
    order = await count_matter(desk, matter)
    async with store.writing() as tx:
        await publish_count(chamber.house, tx, order, chamber.today)
    assert await inspect(desk, ballot_id) == []
    with pytest.raises(NotAllowed):
        await count_matter(desk, draft)
    with pytest.raises(BadInput):
        async with store.writing() as tx:
            await publish_count(chamber.house, tx, Publish(draft.id, ()), chamber.today)


async def test_what_the_bot_opens_alone_is_counted_where_no_lot_decides_and_nowhere_else(chamber: Chamber) -> None:
    house, store, desk = chamber.house, chamber.company.store, chamber.company.desk
    order = await put_to_vote(desk, Terms("Куда?", chamber.today + timedelta(7), Kind.APPROVAL, options=("а", "б")))
    (poll,) = order.polls
    forged = replace(order, polls=(replace(poll, commitment=commit(NO_LOT)),))
    async with store.writing() as tx:
        polled = await ask_staff(house, tx, b"m" * 8, Source.SIGNAL, "Займёмся?", "", chamber.today)
        await open_polls(house, tx, forged, chamber.today)
    (ballot,) = polled.ballots
    for number in range(4):
        await chamber.vote(ballot.id, number, YES if number % 2 else NO)
        await chamber.vote(poll.ballot, number, "1")
    await chamber.close(days=8)
    record = await count_ballot(desk, ballot.id, await read_ballot(desk, ballot.id))
    assert verify(record.encode(), record.opening.announced) == []
    assert Result.decode(record.result.decode()).verdict is State.DECLINED, "an even vote carries nothing"
    with pytest.raises(BadInput):
        await count_ballot(desk, poll.ballot, await read_ballot(desk, poll.ballot))


async def test_a_ballot_whose_secret_was_lost_closes_and_says_that_all_was_lost(chamber: Chamber) -> None:
    ballot_id = await chamber.open()
    await chamber.vote(ballot_id, 1, YES)
    chamber.ring.destroy(f"{FORMAT_KEYS}council/{ballot_id.hex()}")
    await chamber.close()
    ballot = await read_ballot(chamber.company.desk, ballot_id)
    assert (ballot.state, ballot.lost) == (State.HELD, VOTERS)
    assert (await count_ballot(chamber.company.desk, ballot_id, ballot)).votes == ()
    async with chamber.company.store.reading() as tx:
        (matter,) = await chamber.house.ledger.all(tx, MATTERS)
    assert (await count_matter(chamber.company.desk, matter)).outcomes[0].record == ""


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_happens_to_a_vote_the_count_is_that_of_the_last_words(chamber: Chamber, seed: int) -> None:
    """Votes, changes, refused votes, turns of the urn and of the calendar in any order, against a plain dictionary."""
    dice, told = random.Random(seed), dict[int, str]()
    ballot_id, closes = await chamber.open(days=3), chamber.today + timedelta(days=3)
    for _ in range(30):
        number, choice = dice.randrange(VOTERS + 2), dice.choice([YES, NO, ABSTAIN])
        match dice.choice(["vote", "vote", "vote", "turn", "look", "wait"]):
            case "vote":
                may = number < VOTERS and chamber.today <= closes
                try:
                    await chamber.vote(ballot_id, number, choice)
                except NotAllowed:
                    assert not may
                else:
                    assert may
                    told[number] = choice
            case "turn":
                chamber.company.clock.advance(seconds=TURN_SECONDS)
                await chamber.house.turn_over()
            case "look":
                await chamber.close(days=0)
                state = (await read_ballot(chamber.company.desk, ballot_id)).state
                assert (state is State.HELD) == (chamber.today > closes)
            case "wait":
                chamber.company.clock.advance(hours=14)
    await chamber.close()
    ballot = await read_ballot(chamber.company.desk, ballot_id)
    record = await count_ballot(chamber.company.desk, ballot_id, ballot)
    assert Counter(vote.choice for vote in record.votes) == Counter((choice,) for choice in told.values())
    assert ballot.lost == 0
