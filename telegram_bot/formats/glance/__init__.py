"""/programme: the programme at a glance, for everybody, and the goals of the annual plan. The rules are
core.programs.glance' and core.programs.overview'."""

from telegram_bot.formats.format import Format
from telegram_bot.formats.glance import aims, showing, weekly

FORMAT = Format(
    showing.LETTER,
    "programme",
    showing.show,
    presses={"page": showing.turn, "stands": aims.say_stands, "stale": aims.say_stale},
    duties=aims.duties,
    look=weekly.look,
)
