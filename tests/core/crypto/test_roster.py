"""The team's signed list and this host's pin of it: only members change it, and never backwards."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.crypto.identity import Identity
from core.crypto.roster import (
    AUDITOR,
    BOT,
    BOT_ID,
    MODERATOR,
    Member,
    Pin,
    Roster,
    decode,
    encode,
    follow,
    read_pin,
    sign,
    trace,
)
from core.errors import BadInput, KeySwapped, NotInitialised

ANNA, BORIS, EVE = (Identity(name, bytes([number]) * 64) for number, name in enumerate(("Анна", "Борис", "Ева")))


def member(identity: Identity, role: str = MODERATOR) -> Member:
    return Member(identity.id, identity.card.name, role, identity.card.hpke, identity.card.verify)


def following(roster: Roster, by: Identity, *members: Member) -> Roster:
    return sign(roster.version + 1, members, roster.digest, by.id, by.signer)


FIRST = sign(1, (member(ANNA), Member(BOT_ID, "bot", BOT, b"h", b"v")), bytes(32), ANNA.id, ANNA.signer)
SECOND = following(FIRST, ANNA, member(ANNA), member(BORIS))
THIRD = following(SECOND, BORIS, member(BORIS))


def test_the_pin_leads_to_the_newest_version() -> None:
    assert follow([FIRST], FIRST.digest) == FIRST
    assert follow([FIRST, SECOND, THIRD], FIRST.digest) == THIRD
    assert follow([FIRST, SECOND, THIRD], SECOND.digest) == THIRD


def test_a_rollback_is_refused_once_a_later_version_was_seen() -> None:
    with pytest.raises(KeySwapped):
        follow([FIRST, SECOND], THIRD.digest)
    with pytest.raises(KeySwapped):
        follow([], FIRST.digest)


@pytest.mark.parametrize(
    "forged",
    [
        following(SECOND, EVE, member(EVE)),
        following(SECOND, EVE, member(ANNA), member(BORIS), member(EVE)),
        following(FIRST, ANNA, member(EVE)),
        replace(following(SECOND, BORIS, member(EVE)), version=4),
        replace(following(SECOND, BORIS, member(BORIS)), members=(member(EVE),)),
        replace(following(SECOND, BORIS, member(BORIS)), signer=ANNA.id),
        replace(following(SECOND, BORIS, member(BORIS)), signature=bytes(64)),
        replace(following(SECOND, EVE, member(EVE)), signer=BORIS.id),
    ],
    ids=[
        "signed by a stranger",
        "a stranger adds themselves",
        "a second successor of the first",
        "a version left out",
        "other members under the signature",
        "another signer's name",
        "no signature",
        "a stranger in a member's name",
    ],
)
def test_a_version_that_no_member_signed_is_refused(forged: Roster) -> None:
    with pytest.raises(KeySwapped):
        follow([FIRST, SECOND, forged], FIRST.digest)


def test_a_missing_link_is_refused() -> None:
    with pytest.raises(KeySwapped):
        follow([FIRST, THIRD], FIRST.digest)


def test_a_removed_moderator_signs_nothing_any_more() -> None:
    with pytest.raises(KeySwapped):
        follow([FIRST, SECOND, THIRD, following(THIRD, ANNA, member(ANNA))], FIRST.digest)


def test_an_auditor_does_not_change_the_team() -> None:
    with_auditor = following(FIRST, ANNA, member(ANNA), member(EVE, AUDITOR))
    assert EVE.id not in with_auditor.moderators()
    with pytest.raises(KeySwapped):
        follow([FIRST, with_auditor, following(with_auditor, EVE, member(EVE))], FIRST.digest)


def test_the_newest_version_vouches_for_all_before_it_and_for_nothing_else() -> None:
    forged = sign(1, (member(EVE),), bytes(32), EVE.id, EVE.signer)
    assert trace([forged, FIRST, SECOND], THIRD) == [THIRD, SECOND, FIRST]
    assert trace([forged, FIRST], THIRD) == [THIRD]


def test_a_version_survives_the_store() -> None:
    assert decode(SECOND.body, SECOND.signer, SECOND.signature) == SECOND
    assert encode(SECOND.version, SECOND.members, SECOND.previous) == SECOND.body


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b'{"version":1,"members":[{}],"previous":""}', b"\xff"])
def test_bytes_that_are_no_list_are_refused(body: bytes) -> None:
    with pytest.raises(KeySwapped):
        decode(body, ANNA.id, bytes(64))


def test_a_list_without_the_bot_says_so() -> None:
    assert FIRST.bot.id == BOT_ID
    with pytest.raises(KeySwapped):
        _ = THIRD.bot


def test_the_pin_survives_a_restart_and_moves_on(tmp_path: Path) -> None:
    path = tmp_path / "team.pin"
    Pin(path, FIRST.digest).advance(FIRST)
    pin = read_pin(path)
    assert pin.digest == FIRST.digest
    pin.advance(SECOND)
    assert pin.digest == read_pin(path).digest == SECOND.digest


def test_a_missing_or_damaged_pin_is_not_trust(tmp_path: Path) -> None:
    path = tmp_path / "team.pin"
    with pytest.raises(NotInitialised):
        read_pin(path)
    for damaged in (
        "",
        "{}",
        "[]",
        json.dumps({"digest": "zz"}),
        json.dumps({"digest": "ab"}),
        json.dumps({"digest": 7}),
    ):
        path.write_text(damaged)
        with pytest.raises(BadInput):
            read_pin(path)


def test_two_programs_of_one_host_do_not_make_each_other_forget(tmp_path: Path) -> None:
    """The console and the bot keep one pin: what one has seen, the other must not write away."""
    path = tmp_path / "team.pin"
    first = Pin(path, b"a" * 32)
    first.note_epochs({"s": 1})
    bot, console = read_pin(path), read_pin(path)
    bot.note_epochs({"s": 2})
    console.note_epochs({"other": 1})
    assert read_pin(path).epochs == {"s": 2, "other": 1}
    restored = read_pin(path)
    restored.forget_epochs()
    restored._write()
    assert read_pin(path).epochs == {}
