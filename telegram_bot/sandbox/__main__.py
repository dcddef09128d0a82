"""python -m telegram_bot.sandbox: run the server alone, for trying a bot by hand."""

import argparse
import asyncio
import contextlib
import sys

from telegram_bot.sandbox.clock import SandboxClock
from telegram_bot.sandbox.flood import FloodLimits
from telegram_bot.sandbox.sandbox import Sandbox


async def _serve(port: int, flood: bool, manual_clock: bool) -> None:
    clock = SandboxClock(start=SandboxClock().now()) if manual_clock else SandboxClock()
    sandbox = Sandbox(any_token=True, clock=clock, flood=FloodLimits() if flood else None, keep_entries=100_000)
    await sandbox.start(port)
    try:
        # The one line of a command's output, not a log.
        print(f"base_url {sandbox.base_url}", flush=True)  # noqa: T201
        print(f"any token is accepted; people: {sandbox.root_url}/client/", flush=True)  # noqa: T201
        await asyncio.Event().wait()
    finally:
        await sandbox.stop()


def main() -> int:
    """Serve until interrupted; exit code 2 when the port cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m telegram_bot.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="port on 127.0.0.1 (0: any free one)")
    parser.add_argument("--flood", action="store_true", help="enforce Telegram's limits on how fast a bot may write")
    parser.add_argument("--manual-clock", action="store_true", help="time stands still until POST /client/clock")
    chosen = parser.parse_args()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_serve(chosen.port, chosen.flood, chosen.manual_clock))
    except (OSError, OverflowError):
        sys.stderr.write(f"port {chosen.port} on 127.0.0.1 cannot be used; choose another with --port\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
