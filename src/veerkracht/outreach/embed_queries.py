"""What stands on the sites of others: the agenda, one training, a theme sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from veerkracht.kernel.clock import local
from veerkracht.outreach import embed_rules as rules
from veerkracht.people.models import Sector
from veerkracht.places.queries import regions
from veerkracht.programme import queries as programme
from veerkracht.training import queries as training
from veerkracht.training.models import Edition
from veerkracht.training.queries import FinderChoice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.places.models import Area
    from veerkracht.programme.models import SheetEdition
    from veerkracht.training.queries import Card


@dataclass(frozen=True)
class Wanted:
    """Which trainings are asked for; a region or sector that is not there is passed over."""

    region: Area | None
    sector: Sector | None
    words: str
    number: int

    @property
    def choice(self) -> FinderChoice:
        """The same as the finder asks it."""
        return FinderChoice(words=self.words, region=self.region, sector=self.sector)


def wanted(asked: Mapping[str, str]) -> Wanted:
    """What an address asks for: a query for each of region and sector that it names."""
    region, sector = (rules.words(asked.get(name, "")) for name in ("regio", "sector"))
    return Wanted(
        regions().filter(code=region).first() if region else None,
        Sector.objects.filter(code=sector).first() if sector else None,
        rules.words(asked.get("q", "")),
        rules.number(asked.get("aantal", ""), rules.USUAL, rules.FEWEST, rules.MOST),
    )


def agenda(asked: Wanted) -> list[Card]:
    """The first trainings that fit, with how full they are."""
    found = training.find(asked.choice)
    return training.cards(list(found.object_list)[: asked.number])


def one_edition(pk: int) -> Card | None:
    """One training that anybody may see."""
    found = training.visible_to(None).filter(pk=pk)
    related = ("course", "municipality", "region")
    return next(iter(training.cards(found.select_related(*related).defer("words"))), None)


def page_of(edition: Edition) -> str:
    """The complete address of its page."""
    path = reverse("training:edition", args=[edition.pk, edition.course.slug])
    return f"{settings.PUBLIC_URL}{path}"


def finder_page(asked: Wanted) -> str:
    """The complete address of the finder with the same choice."""
    named = {
        "q": asked.words,
        "regio": asked.region.code if asked.region else "",
        "sector": asked.sector.code if asked.sector else "",
    }
    chosen = urlencode({name: value for name, value in named.items() if value})
    return f"{settings.PUBLIC_URL}{reverse('training:finder')}{'?' if chosen else ''}{chosen}"


def told(card: Card) -> dict[str, Any]:
    """A training as an item of a JSON Feed 1.1; ``_agenda`` holds the words of a card apart."""
    edition = card.edition
    starts = local(edition.starts_at) if edition.starts_at else None
    day = date_format(starts, "l j F") if starts else ""
    return {
        "id": f"{settings.PUBLIC_URL}/leren/{edition.pk}/",
        "url": page_of(edition),
        "title": str(edition.course),
        "content_text": " ".join(
            part for part in (day, edition.place, edition.course.lead) if part
        ),
        "date_modified": edition.changed_at.isoformat(),
        "_agenda": {
            "starts_at": starts.isoformat() if starts else None,
            "day": day,
            "where": card.kind_and_place,
            "places": card.label,
        },
    }


@dataclass(frozen=True)
class Sheet:
    """A public theme sheet with its sections that say something."""

    edition: SheetEdition
    sections: list[Any]
    url: str


def sheet(region: str, theme: str) -> Sheet | None:
    """A theme sheet as it is public now."""
    found = programme.public_sheet(region, theme)
    if found is None:
        return None
    lines = programme.lines_that_stay(programme.sheet_lines(found))
    sections = [one for one in programme.sheet_sections(found, lines) if one.lines]
    path = reverse("programme:sheet", args=[region, theme])
    return Sheet(found, sections, f"{settings.PUBLIC_URL}{path}")
