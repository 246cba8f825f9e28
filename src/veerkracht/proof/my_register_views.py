"""“Mijn register”: what somebody has for their registers, on a page and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veerkracht.kernel.forms import DayField, shown_on
from veerkracht.people.models import Person, Register, RegisterNumber
from veerkracht.people.policies import signed_in
from veerkracht.proof import my_register_actions
from veerkracht.proof.certificate_pdf import hours_in_words
from veerkracht.proof.my_register_models import RegisterPeriod
from veerkracht.proof.my_register_pdf import my_register_pdf
from veerkracht.proof.my_register_queries import my_registers
from veerkracht.proof.my_register_rules import ZERO
from veerkracht.proof.my_register_words import amount, line_in_words, period_in_words, summary

if TYPE_CHECKING:
    from veerkracht.proof.my_register_queries import RegisterView


class PeriodForm(forms.Form):
    """When one's period began."""

    starts_on = DayField(
        label=gettext_lazy("Wanneer begon je periode?"),
        help_text=gettext_lazy("Je vindt dit bij je register, in je eigen dossier."),
    )


def _reader(request: HttpRequest) -> Person:
    """Who is signed in, with where they work: what is near is counted from there."""
    return Person.objects.select_related("municipality").get(pk=signed_in(request).pk)


@require_safe
@login_required
def my_register(request: HttpRequest) -> HttpResponse:
    """Per register: what I have, what is missing and by when, and what nearby fits."""
    views = my_registers(_reader(request))
    return render(request, "proof/my_register.html", {"rows": [_row(view) for view in views]})


def _row(view: RegisterView) -> dict[str, object]:
    unit = view.rule.unit
    return {
        "view": view,
        "summary": summary(view),
        "period": period_in_words(view),
        "lines": [(line, line_in_words(line, view)) for line in view.lines],
        "counted": [(one, amount(one.points.number, unit)) for one in view.counted],
        "hours": [(one, hours_in_words(one.hours)) for one in view.hours],
        "earlier": [(one, hours_in_words(one.hours or ZERO)) for one in view.earlier],
        "nearby": [(one, amount(one.points, unit)) for one in view.nearby],
    }


@require_safe
@login_required
def my_register_file(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    person = _reader(request)
    made = my_register_pdf(person, my_registers(person), get_language() or "nl")
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_("mijn-register")}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@login_required
def period(request: HttpRequest, register: str) -> HttpResponse:
    """Say when one's period began, or forget it."""
    person = signed_in(request)
    number = get_object_or_404(RegisterNumber, person=person, register=register)
    if request.method == "POST" and "forget" in request.POST:
        my_register_actions.forget_period(person=person, register=register, by=person)
        messages.success(request, _("Weggehaald."))
        return redirect("proof:my_register")
    stands = RegisterPeriod.objects.filter(person=person, register=register).first()
    initial = {"starts_on": stands.starts_on if stands else None}
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with shown_on(form):
            starts_on = form.cleaned_data["starts_on"]
            my_register_actions.set_period(
                person=person, register=register, starts_on=starts_on, by=person
            )
            messages.success(request, _("Bewaard."))
            return redirect("proof:my_register")
    facts = {"form": form, "label": Register(number.register).label, "stands": stands}
    return render(
        request, "proof/register_period.html", facts, status=422 if form.is_bound else 200
    )
