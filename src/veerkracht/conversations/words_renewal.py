"""Sentences about a newer version of the app."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RENEWAL: dict[str, str | Promise] = {
    "renewal.new": _("Er is een nieuwe versie van deze app. Wat je invulde, blijft staan."),
    "renewal.use": _("Gebruik de nieuwe versie"),
    "renewal.other": _(
        "We kregen een nieuwe versie die niet van dezelfde afzender komt. Die gebruiken we niet. "
        "Vertel het aan wie je deze app gaf."
    ),
}
