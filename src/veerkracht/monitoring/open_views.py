"""Pages and files of open data, for everybody and every program: frozen figures, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veerkracht.coalitions import queries as coalitions
from veerkracht.kernel.page_cache import public
from veerkracht.monitoring import open_queries as queries
from veerkracht.monitoring.open_catalogue import Offered, catalogue
from veerkracht.monitoring.open_cubes import cubes, of_areas
from veerkracht.monitoring.open_feed import MOST_ENTRIES, changed_at, feed
from veerkracht.monitoring.open_files import (
    EXCEL,
    KINDS,
    LAYOUT,
    METADATA,
    made,
    release_workbook,
    tag,
)
from veerkracht.monitoring.open_shown import shown_kinds, shown_release, statuses
from veerkracht.monitoring.open_words import LICENCE, LICENCE_NAME
from veerkracht.monitoring.open_workbook import workbook

if TYPE_CHECKING:
    from veerkracht.figures.models import Release, Table
    from veerkracht.monitoring.open_files import Kind

FOR_EVER = "public, max-age=31536000, immutable"  # what was released never changes
ASK_FIRST = "public, no-cache"
A_PAGE = 20
View = Callable[..., HttpResponse]


@require_safe
@public("figures")
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is, in plain words: the newest release of each area, its files, and how to use them."""
    newest = queries.latest_of_each()
    tables = queries.tables_of(*newest)
    earlier = queries.releases().exclude(pk__in=[one.pk for one in newest])
    page = Paginator(earlier, A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "releases": [shown_release(one, tables) for one in newest],
        "page_obj": page,
        "coalitions": queries.coalitions_with_figures(newest),
        "statuses": statuses(),
        "kinds": shown_kinds(),
        "site": settings.PUBLIC_URL,
        "licence": (LICENCE, LICENCE_NAME),
        "example": _example(tables),
    }
    return render(request, "monitoring/open_data.html", facts)


def _example(tables: list[Table]) -> str:
    """The address of a file that a reader can try at once; empty when there is none."""
    if not tables:
        return ""
    table = tables[0]
    path = reverse("monitoring:open_latest", args=[table.release.area.code, table.indicator])
    return f"{settings.PUBLIC_URL}{path}?vorm=csv"


def _counts(view: View) -> View:
    """Find the release that an address names; one that was withdrawn answers 410 and says why."""

    @wraps(view)
    def found(request: HttpRequest, area: str, number: int, **named: Any) -> HttpResponse:
        release = queries.release(area, number)
        if release is None:
            raise Http404
        if release.withdrawn_at:
            facts = {"release": release}
            return render(request, "monitoring/open_withdrawn.html", facts, status=410)
        return view(request, release, **named)

    return require_safe(found)


@public("figures")
@_counts
def open_release(request: HttpRequest, release: Release) -> HttpResponse:
    """One release: its tables in every form, and how to check that it is whole and ours."""
    facts = {
        "one": shown_release(release, queries.tables_of(release)),
        "statuses": statuses(),
        "licence": (LICENCE, LICENCE_NAME),
    }
    return render(request, "monitoring/open_release.html", facts)


def _file(kind: Kind) -> View:
    """The view that gives a table in this form."""

    @_counts
    def answered(request: HttpRequest, release: Release, indicator: str) -> HttpResponse:
        table = next(
            (one for one in queries.tables_of(release) if one.indicator == indicator), None
        )
        if table is None:
            raise Http404
        mark = tag(release.digest, indicator, kind.key)
        response = _kept(request, mark, FOR_EVER, kind.type, lambda: made(table, kind))
        name = f"{release.area.code}-{release.as_of}-{indicator}{kind.ending}"
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        if kind.key == "csv":
            beside = reverse(
                "monitoring:open_csvw", args=[release.area.code, release.number, indicator]
            )
            response.headers["Link"] = f'<{beside}>; rel="describedby"; type="{METADATA.type}"'
        return response

    return answered


