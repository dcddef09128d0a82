"""Processes that re-seal drops while this one commits: the library keeps the interpreter to itself for as long as it
opens one, so threads would not help.

Each is given the session's secrets by a pipe, nothing by its arguments or its environment, writes nothing to the disk
and ends with the pipe. What it is asked and answers is plain data (marshal): unlike a pickle it can name no code.
"""

import asyncio
import marshal
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, BinaryIO, Self

from core.crypto.session_key import SessionSecret
from core.moderation.resealing import Drop, Secrets, reseal

MANY = 4000
"""Drops from which processes are worth their start: from 3,000 on they were quicker, at 2,000 slower."""
PROCESSES = 2
"""This one reads, commits and waits for the disk meanwhile, so that two of them keep two cores busy."""
_LENGTH = 4


class Resealer:
    """Re-seals drops of one session: few in a thread, many in processes that live as long as the ``with`` block. When
    one dies, whatever it was doing is done here; it never touches the store, so nothing is lost by it."""

    def __init__(self, session: bytes, secrets: Secrets, count: int) -> None:
        self._session, self._secrets = session, secrets
        helps = count >= MANY and (os.cpu_count() or 1) > 1
        started = [_start(session, secrets) for _ in range(PROCESSES if helps else 0)]
        self._all = [process for process in started if process is not None]
        self._free = list(self._all)
        self._turns = asyncio.Semaphore(len(self._all) or 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes, and with them what they know, even in the middle of their work."""
        for process in self._all:
            _end(process)

    async def reseal(self, drops: Sequence[Drop]) -> list[bytes | None]:
        """As core.moderation.resealing.reseal; by a process that is free, else in a thread."""
        async with self._turns:
            while self._free:
                process = self._free.pop()
                with suppress(OSError, EOFError, ValueError):
                    found = await asyncio.to_thread(_ask, process, drops)
                    self._free.append(process)
                    return found
            return await asyncio.to_thread(reseal, self._session, self._secrets, drops)


def _start(session: bytes, secrets: Secrets) -> "subprocess.Popen[bytes] | None":
    """The process with its keys. None where none can be started."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("REVMENTOR_")}
    # Without the working directory among the places that modules come from; out of reach of the terminal's Ctrl-C.
    command = [sys.executable, "-P", "-m", __name__]
    try:
        process = subprocess.Popen(  # noqa: S603
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,
            pipesize=1 << 20,
        )
    except OSError:
        return None
    with suppress(OSError):
        # Whether it lives shows with the first answer.
        _send(process.stdin, (session, {epoch: secret.raw for epoch, secret in secrets.items()}))
    return process


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _ask(process: "subprocess.Popen[bytes]", drops: Sequence[Drop]) -> list[bytes | None]:
    """Raises OSError, EOFError or ValueError when the process is gone."""
    _send(process.stdin, list(drops))
    found: list[bytes | None] = _receive(process.stdout)
    return found


def _send(pipe: Any, what: Any) -> None:
    raw = marshal.dumps(what)
    pipe.write(len(raw).to_bytes(_LENGTH, "big"))
    pipe.write(raw)
    pipe.flush()


def _receive(pipe: Any) -> Any:
    size = int.from_bytes(pipe.read(_LENGTH), "big")
    raw = pipe.read(size)
    if not size or len(raw) < size:
        raise EOFError
    return marshal.loads(raw)  # noqa: S302


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until nobody asks any more."""
    with suppress(OSError, EOFError):
        session, raw = _receive(questions)
        secrets = {epoch: SessionSecret(session, epoch, secret) for epoch, secret in raw.items()}
        while True:
            _send(answers, reseal(session, secrets, _receive(questions)))


if __name__ == "__main__":
    # Behind whoever asks: its commits, and the keys that are pressed meanwhile, go first.
    os.nice(10)
    serve(sys.stdin.buffer, sys.stdout.buffer)
