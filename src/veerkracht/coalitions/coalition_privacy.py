"""What coalitions hold of a person, to see and to erase; and what goes when its time has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.models import KEPT, Coalition, MinuteLine, Point, Seat
from veerkracht.kernel.clock import today
from veerkracht.kernel.together import Asking

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 500


class OwnCoalitions:
    """In which coalitions somebody sits or sat, which they coordinate, and what they wrote."""

    title = gettext_lazy("Coalities")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row per seat, per coalition that is coordinated, per point and per line."""
        seats, coordinated, points, lines = yield [
            Seat.objects.filter(person=person)
            .select_related("coalition", "organisation")
            .order_by("since"),
            Coalition.objects.filter(coordinator=person).order_by("name"),
            Point.objects.filter(brought_by=person).order_by("-pk")[:MOST],
            MinuteLine.objects.filter(made_by=person).order_by("-pk")[:MOST],
        ]
        return [
            *(_seat(one) for one in seats),
            *({_("Coalitie die je coördineert"): str(one)} for one in coordinated),
            *(
                {_("Punt dat je inbracht"): one.title, _("Toelichting"): one.notes}
                for one in points
            ),
            *({_("Regel die je schreef"): one.words, _("Wanneer"): one.made_at} for one in lines),
        ]

    def erase(self, person: Any) -> None:
        """Names go; the seat of an organisation stays, and so does what a meeting wrote down."""
        for seat in Seat.objects.filter(person=person):
            _without_person(seat)
        Coalition.objects.filter(coordinator=person).update(coordinator=None)
        Point.objects.filter(brought_by=person).update(brought_by=None)
        MinuteLine.objects.filter(made_by=person).update(made_by=None)


def _seat(one: Seat) -> dict[str, Any]:
    return {
        _("Coalitie"): str(one.coalition),
        _("Hoe"): str(one.get_kind_display()),
        _("Organisatie"): str(one.organisation or ""),
        _("Als wat"): one.role,
        _("Vanaf"): one.since,
        _("Tot"): one.until,
    }


def _without_person(seat: Seat) -> None:
    """The organisation keeps its seat; when it has one without a person already, or there is none, it goes."""
    same = Seat.objects.filter(
        coalition=seat.coalition_id, organisation=seat.organisation_id, person=None, until=None
    )
    if seat.kind != "organisation" or seat.until is not None or same.exists():
        seat.delete()
    else:
        Seat.objects.filter(pk=seat.pk).update(person=None, role="")


def _past_seats() -> QuerySet[Seat]:
    return Seat.objects.filter(until__lt=today() - KEPT)


def _past_coordinators() -> QuerySet[Coalition]:
    return Coalition.objects.filter(until__lt=today() - KEPT, coordinator__isnull=False)


def overdue() -> int:
    """Seats, and coordinators of coalitions, that ended more than seven years ago."""
    return _past_seats().count() + _past_coordinators().count()


def carry_out() -> int:
    """Remove the seats, and forget who coordinated."""
    gone = overdue()
    _past_seats().delete()
    _past_coordinators().update(coordinator=None)
    return gone
