"""The sentences of attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.errors import RuleBroken
from veerkracht.proof.attendance_rules import Refusal

if TYPE_CHECKING:
    from django.utils.functional import Promise

REFUSALS: dict[Refusal, Promise] = {
    Refusal.NOT_OPEN_YET: _(
        "Dat kan nog niet. Het kan vanaf een half uur voor de bijeenkomst begint."
    ),
    Refusal.OVER: _("De bijeenkomst is voorbij. Vraag de trainer om je aan te vinken."),
    Refusal.CALLED_OFF: _("Deze training gaat niet door."),
    Refusal.CODE_OLD: _(
        "Deze code is verlopen: hij geldt maar kort. Gebruik de code die nu op het scherm staat."
    ),
    Refusal.CODE_WRONG: _(
        "Deze code klopt niet. Kijk goed naar het scherm, en gebruik de code die er nu staat."
    ),
    Refusal.NO_PLACE: _("Je hebt geen plaats in deze training. Vraag de trainer om hulp."),
    Refusal.TOO_OFTEN: _(
        "Je probeerde te vaak een code. Wacht vijf minuten, of vraag de trainer om je aan te vinken."
    ),
    Refusal.TOO_MANY_MINUTES: _("Zoveel minuten duurt de bijeenkomst niet."),
    Refusal.REASON_TOO_LONG: _("De reden is te lang. Gebruik hoogstens 200 tekens."),
    Refusal.FULL: _(
        "De training is vol. Er is geen plaats vrij voor iemand erbij. De coördinator kan plaatsen bijmaken."
    ),
    Refusal.OTHERS_WAIT: _(
        "Er is geen plaats vrij voor iemand erbij: anderen staan op de lijst en gaan voor."
        " Vraag het de coördinator."
    ),
}


def refuse(why: Refusal | None, *, field: str | None = None) -> None:
    """Raise RuleBroken with the sentence of this refusal; None passes."""
    if why is not None:
        raise RuleBroken(str(REFUSALS[why]), field=field)
