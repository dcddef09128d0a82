"""Everything of the core that the bot works with, opened once."""

from dataclasses import dataclass

from core.clock import Clock
from core.crypto.bot_key import BotKey, Ring
from core.crypto.roster import Pin, read_pin
from core.intake.submission import Intake
from core.leadership.comma import Leadership
from core.leadership.questions import Questions
from core.leadership.watched import Watched
from core.outbox import Outbox
from core.people.membership import Membership
from core.programs.council.house import House
from core.programs.ledger import Ledger
from core.programs.polls import Polls
from core.programs.profiles import Profiles
from core.retention import Retention
from core.settings import Settings
from core.store.engine import Store, open_store
from telegram_bot.roster_file import RosterFile


@dataclass(frozen=True, slots=True)
class Deps:
    """The bot's side of the core. There is nothing among it that opens a critique."""

    store: Store
    key: BotKey
    ring: Ring
    pin: Pin
    clock: Clock
    intake: Intake
    membership: Membership
    leadership: Leadership
    watched: Watched
    questions: Questions
    outbox: Outbox
    ledger: Ledger
    profiles: Profiles
    council: House
    polls: Polls
    retention: Retention
    roster: RosterFile
    group: int | None = None


def open_deps(settings: Settings, clock: Clock) -> Deps:
    """Keys from the home and a store that connects when it is first used.

    Raises NotInitialised before `revmentor init`, BadInput for a damaged key file or a URL of another kind.
    """
    key = BotKey.load(settings.bot_key_path)
    ring, pin = Ring(settings.ring_path), read_pin(settings.pin_path)
    store = open_store(settings.url)
    leadership = Leadership(store, key, pin, clock)
    people, outbox = Membership(store, key, pin, clock, settings.fresh_for), Outbox(store, key, clock)
    ledger = Ledger(key, pin)
    return Deps(
        store=store,
        key=key,
        ring=ring,
        pin=pin,
        clock=clock,
        intake=Intake(store, key, ring, pin, clock, fresh_for=settings.fresh_for),
        membership=people,
        leadership=leadership,
        watched=Watched(store, leadership),
        questions=Questions(store, key, pin, clock, leadership),
        outbox=outbox,
        roster=RosterFile(settings.roster_path),
        group=settings.group,
        ledger=ledger,
        profiles=Profiles(ledger, key, clock, people, outbox),
        council=House(store, key, ring, clock, ledger, people),
        polls=Polls(store, ring, clock, ledger),
        retention=Retention(store, key, ring, pin, clock, settings.certificates_path),
    )
