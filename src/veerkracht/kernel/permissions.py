"""Policies raise; templates ask. ``allows(check_may_cancel, person, enrolment)`` is the asking form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from veerkracht.kernel.errors import NotAllowed, RuleBroken


def require(condition: bool, message: str = "") -> None:  # noqa: FBT001 - reads as a sentence
    """Raise :class:`NotAllowed` unless the condition holds."""
    if not condition:
        raise NotAllowed(message)


def allows(check: Callable[..., None], *arguments: Any, **named: Any) -> bool:
    """Whether a check passes."""
    try:
        check(*arguments, **named)
    except (NotAllowed, RuleBroken):
        return False
    return True
