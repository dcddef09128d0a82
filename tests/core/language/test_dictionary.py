"""The dictionary comes once, however many ask for it first."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from core.language import morphology


@pytest.fixture(autouse=True)
def unloaded() -> Any:
    morphology._load.cache_clear()
    yield
    morphology._load.cache_clear()


def test_threads_that_ask_at_once_load_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []

    def slow(lang: str) -> object:
        loads.append(lang)
        time.sleep(0.05)
        return object()

    monkeypatch.setattr(morphology, "MorphAnalyzer", slow)
    with ThreadPoolExecutor(4) as pool:
        assert len({id(one) for one in pool.map(lambda _: morphology.dictionary(), range(4))}) == 1
    assert loads == ["ru"]
