"""/mentor: a young colleague mentors an executive. The rules are core.programs.pairs' and core.programs.mentoring's."""

from telegram_bot.formats.format import Format
from telegram_bot.formats.pairs import course, rating, sessions
from telegram_bot.formats.pairs.cards import LETTER

FORMAT = Format(
    LETTER,
    "mentor",
    course.enter,
    presses={
        "show": course.show,
        "want": course.want,
        "yes": course.say_yes,
        "no": course.say_no,
        "goal": course.ask_goal,
        "stop": course.ask_stop,
        "end": course.stop,
        "back": course.back,
        "paper": course.certificate,
        "plan": sessions.ask_day,
        "move": sessions.ask_other_day,
        "other": sessions.type_day,
        "day": sessions.choose_day,
        "moved": sessions.move,
        "topic": sessions.choose_topic,
        "own": sessions.type_topic,
        "met": sessions.met,
        "use": sessions.useful,
        "miss": sessions.missed,
        "think": sessions.ask_thought,
        "rate": rating.rate,
    },
    answers={
        "goal": course.take_goal,
        "day": sessions.take_day,
        "topic": sessions.take_topic,
        "thought": sessions.take_thought,
    },
    duties=course.duties,
    look=course.look,
    forget=course.forget,
)
