"""The shape that travels between the bot and the server."""

from typing import Any

Json = dict[str, Any]
