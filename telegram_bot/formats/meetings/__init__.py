"""/meet: voluntary meetings on a topic; nobody is named before both said yes. The rules are core.programs.meetings' and
core.programs.meeting_records'."""

from telegram_bot.formats.format import Format
from telegram_bot.formats.meetings import course, rounds, wishes
from telegram_bot.formats.meetings.cards import LETTER

FORMAT = Format(
    LETTER,
    "meet",
    wishes.enter,
    presses={
        "topics": wishes.show_topics,
        "ways": wishes.show_ways,
        "pauses": wishes.show_pauses,
        "resume": wishes.resume,
        "back": wishes.back,
        "show": course.show,
        "yes": course.say_yes,
        "no": course.say_no,
        "pick": course.pick,
        "vote": course.vote,
        "ics": course.calendar,
        "cannot": course.cannot,
        "met": course.met,
        "miss": course.missed,
        "score": course.score,
        "think": course.ask_thought,
    },
    answers={"thought": course.take_thought},
    duties=rounds.duties,
    look=rounds.look,
    forget=rounds.forget,
)
