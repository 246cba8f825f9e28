"""Sentences for what is wrong with a message."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from veerkracht.enrolment.messages_to_participants_rules import Problem
from veerkracht.kernel.errors import RuleBroken

PROBLEMS = {
    Problem.NO_EDITIONS: _("Kies eerst een of meer edities."),
    Problem.TOO_MANY_EDITIONS: _("Kies hoogstens 50 edities tegelijk."),
    Problem.SEVERAL_REGIONS: _("Kies alleen edities van één regio."),
    Problem.NO_SUBJECT: _("Vul een onderwerp in."),
    Problem.NO_TEXT: _("Schrijf een bericht."),
    Problem.UNREADABLE: _("Hier staat een teken dat we niet kunnen lezen. Typ de tekst opnieuw."),
    Problem.NOBODY: _("Er is niemand om dit bericht aan te sturen. Kies een andere groep."),
    Problem.PAST: _("Dit moment is al voorbij. Kies een later moment, of laat het leeg."),
    Problem.TOO_FAR: _("Kies een moment binnen een half jaar."),
    Problem.NOT_URGENT: _(
        "’s Avonds, ’s nachts en op zondag kan dat alleen als een bijeenkomst binnen 24 uur begint."
    ),
    Problem.GONE: _("Dit bericht is al helemaal verstuurd of ingetrokken."),
}


def refuse(problem: Problem | None, *, field: str | None = None) -> None:
    """Raise the problem as a broken rule; None passes."""
    if problem is not None:
        raise RuleBroken(str(PROBLEMS[problem]), field=field)
