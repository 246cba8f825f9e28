"""What evaluation asks by mail: once, and once more of who has not answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import local, now
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.proof.evaluation_actions import ASKED, REMINDED
from veerkracht.proof.evaluation_models import Ballot, EvaluationForm
from veerkracht.proof.evaluation_tokens import hash_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(ASKED, lambda facts: _letter(facts, _first))
    writers.add(REMINDED, lambda facts: _letter(facts, _again))


def _letter(facts: dict[str, Any], words: Callable[[], tuple[str, str]]) -> Letter | None:
    """The letter with somebody's own link; none when it was used, when it is closed, or the place is gone."""
    form = EvaluationForm.objects.select_related("edition__course").get(pk=facts["form"])
    placed = Enrolment.objects.select_related("person").filter(state=State.PLACED)
    row, token = placed.filter(pk=facts["enrolment"]).first(), _unused(form, facts["enrolment"])
    if row is None or not token or not form.closes_at or not form.is_open(now()):
        return None
    name, (subject, opening) = row.person.get_short_name(), words()
    return Letter(
        subject=subject % {"course": form.edition.course},
        paragraphs=(
            _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,"),
            opening,
            _(
                "Het kost drie minuten. Je hoeft niet in te loggen. We bewaren niet wie wat antwoordt."
            ),
        ),
        button=(_("Geef je mening"), settings.PUBLIC_URL + reverse("proof:answer", args=[token])),
        after=(
            _("Je kunt antwoorden tot en met %(until)s.")
            % {"until": date_format(local(form.closes_at), "l j F")},
            _("De link is van jou en werkt één keer. Stuur hem niet door."),
        ),
    )


def _first() -> tuple[str, str]:
    return (
        _("Wat vond je van %(course)s?"),
        _("De training is klaar. Wat vond je ervan? Met jouw antwoorden maken we hem beter."),
    )


def _again() -> tuple[str, str]:
    return (
        _("Nog even: wat vond je van %(course)s?"),
        _("We vroegen je wat je van de training vond. Dat kan nog. Dit is de enige herinnering."),
    )


def _unused(form: EvaluationForm, enrolment_id: int) -> str:
    """Somebody's token while its ballot is unused; empty otherwise."""
    tokens = {hash_of(token): token for token in tokens_of(form, enrolment_id)}
    found = Ballot.objects.filter(form=form, used=False, token_hash__in=tokens).first()
    return tokens[found.token_hash] if found else ""
