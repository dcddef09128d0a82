"""What a person can send besides text."""

import struct
import zlib
from typing import TYPE_CHECKING

from telegram_bot.sandbox.files import StoredFile, document_json, photo_json
from telegram_bot.sandbox.types import Json

if TYPE_CHECKING:
    from telegram_bot.sandbox.chats import World
    from telegram_bot.sandbox.messages import Message
    from telegram_bot.sandbox.screen import Shown


def plain_picture(width: int = 8, height: int = 8) -> bytes:
    """A small grey PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Media:
    """Photos, files, voice, stickers, forwards, polls, contacts and places."""

    if TYPE_CHECKING:
        _world: World

        def _post(
            self, kind: str, content: Json, reply_to: Shown | int | None, chat_id: int | None, **more: object
        ) -> Message: ...

        def _shown(self, message: Message) -> Shown: ...

    async def send_photo(
        self,
        caption: str = "",
        data: bytes | None = None,
        *,
        chat_id: int | None = None,
        reply_to: "Shown | int | None" = None,
    ) -> "Shown":
        """A picture (PNG, GIF or JPEG bytes; a grey square when not given)."""
        stored = self._keep("photo.png", "image/png", plain_picture() if data is None else data, "photos")
        return self._send("photo", {"photo": photo_json(stored)}, caption, reply_to, chat_id)

    async def send_document(
        self,
        name: str = "notes.txt",
        data: bytes = b"notes",
        caption: str = "",
        *,
        mime_type: str = "text/plain",
        chat_id: int | None = None,
        reply_to: "Shown | int | None" = None,
    ) -> "Shown":
        stored = self._keep(name, mime_type, data, "documents")
        return self._send("document", {"document": document_json(stored)}, caption, reply_to, chat_id)

    async def send_voice(self, data: bytes = b"OggS", seconds: int = 3, *, chat_id: int | None = None) -> "Shown":
        stored = self._keep("voice.oga", "audio/ogg", data, "voice")
        voice = stored.as_json() | {"duration": seconds, "mime_type": stored.mime_type}
        return self._send("voice", {"voice": voice}, "", None, chat_id)

    async def send_sticker(self, emoji: str = "👍", *, chat_id: int | None = None) -> "Shown":
        stored = self._keep("sticker.webp", "image/webp", b"RIFF", "stickers")
        sticker = stored.as_json() | {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }
        return self._send("sticker", {"sticker": sticker}, "", None, chat_id)

    async def send_forward(self, text: str, from_name: str = "Someone", *, chat_id: int | None = None) -> "Shown":
        """Somebody else's text, from an account that hides its link (only the name shows)."""
        origin = {
            "type": "hidden_user",
            "sender_user_name": from_name,
            "date": int(self._world.clock.now()) - 60,
        }
        message = self._post("text", {"text": text}, None, chat_id, extra={"forward_origin": origin})
        return self._shown(message)

    async def send_poll(
        self, question: str = "?", options: tuple[str, ...] = ("1", "2"), *, chat_id: int | None = None
    ) -> "Shown":
        poll = {
            "id": str(self._world.rng.getrandbits(62)),
            "question": question,
            "total_voter_count": 0,
            "options": [
                {"text": one, "voter_count": 0, "persistent_id": str(place)} for place, one in enumerate(options)
            ],
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
        return self._send("poll", {"poll": poll}, "", None, chat_id)

    async def send_contact(
        self, phone: str = "+70000000000", name: str = "Contact", *, chat_id: int | None = None
    ) -> "Shown":
        return self._send("contact", {"contact": {"phone_number": phone, "first_name": name}}, "", None, chat_id)

    async def send_location(
        self, latitude: float = 55.75, longitude: float = 37.62, *, chat_id: int | None = None
    ) -> "Shown":
        return self._send("location", {"location": {"latitude": latitude, "longitude": longitude}}, "", None, chat_id)

    def _keep(self, name: str, mime_type: str, data: bytes, folder: str) -> StoredFile:
        return self._world.files.add(name, mime_type, data, folder)

    def _send(
        self, kind: str, content: Json, caption: str, reply_to: "Shown | int | None", chat_id: int | None
    ) -> "Shown":
        if caption.strip():
            content = content | {"caption": caption.strip()}
        return self._shown(self._post(kind, content, reply_to, chat_id))
