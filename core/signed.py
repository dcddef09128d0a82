"""Sealed to one reader and signed by the writer: whoever can write the store could seal to anybody, but not sign."""

import json
from collections.abc import Mapping
from typing import Any

from core.crypto.aead import context
from core.crypto.hpke import KeyPair, seal
from core.crypto.padding import pad, unpad
from core.crypto.signing import Signer, is_signed
from core.errors import CannotOpen


def seal_signed(public: bytes, raw: Mapping[str, object], place: bytes, sender: bytes, signer: Signer) -> bytes:
    """Plain values for the owner of ``public``, padded; they open only at ``place`` (an HPKE info)."""
    body = json.dumps(raw, ensure_ascii=False, sort_keys=True)
    signature = signer.sign(context("digest-statement", place, body.encode("utf-8", "surrogatepass")))
    signed = {"body": body, "sender": sender.hex(), "signature": signature.hex()}
    return seal(public, pad(json.dumps(signed, ensure_ascii=False).encode("utf-8", "surrogatepass")), place)


def open_signed(pair: KeyPair, keys: Mapping[bytes, bytes], sealed: bytes, place: bytes) -> dict[str, Any]:
    """The values, if one of ``keys`` (verify keys of the team by id) has signed them. Raises CannotOpen."""
    try:
        signed = json.loads(unpad(pair.open(sealed, place)).decode("utf-8", "surrogatepass"))
        sender, signature = bytes.fromhex(signed["sender"]), bytes.fromhex(signed["signature"])
        statement = context("digest-statement", place, signed["body"].encode("utf-8", "surrogatepass"))
        if sender not in keys or not is_signed(keys[sender], signature, statement):
            raise CannotOpen
        raw: dict[str, Any] = json.loads(signed["body"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CannotOpen from None
    return raw
