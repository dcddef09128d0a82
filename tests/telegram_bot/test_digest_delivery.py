"""A digest in an executive's chat: a message with a picture, items one by one, files on request, a stub at the end."""

import asyncio
from datetime import timedelta

from core.leadership.life import ACKNOWLEDGED, OPEN
from core.people.invitations import EXECUTIVE
from telegram_bot.sandbox import Person, Shown
from tests.telegram_bot.conftest import Company, begin, say_and_send
from tests.telegram_bot.test_executive import ACCEPT, DECLINE, REASON

NIGHT = timedelta(hours=11)
"""From noon in Moscow to eleven in the evening."""


async def publish(bot: Company, *texts: str) -> None:
    anna = await bot.employee()
    for text in texts:
        await bot.critique(anna, text)
    await bot.publish()


async def cover_of(boss: Person) -> Shown:
    return await boss.wait_for_button(lambda button: button.data.startswith("ds:"))


async def press(boss: Person, begins: str) -> None:
    await boss.press(lambda button: button.data.startswith(begins))


async def accept(boss: Person, item: Shown) -> None:
    await boss.press(ACCEPT, item)
    await boss.wait_for_text("Первый шаг")
    await boss.say("круг по две минуты")
    await boss.press("Через неделю", await boss.wait_for_button("Через неделю"))
    await boss.wait_for(lambda screen: "Начали" in boss.message(item.message_id).labels)


def items(boss: Person) -> list[Shown]:
    return [one for one in boss.screen() if one.by_bot and "· дайджест 1" in one.text]


async def lives(bot: Company) -> list[str]:
    (digest,) = await bot.bot.deps.leadership.digests()
    return [digest.lives[item.id].state for item in digest.items]


async def test_the_cover_comes_alone_with_its_picture_and_its_limit(bot: Company) -> None:
    boss = await bot.executive()
    await publish(bot, "первое", "второе", "третье")
    cover = await cover_of(boss)
    assert cover.kind == "photo"
    assert cover.protected
    assert not cover.silent
    assert boss.download(cover).startswith(b"\x89PNG")
    assert "3 записи" in cover.text
    assert "Запятые ждут до" in cover.text
    assert cover.labels == ("Начать", "PDF", "Страница HTML", "Позже сегодня")
    assert items(boss) == []
    assert await lives(bot) == [OPEN] * 3


async def test_items_come_one_by_one_as_commas_are_placed(bot: Company) -> None:
    boss = await bot.executive()
    await publish(bot, "первое", "второе", "третье")
    first = await begin(boss)
    assert first.protected
    assert first.text.startswith("1 из 3 · ")
    assert await lives(bot) == [ACKNOWLEDGED, OPEN, OPEN], "only what was shown was seen"
    await accept(boss, first)
    second = await boss.wait_for_text("2 из 3 · ")
    assert len(items(boss)) == 2
    await boss.press(lambda button: button.data.startswith("ct:"), second)
    third = await boss.wait_for_text("3 из 3 · ")
    await boss.press(DECLINE, third)
    await boss.wait_for_text("Причина")
    await say_and_send(boss, REASON)
    await boss.wait_for(lambda screen: boss.message(third.message_id).labels == ())
    assert len(items(boss)) == 3, "what somebody thinks about is left in peace"
    await boss.press(lambda button: button.data.startswith("ds:"), await cover_of(boss))
    await boss.wait_for(lambda screen: sum(one.text.startswith("2 из 3") for one in screen) == 2)


async def test_another_executive_begins_with_what_still_waits(bot: Company) -> None:
    boss, other = await bot.executive(), bot.sandbox.person("Ольга", "ru")
    await other.follow_link(await bot.invite(EXECUTIVE, "директор по людям"))
    await publish(bot, "первое", "второе")
    await accept(boss, await begin(boss))
    assert (await begin(other)).text.startswith("2 из 2 · ")


async def test_a_digest_is_taken_along_as_a_file(bot: Company) -> None:
    boss = await bot.executive()
    await publish(bot, "первое <script>", "второе")
    await accept(boss, await begin(boss))
    for begins, name, starts in (("dp:", "digest-1.pdf", b"%PDF-"), ("dh:", "digest-1.html", b"<!doctype html>")):
        await press(boss, begins)
        found = await boss.wait_for(lambda screen, name=name: next((m for m in screen if m.file_name == name), None))
        assert found.protected
        assert boss.download(found).startswith(starts)
    page = boss.download(found).decode()
    assert "первое &lt;script&gt;" in page
    assert "круг по две минуты" in page


