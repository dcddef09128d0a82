"""Work in the background that failed in a way nobody foresaw: it must not end in silence."""

from typing import Protocol

from textual.worker import Worker, WorkerState


class Hearer(Protocol):
    """Whoever is told of it: the app."""

    def stumbled(self, error: BaseException) -> None:
        """Say so, without its words."""


class Stumbling:
    """For screens and apps with work of their own: Textual tells the owner of the work alone that it failed."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Pass a failure on."""
        if event.state == WorkerState.ERROR and event.worker.error is not None:
            hearer: Hearer = getattr(self, "app")  # noqa: B009 - every node has one, of a kind this room does not know
            hearer.stumbled(event.worker.error)
