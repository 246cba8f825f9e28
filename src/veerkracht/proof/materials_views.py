"""Materials: the page of who gives or runs a training, and the file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veerkracht.kernel.clock import now
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import signed_in
from veerkracht.proof import actions, policies
from veerkracht.proof.materials_forms import MaterialForm
from veerkracht.proof.materials_models import Material
from veerkracht.proof.materials_queries import materials_for
from veerkracht.proof.materials_rules import content_type
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from veerkracht.people.models import Person


@login_required
def materials(request: HttpRequest, pk: int) -> HttpResponse:
    """What participants of an edition get; a form for one thing more."""
    edition = get_object_or_404(Edition.objects.select_related("course"), pk=pk)
    person = signed_in(request)
    policies.check_may_mark(person, edition)
    posted = request.method == "POST"
    form = MaterialForm(request.POST, request.FILES) if posted else MaterialForm()
    if form.is_valid():
        with shown_on(form):
            _add(edition, form, person)
            messages.success(request, _("Het staat erbij. Deelnemers vinden het in Mijn plek."))
            return redirect("proof:materials", pk)
    rows = Material.objects.filter(edition=edition).select_related("added_by")
    facts = {"edition": edition, "form": form, "rows": list(rows), "moment": now()}
    return render(request, "proof/materials.html", facts, status=422 if posted else 200)


def _add(edition: Edition, form: MaterialForm, person: Person) -> None:
    given = form.cleaned_data
    actions.add_material(
        edition=edition,
        title=given["title"],
        file=given["file"] or None,
        link=given["link"],
        visible_from=form.visible_from,
        by=person,
    )


@require_POST
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file or link away."""
    related = ("edition__course", "edition__region")
    material = get_object_or_404(Material.objects.select_related(*related), pk=pk)
    actions.remove_material(material=material, by=signed_in(request))
    messages.success(request, _("Weggehaald. Deelnemers zien het niet meer."))
    return redirect("proof:materials", material.edition_id)


@require_safe
@login_required
def material(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, to keep; or on to the link. Others than participants, trainers and coordinators find nothing."""
    found = get_object_or_404(Material.objects.select_related("edition"), pk=pk)
    if not materials_for(signed_in(request), found.edition).filter(pk=pk).exists():
        raise Http404
    if found.link:
        return HttpResponseRedirect(found.link)
    try:
        opened = found.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(
        opened, as_attachment=True, filename=found.name, content_type=content_type(found.name)
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
