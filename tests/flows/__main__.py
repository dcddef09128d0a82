"""``make flows``: play every conversation and write docs/FLOWS.md."""

import asyncio
import sys
from pathlib import Path

from tests.flows.playing import play_all

OUT = Path("docs/FLOWS.md")


def main() -> int:
    """Write the file; says whether it changed."""
    text = asyncio.run(play_all())
    changed = not OUT.exists() or OUT.read_text("utf-8") != text
    OUT.write_text(text, "utf-8")
    print(f"{OUT}: {'written anew' if changed else 'unchanged'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
