"""The name in place of an author, computed from the critique's id."""

from hypothesis import given
from hypothesis import strategies as st

from core.language.thread_names import thread_name


@given(critique_id=st.binary(min_size=16, max_size=16), lang=st.sampled_from(["ru", "en"]))
def test_one_id_has_one_name_of_two_capitalised_words(critique_id: bytes, lang: str) -> None:
    name = thread_name(critique_id, lang)
    assert name == thread_name(critique_id, lang)
    assert [word[0].isupper() for word in name.split()] == [True, True]


def test_a_known_id_keeps_its_name() -> None:
    assert (thread_name(b"a", "ru"), thread_name(b"a", "en")) == ("Вольная Лань", "Curious Llama")
    assert thread_name(b"a", "xx") == thread_name(b"a", "en")


def test_names_spread_over_the_words() -> None:
    names = {thread_name(place.to_bytes(2, "big"), "ru") for place in range(2000)}
    assert len(names) > 1500
    assert len({name.split()[0] for name in names}) == len({name.split()[1] for name in names}) == 64
