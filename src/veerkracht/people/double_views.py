"""The page where two accounts of one person become one; for coordinators and administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people import actions, policies, queries
from veerkracht.people.merge_form import MergeForm
from veerkracht.people.policies import signed_in, staff_required

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from veerkracht.people.models import Person


@staff_required
@limited("merge", most=120, seconds=600)
def doubles(request: HttpRequest) -> HttpResponse:
    """Who may be one person, and a form to merge two by their addresses."""
    by = signed_in(request)
    policies.check_may_bring_in(by)
    form = MergeForm(request.POST or None, by=by)
    if form.is_valid():
        with shown_on(form):
            kept = actions.merge_people(
                keep=form.cleaned_data["keep"], drop=form.cleaned_data["drop"], by=by
            )
            messages.success(request, _merged_words(kept))
            return redirect("people:doubles")
    facts = {"form": form, "groups": queries.doubles(by)}
    return render(request, "people/doubles.html", facts, status=422 if form.is_bound else 200)


def _merged_words(kept: Person) -> str:
    facts = {"name": str(kept), "address": kept.email}
    return _("Samengevoegd. %(name)s logt in met %(address)s.") % facts
