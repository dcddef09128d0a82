"""Bot API methods about the bot itself, chats and their members.

Each function is the method of its name, gets a call whose fields are checked, and raises Refusal in Telegram's words.
"""

import json
import re
from typing import Any

from telegram_bot.sandbox.chats import PRIVATE, World
from telegram_bot.sandbox.files import DOWNLOAD_LIMIT
from telegram_bot.sandbox.messages import User
from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.types import Json

_COMMAND = re.compile(r"[a-z0-9_]{1,32}\Z")
MAX_COMMANDS = 100


class Profile:
    """What the bot has told Telegram about itself, by scope and language."""

    def __init__(self) -> None:
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int | None, Json] = {}

    def commands_for(self, chat_id: int, language: str | None) -> list[Json]:
        """What a person sees in a private chat: narrowest scope first, own language before none."""
        for scope in (
            _scope({"type": "chat", "chat_id": chat_id}),
            _scope({"type": "all_private_chats"}),
            _scope(None),
        ):
            for code in (language or "", ""):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []


def _scope(scope: Json | None) -> str:
    return json.dumps(scope or {"type": "default"}, sort_keys=True)


def _key(call: Json) -> tuple[str, str]:
    language = call.get("language_code", "")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise Refusal("invalid language code specified")
    return _scope(call.get("scope")), language


def set_my_commands(world: World, profile: Profile, call: Json) -> bool:
    commands = call["commands"]
    if len(commands) > MAX_COMMANDS:
        raise Refusal("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        command["command"] = command["command"].removeprefix("/")
        if not _COMMAND.match(command["command"]):
            raise Refusal("BOT_COMMAND_INVALID")
        if not command["description"].strip():
            raise Refusal("BOT_COMMAND_DESCRIPTION_INVALID")
    profile.commands[_key(call)] = commands
    world.ring_bells()
    return True


def get_my_commands(profile: Profile, call: Json) -> list[Json]:
    return profile.commands.get(_key(call), [])


def delete_my_commands(world: World, profile: Profile, call: Json) -> bool:
    profile.commands.pop(_key(call), None)
    world.ring_bells()
    return True


def set_text(profile: Profile, name: str, call: Json) -> bool:
    """setMyDescription and setMyShortDescription; an empty text removes it."""
    profile.texts[name, _key(call)[1]] = call.get(name, "")
    return True


def get_text(profile: Profile, name: str, call: Json) -> Json:
    language = _key(call)[1]
    return {name: profile.texts.get((name, language)) or profile.texts.get((name, ""), "")}


def set_chat_menu_button(world: World, profile: Profile, call: Json) -> bool:
    chat_id = call.get("chat_id")
    if chat_id is not None and world.chat_for_bot(chat_id).kind != PRIVATE:
        raise Refusal("chat not found")
    profile.menu_buttons[chat_id] = call.get("menu_button") or {"type": "default"}
    return True


def get_chat_menu_button(profile: Profile, call: Json) -> Json:
    standard = profile.menu_buttons.get(None, {"type": "commands"})
    return profile.menu_buttons.get(call.get("chat_id"), standard)


def get_me(world: World) -> Json:
    return world.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def get_chat(world: World, call: Json) -> Json:
    """ChatFullInfo with the fields that it always has."""
    chat = world.chat_for_bot(call["chat_id"])
    result = chat.as_json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }
    if chat.pinned:
        result["pinned_message"] = world.message_json(chat.messages[chat.pinned[-1]])
    return result


def _member(user: User, status: str) -> Json:
    result: Json = {"user": user.as_json(), "status": status}
    if status == "administrator":
        rights = (
            "can_be_edited",
            "is_anonymous",
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories",
            "can_pin_messages",
        )
        result |= dict.fromkeys(rights, True) | {"is_anonymous": False}
    elif status == "creator":
        result["is_anonymous"] = False
    elif status == "kicked":
        result["until_date"] = 0
    return result


def get_chat_member(world: World, call: Json) -> Json:
    chat = world.chat_for_bot(call["chat_id"])
    user = world.users.get(call["user_id"])
    if user is None:
        raise Refusal("user not found")
    status = chat.members.get(user.id)
    if status is None:
        if chat.kind == PRIVATE:
            raise Refusal("member not found")
        status = "left"
    return _member(user, status)


def membership_change(world: World, chat_id: int, user: User, by: User, old: str, new: str) -> Json:
    """ChatMemberUpdated, for my_chat_member and chat_member updates."""
    return {
        "chat": world.chats[chat_id].as_json(),
        "from": by.as_json(),
        "date": int(world.clock.now()),
        "old_chat_member": _member(user, old),
        "new_chat_member": _member(user, new),
    }


def leave_chat(world: World, call: Json) -> bool:
    chat = world.chat_for_bot(call["chat_id"])
    if chat.kind == PRIVATE:
        raise Refusal("chat member status can't be changed in private chats")
    chat.members[world.bot.id] = "left"
    world.record(chat, world.bot, "leaves")
    return True


def get_file(world: World, call: Json) -> Json:
    stored = world.files.by_id(call["file_id"])
    if len(stored.content) > DOWNLOAD_LIMIT:
        raise Refusal("file is too big")
    described: dict[str, Any] = stored.as_json()
    return described | {"file_path": stored.path}
