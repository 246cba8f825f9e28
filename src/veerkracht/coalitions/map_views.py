"""The map of who works with whom on what: a picture, the same as a list, and one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from veerkracht.coalitions import map_queries as queries
from veerkracht.coalitions import map_rules as rules
from veerkracht.coalitions.map_drawing import drawing
from veerkracht.coalitions.map_words import TIE_WORDS
from veerkracht.coalitions.parent_policies import regions_to_map
from veerkracht.kernel.permissions import require
from veerkracht.people.models import Organisation
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.places.models import Area

A_PAGE = 50
MOST_WORDS = 4


def _region(request: HttpRequest) -> tuple[Area, list[Area]]:
    """The region that was asked for, or the first; 403 for who has none."""
    regions = regions_to_map(signed_in(request))
    require(
        bool(regions),
        _("De partnerkaart is voor wie in een coalitie zit, of voor een organisatie spreekt."),
    )
    wanted = {one.code: one for one in regions}.get(request.GET.get("regio", ""))
    return wanted or regions[0], regions


@login_required
def partner_map(request: HttpRequest) -> HttpResponse:
    """Who works with whom: the strongest ties as a picture, all of them as a list."""
    region, regions = _region(request)
    themes = queries.themes_of(region)
    theme = {one.slug: one for one in themes}.get(request.GET.get("thema", ""))
    ties = queries.ties(region, theme)
    partners = rules.partners(ties)
    named = queries.organisations(partners)
    order = sorted(partners, key=lambda key: str(named[key]).casefold())
    page = Paginator(order, A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "region": region,
        "regions": regions,
        "themes": themes,
        "theme": theme,
        "drawing": drawing(rules.pairs(ties), named, region, theme),
        "page_obj": page,
        "rows": [
            (named[key], _lines(partners[key][:6], named), len(partners[key])) for key in page
        ],
    }
    return render(request, "coalitions/map_map.html", facts)


def _lines(
    partners: Iterable[rules.Partner], named: dict[int, Organisation]
) -> list[tuple[Organisation, list[dict[str, Any]]]]:
    """Each partner with on what, kind by kind."""
    return [(named[one.organisation], _on(one)) for one in partners]


def _on(one: rules.Partner) -> list[dict[str, Any]]:
    found = []
    for kind in rules.TieKind:
        if kind in one.on:
            words, more = one.on[kind][:MOST_WORDS], len(one.on[kind]) - MOST_WORDS
            label, icon = TIE_WORDS[kind]
            found.append({"label": label, "icon": icon, "words": words, "more": max(more, 0)})
    return found


@login_required
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: with whom it works on what in a region."""
    region, regions = _region(request)
    organisation = get_object_or_404(Organisation.objects.select_related("municipality"), slug=slug)
    theirs = rules.partners(queries.ties(region)).get(organisation.pk, [])
    named = queries.organisations(one.organisation for one in theirs)
    facts = {
        "organisation": organisation,
        "region": region,
        "regions": regions,
        "rows": _lines(theirs, named),
    }
    return render(request, "coalitions/map_partner.html", facts)
