"""How the Bot API says no."""

from typing import Any

from telegram_bot.sandbox.types import Json

_PREFIX = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
}


class Refusal(Exception):
    """A refused call: HTTP status ``code`` and Telegram's wording, without anybody's text in it."""

    def __init__(self, description: str, code: int = 400, retry_after: int | None = None) -> None:
        prefix = _PREFIX.get(code, "Internal Server Error")
        self.description = f"{prefix}: {description}" if description else prefix
        self.code = code
        self.retry_after = retry_after
        super().__init__(self.description)

    def answer(self) -> Json:
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def flood(retry_after: int) -> Refusal:
    """429 with the seconds to wait."""
    return Refusal(f"retry after {retry_after}", 429, retry_after)
