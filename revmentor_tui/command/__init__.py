"""The `revmentor` command line. Starting it loads no database, no terminal toolkit and no Telegram library."""

from revmentor_tui.command.main import main

__all__ = ["main"]
