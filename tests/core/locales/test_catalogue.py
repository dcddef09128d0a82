"""Every text in both languages: nothing missing, nothing left over, the same facts, every plural form."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from hypothesis import given
from hypothesis import strategies as st

from core import errors
from core.errors import RevmentorError
from core.locales.catalogue import explain, has, in_words, say

ROOT = Path(__file__).parents[3]
LOCALES = ROOT / "core" / "locales"
LANGUAGES = ("ru", "en")
PLURALS = {"ru": {"one", "few", "many"}, "en": {"one", "other"}}
TWO_FORMS = {"how", "console-waiting", "console-done-many", "ask-tags", "ask-untag"}
"""Russian messages in which few and many read alike: «для 2 писем», «для 5 писем», «ждут: 2», «ждут: 5»."""
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}

Message = ftl.Message | ftl.Term


def messages(lang: str) -> dict[str, Message]:
    found: dict[str, Message] = {}
    for path in sorted((LOCALES / lang).glob("*.ftl")):
        for entry in FluentParser(with_spans=False).parse(path.read_text("utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content[:60]!r}"
            if isinstance(entry, ftl.Message | ftl.Term):
                found[entry.id.name] = entry
    return found


CATALOGUES = {lang: messages(lang) for lang in LANGUAGES}
IDS = sorted(CATALOGUES["ru"].keys() | CATALOGUES["en"].keys())


def nodes(root: object) -> Iterator[ftl.BaseNode]:
    """The node and all below it."""
    if isinstance(root, ftl.BaseNode):
        yield root
        for value in vars(root).values():
            yield from nodes(value)
    elif isinstance(root, list):
        for value in root:
            yield from nodes(value)


def variables(message: Message) -> set[str]:
    return {node.id.name for node in nodes(message) if isinstance(node, ftl.VariableReference)}


def test_both_languages_have_the_same_files_and_messages() -> None:
    assert {path.name for path in (LOCALES / "ru").iterdir()} == {path.name for path in (LOCALES / "en").iterdir()}
    assert sorted(CATALOGUES["ru"]) == sorted(CATALOGUES["en"])
    assert len(IDS) > 80


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_files_use_one_id(lang: str) -> None:
    """The catalogue would keep the first and drop the second without a word."""
    ids = [
        line.split(" =")[0]
        for path in (LOCALES / lang).glob("*.ftl")
        for line in path.read_text("utf-8").splitlines()
        if re.match(r"[a-z][a-z0-9-]* =", line)
    ]
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_both_languages_tell_the_same_facts() -> None:
    apart = {
        name: (variables(CATALOGUES["ru"][name]), variables(CATALOGUES["en"][name]))
        for name in IDS
        if variables(CATALOGUES["ru"][name]) != variables(CATALOGUES["en"][name])
    }
    assert apart == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_number_has_every_plural_form_of_the_language(lang: str) -> None:
    lacking = {}
    for name, message in CATALOGUES[lang].items():
        for node in nodes(message):
            if isinstance(node, ftl.SelectExpression):
                keys = {variant.key.name for variant in node.variants if isinstance(variant.key, ftl.Identifier)}
                enough = keys >= PLURALS[lang] or (name in TWO_FORMS and keys == {"one", "other"})
                # With nothing but a default the numbers are told apart one by one: [0], [20].
                if keys & (CATEGORIES - {"other"}) and not enough:
                    lacking[name] = keys
    assert lacking == {}


SOURCES = [
    path
    for package in ("core", "telegram_bot", "revmentor_tui")
    for path in (ROOT / package).rglob("*.py")
    if "sandbox" not in path.parts
]


def written_in_source() -> tuple[set[str], set[str], set[str]]:
    """Strings of the source as they stand, and the fixed beginnings and endings of those put together."""
    whole, beginnings, endings = set(), set(), set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
            elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[-1], ast.Constant):
                endings.add(str(node.values[-1].value))
    fixed = {start for start in beginnings if re.fullmatch(r"[a-z][a-z-]*-", start)}
    return whole, fixed, {end for end in endings if re.fullmatch(r"-[a-z-]*[a-z]", end)}


def test_no_message_is_left_over() -> None:
    whole, beginnings, endings = written_in_source()
    composed = (*beginnings,), (*endings,)
    unused = [
        name
        for name in IDS
        if name not in whole and not name.startswith(composed[0]) and not name.endswith(composed[1])
    ]
    assert unused == []


def asked_for() -> set[str]:
    """Ids that the source names in a call of say, explain or has, or as an error's message."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == "say":
                arguments = node.args[:2]
            elif called in ("BadInput", "NotAllowed"):
                arguments = node.args[:1]
            else:
                continue
            found |= {a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return {name for name in found if "-" in name}


def test_no_message_is_missing() -> None:
    asked = asked_for()
    assert len(asked) > 60
    assert sorted(name for name in asked if name not in CATALOGUES["ru"]) == []


FAMILY = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, RevmentorError) and kind not in (errors.BadInput, errors.NotAllowed)
]


