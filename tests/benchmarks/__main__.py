"""``make bench``: run the measurements, print the table, write build/bench.json."""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.benchmarks.measure import Row
from tests.benchmarks.rows import ROWS

OUT = Path("build/bench.json")


def main() -> int:
    """Run all rows or ``--only`` one; exit code 1 when a goal is missed, 2 for an unknown name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="one of: " + ", ".join(ROWS))
    only = parser.parse_args().only
    if only and only not in ROWS:
        print(f"There is no row {only!r}. There are: {', '.join(ROWS)}", file=sys.stderr)
        return 2
    OUT.parent.mkdir(exist_ok=True)
    rows = []
    print(f"{'row':34} {'measured':>12} {'floor':>12} {'ratio':>7} {'goal':>8}")
    for name in [only] if only else list(ROWS):
        row = measured(ROWS[name])
        rows.append(row.as_json())
        bound = ("≥ " if row.more_is_better else "≤ ") + f"{row.goal:g}"
        verdict = "" if row.holds else "  missed"
        print(
            f"{row.name:34} {row.value:12.4g} {row.floor:12.4g} {row.ratio:7.2f} {bound:>8}{verdict}  {row.unit}",
            flush=True,
        )
        OUT.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0 if all(row["holds"] for row in rows) else 1


def measured(measure: Callable[[], Row | Awaitable[Row]]) -> Row:
    """A row, whether its measurement is asynchronous or runs loops of its own."""
    found = measure()
    if isinstance(found, Row):
        return found

    async def wait() -> Row:
        return await found

    return asyncio.run(wait())


if __name__ == "__main__":
    sys.exit(main())
