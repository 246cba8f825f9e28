"""The pages of trainer and coordinator: who completes, why others do not, and giving certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import (
    check_may_coordinate,
    coordinates,
    signed_in,
    staff_required,
)
from veerkracht.proof import certificate_actions, completion_actions, policies
from veerkracht.proof.certificate_facts import EditionOnPaper, Facts
from veerkracht.proof.certificate_forms import RevokeForm, RuleForm, ticked
from veerkracht.proof.certificate_models import Certificate
from veerkracht.proof.certificate_pdf import paper
from veerkracht.proof.certificate_queries import editions_to_certify
from veerkracht.proof.completion_queries import completion, rule_of
from veerkracht.proof.completion_words import rule_in_words
from veerkracht.training.models import Course, Edition

if TYPE_CHECKING:
    from veerkracht.people.models import Person

NO_CODE = "voorbeeld-van-de-code0"


@require_safe
@staff_required
def certify(request: HttpRequest) -> HttpResponse:
    """Editions that are over, with how many certificates were given."""
    found = editions_to_certify(signed_in(request))
    page = Paginator(found, 25).get_page(request.GET.get("pagina"))
    return render(request, "proof/certify.html", {"page_obj": page})


def _run_by(request: HttpRequest, pk: int) -> tuple[Person, Edition]:
    """Who asks, and an edition that they train at or coordinate; 403 for another's."""
    related = ("course__grants", "course__provider", "municipality", "region")
    edition = get_object_or_404(Edition.objects.select_related(*related).defer("words"), pk=pk)
    person = signed_in(request)
    policies.check_may_certify(person, edition)
    return person, edition


@require_safe
@login_required
def edition_certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody with a place: who completed it, who did not and why."""
    person, edition = _run_by(request, pk)
    return render(request, "proof/edition_certificates.html", _facts(person, edition))


def _facts(person: Person, edition: Edition) -> dict[str, Any]:
    standings, rule = completion(edition), rule_of(edition.course)
    ready = [one for one in standings if one.is_complete and one.certificate is None]
    return {
        "edition": edition,
        "rule": rule,
        "asked": rule_in_words(rule),
        "standings": standings,
        "ready": ready,
        "not_yet": [one for one in standings if not one.is_complete and one.certificate is None],
        "given": [one for one in standings if one.certificate],
        "runs": coordinates(person, edition.region_id),
    }


@require_POST
@login_required
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a certificate to everybody who completed it."""
    person, edition = _run_by(request, pk)
    made = certificate_actions.issue(edition=edition, by=person)
    if made:
        words = ngettext(
            "%(n)s certificaat gegeven. De deelnemer krijgt er een mail over.",
            "%(n)s certificaten gegeven. De deelnemers krijgen er een mail over.",
            len(made),
        )
        messages.success(request, words % {"n": len(made)})
    else:
        messages.info(request, _("Er was niemand die nog een certificaat moest krijgen."))
    return redirect("proof:edition_certificates", pk)


@require_POST
@login_required
def approve_assignments(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep whose assignment is good enough."""
    person, edition = _run_by(request, pk)
    approved = ticked(request.POST.getlist("approved"))
    completion_actions.approve_assignments(edition=edition, approved=approved, by=person)
    messages.success(request, _("Bewaard welke opdrachten zijn goedgekeurd."))
    return redirect("proof:edition_certificates", pk)


@require_safe
@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the certificate of the first who completed it will look like; nothing is issued."""
    _person, edition = _run_by(request, pk)
    first = next((one for one in completion(edition) if one.is_complete), None)
    if first is None:
        raise Http404
    facts = EditionOnPaper.of(edition).facts(first.enrolment.person.name, first.attended)
    made = paper(facts, NO_CODE, now(), get_language() or "nl")
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{_("voorbeeld")}.pdf"'
    return answer


def _given(edition: Edition, pk: int) -> Certificate:
    found = Certificate.objects.select_related("person", "edition__course")
    return get_object_or_404(found, pk=pk, edition=edition)


@login_required
def revoke(request: HttpRequest, pk: int, certificate_pk: int) -> HttpResponse:
    """Take a certificate back, with the reason."""
    person, edition = _run_by(request, pk)
    row = _given(edition, certificate_pk)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            reason = form.cleaned_data["reason"]
            certificate_actions.revoke(certificate=row, reason=reason, by=person)
            messages.success(request, _("Ingetrokken. De deelnemer krijgt er een mail over."))
            return redirect("proof:edition_certificates", pk)
    facts = {"edition": edition, "certificate": row, "facts": Facts.read(row.facts), "form": form}
    return render(request, "proof/revoke.html", facts, status=422 if form.is_bound else 200)


@require_POST
@login_required
def correct_name(request: HttpRequest, pk: int, certificate_pk: int) -> HttpResponse:
    """Put the name of today on a certificate."""
    person, edition = _run_by(request, pk)
    row = _given(edition, certificate_pk)
    try:
        certificate_actions.correct_name(certificate=row, by=person)
        messages.success(request, _("De nieuwe naam staat erop. De code is dezelfde gebleven."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("proof:edition_certificates", pk)


@login_required
def completion_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """What a course asks before somebody has completed it."""
    course = get_object_or_404(Course, pk=pk)
    person = signed_in(request)
    check_may_coordinate(person, course.region_id)
    rule = rule_of(course)
    stands = {name: getattr(rule, name) for name in RuleForm.base_fields}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=stands)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            completion_actions.set_completion_rule(course=course, by=person, **form.cleaned_data)
            messages.success(request, _("Bewaard. Het geldt voor certificaten die nog komen."))
            return redirect("proof:completion_rule", pk)
    status = 422 if form.is_bound else 200
    return render(
        request, "proof/completion_rule.html", {"course": course, "form": form}, status=status
    )
