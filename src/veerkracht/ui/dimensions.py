"""The six generic dimensions, everywhere in this order, in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True)
class Dimension:
    """A dimension: ``key`` names its colour (``--dimension-<key>``) and its icon."""

    key: str
    label: str | Promise


DIMENSIONS = (
    Dimension("body", _("Lichaam")),
    Dimension("feeling", _("Gevoel en gedachten")),
    Dimension("meaning", _("Zingeving")),
    Dimension("quality", _("Lekker leven")),
    Dimension("participation", _("Meedoen")),
    Dimension("daily", _("Dagelijks leven")),
)
KEYS = tuple(dimension.key for dimension in DIMENSIONS)
