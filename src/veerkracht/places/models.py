"""Areas and how they lie in each other through time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import HoldsNone


class AreaKind(models.TextChoices):
    """From large to small; a partnership is an area that crosses the others."""

    COUNTRY = "country", _("land")
    PROVINCE = "province", _("provincie")
    REGION = "region", _("regio")
    PARTNERSHIP = "partnership", _("samenwerking")
    MUNICIPALITY = "municipality", _("gemeente")


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas by kind, day and membership."""

    def on(self, day: date) -> Self:
        """Areas that exist on this day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_until=None) | Q(valid_until__gt=day))

    def regions(self) -> Self:
        """Regions only, in the order of their place in the list."""
        return self.filter(kind=AreaKind.REGION).order_by("name")

    def municipalities(self) -> Self:
        """Municipalities only, by name."""
        return self.filter(kind=AreaKind.MUNICIPALITY).order_by("name")

    def within(self, parent: Area, day: date) -> Self:
        """Areas that lie directly in ``parent`` on this day."""
        links = AreaMembership.objects.on(day).filter(parent=parent)
        return self.filter(pk__in=links.values("area"))


class Area(models.Model):
    """A country, province, region, partnership or municipality, from one day until another.

    ``code`` is the CBS code where there is one (``GM0917``), else our own short word.
    Latitude and longitude of the centre are in degrees (WGS84); tile column and row place the
    area on a hexagonal tile map (a tile wide; every other row shifted by half a tile).
    """

    code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=12, choices=AreaKind)
    name = models.CharField(max_length=80)
    valid_from = models.DateField(default=date(2019, 1, 1))
    valid_until = models.DateField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    tile_column = models.FloatField(null=True, blank=True)
    tile_row = models.IntegerField(null=True, blank=True)

    personal_data = HoldsNone(_("Openbare gegevens over gebieden."))
    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="area_code_per_start"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="area_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AreaMembershipQuerySet(models.QuerySet["AreaMembership"]):
    """Memberships by day."""

    def on(self, day: date) -> Self:
        """Memberships that hold on this day."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


class AreaMembership(models.Model):
    """An area lies in another from one day until another; an area may lie in several at once."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Area, models.CASCADE, related_name="members")
    since = models.DateField(default=date(2019, 1, 1))
    until = models.DateField(null=True, blank=True)

    personal_data = HoldsNone(_("Openbare gegevens over gebieden."))
    objects = AreaMembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "parent", "since"], name="area_membership_once"
            ),
            models.CheckConstraint(condition=~Q(area=F("parent")), name="area_not_in_itself"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="area_membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} in {self.parent}"


class Population(models.Model):
    """How many people and households an area had on 1 January of a year, and who counted."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField()
    inhabitants = models.PositiveIntegerField()
    households = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    personal_data = HoldsNone(_("Openbare aantallen van het CBS."))
    objects: ClassVar[models.Manager[Population]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "year"], name="population_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}"


class BoundaryChange(models.Model):
    """On a day an area, or a share of it, went over into another (merger, split, exchange)."""

    old = models.ForeignKey(Area, models.CASCADE, related_name="changes_to")
    new = models.ForeignKey(Area, models.CASCADE, related_name="changes_from")
    on = models.DateField()
    share = models.DecimalField(max_digits=5, decimal_places=4, default=1)

    personal_data = HoldsNone(_("Openbare gegevens over gebieden."))
    objects: ClassVar[models.Manager[BoundaryChange]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["old", "new", "on"], name="boundary_change_once"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="boundary_share_is_part"
            ),
            models.CheckConstraint(condition=~Q(old=F("new")), name="boundary_change_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Boundary(models.Model):
    """The shape of an area in a year: a GeoJSON Polygon or MultiPolygon in WGS84 degrees."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="boundaries")
    year = models.PositiveSmallIntegerField()
    shape = models.JSONField()
    source = models.CharField(max_length=200)

    personal_data = HoldsNone(_("Openbare kaartgegevens."))
    objects: ClassVar[models.Manager[Boundary]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "year"], name="boundary_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}"
