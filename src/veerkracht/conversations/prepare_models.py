"""What there is nearby: offers that the editors and coordinators of a region keep, per side of life."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import HoldsNone
from veerkracht.places.models import Area
from veerkracht.ui.dimensions import KEYS


class LocalOffer(models.Model):
    """Something that somebody can join or call. Without a municipality it is for the whole region.

    ``checked_on``: the day on which somebody last saw that it still holds. ``is_social_map``: the
    municipality's own list of help, of which there is one.
    """

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="local_offers"
    )
    dimensions = ArrayField(models.CharField(max_length=20))
    title = models.CharField(_("naam"), max_length=80)
    text = models.CharField(_("wat is het?"), max_length=400)
    for_whom = models.CharField(_("voor wie?"), max_length=160)
    link = models.URLField(_("website"), max_length=300, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    valid_until = models.DateField(_("geldig tot en met"), null=True, blank=True)
    checked_on = models.DateField()
    is_social_map = models.BooleanField(default=False)

    personal_data = HoldsNone(_("Openbaar aanbod van organisaties; geen namen van mensen."))
    objects: ClassVar[models.Manager[LocalOffer]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(dimensions__contained_by=list(KEYS)) & ~Q(dimensions=[]),
                name="offer_has_dimensions",
            ),
            models.CheckConstraint(condition=~Q(link="", phone=""), name="offer_has_a_way_in"),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__regex=r"^https?://"), name="offer_link_is_web"
            ),
            models.CheckConstraint(
                condition=Q(is_social_map=False) | (Q(municipality__isnull=False) & ~Q(link="")),
                name="social_map_is_of_a_municipality",
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(is_social_map=True),
                name="social_map_once_a_municipality",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "checked_on"], name="offer_region_checked")
        ]

    def __str__(self) -> str:
        return self.title
