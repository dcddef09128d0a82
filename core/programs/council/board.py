"""The council's votes on the public board: the result, and the executives' answer beside it."""

from collections.abc import Sequence

from core.language.safe_text import SafeText, one_line
from core.leadership.pages import ref_of
from core.locales.catalogue import say
from core.page import Button, Page
from core.programs.council.pages import press
from core.programs.council.papers import Ballot, Matter
from core.programs.council.telling import tell_answer, tell_ballot
from core.programs.ledger import Record

VOTE = "bc:"
"""How the data of the board's buttons that lead to a vote begins; its matter's id follows."""
LINE_LONGEST = 280
"""Characters of one line on the board: a long answer is read on the matter's own page."""


def counted(matters: Sequence[Record[Matter]]) -> list[Record[Matter]]:
    """Those whose vote has a result, also one that too few took part in, in the order given."""
    return [one for one in matters if one.body.motion.voters_said is not None]


def votes_button(lang: str, votes: Sequence[Record[Matter]]) -> tuple[Button, ...]:
    """From the board's front page to the first of them; none when there are none."""
    if not votes:
        return ()
    return (Button(say(lang, "button-board-votes", count=len(votes)), f"{VOTE}{ref_of(votes[0].id)}"),)


def vote_page(
    lang: str, votes: Sequence[Record[Matter]], place: int, ballots: Sequence[Record[Ballot]], home: Button
) -> Page:
    """One of ``votes`` with its ballots."""
    body = votes[place].body
    parts = [[say(lang, "board-vote", place=place + 1, count=len(votes))], [one_line(body.title)]]
    parts += [tell_ballot(lang, one.body) for one in ballots]
    parts.append(tell_answer(lang, body))
    text = "\n\n".join("\n".join(_shorten(line) for line in lines) for lines in parts if lines)
    turns = [(SafeText("‹"), place - 1), (SafeText("›"), place + 1)]
    turning = tuple(Button(sign, f"{VOTE}{ref_of(votes[to].id)}") for sign, to in turns if 0 <= to < len(votes))
    whole = press(say(lang, "button-board-vote"), "d", ref_of(votes[place].id))
    return Page(SafeText(text), tuple(row for row in ((whole,), turning, (home,)) if row))


def _shorten(line: str) -> str:
    return line if len(line) <= LINE_LONGEST else f"{line[: LINE_LONGEST - 1].rstrip()}…"
