"""The six dimensions, everywhere in this order. The words are our own, for six generic dimensions."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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
