"""The known answers: every file in ``vectors`` says where its cases come from."""

import json
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(__file__).with_name("vectors")


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    found: list[dict[str, Any]] = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))["cases"]
    return found


def known(name: str) -> pytest.MarkDecorator:
    """Runs a test once for each case of a file, as the argument ``case``."""
    return pytest.mark.parametrize("case", cases(name))


def unhex(case: dict[str, Any], *names: str) -> list[bytes]:
    """Fields of a case as bytes."""
    return [bytes.fromhex(case[name]) for name in names]


def flipped(data: bytes, place: int) -> bytes:
    """``data`` with one bit of one byte changed."""
    changed = bytearray(data)
    changed[place] ^= 1 << (place % 8)
    return bytes(changed)
