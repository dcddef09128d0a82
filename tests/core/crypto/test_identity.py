"""A moderator's file: locked by a passphrase, whole or nothing, and no way to exhaust the machine that opens it."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.crypto.hpke import seal
from core.crypto.identity import STANDARD_COST, Cost, Identity, load, read_card, save, unlock
from core.crypto.signing import is_signed
from core.errors import BadInput, NotInitialised, RevmentorError, WrongPassphrase

CHEAP = Cost(8192, 1, 1)
IDENTITY = Identity.generate("Анна")
FILE = IDENTITY.lock("верный пароль", CHEAP)

Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> bytes:
    head = json.loads(FILE)
    change(head)
    return json.dumps(head).encode()


def test_the_passphrase_gives_the_keys_back() -> None:
    opened = unlock(FILE, "верный пароль")
    assert opened.card == IDENTITY.card
    assert opened.pair.open(seal(IDENTITY.card.hpke, b"wrap", b"info"), b"info") == b"wrap"
    assert is_signed(IDENTITY.card.verify, opened.signer.sign(b"act"), b"act")


def test_the_standard_cost_is_at_least_64_mib_three_passes_four_lanes() -> None:
    assert (STANDARD_COST.memory_kib, STANDARD_COST.passes, STANDARD_COST.lanes) >= (64 * 1024, 3, 4)
    assert STANDARD_COST.passes >= 3
    assert STANDARD_COST.lanes >= 4


@pytest.mark.parametrize("passphrase", ["", "верный пароль ", "Верный пароль", "dthysq gfhjkm"])
def test_a_wrong_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(FILE, passphrase)


def test_the_same_letters_from_another_keyboard_are_the_same_passphrase() -> None:
    composed, apart = "йод и ёлка", "и\u0306од и е\u0308лка"
    assert composed != apart
    assert unlock(IDENTITY.lock(apart, CHEAP), composed).id == IDENTITY.id


def test_bytes_that_are_no_text_can_be_a_passphrase() -> None:
    broken = b"\xff\xfe-terminal".decode("utf-8", "surrogateescape")
    assert unlock(IDENTITY.lock(broken, CHEAP), broken).id == IDENTITY.id


ALTERED: dict[str, Change] = {
    "the name": lambda head: head.update(name="Борис"),
    "the public key": lambda head: head.update(hpke=head["verify"]),
    "the verify key": lambda head: head.update(verify=head["hpke"]),
    "a new field": lambda head: head.update(role="auditor"),
    "the salt": lambda head: head["kdf"].update(salt="AAAAAAAAAAAAAAAAAAAAAA=="),
    "fewer kibibytes": lambda head: head["kdf"].update(memory_kib=4096),
    "more passes": lambda head: head["kdf"].update(passes=2),
    "more lanes": lambda head: head["kdf"].update(lanes=2),
    "another function's name": lambda head: head["kdf"].update(name="none"),
    "the box": lambda head: head.update(box="A" + head["box"][1:] if head["box"][0] != "A" else "B" + head["box"][1:]),
    "a cut box": lambda head: head.update(box=head["box"][:-8]),
}


@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_file_does_not_open(what: str) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(changed(ALTERED[what]), "верный пароль")


EXHAUSTING: dict[str, Change] = {
    "4 TiB of memory": lambda head: head["kdf"].update(memory_kib=2**32),
    "2 GiB of memory": lambda head: head["kdf"].update(memory_kib=2 * 1024 * 1024),
    "a thousand passes": lambda head: head["kdf"].update(passes=1000),
    "a thousand lanes": lambda head: head["kdf"].update(lanes=1000),
    "no memory": lambda head: head["kdf"].update(memory_kib=0),
    "no pass": lambda head: head["kdf"].update(passes=0),
    "a negative pass": lambda head: head["kdf"].update(passes=-1),
    "less memory than the lanes need": lambda head: head["kdf"].update(memory_kib=1),
}
NOT_OURS: dict[str, Change] = {
    "no cost": lambda head: head["kdf"].pop("passes"),
    "a cost in words": lambda head: head["kdf"].update(passes="three"),
    "half a pass": lambda head: head["kdf"].update(passes=1.5),
    "a true pass": lambda head: head["kdf"].update(passes=True),
    "no salt": lambda head: head["kdf"].pop("salt"),
    "a short salt": lambda head: head["kdf"].update(salt="AA=="),
    "a salt that is no base64": lambda head: head["kdf"].update(salt="соль"),
    "another format": lambda head: head.update(format="revmentor-identity/2"),
    "no box": lambda head: head.pop("box"),
    "a box that is a number": lambda head: head.update(box=1),
    "a name that is a list": lambda head: head.update(name=[]),
    "no kdf": lambda head: head.update(kdf=None),
}


@pytest.mark.parametrize("what", EXHAUSTING | NOT_OURS)
def test_a_file_that_asks_too_much_or_makes_no_sense_is_refused_before_any_work(what: str) -> None:
    with pytest.raises(BadInput) as caught:
        unlock(changed((EXHAUSTING | NOT_OURS)[what]), "верный пароль")
    assert caught.value.message_id == "error-identity-file"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"7", b"\xff\xfe", b'{"format": "revmentor-identity/1"}'])
def test_what_is_no_identity_file_is_refused(data: bytes) -> None:
    for read in (read_card, lambda data: unlock(data, "верный пароль")):
        with pytest.raises(BadInput):
            read(data)


def test_the_card_is_readable_without_the_passphrase_and_holds_no_secret() -> None:
    assert read_card(FILE) == IDENTITY.card
    assert repr(IDENTITY) == "Identity(…)"
    assert "hpke" not in repr(IDENTITY.card)


def test_locking_twice_gives_another_salt_and_box() -> None:
    again, first = json.loads(IDENTITY.lock("верный пароль", CHEAP)), json.loads(FILE)
    assert again["kdf"]["salt"] != first["kdf"]["salt"]
    assert again["box"] != first["box"]


def test_the_id_changes_with_either_key() -> None:
    assert (
        len({Identity("А", bytes(64)).id, Identity("А", bytes(63) + b"1").id, Identity("А", b"1" + bytes(63)).id}) == 3
    )
    assert Identity("А", bytes(64)).id == Identity("Б", bytes(64)).id


def test_the_file_is_private_from_the_first_byte(tmp_path: Path) -> None:
    path = tmp_path / "identity.key"
    earlier = os.umask(0)
    try:
        save(path, FILE)
    finally:
        os.umask(earlier)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load(path) == FILE
    assert [found.name for found in tmp_path.iterdir()] == ["identity.key"]


def test_a_draft_left_by_a_killed_process_of_the_same_number_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "identity.key"
    (tmp_path / f".identity.key.{os.getpid()}.new").write_bytes(b"torn")
    save(path, FILE)
    assert load(path) == FILE
    assert [found.name for found in tmp_path.iterdir()] == ["identity.key"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "identity.key"
    save(path, b"old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        save(path, FILE)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["identity.key"]


def test_a_missing_or_unreadable_file_has_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(NotInitialised):
        load(tmp_path / "identity.key")
    with pytest.raises(BadInput):
        load(tmp_path)


def test_no_error_carries_the_passphrase() -> None:
    with pytest.raises(RevmentorError) as caught:
        unlock(FILE, "мой тайный пароль")
    assert "тайный" not in repr(caught.value) + str(caught.value.facts) + str(caught.value.__context__)
