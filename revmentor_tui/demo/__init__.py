"""The whole loop on one machine: a local Telegram, the real bot as its own process, the real console."""
