"""Settings come from arguments, the environment and the home's file, in this order.

A mistake names the setting, never its value.
"""

from pathlib import Path

import pytest

from core.errors import BadInput
from core.settings import TELEGRAM, Settings, load_settings


def test_the_defaults_need_nothing(home: Path) -> None:
    settings = load_settings(home=home)
    assert settings.url == f"sqlite+aiosqlite:///{home / 'revmentor.db'}"
    assert settings.bot_api_url == TELEGRAM
    assert (settings.pace_chat, settings.pace_overall) == (1.0, 30.0)
    assert not home.exists()


def test_an_argument_goes_before_the_environment_and_that_before_the_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "revmentor.toml").write_text('lang = "ru"\nbot_api_url = "http://file"\nlog_level = "DEBUG"\n')
    monkeypatch.setenv("REVMENTOR_HOME", str(home))
    monkeypatch.setenv("REVMENTOR_BOT_API_URL", "http://environment")
    monkeypatch.setenv("REVMENTOR_LOG_LEVEL", "WARNING")
    settings = load_settings(log_level="ERROR")
    assert (settings.home, settings.lang) == (home, "ru")
    assert (settings.bot_api_url, settings.log_level) == ("http://environment", "ERROR")


def test_an_empty_variable_is_no_setting(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVMENTOR_LANG", "")
    assert load_settings(home=home).lang is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("LANG", "geheim"), ("PACE_CHAT", "geheim"), ("LOG_LEVEL", "geheim")],
)
def test_a_wrong_value_names_the_setting_and_not_the_value(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"REVMENTOR_{name}", value)
    with pytest.raises(BadInput) as caught:
        load_settings(home=home)
    assert caught.value.facts == {"names": name.lower()}
    assert "geheim" not in repr(caught.value) + str(caught.value.facts)


@pytest.mark.parametrize("content", [b"lang = ", b"\xff\xfe", b"[[[", b"lang = 'ru'\nlang = 'en'"])
def test_a_file_that_is_no_toml_is_one_clear_error(home: Path, content: bytes) -> None:
    home.mkdir()
    (home / "revmentor.toml").write_bytes(content)
    with pytest.raises(BadInput) as caught:
        load_settings(home=home)
    assert caught.value.message_id == "error-settings-file"


def test_an_unknown_setting_in_the_file_is_named(home: Path) -> None:
    home.mkdir()
    (home / "revmentor.toml").write_text('langauge = "ru"\n')
    with pytest.raises(BadInput) as caught:
        load_settings(home=home)
    assert caught.value.facts == {"names": "langauge"}


def test_secrets_are_not_shown(home: Path) -> None:
    settings = load_settings(home=home, bot_token="1:geheim", database_url="postgresql+asyncpg://u:geheim@h/n")
    assert "geheim" not in repr(settings) + str(settings)
    assert settings.url.endswith("u:geheim@h/n")


@pytest.mark.parametrize("read", [Settings.read_token, Settings.read_passphrase])
def test_a_secret_can_lie_in_a_file(home: Path, tmp_path: Path, read: object) -> None:
    path = tmp_path / "secret"
    path.write_text("  1:geheim  \n")
    settings = load_settings(home=home, bot_token_file=path, passphrase_file=path)
    assert read(settings) == "1:geheim"  # type: ignore[operator]


@pytest.mark.parametrize("content", [None, b"", b"  \n", b"\xff\xfe"])
def test_an_empty_or_missing_file_is_named_without_its_folder(
    home: Path, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
    settings = load_settings(home=home, bot_token_file=path, passphrase_file=path)
    for read in (settings.read_token, settings.read_passphrase):
        with pytest.raises(BadInput) as caught:
            read()
        assert caught.value.facts == {"file": "secret"}


def test_no_token_is_said_so_and_no_passphrase_file_is_none(home: Path) -> None:
    settings = load_settings(home=home)
    with pytest.raises(BadInput) as caught:
        settings.read_token()
    assert caught.value.message_id == "error-no-token"
    assert settings.read_passphrase() is None
