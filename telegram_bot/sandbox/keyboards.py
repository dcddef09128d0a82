"""What Telegram demands of keyboards beyond their field types."""

from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.types import Json

_ACTIONS = ("callback_data", "url", "copy_text", "web_app", "disabled")
MAX_BUTTONS = 100


def checked_markup(markup: Json | None) -> tuple[Json | None, Json | None]:
    """(inline keyboard, what clients show instead); raises Refusal."""
    if not markup:
        return None, None
    if "inline_keyboard" in markup:
        return checked_inline(markup), None
    if "keyboard" in markup:
        rows = [row for row in markup["keyboard"] if row]
        if not rows:
            raise Refusal("reply keyboard is empty")
        if any(not button["text"].strip() for row in rows for button in row):
            raise Refusal("keyboard button text must be non-empty")
        return None, markup | {"keyboard": rows}
    return None, markup


def checked_inline(markup: Json | None) -> Json | None:
    """The inline keyboard without empty rows, None when nothing is left; raises Refusal."""
    rows = [row for row in (markup or {}).get("inline_keyboard", []) if row]
    if not rows:
        return None
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise Refusal("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
    return {"inline_keyboard": rows}


def _check_button(button: Json) -> None:
    if not button["text"].strip():
        raise Refusal("can't parse inline keyboard button: Text must be non-empty")
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        raise Refusal("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise Refusal("can't parse inline keyboard button: exactly one action must be specified")
    url = button.get("url")
    if url is not None and not url.startswith(("http://", "https://", "tg://")):
        raise Refusal("inline keyboard button URL is invalid: wrong HTTP URL")
    if "web_app" in button and not button["web_app"]["url"].startswith("https://"):
        raise Refusal("inline keyboard button Web App URL is invalid: Only HTTPS links are allowed")
    if button.get("style") not in (None, "danger", "success", "primary"):
        raise Refusal("can't parse inline keyboard button: invalid button style specified")
