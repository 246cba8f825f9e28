"""The only reader of the environment; a missing or odd value stops the start with advice."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from urllib.parse import ParseResult, parse_qs, unquote, urlparse

ROOT = Path(__file__).resolve().parents[3]


class Mode(StrEnum):
    """How this installation runs; anything but a deliberate choice is production."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class SettingMissing(SystemExit):
    """A setting is absent or unusable; the message says how to mend it."""

    def __init__(self, name: str, advice: str) -> None:
        super().__init__(f"Setting {name}: {advice} See docs/how-to/run-it-for-real.md.")


def text(name: str, default: str | None = None, *, advice: str = "") -> str:
    """The value of a variable; without default a missing one stops the start."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise SettingMissing(name, f"is required. {advice}")
    return value


def everything() -> dict[str, str]:
    """All variables as they are, to start another process with."""
    return dict(os.environ)


def site(name: str, default: str | None, *, advice: str) -> str:
    """The address of a site, such as ``https://veerkracht.example``, without a slash at the end.

    With "" as default there may be none.
    """
    value = text(name, default, advice=advice).rstrip("/")
    if value == default == "":
        return value
    parts = urlparse(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise SettingMissing(name, f"must be an address, not “{value}”. {advice}")
    return value


def number(name: str, default: int) -> int:
    """A whole number."""
    value = text(name, str(default))
    if not value.lstrip("-").isdecimal():
        raise SettingMissing(name, f"must be a whole number, not “{value}”.")
    return int(value)


def flag(name: str, *, default: bool) -> bool:
    """Yes or no: 1/0, yes/no, true/false."""
    value = text(name, "yes" if default else "no").lower()
    if value not in {"1", "yes", "true", "0", "no", "false"}:
        raise SettingMissing(name, f"must be yes or no, not “{value}”.")
    return value in {"1", "yes", "true"}


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def mode() -> Mode:
    """``VEERKRACHT_MODE``: production unless said otherwise."""
    value = text("VEERKRACHT_MODE", Mode.PRODUCTION)
    if value not in set(Mode):
        raise SettingMissing("VEERKRACHT_MODE", f"must be one of {', '.join(Mode)}.")
    return Mode(value)


def database(url: str) -> dict[str, object]:
    """Django's database settings from ``postgresql://user:password@host:port/name?host=/socket``."""
    parts = urlparse(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingMissing("DATABASE_URL", "must start with postgresql://.")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "veerkracht.kernel.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


def mail(url: str) -> dict[str, object]:
    """Django's mail settings from ``smtp://user:password@host:port`` or ``smtps://…`` (TLS)."""
    parts: ParseResult = urlparse(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise SettingMissing("MAIL_URL", "must look like smtp+tls://user:password@host:587.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
    }
