"""Reading certificates: one's own, one by its code, and the editions that give them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.enrolment.models import State
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.prepared_objects import PreparedObjects
from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.proof.certificate_facts import Facts
from veerkracht.proof.certificate_models import Certificate, CertificateState
from veerkracht.proof.certificate_pdf import days_in_words, hours_in_words
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from veerkracht.people.models import Person

OVER_SHOWN = timedelta(days=400)
SHOWN = ("facts", "state", "issued_at", "revoked_at", "shows_name", "shows_hours")


def certificates_of(person: Person) -> QuerySet[Certificate]:
    """Somebody's certificates, the newest first, revoked ones as well."""
    found = Certificate.objects.filter(person=person).select_related("edition__course")
    return found.order_by("-issued_at", "-pk")


@dataclass(frozen=True)
class Checked:
    """What a stranger with the code sees; the holder chose how much. Words in the reader's language."""

    is_valid: bool
    course: str
    issued_at: datetime
    revoked_at: datetime | None = None
    name: str = ""
    hours: str = ""
    days: str = ""
    provider: str = ""


def check(code: str) -> Checked | None:
    """What may be said of the certificate with this code; None when there is none. One query.

    Of a revoked one no more than that it was, and which course it was about.
    """
    row = next(iter(_by_code(code)), None)
    if row is None:
        return None
    facts = Facts.read(row.facts)
    if row.state == CertificateState.REVOKED:
        return Checked(
            is_valid=False,
            course=facts.title,
            issued_at=row.issued_at,
            revoked_at=row.revoked_at,
        )
    return _valid(facts, row)


def _code_query() -> QuerySet[Certificate]:
    return Certificate.objects.filter(code="?").only(*SHOWN)


_by_code = PreparedObjects(_code_query, "?")


def _valid(facts: Facts, row: Certificate) -> Checked:
    return Checked(
        is_valid=True,
        course=facts.title,
        issued_at=row.issued_at,
        name=facts.name if row.shows_name else "",
        hours=hours_in_words(facts.hours_followed) if row.shows_hours else "",
        days=days_in_words(facts.days),
        provider=facts.provider,
    )


def editions_to_certify(person: Person) -> QuerySet[Edition]:
    """Editions of the last year that are over and that somebody trains at or coordinates, the last first.

    Each with ``placed`` (people with a place) and ``certified`` (certificates given).
    """
    mine = Q(region__in=regions_of_coordinator(person)) | Q(trainer_assignments__person=person)
    over = Edition.objects.filter(
        state=EditionState.PUBLISHED, ends_at__lte=now(), ends_at__gt=now() - OVER_SHOWN
    )
    seen = over if is_administrator(person) else over.filter(mine)
    placed = Count("enrolments", filter=Q(enrolments__state=State.PLACED), distinct=True)
    return (
        seen.select_related("course", "municipality")
        .defer("words")
        .annotate(placed=placed, certified=Count("certificates", distinct=True))
        .order_by("-ends_at", "-pk")
    )


def issued_on(certificate: Certificate) -> str:
    """The day in words."""
    return date_format(local(certificate.issued_at), "j F Y")


def told(certificate: Certificate) -> tuple[tuple[str, str], ...]:
    """What a letter says of a certificate."""
    facts = Facts.read(certificate.facts)
    rows = [
        (_("Training"), facts.title),
        (_("Gevolgd"), hours_in_words(facts.hours_followed)),
        (_("Wanneer"), days_in_words(facts.days)),
        (_("Wat je ermee haalde"), facts.holds),
    ]
    return tuple((label, value) for label, value in rows if value)
