"""The bot's key files: the long-lived seed, and the ring of keys that must die on time."""

import json
import stat
from pathlib import Path

import pytest

from core.crypto.bot_key import BotKey, Ring
from core.errors import BadInput, CannotOpen, NotInitialised


def test_a_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "bot.key"
    made = BotKey.create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert BotKey.load(path).pair.public == made.pair.public
    with pytest.raises(BadInput) as caught:
        BotKey.create(path)
    assert caught.value.message_id == "error-bot-key-exists"
    assert BotKey.load(path).pair.public == made.pair.public


DAMAGED = [
    "",
    "[]",
    "null",
    "{}",
    json.dumps({"format": "revmentor-bot/2", "seed": "A" * 43 + "="}),
    json.dumps({"format": "revmentor-bot/1", "seed": "AAAA"}),
    json.dumps({"format": "revmentor-bot/1", "seed": ""}),
    json.dumps({"format": "revmentor-bot/1", "seed": 7}),
    json.dumps({"format": "revmentor-bot/1", "seed": "A" * 42 + "*="}),
]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_key_is_refused_not_used(tmp_path: Path, content: str) -> None:
    (tmp_path / "bot.key").write_text(content)
    with pytest.raises(BadInput):
        BotKey.load(tmp_path / "bot.key")


def test_a_missing_key_is_not_made_in_passing(tmp_path: Path) -> None:
    with pytest.raises(NotInitialised):
        BotKey.load(tmp_path / "bot.key")
    assert list(tmp_path.iterdir()) == []


def test_people_cannot_be_recomputed_without_the_key() -> None:
    one, other = BotKey(bytes(32)), BotKey(bytes(31) + b"1")
    assert one.person_id(5_000_000_001) == BotKey(bytes(32)).person_id(5_000_000_001)
    assert one.person_id(5_000_000_001) != other.person_id(5_000_000_001)
    assert len({one.person_id(account) for account in range(500)}) == 500


def test_another_bots_box_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        BotKey(bytes(31) + b"1").box.open(BotKey(bytes(32)).box.seal(b"address", b"place"), b"place")


def test_a_key_shows_nothing_of_itself(tmp_path: Path) -> None:
    assert repr(BotKey(bytes(32))) == "BotKey(…)"
    assert repr(Ring(tmp_path / "bot.ring")) == "Ring(…)"


def test_a_ring_makes_a_key_once_and_keeps_it(tmp_path: Path) -> None:
    ring = Ring(tmp_path / "bot.ring")
    first = ring.key("press/2026-03-02")
    assert len(first) == 32
    assert ring.key("press/2026-03-02") == first
    assert Ring(tmp_path / "bot.ring").key("press/2026-03-02") == first
    assert ring.key("press/2026-03-03") != first
    assert stat.S_IMODE((tmp_path / "bot.ring").stat().st_mode) == 0o600


def test_two_processes_share_a_ring(tmp_path: Path) -> None:
    one, other = Ring(tmp_path / "bot.ring"), Ring(tmp_path / "bot.ring")
    assert one.key("a") == other.key("a")
    other.key("b")
    assert one.key("c") == other.key("c")
    assert Ring(tmp_path / "bot.ring").names() == ["a", "b", "c"]


def test_a_destroyed_key_is_gone_from_the_disk_and_never_comes_back(tmp_path: Path) -> None:
    ring = Ring(tmp_path / "bot.ring")
    first = ring.key("nullifier/s")
    assert ring.destroy("nullifier/s")
    assert not ring.destroy("nullifier/s")
    assert ring.names() == []
    assert Ring(tmp_path / "bot.ring").key("nullifier/s") != first
    assert [found.name for found in tmp_path.iterdir()] == ["bot.ring"]


@pytest.mark.parametrize("content", ["", "[]", "7", '{"a": 7}', '{"a": "*"}', '{"a": "AAAA"}'])
def test_a_damaged_ring_is_refused_not_replaced(tmp_path: Path, content: str) -> None:
    (tmp_path / "bot.ring").write_text(content)
    with pytest.raises(BadInput):
        Ring(tmp_path / "bot.ring")
    assert (tmp_path / "bot.ring").read_text() == content
