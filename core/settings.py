"""All settings in one object: environment ``REVMENTOR_*``, then ``revmentor.toml`` in the home, then the
defaults.
"""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from core.errors import BadInput
from core.store.engine import default_url

TELEGRAM = "https://api.telegram.org/bot"


def default_home() -> Path:
    """``$REVMENTOR_HOME``, or ``~/.revmentor``."""
    return Path(os.environ.get("REVMENTOR_HOME") or Path.home() / ".revmentor")


class Settings(BaseSettings):
    """What an operator can set. Every field is also an environment variable: ``REVMENTOR_`` and its name."""

    model_config = SettingsConfigDict(
        env_prefix="REVMENTOR_", extra="forbid", hide_input_in_errors=True, env_ignore_empty=True
    )

    home: Path = Field(default_factory=default_home)
    """Folder of the keys, the settings file and the embedded store."""

    database_url: SecretStr | None = None
    """SQLAlchemy URL: ``sqlite+aiosqlite:///file`` or ``postgresql+asyncpg://user:password@host/name``."""

    bot_token: SecretStr | None = None
    """The token from BotFather."""

    bot_token_file: Path | None = None
    """A file that holds the token (systemd credentials)."""

    bot_api_url: str = TELEGRAM
    """Where the Bot API is, without the token."""

    passphrase_file: Path | None = None
    """A file that holds the moderator's passphrase, for commands without a prompt."""

    lang: Literal["ru", "en"] | None = None
    """Language of the console and the commands; else the locale's."""

    pace_chat: float = 1.0
    """Messages a second to one chat. 0: no limit (the sandbox)."""

    pace_overall: float = 30.0
    """Messages a second in all. 0: no limit."""

    fresh_for: float = 0.5
    """Seconds for which the bot may work from the people and sessions it has read. 0: read them for every message."""

    webhook_url: str | None = None
    """Public https address for Telegram's deliveries; without it the bot polls."""

    webhook_listen: str = "127.0.0.1:8443"
    """host:port that the webhook listens on, behind a TLS proxy."""

    webhook_secret: SecretStr | None = None
    """What Telegram repeats in a header; derived from the bot's key when not set."""

    group: int | None = None
    """Telegram's id of the company's channel or group (-100…): who joins must be in it. The bot has to be one of its
    administrators."""

    plain: bool = False
    """The console line by line, without a picture: for screen readers and braille."""

    keys: dict[str, str] = Field(default_factory=dict)
    """Other keys for the console's acts, by act id; ``[keys]`` in revmentor.toml."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """How much the bot logs. No level logs texts, names, ids or the token."""

    @property
    def url(self) -> str:
        """The store's URL."""
        return self.database_url.get_secret_value() if self.database_url else default_url(self.home)

    @property
    def identity_path(self) -> Path:
        """The moderator's identity file."""
        return self.home / "identity.key"

    @property
    def bot_key_path(self) -> Path:
        """The bot's key file."""
        return self.home / "bot.key"

    @property
    def ring_path(self) -> Path:
        """The bot's short-lived keys."""
        return self.home / "bot.ring"

    @property
    def pin_path(self) -> Path:
        """What this host trusts: its pin of the team's roster."""
        return self.home / "team.pin"

    @property
    def roster_path(self) -> Path:
        """The people who work here, if somebody keeps the list: names and posts as CSV."""
        return self.home / "roster.csv"

    @property
    def witness_path(self) -> Path:
        """What this host has seen of the journal."""
        return self.home / "journal.witness"

    @property
    def certificates_path(self) -> Path:
        """Certificates of erased sessions."""
        return self.home / "certificates"

    def read_token(self) -> str:
        """The bot's token. Raises BadInput when none is set or its file cannot be read."""
        if self.bot_token:
            return self.bot_token.get_secret_value().strip()
        if self.bot_token_file:
            return _read_line(self.bot_token_file, "error-token-file")
        raise BadInput("error-no-token")

    def read_passphrase(self) -> str | None:
        """The passphrase from its file, or None when no file is set. Raises BadInput."""
        return _read_line(self.passphrase_file, "error-passphrase-file") if self.passphrase_file else None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, environment, then the home's revmentor.toml."""
        del dotenv_settings, file_secret_settings
        given = init_settings()
        home = Path(given.get("home") or default_home())
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, home / "revmentor.toml")


def load_settings(**given: object) -> Settings:
    """Settings from all sources. Raises BadInput naming the setting that is wrong, never its value."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        names = ", ".join(sorted({".".join(str(part) for part in item["loc"]) for item in error.errors()}))
        raise BadInput("error-settings", names=names) from None
    except (ValueError, OSError):
        raise BadInput("error-settings-file") from None


def _read_line(path: Path, message_id: str) -> str:
    try:
        line = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise BadInput(message_id, file=path.name) from None
    if not line:
        raise BadInput(message_id, file=path.name)
    return line
