"""python -m tests.faults --rounds 200, or --stories: the long campaigns; their figures go to docs/CAMPAIGNS.md."""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import cast

from core.clock import ManualClock, SystemClock
from tests.faults.campaign import Campaign, Figures
from tests.faults.stories import run_stories
from tests.flows.stories import STORIES
from tests.telegram_bot.conftest import open_company


async def run(rounds: int, seed: int) -> Figures:
    """A campaign in a temporary home."""
    with tempfile.TemporaryDirectory(prefix="revmentor-faults-") as folder:
        # The bot is a process with the machine's clock, so the company has it too.
        async with open_company(Path(folder) / "home", cast(ManualClock, SystemClock())) as company:
            return await Campaign(company, seed).run(rounds)


def main() -> int:
    """Exit code 1 when anything was lost or doubled, or a story ended otherwise than without faults."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--stories", nargs="*", choices=STORIES, metavar="NAME", help="these stories; all when none")
    parser.add_argument("--step", type=int, default=8, help="of --stories: killed at every so many-th place; 0 nowhere")
    parser.add_argument("--lang", choices=("ru", "en"), help="of --stories: one language alone")
    chosen = parser.parse_args()
    started = time.monotonic()
    if chosen.stories is not None:
        languages = (chosen.lang,) if chosen.lang else ("ru", "en")
        played = run_stories(chosen.stories or tuple(STORIES), languages, chosen.step)
        print(json.dumps({"seconds": round(time.monotonic() - started), **played.as_dict()}, indent=1))
        return 1 if played.found else 0
    figures = asyncio.run(run(chosen.rounds, chosen.seed))
    shown = {"seed": chosen.seed, "seconds": round(time.monotonic() - started), **figures.as_dict()}
    print(json.dumps(shown, indent=1))
    return 0 if figures.holds else 1


if __name__ == "__main__":
    sys.exit(main())
