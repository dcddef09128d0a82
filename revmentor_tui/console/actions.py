"""Everything a moderator can do, as one table: bindings, the key bar, the palette and the help are all made of it.

An action's words are the messages ``act-<id>`` (a verb or two, for the key bar) and ``act-<id>-help`` (a sentence).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType

LIST = "list"
INBOX = "inbox"
LETTER = "letter"
READING = "reading"
MARKING = "marking"
PROPOSING = "proposing"
TYPING = "typing"
DIGESTS = "digests"
COMPOSE = "compose"
SESSIONS = "sessions"
TEAM = "team"
PEOPLE = "people"
PAIRS = "pairs"
MEETINGS = "meetings"
PROJECTS = "projects"
INTERNSHIPS = "internships"
COUNCIL = "council"
CHARTS = "charts"
WALL = "wall"
SIGNALS = "signals"
PULSE = "pulse"
GLANCE = "glance"
ANYWHERE = "anywhere"
PLACES = (
    *(INBOX, LETTER, READING, PROPOSING, MARKING, TYPING, DIGESTS, COMPOSE, SESSIONS),
    *(
        PEOPLE,
        PAIRS,
        MEETINGS,
        PROJECTS,
        INTERNSHIPS,
        COUNCIL,
        SIGNALS,
        PULSE,
        GLANCE,
        TEAM,
        CHARTS,
        WALL,
        LIST,
        ANYWHERE,
    ),
)

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбю"
_SAME_KEY = dict(zip(_LATIN, _CYRILLIC, strict=True)) | dict(zip(_LATIN.upper(), _CYRILLIC.upper(), strict=True))
"""What the same key types in the Russian layout: acts obey it too, so that nobody has to switch to press «t»."""

_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "asterisk": "*",
    "full_stop": ".",
    "comma": ",",
    "exclamation_mark": "!",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "escape": "Esc",
    "enter": "Enter",
    "space": "␣",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "delete": "Del",
}


@dataclass(frozen=True, slots=True)
class Action:
    """One act. ``keys``: Textual key names, the first is the one shown; none for what the palette alone offers.
    ``rank``: place in the key bar, 0 for none. ``run``: the action's name with its argument, where it is not the id.
    """

    id: str
    place: str
    keys: tuple[str, ...]
    rank: int = 0
    run: str = ""

    @property
    def call(self) -> str:
        """What Textual runs."""
        return self.run or self.id.replace("-", "_")

    @property
    def label_id(self) -> str:
        """The message of the short name."""
        return f"act-{self.id}"

    @property
    def help_id(self) -> str:
        """The message of the sentence."""
        return f"act-{self.id}-help"


ACTIONS: tuple[Action, ...] = (
    # Moving in any list.
    Action("down", LIST, ("j", "down")),
    Action("up", LIST, ("k", "up")),
    Action("page-down", LIST, ("pagedown", "ctrl+f")),
    Action("page-up", LIST, ("pageup", "ctrl+b")),
    Action("half-down", LIST, ("ctrl+d",)),
    Action("half-up", LIST, ("ctrl+u",)),
    Action("first", LIST, ("g", "home")),
    Action("last", LIST, ("G", "end")),
    Action("open", LIST, ("enter",), 1),
    # What is done to critiques.
    Action("mark", INBOX, ("space",), 3),
    Action("tag", INBOX, ("t",), 4),
    Action("redact", INBOX, ("x",), 5),
    Action("release", INBOX, ("r",), 6),
    Action("hold", INBOX, ("h",), 7),
    Action("decline", INBOX, ("d",), 8),
    Action("undo", INBOX, ("z",), 9),
    Action("filter", INBOX, ("slash",), 9),
    Action("redo", INBOX, ("Z",)),
    Action("untag", INBOX, ("T",)),
    Action("reopen", INBOX, ("o",)),
    Action("snooze", INBOX, ("H",)),
    Action("assign", INBOX, ("a",)),
    Action("note", INBOX, ("n",)),
    Action("ask", INBOX, ("Q",)),
    Action("question", INBOX, ("E",)),
    Action("mute", INBOX, ("W",)),
    Action("sensitive", INBOX, ("exclamation_mark",)),
    Action("approve", INBOX, ("A",)),
    Action("mark-all", INBOX, ("asterisk",)),
    Action("states", INBOX, ("f",)),
    Action("facets", INBOX, ("F",)),
    Action("views", INBOX, ("V",)),
    Action("sort", INBOX, ("s",)),
    Action("group", INBOX, ("m",), 10),
    Action("ungroup", INBOX, ("M",)),
    Action("copy", INBOX, ("y",)),
    Action("next-proposal", INBOX, ("right_square_bracket", "ъ"), 11),
    Action("previous-proposal", INBOX, ("left_square_bracket", "х")),
    Action("back", INBOX, ("escape",)),
    Action("next-letter", INBOX, ("J",)),
    Action("previous-letter", INBOX, ("K",)),
    # Inside an opened letter.
    Action("scroll-down", LETTER, ("j", "down"), 1),
    Action("scroll-up", LETTER, ("k", "up")),
    Action("close-letter", LETTER, ("escape", "q", "enter"), 2),
    # In what stands beside a list.
    Action("read-down", READING, ("j", "down"), 1, "scroll_down"),
    Action("read-up", READING, ("k", "up"), 0, "scroll_up"),
    Action("read-leave", READING, ("escape", "q", "enter"), 2, "leave_reading"),
    # A proposal in hand.
    Action("take-proposal", PROPOSING, ("y",), 1),
    Action("drop-proposal", PROPOSING, ("n",), 2),
    # Choosing what to hide.
    Action("word-right", MARKING, ("right", "l", "w"), 1),
    Action("word-left", MARKING, ("left", "h", "b")),
    Action("line-down", MARKING, ("down", "j")),
    Action("line-up", MARKING, ("up", "k")),
    Action("wider", MARKING, ("e", "shift+right", "L"), 2),
    Action("narrower", MARKING, ("E", "shift+left", "H"), 3),
    Action("letter-more", MARKING, ("full_stop",)),
    Action("letter-less", MARKING, ("comma",)),
    Action("hide-name", MARKING, ("1", "enter"), 4, "hide('name')"),
    Action("hide-contact", MARKING, ("2",), 5, "hide('contact')"),
    Action("hide-position", MARKING, ("3",), 6, "hide('position')"),
    Action("hide-place", MARKING, ("4",), 7, "hide('place')"),
    Action("hide-other", MARKING, ("5",), 8, "hide('other')"),
    Action("next-hidden", MARKING, ("tab",)),
    Action("unhide", MARKING, ("X", "delete"), 9),
    Action("end-marking", MARKING, ("escape", "x"), 10),
    # In the search field, which takes every other key as a letter.
    Action("to-found", TYPING, ("enter",), 1),
    Action("show-all", TYPING, ("escape",), 2),
    # Digests.
    Action("compose", DIGESTS, ("c",), 2),
    Action("publish", DIGESTS, ("p",), 3),
    Action("discard", DIGESTS, ("D", "delete")),
    Action("schedule", DIGESTS, ("s",), 4),
    Action("unschedule", DIGESTS, ("u",), 5),
    Action("resend", DIGESTS, ("R",)),
    Action("export-digest", DIGESTS, ("e",), 7),
    Action("sheets", DIGESTS, ("v",), 6),
    Action("save-draft", COMPOSE, ("ctrl+s",), 5),
    Action("toggle-item", COMPOSE, ("space",), 2),
    Action("item-later", COMPOSE, ("J", "shift+down"), 3),
    Action("item-earlier", COMPOSE, ("K", "shift+up"), 4),
    Action("why-hidden", COMPOSE, ("w",), 6),
    Action("draft-sheets", COMPOSE, ("v",), 6, "sheets"),
    Action("next-field", COMPOSE, ("tab",), 6, "app.focus_next"),
    Action("leave", COMPOSE, ("escape",), 7),
    # Sessions.
    Action("new-session", SESSIONS, ("n",), 3),
    Action("end-session", SESSIONS, ("c",), 4),
    # The team.
    Action("admit", TEAM, ("a",), 2),
    Action("remove-member", TEAM, ("D", "delete"), 3),
    Action("shares", TEAM, ("s",), 4),
    Action("my-request", TEAM, ("m",), 5),
    Action("passphrase", TEAM, ("p",), 6),
    # Internships.
    Action("new-place", INTERNSHIPS, ("n",), 3),
    Action("appoint-mentor", INTERNSHIPS, ("m",), 4),
    # Mentoring pairs.
    Action("pairs-match", PAIRS, ("m",), 2),
    Action("pairs-lock", PAIRS, ("l",), 3),
    Action("pairs-forbid", PAIRS, ("x",), 4),
    Action("pairs-publish", PAIRS, ("p",), 5),
    Action("pairs-end", PAIRS, ("e",), 6),
    Action("pairs-sums", PAIRS, ("s",), 7),
    Action("pairs-allow", PAIRS, ("a",)),
    # Charts.
    Action("as-tables", CHARTS, ("v", "enter"), 2),
    Action("charts-down", CHARTS, ("j", "down"), 3, "scroll_down"),
    Action("charts-up", CHARTS, ("k", "up"), 0, "scroll_up"),
    Action("charts-page-down", CHARTS, ("pagedown", "ctrl+d"), 0, "page_down"),
    Action("charts-page-up", CHARTS, ("pageup", "ctrl+u"), 0, "page_up"),
    # On the wall, where no key but these does anything.
    Action("wall-next", WALL, ("right", "j", "down", "space")),
    Action("wall-previous", WALL, ("left", "k", "up")),
    Action("wall-pause", WALL, ("p",)),
    Action("wall-leave", WALL, ("escape", "q", "f6")),
    # Signals.
    Action("name-places", SIGNALS, ("p",), 2),
    Action("merge-signal", SIGNALS, ("m",), 3),
    Action("signal-ballot", SIGNALS, ("v",), 4),
    Action("remove-signal", SIGNALS, ("D", "delete"), 5),
    # The pulse.
    Action("pulse-choose", PULSE, ("c",), 2),
    # The programme at a glance.
    Action("goal-new", GLANCE, ("n",), 2),
    Action("goal-reach", GLANCE, ("r",), 3),
    Action("goal-drop", GLANCE, ("D", "delete"), 4),
    Action("glance-export", GLANCE, ("e",), 5),
    # Meetings.
    Action("meetings-round", MEETINGS, ("r",), 2),
    # People.
    Action("topics-list", PEOPLE, ("t",), 2),
    # The youth council.
    Action("new-vote", COUNCIL, ("n",), 3),
    Action("propose-idea", COUNCIL, ("p",), 4),
    Action("refuse-idea", COUNCIL, ("d",), 5),
    Action("vote-on", COUNCIL, ("v",), 6),
    Action("count-votes", COUNCIL, ("c",), 7),
    Action("check-votes", COUNCIL, ("y",), 8),
    Action("save-votes", COUNCIL, ("x",), 9),
    # Anywhere.
    Action("inbox", ANYWHERE, ("1",), 20, "app.go('inbox')"),
    Action("digests", ANYWHERE, ("2",), 21, "app.go('digests')"),
    Action("sessions", ANYWHERE, ("3",), 22, "app.go('sessions')"),
    Action("team", ANYWHERE, ("4",), 23, "app.go('team')"),
    Action("people", ANYWHERE, ("5",), 24, "app.go('people')"),
    Action("pairs", ANYWHERE, ("6",), 0, "app.go('pairs')"),
    Action("meetings", ANYWHERE, ("7",), 0, "app.go('meetings')"),
    Action("projects", ANYWHERE, ("8",), 0, "app.go('projects')"),
    Action("internships", ANYWHERE, ("9",), 0, "app.go('internships')"),
    Action("signals", ANYWHERE, (), 0, "app.go('signals')"),
    Action("council", ANYWHERE, (), 0, "app.go('council')"),
    Action("pulse", ANYWHERE, (), 0, "app.go('pulse')"),
    Action("glance", ANYWHERE, (), 0, "app.go('glance')"),
    Action("elsewhere", ANYWHERE, ("0",), 29, "app.elsewhere"),
    Action("charts", ANYWHERE, ("f5",), 0, "app.go('charts')"),
    Action("wall", ANYWHERE, ("f6",), 0, "app.wall"),
    Action("palette", ANYWHERE, ("ctrl+p",), 30, "app.palette"),
    Action("language", ANYWHERE, ("f8",), 0, "app.language"),
    Action("theme", ANYWHERE, ("f9",), 0, "app.theme"),
    Action("tour", ANYWHERE, (), 0, "app.tour"),
    Action("lock", ANYWHERE, ("ctrl+l",), 0, "app.lock"),
    Action("quit", ANYWHERE, ("q", "ctrl+q"), 40, "app.quit"),
    Action("help", ANYWHERE, ("question_mark",), 99, "app.show_help"),
)


def actions_of(*places: str) -> tuple[Action, ...]:
    """The acts of those places, in the table's order."""
    return tuple(action for action in ACTIONS if action.place in places)


def find_action(action_id: str) -> Action:
    """The act of that id. Raises KeyError."""
    for action in ACTIONS:
        if action.id == action_id:
            return action
    raise KeyError(action_id)


def bindings_of(*places: str) -> list[BindingType]:
    """Textual bindings, each under its act's id, so that ``App.set_keymap`` can give it another key."""
    return [
        Binding(",".join(with_layouts(action.keys)), action.call, action.id, show=False, id=action.id)
        for action in actions_of(*places)
        if action.keys
    ]


def with_layouts(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys, and for letters what they type in the Russian layout."""
    given = tuple(keys)
    return given + tuple(_SAME_KEY[key] for key in given if key in _SAME_KEY)


def key_name(action: Action, keymap: Mapping[str, str]) -> str:
    """The act's key as a person knows it: «t», «Esc», «^p»."""
    key = keymap.get(action.id, "".join(action.keys[:1])).split(",")[0]
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return _NAMES.get(key, key.upper() if key[:1] == "f" and key[1:].isdigit() else key)
