"""Public pages of plans: all of them, one as it holds now or held, and two versions side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from veerkracht.programme import plan_queries as queries
from veerkracht.programme import plan_words as words
from veerkracht.programme.plan_measures import beside_targets
from veerkracht.programme.plan_models import PlanVersion


def plans(request: HttpRequest) -> HttpResponse:
    """Every plan that was published."""
    rows = [(one, words.period(one.since, one.until)) for one in queries.published()[:100]]
    return render(request, "programme/plans.html", {"rows": rows})


def plan(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """A plan as it holds now, or an earlier version."""
    found = queries.versions().filter(plan__slug=slug, published_at__isnull=False)
    version = (found.filter(number=number) if number else found).order_by("-number").first()
    if version is None:
        raise Http404
    others = list(
        PlanVersion.objects.filter(plan=version.plan, published_at__isnull=False).order_by(
            "-number"
        )
    )
    facts = story(version) | {"versions": others, "holds": others[0].pk == version.pk}
    return render(request, "programme/plan.html", facts)


def story(version: PlanVersion) -> dict[str, Any]:
    """All that a version says, in words, and how what hangs on the plan stands now."""
    return {
        "version": version,
        "period": words.period(version.since, version.until),
        "parties": words.parties_by_role(version),
        "phases": [(one, words.period(one.since, one.until)) for one in version.phases.all()],
        "targets": [
            (one, words.target_in_words(one), words.counted_in_words(one))
            for one in version.targets.all()
        ],
        "beside": beside_targets(version),
        "parts": queries.parts_of(version.plan),
    }


def compare(request: HttpRequest, slug: str, before: int, after: int) -> HttpResponse:
    """What differs between two published versions."""
    found = queries.versions().filter(plan__slug=slug, published_at__isnull=False)
    by_number = {one.number: one for one in found.filter(number__in={before, after})}
    if not {before, after} <= by_number.keys():
        raise Http404
    old, new = by_number[before], by_number[after]
    facts = {"old": old, "new": new, "blocks": words.compare(old, new)}
    return render(request, "programme/plan_compare.html", facts)
