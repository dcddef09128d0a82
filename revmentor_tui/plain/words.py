"""What a moderator types in the plain console: a number, or an act by its key, its name in either language or its id,
and then whatever the act needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.locales.catalogue import LANGUAGES, say
from revmentor_tui.console.actions import find_action, key_name, with_layouts

SPOKEN = (
    *("down", "up", "first", "last", "open", "inbox", "filter"),
    *("release", "approve", "hold", "snooze", "decline", "reopen", "sensitive", "undo", "redo"),
    *("take-proposal", "drop-proposal", "redact", "unhide"),
    *("tag", "untag", "note", "ask", "mute", "assign", "mark", "mark-all", "group", "ungroup"),
    *("sessions", "language", "help", "quit"),
)
"""The acts that the plain console knows, in the order of its help. Digests, people and the team have commands."""
TYPED = {"mark": "+", "unhide": "X", "inbox": "l"}
"""Where the console's key cannot be typed on a line, or means a screen."""


@dataclass(frozen=True)
class Order:
    """An act and what follows it. ``act`` is "go" for a bare number, "" for what was not understood."""

    act: str
    rest: str = field(default="", repr=False)


class Words:
    """Understands lines; ``keymap``: other keys by act id, as in the settings."""

    def __init__(self, keymap: Mapping[str, str]) -> None:
        self.keys = {act: TYPED.get(act) or key_name(find_action(act), keymap) for act in SPOKEN}
        self._acts: dict[str, str] = {}
        for act in SPOKEN:
            names = {say(lang, find_action(act).label_id).casefold() for lang in LANGUAGES}
            for name in (*names, act, *with_layouts([self.keys[act]])):
                self._acts.setdefault(name, act)
        # «отложить до» begins like «отложить»: the longest name that fits is the one that was meant.
        self._longest = sorted(self._acts, key=len, reverse=True)

    def understand(self, line: str) -> Order:
        """What a line asks for. An empty one goes on."""
        typed = line.strip()
        if not typed:
            return Order("down")
        if typed.isdecimal():
            return Order("go", typed)
        for name in self._longest:
            head, rest = typed[: len(name)], typed[len(name) :]
            # A key is a letter as it stands: «z» takes back, «Z» does again.
            same = head == name if len(name) <= 1 else head.casefold() == name.casefold()
            if same and (not rest or rest[0].isspace() or name == "/"):
                return self._sort_out(self._acts[name], rest.strip())
        return Order("", typed)

    def _sort_out(self, act: str, rest: str) -> Order:
        """«n» leaves a proposal and «n words» is a note, «скрыть 1» takes one and «скрыть слова» hides them: with a
        picture it depends on what one looks at."""
        if act == "note" and (not rest or rest.isdecimal()):
            return Order("drop-proposal", rest)
        if act == "drop-proposal" and rest and not rest.isdecimal():
            return Order("note", rest)
        if act == "take-proposal" and rest and not rest.isdecimal():
            return Order("redact", rest)
        return Order(act, rest)
