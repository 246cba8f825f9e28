"""The three things that may go wrong by design. Anything else is a bug and is loud."""

from __future__ import annotations


class RuleBroken(Exception):
    """What was asked goes against a rule of the field.

    ``message`` is a sentence for the person; ``field`` names the form field it belongs to.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(Exception):
    """This person may not do or see this (HTTP 403)."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


class OutOfDate(Exception):
    """The thing changed since the person saw it (HTTP 409)."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message
