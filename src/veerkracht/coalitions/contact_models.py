"""What the facilitator of a region hears as linking pin: talks with organisations, and wishes heard."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Organisation, Person, Sector
from veerkracht.places.models import Area

KEPT_CONTACT = timedelta(days=2 * 365)


class Contact(models.Model):
    """A talk with an organisation, in a few words, and what to come back to when."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    day = models.DateField(_("wanneer?"))
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    spoke_with = models.CharField(_("met wie?"), max_length=120, blank=True)
    words = models.CharField(_("waar ging het over?"), max_length=800)
    follow_up = models.CharField(_("waar kom je op terug?"), max_length=200, blank=True)
    follow_up_on = models.DateField(_("wanneer kom je terug?"), null=True, blank=True)
    followed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie namens de regio met wie sprak, en waarover"),
        purpose=_("Verbinden wie iets wil en wie iets kan"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na het gesprek"),
        keep=KEPT_CONTACT,
    )
    objects: ClassVar[models.Manager[Contact]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="contact_says_something"),
            models.CheckConstraint(
                condition=Q(follow_up="", follow_up_on=None)
                | (~Q(follow_up="") & Q(follow_up_on__isnull=False)),
                name="contact_follow_up_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "-day"], name="contacts_of_region"),
            models.Index(
                fields=["by", "follow_up_on"],
                condition=Q(followed_at=None, follow_up_on__isnull=False),
                name="contacts_to_follow_up",
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class Wish(models.Model):
    """Something that somebody would like, as it was heard; open until it was taken up or laid aside."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="wishes"
    )
    words = models.CharField(_("welke wens hoorde je?"), max_length=400)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    heard_on = models.DateField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("wat werd het?"), max_length=300, blank=True)

    personal_data = Holds(
        what=_("Wie een wens hoorde"),
        purpose=_("Verbinden wie iets wil en wie iets kan"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na het gesprek"),
        keep=KEPT_CONTACT,
    )
    objects: ClassVar[models.Manager[Wish]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-heard_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="wish_says_something"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="wish_settled_has_outcome",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "-heard_on"], name="wishes_of_region"),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"
