"""How a page of a pilot answers a form: kept, refused with the sentence, or overtaken with what was typed kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404

from veerkracht.cocreation import pilot_policies as policies
from veerkracht.cocreation import pilot_queries as queries
from veerkracht.cocreation.models import Pilot
from veerkracht.kernel.errors import OutOfDate
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest

    from veerkracht.people.models import Person

REFUSED, OVERTAKEN = 422, 409


def posted(request: HttpRequest) -> Any:
    """What was posted, or None."""
    return request.POST if request.method == "POST" else None


def written_by(request: HttpRequest, pk: int, *, in_full: bool = False) -> tuple[Person, Pilot]:
    """Who is signed in and a pilot in which they write; 404 or NotAllowed."""
    person = signed_in(request)
    found = queries.with_standing(Pilot.objects.select_related(*queries.RELATED))
    row = get_object_or_404(queries.in_full(found) if in_full else found, pk=pk)
    policies.check_may_write(person, row)
    return person, row


def kept_by(request: HttpRequest, pk: int) -> tuple[Person, Pilot]:
    """Who is signed in and a pilot that they keep; 404 or NotAllowed."""
    person, row = written_by(request, pk)
    policies.check_may_keep(person, row)
    return person, row


def went_well(form: Any, do: Callable[[], object], version: Callable[[], int]) -> bool:
    """Whether what was typed is kept. If not, the form says why.

    When somebody else was first, the form keeps what was typed, and counts as having seen what stands there
    now (``version``): who sends it again means it.
    """
    if not form.is_valid():
        return False
    try:
        with shown_on(form):
            do()
    except OutOfDate as overtaken:
        form.add_error(None, overtaken.message)
        form.look_again(version())
        form.overtaken = True
    return bool(form.is_valid())


def status_of(form: forms.Form) -> int:
    """The answer of a page with this form."""
    if not form.is_bound:
        return 200
    return OVERTAKEN if getattr(form, "overtaken", False) else REFUSED
