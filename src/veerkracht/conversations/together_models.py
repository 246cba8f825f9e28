"""Who may be shared with: the keys of a professional's browser, and an invitation of ten minutes."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.clock import now, today
from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person

INVITED = timedelta(minutes=10)


class ReaderKey(models.Model):
    """The public halves of two keys that were made in a professional's browser and cannot leave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="reader_keys")
    opening = models.BinaryField(max_length=65)
    signing = models.BinaryField(max_length=65)
    made_on = models.DateField(default=today)
    used_on = models.DateField(default=today)

    personal_data = Holds(
        what=_(
            "De openbare sleutels van elke browser waarmee je webben leest die met je gedeeld zijn"
        ),
        purpose=_("Bewoners iets laten versleutelen dat alleen jij kunt openen"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("13 maanden nadat je ze voor het laatst gebruikte"),
        keep=timedelta(days=396),
    )
    objects: ClassVar[models.Manager[ReaderKey]] = models.Manager()

    class Meta:
        verbose_name = _("leessleutel van een professional")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "opening", "signing"], name="reader_key_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"reader key of {self.person_id}"


class Invitation(models.Model):
    """A code with which a resident finds a professional's keys; only its digest is kept."""

    reader = models.ForeignKey(ReaderKey, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now, db_index=True)

    personal_data = Holds(
        what=_("Dat je een bewoner uitnodigt om iets met je te delen"),
        purpose=_("Je sleutels laten vinden door wie je code heeft"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("10 minuten; daarna worden ze binnen een dag gewist"),
        keep=INVITED,
    )
    objects: ClassVar[models.Manager[Invitation]] = models.Manager()

    class Meta:
        verbose_name = _("uitnodiging om te delen")

    def __str__(self) -> str:
        return f"invitation of {self.made_at:%Y-%m-%d %H:%M}"
