"""An edition with agreements about places and a request to approve, and one whose dates follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests import factories
from veerkracht.enrolment import actions
from veerkracht.enrolment.models import Approval, Approver, Enrolment, Share
from veerkracht.enrolment.terms_actions import Whom
from veerkracht.kernel.clock import now
from veerkracht.people.models import Organisation, Person, Sector
from veerkracht.training.actions import assign_trainers
from veerkracht.training.models import Course, Edition

WAIT = 4


@dataclass(frozen=True)
class Special:
    """What the pages of agreements, approval and interest show."""

    edition: Edition
    share: Share
    approval: Approval
    asked: Enrolment
    undated: Edition
    interested: Enrolment


def build(course: Course, people: dict[str, Person]) -> Special:
    """Kept and capped places with people who sit, wait and ask for approval; and people who are interested."""
    coordinator = people["coordinator"]
    edition = factories.edition(of=course, capacity=4, starts=now() + timedelta(days=60))
    assign_trainers(by=None, edition=edition, trainers=[people["trainer"]])
    employer = Organisation.objects.all()[0]
    until = now() + timedelta(days=20)
    sector = Whom(sector=Sector.objects.get(code="kraamzorg"))
    share = actions.keep_places(edition=edition, whom=sector, number=2, until=until, by=coordinator)
    actions.cap_places(edition=edition, whom=Whom(organisation=employer), number=1, by=coordinator)
    for _ in range(2 + WAIT):
        guest = factories.person(organisation=employer)
        actions.request_places(people=[guest], editions=[edition], by=guest)
    actions.set_approver(edition=edition, approver=Approver.EMPLOYER, by=coordinator)
    asker = factories.person("Asha Aanvraag", organisation=employer)
    [asked] = actions.request_places(people=[asker], editions=[edition], by=asker)
    undated = factories.undated(of=course)
    rows = [
        actions.request_places(people=[one], editions=[undated], by=one)[0]
        for one in [factories.person() for _ in range(WAIT)]
    ]
    approval = Approval.objects.get(enrolment=asked)
    return Special(edition, share, approval, asked, undated, rows[-1])
