"""The index of words names every text that the scan finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.language.search import compile_query
from core.language.word_index import WordIndex

SPELLINGS = (
    "отпуск Отпуска ОТПУСКОМ планёрка планерке ёлка Ёлки meeting Meetings decide dying die skies sky art start 1С "
    "кофе-машина рОсАтом росатом я İstanbul a_b —"
)
WORDS = st.sampled_from(SPELLINGS.split())
TEXTS = st.lists(st.lists(WORDS | st.text("аеёнИaeiN19_ \n-", max_size=5), max_size=6).map(" ".join), max_size=12)
QUERIES = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(WORDS | WORDS.map(lambda word: "-" + word) | WORDS.map(lambda word: word[:2]), min_size=1, max_size=3),
    st.sampled_from(("", " ")),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, QUERIES, st.integers(0, 12))
def test_nothing_is_left_out(texts: list[str], words: str, indexed: int) -> None:
    index, matcher = WordIndex(), compile_query(words)
    keys = [bytes([number]) for number in range(len(texts))]
    for key, text in zip(keys[:indexed], texts[:indexed], strict=True):
        index.add(key, text)
    while not index.is_done:
        index.work()
    for key, text in zip(keys[indexed:], texts[indexed:], strict=True):
        index.add(key, text)
    likely = index.holding(matcher)
    found = {keys[place] for place in matcher.find(texts)}
    assert likely is None or found <= likely


def test_a_rare_word_names_only_its_texts_and_what_is_not_indexed() -> None:
    index = WordIndex()
    for number in range(100):
        index.add(bytes([number]), f"планёрка {'отпуск' if number == 7 else 'час'}")
    while not index.is_done:
        index.work()
    assert index.holding(compile_query("отпусками ")) == {bytes([7])}
    assert index.holding(compile_query("планёрка отпу")) == {bytes([7])}
    assert index.holding(compile_query("якорь ")) == set()
    assert index.holding(compile_query("планёрка ")) is None
    assert index.holding(compile_query("-отпуск")) is None
    index.add(b"new", "ничего такого")
    assert index.holding(compile_query("отпуск ")) == {bytes([7]), b"new"}


def test_a_slice_gives_way() -> None:
    index = WordIndex()
    for number in range(20_000):
        index.add(number.to_bytes(4), f"слово{number} " * 20)
    index.work()
    assert not index.is_done
    assert "слово" not in repr(index)
