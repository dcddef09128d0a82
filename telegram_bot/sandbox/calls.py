"""From a method's name to what it does."""

from collections.abc import Callable
from typing import Any

from telegram_bot.sandbox import account, editing, sending
from telegram_bot.sandbox.account import Profile
from telegram_bot.sandbox.callbacks import Callbacks
from telegram_bot.sandbox.chats import World
from telegram_bot.sandbox.flood import FloodGate
from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.schema import checked, method_name
from telegram_bot.sandbox.types import Json
from telegram_bot.sandbox.updates import UpdateQueue
from telegram_bot.sandbox.webhook import Webhook

# Methods that put a message into a chat and so count against the flood limits.
_PACED = frozenset({"sendMessage", "sendPhoto", "sendDocument", "copyMessage", "forwardMessage"})


class Calls:
    """Every method this server answers, bound to one world."""

    def __init__(
        self, world: World, queue: UpdateQueue, callbacks: Callbacks, flood: FloodGate, webhook: Webhook
    ) -> None:
        self._queue = queue
        self._flood = flood
        self.profile = Profile()
        self.logged_out = False
        self._methods = (
            self._of_world(world)
            | self._of_account(world, self.profile)
            | {
                "answerCallbackQuery": lambda call: editing.answer_callback_query(world, callbacks, call),
                "setWebhook": lambda call: webhook.set(call),
                "deleteWebhook": lambda call: webhook.delete(call),
                "getWebhookInfo": lambda call: webhook.info(),
                "logOut": self._log_out,
                "close": lambda call: True,
            }
        )

    @staticmethod
    def _of_world(world: World) -> dict[str, Callable[[Json], Any]]:
        functions: dict[str, Callable[[World, Json], Any]] = {
            "sendMessage": sending.send_message,
            "sendPhoto": sending.send_photo,
            "sendDocument": sending.send_document,
            "copyMessage": sending.copy_message,
            "forwardMessage": sending.forward_message,
            "sendChatAction": sending.send_chat_action,
            "pinChatMessage": sending.pin_chat_message,
            "unpinChatMessage": sending.unpin_chat_message,
            "editMessageText": editing.edit_message_text,
            "editMessageCaption": editing.edit_message_caption,
            "editMessageMedia": editing.edit_message_media,
            "editMessageReplyMarkup": editing.edit_message_reply_markup,
            "deleteMessage": editing.delete_message,
            "deleteMessages": editing.delete_messages,
            "getChat": account.get_chat,
            "getChatMember": account.get_chat_member,
            "leaveChat": account.leave_chat,
            "getFile": account.get_file,
        }
        return {name: _bound(function, world) for name, function in functions.items()}

    @staticmethod
    def _of_account(world: World, profile: Profile) -> dict[str, Callable[[Json], Any]]:
        return {
            "getMe": lambda call: account.get_me(world),
            "setMyCommands": lambda call: account.set_my_commands(world, profile, call),
            "getMyCommands": lambda call: account.get_my_commands(profile, call),
            "deleteMyCommands": lambda call: account.delete_my_commands(world, profile, call),
            "setMyDescription": lambda call: account.set_text(profile, "description", call),
            "getMyDescription": lambda call: account.get_text(profile, "description", call),
            "setMyShortDescription": lambda call: account.set_text(profile, "short_description", call),
            "getMyShortDescription": lambda call: account.get_text(profile, "short_description", call),
            "setChatMenuButton": lambda call: account.set_chat_menu_button(world, profile, call),
            "getChatMenuButton": lambda call: account.get_chat_menu_button(profile, call),
        }

    @property
    def names(self) -> frozenset[str]:
        """Every method that is answered."""
        return frozenset(self._methods) | {"getUpdates"}

    def _log_out(self, call: Json) -> bool:
        self.logged_out = True
        return True

    async def perform(self, asked: str, given: Json) -> Any:
        """Check and do one call; raises Refusal."""
        name = method_name(asked)
        if name is None:
            raise Refusal("method not found", 404)
        if self.logged_out:
            raise Refusal("Logged out")
        call = checked(name, given)
        if name == "getUpdates":
            return await self._queue.get_updates(call)
        if name in _PACED and isinstance(call["chat_id"], int):
            self._flood.pass_or_refuse(call["chat_id"])
        return self._methods[name](call)


def _bound(function: Callable[[World, Json], Any], world: World) -> Callable[[Json], Any]:
    return lambda call: function(world, call)
