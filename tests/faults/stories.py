"""Every written conversation under every plan of faults, compared with the clean play of it."""

import asyncio
import gc
import logging
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.clock import ManualClock
from telegram_bot.patience import QUICK
from tests.faults.mortal import MortalCompany
from tests.faults.outcome import Difference, Errors, Outcome, differences, outcome_of, repeated
from tests.faults.plans import EXCEPT, Counting, Plan, broad_plans, deaths
from tests.flows.playing import START
from tests.flows.scenarios import rest
from tests.flows.stories import STORIES
from tests.forensics.aftermath import traces_of, watched
from tests.telegram_bot.conftest import open_company

PATIENCE = 90.0
"""Real seconds for one play: nothing is waited for, but a bot that dies at every step is started often."""


async def play(name: str, lang: str, plan: Plan | None = None) -> Outcome:
    """One story under one plan; without one cleanly."""
    story, _, _ = STORIES[name]
    counting = Counting(lambda number: False)
    with tempfile.TemporaryDirectory(prefix="revmentor-story-") as made, watched(Path(made)), _errors() as errors:
        async with open_company(Path(made) / "home", ManualClock(START), MortalCompany) as company:
            # What goes by the clock is looked at when a story rests, as where the stories are written down.
            company.tempo = replace(QUICK, clocks=3600.0, courier=3600.0)
            company.watch = counting.watch
            if plan:
                plan.prepare(company)
            async with asyncio.timeout(PATIENCE):
                await company.start()
                await story(company, lang)
                await rest(company)
                await company.receive(*company.sandbox.persons.values())
                outcome = await outcome_of(company, lang, errors)
            traces = [str(trace) for trace in traces_of(company, Path(made))]
    return replace(outcome, traces=traces, places=counting.places, deaths=company.deaths)


def _mourned(name: str, lang: str, plan: Plan) -> Outcome:
    """A play after which nothing is left of the bots that died: nobody has closed the connections whose transactions
    they died in."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            return asyncio.run(play(name, lang, plan))
        finally:
            gc.collect()


@contextmanager
def _errors() -> Iterator[list[str]]:
    handler = Errors()
    logging.getLogger().addHandler(handler)
    try:
        yield handler.lines
    finally:
        logging.getLogger().removeHandler(handler)


@dataclass
class Figures:
    """What was played under one kind of plan, and what came out."""

    plays: int = 0
    deaths: int = 0
    repeated: int = 0
    found: list[tuple[str, Difference]] = field(default_factory=list)


@dataclass
class StoryCampaign:
    """``by_kind``: figures of each kind of plan."""

    by_kind: dict[str, Figures] = field(default_factory=dict)

    def run(self, name: str, lang: str, plans: Iterable[Plan], clean: Outcome) -> None:
        """Play one story under each plan."""
        for plan in plans:
            figures = self.by_kind.setdefault(plan.kind, Figures())
            figures.plays += 1
            title = f"{name} {lang}, {plan}"
            try:
                outcome = _mourned(name, lang, plan)
            except Exception as error:
                figures.found.append((title, Difference("broken", f"{type(error).__name__}: {error}")))
                continue
            figures.deaths += outcome.deaths
            figures.repeated += (copies := repeated(clean, outcome))
            figures.found += [(title, one) for one in differences(clean, outcome)]
            if copies and not plan.repeats:
                figures.found.append((title, Difference("repeated", f"{copies} messages")))

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        kinds = {
            kind: {"plays": one.plays, "deaths": one.deaths, "repeated": one.repeated, "differences": len(one.found)}
            for kind, one in self.by_kind.items()
        }
        return {"by_kind": kinds, "found": [f"{title}: {one.what} {one.where}" for title, one in self.found]}

    @property
    def found(self) -> list[tuple[str, Difference]]:
        """Every difference, with the play in which it was found."""
        return [pair for figures in self.by_kind.values() for pair in figures.found]


def run_stories(names: Sequence[str], languages: Sequence[str], step: int) -> StoryCampaign:
    """Each story in each language under every broad plan, and killed at every ``step``-th place, for 0 nowhere. The
    places of the second language begin half a step later."""
    campaign = StoryCampaign()
    for name in names:
        for turn, lang in enumerate(languages):
            print(name, lang, file=sys.stderr, flush=True)
            clean = asyncio.run(play(name, lang))
            plans = [plan for plan in broad_plans() if (name, plan.kind) not in EXCEPT]
            plans += deaths(len(clean.places), turn * step // 2, step) if step else []
            campaign.run(name, lang, plans, clean)
    return campaign
