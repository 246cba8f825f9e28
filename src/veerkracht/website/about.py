"""What pages about people and happenings share: what they are about, and the consent of who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from veerkracht.kernel.clock import today
from veerkracht.people.models import Sector
from veerkracht.places.models import Area
from veerkracht.ui.dimensions import DIMENSIONS
from veerkracht.website import rules
from veerkracht.website.wording import CONSENT_WORDS

if TYPE_CHECKING:
    from datetime import date

SIDES = [(one.key, one.label) for one in DIMENSIONS]
SHOWN_WITH_ABOUT = ("picture", "sector", "area")


def consent_ends() -> date:
    """When we ask somebody again: three years from today."""
    return rules.years_after(today(), rules.CONSENT_YEARS)


class About(models.Model):
    """Which side of life, field of work and place a page is about; each may be left out."""

    dimension = models.CharField(
        gettext_lazy("kant van het leven"), max_length=20, choices=SIDES, blank=True
    )
    sector = models.ForeignKey(
        Sector,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("sector"),
    )
    area = models.ForeignKey(
        Area,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("gemeente of regio"),
    )

    about_panel: ClassVar[MultiFieldPanel] = MultiFieldPanel(
        [FieldPanel("dimension"), FieldRowPanel([FieldPanel("sector"), FieldPanel("area")])],
        heading=gettext_lazy("Waar gaat het over?"),
        help_text=gettext_lazy("Zo vinden lezers het terug. Weet je het niet? Laat het leeg."),
    )

    class Meta:
        abstract = True


class WithConsent(models.Model):
    """Somebody is in it by name, and agreed until a day."""

    who = models.CharField(
        gettext_lazy("wie vertelt"),
        max_length=80,
        help_text=gettext_lazy("Een voornaam is genoeg. Een andere naam mag ook."),
    )
    what = models.CharField(
        gettext_lazy("wat die persoon doet"),
        max_length=100,
        blank=True,
        help_text=gettext_lazy("Bijvoorbeeld: verloskundige in Heerlen"),
    )
    consent_on = models.DateField(gettext_lazy("toestemming gekregen op"))
    consent_until = models.DateField(
        gettext_lazy("toestemming geldt tot en met"), default=consent_ends
    )
    consent_note = models.CharField(
        gettext_lazy("wat lezers over de toestemming lezen"),
        max_length=200,
        default=gettext_lazy("Met toestemming van wie dit vertelt."),
    )

    consent_panel: ClassVar[MultiFieldPanel] = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("consent_on"), FieldPanel("consent_until")]),
            FieldPanel("consent_note"),
        ],
        heading=gettext_lazy("Toestemming"),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Consent has an end that comes after its start, and not too long after."""
        super().clean()
        if self.consent_on and self.consent_until:
            problem = rules.problem_with_consent(self.consent_on, self.consent_until)
            if problem:
                raise ValidationError({"consent_until": CONSENT_WORDS[problem]})
