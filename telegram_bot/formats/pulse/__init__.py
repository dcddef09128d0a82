"""/pulse: one question a week, answered by a press, and what came out of the earlier ones. The rules are
core.programs.pulse' and core.programs.poll_records'."""

from core.people.invitations import EMPLOYEE, EXECUTIVE
from telegram_bot.formats.format import Format
from telegram_bot.formats.pulse import answering, polling
from telegram_bot.formats.pulse.cards import LETTER

FORMAT = Format(
    LETTER,
    "pulse",
    answering.show,
    roles=(EMPLOYEE, EXECUTIVE),
    presses={"a": answering.give, "s": answering.give_next},
    duties=polling.duties,
    look=polling.look,
)
