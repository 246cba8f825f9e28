"""Sentences for scopes, refusals and troubles, in plain language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from veerkracht.connections.rules import Refusal, Scope
from veerkracht.kernel.errors import RuleBroken

SCOPES = {
    Scope.CATALOGUE_READ: _("Trainingen en data lezen"),
    Scope.ENROLMENTS_READ: _("Mijn inschrijvingen lezen"),
    Scope.ENROLMENTS_WRITE: _("Mij inschrijven en afmelden"),
    Scope.BOOKINGS_READ: _("Boekingen van de organisatie lezen"),
    Scope.BOOKINGS_WRITE: _("Boeken voor de organisatie"),
    Scope.SCIM: _("Medewerkers bijhouden (SCIM)"),
}

REFUSALS = {
    Refusal.NO_NAME: _("Geef het token een naam, dan herken je het later."),
    Refusal.NO_SCOPE: _("Kies wat het token mag."),
    Refusal.OTHER_SCOPE: _("Dat kan dit token niet mogen."),
    Refusal.IN_THE_PAST: _("Kies een dag na vandaag."),
    Refusal.TOO_LONG: _("Een token werkt hoogstens een jaar. Kies een eerdere dag."),
    Refusal.TOO_MANY_TOKENS: _("Er zijn al 20 tokens. Trek er eerst een in die je niet gebruikt."),
    Refusal.NO_EVENT: _("Kies wat je wilt horen."),
    Refusal.OTHER_EVENT: _("Dat bericht kan deze webhook niet krijgen."),
    Refusal.TOO_MANY_WEBHOOKS: _("Er zijn al 10 webhooks. Haal er eerst een weg."),
    Refusal.NOT_A_PUBLIC_ADDRESS: _(
        "Geef een adres dat begint met https:// en dat iedereen op internet kan bereiken."
    ),
    Refusal.BODY_GONE: _(
        "Dit bericht is ouder dan 14 dagen. De tekst is weg, dus we kunnen het niet opnieuw sturen."
    ),
    Refusal.PAUSED: _("Deze webhook staat op pauze. Zet hem eerst weer aan."),
}

# What kernel.outgoing says in a log, in words for the owner of a webhook
TROUBLES = {
    "not https": _("het adres begint niet met https://"),
    "not a public name": _("de naam is niet openbaar"),
    "not a public address": _("het adres hoort bij een eigen netwerk"),
    "another port than 443": _("een andere poort dan 443"),
    "no such name": _("deze naam bestaat niet op internet"),
    "too slow": _("geen antwoord binnen 10 seconden"),
    "too many redirects": _("te vaak doorgestuurd"),
    "no safe connection (certificate)": _("het certificaat klopt niet"),
    "the answer is larger than 1 MB": _("het antwoord is te groot"),
}


def refuse(refusal: Refusal | None, *, field: str | None = None) -> None:
    """Raise the refusal as a broken rule; None passes."""
    if refusal is not None:
        raise RuleBroken(str(REFUSALS[refusal]), field=field)


def trouble_in_words(trouble: str) -> str:
    """What went wrong with a delivery; words that we have no sentence for stay as they are."""
    return str(TROUBLES.get(trouble, trouble))
