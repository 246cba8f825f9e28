"""Who is asked to approve a request, how they hear of it, and who takes over. Private to the app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from veerkracht.enrolment import rules
from veerkracht.enrolment.models import Approval, Approver, Enrolment, State
from veerkracht.kernel.clock import local, now
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import coordinates, current_roles, regions_of_coordinator
from veerkracht.people.queries import contacts_of, coordinators_of

if TYPE_CHECKING:
    from datetime import datetime

    from veerkracht.people.models import Person


def agrees(by: Person, people_ids: Sequence[int], approver: str, region_id: int) -> bool:
    """Whether the request is approved by who makes it: a coordinator, or an employer who books others."""
    if coordinates(by, region_id):
        return True
    return approver == Approver.EMPLOYER and by.pk not in people_ids


def ask_for(rows: Sequence[Enrolment], approver: str) -> None:
    """Put requests before who decides: the contacts of the own organisation, or else the coordinator."""
    for row in rows:
        contacts = _contacts(row) if approver == Approver.EMPLOYER else []
        approval = Approval.objects.create(
            enrolment=row,
            approver=Approver.EMPLOYER if contacts else Approver.COORDINATOR,
            organisation_id=row.person.organisation_id if contacts else None,
            asked_at=now(),
        )
        _tell("enrolment.to_approve", approval, contacts or coordinators_of(row.edition.region_id))


def _contacts(row: Enrolment) -> list[Person]:
    """Who speaks for the organisation of this person; nobody decides about themselves."""
    return [one for one in contacts_of(row.person.organisation_id) if one.pk != row.person_id]


def _tell(
    kind: str, approval: Approval, people: Sequence[Person], due_at: datetime | None = None
) -> None:
    """One mail for all that somebody asked at once."""
    queue(
        News(
            kind=kind,
            person_id=person.pk,
            address=person.email,
            language=person.language,
            once=f"{kind}:{approval.enrolment.wish}:{person.pk}",
            facts={"approval": approval.pk, "person": person.pk},
            due_at=due_at,
        )
        for person in people
    )


# Requests that lie there


def open_ones() -> QuerySet[Approval]:
    """Approvals that can still be given, oldest first: asked for, not decided, and the edition has not begun."""
    begun = Q(enrolment__edition__starts_at__lte=now())
    related = ("enrolment__person__organisation", "enrolment__edition__course", "organisation")
    found = Approval.objects.filter(decided_at=None, enrolment__state=State.ASKED).exclude(begun)
    return found.select_related(*related).order_by("asked_at", "pk")


def who_decides(approval: Approval) -> str:
    """With whom a request lies, in words."""
    if approval.approver == Approver.EMPLOYER and approval.organisation:
        return _("de contactpersoon van %(name)s") % {"name": approval.organisation}
    return _("de coördinator")


def who_would_decide(approver: str) -> str:
    """With whom a request would lie, in words; empty when nobody need approve. Costs no query."""
    if approver == Approver.EMPLOYER:
        return _("je werkgever, of de coördinator als daar geen contactpersoon is")
    return _("de coördinator") if approver else ""


def look_after() -> int:
    """Hand over what lies with an organisation without a contact, and remind once; a recurring job.

    Returns how many requests somebody heard of.
    """
    told = 0
    for approval in list(open_ones()):
        with transaction.atomic():
            told += _look_after(approval)
    return told


def _look_after(approval: Approval) -> int:
    held = Approval.objects.select_for_update(skip_locked=True).filter(pk=approval.pk)
    if not held.filter(decided_at=None).values_list("pk", flat=True):
        return 0
    enrolment = approval.enrolment
    contacts = [
        one for one in contacts_of(approval.organisation_id) if one.pk != enrolment.person_id
    ]
    if approval.approver == Approver.EMPLOYER and not contacts:
        return _hand_over(approval)
    late = approval.asked_at <= rules.working_days_before(local(now()), rules.APPROVAL_PATIENCE)
    if approval.reminded_at or not late:
        return 0
    Approval.objects.filter(pk=approval.pk).update(reminded_at=now())
    people = contacts or coordinators_of(enrolment.edition.region_id)
    _tell("enrolment.still_to_approve", approval, people, after_quiet(now()))
    return 1


def _hand_over(approval: Approval) -> int:
    """The organisation has nobody left who decides: the coordinator does."""
    values = {"approver": Approver.COORDINATOR, "organisation": None}
    Approval.objects.filter(pk=approval.pk).update(**values)
    _tell("enrolment.to_approve", approval, coordinators_of(approval.enrolment.edition.region_id))
    return 1


def lies_with(person: Person) -> QuerySet[Approval]:
    """Open requests that this person is the one to decide about, oldest first."""
    roles = current_roles(person)
    speaks_for = [role.organisation_id for role in roles if role.kind == RoleKind.EMPLOYER]
    runs = [region.pk for region in regions_of_coordinator(person)]
    if not speaks_for and not runs:
        return Approval.objects.none()
    asked = Q(approver=Approver.EMPLOYER, organisation__in=speaks_for)
    asked |= Q(approver=Approver.COORDINATOR, enrolment__edition__region__in=runs)
    return open_ones().filter(asked).exclude(enrolment__person=person)
