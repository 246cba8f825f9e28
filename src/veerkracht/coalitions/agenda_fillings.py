"""What fills standing points: figures, minutes, actions, agreements, decisions and trainings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions import agenda_figures
from veerkracht.coalitions.agenda_rules import due_until
from veerkracht.coalitions.agenda_standing import StandingItem, StandingLine, standing_items
from veerkracht.coalitions.models import Agenda, Seat
from veerkracht.kernel.clock import local, now, today
from veerkracht.meetings.queries import decisions_to_review
from veerkracht.places.models import AreaMembership, Population
from veerkracht.programme.measures import measures
from veerkracht.programme.models import OPEN_ACTION, Action, ActionPartner, Agreement
from veerkracht.training.queries import free_places, published

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.coalitions.models import Coalition
    from veerkracht.kernel.together import Asking
    from veerkracht.meetings.models import Decision, Meeting
    from veerkracht.training.models import Edition

MOST = 12  # lines under one standing point
MOST_MEASURES = 4


def register() -> None:
    """Put the standing points in their registry, in the order in which meetings take them."""
    add = standing_items.add
    nothing = gettext_lazy("Er is nu niets.")
    minutes = gettext_lazy("Verslag van de vorige keer")
    add(
        "minutes",
        StandingItem(minutes, 5, ask_minutes, gettext_lazy("Alles is vastgesteld.")),
        order=10,
    )
    health = gettext_lazy("Positieve Gezondheid in ons gebied")
    add(
        "health",
        StandingItem(health, 10, ask_health, gettext_lazy("Er zijn nog geen cijfers.")),
        order=20,
    )
    actions = gettext_lazy("Acties die lopen")
    add("actions", StandingItem(actions, 15, ask_actions, nothing), order=30)
    agreements = gettext_lazy("Afspraken die aan de beurt zijn")
    add("agreements", StandingItem(agreements, 10, ask_agreements, nothing), order=40)
    decisions = gettext_lazy("Besluiten om opnieuw te bekijken")
    add("decisions", StandingItem(decisions, 10, ask_decisions, nothing), order=50)
    trainings = gettext_lazy("Trainingen met plaats")
    add("trainings", StandingItem(trainings, 5, ask_trainings, nothing), order=60)


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def ask_minutes(coalition: Coalition, meeting: Meeting) -> Asking[list[StandingLine]]:
    """Minutes of earlier meetings that were not approved."""
    waiting = Agenda.objects.filter(
        meeting__series=coalition.series_id,
        meeting__starts_at__lt=meeting.starts_at,
        finished_at__isnull=False,
        approved_at=None,
    )
    (rows,) = yield [waiting.select_related("meeting").order_by("meeting__starts_at")[:MOST]]
    return [
        StandingLine(
            _("Verslag van %(day)s") % {"day": _day(local(one.meeting.starts_at).date())},
            _("stel het vast"),
            reverse("coalitions:minutes", args=[one.meeting_id]),
        )
        for one in rows
    ]


def ask_health(coalition: Coalition, meeting: Meeting) -> Asking[list[StandingLine]]:
    """Published figures of the area: how many people live there, and what measures say that may be shown."""
    rows, cells = yield [_inhabitants(coalition), agenda_figures.released(coalition)]
    lines = [_inhabitants_line(coalition, row) for row in rows]
    lines += agenda_figures.lines(coalition, cells)
    year = local(meeting.starts_at).year
    known = (
        list(measures)[:MOST_MEASURES] if year <= today().year else []
    )  # of later years, nothing
    for measure in known:
        reading = measure.read(coalition.area, year, None)
        if reading is not None:
            until = _("tot en met %(day)s") % {"day": _day(reading.until)}
            lines.append(StandingLine(f"{measure.title}: {reading.words}", until))
    return lines


def _inhabitants(coalition: Coalition) -> QuerySet[Population, Any]:
    """Of the area itself, or of what lies in it, in the latest year."""
    inside = AreaMembership.objects.on(today()).filter(parent=coalition.area_id)
    here = Population.objects.filter(Q(area=coalition.area_id) | Q(area__in=inside.values("area")))
    return here.values("year").annotate(people=Sum("inhabitants")).order_by("-year")[:1]


def _inhabitants_line(coalition: Coalition, row: dict[str, Any]) -> StandingLine:
    words = _("In %(area)s wonen %(people)s mensen.") % {
        "area": coalition.area,
        "people": number_format(row["people"], force_grouping=True),
    }
    return StandingLine(words, _("CBS, %(year)s") % {"year": row["year"]})


def organisations_at_the_table(coalition: Coalition) -> QuerySet[Seat, Any]:
    """The organisations with a seat now, to be used inside another query."""
    seats = Seat.objects.filter(coalition=coalition, until=None, organisation__isnull=False)
    return seats.values("organisation")


def open_actions(coalition: Coalition) -> QuerySet[Action]:
    """What is open in the region, of which the owner or a partner sits in the coalition; the earliest first."""
    seated = organisations_at_the_table(coalition)
    partner = ActionPartner.objects.filter(action=OuterRef("pk"), organisation__in=seated)
    mine = Q(owner__in=seated) | Exists(partner)
    found = Action.objects.filter(mine, region=coalition.region_id, status__in=OPEN_ACTION)
    return found.select_related("owner").order_by(F("due_on").asc(nulls_last=True), "pk")


def ask_actions(coalition: Coalition, _meeting: Meeting) -> Asking[list[StandingLine]]:
    """Open actions of who sits at the table."""
    (rows,) = yield [open_actions(coalition)[:MOST]]
    return [StandingLine(one.what, _action_detail(one)) for one in rows]


def _action_detail(action: Action) -> str:
    if action.due_on is None:
        return f"{action.owner}"
    said = _("%(owner)s, had klaar moeten zijn op %(day)s")
    if action.due_on >= today():
        said = _("%(owner)s, klaar op %(day)s")
    return said % {"owner": action.owner, "day": _day(action.due_on)}


def ask_agreements(coalition: Coalition, meeting: Meeting) -> Asking[list[StandingLine]]:
    """Agreements of the region whose review or end comes within sixty days after the meeting, or passed."""
    until = due_until(local(meeting.starts_at).date())
    due = Agreement.objects.filter(
        Q(review_on__lte=until) | Q(until__lte=until),
        region=coalition.region_id,
        ended_on=None,
        promised_by__in=organisations_at_the_table(coalition),
    )
    ordered = due.select_related("promised_by").order_by("review_on", "until", "pk")
    (rows,) = yield [ordered[:MOST]]
    return [StandingLine(one.what, _agreement_detail(one, until)) for one in rows]


def _agreement_detail(agreement: Agreement, until: date) -> str:
    ends = agreement.until is not None and agreement.until <= until
    said = _("%(who)s, loopt tot en met %(day)s") if ends else _("%(who)s, bekijken op %(day)s")
    day = agreement.until if ends else agreement.review_on
    return said % {"who": agreement.promised_by, "day": _day(day) if day else ""}


def ask_decisions(coalition: Coalition, meeting: Meeting) -> Asking[list[StandingLine]]:
    """Decisions of this coalition whose day to look again comes at the meeting or before."""
    day = local(meeting.starts_at).date()
    (rows,) = yield [decisions_to_review([coalition.series], day)[:MOST]]
    return [_decision_line(one) for one in rows]


def _decision_line(decision: Decision) -> StandingLine:
    day = _day(local(decision.meeting.starts_at).date())
    url = reverse("meetings:review_decision", args=[decision.pk])
    return StandingLine(decision.what, _("besloten op %(day)s") % {"day": day}, url)


def ask_trainings(coalition: Coalition, _meeting: Meeting) -> Asking[list[StandingLine]]:
    """Trainings in the region that begin from now on and have a place free right now."""
    coming = published(now()).filter(region=coalition.region_id, closes_at__gt=now())
    for condition in free_places:
        coming = coming.filter(condition())
    (rows,) = yield [coming[:5]]
    return [_training_line(one) for one in rows]


def _training_line(edition: Edition) -> StandingLine:
    day = _day(local(edition.starts_at).date()) if edition.starts_at else ""
    begins = _("begint op %(day)s") % {"day": day}
    place = f"{begins}, {edition.place}" if edition.place else begins
    url = reverse("training:edition", args=[edition.pk, edition.course.slug])
    return StandingLine(str(edition.course), place, url)
