"""/signal: what people see change, without a name, and when it is time to wake the executives. The rules are
core.programs.signals'."""

from telegram_bot.formats.format import Format
from telegram_bot.formats.signals import deciding, sending, turning
from telegram_bot.formats.signals.cards import LETTER

FORMAT = Format(
    LETTER,
    "signal",
    sending.show,
    presses={
        "new": sending.begin,
        "where": sending.choose_place,
        "too": sending.see_too,
        "there": sending.choose_place_too,
        "send": sending.send,
        "drop": sending.drop,
        "open": deciding.open_one,
        "check": deciding.check,
        "later": deciding.ask_later,
        "until": deciding.postpone,
        "accept": deciding.ask_accept,
        "decline": deciding.ask_decline,
        "project": turning.make_project,
        "ballot": turning.make_ballot,
    },
    answers={"what": sending.take_what, "accept": deciding.take_reply, "decline": deciding.take_reply},
    duties=deciding.duties,
    look=deciding.look,
)
