"""The youth council through the running bot: a proposal, the vote, the count, and the executives' answer beside it."""

import asyncio
from datetime import timedelta
from fractions import Fraction

from core.clock import day_of
from core.moderation.council import (
    Terms,
    call_election,
    count_matter,
    put_to_vote,
    read_ballot,
)
from core.moderation.programme import begin_programme, give_order, read_shelf, state_of_order
from core.people.invitations import Card, create_invites
from core.programs.council.papers import MATTERS, SITTINGS, Matter, Propose, Refuse
from core.programs.ledger import Record
from core.programs.orders import DONE, WAITING
from core.programs.states import State
from telegram_bot.sandbox import Button, Person, Shown
from tests.telegram_bot.conftest import Company

NAMES = ("Анна", "Борис", "Вера", "Глеб")
REASON = "Денег на это в этом году нет, вернёмся к вопросу вместе с вами в январе"


async def staff(bot: Company, count: int = 4, lang: str = "ru") -> list[Person]:
    """Employees who joined with a name of the organiser's list."""
    cards = [Card("employee", facts={"name": name}) for name in NAMES[:count]]
    joined = []
    for token in await create_invites(bot.desk.store, bot.clock, bot.desk.issuer, cards):
        person = bot.sandbox.person("Кто-то", lang)
        await person.follow_link(token)
        await person.wait_for_text("без фильтров" if lang == "ru" else "without filters")
        joined.append(person)
    return joined


async def ordered(bot: Company, act: str, body: object) -> None:
    """Give an order and wait until it is carried out."""
    order = await give_order(bot.desk, act, body)
    for _ in range(1500):
        if await state_of_order(bot.desk, order) != WAITING:
            break
        await asyncio.sleep(0.02)
    assert await state_of_order(bot.desk, order) == DONE


async def matters(bot: Company) -> list[Record[Matter]]:
    """As the organiser sees them."""
    return await read_shelf(bot.desk, MATTERS)


async def until(bot: Company, *states: State) -> Record[Matter]:
    """The only matter, once it is in one of these states."""
    for _ in range(1500):
        found = await matters(bot)
        if len(found) == 1 and found[0].body.motion.state in states:
            return found[0]
        await asyncio.sleep(0.02)
    raise AssertionError(f"it is {[one.body.motion.state for one in await matters(bot)]}")


async def closed(bot: Company, matter: Record[Matter]) -> None:
    """Until the bot has closed every ballot of it."""
    for _ in range(1500):
        if all([(await read_ballot(bot.desk, one)).state is State.HELD for one in matter.body.ballots]):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it does not close")


async def vote(person: Person, choice: str) -> Shown:
    """Vote on the newest ballot; returns the receipt's message."""
    await person.wait_for_button("Проголосовать")
    await person.press("Проголосовать")
    await person.wait_for_button(choice)
    await person.press(choice)
    return await person.wait_for_text("Квитанция")


def receipt_on(shown: Shown) -> str:
    """The copied receipt."""
    return next(button.data for row in shown.buttons for button in row if button.kind == "copy")


async def alert(person: Person, button: str, on: Shown | None = None) -> str:
    """What a pop-up says."""
    press = await person.press(button, on)
    return (await person.answer_to(press)).text


async def own_question(bot: Company, **terms: object) -> Record[Matter]:
    """The organiser's question, open."""
    last = day_of(bot.clock) + timedelta(days=3)
    await put_to_vote(bot.desk, Terms("Куда поедем?", last, **terms))  # type: ignore[arg-type]
    return await until(bot, State.OPEN)


async def counted(bot: Company, matter: Record[Matter]) -> None:
    """Let the last day pass, count, publish."""
    bot.clock.advance(days=4)
    await closed(bot, matter)
    await count_matter(bot.desk, matter)


