"""Keys that a moderator gave to acts in ``revmentor.toml``: ``[keys]``, then lines such as ``hold = "w"``."""

from collections.abc import Mapping
from difflib import get_close_matches

from textual.keys import Keys, _character_to_key

from core.errors import BadInput
from core.language.safe_text import one_line
from revmentor_tui.console.actions import ACTIONS, ANYWHERE, LIST, Action, with_layouts

_NAMED = frozenset(key.value for key in Keys if not key.value.startswith("<")) | {"space", "tab", "enter", "backspace"}
"""Keys that have no character."""


def read_keymap(given: Mapping[str, str]) -> dict[str, str]:
    """Textual's keymap from act ids and keys as people write them: a character, ``ctrl+t``, ``f5``, several separated
    by spaces. A letter works in the Russian layout as well. Raises BadInput naming the line that is wrong: an unknown
    act, an unknown key, or one key for two acts in one place.
    """
    acts = {action.id: action for action in ACTIONS}
    keys: dict[str, tuple[str, ...]] = {}
    for name, written in given.items():
        if name not in acts:
            if near := get_close_matches(name, acts, 1):
                raise BadInput("error-keys-act-near", act=one_line(name), near=near[0])
            raise BadInput("error-keys-act", act=one_line(name))
        keys[name] = with_layouts(_read_key(name, part) for part in written.split() or [""])
    for name in keys:
        _check_alone(acts, keys, acts[name])
    return {name: ",".join(found) for name, found in keys.items()}


def _read_key(name: str, written: str) -> str:
    if len(written) == 1 and written.isprintable():
        return _character_to_key(written)
    if written.lower() in _NAMED:
        return written.lower()
    raise BadInput("error-keys-key", act=name, key=one_line(written))


def _check_alone(acts: Mapping[str, Action], keys: Mapping[str, tuple[str, ...]], mine: Action) -> None:
    """Raise BadInput when another act that works in the same place answers to one of the same keys."""
    for other in acts.values():
        together = {mine.place, other.place}
        if other is mine or not (len(together) == 1 or together & {LIST, ANYWHERE}):
            continue
        shared = set(keys[mine.id]) & set(keys.get(other.id) or with_layouts(other.keys))
        # Inside a letter, a list or the search field the nearer act wins, as it does in the table.
        if shared - (set(with_layouts(mine.keys)) & set(with_layouts(other.keys))):
            raise BadInput("error-keys-twice", key=one_line(min(shared)), act=mine.id, other=other.id)
