"""What has just happened underneath, in plain words, from what really happened: the journal and the chats."""

from core.crypto.journal import Entry as Act
from core.journal import read_entries
from core.locales.catalogue import has
from core.store.engine import Store
from telegram_bot.sandbox import Person
from telegram_bot.sandbox.transcript import Entry

SEATS = ("employee", "moderator", "executive")
_AT = {"drafted": 0, "sealed": 0, "copied": 0, "saved": 0, "read": 0}
_AT |= {"digest-deliver": 2, "comma-accept": 2, "comma-decline": 2}


class Journal:
    """The acts that were written since the last look."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen = 0

    async def news(self) -> list[str]:
        """Names of the new acts, oldest first. Raises StoreUnavailable."""
        entries: list[Act] = await read_entries(self._store, self._seen)
        if entries:
            self._seen = entries[-1].seq
        return [entry.act for entry in entries]


class Witness:
    """Tells what an entry of an employee's chat means: which message was a preview, a code, a thread."""

    def __init__(self) -> None:
        self._kinds: dict[int, str] = {}

    def meaning(self, person: Person, entry: Entry) -> str:
        """A word for what happened; empty for what needs none."""
        place = entry.message_id or 0
        if entry.what == "deletes":
            return "saved" if self._kinds.pop(place, "") == "sealed" else ""
        shown = person.message(place) if entry.by_bot and entry.what == "says" else None
        if shown is None:
            return ""
        data = [button.data for row in shown.buttons for button in row if button.kind == "callback"]
        for begins, kind in (("s:", "drafted"), ("tr", "read"), ("ca:", "item")):
            if any(one.startswith(begins) for one in data):
                self._kinds[place] = kind
        if "x" in data:
            self._kinds[place] = "sealed"
        return self._kinds.get(place, "")


def message_of(event: str) -> str:
    """The message that says it; empty when there is none."""
    name = f"demo-under-{event}"
    return name if has("ru", name) else ""


def seats_of(event: str) -> tuple[str, ...]:
    """Where it is told: at the seat of whoever did it, so that the console's quick work does not talk over a phone."""
    if event == "bot-stopped":
        return SEATS
    return (SEATS[_AT.get(event, 1)],)
