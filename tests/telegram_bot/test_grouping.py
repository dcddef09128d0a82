"""What authors and executives see of letters that went out as one."""

from core.moderation.digest import compose, publish
from core.moderation.grouping import gather
from core.moderation.inbox import load_critiques
from core.moderation.records import save_all
from core.moderation.review import release
from core.moderation.taking_in import take_in
from tests.telegram_bot.conftest import Company, begin

SAME = ("решают трое", "на планёрках решают трое", "решают трое, остальные молчат")


async def test_one_item_with_its_size_for_executives_and_an_answer_for_every_author(bot: Company) -> None:
    boss = await bot.executive()
    people = [await bot.employee() for _ in SAME]
    receipts = [await bot.critique(person, text) for person, text in zip(people, SAME, strict=True)]
    await take_in(bot.desk, bot.session)
    found = {one.id: one for one in await load_critiques(bot.desk, bot.session)}
    members = [found[receipt.critique_id] for receipt in receipts]
    group = await save_all(bot.desk, gather(members, members[0].id), "group")
    await save_all(bot.desk, [(one, release(one.review)) for one in group], "release")
    await people[1].say(" ".join(receipts[1].words("ru")))
    waiting = await people[1].wait_for_text("Об этом же написали и другие")
    assert "Возразить" not in " ".join(waiting.labels)
    await publish(bot.desk, bot.session, await compose(bot.desk, bot.session, [members[0].id]))
    item = await begin(boss)
    assert f"«{SAME[0]}»" in item.text
    assert "Об этом же — ещё 2 письма." in item.text
    await boss.press("Принять, нельзя игнорировать", item)
    await boss.wait_for_text("Первый шаг")
    await boss.say("круг по две минуты на каждой планёрке")
    await boss.press("Через неделю", await boss.wait_for_button("Через неделю"))
    await boss.wait_for_text("Запятая стоит")
    for person, receipt in zip(people, receipts, strict=True):
        await person.say(" ".join(receipt.words("ru")))
        shown = await person.wait_for_text("круг по две минуты")
        follows = receipt is not receipts[0]
        assert ("В дайджесте 1 стоит одно из этих писем" in shown.text) == follows
        assert (f"«{SAME[0]}»" in shown.text) != follows
