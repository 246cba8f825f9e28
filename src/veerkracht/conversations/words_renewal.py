"""Sentences about a newer version of the app."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RENEWAL: dict[str, str | Promise] = {
    "renewal.new": _(
        "Er is een nieuwe versie van deze app. Wat op dit apparaat bewaard is, blijft staan."
    ),
    "renewal.use": _("Gebruik de nieuwe versie"),
    "renewal.first": _(
        "Nu nog niet: je web dat open is, is niet op dit apparaat bewaard. Zet het eerst op papier of in een bestand. "
        "Kies de nieuwe versie als je de pagina daarna opnieuw opent."
    ),
    "renewal.elsewhere": _(
        "Op een andere pagina koos je voor de nieuwe versie. Deze pagina werkt nog met de oude. "
        "Laad haar opnieuw als je klaar bent."
    ),
    "renewal.anew": _("Laad opnieuw"),
    "renewal.unasked": _(
        "Je browser had deze app van je apparaat gehaald. Daarom gebruik je nu meteen de nieuwste versie. "
        "Die komt van dezelfde afzender."
    ),
    "renewal.other": _(
        "We kregen een nieuwe versie die niet van dezelfde afzender komt. Die gebruiken we niet. "
        "Vertel het aan wie je deze app gaf."
    ),
}
