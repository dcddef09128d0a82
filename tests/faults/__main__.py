"""python -m tests.faults --rounds 200: the long campaign; its figures go to docs/CAMPAIGNS.md."""

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
from tests.telegram_bot.conftest import open_company


async def run(rounds: int, seed: int) -> Figures:
    """A campaign in a temporary home."""
    with tempfile.TemporaryDirectory(prefix="revmentor-faults-") as folder:
        # The bot is a process with the machine's clock, so the company has it too.
        async with open_company(Path(folder) / "home", cast(ManualClock, SystemClock())) as company:
            return await Campaign(company, seed).run(rounds)


def main() -> int:
    """Exit code 1 when anything was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    chosen = parser.parse_args()
    started = time.monotonic()
    figures = asyncio.run(run(chosen.rounds, chosen.seed))
    shown = {"seed": chosen.seed, "seconds": round(time.monotonic() - started), **figures.as_dict()}
    print(json.dumps(shown, indent=1))
    return 0 if figures.holds else 1


if __name__ == "__main__":
    sys.exit(main())
