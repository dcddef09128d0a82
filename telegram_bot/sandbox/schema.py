"""Checks of parameters against the Bot API's own field list (bot_api.json, a subset of the published one).

Telegram takes every scalar as text as well as JSON, and every object as JSON text; both forms are accepted
here and turned into plain values. What Telegram would silently ignore (an unknown parameter) is refused,
because in a program it is always a mistake.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.types import Json

Check = Callable[[Any, str], Any]

_TRUE = {"true", "True", "1", "yes"}
_FALSE = {"false", "False", "0", "no"}
# Telegram names the object, not the parameter, when its JSON cannot be read.
_OBJECT_NAMES = {
    "reply_markup": "reply keyboard markup",
    "entities": "entities",
    "caption_entities": "entities",
    "reply_parameters": "reply parameters",
    "link_preview_options": "link preview options",
    "commands": "commands",
}
_MARKUPS = (
    ("inline_keyboard", "InlineKeyboardMarkup"),
    ("keyboard", "ReplyKeyboardMarkup"),
    ("remove_keyboard", "ReplyKeyboardRemove"),
    ("force_reply", "ForceReply"),
)
_SCOPES = {
    "BotCommandScope": {
        "default": "BotCommandScopeDefault",
        "all_private_chats": "BotCommandScopeAllPrivateChats",
        "all_group_chats": "BotCommandScopeAllGroupChats",
        "all_chat_administrators": "BotCommandScopeAllChatAdministrators",
        "chat": "BotCommandScopeChat",
        "chat_administrators": "BotCommandScopeChatAdministrators",
        "chat_member": "BotCommandScopeChatMember",
    },
    "InputMedia": {"photo": "InputMediaPhoto", "document": "InputMediaDocument"},
    "MenuButton": {
        "commands": "MenuButtonCommands",
        "web_app": "MenuButtonWebApp",
        "default": "MenuButtonDefault",
    },
}


class Upload:
    """A file that came with a multipart request; kept in memory only."""

    __slots__ = ("content", "mime_type", "name")

    def __init__(self, name: str, mime_type: str, content: bytes) -> None:
        self.name = name
        self.mime_type = mime_type
        self.content = content


def parsed(value: Any, where: str) -> Any:
    """An object given as JSON text, as forms carry it."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise Refusal(f"can't parse {_OBJECT_NAMES.get(where, where)} JSON object") from None


