"""Recovery by quorum: the recovery identity's secret split with SLIP-39 (Shamir's scheme over GF(256), SatoshiLabs
SLIP-0039), so that k of n share holders together rebuild it and fewer learn nothing."""

import os

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from core.crypto.aead import Randomness, context, derive
from core.crypto.identity import Identity
from core.errors import BadInput

SECRET_SIZE = 32
SHARES_MOST = 16
_NAME = "recovery"


def split_secret(secret: bytes, threshold: int, shares: int) -> list[str]:
    """``shares`` mnemonics of 33 words; any ``threshold`` of them give the secret back. Raises BadInput."""
    if not 2 <= threshold <= shares <= SHARES_MOST:
        raise BadInput("error-recovery-shares", most=SHARES_MOST)
    groups: list[list[str]] = generate_mnemonics(1, [(threshold, shares)], secret, iteration_exponent=0)
    return groups[0]


def combine_shares(mnemonics: list[str]) -> bytes:
    """The secret. Raises BadInput when the shares are too few, damaged, or of different splits."""
    cleaned = [" ".join(share.lower().split()) for share in mnemonics]
    try:
        secret: bytes = combine_mnemonics(cleaned)
    except (MnemonicError, ValueError, KeyError):
        raise BadInput("error-recovery-combine") from None
    return secret


def recovery_identity(secret: bytes) -> Identity:
    """The identity that session secrets are also wrapped to; it exists only while a quorum is together."""
    return Identity(_NAME, derive(secret, context("recovery-identity"), 64))


def new_secret(random: Randomness = os.urandom) -> bytes:
    """32 random bytes."""
    return random(SECRET_SIZE)
