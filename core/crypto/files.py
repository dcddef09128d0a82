"""Writing secrets to disk: private from the first byte, whole or not at all."""

import fcntl
import os
from contextlib import suppress
from glob import escape
from pathlib import Path


def write_private(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` atomically, mode 0600, synced to the disk before it takes the old one's
    place.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    _sweep(path)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _sweep(path: Path) -> None:
    """Remove the drafts of processes that were killed while they wrote: they hold keys that must die on time. A draft
    being written is locked."""
    for draft in path.parent.glob(f".{escape(path.name)}.*.new"):
        with suppress(OSError), draft.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            draft.unlink()
