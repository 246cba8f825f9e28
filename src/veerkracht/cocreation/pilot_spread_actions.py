"""Spreading a pilot: from a choice to drafts of courses, editions, actions and agreements, and back again.

What is proposed is made from the same list as what is shown before. A draft has a key within its pilot, so
that drafting twice makes it once. What nobody worked on can be taken away again.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import pilot_policies as policies
from veerkracht.cocreation.models import PilotOutcome, PilotSpread, PilotState, SpreadKind
from veerkracht.cocreation.pilot_actions import held
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.models import Organisation
from veerkracht.places.queries import municipalities, regions
from veerkracht.programme.actions import (
    Terms,
    delete_action,
    make_action,
    make_agreement,
    remove_agreement,
)
from veerkracht.training.actions import make_course, make_edition, remove_draft, take_back_courses
from veerkracht.training.models import Course, CourseKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from veerkracht.cocreation.models import Pilot
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

MOST_AT_ONCE = 60
SUMMARY, ACTION, AGREEMENT = 300, 300, 400  # the longest words that each may have


@dataclass(frozen=True)
class SpreadWish:
    """To where a pilot is spread: a region, and in it towns and organisations.

    A training is one that exists, or a new one by its ``title`` and ``hours``; an edition of it is drafted in
    each town. Each organisation gets the action and the agreement of which there are words.
    """

    region: Area
    towns: Sequence[Area] = ()
    organisations: Sequence[Organisation] = ()
    course: Course | None = None
    title: str = ""
    hours: Decimal = Decimal(4)
    action: str = ""
    agreement: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Draft:
    """Something to be drafted: what, where, for whom; ``there`` when the pilot led to it already."""

    kind: SpreadKind
    key: str
    words: str
    area: Area
    organisation: Organisation | None = None
    there: bool = False


def active_in(region: Area) -> QuerySet[Organisation]:
    """Organisations that are active in a region today, by name."""
    towns = municipalities(region)
    found = Organisation.objects.filter(Q(regions=region) | Q(municipality__in=towns))
    return found.distinct().order_by("name")


def courses_for(pilot: Pilot, region: Area) -> QuerySet[Course]:
    """Trainings of which editions may be drafted: of the region, and those that this pilot led to."""
    led_to = pilot.spreads.filter(kind=SpreadKind.COURSE).values("course")
    return Course.objects.filter(Q(region=region) | Q(pk__in=led_to)).order_by("title")


def proposed(pilot: Pilot, wish: SpreadWish) -> list[Draft]:
    """What would be drafted, in the order in which it is made; nothing is written.

    Raises RuleBroken before the pilot was decided to be spread, and for a place or an organisation that ended.
    """
    _check(pilot, wish)
    there = set(pilot.spreads.values_list("key", flat=True))
    found = [*_training(pilot, wish), *_promises(pilot, wish)]
    if not found:
        raise RuleBroken(
            _("Kies wat je wilt klaarzetten: een training, een actie of een afspraak.")
        )
    if len(found) > MOST_AT_ONCE:
        raise RuleBroken(_("Dit is veel tegelijk. Zet hoogstens 60 voorstellen per keer klaar."))
    return [
        Draft(one.kind, one.key, one.words, one.area, one.organisation, one.key in there)
        for one in found
    ]


def _check(pilot: Pilot, wish: SpreadWish) -> None:
    if pilot.state != PilotState.DECIDED or pilot.outcome != PilotOutcome.SPREAD:
        raise RuleBroken(_("Verspreiden kan pas als dat besloten is."))
    if not regions().filter(pk=wish.region.pk).exists():
        raise RuleBroken(_("Deze regio bestaat niet meer."))
    known = set(municipalities(wish.region).values_list("pk", flat=True))
    gone = [str(one) for one in wish.towns if one.pk not in known]
    if gone:
        said = _("%(names)s ligt niet (meer) in deze regio.")
        raise RuleBroken(said % {"names": ", ".join(gone)}, field="towns")
    _check_organisations(wish)
    if wish.towns and not (wish.course or wish.title.strip()):
        raise RuleBroken(_("Kies een training, of geef een nieuwe een naam."), field="title")
    if wish.due_on is not None and wish.due_on < today():
        raise RuleBroken(_("Deze dag is al voorbij."), field="due_on")


def _check_organisations(wish: SpreadWish) -> None:
    active = set(active_in(wish.region).values_list("pk", flat=True))
    gone = [str(one) for one in wish.organisations if one.pk not in active]
    if gone:
        said = _(
            "%(names)s is gestopt of niet meer actief in deze regio. Kies een andere organisatie."
        )
        raise RuleBroken(said % {"names": ", ".join(gone)}, field="organisations")
    if wish.organisations and not (wish.action.strip() or wish.agreement.strip()):
        raise RuleBroken(_("Schrijf op wat de organisaties gaan doen of beloven."), field="action")


def _training(pilot: Pilot, wish: SpreadWish) -> list[Draft]:
    found = []
    title = str(wish.course or wish.title.strip())
    if wish.course is None and title:
        key = f"course:{wish.region.pk}"
        found.append(Draft(SpreadKind.COURSE, key, title, wish.region))
    words = _("Editie van “%(title)s” in %(town)s, data volgen")
    for town in wish.towns:
        said = words % {"title": title, "town": town}
        found.append(Draft(SpreadKind.EDITION, f"edition:{town.pk}", said, town))
    return found


def _promises(pilot: Pilot, wish: SpreadWish) -> list[Draft]:
    kinds = ((SpreadKind.ACTION, wish.action), (SpreadKind.AGREEMENT, wish.agreement))
    return [
        Draft(kind, f"{kind}:{wish.region.pk}:{one.pk}", words.strip(), wish.region, one)
        for kind, words in kinds
        if words.strip()
        for one in wish.organisations
    ]


@transaction.atomic
def spread_pilot(*, pilot: Pilot, wish: SpreadWish, by: Person) -> list[PilotSpread]:
    """Draft all that is proposed and is not there yet, in one transaction; returns what was made.

    Raises NotAllowed for another coordinator's region, and RuleBroken as in :func:`proposed`.
    """
    row = held(pilot)
    policies.check_may_spread(by, row, wish.region.pk)
    made = [_made(row, wish, draft, by) for draft in proposed(row, wish) if not draft.there]
    record("pilot.spread", row, by=by, region_id=wish.region.pk, values={"drafts": len(made)})
    return made


def _made(pilot: Pilot, wish: SpreadWish, draft: Draft, by: Person) -> PilotSpread:
    make: dict[SpreadKind, Callable[[Pilot, SpreadWish, Draft, Person], Any]] = {
        SpreadKind.COURSE: _make_course,
        SpreadKind.EDITION: _make_edition,
        SpreadKind.ACTION: _make_action,
        SpreadKind.AGREEMENT: _make_agreement,
    }
    thing = make[draft.kind](pilot, wish, draft, by)
    return PilotSpread.objects.create(
        pilot=pilot,
        kind=draft.kind,
        key=draft.key,
        region=wish.region,
        area=draft.area,
        organisation=draft.organisation,
        made_by=by,
        made_at=now(),
        **{str(draft.kind): thing},
    )


def _make_course(pilot: Pilot, wish: SpreadWish, draft: Draft, by: Person) -> Course:
    return make_course(
        by=by,
        region=wish.region,
        title=draft.words,
        kind=CourseKind.BASIC,
        summary=_("Wat de pilot “%(title)s” leerde, voor jouw team.") % {"title": pilot.title},
        goals=pilot.different,
        hours=wish.hours,
        sectors=[pilot.sector],
    )


def _make_edition(pilot: Pilot, wish: SpreadWish, draft: Draft, by: Person) -> Any:
    course = wish.course
    if course is None:
        led_to = pilot.spreads.select_related("course").get(key=f"course:{wish.region.pk}")
        course = led_to.course
    assert course is not None  # noqa: S101 - a constraint says so
    return make_edition(
        by=by, course=course, region=wish.region, sessions=[], municipality=draft.area
    )


def _make_action(pilot: Pilot, wish: SpreadWish, draft: Draft, by: Person) -> Any:
    step = _("Uit de pilot “%(title)s”") % {"title": pilot.title}
    return make_action(
        region=wish.region,
        by=by,
        what=draft.words[:ACTION],
        owner=_owner(draft),
        due_on=wish.due_on,
        next_step=step,
    )


def _make_agreement(pilot: Pilot, wish: SpreadWish, draft: Draft, by: Person) -> Any:
    evidence = _("Voorstel na de pilot “%(title)s”") % {"title": pilot.title}
    terms = Terms(what=draft.words[:AGREEMENT], since=today(), evidence=evidence)
    return make_agreement(region=wish.region, promised_by=_owner(draft), terms=terms, by=by)


def _owner(draft: Draft) -> Organisation:
    assert draft.organisation is not None  # noqa: S101 - promises are of organisations
    return draft.organisation


def is_untouched(spread: PilotSpread) -> bool:
    """Whether nobody worked on the draft since it was made; asks nothing when it was read along."""
    if spread.course is not None:
        return spread.course.version == 1
    if spread.edition is not None:
        return spread.edition.state == "draft" and spread.edition.version == 1
    if spread.action is not None:
        return spread.action.changed_at == spread.action.made_at
    return spread.agreement is not None and spread.agreement.version == 1


@transaction.atomic
def undo_spread(*, spread: PilotSpread, by: Person) -> None:
    """Take a draft away. Raises RuleBroken when somebody worked on it, or it is used elsewhere."""
    pilot = held(spread.pilot)
    policies.check_may_spread(by, pilot, spread.region_id)
    row = PilotSpread.objects.filter(pk=spread.pk).first()
    if row is None:
        return
    if not is_untouched(row):
        raise RuleBroken(_("Hier is al aan gewerkt. Het blijft staan."))
    record("pilot.spread_undone", pilot, by=by, region_id=row.region_id, values={"key": row.key})
    row.delete()
    _take_away(row, by)


def _take_away(row: PilotSpread, by: Person) -> None:
    if row.edition is not None:
        remove_draft(by=by, edition=row.edition)
    elif row.action is not None:
        delete_action(action=row.action, by=by)
    elif row.agreement is not None:
        remove_agreement(agreement=row.agreement, by=by)
    elif row.course is not None and take_back_courses(
        courses=[row.course.pk], region=row.region, by=by
    ):
        raise RuleBroken(_("Van deze training zijn er al edities. Haal die eerst weg."))
