"""/intern: an executive works some days at a start-up and comes back with one public promise. The rules are
core.programs.internships'."""

from core.people.invitations import INVITED
from telegram_bot.formats.format import Format
from telegram_bot.formats.internships import booking, course
from telegram_bot.formats.internships.cards import LETTER

FORMAT = Format(
    LETTER,
    "intern",
    booking.show,
    roles=INVITED,
    presses={
        "place": booking.show_place,
        "choose": booking.choose,
        "open": booking.open_one,
        "days": booking.ask_days,
        "aims": booking.ask_aims,
        "ack": booking.acknowledge,
        "send": booking.send,
        "drop": booking.drop,
        "yes": booking.answer,
        "no": booking.answer,
        "log": course.ask_log,
        "tick": course.tick,
        "commit": course.ask_promise,
        "check": course.check,
    },
    answers={
        "days": booking.take_days,
        "aims": booking.take_aims,
        "log": course.take_log,
        "commit": course.take_promise,
    },
    duties=course.duties,
    look=course.look,
    forget=course.forget,
)
