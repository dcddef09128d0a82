"""The six sessions of a pair: the senior sets topic and day, and each side gives a minute to each afterwards."""

from datetime import date, datetime

from core.errors import BadInput
from core.programs import pairs as rules
from core.programs.mentoring import Event
from core.programs.pairs import SESSIONS, Pair, Tick
from core.programs.states import Side
from core.programs.topics import find_word
from telegram_bot.dates import read_day
from telegram_bot.formats.format import ask_for, parts_of, put
from telegram_bot.formats.pairs import cards
from telegram_bot.formats.pairs.acts import Act, change, own_pair
from telegram_bot.formats.pairs.cards import LETTER, View
from telegram_bot.prompts import FormatContext
from telegram_bot.talk import Talk

ORDINAL_LONGEST = 7


async def ask_day(talk: Talk) -> None:
    """When the next session shall be."""
    ref, number = parts_of(talk)
    await put(talk, cards.day_page(talk.lang, await own_pair(talk, ref), int(number), "day"))


async def ask_other_day(talk: Talk) -> None:
    """When a session shall be instead."""
    ref, number = parts_of(talk)
    await put(talk, cards.day_page(talk.lang, await own_pair(talk, ref), int(number), "moved"))


async def type_day(talk: Talk) -> None:
    """Another day than those on buttons."""
    ref, number, moves = parts_of(talk)
    await talk.answer()
    await _ask_typed(talk, f"{ref}_{int(number)}_{int(moves)}")


async def _ask_typed(talk: Talk, arg: str, problem: str = "") -> None:
    question, placeholder = talk.words("pair-day-type"), talk.words("date-placeholder")
    await ask_for(talk, LETTER, "day", question, placeholder, arg, problem)


async def take_day(talk: Talk, context: FormatContext) -> None:
    """A typed day: on to the topic, or the session is moved."""
    ref, number, moves = context.arg.split("_")
    view = await own_pair(talk, ref)
    day = read_day(talk.text, view.today)
    if day is None:
        await _ask_typed(talk, context.arg, talk.words("pair-day-unclear"))
        return
    if int(moves):
        page = cards.page_of(talk.lang, await _move(talk, ref, int(number), day))
    else:
        page = cards.topic_page(talk.lang, view, int(number), day)
    await talk.say(page.text, page.buttons)


async def choose_day(talk: Talk) -> None:
    """A day's button: what the session is about comes next."""
    ref, number, ordinal = parts_of(talk)
    await put(talk, cards.topic_page(talk.lang, await own_pair(talk, ref), int(number), _day(ordinal)))


async def move(talk: Talk) -> None:
    """A day's button for a session that is moved."""
    ref, number, ordinal = parts_of(talk)
    await put(talk, cards.page_of(talk.lang, await _move(talk, ref, int(number), _day(ordinal))))


async def _move(talk: Talk, ref: str, number: int, day: date) -> View:
    def act(pair: Pair, side: Side, now: datetime) -> Pair:
        if any(ticked == number for ticked, _ in pair.ticks):
            return rules.replan(pair, number, day)
        if number not in pair.plans:
            raise BadInput("error-pair-session", most=SESSIONS)
        return rules.plan(pair, side, number, pair.plans[number].topic, day)

    return await _change_plan(talk, ref, number, day, act)


async def choose_topic(talk: Talk) -> None:
    """A topic's button: the session is set."""
    ref, number, ordinal, mark = parts_of(talk)
    topic = find_word(mark, cards.topics_of(await own_pair(talk, ref)))
    await put(talk, cards.page_of(talk.lang, await _plan(talk, ref, int(number), _day(ordinal), topic)))


async def type_topic(talk: Talk) -> None:
    """A topic in one's own words."""
    ref, number, ordinal = parts_of(talk)
    await talk.answer()
    arg = f"{ref}_{int(number)}_{_day(ordinal).toordinal()}"
    await ask_for(talk, LETTER, "topic", talk.words("pair-topic-type"), arg=arg)


async def take_topic(talk: Talk, context: FormatContext) -> None:
    """The topic."""
    ref, number, ordinal = context.arg.split("_")
    topic = talk.text.strip()
    if len(topic) > rules.GOAL_LONGEST:
        raise BadInput("error-text-length", most=rules.GOAL_LONGEST)
    page = cards.page_of(talk.lang, await _plan(talk, ref, int(number), _day(ordinal), topic))
    await talk.say(page.text, page.buttons)


async def _plan(talk: Talk, ref: str, number: int, day: date, topic: str) -> View:
    def act(pair: Pair, side: Side, now: datetime) -> Pair:
        return rules.plan(pair, side, number, topic, day)

    return await _change_plan(talk, ref, number, day, act)


async def _change_plan(talk: Talk, ref: str, number: int, day: date, act: Act) -> View:
    def checked(pair: Pair, side: Side, now: datetime) -> Pair:
        if day < now.date():
            raise BadInput("error-pair-date")
        return act(pair, side, now)

    return await change(talk, ref, checked, Event("planned", f"planned-{number}", number))


def _day(ordinal: str) -> date:
    if len(ordinal) > ORDINAL_LONGEST:
        raise ValueError("no day")
    return date.fromordinal(int(ordinal))


# Afterwards.


async def met(talk: Talk) -> None:
    """They met: how useful was it?"""
    ref, number = parts_of(talk)
    await put(talk, cards.useful_page(talk.lang, await own_pair(talk, ref), int(number)))


async def useful(talk: Talk) -> None:
    """How useful; that is the minute, and a thought may follow."""
    ref, number, mark = parts_of(talk)
    session = int(number)

    def act(pair: Pair, side: Side, now: datetime) -> Pair:
        return rules.tick(pair, side, session, Tick(True, int(mark)), now.date())

    await put(talk, cards.thought_page(talk.lang, await change(talk, ref, act), session))


async def missed(talk: Talk) -> None:
    """They did not meet."""
    ref, number = parts_of(talk)
    session = int(number)
    view = await change(talk, ref, lambda pair, side, now: rules.tick(pair, side, session, Tick(False), now.date()))
    await put(talk, cards.page_of(talk.lang, view))


async def ask_thought(talk: Talk) -> None:
    """One thought, for the partner."""
    ref, number = parts_of(talk)
    await own_pair(talk, ref)
    await talk.answer()
    await ask_for(talk, LETTER, "thought", talk.words("pair-thought-ask"), arg=f"{ref}_{int(number)}")


async def take_thought(talk: Talk, context: FormatContext) -> None:
    """The thought."""
    ref, number = context.arg.split("_")
    thought = talk.text.strip()
    view = await change(talk, ref, lambda pair, side, now: rules.think(pair, side, int(number), thought))
    page = cards.page_of(talk.lang, view)
    await talk.say(page.text, page.buttons)
