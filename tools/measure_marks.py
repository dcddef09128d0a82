"""Recall and precision of the suggested redactions on a corpus in the layout of factRuEval-2016:

    python tools/measure_marks.py FOLDER [--lower] [--without-model] [--errors]

Each document is a ``NAME.txt`` with a ``NAME.spans`` beside it, whose lines read "id type start length ...". Counted
are words: those inside a span of type name, surname, patronymic or nickname are right, and those inside a mark of kind
"name" are found. Also prints how long a paragraph takes.
"""

import argparse
import statistics
import time
from pathlib import Path

from core.language import marks, ner
from core.language.morphology import tokens

PERSON_TYPES = {"name", "surname", "patronymic", "nickname"}

Span = tuple[int, int]


def read_corpus(folder: Path) -> list[tuple[str, list[Span]]]:
    """The documents with their person spans."""
    documents = []
    for path in sorted(folder.glob("*.txt")):
        spans = []
        for line in path.with_suffix(".spans").read_text("utf-8").splitlines():
            _, kind, start, length, *_ = line.split()
            if kind in PERSON_TYPES:
                spans.append((int(start), int(start) + int(length)))
        documents.append((path.read_text("utf-8"), spans))
    return documents


def words_in(text: str, spans: list[Span]) -> set[Span]:
    """The words that lie inside one of ``spans``."""
    words = [(token.start, token.end) for token in tokens(text)]
    return {(start, end) for start, end in words if any(a <= start and end <= b for a, b in spans)}


def seconds_for(paragraph: str) -> float:
    """Processor seconds for one paragraph, about the size of a critique; the clock would count other programs too."""
    began = time.process_time()
    marks.find_marks(paragraph)
    return time.process_time() - began


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description="Recall and precision of suggested redactions")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lower", action="store_true", help="lower-case every document first")
    parser.add_argument("--without-model", action="store_true", help="do not use the ner extra")
    parser.add_argument("--errors", action="store_true", help="print what was missed and what was marked wrongly")
    asked = parser.parse_args()
    if asked.without_model:
        marks.find_persons = lambda _text: ()
    right = found = both = 0
    documents, cold, warm = 0, [], []
    marks.find_marks("Разминка, Пётр.")
    for text, spans in read_corpus(asked.folder):
        text = text.lower() if asked.lower else text
        wanted = words_in(text, spans)
        for times in (cold, warm):
            times += [seconds_for(paragraph) for paragraph in text.split("\n") if paragraph]
        documents += 1
        marked = [(mark.start, mark.end) for mark in marks.find_marks(text) if mark.kind == marks.NAME]
        got = words_in(text, marked)
        right, found, both = right + len(wanted), found + len(got), both + len(wanted & got)
        if asked.errors:
            print("missed:", [text[a:b] for a, b in sorted(wanted - got)])
            print("wrong: ", [text[a:b] for a, b in sorted(got - wanted)])
    model = ner.is_installed() and not asked.without_model
    print(f"documents {documents}, person words {right}, model {'used' if model else 'not used'}")
    print(f"recall {both / max(right, 1):.3f}  precision {both / max(found, 1):.3f}")
    spread = [statistics.quantiles(times, n=100) for times in (cold, warm)]
    for words, marks_of in zip(("new", "known"), spread, strict=True):
        print(f"a paragraph of {words} words: p50 {marks_of[49] * 1e3:.1f} ms, p99 {marks_of[98] * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
