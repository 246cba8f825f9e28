"""The page for who looks after groups: which meet, plan and sleep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from veerkracht.people.policies import regions_of_coordinator, signed_in
from veerkracht.practice import group_queries as queries
from veerkracht.practice.group_policies import check_looks_after_any
from veerkracht.practice.group_rules import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

A_PAGE = 50
WORDS = {
    Standing.SLEEPS: (_("Rust"), "sun", "hourglass"),
    Standing.PLANS: (_("Plant een datum"), "info", "calendar"),
    Standing.MEETS: (_("Komt samen"), "pine", "check"),
    Standing.NEW: (_("Net begonnen"), "plain", "star"),
}


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Every group that I look after, those that sleep first, with how it is doing."""
    person = signed_in(request)
    check_looks_after_any(person)
    order = list(WORDS)
    rows = sorted(
        queries.lives(queries.looked_after_by(person)), key=lambda one: order.index(one[1])
    )
    wanted = request.GET.get("stand", "")
    shown = [one for one in rows if one[1] == wanted] if wanted in set(Standing) else rows
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    facts: dict[str, Any] = {
        "page_obj": page,
        "rows": [(row, WORDS[found], life) for row, found, life in page.object_list],
        "chips": _chips(rows, wanted),
        "all": len(rows),
        "wanted": wanted,
        "regions": regions_of_coordinator(person),
    }
    return render(request, "practice/group_overview.html", facts)


def _chips(rows: Sequence[Any], wanted: str) -> list[dict[str, Any]]:
    return [
        {
            "value": found.value,
            "label": WORDS[found][0],
            "number": sum(1 for one in rows if one[1] == found),
            "on": found == wanted,
        }
        for found in WORDS
    ]
