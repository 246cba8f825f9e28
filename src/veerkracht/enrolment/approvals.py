"""Who is asked to approve a request, and how they hear of it. Private to the app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from veerkracht.enrolment.models import Approval, Approver, Enrolment
from veerkracht.kernel.clock import now
from veerkracht.messages.actions import News, queue
from veerkracht.people.policies import coordinates
from veerkracht.people.queries import contacts_of, coordinators_of

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def agrees(by: Person, people_ids: Sequence[int], approver: str, region_id: int) -> bool:
    """Whether the request is approved by who makes it: a coordinator, or an employer who books others."""
    if coordinates(by, region_id):
        return True
    return approver == Approver.EMPLOYER and by.pk not in people_ids


def ask_for(rows: Sequence[Enrolment], approver: str) -> None:
    """Put requests before who decides: the contacts of the own organisation, or else the coordinator."""
    for row in rows:
        contacts = contacts_of(row.person.organisation_id) if approver == Approver.EMPLOYER else []
        contacts = [contact for contact in contacts if contact.pk != row.person_id]
        approval = Approval.objects.create(
            enrolment=row,
            approver=Approver.EMPLOYER if contacts else Approver.COORDINATOR,
            organisation_id=row.person.organisation_id if contacts else None,
            asked_at=now(),
        )
        _tell(approval, contacts or coordinators_of(row.edition.region_id))


def _tell(approval: Approval, people: Sequence[Person]) -> None:
    queue(
        News(
            kind="enrolment.to_approve",
            person_id=person.pk,
            address=person.email,
            language=person.language,
            once=f"enrolment.to_approve:{approval.pk}:{person.pk}",
            facts={"approval": approval.pk, "person": person.pk},
        )
        for person in people
    )
