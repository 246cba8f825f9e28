"""Announcing: handlers run at once, in order, in the same transaction; outside effects wait for the commit."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import transaction

from veerkracht.kernel.events import after_commit, announce, handlers_of, on
from veerkracht.kernel.models import RecurringJob


@dataclass(frozen=True)
class TeaWasMade:
    """Something that happened."""

    cups: int


@dataclass(frozen=True)
class NobodyListened:
    """Something that nobody waits for."""


heard: list[str] = []


@on(TeaWasMade)
def first(event: TeaWasMade) -> None:
    heard.append(f"first {event.cups}")


@on(TeaWasMade)
def second(event: TeaWasMade) -> None:
    if event.cups < 0:
        raise ValueError("no such tea")
    heard.append(f"second {event.cups}")


@pytest.fixture(autouse=True)
def silence() -> None:
    heard.clear()


def test_handlers_hear_in_the_order_in_which_they_subscribed() -> None:
    announce(TeaWasMade(2))
    announce(NobodyListened())
    assert heard == ["first 2", "second 2"]


def test_subscribing_twice_is_hearing_once() -> None:
    on(TeaWasMade)(first)
    assert handlers_of(TeaWasMade) == (first, second)
    assert handlers_of(NobodyListened) == ()


@pytest.mark.django_db
def test_a_handler_that_fails_undoes_what_was_announced() -> None:
    with pytest.raises(ValueError, match="tea"), transaction.atomic():
        RecurringJob.objects.create(name="tea")
        announce(TeaWasMade(-1))
    assert not RecurringJob.objects.filter(name="tea").exists()


@pytest.mark.usefixtures("committed")
def test_an_outside_effect_happens_after_the_commit_and_never_without_it() -> None:
    with transaction.atomic():
        after_commit(heard.append, "sent")
        assert heard == []
    assert heard == ["sent"]
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        after_commit(heard.append, "never")
        raise ValueError("no")
    assert heard == ["sent"]
