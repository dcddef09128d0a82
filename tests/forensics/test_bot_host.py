"""Who holds the bot's host: its key files, its database, its memory. None of it opens a critique."""

import asyncio
import gc
import subprocess
import sys
from dataclasses import replace

from sqlalchemy import func, select

from core.crypto.aead import context, derive
from core.language.morphology import forms, is_known, lemma, readings, stem
from core.language.names import likelihood
from core.people.membership import Person
from core.store.tables import inflight, routes
from telegram_bot.deps import open_deps
from tests.forensics.ciphertexts import opened_by, stored
from tests.forensics.conftest import Past
from tests.telegram_bot.conftest import Company

TABLES = {"drops", "critiques", "reviews", "replies", "letters", "wraps", "digests", "decisions", "questions"}


def secrets_of(past: Past) -> set[bytes]:
    """Every 16 and 32 bytes in the bot's files and in the objects it works with, and what its seed derives."""
    seed = past.key._seed
    purposes = ("bot-hpke", "bot-sign", "bot-box", "bot-webhook", "people")
    made = {seed, past.pin.digest, *(derive(seed, context(purpose)) for purpose in purposes)}
    made |= {past.ring.key(name) for name in past.ring.names()}
    deps = replace(
        open_deps(past.settings, past.clock), store=past.desk.store, key=past.key, ring=past.ring, pin=past.pin,
        intake=past.intake, membership=past.membership, leadership=past.leadership, outbox=past.outbox,
    )  # fmt: skip
    return made | {one for one in reachable(deps) if isinstance(one, bytes) and len(one) in (16, 32)}


def reachable(start: object, most: int = 200_000) -> list[object]:
    """Every object that can be reached from one without going through modules and classes."""
    seen: dict[int, object] = {id(start): start}
    waiting = [start]
    while waiting and len(seen) < most:
        for one in gc.get_referents(waiting.pop()):
            if id(one) not in seen and not isinstance(one, type | type(sys)) and not callable(one):
                seen[id(one)] = one
                waiting.append(one)
    return list(seen.values())


async def test_no_key_of_the_bots_host_opens_anything_kept_for_moderators_or_authors(past: Past) -> None:
    sealed = await stored(past.desk.store)
    assert {one.table for one in sealed} == TABLES, "every kind of ciphertext must be there to be tried"
    keys = secrets_of(past)
    assert len(keys) > 10
    assert opened_by(keys, sealed) == set()


async def test_the_keys_that_do_open_them_are_found_by_the_same_trial(past: Past) -> None:
    sealed = await stored(past.desk.store)
    secret = await past.desk.secret(past.session.id, past.session.epoch)
    assert opened_by([secret._secret], sealed) == TABLES - {"letters", "wraps"}
    assert opened_by([receipt.secret for receipt in past.receipts], sealed) == {"letters"}


async def test_the_bot_opens_what_is_meant_for_it(past: Past) -> None:
    (digest,) = await past.leadership.digests()
    assert len(digest.items) == 2
    assert {person.chat for person in await reachable_people(past)} == set(past.accounts)
    assert len(await past.outbox.due()) == 1
    assert await past.intake.recall(904) is not None
    async with past.desk.store.reading() as tx:
        (route,) = (await tx.execute(select(routes.c.id))).scalars()
    found = await past.intake.routes.find(route)
    assert (found.chat, found.receipt) == (past.accounts[2], past.receipts[2])


async def reachable_people(past: Past) -> list[Person]:
    async with past.desk.store.reading() as tx:
        return [one for role in ("employee", "executive") for one in await past.membership.reachable(tx, role)]


async def test_a_code_in_flight_is_gone_once_telegram_knows(company: Company) -> None:
    bot = company
    bot.tempo = replace(bot.tempo, poll=1.0)
    await bot.start()
    person = await bot.employee()
    receipt = await bot.critique(person, "планёрки длятся по три часа")
    for _ in range(500):
        async with bot.desk.store.reading() as tx:
            if (await tx.execute(select(func.count()).select_from(inflight))).scalar_one() == 0:
                break
        await asyncio.sleep(0.02)
    else:
        raise AssertionError("the code is still there")
    await bot.desk.store.checkpoint()
    held = {one for one in reachable(bot.bot.deps) if isinstance(one, bytes)}
    assert receipt.secret not in held
    assert receipt.critique_id not in held


def test_the_bots_process_never_loads_the_moderators_side() -> None:
    program = (
        "import pkgutil, importlib, sys, telegram_bot\n"
        "for one in pkgutil.walk_packages(telegram_bot.__path__, 'telegram_bot.'):\n"
        "    if not one.name.endswith('__main__'): importlib.import_module(one.name)\n"
        "import telegram_bot.__main__\n"
        "print([n for n in sys.modules if n.startswith(('core.moderation', 'core.crypto.identity', 'revmentor_tui'))])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


async def test_words_of_drafts_do_not_stay_in_memory(company: Company) -> None:
    """The looks for what gives an author away remember words; a minute later they do not."""
    company.tempo = replace(company.tempo, stir=0.2)
    await company.start()
    person = await company.employee()
    await person.say("начальник Курбатов переписывает отчёты")
    await person.wait_for(lambda screen: any(one.by_bot and one.reply_to for one in screen))
    remembered = (lemma, stem, forms, readings, is_known, likelihood)
    for _ in range(500):
        if not any(one.cache_info().currsize for one in remembered):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("words are still remembered")