async def test_from_a_proposal_to_the_answer_beside_the_vote(bot: Company) -> None:
    await begin_programme(bot.desk)
    people = await staff(bot)
    chief = await bot.executive()
    anna, boris, vera, _ = people
    await anna.say("/council")
    await anna.wait_for_button("Предложить")
    await anna.press("Предложить")
    await anna.wait_for_text("Что предлагаете")
    await anna.say("Пятница без встреч\nОдин день в неделю никто никого не собирает.")
    await anna.wait_for_text("Прочтут ровно это")
    await anna.press("Отправить без имени")
    await anna.wait_for_text("Предложение у организатора")
    await anna.wait_for(lambda screen: not any("Пятница без встреч" in shown.text for shown in screen) or None)
    (draft,) = await matters(bot)
    assert (draft.body.title, draft.body.motion.state) == ("Пятница без встреч", State.DRAFT)

    await ordered(bot, "council-propose", Propose(draft.id, 2))
    for person, told in ((anna, "Поддержка учтена"), (anna, "Поддержка учтена"), (boris, "Поддержки достаточно")):
        await person.wait_for_button("Поддержать")
        assert told in await alert(person, "Поддержать")
    matter = await until(bot, State.PROPOSED)
    assert matter.body.motion.is_supported

    last = day_of(bot.clock) + timedelta(days=3)
    terms = Terms(matter.body.title, last, quorum=Fraction(1, 2))
    await put_to_vote(bot.desk, terms, matter)
    opened = await until(bot, State.OPEN)
    choices = ((anna, "За"), (boris, "За"), (vera, "Против"))
    receipts = {person.id: await vote(person, choice) for person, choice in choices}
    assert "Голоса ещё не подсчитаны" in await alert(anna, "Проверить мой голос", receipts[anna.id])
    await counted(bot, opened)
    await chief.wait_for_text("Голоса подсчитаны")
    told = await anna.wait_for_text("Голоса подсчитаны")
    assert "проголосовали 3 из 4" in told.text
    assert "Принято" in told.text
    assert "За 2 · Против 1 · Воздержусь 0" in told.text
    assert "За" in await alert(anna, "Проверить мой голос", receipts[anna.id])
    assert "Против" in await alert(vera, "Проверить мой голос", receipts[vera.id])
    await until(bot, State.RELEASED)

    await chief.press("Принять нельзя, игнорировать")
    await chief.wait_for_text("Почему нет")
    await chief.say("Нет")
    await chief.wait_for_text("слов")
    await chief.wait_for(lambda screen: len([one for one in screen if "Почему нет" in one.text]) == 1 or None)
    await chief.say(REASON)
    await chief.wait_for_text("Ответ стоит рядом")
    told = await boris.wait_for_text(REASON)
    assert "Принято" in told.text, "the refusal stands beside the vote"
    assert "директор по продукту" in told.text
    await until(bot, State.DECLINED)
    await vera.say("/board")
    await vera.wait_for_button("Голосования совета: 1")
    await vera.press("Голосования совета: 1")
    shown = (await vera.wait_for_text("Голосование совета 1/1")).text
    assert shown.index("За 2 · Против 1") < shown.index("Принять нельзя, игнорировать") < shown.index(REASON)
    await vera.press("Файл и коды")
    await vera.wait_for_button("Сотрудники: файл для пересчёта")
    assert await alert(vera, "К началу доски") == ""
    assert "нет" in (await vera.answer_to(await vera.forge("bc:AAAAAAAAAAA"))).text


async def test_the_last_vote_counts_and_the_earlier_receipt_finds_nothing(bot: Company) -> None:
    await begin_programme(bot.desk)
    people = await staff(bot)
    matter = await own_question(bot)
    first = await vote(people[0], "За")
    early = receipt_on(first)
    await people[0].press("Изменить голос", first)
    await people[0].wait_for_button("Против")
    await people[0].press("Против")
    second = await people[0].wait_for(
        lambda screen: next((one for one in screen if "Квитанция" in one.text and receipt_on(one) != early), None)
    )
    for person in people[1:]:
        await vote(person, "За")
    await counted(bot, matter)
    told = await people[0].wait_for_text("Голоса подсчитаны")
    assert "За 3 · Против 1" in told.text
    assert "Против" in await alert(people[0], "Проверить мой голос", second)


async def test_silence_puts_the_result_into_effect_and_everybody_hears(bot: Company) -> None:
    await begin_programme(bot.desk)
    people = await staff(bot)
    matter = await own_question(bot, answer_days=5)
    for person in people[:3]:
        await vote(person, "За")
    await counted(bot, matter)
    await until(bot, State.RELEASED)
    bot.clock.advance(days=6)
    await people[3].wait_for_text("Решение вступило в силу")
    assert (await until(bot, State.ACCEPTED)).body.motion.in_effect


async def test_everybody_is_reminded_on_the_last_day_whoever_has_voted(bot: Company) -> None:
    await begin_programme(bot.desk)
    people = await staff(bot)
    await own_question(bot)
    await vote(people[0], "За")
    bot.clock.advance(days=3)
    for person in people:
        await person.wait_for_text("Сегодня последний день голосования")


