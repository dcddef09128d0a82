"""What an author reads with the code or by the route: what became of the critique, every answer, and what can still
be done about it."""

from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.company import read_company
from core.crypto.receipt import Receipt, read_code
from core.errors import AlreadySealed, NotFound, WrongCode
from core.intake.submission import Press
from core.intake.thread import ANSWER, OFFER, QUESTION, REPLY, Letter, Thread, check_verbatim, read_thread
from core.language.safe_text import SafeText, make_safe, one_line
from core.language.thread_names import thread_name
from core.leadership.life import CONTEST, DECLINE, DECLINED, VERDICTS
from core.locales.catalogue import has, in_quotes, in_words
from core.page import Button
from telegram_bot.handlers.routes import find_route, receipt_of, route_in
from telegram_bot.lengths import split
from telegram_bot.talk import Rows, Talk

WAITING, RELEASED, PUBLISHED, WITHDRAWN = "waiting", "released", "published", "withdrawn"
"""States of a letter that decide what its author can do."""
BUTTONS_A_ROW = 2
DAYS_FROM = 48
"""Hours from which the time an answer took is told in days."""


async def show_by_code(talk: Talk) -> None:
    """Answer a message that is a code, right or wrong, with its thread."""
    assert talk.update.message
    place = talk.update.message.message_id
    rows: Rows = ((talk.button("button-remove", "tx"),),)
    try:
        await _show(talk, read_code(talk.text), "", place)
    except WrongCode:
        await talk.say(talk.words("error-wrong-code"), rows, reply_to=place)
    except NotFound:
        await talk.say(talk.words("thread-none"), rows, reply_to=place)


async def show_by_route(talk: Talk) -> None:
    """The button under the message that says an answer has come. That message stays: it tells nothing, and opens the
    thread again while the route lives."""
    route = route_in(talk)
    if (found := await find_route(talk, route)) is None:
        await talk.answer(talk.words("route-expired"), alert=True)
        await talk.edit(talk.words("route-expired"))
        return
    await talk.answer()
    try:
        await _show(talk, found.receipt, f":{route}", None)
    except NotFound:
        await talk.say(talk.words("thread-none"))


async def _show(talk: Talk, receipt: Receipt, tail: str, reply_to: int | None) -> None:
    thread = await read_thread(talk.deps.store, receipt, talk.deps.pin)
    async with talk.deps.store.reading() as tx:
        zone = (await read_company(tx)).zone
    parts = split(SafeText(f"{await _title(talk, receipt, thread, zone)}\n{thread_text(talk, thread, zone)}"))
    earlier = [await talk.say(part, reply_to=reply_to) for part in parts[:-1]]
    acts = await _acts(talk, receipt, thread, tail)
    rows = [acts[place : place + BUTTONS_A_ROW] for place in range(0, len(acts), BUTTONS_A_ROW)]
    removal = ":".join(["tx", *(str(one.message_id) for one in earlier)])
    await talk.say(parts[-1], [*rows, [talk.button("button-remove", removal)]], reply_to=reply_to)


async def _title(talk: Talk, receipt: Receipt, thread: Thread, zone: ZoneInfo) -> SafeText:
    """The thread's random name, its session, and the day of the newest word on its state."""
    parts = [thread_name(thread.critique_id, talk.lang)]
    # Of a withdrawn letter only the word about it is left.
    with suppress(NotFound):
        parts.append(one_line((await talk.deps.intake.session_of(receipt)).terms.title))
    if thread.status:
        parts.append(SafeText(in_words(talk.lang, _day(thread.status, zone))))
    return SafeText(" · ".join(parts))


async def _acts(talk: Talk, receipt: Receipt, thread: Thread, tail: str) -> list[Button]:
    """What the author can do now; ``tail`` of a button's data leads back to the thread."""
    state = state_of(thread)
    facts = thread.status.facts if thread.status else {}
    acts = []
    if state != WITHDRAWN:
        acts.append(("button-reply", "tr"))
    if "wording" in facts:
        acts.append(("button-verbatim", "tc"))
    if state == RELEASED and "wording" in facts:
        acts.append(("button-object", "tv"))
    if await contestable(talk, receipt, thread) is not None:
        acts.append(("button-contest", "tk"))
    if state not in (PUBLISHED, WITHDRAWN):
        acts.append(("button-withdraw", "tw"))
    if await talk.deps.intake.routes.until(receipt):
        acts.append(("button-forget-route", "tf"))
    return [talk.button(label, act + tail) for label, act in acts]


