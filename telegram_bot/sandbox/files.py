"""Files that people and the bot have sent: kept in memory, offered for download as Telegram does."""

import random
import struct
from dataclasses import dataclass, field

from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.types import Json

DOWNLOAD_LIMIT = 20 * 1024 * 1024
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's bytes and the names Telegram gives it."""

    file_id: str
    file_unique_id: str
    path: str
    name: str = field(repr=False)
    mime_type: str
    content: bytes = field(repr=False)

    def as_json(self) -> Json:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.file_unique_id,
            "file_size": len(self.content),
        }


class Files:
    """All files of one sandbox."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def _word(self, length: int) -> str:
        return "".join(self._rng.choices(_ALPHABET, k=length))

    def add(self, name: str, mime_type: str, content: bytes, folder: str) -> StoredFile:
        """Keep a file; ``folder`` is the first part of its download path (photos, documents, voice)."""
        path = f"{folder}/file_{len(self._by_id)}.{name.rpartition('.')[2] or 'bin'}"
        stored = StoredFile("BQ" + self._word(68), "AgAD" + self._word(11), path, name, mime_type, content)
        self._by_id[stored.file_id] = stored
        self._by_path[path] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile:
        """The file; Refusal when there is none with this id."""
        found = self._by_id.get(file_id)
        if found is None:
            raise Refusal("wrong file identifier/HTTP URL specified")
        return found

    def by_path(self, path: str) -> StoredFile | None:
        """The file at a download path, if any."""
        return self._by_path.get(path)


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG, GIF or JPEG; Refusal for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:4] == b"GIF8" and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    raise Refusal("IMAGE_PROCESS_FAILED")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        # SOF0..SOF15 carry the frame's size, except the three of that range that are other tables.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise Refusal("IMAGE_PROCESS_FAILED")


def photo_json(stored: StoredFile) -> list[Json]:
    """PhotoSize list of a photo; Refusal where Telegram would refuse the picture."""
    width, height = picture_size(stored.content)
    if not width or not height or width + height > 10000 or max(width, height) > 20 * min(width, height):
        raise Refusal("PHOTO_INVALID_DIMENSIONS")
    return [stored.as_json() | {"width": width, "height": height}]


def document_json(stored: StoredFile) -> Json:
    """Document of a file."""
    return stored.as_json() | {"file_name": stored.name, "mime_type": stored.mime_type}
