"""What participants read and use: files and links of an edition."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person
from veerkracht.training.models import Edition


def stored_at(material: Material, name: str) -> str:
    """Where a file lies: a name that nobody can guess, and nothing of what it was called."""
    return f"materials/{secrets.token_urlsafe(24)}"


class Material(models.Model):
    """A file or a link for who takes part in an edition, to be seen from a moment on (empty: at once).

    ``name`` is the tidy name of the file under which it is given; its kind is told by the end of it.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="materials")
    title = models.CharField(_("titel"), max_length=120)
    file = models.FileField(upload_to=stored_at, storage=default_storage, blank=True)
    name = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    link = models.URLField(_("link"), blank=True)
    visible_from = models.DateTimeField(_("te zien vanaf"), null=True, blank=True)
    added_at = models.DateTimeField(default=now)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Wie welk materiaal bij een training zette"),
        purpose=_("Deelnemers geven wat ze voor de training nodig hebben"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("2 jaar na de laatste bijeenkomst"),
    )
    objects: ClassVar[models.Manager[Material]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(link="")) | (~Q(file="") & Q(link="")),
                name="material_is_file_or_link",
            ),
            models.CheckConstraint(
                condition=Q(file="") | ~Q(name=""), name="material_file_has_name"
            ),
        ]

    def __str__(self) -> str:
        return self.title
