"""What the workbench shows: editions by view, and what needs a coordinator's hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.enrolment.models import Enrolment
from veerkracht.enrolment.queries import ask_fills
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.numbers import whole
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import WaitingTask
from veerkracht.people.policies import regions_of_coordinator
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from veerkracht.people.models import Person

VIEWS = ("komend", "concept", "geweest", "afgelast")
SOON = timedelta(days=21)
MOST_LOOKED_AT, MOST_DRAFTS = 200, 5
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run these


@dataclass(frozen=True)
class View:
    """Which editions to show: a period or state, one region, some words of the title."""

    name: str = "komend"
    region: int | None = None
    words: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> View:
        """From the address; anything odd falls back to what is coming."""
        name = query.get("toon", "")
        return cls(
            name=name if name in VIEWS else "komend",
            region=whole(query.get("regio", "")),
            words=query.get("q", "").replace("\0", "").strip()[:80],
        )


def editions(person: Person, view: View) -> QuerySet[Edition]:
    """Editions of the person's regions, or those they train, by this view."""
    regions = [area.pk for area in regions_of_coordinator(person)]
    mine = Q(region__in=regions) | Q(trainer_assignments__person=person)
    rows = (
        Edition.objects.filter(mine).distinct().select_related("course", "municipality", "region")
    )
    if view.region:
        rows = rows.filter(region=view.region)
    if view.words:
        rows = rows.filter(course__title__icontains=view.words)
    return _by_name(rows, view.name)


def _by_name(rows: QuerySet[Edition], name: str) -> QuerySet[Edition]:
    if name == "concept":
        return rows.filter(state=EditionState.DRAFT).order_by("starts_at", "pk")
    if name == "afgelast":
        return rows.filter(state=EditionState.CANCELLED).order_by("-starts_at", "-pk")
    published = rows.filter(state=EditionState.PUBLISHED)
    if name == "geweest":
        return published.filter(ends_at__lt=now()).order_by("-starts_at", "-pk")
    return published.filter(Q(ends_at=None) | Q(ends_at__gte=now())).order_by("starts_at", "pk")


def what_waits(person: Person) -> Asking[list[WaitingTask]]:
    """Editions that start soon and are far from full, long queues, and drafts that could open."""
    regions = [area.pk for area in regions_of_coordinator(person)]
    if not regions:
        return []
    ahead = Q(state=EditionState.PUBLISHED) & (Q(ends_at=None) | Q(ends_at__gte=now()))
    mine = Edition.objects.filter(region__in=regions).select_related("course")
    found = mine.filter(ahead | Q(state=EditionState.DRAFT)).order_by("-state", "starts_at", "pk")
    (rows,) = yield [found[:MOST_LOOKED_AT]]  # drafts come last
    coming = [edition for edition in rows if edition.state == EditionState.PUBLISHED]
    full = yield from ask_fills([edition.pk for edition in coming])
    tasks = [_thin(edition, full[edition.pk].placed) for edition in coming]
    tasks += [_many_wait(edition, full[edition.pk].waiting) for edition in coming]
    drafts = [edition for edition in rows if edition.state == EditionState.DRAFT]
    return [task for task in tasks if task] + _drafts(drafts[:MOST_DRAFTS])


def _thin(edition: Edition, placed: int) -> WaitingTask | None:
    """Fewer people than the smallest group, three weeks before the start."""
    if (
        edition.starts_at is None
        or edition.starts_at - now() > SOON
        or placed >= edition.course.group_min
    ):
        return None
    if edition.starts_at < now():
        return None
    detail = ngettext(
        "Begint %(day)s en heeft nog maar %(n)s deelnemer. De kleinste groep is %(least)s.",
        "Begint %(day)s en heeft nog maar %(n)s deelnemers. De kleinste groep is %(least)s.",
        placed,
    )
    day = date_format(local(edition.starts_at), "j F")
    return WaitingTask(
        title=str(edition.course),
        detail=detail % {"day": day, "n": placed, "least": edition.course.group_min},
        url=reverse("enrolment:edition_list", args=[edition.pk]),
        action=_("Bekijk de lijst"),
        due_at=edition.starts_at,
    )


def _many_wait(edition: Edition, waiting: int) -> WaitingTask | None:
    """As many people wait as make a group: of their own, or once there is a date."""
    if waiting < edition.course.group_min:
        return None
    if edition.starts_at is None:
        return WaitingTask(
            title=str(edition.course),
            detail=_("%(n)s mensen wachten op een datum.") % {"n": waiting},
            url=reverse("training:change_edition", args=[edition.pk]),
            action=_("Vul de datums in"),
        )
    return WaitingTask(
        title=str(edition.course),
        detail=_("%(n)s mensen wachten. Dat is genoeg voor nog een groep.") % {"n": waiting},
        url=reverse("training:copy_edition", args=[edition.pk]),
        action=_("Maak een extra editie"),
        due_at=edition.starts_at,
    )


def _drafts(drafts: list[Edition]) -> list[WaitingTask]:
    return [
        WaitingTask(
            title=str(draft.course),
            detail=_("Dit is nog een concept. Niemand kan zich inschrijven."),
            url=reverse("training:change_edition", args=[draft.pk]),
            action=_("Bekijk het concept"),
        )
        for draft in drafts
    ]


def line(row: Enrolment) -> list[str]:
    """A participant as a line of a spreadsheet; text that a spreadsheet would run is made plain."""
    person = row.person
    cells = [
        person.name,
        person.email,
        str(person.organisation or ""),
        str(person.sector or ""),
        person.function,
        str(row.get_state_display()),
        date_format(local(row.requested_at), "Y-m-d H:i"),
        {True: _("ja"), False: _("nee"), None: ""}[row.came],
    ]
    return [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells]
