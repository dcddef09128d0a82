"""`revmentor council`: a whole vote from the command line, and every attack on its file or its rows found out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from core.crypto.spelling import fingerprint
from core.programs.council.credentials import Issuer as BallotIssuer
from core.programs.council.questions import NO, YES, canonical
from core.programs.council.record import Record
from core.store.tables import council_votes
from telegram_bot.deps import Deps
from tests.revmentor_tui.command.conftest import Bot, Call


@dataclass(frozen=True)
class Voted:
    """A counted vote: its matter, ballot, exported file and receipts."""

    matter: str
    ballot: str
    file: Path
    receipts: list[str]

    @property
    def raw(self) -> dict[str, Any]:
        """The file's content."""
        return json.loads(self.file.read_text("utf-8"))  # type: ignore[no-any-return]

    def tampered(self, change: Callable[[dict[str, Any]], None]) -> Path:
        """Another file, changed so."""
        raw = self.raw
        change(raw)
        path = self.file.with_name("changed.json")
        path.write_bytes(canonical(raw))
        return path


@pytest.fixture
def voted(bot: Bot, call: Call, tmp_path: Path) -> Voted:
    """Four of five have voted; counted, published, exported."""
    opened = call("council", "open", "--title", "Пятница без встреч?", "--days", "1", "--json")
    assert opened.code == 0, opened.err
    bot.look()
    (ballot,) = opened.one["ballots"]
    receipts = bot.vote(ballot, {1: (YES,), 2: (YES,), 3: (NO,), 4: ()})
    bot.clock.advance(days=3)
    bot.look()
    assert call("council", "count", opened.one["id"]).code == 0
    bot.look()
    file = tmp_path / "vote.json"
    exported = call("council", "export", opened.one["id"], str(file))
    assert exported.code == 0, exported.err
    return Voted(opened.one["id"], ballot, file, receipts)


def test_a_vote_from_opening_to_result(voted: Voted, call: Call) -> None:
    shown = call("council", "show", voted.matter)
    assert "проголосовали 4 из 5" in shown.out
    assert "За 2 · Против 1 · Воздержусь 0" in shown.out
    assert "Решение вступит в силу" in shown.out
    listed = call("council", "list", "--json")
    assert [(one["state"], one["voted"]) for one in listed.objects] == [("released", "accepted")]


def test_what_holds_is_said_to_hold(voted: Voted, call: Call) -> None:
    receipts = [word for receipt in voted.receipts for word in ("--receipt", receipt)]
    record = Record.decode(voted.file.read_bytes())
    codes = ["--code", fingerprint(record.opening.digest, "ru"), "--ballots-code", fingerprint(record.closing, "en")]
    for what in (str(voted.file), voted.matter):
        said = call("council", "verify", what, *receipts, *codes)
        assert (said.code, said.out) == (0, "Всё сходится: 4 бюллетеня из 5 возможных.\n")


def test_the_recount_is_the_published_result_to_the_byte(voted: Voted, call: Call) -> None:
    said = [call("council", "recount", str(voted.file), "--json").one for _ in range(10)]
    assert {one["result"] for one in said} == {canonical(voted.raw["result"]).decode()}
    assert "до байта" in call("council", "recount", str(voted.file)).out
    changed = voted.tampered(lambda raw: raw["result"].update(winners=["no"]))
    assert call("council", "recount", str(changed)).code == 1


def stuff(raw: dict[str, Any]) -> None:
    """A ballot of somebody who is on no list."""
    stranger = BallotIssuer(b"x" * 8, b"y" * 32).vote(b"z", b"o" * 32, (YES,))
    raw["votes"].append([stranger.public.hex(), list(stranger.choice), stranger.signature.hex()])
    raw["receipts"] = sorted([*raw["receipts"], stranger.receipt.hex()])


def double(raw: dict[str, Any]) -> None:
    """The same ballot twice."""
    raw["votes"].append(raw["votes"][0])


def drop(raw: dict[str, Any]) -> None:
    """A ballot taken out."""
    raw["votes"].pop()


def drop_wholly(raw: dict[str, Any]) -> None:
    """A ballot taken out with its receipt, and the result counted anew."""
    record = Record.decode(canonical(raw))
    gone = record.votes[0]
    raw["votes"] = raw["votes"][1:]
    raw["receipts"].remove(gone.receipt.hex())


def lengthen(raw: dict[str, Any]) -> None:
    """One more voter on the list."""
    raw["roll"] = sorted([*raw["roll"], "ab" * 32])


def ask_otherwise(raw: dict[str, Any]) -> None:
    """Another question."""
    raw["question"]["title"] = "Пятница без обеда?"


def redraw(raw: dict[str, Any]) -> None:
    """Another lot."""
    raw["seed"] = "cd" * 32


def turn(raw: dict[str, Any]) -> None:
    """A ballot changed."""
    raw["votes"][0][1] = ["abstain"]


def misname(raw: dict[str, Any]) -> None:
    """The file of another vote."""
    raw["question"]["id"] = "00" * 8


