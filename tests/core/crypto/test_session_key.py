"""A session's key: who vouches for it, and for whom its secret was wrapped."""

import pytest

from core.crypto.hpke import KeyPair, seal
from core.crypto.session_key import SessionSecret, is_statement_signed, sign_statement, unwrap
from core.crypto.signing import Signer
from core.errors import CannotOpen

SESSION, OTHER = b"s" * 16, b"o" * 16
SECRET = SessionSecret.generate(SESSION, 1)
ANNA, BORIS = KeyPair.generate(), KeyPair.generate()
SIGNER = Signer.generate()
TERMS = b'{"k":5,"kind":"standing"}'
SIGNED = sign_statement(SIGNER, SESSION, 1, SECRET.pair.public, TERMS)


def test_the_moderator_it_was_wrapped_to_gets_the_same_session() -> None:
    opened = unwrap(SESSION, 1, b"anna", ANNA, SECRET.wrap(b"anna", ANNA.public))
    assert opened.pair.public == SECRET.pair.public
    assert opened.box.open(SECRET.box.seal(b"tags", b"row"), b"row") == b"tags"
    assert opened.pair.open(seal(SECRET.pair.public, b"critique", b"drop"), b"drop") == b"critique"


def test_a_wrap_opens_for_nobody_else_and_nowhere_else() -> None:
    wrapped = SECRET.wrap(b"anna", ANNA.public)
    for session, epoch, member, pair in (
        (SESSION, 1, b"anna", BORIS),
        (SESSION, 1, b"boris", ANNA),
        (SESSION, 2, b"anna", ANNA),
        (OTHER, 1, b"anna", ANNA),
    ):
        with pytest.raises(CannotOpen):
            unwrap(session, epoch, member, pair, wrapped)


def test_swapped_wraps_do_not_open() -> None:
    second = SessionSecret.generate(OTHER, 1)
    with pytest.raises(CannotOpen):
        unwrap(SESSION, 1, b"anna", ANNA, second.wrap(b"anna", ANNA.public))


def test_sessions_and_epochs_have_keys_of_their_own_even_from_one_secret() -> None:
    same = bytes(32)
    keys = {SessionSecret(*place, same).pair.public for place in ((SESSION, 1), (SESSION, 2), (OTHER, 1))}
    assert len(keys) == 3


def test_the_statement_is_signed_for_exactly_this_key() -> None:
    assert is_statement_signed(SIGNER.public, SIGNED, SESSION, 1, SECRET.pair.public, TERMS)


@pytest.mark.parametrize("what", ["key", "session", "epoch", "terms", "signer", "signature"])
def test_a_statement_about_anything_else_does_not_hold(what: str) -> None:
    given = {
        "verify_key": SIGNER.public,
        "signature": SIGNED,
        "session": SESSION,
        "epoch": 1,
        "public": SECRET.pair.public,
        "terms": TERMS,
    }
    given |= {
        "key": {"public": KeyPair.generate().public},
        "session": {"session": OTHER},
        "epoch": {"epoch": 2},
        "terms": {"terms": TERMS.replace(b"5", b"3")},
        "signer": {"verify_key": Signer.generate().public},
        "signature": {"signature": bytes(64)},
    }[what]
    assert not is_statement_signed(**given)  # type: ignore[arg-type]


def test_a_secret_shows_nothing_of_itself() -> None:
    assert repr(SECRET) == "SessionSecret(…)"
