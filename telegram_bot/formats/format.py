"""What a format tells the bot of itself, and the few ways in which all formats speak."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.company import read_company
from core.errors import NotAllowed, NotFound
from core.language.safe_text import SafeText
from core.page import Button, Page
from core.people.invitations import ROLES
from core.people.membership import Person
from core.programs.orders import Duty
from core.programs.profiles import PROFILES, Profile
from telegram_bot.deps import Deps
from telegram_bot.prompts import FormatContext, ask
from telegram_bot.talk import Talk

Step = Callable[[Talk], Awaitable[None]]
Answer = Callable[[Talk, FormatContext], Awaitable[None]]
Look = Callable[[Deps], Awaitable[None]]
Forget = Callable[[Deps, AsyncConnection, Person], Awaitable[None]]


def no_duties(deps: Deps) -> Mapping[str, Duty]:
    """For a format that takes no orders."""
    del deps
    return {}


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``letter`` begins its buttons (``ga:…``) and names its questions; ``command`` (``/mentor``) and the
    menu's button (message ``menu-<command>``) lead to ``enter``, for people of ``roles``.

    ``presses``: steps by the word after the letter; ``answers``: steps by the kind of question that somebody's words
    answer; ``duties``: what the organiser may order; ``look``: what falls due by the clock, looked for again and again,
    so it must do nothing twice; ``forget``: what goes with a person who leaves, in the transaction that removes them.
    """

    letter: str
    command: str
    enter: Step
    roles: tuple[str, ...] = ROLES
    presses: Mapping[str, Step] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    duties: Callable[[Deps], Mapping[str, Duty]] = no_duties
    look: Look | None = None
    forget: Forget | None = None

    def data(self, act: str, *parts: object) -> str:
        """A button's data, at most 64 bytes in all."""
        return data_of(self.letter, act, *parts)


def data_of(letter: str, act: str, *parts: object) -> str:
    """A button's data for the format of that letter; ``parts_of`` gives the parts back."""
    return ":".join([f"g{letter}", act, *(str(part) for part in parts)])


def parts_of(talk: Talk) -> list[str]:
    """What the pressed button carries after its act. It comes from the person's client and can be anything."""
    return talk.data.split(":")[2:]


def button(talk: Talk, message_id: str, letter: str, act: str, *parts: object, **facts: object) -> Button:
    """A format's button with a label of the locales."""
    return Button(talk.words(message_id, **facts), data_of(letter, act, *parts))


async def ask_for(
    talk: Talk, letter: str, kind: str, question: SafeText, placeholder: str = "", arg: str = "", problem: str = ""
) -> None:
    """Ask for words; they come back to the format's ``answers[kind]`` with ``arg`` (hex digits and ``_``, at most 40).

    ``problem``: what was wrong with the words before, said above the question.
    """
    text = SafeText(f"{problem}\n\n{question}") if problem else question
    await ask(talk, text, FormatContext(letter, kind, arg), placeholder, None)


def require_executive(talk: Talk) -> None:
    """Raises NotAllowed for anybody else."""
    if not talk.is_executive:
        raise NotAllowed("executives-only")


async def put(talk: Talk, page: Page) -> None:
    """Show a page in the place of the pressed message."""
    await talk.answer()
    await talk.edit(page.text, page.buttons)


async def profile_of(deps: Deps, tx: AsyncConnection, ref: str) -> Profile | None:
    """A profile by its id in hex; None when its owner has left."""
    try:
        return (await deps.ledger.find(tx, PROFILES, bytes.fromhex(ref))).body
    except NotFound:
        return None


async def local_now(deps: Deps, tx: AsyncConnection) -> datetime:
    """The moment as the company's clocks show it."""
    return deps.clock.now().astimezone((await read_company(tx)).zone)


async def company_day(deps: Deps, tx: AsyncConnection) -> date:
    """The company's day."""
    return (await local_now(deps, tx)).date()
