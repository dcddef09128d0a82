"""Standard constructions give the answers of their standards, and ours give today what they gave in version 1."""

import hashlib
import json
from typing import Any

import pytest

from core.crypto.aead import NONCE_SIZE, Box, derive, keyed_hash
from core.crypto.bot_key import BotKey
from core.crypto.hpke import OVERHEAD, PUBLIC_SIZE, KeyPair
from core.crypto.identity import Identity, unlock
from core.crypto.journal import GENESIS, write_entry
from core.crypto.receipt import Receipt, read_code
from core.crypto.roster import BOT, BOT_ID, MODERATOR, Member, sign
from core.crypto.session_key import SessionSecret, is_statement_signed, unwrap
from core.crypto.signing import Signer, is_signed
from core.errors import CannotOpen
from core.intake.critique import Body, drop_context, mailbox_bytes, mailbox_digest
from tests.core.crypto.known import cases, flipped, known, unhex


@known("x_wing")
def test_a_seed_expands_to_the_key_pair_of_the_x_wing_draft(case: dict[str, Any]) -> None:
    pair = KeyPair.from_seed(bytes.fromhex(case["seed"]))
    assert pair.public.hex() == case["public"]
    assert pair.public.hex().startswith("e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5b19cfc3d")
    assert len(pair.public) == PUBLIC_SIZE


@known("x_wing")
def test_another_seed_gives_another_key(case: dict[str, Any]) -> None:
    seed = bytes.fromhex(case["seed"])
    assert KeyPair.from_seed(flipped(seed, 31)).public.hex() != case["public"]
    for wrong in (seed[:31], seed + b"\0", b""):
        with pytest.raises(ValueError, match="32 bytes"):
            KeyPair.from_seed(wrong)


@known("hkdf")
def test_key_derivation_is_hkdf_sha256(case: dict[str, Any]) -> None:
    secret, info, key = unhex(case, "secret", "info", "key")
    assert derive(secret, info, case["length"]) == key
    assert derive(secret, info + b"\0", case["length"]) != key
    assert derive(flipped(secret, 0), info, case["length"]) != key


@known("hmac")
def test_a_keyed_hash_is_hmac_sha256_cut_short(case: dict[str, Any]) -> None:
    key, message, mac = unhex(case, "key", "message", "mac")
    assert keyed_hash(key, message, 32) == mac
    assert keyed_hash(key, message) == mac[:16]
    assert keyed_hash(flipped(key, 0), message, 32) != mac


@known("aes_gcm")
def test_a_box_is_aes_256_gcm_with_the_nonce_in_front(case: dict[str, Any]) -> None:
    key, nonce, bound_to, plaintext, ciphertext, tag = unhex(
        case, "key", "nonce", "bound_to", "plaintext", "ciphertext", "tag"
    )
    box = Box(key, lambda size: nonce[:size])
    assert len(nonce) == NONCE_SIZE
    assert box.seal(plaintext, bound_to) == nonce + ciphertext + tag
    assert box.open(nonce + ciphertext + tag, bound_to) == plaintext
    with pytest.raises(CannotOpen):
        box.open(nonce + ciphertext + tag, bound_to + b"\0")


@known("ed25519")
def test_signatures_are_ed25519(case: dict[str, Any]) -> None:
    seed, public, message, signature = unhex(case, "seed", "public", "message", "signature")
    signer = Signer(seed)
    assert signer.public == public
    assert signer.sign(message) == signature
    assert is_signed(public, signature, message)


@known("ed25519")
def test_a_signature_holds_for_its_key_and_message_only(case: dict[str, Any]) -> None:
    public, message, signature = unhex(case, "public", "message", "signature")
    assert not is_signed(public, signature, message + b"\0")
    assert not any(is_signed(public, flipped(signature, place), message) for place in range(64))
    assert not is_signed(Signer(bytes(32)).public, signature, message)
    for broken in (b"", signature[:63], signature + b"\0"):
        assert not is_signed(public, broken, message)
    for no_key in (b"", public[:31], public + b"\0"):
        assert not is_signed(no_key, signature, message)


@known("hpke")
def test_what_was_sealed_once_opens_today(case: dict[str, Any]) -> None:
    seed, info, plaintext, sealed = unhex(case, "seed", "info", "plaintext", "sealed")
    assert KeyPair.from_seed(seed).open(sealed, info) == plaintext
    assert len(sealed) == len(plaintext) + OVERHEAD


