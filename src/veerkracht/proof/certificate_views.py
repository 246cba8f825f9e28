"""One's own certificates: see, download, and choose what a stranger sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veerkracht.audit.actions import record
from veerkracht.people.policies import signed_in
from veerkracht.proof.badge_keys import addresses
from veerkracht.proof.badge_queries import badge
from veerkracht.proof.badge_views import VC_JWT
from veerkracht.proof.certificate_actions import choose_shown
from veerkracht.proof.certificate_facts import Facts
from veerkracht.proof.certificate_forms import ShownForm
from veerkracht.proof.certificate_models import Certificate
from veerkracht.proof.certificate_pdf import certificate_pdf, details
from veerkracht.proof.certificate_queries import certificates_of

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def _mine(person: Person, pk: int) -> Certificate:
    """One's own certificate; that of somebody else is not there."""
    found = certificates_of(person).select_related("person", "edition__course")
    return get_object_or_404(found, pk=pk)


@require_safe
@login_required
def certificates(request: HttpRequest) -> HttpResponse:
    """All that one has."""
    rows = [(row, Facts.read(row.facts)) for row in certificates_of(signed_in(request))]
    return render(request, "proof/certificates.html", {"rows": rows})


@login_required
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """One certificate: what it says, the files, and a form for what others see."""
    person = signed_in(request)
    row = _mine(person, pk)
    shown = {"name": row.shows_name, "hours": row.shows_hours, "email": row.names_email}
    form = ShownForm(request.POST if request.method == "POST" else None, initial=shown)
    if request.method == "POST" and form.is_valid():
        choose_shown(certificate=row, by=person, **form.cleaned_data)
        messages.success(request, _("Bewaard. Zo ziet iemand je certificaat die de code heeft."))
        return redirect("proof:certificate", pk)
    facts = Facts.read(row.facts)
    shown_facts = {
        "certificate": row,
        "facts": facts,
        "details": details(facts),
        "address": addresses().certificate(row.code),
        "form": form,
    }
    return render(request, "proof/certificate.html", shown_facts)


@require_safe
@login_required
def certificate_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate as PDF, in the language of the page that it was asked from."""
    row = _valid(signed_in(request), pk)
    made = certificate_pdf(row, get_language() or "nl")
    return _file(made, "application/pdf", f"{_('certificaat')}-{_name(row)}.pdf")


@require_safe
@login_required
def badge_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The badge as a signed JWT."""
    person = signed_in(request)
    row = _valid(person, pk)
    record("proof.badge_downloaded", row, by=person, region_id=row.region_id)
    return _file(badge(row).encode(), VC_JWT, f"badge-{_name(row)}.jwt")


def _valid(person: Person, pk: int) -> Certificate:
    row = _mine(person, pk)
    if not row.is_valid:
        raise Http404
    return row


def _name(row: Certificate) -> str:
    return slugify(Facts.read(row.facts).title)[:60]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