open_csv, open_json_stat, open_parquet = (_file(KINDS[key]) for key in KINDS)
open_csvw = _file(METADATA)


@_counts
def open_workbook(request: HttpRequest, release: Release) -> HttpResponse:
    """A whole release as a workbook (.xlsx)."""
    mark = tag(release.digest, "", "xlsx")

    def make() -> bytes:
        return release_workbook(release, queries.tables_of(release))

    response = _kept(request, mark, FOR_EVER, EXCEL, make)
    name = f"{release.area.code}-{release.as_of}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def open_latest(request: HttpRequest, area: str, indicator: str) -> HttpResponse:
    """To the newest release of an indicator, or with ``?vorm=csv`` to its file: an address that stays."""
    newest = next((one for one in queries.latest_of_each() if one.area.code == area), None)
    tables = queries.tables_of(newest) if newest else []
    if newest is None or indicator not in {one.indicator for one in tables}:
        raise Http404
    wanted = request.GET.get("vorm", "").replace("-", "_")
    if wanted in KINDS:
        target = reverse(f"monitoring:open_{wanted}", args=[area, newest.number, indicator])
    else:
        target = reverse("monitoring:open_release", args=[area, newest.number]) + f"#{indicator}"
    response = redirect(target)
    response.headers["Cache-Control"] = ASK_FIRST
    return _readable_everywhere(response)


@require_safe
def open_catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue for other catalogues, as JSON-LD; the same in every language of the address."""
    newest = queries.latest_of_each()
    mark = _mark("catalogue", *(one.digest for one in newest))

    def make() -> bytes:
        with override("nl"):
            tables = queries.tables_of(*newest)
            return catalogue(list(map(Offered, tables, cubes(tables))))

    return _kept(request, mark, ASK_FIRST, "application/ld+json", make)


@require_safe
def open_feed(request: HttpRequest) -> HttpResponse:
    """Releases as they come, and what was withdrawn (Atom)."""
    found = list(queries.told()[:MOST_ENTRIES])
    mark = _mark("feed", get_language(), *((one.digest, changed_at(one)) for one in found))

    def make() -> bytes:
        here = settings.PUBLIC_URL + request.path
        return feed(found, queries.tables_of(*found), url=here).encode()

    return _kept(request, mark, ASK_FIRST, "application/atom+xml", make)


@require_safe
def open_coalition(request: HttpRequest, slug: str) -> HttpResponse:
    """The released figures of a coalition's own area as a workbook (.xlsx)."""
    coalition = get_object_or_404(coalitions.with_ended(), slug=slug)
    release = queries.release_for(coalition)
    if release is None:
        raise Http404
    areas = queries.areas_of(coalition)
    mark = _mark("coalition", get_language(), slug, release.digest, *sorted(areas))

    def make() -> bytes:
        title = _("Cijfers bij %(coalition)s") % {"coalition": coalition}
        found = [of_areas(one, areas) for one in cubes(queries.tables_of(release))]
        return workbook(title, [one for one in found if one.lines])

    response = _kept(request, mark, ASK_FIRST, EXCEL, make)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{release.as_of}.xlsx"'
    return response


def _mark(*parts: object) -> str:
    """An ETag for what is made of these."""
    whole = repr((LAYOUT, settings.PUBLIC_URL, parts))
    return f'"{hashlib.sha256(whole.encode()).hexdigest()[:32]}"'


def _kept(
    request: HttpRequest, mark: str, caching: str, kind: str, make: Callable[[], bytes]
) -> HttpResponse:
    """304 for who has it already, else the file; to be kept, and readable from any site."""
    response = get_conditional_response(request, etag=mark)
    if response is None:
        response = HttpResponse(make(), content_type=_with_charset(kind))
    response.headers["ETag"] = mark
    response.headers["Cache-Control"] = caching
    return _readable_everywhere(response)


def _with_charset(kind: str) -> str:
    is_text = kind.startswith("text/") or kind.endswith("+xml")
    return f"{kind}; charset=utf-8" if is_text else kind


def _readable_everywhere(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
