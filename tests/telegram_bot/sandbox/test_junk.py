"""No request, however mad, gets anything but an answer or a refusal in Telegram's form."""

import random
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telegram_bot.sandbox import Sandbox, SandboxClock
from telegram_bot.sandbox.calls import Calls
from telegram_bot.sandbox.entities import formatted, utf16_length
from telegram_bot.sandbox.refusal import Refusal
from telegram_bot.sandbox.requests import read_form
from telegram_bot.sandbox.schema import parameters_of, supported_methods

ANNA = 4_000_000_001
_MARKUP_KEYS = ["inline_keyboard", "keyboard", "force_reply", "text", "callback_data", "url", "copy_text", "web_app"]
_OTHER_KEYS = ["type", "offset", "length", "message_id", "quote", "command", "chat_id", "description", "is_disabled"]
_KEYS = st.sampled_from(_MARKUP_KEYS + _OTHER_KEYS)
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("\ud800")
_TREES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3), max_leaves=12
)
_METHODS = sorted(set(supported_methods()) - {"getUpdates", "setWebhook", "logOut"})


@st.composite
def _calls(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    method = draw(st.sampled_from(_METHODS))
    known = parameters_of(method)
    call: dict[str, Any] = {name: draw(_TREES) for name in known if draw(st.booleans())}
    likely: dict[str, Any] = {"chat_id": ANNA, "from_chat_id": ANNA, "text": "words", "message_id": 101}
    call |= {name: value for name, value in likely.items() if name in known and draw(st.booleans())}
    return method, call


@pytest.fixture(scope="module")
def calls() -> Calls:
    sandbox = Sandbox(clock=SandboxClock(start=1.0), rng=random.Random(1))
    chat = sandbox.world.private_chat(sandbox.person("Анна", id=ANNA).user)
    sandbox.world.post(chat, sandbox.world.bot, "text", {"text": "x"})
    return sandbox._calls


@settings(max_examples=300)
@given(_calls())
async def test_junk_is_answered_or_refused(calls: Calls, junk: tuple[str, dict[str, Any]]) -> None:
    method, call = junk
    try:
        await calls.perform(method, call)
    except Refusal as refusal:
        assert refusal.code in (400, 403)
        assert refusal.description.startswith(("Bad Request: ", "Forbidden: "))


@given(st.dictionaries(st.text(min_size=1, max_size=10), st.text(max_size=40), max_size=5))
def test_forms_are_read_as_they_were_written(form: dict[str, str]) -> None:
    assert read_form(urlencode(form)) == form


@given(st.text(max_size=40), st.integers(0, 40), st.integers(1, 40))
def test_an_entity_marks_the_same_characters_after_trimming(text: str, start: int, length: int) -> None:
    marked = text[start : start + length]
    entity = {"type": "bold", "offset": utf16_length(text[:start]), "length": utf16_length(marked)}
    if not marked or not text.strip():
        return
    kept, entities = formatted(text, [entity])
    assert kept == text.strip()
    units = kept.encode("utf-16-le")
    bold = [one for one in entities if one["type"] == "bold"]
    shown = "".join(units[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le") for one in bold)
    lead = len(text) - len(text.lstrip())
    assert shown == kept[max(start - lead, 0) : max(start + length - lead, 0)]
