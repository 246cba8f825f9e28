"""What the index of the search holds of organisations: those that are public on the map of the movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.searching import Document
from veerkracht.outreach import movement_queries as queries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from veerkracht.outreach.movement_queries import Active


def organisations(keys: Collection[str] | None) -> Iterator[Document]:
    """Each organisation that is active in public, by its number, with what it does."""
    found = queries.movement()
    together: dict[int, list[Active]] = {}
    for one in [*(one for rows in found.here.values() for one in rows), *found.elsewhere]:
        together.setdefault(one.organisation.pk, []).append(one)
    areas = {area.pk: area for area in queries.areas()}
    named = [rows[0].organisation for rows in together.values()]
    prefetch_related_objects(named, "sectors", "regions")
    for number, rows in together.items():
        if keys is None or str(number) in keys:
            codes = [areas[one.area].code for one in rows if one.area in areas]
            yield _document(rows, codes)


def _document(rows: list[Active], codes: list[str]) -> Document:
    one = rows[0].organisation
    doing = {str(doing.words): doing for row in rows for doing in row.doing}
    things = {thing.title: None for row in rows for doing in row.doing for thing in doing.things}
    sectors = list(one.sectors.all())
    place = str(one.municipality) if one.municipality else ""
    return Document(
        key=str(one.pk),
        title=str(one),
        url=reverse("outreach:movement_organisation", args=[one.slug]),
        kind="organisatie",
        kind_words=_("organisatie"),
        lead=" · ".join([*(in_language(sector, "name") for sector in sectors), place]),
        text=". ".join([*doing, *things]),
        where=tuple(dict.fromkeys([*codes, *(area.code for area in one.regions.all())])),
        about=tuple(sector.code for sector in sectors),
    )
