"""What the pages of evaluation say of when results are shown, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local
from veerkracht.proof.evaluation_models import Shows

if TYPE_CHECKING:
    from veerkracht.proof.evaluation_models import EvaluationForm


def why_nothing(form: EvaluationForm | None) -> str:
    """Why there is nothing to see; empty when there is. Says the same whether nobody or four answered."""
    if form is None or form.opened_at is None:
        return _("De evaluatie is nog niet open. Dat gaat vanzelf na de laatste bijeenkomst.")
    if form.shown:
        return ""
    if form.closed_at:
        return _(
            "Minder dan 5 mensen antwoordden. Dan tonen we niets: je zou antwoorden kunnen herkennen."
        )
    until = date_format(local(form.closes_at), "j F Y") if form.closes_at else ""
    if form.shows == Shows.STEPS:
        return _(
            "Je ziet de eerste uitkomsten als minstens 5 mensen antwoordden. De evaluatie is open tot %(until)s."
        ) % {"until": until}
    return _(
        "De uitkomsten komen als de evaluatie sluit, op %(until)s. Tot dan zie je ook niet hoeveel mensen antwoordden."
    ) % {"until": until}


def what_is_shown(form: EvaluationForm) -> str:
    """How to read the number of people, and what stays back."""
    if form.shows == Shows.STEPS:
        return _(
            "De uitkomsten groeien in stappen van minstens 5 mensen. Wat geen stap vol maakt, tonen we nooit."
        )
    return _("De evaluatie is gesloten. Deze uitkomsten veranderen niet meer.")
