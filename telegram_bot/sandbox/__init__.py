"""A local Bot API server on loopback for the demo and the tests: strict, stateful, and faulty on demand."""

from telegram_bot.sandbox.callbacks import Answer, Press
from telegram_bot.sandbox.chats import Chat
from telegram_bot.sandbox.clock import SandboxClock
from telegram_bot.sandbox.faults import FaultRule
from telegram_bot.sandbox.flood import FloodLimits
from telegram_bot.sandbox.person import CannotDo, NotSeen, Person
from telegram_bot.sandbox.sandbox import Sandbox
from telegram_bot.sandbox.screen import Button, Shown
from telegram_bot.sandbox.transcript import Entry, Transcript

__all__ = [
    "Answer",
    "Button",
    "CannotDo",
    "Chat",
    "Entry",
    "FaultRule",
    "FloodLimits",
    "NotSeen",
    "Person",
    "Press",
    "Sandbox",
    "SandboxClock",
    "Shown",
    "Transcript",
]
