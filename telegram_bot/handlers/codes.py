"""What a code is, said before it matters: whoever has it reads the answer, and a lost one is lost."""

from core.language.safe_text import SafeText
from telegram_bot.talk import Talk


async def explain_codes(talk: Talk) -> None:
    """/codes, and /code as it was once called."""
    await talk.say(codes_card(talk))


def codes_card(talk: Talk) -> SafeText:
    """The same for the first card's button: there is no list of letters, for the bot keeps none."""
    return talk.words("codes")