async def test_fewer_than_three_votes_are_opened_to_nobody(bot: Company) -> None:
    await begin_programme(bot.desk)
    people = await staff(bot)
    matter = await own_question(bot)
    shown = await vote(people[0], "За")
    await vote(people[1], "Против")
    await counted(bot, matter)
    told = await people[2].wait_for_text("Голоса подсчитаны")
    assert "проголосовало меньше трёх" in told.text
    assert "бюллетени не открывали" in await alert(people[0], "Проверить мой голос", shown)
    assert (await until(bot, State.EXPIRED)).body.motion.voters_said is State.EXPIRED


async def test_the_same_question_to_executives_stands_beside(bot: Company) -> None:
    await begin_programme(bot.desk)
    people = await staff(bot)
    chiefs = [await bot.executive(title=f"директор {number}") for number in range(3)]
    matter = await own_question(bot, executives=True)
    assert len(matter.body.ballots) == 2
    for person in people:
        await vote(person, "За")
    for chief in chiefs:
        await vote(chief, "Против")
    await counted(bot, matter)
    told = await people[0].wait_for_text("Голоса подсчитаны")
    assert "Сотрудники: проголосовали 4 из 4.\nПринято." in told.text
    assert "Руководители: проголосовали 3 из 3.\nНе принято." in told.text


async def test_the_council_is_elected_from_those_who_stand_and_may_be_asked_alone(bot: Company) -> None:
    await begin_programme(bot.desk)
    people = await staff(bot)
    for person in people:
        await person.say("/council")
        await person.wait_for_button("Хочу в совет")
        await person.press("Хочу в совет")
        await person.wait_for_text("Зачем вам в совет")
        await person.say("Хочу короткие встречи")
        await person.wait_for_text("Вы кандидат")
    await call_election(bot.desk, "Выборы совета", 3, day_of(bot.clock) + timedelta(days=3))
    matter = await until(bot, State.OPEN)
    for person in people:
        await person.wait_for_button("Проголосовать")
        await person.press("Проголосовать")
        for name in ("Анна", "Борис", "Вера"):
            await person.wait_for_button(f"{name}: Хочу короткие встречи")
            await person.press(f"{name}: Хочу короткие встречи")
            await person.wait_for_button(f"{('Анна', 'Борис', 'Вера').index(name) + 1}. {name}: Хочу короткие встречи")
        await person.press("Опустить бюллетень")
        await person.wait_for_text("Квитанция")
    await counted(bot, matter)
    told = await people[3].wait_for_text("Голоса подсчитаны")
    assert "Выбрано: Анна; Борис; Вера" in told.text
    await until(bot, State.DONE)
    (sitting,) = await read_shelf(bot.desk, SITTINGS)
    assert {name for _, name in sitting.body.members} == {"Анна", "Борис", "Вера"}
    await people[3].say("/council")
    await people[3].wait_for_text("В совете с")


async def test_a_proposal_that_is_not_made_public_says_why(bot: Company) -> None:
    await begin_programme(bot.desk)
    (anna,) = await staff(bot, 1)
    async with bot.bot.deps.store.writing() as tx:  # type: ignore[union-attr]
        draft = await bot.bot.deps.council.draft(tx, "Убрать отдел", "")  # type: ignore[union-attr]
    await ordered(bot, "council-refuse", Refuse(draft.id, "речь о людях, а не о правилах"))
    await anna.say("/council")
    await anna.wait_for_text("речь о людях, а не о правилах")
    assert not any("Убрать отдел" in shown.text for shown in anna.screen())


async def test_who_joins_later_is_not_on_the_sealed_list(bot: Company) -> None:
    await begin_programme(bot.desk)
    await staff(bot)
    await own_question(bot)
    late = await bot.employee()
    await late.say("/council")
    await late.wait_for_button("☐ Куда поедем?")
    await late.press("☐ Куда поедем?")
    await late.wait_for_button("Проголосовать")
    await late.press("Проголосовать")
    await late.wait_for_button("За")
    assert "Вас нет в запечатанном списке" in await alert(late, "За")


MADE_UP = ("gc:s:AAAAAAAAAAA:A", "gc:k:x:y", "gc:f:AAAAAAAAAAA:zz", "gc:d:", "gc:s:x", "gc:ea:x", "gc:g:AAAAAAAAAAA:x")


async def test_made_up_buttons_are_answered_and_do_nothing(bot: Company) -> None:
    await begin_programme(bot.desk)
    anna = await bot.employee()
    await anna.say("/council")
    home = await anna.wait_for_button("Предложить")
    for data in MADE_UP:
        press = await anna._press(Button("x", "callback", data), home, None)
        assert press is not None
        assert (await anna.answer_to(press)).text, data
    assert await matters(bot) == []
