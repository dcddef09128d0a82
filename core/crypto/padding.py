"""Length padding before sealing, so that a ciphertext's size says little about the text.

Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs",
arXiv 1806.03160, section 4): at most 12 % overhead, O(log log L) bits of length leaked.
"""

from core.errors import CannotOpen

SMALLEST = 512
"""Bytes. Nearly every critique falls into the few classes just above it."""


def padme(length: int) -> int:
    """The padded length for ``length`` bytes (length >= 2)."""
    exponent = length.bit_length() - 1
    mantissa_bits = exponent.bit_length()
    mask = (1 << (exponent - mantissa_bits)) - 1
    return (length + mask) & ~mask


def pad(plaintext: bytes) -> bytes:
    """Append 0x80 and zeros (ISO/IEC 7816-4) up to the Padmé class, at least SMALLEST bytes."""
    marked = plaintext + b"\x80"
    return marked.ljust(padme(max(SMALLEST, len(marked))), b"\0")


def unpad(padded: bytes) -> bytes:
    """Undo ``pad``. Raises CannotOpen when the mark is missing."""
    body = padded.rstrip(b"\0")
    if not body.endswith(b"\x80"):
        raise CannotOpen
    return body[:-1]
