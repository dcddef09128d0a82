"""Tags suggested from the team's own tagging."""

from hypothesis import given
from hypothesis import strategies as st

from core.language.tag_suggestions import TagMemory, suggest_tags

EXAMPLES = [
    ("Премию за квартал не выплатили", ["зарплата"]),
    ("Оклад не меняли три года", ["зарплата"]),
    ("Премии у всех разные, оклады тоже", ["зарплата", "честность"]),
    ("Совещания длятся по два часа", ["встречи"]),
    ("На совещании решают то, что решили вчера", ["встречи"]),
    ("Каждое утро совещание ни о чём", ["встречи"]),
    ("На складе холодно", ["условия"]),
    ("В цехе душно и шумно", ["условия"]),
    ("Meetings take all morning", ["встречи"]),
]


def tags(text: str) -> list[str]:
    return [suggestion.tag for suggestion in suggest_tags(text, EXAMPLES)]


def test_the_tag_of_texts_about_the_same_comes_first() -> None:
    assert tags("Опять лишили премий")[0] == "зарплата"
    assert tags("Ещё одно совещание без повестки")[0] == "встречи"
    assert tags("this meeting again")[0] == "встречи"
    assert tags("холодно на складах")[0] == "условия"


def test_nothing_is_suggested_rather_than_guessed() -> None:
    assert tags("Парковка занята") == []
    assert tags("") == []
    assert suggest_tags("премия", []) == ()


def test_what_is_unlearnt_is_as_if_never_learnt() -> None:
    memory = TagMemory(EXAMPLES)
    memory.learn("Парковка занята машинами", ["парковка"])
    assert [s.tag for s in memory.suggest("где парковка")] == ["парковка"]
    memory.unlearn("Парковка занята машинами", ["парковка"])
    for text, _ in EXAMPLES:
        assert memory.suggest(text) == TagMemory(EXAMPLES).suggest(text)
    assert memory.suggest("где парковка") == ()


def test_no_more_than_asked_for() -> None:
    assert len(suggest_tags("премии и оклады, совещания, склад", EXAMPLES, most=2)) == 2


texts = st.text(alphabet="премия склад совещание ", max_size=30)


@given(examples=st.lists(st.tuples(texts, st.lists(st.sampled_from("абв"), max_size=2)), max_size=8), text=texts)
def test_suggestions_are_tags_of_the_examples_by_falling_weight(
    examples: list[tuple[str, list[str]]], text: str
) -> None:
    suggestions = suggest_tags(text, examples)
    assert {s.tag for s in suggestions} <= {tag for _, tags in examples for tag in tags}
    assert [s.weight for s in suggestions] == sorted((s.weight for s in suggestions), reverse=True)
