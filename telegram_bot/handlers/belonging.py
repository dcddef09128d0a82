"""Whether somebody belongs to the company: asked of Telegram once, at joining, and kept nowhere."""

import logging

from telegram import ChatMember, ChatMemberRestricted
from telegram.error import BadRequest, Forbidden

from telegram_bot.talk import Talk

_LOG = logging.getLogger(__name__)
INSIDE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER)


async def is_proved(talk: Talk) -> bool:
    """Whether this person may use an invitation: they are in the company's channel or group, or none is set. Those who
    may not are told why; the invitation stays unused. Raises TelegramError for what time heals."""
    if talk.deps.group is None:
        return True
    try:
        member = await talk.bot.get_chat_member(talk.deps.group, talk.user)
    except (BadRequest, Forbidden) as error:
        if "user not found" in error.message.lower() or "member not found" in error.message.lower():
            await talk.say(talk.words("group-stranger"))
            return False
        _LOG.error("the company's group cannot be asked: is the bot one of its administrators?")
        await talk.say(talk.words("group-unknown"))
        return False
    if member.status in INSIDE or (isinstance(member, ChatMemberRestricted) and member.is_member):
        return True
    await talk.say(talk.words("group-stranger"))
    return False
