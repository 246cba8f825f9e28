"""Verbs on certificates. Reached through ``actions``."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record, record_many
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel import rows
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.messages.actions import News, queue
from veerkracht.proof import policies
from veerkracht.proof.certificate_facts import EditionOnPaper, Facts
from veerkracht.proof.certificate_models import Certificate, CertificateState
from veerkracht.proof.completion_queries import Standing, completion, completions
from veerkracht.proof.events import CertificateChanged, CertificateRevoked, CertificatesIssued
from veerkracht.training.actions import record_achievement, withdraw_achievement
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from veerkracht.people.models import Person

logger = logging.getLogger("veerkracht.certificates")

AT_ONCE = 200  # certificates in one transaction: short enough to be killed between two
EDITIONS_AT_ONCE = 50
LOOKS_BACK = timedelta(days=400)  # for editions that are over; an assignment may come late
IN_FULL = ("course__provider", "course__grants", "municipality", "region")


def issue(*, edition: Edition, by: Person | None, at_once: int = AT_ONCE) -> list[Certificate]:
    """Give everybody who completed the edition a certificate, unless they have one; the new ones.

    ``at_once`` in a transaction of their own: what was killed half way is finished by the next call,
    which issues none twice. The qualification of the course is granted along with it. Raises NotAllowed
    unless ``by`` trains at the edition or coordinates its region; None is the installation itself.
    """
    if by is not None:
        policies.check_may_certify(by, edition)
    ready = [one for one in completion(edition) if one.is_complete and one.certificate is None]
    if not ready:
        return []
    paper = EditionOnPaper.of(Edition.objects.select_related(*IN_FULL).get(pk=edition.pk))
    made: list[Certificate] = []
    for start in range(0, len(ready), at_once):
        made += _issue_some(paper, ready[start : start + at_once], by)
    return made


@transaction.atomic
def _issue_some(
    paper: EditionOnPaper, standings: Sequence[Standing], by: Person | None
) -> list[Certificate]:
    """These certificates, or none of them. Whom another process gave one meanwhile is passed over."""
    drafts = [_draft(paper, one, by) for one in standings]
    rows.insert(drafts, unless_there="enrolment_id")
    mine = Certificate.objects.filter(code__in=[draft.code for draft in drafts])
    made = list(mine.select_related("person").order_by("pk"))
    grants = paper.edition.course.grants
    if grants is not None:
        for certificate in made:
            record_achievement(
                by=None, person=certificate.person, qualification=grants, on=paper.last_day
            )
    facts = [("proof.certificate_issued", certificate, None) for certificate in made]
    record_many(facts, by=by, region_id=paper.edition.region_id)
    queue(_news("proof.certificate_ready", certificate) for certificate in made)
    if made:
        announce(CertificatesIssued(paper.edition.pk, tuple(one.pk for one in made)))
    return made


def _draft(paper: EditionOnPaper, standing: Standing, by: Person | None) -> Certificate:
    person = standing.enrolment.person
    return Certificate(
        enrolment=standing.enrolment,
        person=person,
        edition=paper.edition,
        region=paper.edition.region,
        facts=paper.facts(person.name, standing.attended).stored(),
        issued_by=by,
    )


def _news(kind: str, certificate: Certificate, once: str = "") -> News:
    return News(
        kind=kind,
        person_id=certificate.person_id,
        address=certificate.person.email,
        language=certificate.person.language,
        once=f"{kind}:{certificate.pk}{once}",
        facts={"certificate": certificate.pk},
    )


def issue_due() -> int:
    """Issue what is due, a job: of editions that are over and where nothing more needs to be marked."""
    done = 0
    for edition in _editions_to_settle():
        try:
            done += len(issue(edition=edition, by=None))
        except Exception:
            logger.exception("Certificates of edition %s could not be issued", edition.pk)
    return done


def _editions_to_settle() -> Iterator[Edition]:
    without = Enrolment.objects.filter(edition=OuterRef("pk"), state=State.PLACED, certificate=None)
    over = Edition.objects.filter(
        Exists(without),
        state=EditionState.PUBLISHED,
        ends_at__lte=now(),
        ends_at__gt=now() - LOOKS_BACK,
    ).defer("words")
    editions = list(over.order_by("ends_at", "pk"))
    for start in range(0, len(editions), EDITIONS_AT_ONCE):
        some = editions[start : start + EDITIONS_AT_ONCE]
        standings = completions(some)
        yield from (edition for edition in some if _is_due(standings[edition.pk]))


def _is_due(standings: Sequence[Standing]) -> bool:
    new = any(one.is_complete and one.certificate is None for one in standings)
    return new and all(one.is_settled for one in standings)


@transaction.atomic
def revoke(*, certificate: Certificate, reason: str, by: Person) -> Certificate:
    """Take a certificate back for good, with the qualification that came with it. The holder is told why.

    Raises NotAllowed unless ``by`` trains at the edition or coordinates its region, and RuleBroken
    without a reason or when it was revoked before.
    """
    row = _held(certificate)
    policies.check_may_certify(by, row.edition)
    reason = " ".join(reason.split())[:200]
    if not reason:
        raise RuleBroken(_("Zeg waarom. De deelnemer leest dit."), field="reason")
    if not row.is_valid:
        raise RuleBroken(_("Dit certificaat was al ingetrokken."))
    row.state, row.revoked_at, row.revoked_by = CertificateState.REVOKED, now(), by
    row.revoked_reason = reason
    row.save(update_fields=["state", "revoked_at", "revoked_by", "revoked_reason"])
    _take_back_qualification(row)
    record("proof.certificate_revoked", row, by=by, region_id=row.region_id)
    queue([_news("proof.certificate_revoked", row)])
    announce(CertificateRevoked(row.pk, row.code))
    return row


def _take_back_qualification(row: Certificate) -> None:
    grants = row.edition.course.grants
    if grants is not None:
        on = Facts.read(row.facts).last_day
        withdraw_achievement(by=None, person=row.person, qualification=grants, on=on)


@transaction.atomic
def correct_name(*, certificate: Certificate, by: Person) -> Certificate:
    """Put the name that the person has today on the certificate: same code, same badge, one version more.

    Nothing happens when it says that name already. Raises NotAllowed unless ``by`` trains at the edition
    or coordinates its region, and RuleBroken for one that was revoked or a person without a name.
    """
    row = _held(certificate)
    policies.check_may_certify(by, row.edition)
    if not row.is_valid:
        raise RuleBroken(_("Dit certificaat was al ingetrokken."))
    if not row.person.name:
        raise RuleBroken(_("We weten de naam nog niet."))
    if row.facts["name"] == row.person.name:
        return row
    values = {"name": [row.facts["name"], row.person.name]}
    row.facts, row.version = {**row.facts, "name": row.person.name}, row.version + 1
    row.save(update_fields=["facts", "version"])
    record("proof.certificate_corrected", row, by=by, region_id=row.region_id, values=values)
    queue([_news("proof.certificate_corrected", row, f":{row.version}")])
    announce(CertificateChanged(row.pk, row.code))
    return row


@transaction.atomic
def choose_shown(
    *, certificate: Certificate, by: Person, name: bool, hours: bool, email: bool
) -> Certificate:
    """What a stranger with the code sees, and whether the badge carries a hash of the e-mail address.

    Raises NotAllowed unless it is one's own.
    """
    row = _held(certificate)
    policies.check_is_holder(by, row)
    row.shows_name, row.shows_hours, row.names_email = name, hours, email
    row.save(update_fields=["shows_name", "shows_hours", "names_email"])
    record("proof.certificate_shown", row, by=by, region_id=row.region_id)
    announce(CertificateChanged(row.pk, row.code))
    return row


def _held(certificate: Certificate) -> Certificate:
    """The certificate as it is now, held until the end of the transaction."""
    found = Certificate.objects.select_for_update(of=("self",)).select_related(
        "person", "edition__course__grants"
    )
    return found.get(pk=certificate.pk)
