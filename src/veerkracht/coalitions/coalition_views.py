"""Pages of a coalition: for everybody, and for who sits in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from veerkracht.coalitions import policies, queries
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from veerkracht.coalitions.models import Coalition
    from veerkracht.people.models import Person


def coalition_of(request: HttpRequest, slug: str) -> tuple[Person, Coalition]:
    """Who is signed in, and a coalition that they sit in or look after; 404 for another's."""
    person = signed_in(request)
    return person, get_object_or_404(queries.visible_to(person), slug=slug)


@login_required
def inside(request: HttpRequest, slug: str) -> HttpResponse:
    """The page for members: what comes, what was, who sits in it."""
    person, coalition = coalition_of(request, slug)
    facts = {
        "coalition": coalition,
        "seats": list(queries.seats_of(coalition)),
        "looks_after": policies.looks_after_coalition(person, coalition),
    }
    return render(request, "coalitions/inside.html", facts)
