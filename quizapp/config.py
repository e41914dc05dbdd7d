"""Every setting, its default, and one line of meaning. All come from QUIZAPP_… variables."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "QUIZAPP_"
PROJECT = Path(__file__).resolve().parent.parent

_KEPT = {"keep_guests_days": "30", "keep_leavers_days": "730", "keep_log_days": "730"}


class WrongSetting(ValueError):
    """A setting cannot be used; the message names it and says what to write instead."""


@dataclass(frozen=True)
class Settings:
    """What whoever runs quizapp may choose."""

    instance: Path  # INSTANCE: the folder with database and secrets
    database_url: str  # DATABASE_URL: default SQLite in that folder
    secret_key: str  # SECRET_KEY: signs form tokens; made on the first run
    public_url: str  # PUBLIC_URL: where people reach the site; links are built from it alone
    is_lan: bool = False  # LAN: a classroom without a server; set by `./quiz run --lan`
    session_hours: int = 12  # SESSION_HOURS: how long a sign-in lasts when nobody comes
    guest_days: int = 14  # GUEST_DAYS: how long a guest finds the way back to what was begun
    keep_guests_days: int = 30  # KEEP_GUESTS_DAYS: after that a guest is forgotten
    keep_leavers_days: int = 730  # KEEP_LEAVERS_DAYS: a student who left every class, likewise
    keep_log_days: int = 730  # KEEP_LOG_DAYS: after that an entry of the log may be let go of
    card_days: int = 7  # CARD_DAYS: how long a printed sign-in card is good
    proxies: int = 0  # PROXIES: how many reverse proxies of yours stand before it
    mail_url: str = ""  # MAIL_URL: the mail server for links to a new password
    mail_from: str = ""  # MAIL_FROM: the address that they come from

    @property
    def is_loopback(self) -> bool:
        """Is the site for this machine alone?"""
        host = urlsplit(self.public_url).hostname or ""
        return host == "localhost" or host.endswith(".localhost") or host.startswith("127.")

    @property
    def is_https(self) -> bool:
        """Is the site reached by HTTPS, so that cookies can be Secure?"""
        return self.public_url.startswith("https://")


def chosen(environ: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what was set, by name without prefix: the environment, under it `.env`."""
    both = {**_env_file(PROJECT / ".env"), **(os.environ if environ is None else environ)}
    return {name[len(PREFIX) :]: value for name, value in both.items() if name.startswith(PREFIX)}


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings from the environment and, under it, the file `.env`.

    Makes the instance folder and its secret key on first use. Raises WrongSetting.
    """
    get = chosen(environ)
    instance = Path(get.get("INSTANCE") or PROJECT / "instance").absolute()
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Settings(
        instance=instance,
        database_url=get.get("DATABASE_URL") or f"sqlite:///{instance / 'quizapp.sqlite'}",
        secret_key=_secret_key(get.get("SECRET_KEY"), instance),
        public_url=_public_url(get.get("PUBLIC_URL") or "http://127.0.0.1:8000"),
        is_lan=get.get("LAN") == "1",
        session_hours=_whole_number("SESSION_HOURS", get.get("SESSION_HOURS") or "12"),
        guest_days=_whole_number("GUEST_DAYS", get.get("GUEST_DAYS") or "14"),
        mail_url=_mail_url(get.get("MAIL_URL") or "", get.get("MAIL_FROM") or ""),
        mail_from=get.get("MAIL_FROM") or "",
        proxies=_number("PROXIES", get.get("PROXIES") or "0"),
        **{
            name: _whole_number(name.upper(), get.get(name.upper()) or default)
            for name, default in _KEPT.items()
        },
        card_days=_whole_number("CARD_DAYS", get.get("CARD_DAYS") or "7"),
    )


def refuse_unsafe(settings: Settings) -> None:
    """Raise WrongSetting for what nobody should be served with."""
    if os.environ.get("FLASK_DEBUG", "0").lower() not in {"", "0", "false", "no"}:
        raise WrongSetting("FLASK_DEBUG is set: its pages run what anybody types; take it away")
    if len(settings.secret_key) < 32 or len(set(settings.secret_key)) < 10:
        raise WrongSetting(
            "QUIZAPP_SECRET_KEY can be guessed: give at least 32 characters by chance, or leave"
            " it out, and one is made"
        )
    if not (settings.is_https or settings.is_loopback or settings.is_lan):
        raise WrongSetting(
            f"QUIZAPP_PUBLIC_URL is “{settings.public_url}”: passwords would go over plain HTTP."
            " Use https://, see docs/run.md, or --lan in a network that you trust"
        )


def _env_file(path: Path) -> dict[str, str]:
    """Return NAME=value lines of a `.env` file; empty where there is none."""
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


def _secret_key(given: str | None, instance: Path) -> str:
    if given:
        if len(given) < 32:
            raise WrongSetting("QUIZAPP_SECRET_KEY is too short: give at least 32 characters")
        return given
    path = instance / "secret_key"
    try:
        # Created by one process only, readable by its owner only.
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text("ascii").strip()


def _public_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise WrongSetting(
            f"QUIZAPP_PUBLIC_URL is “{value}”: write it like https://quiz.school.example"
        )
    return value.rstrip("/")


def _mail_url(url: str, sender: str) -> str:
    if url and (urlsplit(url).scheme not in {"smtp", "smtps"} or not urlsplit(url).hostname):
        raise WrongSetting("QUIZAPP_MAIL_URL: write it like smtps://user:password@mail.example")
    if url and "@" not in sender:
        raise WrongSetting("QUIZAPP_MAIL_FROM: say which address the mail comes from")
    return url


def _number(name: str, value: str) -> int:
    return 0 if value == "0" else _whole_number(name, value)


def _whole_number(name: str, value: str) -> int:
    if not value.isdecimal() or not int(value):
        raise WrongSetting(f"{PREFIX}{name} is “{value}”: write a whole number above 0")
    return int(value)
