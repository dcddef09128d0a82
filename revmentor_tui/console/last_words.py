"""The end that nobody wants: one sentence, never a traceback, whose locals would be opened letters."""

import sys

from textual.app import App
from textual.reactive import reactive

from core.locales.catalogue import say


class LastWords(App[int]):
    """An app that speaks ``lang``, and tells of a failure nothing but its kind."""

    lang: reactive[str] = reactive("ru", init=False)
    _failure = ""

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._failure = type(error).__name__
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._return_code = 1
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
        if self._failure:
            sys.stderr.write(f"{say(self.lang, 'console-failed', kind=self._failure)}\n")
            self._failure = ""
