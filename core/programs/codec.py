"""The formats' frozen dataclasses as JSON and back, by their annotations.

Pydantic and cattrs were tried: both write a mapping with keys that are no strings (``(week, side) -> colour``) in a way
that they cannot read again. Here such a mapping is a list of pairs, always.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

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
        made: Kind = _reader(cast(Any, kind))(json.loads(data.decode("utf-8", "surrogatepass")))
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


Reader = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> Reader:
    """How a value of ``kind`` is read: found out once, for a shelf is read whole at every press."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (other,) = (one for one in inner if one is not NoneType)
        known = _reader(other)
        return lambda raw: None if raw is None else known(raw)
    if origin is not None:
        return _reader_of_many(origin, inner)
    if is_dataclass(kind):
        return _reader_of_fields(kind)
    if kind is bytes:
        return bytes.fromhex
    if kind in (date, datetime):
        return cast(Reader, kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return partial(_same, kind)


def _reader_of_fields(kind: Any) -> Reader:
    readers: dict[str, Reader] = {}

    def read(raw: Any) -> Any:
        if not readers:
            # Not before the first value: a field may be of its own class.
            readers.update((name, _reader(hint)) for name, hint in get_type_hints(kind).items())
        return kind(**{name: readers[name](one) for name, one in raw.items() if name in readers})

    return read


def _reader_of_many(origin: Any, inner: tuple[Any, ...]) -> Reader:
    if issubclass(origin, tuple) and inner[-1] is not Ellipsis:
        parts = [_reader(one) for one in inner]
        return lambda raw: tuple(read(part) for read, part in zip(parts, raw, strict=True))
    first = _reader(inner[0])
    if issubclass(origin, Mapping):
        second = _reader(inner[1])
        return lambda raw: {first(key): second(one) for key, one in raw}
    if issubclass(origin, AbstractSet):
        return lambda raw: frozenset(map(first, raw))
    if issubclass(origin, Sequence):
        return lambda raw: tuple(map(first, raw))
    raise TypeError


def _same(kind: Any, raw: Any) -> Any:
    if kind is Any or type(raw) is kind or (kind is float and type(raw) is int):
        return raw
    raise TypeError
