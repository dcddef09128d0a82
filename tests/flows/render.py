"""From the sandbox's transcript to Markdown: one line a message, buttons in brackets, random words replaced."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from core.crypto.spelling import LANGUAGES, word_list
from core.language.thread_names import thread_name
from telegram_bot.sandbox.transcript import Entry

_SHOWN = {"says", "edits", "presses", "alerts"}


@dataclass(frozen=True)
class Conversation:
    """One scenario in one language. ``lines``: Markdown of what was seen, in order."""

    title: str
    language: str
    lines: tuple[str, ...]


def render(entries: Iterable[Entry], names: dict[int, str], lang: str) -> list[str]:
    """The entries of all chats in order, each under its person's part."""
    lines: list[str] = []
    gone: list[str] = []
    for entry in in_steady_order(entries, list(names)):
        who = names.get(entry.chat_id, "?")
        if entry.what == "deletes":
            gone.append(who)
            continue
        if gone:
            lines.append(f"- *{gone[-1]}: {'исчезло сообщений' if lang == 'ru' else 'messages gone'}: {len(gone)}*")
            gone = []
        if entry.what in _SHOWN:
            lines += _entry_lines(entry, who, lang)
    if gone:
        lines.append(f"- *{gone[-1]}: {'исчезло сообщений' if lang == 'ru' else 'messages gone'}: {len(gone)}*")
    return lines


def in_steady_order(entries: Iterable[Entry], chats: list[int]) -> list[Entry]:
    """What the bot does in several chats between two acts of people comes in any order: here first in the chat of who
    acted last, then by the order of ``chats``; within a chat as it was.
    """
    places = {chat: place for place, chat in enumerate(chats)}
    found: list[Entry] = []
    run: list[Entry] = []
    actor = 0
    for entry in [*entries, None]:
        if entry is not None and entry.by_bot:
            run.append(entry)
            continue
        found += sorted(run, key=lambda one: (one.chat_id != actor, places.get(one.chat_id, len(places))))
        run = []
        if entry is not None:
            actor = entry.chat_id
            found.append(entry)
    return found


def _entry_lines(entry: Entry, who: str, lang: str) -> list[str]:
    bot = "бот" if lang == "ru" else "bot"
    speaker = f"**{bot} → {who}**" if entry.by_bot else f"**{who}**"
    text = steady(entry.text or f"({entry.kind})", lang)
    if entry.what == "presses":
        return [f"- {speaker} [ {text} ]"]
    mark = {"edits": " ✎", "alerts": " ⚠"}.get(entry.what, "")
    if entry.what == "says" and entry.kind in ("photo", "document") and entry.by_bot:
        mark += f" 📎 {entry.file_name}" if entry.file_name else " 🖼"
    quoted = [f"  > {line}" if line else "  >" for line in text.splitlines()]
    buttons = ["  > " + " ".join(f"`{label}`" for label in row) for row in entry.buttons]
    return [f"- {speaker}{mark}", "", *[f"{line}  " for line in quoted], *(["  >", *buttons] if buttons else []), ""]


def steady(text: str, lang: str) -> str:
    """The text without what differs from run to run: codes, receipts, the journal's words, invitation payloads,
    thread names."""
    text = re.sub(r"/start \S+", "/start " + ("приглашение" if lang == "ru" else "invitation"), text)
    text = re.sub(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){7}\b", "0123 4567 89ab cdef 0123 4567 89ab cdef", text)
    for known in LANGUAGES:
        adjectives, animals = name_lists(known)
        text = re.sub(rf"\b(?:{adjectives}) (?:{animals})\b", thread_name(bytes(16), known), text, flags=re.IGNORECASE)
    return _Codes(lang).replace(text)


@cache
def name_lists(lang: str) -> tuple[str, str]:
    """The words that random thread names are made of, as alternatives of a pattern."""
    lines = (files("core.language") / f"thread_names_{lang}.txt").read_text("utf-8").splitlines()
    words = {line.partition(":")[0]: line.partition(":")[2].split(",") for line in lines if ":" in line}
    return "|".join(w.strip() for w in words["adjectives"]), "|".join(w.strip() for w in words["animals"])


class _Codes:
    """Runs of four or more words of the list become the list's first ones."""

    def __init__(self, lang: str) -> None:
        self._words = set(word_list(lang))
        self._sample = word_list(lang)
        self._run = re.compile(r"[а-яёa-z]+(?:(?: · |[ ·\n]+)[а-яёa-z]+){3,}")

    def replace(self, text: str) -> str:
        return self._run.sub(self._steady_run, text)

    def _steady_run(self, match: re.Match[str]) -> str:
        pieces = re.split(r"([а-яёa-z]+)", match[0])
        words = list(pieces[1::2])
        if not all(word in self._words for word in words):
            return match[0]
        for place in range(len(words)):
            pieces[2 * place + 1] = self._sample[place * 97 % 2048]
        return "".join(pieces)
