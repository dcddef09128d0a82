"""Persons found by natasha's neural model, where the optional ``ner`` extra is installed.

Only the model files of natasha are used, through slovnet and navec: importing natasha itself would pull in pymorphy2.
The model reads capitals and is blind without them, so it is asked only about texts that have some.
"""

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

_MODEL = "slovnet_ner_news_v1.tar"
_EMBEDDING = "navec_news_v1_1B_250K_300d_100q.tar"
_READING = Lock()


def is_installed() -> bool:
    """Whether the extra is there."""
    return _data() is not None


def find_persons(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of persons; none when the extra is missing or the text has no capitals."""
    if text == text.lower() or not is_installed():
        return ()
    with _READING:  # The model keeps buffers between calls.
        spans = _tagger()(text).spans
    return tuple((span.start, span.stop) for span in spans if span.type == "PER")


@cache
def _data() -> Path | None:
    if not all(find_spec(name) for name in ("natasha", "slovnet", "navec")):
        return None
    found = find_spec("natasha")
    folders = found.submodule_search_locations if found else None
    return Path(next(iter(folders))) / "data" if folders else None


@cache
def _tagger() -> Any:
    # Matrices this small are slowed down by threads: 275 ms a message instead of 5 were measured on two busy cores.
    # NumPy reads these once, when it is first imported, which nothing else here does.
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    from navec import Navec
    from slovnet import NER

    folder = _data()
    assert folder is not None
    tagger = NER.load(str(folder / "model" / _MODEL))
    tagger.navec(Navec.load(str(folder / "emb" / _EMBEDDING)))
    return tagger
