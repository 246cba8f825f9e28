"""Pages of embedding checks: the overview of a region, one partner with its trend, and filling in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import OutOfDate
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import allows, require
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import (
    current_roles,
    is_coordinator,
    regions_of_coordinator,
    signed_in,
)
from veerkracht.programme import embedding_actions as actions
from veerkracht.programme import embedding_chart as chart
from veerkracht.programme import embedding_policies as policies
from veerkracht.programme import embedding_queries as queries
from veerkracht.programme import embedding_rules as rules
from veerkracht.programme.embedding_forms import CheckForm, TrackForm
from veerkracht.programme.embedding_models import (
    EmbeddingCheck,
    EmbeddingLevel,
    EmbeddingPart,
    EmbeddingTrack,
)

if TYPE_CHECKING:
    from veerkracht.people.models import Person

A_PAGE = 50


@login_required
def tracks(request: HttpRequest) -> HttpResponse:
    """Who is where: for a coordinator the partners of a region, for a partner its own."""
    person = signed_in(request)
    speaks = any(one.kind == RoleKind.EMPLOYER for one in current_roles(person))
    require(
        speaks or is_coordinator(person),
        _("Deze pagina is voor coördinatoren en contactpersonen van organisaties."),
    )
    return _overview(request, person)


def _overview(request: HttpRequest, person: Person, form: TrackForm | None = None) -> HttpResponse:
    regions = regions_of_coordinator(person)
    region = next((one for one in regions if str(one.pk) == request.GET.get("regio")), None)
    found = queries.tracks_visible_to(person)
    found = found.filter(region=region) if region else found
    page = Paginator(found, A_PAGE).get_page(request.GET.get("pagina"))
    standings = [queries.standing_of(one) for one in page]
    facts = {
        "rows": [(one, _levels(one.last)) for one in standings],
        "page_obj": page,
        "parts": EmbeddingPart.choices,
        "anchored": [one.track.organisation for one in standings if one.is_anchored],
        "regions": regions,
        "region": region,
        "form": (form or TrackForm()) if regions else None,
        "start_in": region or (regions[0] if regions else None),
    }
    status = 422 if form else 200
    return render(request, "programme/embedding_tracks.html", facts, status=status)


def _levels(levels: dict[str, int]) -> list[tuple[str, str, int | None]]:
    """Each part with its level in words."""
    return [
        (
            str(label),
            str(EmbeddingLevel(levels[part]).label) if part in levels else "",
            levels.get(part),
        )
        for part, label in EmbeddingPart.choices
    ]


@require_POST
@login_required
def start_track(request: HttpRequest) -> HttpResponse:
    """Ask a partner to look four times."""
    person, form = signed_in(request), TrackForm(request.POST)
    regions = regions_of_coordinator(person)
    require(bool(regions), _("Alleen een coördinator kan dit."))
    region = next((one for one in regions if str(one.pk) == request.GET.get("regio")), regions[0])
    if form.is_valid():
        with shown_on(form):
            track = actions.start_track(region=region, by=person, **form.cleaned_data)
            messages.success(request, _("De partner krijgt een mail als het tijd is om te kijken."))
            return redirect("programme:embedding_track", track.pk)
    return _overview(request, person, form)


def _track(request: HttpRequest, pk: int) -> tuple[Person, EmbeddingTrack]:
    """A track that I may see; 403 otherwise."""
    person = signed_in(request)
    policies.check_may_fill_in(person, get_object_or_404(EmbeddingTrack, pk=pk))
    return person, queries.tracks_visible_to(person).get(pk=pk)


@login_required
def track(request: HttpRequest, pk: int) -> HttpResponse:
    """One partner: how it went over the months, as a picture and a table, and what comes."""
    person, found = _track(request, pk)
    standing = queries.standing_of(found)
    checks: list[EmbeddingCheck] = found.told  # type: ignore[attr-defined]
    facts = {
        "track": found,
        "standing": standing,
        "checks": [(one, _opens(found, one)) for one in checks],
        "table": _table(standing),
        "picture": _picture(standing),
        "answers": _answers(checks),
        "keeps": allows(policies.check_may_keep_tracks, person, found.region_id),
    }
    return render(request, "programme/embedding_track.html", facts)


def _opens(found: EmbeddingTrack, check: EmbeddingCheck) -> bool:
    return found.stopped_on is None and rules.may_fill_in(check.due_on, today())


def _table(standing: queries.PartnerStanding) -> list[tuple[str, list[tuple[str, str]]]]:
    """A row for each part: its level at each check in words, and how it moved."""
    months = sorted(standing.levels)
    rows = []
    for part, label in EmbeddingPart.choices:
        levels = [standing.levels[one].get(part) for one in months]
        moves = ["", *map(rules.direction, levels, levels[1:])]
        words = ["" if one is None else str(EmbeddingLevel(one).label) for one in levels]
        rows.append((str(label), list(zip(words, moves, strict=False))))
    return rows


def _picture(standing: queries.PartnerStanding) -> dict[str, Any]:
    names = dict(EmbeddingPart.choices)
    return {
        "lines": [(one, names[one.part]) for one in chart.lines(standing.levels)],
        "levels": [(chart.up(value), label) for value, label in EmbeddingLevel.choices],
        "months": [(chart.across(one), one) for one in rules.MONTHS],
        "left": chart.LEFT,
        "right": chart.RIGHT,
        "top": chart.TOP,
        "bottom": chart.BOTTOM,
    }


def _answers(checks: list[EmbeddingCheck]) -> list[tuple[EmbeddingCheck, list[Any]]]:
    """What shows it at each check where anything does, in the order in which it is asked."""
    order = {part: nth for nth, part in enumerate(rules.PARTS)}
    return [
        (one, sorted(shown, key=lambda answer: order[answer.part]))
        for one in checks
        if (shown := [answer for answer in one.answers.all() if answer.evidence])
    ]


@login_required
def check(request: HttpRequest, pk: int, months: int) -> HttpResponse:
    """Fill in how far the partner is; who was second sees both texts."""
    person, found = _track(request, pk)
    one = get_object_or_404(EmbeddingCheck, track=found, months=months)
    one.track = found
    form = CheckForm(one, request.POST if request.method == "POST" else None)
    overtaken = False
    if form.is_valid():
        try:
            with shown_on(form.next):
                actions.keep_check(check=one, said=form.said(), by=person, **form.next.cleaned_data)
                messages.success(request, _("Bewaard. Goed dat jullie keken."))
                return redirect("programme:embedding_track", pk)
        except OutOfDate:
            overtaken = True
            form.saw(one.version)
    facts = {
        "track": found,
        "check": one,
        "form": form,
        "opens": _opens(found, one),
        "overtaken": list(one.answers.all()) if overtaken else [],
    }
    status = 409 if overtaken else 422 if form.is_bound else 200
    return render(request, "programme/embedding_check.html", facts, status=status)


@require_POST
@login_required
def stop_track(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask no more."""
    person, found = _track(request, pk)
    actions.stop_track(track=found, by=person)
    messages.success(request, _("Deze partner krijgt geen vragen meer."))
    return redirect("programme:embedding_track", pk)
