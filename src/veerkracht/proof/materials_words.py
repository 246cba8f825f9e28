"""The sentences about materials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veerkracht.proof.materials_rules import Fault

if TYPE_CHECKING:
    from django.utils.functional import Promise

FAULTS: dict[Fault, Promise] = {
    Fault.TOO_LARGE: _(
        "Dit bestand is groter dan 25 MB. Maak het kleiner, of zet er een link naar neer."
    ),
    Fault.EMPTY: _("Dit bestand is leeg. Kies een ander bestand."),
    Fault.KIND: _(
        "Dit soort bestand kan niet. Kies een pdf, een document, een presentatie, een spreadsheet,"
        " een foto (jpg of png), geluid (mp3) of platte tekst."
    ),
    Fault.NOT_WHAT_IT_SAYS: _(
        "De inhoud van dit bestand past niet bij de naam. Bewaar het opnieuw en probeer het nog eens."
    ),
}
