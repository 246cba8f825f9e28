"""Badges of certificates, and which were revoked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from veerkracht.kernel.clock import now
from veerkracht.proof import badge_rules
from veerkracht.proof.badge_keys import addresses, current_key, signed
from veerkracht.proof.badge_rules import STATUS_SIZE, BadgeFacts
from veerkracht.proof.certificate_facts import Facts
from veerkracht.proof.certificate_models import Certificate, CertificateState

if TYPE_CHECKING:
    from datetime import datetime

    from veerkracht.proof.badge_models import SigningKey
    from veerkracht.training.models import Course

MOST_LISTS = 100_000


def badge(certificate: Certificate, key: SigningKey | None = None) -> str:
    """The badge as a signed JWT. The same certificate always gives the same badge under the same key.

    Needs ``edition.course`` and, when the holder wants to be known by address, ``person``.
    """
    payload = badge_rules.credential(addresses(), _facts(certificate), issuer_profile())
    return signed(payload, key or current_key())


def _facts(certificate: Certificate) -> BadgeFacts:
    facts, course = Facts.read(certificate.facts), certificate.edition.course
    return BadgeFacts(
        code=certificate.code,
        number=certificate.pk,
        issued_at=certificate.issued_at,
        course_slug=course.slug,
        course=facts.course,
        description=course.summary,
        criteria=criteria_of(course),
        first_day=facts.dates[0],
        last_day=facts.on,
        email=certificate.person.email if certificate.names_email else "",
    )


def issuer_profile() -> dict[str, Any]:
    """Who issues: this installation."""
    name = f"{settings.SITE_NAME} {settings.SITE_REGION}".strip()
    return badge_rules.profile(addresses(), name, settings.CONTACT_EMAIL)


def achievement_of(course: Course) -> dict[str, Any]:
    """What the badge of a course stands for."""
    return badge_rules.achievement(
        addresses(),
        slug=course.slug,
        name=course.title,
        description=course.summary,
        criteria=criteria_of(course),
        language="nl",
    )


def criteria_of(course: Course) -> str:
    """What one did to get it, in Dutch as the training is."""
    with override("nl"):
        goals = [line for line in course.goals.splitlines() if line.strip()]
        return "\n".join([_("De training gevolgd en afgerond."), *goals])


def status_list(number: int) -> str | None:
    """The signed list of revoked badges; None when no certificate stands in it yet. Two or three queries.

    It is made anew each hour, and at once when something was revoked.
    """
    first = number * STATUS_SIZE
    inside = Certificate.objects.filter(pk__gte=first, pk__lt=first + STATUS_SIZE)
    if number > MOST_LISTS or (number and not inside.exists()):
        return None
    revoked = inside.filter(state=CertificateState.REVOKED)
    seen = revoked.aggregate(n=Count("pk"), last=Max("revoked_at"))
    key = current_key()
    hour = now().replace(minute=0, second=0, microsecond=0)
    return _status_list(number, key.pk, hour, seen["n"], seen["last"])


@lru_cache(maxsize=16)
def _status_list(
    number: int, _key: int, hour: datetime, _revoked: int, _last: datetime | None
) -> str:
    """Kept by what it is made of."""
    first = number * STATUS_SIZE
    inside = Certificate.objects.filter(pk__gte=first, pk__lt=first + STATUS_SIZE)
    revoked = inside.filter(state=CertificateState.REVOKED).values_list("pk", flat=True)
    payload = badge_rules.status_list(addresses(), number, (pk - first for pk in revoked), hour)
    return signed(payload, current_key(), kind="vc+jwt")
