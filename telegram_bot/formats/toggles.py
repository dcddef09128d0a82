"""Choosing from a list by buttons that turn: «✓ финансы», «финансы»."""

from collections.abc import Collection, Sequence

from core.page import Button
from core.programs.topics import find_word, in_order, mark_of, word_name
from telegram_bot.formats.format import data_of
from telegram_bot.talk import Talk


def toggles(
    talk: Talk, letter: str, act: str, name: str, offered: Sequence[str], chosen: Collection[str], per_row: int = 2
) -> list[list[Button]]:
    """A button for each word; pressing it calls ``act`` with ``name`` and the word's mark."""
    buttons = []
    for word in offered:
        label = word_name(talk.lang, word)
        turned = f"✓ {label}" if word in chosen else str(label)
        buttons.append(Button(turned, data_of(letter, act, name, mark_of(word))))
    return [buttons[start : start + per_row] for start in range(0, len(buttons), per_row)]


def with_own(offered: Sequence[str], own: Collection[str]) -> list[str]:
    """What is on offer, and what somebody has written besides."""
    return [*offered, *(word for word in in_order(own) if word not in offered)]


def turned(words: Collection[str], mark: str, offered: Sequence[str]) -> frozenset[str]:
    """``words`` with the marked one turned. Raises ValueError for one that is not on offer."""
    return frozenset(words) ^ {find_word(mark, offered)}
