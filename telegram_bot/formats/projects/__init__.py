"""/project: an executive and a young colleague make one thing together. The rules are core.programs.projects'."""

from telegram_bot.formats.format import Format
from telegram_bot.formats.projects import course, terms
from telegram_bot.formats.projects.cards import LETTER

FORMAT = Format(
    LETTER,
    "project",
    terms.show,
    presses={
        "new": terms.begin,
        "list": terms.show_sought,
        "view": terms.view,
        "open": course.open_one,
        "goal": terms.ask_goal,
        "weeks": terms.ask_weeks,
        "set": terms.set_weeks,
        "steps": terms.ask_steps,
        "seek": terms.seek,
        "take": terms.take,
        "sign": terms.sign,
        "part": terms.step_back,
        "colour": course.colour,
        "reach": course.ask_reached,
        "done": course.reached,
        "demo": course.demo,
        "rate": course.rate,
        "change": terms.ask_change,
        "stop": course.ask_reason,
    },
    answers={"goal": terms.take_goal, "steps": terms.take_steps, "reason": course.take_reason},
    look=course.look,
    forget=course.forget,
)
