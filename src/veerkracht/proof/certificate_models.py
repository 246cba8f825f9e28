"""The certificate: what somebody followed, frozen on the day it was issued, under a code that anybody can check."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.training.models import Edition


def fresh_code() -> str:
    """128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)


class CertificateState(models.TextChoices):
    """Whether a certificate still counts."""

    VALID = "valid", _("geldig")
    REVOKED = "revoked", _("ingetrokken")


class Certificate(models.Model):
    """Proof that somebody completed an edition.

    ``facts`` is what it says (``certificate_facts.Facts``), whatever changes later in names, courses or
    accreditation. ``code`` stays the same when a name is corrected; ``version`` then grows. The enrolment
    may go before the certificate does (its retention is shorter). ``shows_…`` is what the holder lets a
    stranger see who has the code; ``names_email`` whether the badge carries a hash of the e-mail address.
    """

    code = models.CharField(max_length=32, default=fresh_code)
    enrolment = models.OneToOneField(
        Enrolment, models.SET_NULL, null=True, related_name="certificate"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="certificates")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="certificates")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    facts = models.JSONField()
    version = models.PositiveSmallIntegerField(default=1)
    issued_at = models.DateTimeField(default=now)
    issued_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=CertificateState, default=CertificateState.VALID)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    revoked_reason = models.CharField(max_length=200, blank=True)
    shows_name = models.BooleanField(default=True)
    shows_hours = models.BooleanField(default=True)
    names_email = models.BooleanField(default=False)

    personal_data = Holds(
        what=_(
            "Je certificaten: je naam, welke training, hoeveel uur, wanneer, en voor welke registers"
        ),
        purpose=_(
            "Laten zien dat je een training hebt afgerond, ook aan wie de code van je krijgt"
        ),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na de uitgifte, of tot je je account verwijdert"),
    )
    objects: ClassVar[models.Manager[Certificate]] = models.Manager()

    class Meta:
        verbose_name = _("certificaat")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="certificate_code_once"),
            models.CheckConstraint(
                condition=Q(state="valid", revoked_at=None, revoked_reason="")
                | (Q(state="revoked", revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="certificate_revoked_with_reason",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="certificate_has_version"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"], condition=Q(state="revoked"), name="certificate_revoked_ones"
            ),
            models.Index(fields=["issued_at"], name="certificate_issued_at"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_valid(self) -> bool:
        """Whether it counts today."""
        return self.state == CertificateState.VALID