@known("receipt")
def test_a_code_spells_and_derives_the_same_for_ever(case: dict[str, Any]) -> None:
    receipt = Receipt(bytes.fromhex(case["secret"]))
    for lang in ("ru", "en"):
        assert " ".join(receipt.words(lang)) == case[lang]
        assert read_code(case[lang]) == receipt
    assert receipt.critique_id.hex() == case["critique"]
    assert hashlib.sha256(receipt.mailbox.public).hexdigest() == case["mailbox_sha256"]
    assert receipt.pen.public.hex() == case["pen"]


@known("session")
def test_a_session_keeps_its_keys_wrap_and_statement(case: dict[str, Any]) -> None:
    session, secret, member, seed = unhex(case, "session", "secret", "member", "member_seed")
    wrap, signer, signature, box = unhex(case, "wrap", "signer", "signature", "box")
    opened = unwrap(session, case["epoch"], member, KeyPair.from_seed(seed), wrap)
    assert opened.pair.public == SessionSecret(session, case["epoch"], secret).pair.public
    assert hashlib.sha256(opened.pair.public).hexdigest() == case["public_sha256"]
    terms = case["terms"].encode()
    assert is_statement_signed(signer, signature, session, case["epoch"], opened.pair.public, terms)
    assert opened.box.open(box, b"place") == b"record"


@known("drop")
def test_a_drop_of_version_1_opens_with_its_session(case: dict[str, Any]) -> None:
    session, secret, code, sealed = unhex(case, "session", "secret", "receipt", "sealed")
    receipt, pair = Receipt(code), SessionSecret(session, case["epoch"], secret).pair
    body = Body.decode(pair.open(sealed, drop_context(session, case["epoch"], receipt.critique_id)))
    assert (body.text, body.lang, body.topic) == (case["text"], case["lang"], case["topic"])
    mailbox = mailbox_bytes(receipt, body.text)
    assert hashlib.sha256(mailbox).hexdigest() == case["mailbox_sha256"]
    assert body.mailbox == mailbox_digest(mailbox)


@known("drop")
@pytest.mark.parametrize("moved", ["session", "epoch", "drop"])
def test_a_drop_opens_nowhere_else(case: dict[str, Any], moved: str) -> None:
    session, secret, code, sealed = unhex(case, "session", "secret", "receipt", "sealed")
    pair, drop, epoch = SessionSecret(session, case["epoch"], secret).pair, Receipt(code).critique_id, case["epoch"]
    place = {
        "session": (flipped(session, 0), epoch, drop),
        "epoch": (session, epoch + 1, drop),
        "drop": (session, epoch, flipped(drop, 0)),
    }[moved]
    with pytest.raises(CannotOpen):
        pair.open(sealed, drop_context(*place))


@known("identity")
def test_an_identity_file_of_version_1_unlocks(case: dict[str, Any]) -> None:
    identity = unlock(json.dumps(case["file"]).encode(), case["passphrase"])
    assert identity.id.hex() == case["id"] == Identity("Анна", bytes.fromhex(case["seeds"])).id.hex()


@known("journal")
def test_an_entry_hashes_and_signs_as_in_version_1(case: dict[str, Any]) -> None:
    seed, actor, ref = unhex(case, "seed", "actor", "ref")
    entry = write_entry(Signer(seed), case["seq"], case["at"], actor, case["act"], ref, case["count"], GENESIS)
    assert entry.hash.hex() == case["hash"]
    assert entry.signature.hex() == case["signature"]


@known("bot_key")
def test_the_bot_derives_the_same_keys_from_its_seed(case: dict[str, Any]) -> None:
    key = BotKey(bytes.fromhex(case["seed"]))
    assert hashlib.sha256(key.pair.public).hexdigest() == case["public_sha256"]
    assert key.signer.public.hex() == case["signer"]
    assert key.person_id(case["account"]).hex() == case["person"]
    assert key.box.open(bytes.fromhex(case["box"]), b"place") == b"address"


@known("roster")
def test_the_teams_list_is_signed_over_the_same_bytes(case: dict[str, Any]) -> None:
    (founder,), (machine,) = cases("identity"), cases("bot_key")
    identity, bot = Identity("Анна", bytes.fromhex(founder["seeds"])), BotKey(bytes.fromhex(machine["seed"]))
    members = (
        Member(identity.id, "Анна", MODERATOR, identity.card.hpke, identity.card.verify),
        Member(BOT_ID, "bot", BOT, bot.pair.public, bot.signer.public),
    )
    roster = sign(1, members, bytes(32), identity.id, identity.signer)
    assert (roster.digest.hex(), roster.signature.hex()) == (case["digest"], case["signature"])
