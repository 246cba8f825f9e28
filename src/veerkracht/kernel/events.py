"""Announcing upwards: what happened, as a frozen dataclass in the past tense that holds ids.

Handlers run at once, in the same transaction, in the order in which they subscribed.
Effects outside the database belong in :func:`after_commit`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

E = TypeVar("E")
Handler = Callable[[Any], None]

_handlers: dict[type, list[Handler]] = defaultdict(list)


def on(event: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Decorate a handler: it is called with each event of this type."""

    def subscribe(handler: Callable[[E], None]) -> Callable[[E], None]:
        if handler not in _handlers[event]:
            _handlers[event].append(handler)
        return handler

    return subscribe


def announce(event: object) -> None:
    """Call every handler of this event's type."""
    for handler in _handlers[type(event)]:
        handler(event)


def handlers_of(event: type) -> tuple[Handler, ...]:
    """Who listens to this type; for the reference and for tests."""
    return tuple(_handlers[event])


def after_commit(effect: Callable[..., None], *arguments: object) -> None:
    """Run an outside effect once the transaction is safe; never when it rolls back."""
    transaction.on_commit(partial(effect, *arguments))
