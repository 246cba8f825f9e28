"""The keys that sign badges."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import HoldsNone


class SigningKey(models.Model):
    """An Ed25519 key (RFC 8037). One signs today; the public part of those before is published for ever.

    ``sealed`` is the private part, readable with SECRET_KEY alone, and empty once the key is retired: an
    old badge must be verified, never signed again.
    """

    kid = models.CharField(max_length=64, unique=True)
    public = models.JSONField()
    sealed = models.TextField(blank=True)
    made_at = models.DateTimeField(default=now)
    retired_at = models.DateTimeField(null=True)
    is_current = models.BooleanField(default=True)

    personal_data = HoldsNone(_("Sleutels waarmee we badges ondertekenen."))
    objects: ClassVar[models.Manager[SigningKey]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="signing_key_one_current"
            ),
            models.CheckConstraint(
                condition=(Q(is_current=True, retired_at=None) & ~Q(sealed=""))
                | Q(is_current=False, retired_at__isnull=False, sealed=""),
                name="signing_key_retired_without_private_part",
            ),
        ]

    def __str__(self) -> str:
        return self.kid