def _integer(value: Any, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            pass
    raise Refusal(f'parameter "{where}" must be an Integer')


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise Refusal(f'parameter "{where}" must be of type String')
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Refusal("strings must be encoded in UTF-8") from None
    return value


def _boolean(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    # 1 and 0 come as JSON numbers too.
    word = str(value)
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise Refusal(f'parameter "{where}" must be a Boolean')


def _true(value: Any, where: str) -> bool:
    if not _boolean(value, where):
        raise Refusal(f'parameter "{where}" must be True')
    return True


def _chat(value: Any, where: str) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    try:
        return _integer(value, where)
    except Refusal:
        raise Refusal("chat not found") from None


def _file(value: Any, where: str) -> Upload | str:
    if isinstance(value, Upload | str):
        return value
    raise Refusal(f'parameter "{where}" must be a file')


def _markup(value: Any, where: str) -> Json:
    value = parsed(value, where)
    if not isinstance(value, dict):
        raise Refusal("object expected as reply markup")
    for key, type_name in _MARKUPS:
        if key in value:
            return _object(type_name)(value, where)  # type: ignore[no-any-return]
    if value:
        raise Refusal("unknown reply markup type")
    return {}


def _array(inner: Check) -> Check:
    def check(value: Any, where: str) -> list[Any]:
        value = parsed(value, where)
        if not isinstance(value, list):
            raise Refusal(f'expected an Array in field "{where}"')
        return [inner(item, where) for item in value]

    return check


def _sized(inner: Check, low: int, high: int, unit: str) -> Check:
    def check(value: Any, where: str) -> str:
        text: str = inner(value, where)
        size = len(text.encode()) if unit == "bytes" else len(text)
        if not low <= size <= high:
            raise Refusal(_TOO_LONG.get(where) or f'parameter "{where}" must be {low}-{high} {unit} long')
        return text

    return check


_TOO_LONG = {
    "callback_data": "BUTTON_DATA_INVALID",
    "command": "BOT_COMMAND_INVALID",
    "description": "BOT_COMMAND_DESCRIPTION_INVALID",
    "copy_text": "BUTTON_COPY_TEXT_INVALID",
}
# Their limits hold after trimming and have wordings of their own: entities.py checks them.
_CHECKED_LATER = {"text", "caption", "quote"}


@cache
def _facts() -> Json:
    return json.loads(files(__package__).joinpath("bot_api.json").read_text("utf-8"))  # type: ignore[no-any-return]


def _object(type_name: str) -> Check:
    variants = _SCOPES.get(type_name)
    if variants is not None:

        def choose(value: Any, where: str) -> Any:
            value = parsed(value, where)
            chosen = variants.get(str(value.get("type"))) if isinstance(value, dict) else None
            if chosen is None:
                raise Refusal(f"can't parse {type_name}: unsupported type specified")
            return _object(chosen)(value, where)

        return choose

    def check(value: Any, where: str) -> Json:
        value = parsed(value, where)
        if not isinstance(value, dict):
            raise Refusal(f"can't parse {_OBJECT_NAMES.get(where, where)}: object expected")
        return _fields(value, _compiled(type_name), f"can't parse {type_name}: ")

    return check


def _check_of(kind: str, fact: Mapping[str, Any], name: str) -> Check:
    if kind.startswith("Array of "):
        return _array(_check_of(kind.removeprefix("Array of "), {}, name))
    if " or " in kind:
        if kind == "Integer or String":
            return _chat
        return _file if kind == "InputFile or String" else _markup
    scalars: dict[str, Check] = {
        "Integer": _integer,
        "String": _string,
        "Boolean": _boolean,
        "True": _true,
        "InputFile": _file,
    }
    check = scalars.get(kind) or _object(kind)
    if "max" in fact and name not in _CHECKED_LATER:
        return _sized(check, fact["min"], fact["max"], fact["unit"])
    return check


def _compile(fields: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, Check], frozenset[str]]:
    checks = {name: _check_of(fact["type"], fact, name) for name, fact in fields.items()}
    return checks, frozenset(name for name, fact in fields.items() if fact.get("required"))


@cache
def _compiled(type_name: str) -> tuple[dict[str, Check], frozenset[str]]:
    return _compile(_facts()["types"][type_name]["fields"])


@cache
def _methods() -> dict[str, tuple[str, tuple[dict[str, Check], frozenset[str]]]]:
    return {name.lower(): (name, _compile(fields)) for name, fields in _facts()["methods"].items()}


def _fields(given: Mapping[str, Any], known: tuple[dict[str, Check], frozenset[str]], prefix: str) -> Json:
    checks, required = known
    result: Json = {}
    for name, value in given.items():
        check = checks.get(name)
        if check is None:
            raise Refusal(f'{prefix}unknown field "{name}"' if prefix else f'unknown parameter "{name}"')
        if value is not None:
            result[name] = check(value, name)
    for name in required:
        if name not in result:
            raise Refusal(f'{prefix}Can\'t find field "{name}"' if prefix else _empty(name))
    return result


def _empty(name: str) -> str:
    return {
        "text": "message text is empty",
        "chat_id": "chat_id is empty",
        "photo": "there is no photo in the request",
        "media": "there is no media in the request",
        "document": "there is no document in the request",
        "message_id": "message identifier is not specified",
        "message_ids": "message identifiers are not specified",
    }.get(name, f'parameter "{name}" is required')


def method_name(asked: str) -> str | None:
    """The method's proper spelling (Telegram ignores case), or None when this server has no such method."""
    found = _methods().get(asked.lower())
    return found[0] if found else None


def checked(method: str, given: Mapping[str, Any]) -> Json:
    """The call's parameters as plain values; raises Refusal in Telegram's words."""
    return _fields(given, _methods()[method.lower()][1], "")


def supported_methods() -> tuple[str, ...]:
    """Every method this server answers."""
    return tuple(_facts()["methods"])


def parameters_of(method: str) -> tuple[str, ...]:
    """The names of a method's parameters."""
    return tuple(_facts()["methods"][method])
