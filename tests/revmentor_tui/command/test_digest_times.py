"""`revmentor digest publish --at`, `unschedule` and `resend`, as an operator types them."""

from datetime import UTC, datetime, timedelta

from tests.revmentor_tui.command.conftest import Call


def test_a_digest_is_scheduled_and_taken_back(call: Call, written) -> None:
    written("раз")
    call("inbox", "take")
    letter = call("inbox", "list", "--json").one["id"]
    call("release", letter)
    call("digest", "compose", letter)
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    made = call("digest", "publish", "1", "--at", f"{tomorrow:%Y-%m-%d} 18:00", "--json").one
    assert (made["state"], made["published"][:10]) == ("scheduled", f"{tomorrow:%Y-%m-%d}")
    assert "назначен" in call("digest", "list").out
    assert call("digest", "publish", "1").code == 2
    assert call("digest", "unschedule", "1", "--json").one["state"] == "draft"
    assert call("digest", "unschedule", "1").code == 2
    assert call("digest", "publish", "1", "--json").one["state"] == "published"


def test_a_time_that_is_none_or_past_changes_nothing(call: Call, written) -> None:
    written("раз")
    call("inbox", "take")
    letter = call("inbox", "list", "--json").one["id"]
    call("release", letter)
    call("digest", "compose", letter)
    for at in ("завтра", "2020-01-01 10:00", "2099-01-01 10:00"):
        said = call("digest", "publish", "1", "--at", at)
        assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert call("digest", "list", "--json").one["state"] == "draft"
    assert call("digest", "resend", "1").code == 2
