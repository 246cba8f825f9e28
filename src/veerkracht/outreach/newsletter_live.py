"""Sources of the newsletter that lie below: trainings that can be booked, and theme sheets that became public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import local, now
from veerkracht.kernel.numbers import whole
from veerkracht.outreach.models import Interest
from veerkracht.outreach.newsletter_items import Suggestion
from veerkracht.programme import queries as programme
from veerkracht.training import queries as training

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.places.models import Area
    from veerkracht.programme.models import SheetEdition
    from veerkracht.training.models import Edition


def numbers(keys: Iterable[str]) -> list[int]:
    """The keys that are numbers of rows."""
    return [number for number in map(whole, keys) if number is not None]


class Editions:
    """Editions that can be booked now, what begins first first."""

    title = gettext_lazy("Trainingen die beginnen")
    kind = Interest.TRAININGS.value

    def offer(self, region: Area, most: int) -> list[Suggestion]:
        """Of this region, and still open: one query."""
        moment = now()
        rows = training.published(moment).filter(region=region, closes_at__gt=moment)
        return [self._told(one) for one in rows[:most]]

    def find(self, keys: Sequence[str]) -> dict[str, Suggestion]:
        """Without those that began, closed or were called off."""
        moment = now()
        rows = training.published(moment).filter(pk__in=numbers(keys), closes_at__gt=moment)
        return {str(one.pk): self._told(one) for one in rows}

    def _told(self, edition: Edition) -> Suggestion:
        day = date_format(local(edition.starts_at), "l j F") if edition.starts_at else ""
        day = day[:1].upper() + day[1:]  # the month keeps its capital in English
        when = _("%(day)s, %(place)s.") % {"day": day, "place": edition.place}
        return Suggestion(
            key=str(edition.pk),
            title=str(edition.course),
            text=f"{when} {edition.course.lead}".strip(),
            url=settings.PUBLIC_URL
            + reverse("training:edition", args=[edition.pk, edition.course.slug]),
            when=edition.starts_at,
        )


class Sheets:
    """Theme sheets as they are public, the newest first."""

    title = gettext_lazy("Themabladen")
    kind = Interest.PLANS.value

    def offer(self, region: Area, most: int) -> list[Suggestion]:
        """Of this region: one query."""
        rows = programme.public_sheets().filter(sheet__region=region).order_by("-published_at")
        return [self._told(one) for one in rows[:most]]

    def find(self, keys: Sequence[str]) -> dict[str, Suggestion]:
        """Those that are still the public edition."""
        rows = programme.public_sheets().filter(pk__in=numbers(keys))
        return {str(one.pk): self._told(one) for one in rows}

    def _told(self, edition: SheetEdition) -> Suggestion:
        sheet = edition.sheet
        words = _("Lees wat %(region)s afspreekt over %(theme)s.")
        return Suggestion(
            key=str(edition.pk),
            title=str(sheet.theme),
            text=words % {"region": sheet.region.name, "theme": sheet.theme},
            url=settings.PUBLIC_URL
            + reverse("programme:sheet", args=[sheet.region.code, sheet.theme.slug]),
            when=edition.published_at,
        )
