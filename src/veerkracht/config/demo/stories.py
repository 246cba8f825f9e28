"""What happens to some editions beside people who ask and leave: each story is named in plans.py."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from veerkracht.enrolment.actions import ask_colleague, request_places, take_over
from veerkracht.enrolment.models import Enrolment, Handover, State
from veerkracht.training.actions import call_off_edition

if TYPE_CHECKING:
    from veerkracht.config.demo.edition_history import EditionHistory

Story = Callable[["EditionHistory"], None]


def noor_waits(told: EditionHistory) -> None:
    """A full group; Noor is second on the waiting list, and two more wait after her."""
    history = told.history
    history.at(history.days_ago(4.2), told.somebody_asks)
    history.at(history.days_ago(3.4), partial(told.asks, told.cast["Noor Verzonnen"]))
    history.at(history.days_ago(2.3), told.somebody_asks)
    history.at(history.days_ago(0.8), told.somebody_asks)


def open_offers(told: EditionHistory) -> None:
    """Two people left this morning; Noor and the next in line have an offer and have not answered."""
    history = told.history
    history.at(history.days_ago(4), partial(told.asks, told.cast["Noor Verzonnen"]))
    for days in (3.1, 2.6, 2.2):
        history.at(history.days_ago(days), told.somebody_asks)
    history.at(history.days_ago(0.3), partial(told.somebody_leaves, "Ik kan die dag toch niet."))
    history.at(history.days_ago(0.25), partial(told.somebody_leaves, "Ziek."))


def party_waits(told: EditionHistory) -> None:
    """Three colleagues wait together; somebody alone who fits is helped first, as the edition's rule says."""
    history = told.history
    history.at(history.days_ago(5.2), partial(_a_party_asks, told))
    for days in (4.9, 4.4, 4.1):
        history.at(history.days_ago(days), told.somebody_asks)
    history.at(history.days_ago(3.2), partial(told.somebody_leaves, "Mijn dienst is veranderd."))


def _a_party_asks(told: EditionHistory) -> None:
    request_places(
        people=told.party(3), editions=[told.edition], by=told.coordinator, despite_overlap=True
    )


def sanne_has_a_place(told: EditionHistory) -> None:
    """Sanne's one place."""
    told.history.at(told.history.days_ago(6), partial(told.asks, told.cast["Sanne Voorbeeld"]))


def called_off(told: EditionHistory) -> None:
    """Too few people: the coordinator calls it off and tells why."""
    reason = "Er zijn te weinig aanmeldingen voor deze datum."
    told.history.at(
        told.history.days_ago(2),
        lambda: call_off_edition(by=told.coordinator, edition=told.edition, reason=reason),
    )


def late_leaver(told: EditionHistory) -> None:
    """Somebody leaves when it is no longer free of charge."""
    told.history.at(told.history.days_ago(1), partial(told.somebody_leaves, "Ik moet werken."))


def colleague_comes(told: EditionHistory) -> None:
    """Somebody asks a colleague to come instead, who says yes the next day."""
    told.history.at(told.history.days_ago(4), partial(_asks_colleague, told))
    told.history.at(told.history.days_ago(3), partial(_colleague_says_yes, told))


def _asks_colleague(told: EditionHistory) -> None:
    (colleague,) = told.party(1)
    rows = Enrolment.objects.filter(edition=told.edition, state=State.PLACED)
    row = rows.select_related("edition", "person").earliest("pk")
    ask_colleague(enrolment=row, address=colleague.email, by=row.person)


def _colleague_says_yes(told: EditionHistory) -> None:
    asked = Handover.objects.filter(enrolment__edition=told.edition, ended_at=None)
    handover = asked.select_related("enrolment__edition", "enrolment__person").get()
    colleague = next(one for one, _profile in told.cast.crowd if one.email == handover.address)
    take_over(handover=handover, by=colleague)


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        noor_waits,
        open_offers,
        party_waits,
        sanne_has_a_place,
        called_off,
        late_leaver,
        colleague_comes,
    )
}
