"""Who takes part in the formats: what somebody chose to say of themselves.

A record refers to people by their profile's id, never by the account or the id in ``core.people``; only the bot, with
its key, leads from the one to the other. The organiser sees the profile, not whose account it is.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock, seconds_of
from core.crypto.aead import context
from core.crypto.bot_key import BotKey
from core.errors import BadInput, NotFound
from core.language.safe_text import one_line
from core.outbox import Outbox, Outgoing
from core.page import Page
from core.people.invitations import Card
from core.people.membership import Membership, Person
from core.programs.ledger import Ledger, Record, Shelf
from core.programs.matching import PLACES_MOST
from core.programs.meetings import Wanting
from core.programs.topics import WORD_LONGEST, canonical

NAME_LONGEST = 60
CONTACT_LONGEST = 100
WORDS_MOST = 15
LISTS = ("teaches", "wants", "slots", "languages")


@dataclass(frozen=True)
class Told:
    """A profile as the organiser sees it. ``teaches`` and ``wants`` share one list of topics; ``slots`` are weekly
    times; ``places``: how many partners an executive takes; ``band``: an age band, where the company asks for it;
    ``pairing``: whether they want a partner.
    """

    role: str
    name: str = field(default="", repr=False)
    unit: str = field(default="", repr=False)
    teaches: frozenset[str] = field(default=frozenset(), repr=False)
    wants: frozenset[str] = field(default=frozenset(), repr=False)
    slots: frozenset[str] = field(default=frozenset(), repr=False)
    languages: frozenset[str] = frozenset()
    places: int = 1
    band: str = ""
    pairing: bool = True


@dataclass(frozen=True)
class Profile:
    """The whole of it. ``person``: the id in ``core.people``; ``contact``: how a partner may reach them, shown to
    nobody but a partner; ``told``: what the organiser sees as well; ``meetings``: what they would meet for, which the
    organiser sees as numbers only."""

    person: bytes = field(repr=False)
    told: Told
    contact: str = field(default="", repr=False)
    meetings: Wanting = field(default_factory=Wanting, repr=False)


PROFILES: Shelf[Profile, Told] = Shelf("profile", Profile, Told, lambda profile: profile.told, lambda profile: True)


def read_words(text: str) -> frozenset[str]:
    """A list as people write it, by commas or semicolons; what is listed becomes its code (core.programs.topics).
    Raises BadInput for too many or too long ones."""
    parts = (one_line(part).strip().lower() for part in text.replace(";", ",").split(","))
    words = frozenset(canonical(part) for part in parts if part)
    if len(words) > WORDS_MOST or any(len(word) > WORD_LONGEST for word in words):
        raise BadInput("error-profile-words", most=WORDS_MOST, longest=WORD_LONGEST)
    return words


def read_facts(role: str, facts: Mapping[str, str]) -> Told:
    """What a list of people says of one of them: ``name``, ``unit``, ``teaches``, ``wants``, ``slots``, ``languages``,
    ``places``, ``band``; others are left out. Raises BadInput.
    """
    name, unit = one_line(facts.get("name", "")).strip(), one_line(facts.get("unit", "")).strip()
    band, places = one_line(facts.get("band", "")).strip(), facts.get("places", "").strip() or "1"
    if max(len(name), len(unit), len(band)) > NAME_LONGEST:
        raise BadInput("error-profile-name", most=NAME_LONGEST)
    if not places.isdecimal() or not 1 <= int(places) <= PLACES_MOST:
        raise BadInput("error-matching-places", most=PLACES_MOST)
    teaches, wants, slots, languages = (read_words(facts.get(name, "")) for name in LISTS)
    return Told(role, name, unit, teaches, wants, slots, languages, int(places), band)


class Profiles:
    """The bot's way between a profile and its person."""

    def __init__(self, ledger: Ledger, key: BotKey, clock: Clock, people: Membership, outbox: Outbox) -> None:
        self._ledger = ledger
        self._key = key
        self._clock = clock
        self._people = people
        self._outbox = outbox

    async def of(self, tx: AsyncConnection, person: Person) -> Record[Profile] | None:
        """Somebody's profile, None before they have one."""
        try:
            return await self._ledger.find(tx, PROFILES, self._key.profile_id(person.id))
        except NotFound:
            return None

    async def save(
        self, tx: AsyncConnection, person: Person, change: Callable[[Profile], Profile] = lambda profile: profile
    ) -> Record[Profile]:
        """Change somebody's profile, made when missing. Raises NoProgramme, ChangedElsewhere."""
        record = await self.of(tx, person)
        if record is not None:
            return await self._ledger.change(tx, PROFILES, record, change(record.body))
        fresh = Profile(person.id, Told(person.role, languages=frozenset({person.lang})))
        return await self._ledger.add(tx, PROFILES, change(fresh), self._key.profile_id(person.id))

    async def take_card(self, tx: AsyncConnection, person: Person, card: Card) -> None:
        """What an invitation says of its bearer becomes their profile (core.people.membership.Joining)."""
        if not card.facts:
            return
        told = read_facts(person.role, card.facts)
        languages = told.languages or frozenset({person.lang})
        await self.save(tx, person, lambda profile: replace(profile, told=replace(told, languages=languages)))

    async def forget(self, tx: AsyncConnection, person: Person) -> None:
        """Delete somebody's profile."""
        record = await self.of(tx, person)
        if record is not None:
            await self._ledger.remove(tx, record)

    async def person(self, tx: AsyncConnection, profile: bytes) -> Person | None:
        """The person behind a profile; None when they have left."""
        try:
            record = await self._ledger.find(tx, PROFILES, profile)
        except NotFound:
            return None
        return await self._people.read(tx, record.body.person)

    async def tell(
        self,
        tx: AsyncConnection,
        profiles: Collection[bytes],
        about: bytes,
        write: Callable[[str], Page],
        due: int | None = None,
    ) -> None:
        """Queue a message to each of them, in their own language, once for ``about``; who has left gets none.

        ``due`` in seconds, now when None.
        """
        for profile in sorted(profiles):
            person = await self.person(tx, profile)
            if person is not None:
                named = context("program-message", about, profile)
                page = write(person.lang)
                when = due if due is not None else seconds_of(self._clock)
                await self._outbox.queue(tx, [Outgoing(named, person.chat, page, when)])
