"""The formats' frozen dataclasses as JSON and back, by their annotations.

Pydantic and cattrs were tried: both write a mapping with keys that are no strings (``(week, side) -> colour``) in a way
that they cannot read again. Here such a mapping is a list of pairs, always.
"""

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from core.errors import CannotOpen

Kind = TypeVar("Kind")


def encode(value: object) -> bytes:
    """Canonical JSON: the same value gives the same bytes."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def decode(kind: type[Kind], data: bytes) -> Kind:
    """A value of ``kind`` again. Fields that a later version added take their defaults. Raises CannotOpen for bytes
    that are none."""
    try:
        made: Kind = _read(kind, json.loads(data.decode("utf-8", "surrogatepass")))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CannotOpen from None
    return made


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case bytes():
            return value.hex()
        case date():
            return value.isoformat()
        case Mapping():
            return sorted(([_plain(key), _plain(one)] for key, one in value.items()), key=repr)
        case AbstractSet():
            return sorted((_plain(one) for one in value), key=repr)
        case list() | tuple():
            return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, raw: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if raw is None:
            return None
        (kind,) = (one for one in inner if one is not NoneType)
        return _read(kind, raw)
    if origin is not None:
        return _read_many(origin, inner, raw)
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _read(hints[name], one) for name, one in raw.items() if name in hints})  # type: ignore[operator]
    if kind is bytes:
        return bytes.fromhex(raw)
    if kind in (date, datetime):
        return kind.fromisoformat(raw)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(raw)
    if kind is Any or type(raw) is kind or (kind is float and type(raw) is int):
        return raw
    raise TypeError


def _read_many(origin: Any, inner: tuple[Any, ...], raw: Any) -> Any:
    if issubclass(origin, Mapping):
        return {_read(inner[0], key): _read(inner[1], one) for key, one in raw}
    if issubclass(origin, AbstractSet):
        return frozenset(_read(inner[0], one) for one in raw)
    if issubclass(origin, tuple) and inner[-1] is not Ellipsis:
        return tuple(_read(one, part) for one, part in zip(inner, raw, strict=True))
    if issubclass(origin, Sequence):
        return tuple(_read(inner[0], one) for one in raw)
    raise TypeError