@pytest.mark.parametrize("kind", FAMILY, ids=lambda kind: kind.__name__)
def test_every_error_can_be_explained(kind: type[RevmentorError]) -> None:
    for lang in LANGUAGES:
        assert has(lang, kind.message_id)
        facts = dict.fromkeys(variables(CATALOGUES[lang][kind.message_id]), 3)
        assert len(explain(lang, kind(**facts))) > 10


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", IDS)
def test_every_message_can_be_said(lang: str, name: str) -> None:
    message = CATALOGUES[lang][name]
    if isinstance(message, ftl.Term) or message.value is None:
        return
    for fact in (0, 1, 2, 5, 21):
        assert say(lang, name, **dict.fromkeys(variables(message), fact)).strip()
    for missing in variables(message):
        given = dict.fromkeys(variables(message) - {missing}, 1)
        with pytest.raises(ValueError, match=name):
            say(lang, name, **given)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_quotes_are_those_of_the_language_and_nobody_shouts(lang: str) -> None:
    for path in (LOCALES / lang).glob("*.ftl"):
        for line in path.read_text("utf-8").splitlines():
            text = re.sub(r"\{[^}]*\}?|«[а-яё]+»" if lang == "en" else r"\{[^}]*\}?", "", line)
            if not line.startswith("#"):
                assert "!" not in text, f"{path.name}: {line}"
                assert '"' not in text, f"{path.name}: {line}"
                assert ("“" not in text) or lang == "en", f"{path.name}: {line}"
                assert ("«" not in text) or lang == "ru", f"{path.name}: {line}"


@pytest.mark.parametrize(
    ("items", "russian", "english"),
    [(1, "1 запись", "1 item"), (2, "2 записи", "2 items"), (5, "5 записей", "5 items"), (11, "11 записей", "11 items"),
     (21, "21 запись", "21 items"), (104, "104 записи", "104 items")],
)  # fmt: skip
def test_numbers_are_declined(items: int, russian: str, english: str) -> None:
    assert say("ru", "digest-counts", items=items) == russian
    assert say("en", "digest-counts", items=items) == english


def test_dates_are_written_out() -> None:
    assert in_words("ru", date(2026, 11, 23)) == "23 ноября"
    assert in_words("en", datetime(2026, 11, 23, tzinfo=UTC)) == "23 November"


def test_an_unknown_message_is_our_mistake_and_an_unknown_language_is_english() -> None:
    with pytest.raises(KeyError):
        say("ru", "no-such-message")
    assert say("de", "topic-money") == say("en", "topic-money")
    assert not has("ru", "no-such-message")


@given(st.text(max_size=60))
def test_a_fact_is_put_in_as_it_is(words: str) -> None:
    """Braces and other signs of Fluent in a fact are text; no isolating marks are added around it."""
    assert say("ru", "digest-head", words=words) == f"Журнал: {words}"