def state_of(thread: Thread) -> str:
    """The letter's state in one word."""
    if thread.waiting:
        return WAITING
    return thread.status.facts.get("state", "new") if thread.status else "new"


async def contestable(talk: Talk, receipt: Receipt, thread: Thread) -> bytes | None:
    """The item whose refusal the author may contest, which is possible once."""
    if not any(letter.facts.get("verdict") == DECLINE for letter in thread.letters):
        return None
    found = await talk.deps.leadership.find_by_critique(receipt.critique_id)
    if found is None or found[2].state != DECLINED or found[2].last(CONTEST):
        return None
    return found[1].id


def thread_text(talk: Talk, thread: Thread, zone: ZoneInfo) -> SafeText:
    """The state, the released wording, and every letter in order, with the company's days."""
    blocks = [_status(talk, thread)]
    contest, is_answered = _contest(thread)
    for place, letter in enumerate(thread.letters):
        is_past = is_answered and place < contest and letter.kind == ANSWER
        if is_past and letter.facts.get("verdict") == DECLINE:
            # Its words were read before they were contested; both answers would be longer than a screen.
            blocks.append(talk.words("thread-contested-before", day=_day(letter, zone)))
        elif place == contest and not is_answered:
            blocks.append(talk.words("thread-contested", day=_day(letter, zone)))
        elif not is_past and place != contest and (block := _letter(talk, letter, zone)):
            blocks.append(block)
    if took := _took(talk, thread):
        blocks.append(took)
    return SafeText("\n\n".join(blocks))


def _contest(thread: Thread) -> tuple[int, bool]:
    """Where in the thread a refusal was contested, -1 if it was not, and whether there is a new answer."""
    verdicts = [letter.facts.get("verdict") for letter in thread.letters]
    place = verdicts.index(CONTEST) if CONTEST in verdicts else -1
    return place, place >= 0 and any(verdict in VERDICTS for verdict in verdicts[place:])


