"""The form of the team's records: padded JSON, before it is sealed."""

import json

from core.crypto.padding import pad, unpad

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode_record(raw: dict[str, str]) -> bytes:
    """A record's fields as padded bytes."""
    return pad(_encode(raw).encode("utf-8", "surrogatepass"))


def decode_record(padded: bytes) -> dict[str, str]:
    """The fields again. Raises CannotOpen."""
    found: dict[str, str] = json.loads(unpad(padded).decode("utf-8", "surrogatepass"))
    return found