ATTACKS = [
    (stuff, "лишний бюллетень"),
    (double, "больше одного голоса"),
    (drop, "нет среди посчитанных"),
    (drop_wholly, "не тот, что объявлен с итогом"),
    (lengthen, "список голосующих не тот"),
    (ask_otherwise, "вопрос не тот"),
    (redraw, "жребий не тот"),
    (turn, "изменён или подделан"),
    (misname, "журнал этой установки не знает"),
]


def test_every_attack_on_the_file_is_found(voted: Voted, call: Call) -> None:
    for attack, sentence in ATTACKS:
        said = call("council", "verify", str(voted.tampered(attack)))
        assert (said.code, len(said.out.splitlines())) == (1, 1), attack
        assert sentence in said.out, attack


def test_a_wrong_code_or_receipt_is_named(voted: Voted, call: Call) -> None:
    for option, value, sentence in (
        ("--code", "выдра якорь", "код голосования"),
        ("--ballots-code", "выдра якорь", "код бюллетеней"),
        ("--receipt", "ab" * 16, "нет среди посчитанных"),
    ):
        said = call("council", "verify", str(voted.file), option, value)
        assert (said.code, sentence in said.out) == (1, True)
    assert call("council", "verify", str(voted.file), "--receipt", "xyz").code == 2
    assert call("council", "verify", "нет-такого").code == 2
    rubbish = voted.file.with_name("rubbish.json")
    rubbish.write_text("{}", "utf-8")
    assert call("council", "verify", str(rubbish)).code == 2


def change_rows(bot: Bot, ballot: str, change: Callable[[list[Any]], dict[bytes, bytes]]) -> None:
    """Write other boxes into the rows of votes, as somebody with the database could."""

    async def act(deps: Deps) -> None:
        async with deps.store.writing() as tx:
            rows = (await tx.execute(select(council_votes).order_by(council_votes.c.place))).all()
            for place, box in change(list(rows)).items():
                await tx.execute(update(council_votes).where(council_votes.c.place == place).values(box=box))

    del ballot
    bot.do(act)


def test_rows_changed_after_the_count_are_found_from_within(voted: Voted, bot: Bot, call: Call) -> None:
    change_rows(bot, voted.ballot, lambda rows: {rows[0].place: rows[1].box})
    said = call("council", "verify", voted.matter)
    assert said.code == 1
    assert "в урне не то" in said.out


def test_rows_changed_between_close_and_count_stop_the_count(bot: Bot, call: Call) -> None:
    opened = call("council", "open", "--title", "Вопрос", "--days", "1", "--json").one
    bot.look()
    bot.vote(opened["ballots"][0], {1: (YES,), 2: (YES,), 3: (NO,)})
    bot.clock.advance(days=3)
    bot.look()
    change_rows(bot, "", lambda rows: {rows[0].place: rows[1].box})
    said = call("council", "count", opened["id"])
    assert said.code == 2
    assert "В урне не то" in said.err


def test_rows_exchanged_or_copied_while_voting_lasts_are_missed_at_the_close(bot: Bot, call: Call) -> None:
    opened = call("council", "open", "--title", "Вопрос", "--days", "1", "--json").one
    bot.look()
    bot.vote(opened["ballots"][0], dict.fromkeys(range(1, 6), (YES,)))
    change_rows(bot, "", lambda rows: {rows[0].place: rows[1].box, rows[2].place: b""})
    bot.clock.advance(days=3)
    bot.look()
    assert call("council", "count", opened["id"]).code == 0
    bot.look()
    shown = call("council", "show", opened["id"])
    assert "проголосовали 3 из 5" in shown.out
    assert "2 бюллетеня были испорчены в базе" in shown.out


def test_what_cannot_be_put_to_the_vote_is_one_sentence(bot: Bot, call: Call) -> None:
    for words in (
        ("open",),
        ("open", "--title", "Вопрос", "--kind", "ranked", "--option", "Одно"),
        ("open", "--title", "Вопрос", "--kind", "budget", "--option", "а", "--option", "б", "--cost", "5"),
        ("open", "--title", "Вопрос", "--executives"),
        ("open", "--title", "Вопрос", "--electorate", "council"),
        ("elect", "--title", "Выборы", "--seats", "2"),
        ("count", "ffff"),
        ("propose", "ffff"),
    ):
        said = call("council", *words)
        assert (said.code, said.out) == (2, ""), words
        assert len(said.err.splitlines()) == 1


def test_too_few_to_tell_can_be_checked_by_every_moderator(
    bot: Bot, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = call("council", "open", "--title", "Пятница без встреч?", "--days", "1", "--json")
    bot.look()
    bot.vote(opened.one["ballots"][0], dict.fromkeys(range(1, 5), (YES,)))
    bot.clock.advance(days=3)
    bot.look()
    with monkeypatch.context() as lying:
        lying.setattr("core.moderation.council.VOTERS_LEAST", 5)
        assert call("council", "count", opened.one["id"]).code == 0
    bot.look()
    checked = call("council", "verify", opened.one["id"])
    assert (checked.code, "достаточно голосов" in checked.out) == (1, True)
