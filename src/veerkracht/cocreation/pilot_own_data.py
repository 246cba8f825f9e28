"""What people see of pilots under “Mijn gegevens”, what goes when they leave or became one, and after seven years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.models import (
    Pilot,
    PilotMember,
    PilotNote,
    PilotReading,
    PilotSpread,
)
from veerkracht.cocreation.pilot_models import KEPT
from veerkracht.cocreation.pilot_queries import OPEN
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Retention
from veerkracht.kernel.together import Asking

if TYPE_CHECKING:
    from veerkracht.people.models import Person

# Rows that name somebody: the model, the column, and the way to the pilot.
NAMED = (
    (PilotNote, "by", "pilot"),
    (PilotReading, "by", "measure__pilot"),
    (PilotSpread, "made_by", "pilot"),
)


class OwnPilots:
    """The teams that somebody was in, and what they wrote there."""

    title = gettext_lazy("Pilots: je team en wat je schreef")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Teams, notes, readings and decisions."""
        teams, notes, readings, decided = yield [
            PilotMember.objects.filter(person=person).select_related("pilot"),
            PilotNote.objects.filter(by=person).select_related("pilot"),
            PilotReading.objects.filter(by=person).select_related("measure__pilot"),
            Pilot.objects.filter(decided_by=person),
        ]
        return [
            *(
                {_("Pilot"): str(one.pilot), _("Van"): one.since, _("Tot"): one.until}
                for one in teams
            ),
            *(_note(one) for one in notes),
            *(
                {_("Meting van"): str(one.measure), _("Pilot"): str(one.measure.pilot)}
                for one in readings
            ),
            *({_("Besluit over pilot"): str(one), _("Dag"): one.decided_on} for one in decided),
        ]

    def erase(self, person: Any) -> None:
        """What was learnt stays, without the name."""
        PilotMember.objects.filter(person=person).delete()
        Pilot.objects.filter(decided_by=person).update(decided_by=None)
        for model, column, _way in NAMED:
            model.objects.filter(**{column: person}).update(**{column: None})


def _note(one: PilotNote) -> dict[str, Any]:
    return {
        _("Logboek van"): str(one.pilot),
        _("Dag"): one.day,
        _("Wat er gebeurde"): one.happened,
        _("Wat jullie leerden"): one.learned,
        _("Wat jullie veranderen"): one.change,
    }


def before_merging(keep: Person, drop: Person) -> None:
    """One place a team: where both are in it now, the one that goes gives its place up; who led leads on."""
    for one in PilotMember.objects.filter(person=drop, until=None):
        both = PilotMember.objects.filter(pilot=one.pilot_id, person=keep, until=None)
        if both.exists():
            if one.leads:
                both.update(leads=True)
            one.delete()


def _past() -> QuerySet[Pilot]:
    """Pilots that are over and that nobody touched for seven years."""
    return Pilot.objects.exclude(state__in=OPEN).filter(changed_at__lt=now() - KEPT)


def _named() -> list[tuple[QuerySet[Any], str]]:
    old = _past()
    rows: list[tuple[QuerySet[Any], str]] = [(old.filter(decided_by__isnull=False), "decided_by")]
    for model, column, way in NAMED:
        found = model.objects.filter(**{f"{way}__in": old, f"{column}__isnull": False})
        rows.append((found, column))
    return rows


def overdue() -> int:
    """How many rows of those pilots still name somebody."""
    return PilotMember.objects.filter(pilot__in=_past()).count() + sum(
        rows.count() for rows, _column in _named()
    )


def carry_out() -> int:
    """Take the names away; what was learnt stays. Returns how many."""
    gone = PilotMember.objects.filter(pilot__in=_past()).delete()[0]
    return gone + sum(rows.update(**{column: None}) for rows, column in _named())


RULE = Retention(gettext_lazy("Namen bij pilots van meer dan 7 jaar geleden"), overdue, carry_out)
