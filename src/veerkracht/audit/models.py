"""The audit trail: bare facts in a chain, names and values in rows beside it that may go."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone


def fresh_salt() -> bytes:
    """Sixteen random bytes, so that a hash of a short value cannot be guessed back."""
    return secrets.token_bytes(16)


class Entry(models.Model):
    """One thing that was done. Written unchained in the action's transaction, sealed in order by a job.

    ``details_hash`` keeps the salted hash of what lies in :class:`Detail`, also after that row is gone.
    """

    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    region_id = models.BigIntegerField(null=True)
    details_hash = models.BinaryField(max_length=32, default=b"")
    sequence = models.BigIntegerField(null=True)
    chain_hash = models.BinaryField(max_length=32, null=True)

    personal_data = Holds(
        what=_("Een nummer in plaats van een naam, wat die persoon deed en wanneer"),
        purpose=_("Kunnen nagaan wie wat deed"),
        ground=_("Wettelijke plicht (BIO2, verantwoording van subsidie)"),
        until=_("7 jaar; daarna wordt de keten afgesloten en begint een nieuwe"),
    )
    objects: ClassVar[models.Manager[Entry]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sequence"], name="audit_sequence_once"),
            models.CheckConstraint(
                condition=Q(sequence__isnull=True, chain_hash__isnull=True)
                | Q(sequence__isnull=False, chain_hash__isnull=False),
                name="audit_sealed_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(sequence__isnull=True), name="audit_unsealed"),
            models.Index(fields=["subject_kind", "subject_id"], name="audit_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_kind} {self.subject_id}"


class Detail(models.Model):
    """Names and before/after values of an entry; retention may delete this row."""

    entry = models.OneToOneField(Entry, models.DO_NOTHING, related_name="detail", primary_key=True)
    salt = models.BinaryField(max_length=16, default=fresh_salt)
    values = models.JSONField()

    personal_data = Holds(
        what=_("Waarden van voor en na een wijziging"),
        purpose=_("Een fout kunnen herstellen en uitleggen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar"),
    )
    objects: ClassVar[models.Manager[Detail]] = models.Manager()

    def __str__(self) -> str:
        return f"details of {self.entry_id}"


class Head(models.Model):
    """The signed end of the chain after each sealing: sequence, hash, signature."""

    sealed_at = models.DateTimeField()
    sequence = models.BigIntegerField(unique=True)
    chain_hash = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)

    personal_data = HoldsNone(_("Alleen controlegetallen."))
    objects: ClassVar[models.Manager[Head]] = models.Manager()

    def __str__(self) -> str:
        return f"head {self.sequence}"
