"""What the pulse's trend marks as decided."""

from datetime import date

from core.programs.council.motions import Answer, Motion
from core.programs.council.papers import Matter, Source
from core.programs.decisions import voices
from core.programs.pulse import Mark
from core.programs.signal_records import Reply
from core.programs.states import State

DAY = date(2026, 3, 2)


def matter(verdict: State, title: str, *, silent: bool = False) -> Matter:
    """A vote that was answered so."""
    answer = Answer(verdict, "" if silent else "слова", DAY, by_silence=silent)
    return Matter(Motion(0, verdict, answer=answer), Source.STAFF, title)


def test_votes_in_effect_and_accepted_signals_are_decisions_and_refusals_are_none() -> None:
    matters = [
        matter(State.ACCEPTED, "Пятница без встреч"),
        matter(State.ACCEPTED, "Курсы", silent=True),
        matter(State.DECLINED, "Второй отпуск"),
        Matter(Motion(3, State.PROPOSED), Source.STAFF, "Ещё не решено"),
    ]
    replies = [Reply(True, "Включим счета в чате", "директор", DAY), Reply(False, "Нет", "директор", DAY), None]
    marks = voices(matters, replies)
    assert marks == [Mark(DAY, "Пятница без встреч"), Mark(DAY, "Курсы"), Mark(DAY, "Включим счета в чате")]
