"""What the page of the search shows beside what was found: ways to narrow down, and one's own pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.numbers import whole
from veerkracht.kernel.waiting import own_pages
from veerkracht.outreach import queries as outreach
from veerkracht.training.queries import forms, words_of

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest, QueryDict
    from django.utils.functional import Promise

    from veerkracht.kernel.waiting import OwnPage

MOST_ASKED = 200
MOST_APART = 4
LONGEST_CODE = 40
MOST_DIGITS = 5  # of the number of a page
NARROWER = (("soort", "kind"), ("sector", "sector"), ("gebied", "area"))
HEADINGS = {"soort": _("Soort"), "sector": _("Sector"), "gebied": _("Gebied")}
KEEPS_PLACE = ("page", "precies")  # what another choice begins anew


@dataclass(frozen=True)
class Link:
    """A choice with its address; ``count`` says how many documents are left with it."""

    label: str
    url: str
    count: int = 0


@dataclass(frozen=True)
class Facet:
    """One way to narrow down, with its choices."""

    heading: str | Promise
    links: list[Link]


def asked_of(request: HttpRequest) -> outreach.Asked:
    """What the address asks; nothing that one can type is wrong."""
    told: dict[str, Any] = {
        name: request.GET.get(parameter, "").replace("\x00", "")[:LONGEST_CODE]
        for parameter, name in NARROWER
    }
    page = whole(request.GET.get("page", ""), digits=MOST_DIGITS)
    return outreach.Asked(
        words=request.GET.get("q", "").replace("\x00", "").strip()[:MOST_ASKED],
        page=1 if page is None else page,
        exact="precies" in request.GET,
        **told,
    )


def is_narrowed(asked: outreach.Asked) -> bool:
    """Whether a choice is on."""
    return bool(asked.kind or asked.sector or asked.area)


def page_of(results: outreach.Results) -> Page[Any]:
    """For the links to other pages: as many as there are, without what stands on them."""
    return Paginator(range(results.pages), 1).get_page(results.asked.page)


def facets(request: HttpRequest, results: outreach.Results) -> list[Facet]:
    """Ways to narrow down that make a difference: with two choices or more, and not chosen yet."""
    offered = {"soort": results.kinds, "sector": results.sectors, "gebied": results.areas}
    found = []
    for parameter, name in NARROWER:
        choices = offered[parameter]
        if not getattr(results.asked, name) and len(choices) > 1:
            links = [
                Link(one.label, _with(request.GET, parameter, one.code), one.count)
                for one in choices
            ]
            found.append(Facet(HEADINGS[parameter], links))
    return found


def chosen(request: HttpRequest, asked: outreach.Asked) -> list[Link]:
    """The choices that are on, each with the address without it."""
    return [
        Link(outreach.label_of(name, getattr(asked, name)), _with(request.GET, parameter, ""))
        for parameter, name in NARROWER
        if getattr(asked, name)
    ]


def _with(query: QueryDict, name: str, value: str) -> str:
    changed = query.copy()
    for one in (*KEEPS_PLACE, name):
        changed.pop(one, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"


def words_apart(words: str) -> list[str]:
    """The words one by one, where together they gave nothing."""
    apart = words_of(words)[:MOST_APART]
    return apart if len(apart) > 1 else []


def own_pages_for(person: Any, words: str) -> list[OwnPage]:
    """Pages of one's own or one's work whose name holds every word; without a query."""
    asked = {forms(word)[-1] for word in words_of(words)}
    if not asked or not person.is_authenticated:
        return []
    pages = [page for source in own_pages for page in source(person)]
    return [page for page in pages if asked <= {forms(one)[-1] for one in words_of(page.label)}]
