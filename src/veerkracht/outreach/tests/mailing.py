"""Readers and issues for tests of the newsletter."""

from __future__ import annotations

from typing import Any

from tests import factories
from veerkracht.outreach.models import Interest, Issue, Subscriber
from veerkracht.outreach.newsletter_issue_actions import Head, Told, make_issue, write_item
from veerkracht.outreach.newsletter_subscribe_actions import Choices, ask, confirm, mark_of
from veerkracht.places.queries import region


def subscriber(name: str = "lezer") -> Subscriber:
    """Who has this address."""
    return Subscriber.objects.get(mark=mark_of(f"{name}@lezer.example"))


def asked(name: str = "lezer", **choices: Any) -> Subscriber:
    """Somebody who asked and did not confirm."""
    ask(address=f"{name}@lezer.example", choices=Choices(**choices))
    return subscriber(name)


def reader(name: str = "lezer", **choices: Any) -> Subscriber:
    """Somebody who gets the newsletter."""
    confirm(subscriber=asked(name, **choices))
    return subscriber(name)


def issue(*kinds: str, **head: Any) -> Issue:
    """A draft of Zuid-Limburg with a piece of each of these kinds (news)."""
    by = factories.coordinator()
    given: dict[str, Any] = {"subject": "Nieuws", "intro": "Hallo!", **head}
    made = make_issue(region=region(factories.ZUID), head=Head(**given), by=by)
    for kind in kinds or (Interest.NEWS.value,):
        told = Told(kind, f"Over {kind}", "Tekst.", "https://nieuws.example/")
        write_item(issue=made, told=told, by=by)
    return made


def maker(of: Issue) -> Any:
    """Who made it."""
    return of.made_by
