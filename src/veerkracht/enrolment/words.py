"""Sentences for refusals and rules, in plain language."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from veerkracht.enrolment.rules import Refusal, Rule
from veerkracht.kernel.errors import RuleBroken

REFUSALS = {
    Refusal.NOT_PUBLISHED: _("Deze training is nog niet open."),
    Refusal.NOT_YET_OPEN: _("Je kunt je nog niet inschrijven. Kijk later nog eens."),
    Refusal.CLOSED: _("De inschrijving is gesloten."),
    Refusal.CALLED_OFF: _("Deze training gaat niet door."),
    Refusal.NO_PEOPLE: _("Kies wie er meedoet."),
    Refusal.TOO_MANY_PEOPLE: _("Je kunt hoogstens 10 mensen tegelijk inschrijven."),
    Refusal.SAME_PERSON_TWICE: _("Iemand staat er twee keer bij."),
    Refusal.DIFFERENT_COURSES: _("Kies alleen datums van dezelfde training."),
    Refusal.TOO_MANY_EDITIONS: _(
        "Je kunt voor hoogstens 8 datums tegelijk op de wachtlijst staan."
    ),
    Refusal.LARGER_THAN_GROUP: _("Jullie zijn met meer mensen dan er plaatsen zijn."),
    Refusal.ALREADY_ENROLLED: _("Je doet al mee met deze training, of staat al op de wachtlijst."),
    Refusal.PLACED_ON_OTHER_DATE: _(
        "Je hebt al een plaats op een andere datum van deze training. Meld je daar eerst af als je wilt ruilen."
    ),
    Refusal.OVERLAPS: _(
        "Op dat moment heb je al een andere training. Kruis aan dat je dat weet, dan gaan we door."
    ),
    Refusal.NO_LONGER_LIVE: _("Deze inschrijving was al gestopt. Er is niets veranderd."),
    Refusal.OFFER_RAN_OUT: _(
        "Dit aanbod is verlopen. Wil je nog steeds komen? Zet jezelf dan opnieuw op de wachtlijst."
    ),
    Refusal.NO_OFFER: _("Er is nu geen plaats voor je vrijgehouden."),
    Refusal.STARTED: _("De training is al begonnen. Bel of mail de coördinator."),
    Refusal.NOT_PLACED: _("Alleen wie een plaats heeft, kan die overdragen."),
    Refusal.OWN_ADDRESS: _(
        "Deze plaats is al van wie dit adres heeft. Vul het adres van een collega in."
    ),
    Refusal.INVITATION_OVER: _("Deze uitnodiging geldt niet meer. Vraag je collega om een nieuwe."),
    Refusal.KEPT_FOR_OTHERS: _(
        "Deze plaats is vrijgehouden voor een groep waar jij niet bij hoort. Schrijf je in om te zien of er plaats is."
    ),
    Refusal.GROUP_AT_CAP: _("Uit jouw groep doen al zoveel mensen mee als kan."),
    Refusal.DECIDED_ALREADY: _("Hier is al over beslist. Er is niets veranderd."),
    Refusal.NOT_YET_BEGUN: _("Dit kan vanaf de eerste dag van de training."),
    Refusal.SHARE_IS_OVER: _("Deze afspraak was al voorbij. Er is niets veranderd."),
}

RULES = {
    Rule.FREE_PLACE: _("Er was een plaats vrij en niemand wachtte."),
    Rule.FIRST_THAT_FITS: _(
        "De eerste die past: wie langer wacht, is met meer mensen dan er plaatsen vrij zijn."
    ),
    Rule.FULL: _("Er was geen plaats vrij."),
    Rule.OTHERS_WAIT_LONGER: _("Er wachten anderen al langer."),
    Rule.STRICT_ORDER: _("Aan de beurt: dit was de eerste op de wachtlijst."),
    Rule.ACCEPTED: _("Zei ja tegen het aanbod."),
    Rule.DECLINED: _("Zei nee tegen het aanbod."),
    Rule.OFFER_RAN_OUT: _("Het aanbod verliep zonder antwoord."),
    Rule.PLACED_ELSEWHERE: _("Kreeg een plaats op een andere datum."),
    Rule.LEFT: _("Meldde zich af."),
    Rule.LEFT_LATE: _("Meldde zich af na de dag waarop dat kosteloos kon."),
    Rule.REMOVED: _("Afgemeld door de coördinator."),
    Rule.TAKEN_BACK: _("Ingetrokken door wie de plaats boekte."),
    Rule.HANDED_OVER: _("Gaf de plaats aan een collega."),
    Rule.TOOK_OVER: _("Nam de plaats van een collega over."),
    Rule.CALLED_OFF: _("De training gaat niet door."),
    Rule.SHARES: _(
        "Een plaats was vrijgehouden voor deze groep, of de groep van wie langer wacht zit vol."
    ),
    Rule.CAP_REACHED: _("Uit deze groep doen al zoveel mensen mee als kan."),
    Rule.INTEREST: _("Liet weten mee te willen doen. De datum volgt nog."),
    Rule.TO_APPROVE: _("Vroeg een plaats aan. Die moet nog worden goedgekeurd."),
    Rule.APPROVED: _("De aanvraag is goedgekeurd. De plek in de rij telt vanaf de aanvraag."),
    Rule.NOT_APPROVED: _("De aanvraag is niet goedgekeurd."),
}


def refuse(refusal: Refusal | None, *, field: str | None = None) -> None:
    """Raise the refusal as a broken rule; None passes."""
    if refusal is not None:
        raise RuleBroken(str(REFUSALS[refusal]), field=field)


def ordinal(number: int) -> str:
    """``1e``, ``2e`` in Dutch; ``1st``, ``2nd``, ``11th`` in English."""
    if (get_language() or "nl").startswith("nl"):
        return f"{number}e"
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
