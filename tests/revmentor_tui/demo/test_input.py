"""The texts of the demonstration come from plain lines, CSV or JSON lines; whatever is wrong is named with its line."""

import codecs
import json
from pathlib import Path

import pytest

from core.errors import BadInput
from core.locales.catalogue import LANGUAGES, explain
from revmentor_tui.demo.input import DEFAULT, Text, guess_language, read_texts, split_message


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def texts(path: Path, **options: str | None) -> list[str]:
    return [one.text for one in read_texts(path, **options)]


def test_a_line_of_a_plain_file_is_a_message_and_blank_lines_are_none(tmp_path: Path) -> None:
    path = write(tmp_path, "in.txt", "первый\r\n\n  \t \nвторой  \nthird")
    assert read_texts(path) == [Text("первый", "ru"), Text("второй", "ru"), Text("third", "en")]


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    line = "a\x0bb\x1cc\x85d\u2028e\x1b[2J"
    assert texts(write(tmp_path, "in.txt", line + "\n")) == [line]


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8])
def test_a_byte_order_mark_belongs_to_no_text(tmp_path: Path, bom: bytes) -> None:
    assert texts(write(tmp_path, "in.txt", bom + "текст".encode())) == ["текст"]
    assert texts(write(tmp_path, "in.csv", bom + "text,b\nтекст,1\n".encode())) == ["текст"]
    assert texts(write(tmp_path, "in.jsonl", bom + '{"text": "текст"}\n'.encode())) == ["текст"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_column_of_a_table_however_a_spreadsheet_writes_it(tmp_path: Path, delimiter: str) -> None:
    content = f'день{delimiter}отзыв\n1{delimiter}"две\nстроки, ""так"""\n\n2{delimiter}конец\n'
    assert texts(write(tmp_path, "in.csv", content), column="отзыв") == ['две\nстроки, "так"', "конец"]


def test_a_field_of_json_lines_with_its_language_and_topic(tmp_path: Path) -> None:
    rows = [
        {"words": "Текст", "language": "ru", "topic": "people"},
        {"words": "Text", "language": "klingon", "topic": "nonsense"},
    ]
    path = write(tmp_path, "in.jsonl", "\n\n".join(json.dumps(row) for row in rows))
    assert read_texts(path, field_name="words") == [Text("Текст", "ru", "people"), Text("Text", "en", "")]


WRONG = [
    ("latin.txt", "ok\nпривет\n".encode("cp1251"), {}, "2"),
    ("utf16.txt", "привет\n".encode("utf-16"), {}, "1"),
    ("latin.csv", "text\nок\n".encode("cp1251"), {}, "2"),
    ("cut.jsonl", b'{"text": "' + "ы".encode()[:1], {}, "1"),
    ("empty.txt", b"", {}, None),
    ("blank.txt", b"\n  \n\xef\xbb\xbf"[:4], {}, None),
    ("empty.csv", b"", {}, None),
    ("head.csv", b"text\n", {}, None),
    ("empty.jsonl", b"\n", {}, None),
    ("column.csv", b"a,b\n1,2\n", {"column": "c"}, "1"),
    ("default.csv", b"a,b\n1,2\n", {}, "1"),
    ("twice.csv", b"a,a\n1,2\n", {"column": "a"}, "1"),
    ("short.csv", b"a,b\n1,2\n3\n", {"column": "b"}, "3"),
    ("quote.csv", b'a,b\n1,"2\n', {"column": "b"}, "2"),
    ("broken.jsonl", b'{"text": "a"}\n{"text": \n', {}, "2"),
    ("list.jsonl", b'["text"]\n', {}, "1"),
    ("deep.jsonl", b"[" * 100_000, {}, "1"),
    ("field.jsonl", b'{"text": "a"}\n{"words": "b"}\n', {}, "2"),
    ("number.jsonl", b'{"text": 7}\n', {}, "1"),
    ("surrogate.jsonl", b'{"text": "\\ud800"}\n', {}, "1"),
    ("both.csv", b"text\na\n", {"column": "text", "field_name": "text"}, None),
]


@pytest.mark.parametrize(("name", "content", "options", "line"), WRONG, ids=[wrong[0] for wrong in WRONG])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_wrong_is_one_line_that_names_the_file_and_the_line(
    tmp_path: Path, name: str, content: bytes, options: dict[str, str], line: str | None, lang: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read_texts(write(tmp_path, name, content), **options)
    words = explain(lang, caught.value)
    assert caught.value.exit_code == 2 and "\n" not in words
    if name != "both.csv":
        assert name in words
    if line is not None:
        assert f" {line}:" in words


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_texts(tmp_path / name)
    assert caught.value.message_id == "demo-input-unreadable"


def test_a_long_text_is_sent_in_parts_no_character_cut_in_two(tmp_path: Path) -> None:
    long = "а" * 4095 + "😀" + "б" * 10
    parts = texts(write(tmp_path, "in.txt", long))
    assert parts == ["а" * 4095, "😀" + "б" * 10]
    assert list(split_message("a" * 4096)) == ["a" * 4096]
    assert "".join(split_message("😀" * 5000)) == "😀" * 5000
    assert max(len(part.encode("utf-16-le")) // 2 for part in split_message("😀" * 5000)) == 4096


def test_the_language_is_guessed_by_the_letters() -> None:
    assert guess_language("Релиз по process") == "ru"
    assert guess_language("The release process and one слово") == "en"
    assert guess_language("123") == "en"


def test_the_default_input_is_in_both_languages() -> None:
    if not DEFAULT.exists():
        pytest.fail("the demonstration has no texts of its own")
    found = read_texts(DEFAULT)
    assert {one.lang for one in found} == set(LANGUAGES)
    assert len(found) >= 40