async def test_later_reminds_at_a_waking_hour_once(bot: Company) -> None:
    boss = await bot.executive()
    await publish(bot, "первое")
    cover = await cover_of(boss)
    for _ in range(2):
        answer = await boss.answer_to(await boss.press("Позже сегодня", cover))
        assert "Напомню сегодня в " in answer.text
    bot.clock.advance(hours=3, minutes=1)
    reminder = await boss.wait_for_text("Вы просили напомнить о дайджесте 1")
    assert "первое" not in reminder.text
    await asyncio.sleep(0.2)
    assert sum("просили напомнить" in one.text for one in boss.screen()) == 1
    bot.clock.advance(hours=7)
    answer = await boss.answer_to(await boss.press("Позже сегодня", cover))
    assert answer.text == "Напомню завтра в 08:00."


async def test_at_night_a_digest_comes_without_a_sound(bot: Company) -> None:
    boss = await bot.executive()
    bot.clock.advance(seconds=NIGHT.total_seconds())
    await publish(bot, "первое")
    assert (await cover_of(boss)).silent


async def test_everything_of_a_digest_becomes_a_stub_when_its_life_is_over(bot: Company) -> None:
    boss = await bot.executive()
    await publish(bot, "первое", "второе")
    cover = await cover_of(boss)
    await begin(boss)
    for begins in ("dp:", "dh:"):
        await press(boss, begins)
    await boss.wait_for(lambda screen: sum(one.kind == "document" for one in screen) == 2)
    files = {one.message_id: boss.download(one) for one in boss.screen() if one.file_id}
    bot.clock.advance(days=46)
    await boss.wait_for(lambda screen: sum("бот его убрал" in one.text for one in screen) == 4, timeout=20)
    for message_id, before in files.items():
        now = boss.message(message_id)
        assert now.labels == ()
        assert boss.download(now) != before
    assert boss.message(cover.message_id).kind == "photo"
    assert not [one for one in boss.screen() if "первое" in one.text]
    for _ in range(200):
        if await bot.bot.deps.outbox.expired() == []:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the same messages would be edited again and again")


async def test_who_came_later_finds_every_digest(bot: Company) -> None:
    boss = await bot.executive()
    await publish(bot, "первое")
    await cover_of(boss)
    late = bot.sandbox.person("Ольга", "ru")
    await late.follow_link(await bot.invite(EXECUTIVE, "директор по людям"))
    await late.wait_for_text("запятую")
    await late.say("/digests")
    listed = await late.wait_for_text("1 дайджест")
    assert "ждут: 1" in listed.labels[0]
    await late.press(listed.labels[0], listed)
    assert (await cover_of(late)).kind == "photo"
    assert (await begin(late)).text.startswith("1 из 1 · ")


async def test_a_cover_whose_words_are_too_long_for_a_caption_comes_whole(bot: Company) -> None:
    from core.moderation.digest import compose
    from core.moderation.digest import publish as send

    boss, anna = await bot.executive(), await bot.employee()
    await bot.critique(anna, "первое")
    ids = [critique.id for critique in await bot.released()]
    preface = " ".join(f"слово{number}" for number in range(110))
    await send(bot.desk, bot.session, await compose(bot.desk, bot.session, ids, preface=preface))
    cover = await cover_of(boss)
    assert cover.kind == "text"
    assert preface in cover.text
    (picture,) = [one for one in boss.screen() if one.kind == "photo"]
    assert picture.message_id < cover.message_id
    bot.clock.advance(days=46)
    await boss.wait_for(lambda screen: sum("бот его убрал" in one.text for one in screen) == 2, timeout=20)


async def test_an_employee_cannot_open_a_digest(bot: Company) -> None:
    boss, anna = await bot.executive(), await bot.employee()
    await publish(bot, "первое")
    await cover_of(boss)
    await anna.say("/digests")
    await anna.wait_for_text("для руководителей")
