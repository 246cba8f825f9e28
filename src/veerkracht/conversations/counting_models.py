"""How many conversations there were, where somebody said yes to counting. Nothing of what was in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.places.models import Area

QUARTER = r"^20[0-9][0-9]-[1-4]$"


class Instrument(models.TextChoices):
    """The forms that may be counted. The form for young people is not among them, and never will be."""

    ADULT = "adult", _("Volwassenen")
    PARENTS = "parents", _("(Aanstaande) ouders")
    PLAIN = "plain", _("Eenvoudig")
    PICTURES = "pictures", _("Met plaatjes")


class SectorGroup(models.TextChoices):
    """With whom the conversation was, in groups so wide that they point at nobody."""

    BIRTH = "birth", _("Verloskunde en kraamzorg")
    YOUTH = "youth", _("Jeugdgezondheid en jeugdhulp")
    CARE = "care", _("Huisarts, zorg en verpleging")
    SOCIAL = "social", _("Welzijn, gemeente en onderwijs")
    OTHER = "other", _("Iemand anders, of niemand")


class CountedConversation(models.Model):
    """One conversation that waits until it can enter the figures with at least nineteen others.

    There is no number that counts up and no moment: the hash of the withdrawal token is the key, and
    a job puts what waits in another order each day. So nobody can tell from it when a row came.
    """

    token_hash = models.CharField(max_length=64, primary_key=True)
    instrument = models.CharField(max_length=10, choices=Instrument)
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6)
    sector = models.CharField(max_length=10, choices=SectorGroup)

    personal_data = Holds(
        what=_("Dat er een gesprek was: welke vragenlijst, welke regio, welk kwartaal"),
        purpose=_("Weten hoe vaak het gesprek gevoerd wordt"),
        ground=_("Toestemming, apart gevraagd en in te trekken"),
        until=_("Tot het opgaat in een kwartaalcijfer; anders een jaar na het kwartaal"),
    )
    objects: ClassVar[models.Manager[CountedConversation]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(("token_hash__regex", r"^[0-9a-f]{64}$")), name="counted_by_a_hash"
            ),
            models.CheckConstraint(
                condition=Q(instrument__in=Instrument.values), name="counted_never_the_young"
            ),
            models.CheckConstraint(condition=Q(quarter__regex=QUARTER), name="counted_quarter"),
            models.CheckConstraint(
                condition=Q(sector__in=SectorGroup.values), name="counted_sector_group"
            ),
        ]

    def __str__(self) -> str:
        return f"one of {self.quarter}"


class CountedQuarter(models.Model):
    """How many conversations a quarter had, by region, form and sector group. No page shows it raw."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6)
    instrument = models.CharField(max_length=10, choices=Instrument)
    sector = models.CharField(max_length=10, choices=SectorGroup)
    number = models.PositiveIntegerField()

    personal_data = HoldsNone(_("Aantallen per kwartaal, bijgewerkt per minstens 20 tegelijk."))
    objects: ClassVar[models.Manager[CountedQuarter]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["quarter", "region", "instrument", "sector"], name="counted_cell_once"
            ),
            models.CheckConstraint(
                condition=Q(instrument__in=Instrument.values), name="counted_cell_never_the_young"
            ),
            models.CheckConstraint(
                condition=Q(quarter__regex=QUARTER), name="counted_cell_quarter"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="counted_cell_holds_some"),
        ]

    def __str__(self) -> str:
        return f"{self.quarter} {self.region_id}"
