"""People as the system of their organisation knows them (SCIM 2.0)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from veerkracht.connections.scim_rules import ProvisionState
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Organisation, Person

STATES = [
    (ProvisionState.WAITING.value, _("wacht op een antwoord van de persoon")),
    (ProvisionState.LINKED.value, _("gekoppeld")),
    (ProvisionState.DECLINED.value, _("de persoon wil dit niet")),
    (ProvisionState.LEFT.value, _("werkt of studeert er niet meer")),
]


class ProvisionedPerson(models.Model):
    """Somebody as an organisation's system described them; ``person`` only once that is settled.

    ``record`` is what the organisation sent, and all that it ever reads back: nothing of the
    person's own account goes into it. ``number`` is the id that the system uses.
    """

    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="provisioned")
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="provisioned"
    )
    user_name = models.CharField(max_length=254)
    external_id = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=254, blank=True)
    record = models.JSONField(default=dict)
    active = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=STATES, default=ProvisionState.WAITING.value)
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1)

    personal_data = Holds(
        what=_("Naam, e-mailadres en functie zoals je organisatie die doorgaf"),
        purpose=_("Je account koppelen aan je organisatie als jij dat wilt"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot je organisatie je weghaalt, of een jaar nadat je er weg bent"),
    )
    objects: ClassVar[models.Manager[ProvisionedPerson]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "organisation", Lower("user_name"), name="provisioned_user_name_once"
            ),
            models.UniqueConstraint(
                "organisation",
                Lower("address"),
                condition=~Q(address=""),
                name="provisioned_address_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"], name="provisioned_person_once"
            ),
            models.CheckConstraint(
                condition=Q(state="linked", person__isnull=False)
                | (~Q(state="linked") & Q(person=None)),
                name="provisioned_linked_has_person",
            ),
            models.CheckConstraint(
                condition=Q(state="left", active=False) | (~Q(state="left") & Q(active=True)),
                name="provisioned_inactive_has_left",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "id"], name="provisioned_in_order"),
            models.Index(Lower("address"), name="provisioned_by_address"),
        ]

    def __str__(self) -> str:
        return self.user_name