def _took(talk: Talk, thread: Thread) -> str:
    """How long the first comma took since the digest."""
    first = next((letter for letter in thread.letters if letter.facts.get("verdict") in VERDICTS), None)
    contest, is_answered = _contest(thread)
    is_waiting = contest >= 0 and not is_answered
    if first is None or is_waiting or thread.status is None or state_of(thread) != PUBLISHED:
        return ""
    hours = max(0, first.at - thread.status.at) // 3600
    if hours >= DAYS_FROM:
        return talk.words("thread-took-days", days=hours // 24)
    return talk.words("thread-took", hours=hours)


def _status(talk: Talk, thread: Thread) -> str:
    facts = thread.status.facts if thread.status else {}
    state = state_of(thread)
    if facts.get("grouped"):
        lines = [talk.words(_known(talk, f"thread-{state}-grouped", "thread-new"), number=facts.get("number", ""))]
    elif state == PUBLISHED and facts.get("number"):
        lines = [talk.words("thread-published-in", number=facts["number"])]
    else:
        lines = [talk.words(_known(talk, f"thread-{state}", "thread-new"))]
    if reason := facts.get("reason"):
        lines.append(talk.words(_known(talk, f"decline-{reason}", "decline-other")))
    lines += [in_quotes(talk.lang, make_safe(facts[name])) for name in ("words", "wording") if facts.get(name)]
    return "\n".join(lines)


def _letter(talk: Talk, letter: Letter, zone: ZoneInfo) -> str:
    facts = letter.facts
    text = make_safe(facts.get("text", ""))
    day = _day(letter, zone)
    if letter.kind == ANSWER:
        return _answer(talk, facts, text, day)
    if facts.get("from") == "executive":
        by = one_line(facts.get("by", "")) or talk.words("thread-untitled")
        head = talk.words("thread-offer" if letter.kind == OFFER else "thread-asked-by", by=by, day=day)
        how = f"\n{talk.words('thread-offer-how')}" if letter.kind == OFFER else ""
        return f"{head}\n{in_quotes(talk.lang, text)}{how}"
    heads = {QUESTION: "thread-question", REPLY: "thread-own"}
    if letter.kind not in heads:
        return ""
    return f"{talk.words(heads[letter.kind], day=day)}\n{in_quotes(talk.lang, text)}"


def _answer(talk: Talk, facts: dict[str, str], text: SafeText, day: date) -> str:
    verdict = _known(talk, f"comma-{facts.get('verdict')}", "comma-other")
    lines = [SafeText(f"— {talk.words(verdict)} —")]
    if text:
        lines.append(in_quotes(talk.lang, text))
    if facts.get("owner"):
        lines.append(talk.words("comma-owner", owner=one_line(facts["owner"])))
    if facts.get("due"):
        lines.append(talk.words("comma-due", due=date.fromisoformat(facts["due"])))
    if facts.get("late"):
        lines.append(talk.words("comma-late"))
    by = one_line(facts.get("by", ""))
    lines.append(talk.words("thread-by", by=by, day=day) if by else SafeText(in_words(talk.lang, day)))
    return "\n".join(lines)


def _day(letter: Letter, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(letter.at, zone).date()


def _known(talk: Talk, message_id: str, otherwise: str) -> str:
    return message_id if has(talk.lang, message_id) else otherwise


async def remove(talk: Talk) -> None:
    """Take the code and the thread out of the chat, together."""
    earlier = [int(one) for one in talk.data.split(":")[1:]]
    code = [talk.origin.message_id] if talk.origin else []
    shown = [talk.shown.message_id] if talk.shown else []
    gone = await talk.remove(*code, *earlier, *shown)
    await talk.answer(None if gone else talk.words("erase-failed"), alert=not gone)
    if not gone:
        await talk.edit(talk.words("removed"))


async def verify(talk: Talk) -> None:
    """Whether what was released is the author's own text, but for what is hidden."""
    if (receipt := await receipt_of(talk)) is None:
        return
    try:
        found = check_verbatim(receipt, await read_thread(talk.deps.store, receipt, talk.deps.pin))
    except NotFound:
        await talk.answer(talk.words("thread-none"), alert=True)
        return
    if found.holds:
        await talk.answer(talk.words("verbatim-holds", hidden=found.hidden), alert=True)
        return
    # An alert closes with a touch; this one has to stay.
    await talk.answer(talk.words("verbatim-broken"), alert=True)
    await talk.say(talk.words("verbatim-broken"))


async def ask_withdraw(talk: Talk) -> None:
    """Ask once: nobody can undo it."""
    if (receipt := await receipt_of(talk)) is None or await _is_too_late(talk, receipt):
        return
    await talk.answer()
    route = route_in(talk)
    rows = (
        (talk.button("button-withdraw-yes", f"ty:{route}" if route else "ty"),),
        (talk.button("button-withdraw-no", "x"),),
    )
    place = talk.origin.message_id if talk.origin and not route else None
    await talk.say(talk.words("withdraw-ask"), rows, reply_to=place)


async def withdraw(talk: Talk) -> None:
    """Take the letter back."""
    if (receipt := await receipt_of(talk)) is None or await _is_too_late(talk, receipt):
        return
    assert talk.shown
    press = Press(talk.update.update_id, talk.user, talk.chat, talk.shown.message_id)
    try:
        gone = await talk.deps.intake.withdraw(press, receipt)
    except AlreadySealed:
        gone = False
    except NotFound:
        # This very press, told of twice.
        gone = True
    await talk.answer()
    await talk.edit(talk.words("withdraw-gone" if gone else "withdraw-sealed"))


async def _is_too_late(talk: Talk, receipt: Receipt) -> bool:
    try:
        thread = await read_thread(talk.deps.store, receipt, talk.deps.pin)
    except NotFound:
        return False
    if state_of(thread) != PUBLISHED:
        return False
    await talk.answer(talk.words("error-already-published"), alert=True)
    return True
