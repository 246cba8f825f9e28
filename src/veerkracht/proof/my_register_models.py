"""When somebody's period of registration began."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person, Register


class RegisterPeriod(models.Model):
    """The day on which somebody's present period in a register began, as they say themselves."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="register_periods")
    register = models.CharField(_("register"), max_length=16, choices=Register)
    starts_on = models.DateField(_("begin van je periode"))

    personal_data = Holds(
        what=_("Wanneer je periode in een beroepsregister begon"),
        purpose=_("Je laten zien wat je al hebt en wat je nog nodig hebt voor je register"),
        ground=_("Toestemming"),
        until=_("Tot je het weghaalt of je account verwijdert"),
    )
    objects: ClassVar[models.Manager[RegisterPeriod]] = models.Manager()

    class Meta:
        verbose_name = _("periode in een register")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "register"], name="register_period_once_per_register"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_register_display()} {self.starts_on}"
