"""The picture of who works with whom: places, lines and names, ready for a template that draws SVG."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.coalitions import map_rules as rules
from veerkracht.coalitions.map_layout import HEIGHT, WIDTH, layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from veerkracht.people.models import Organisation
    from veerkracht.places.models import Area
    from veerkracht.programme.models import Theme

MOST_SIGNS, MOST_LINES = 18, 2
THICKEST = 3


@dataclass(frozen=True)
class Dot:
    """An organisation in the picture: where, how large, its name in lines, its page."""

    x: float
    y: float
    radius: int
    lines: Sequence[tuple[str, float]]
    anchor: str
    name: str
    url: str


@dataclass(frozen=True)
class Line:
    """A tie: from where to where, and how thick, 1 to 3."""

    x1: float
    y1: float
    x2: float
    y2: float
    thick: int


@dataclass(frozen=True)
class Drawing:
    """A whole picture, with a sentence that tells what it shows."""

    width: int
    height: int
    dots: Sequence[Dot]
    lines: Sequence[Line]
    told: str
    left_out: int


def drawing(
    strengths: Mapping[tuple[int, int], int],
    named: Mapping[int, Organisation],
    region: Area,
    theme: Theme | None,
) -> Drawing | None:
    """The organisations with the most and strongest ties; None without any."""
    keys = rules.most_tied(strengths)
    if not keys:
        return None
    inside = {pair: weight for pair, weight in strengths.items() if set(pair) <= set(keys)}
    places = layout(keys, inside)
    partners = {key: sum(key in pair for pair in inside) for key in keys}
    suffix = f"?regio={region.code}"
    return Drawing(
        width=int(WIDTH),
        height=int(HEIGHT),
        dots=[_dot(named[key], places[key], partners[key], suffix) for key in keys],
        lines=[_line(pair, weight, places) for pair, weight in sorted(inside.items())],
        told=_told(partners, named),
        left_out=len({key for pair in strengths for key in pair}) - len(keys),
    )


def _dot(one: Organisation, at: tuple[float, float], partners: int, suffix: str) -> Dot:
    x, y = at
    radius = 8 + min(partners, 12)
    words = textwrap.wrap(one.name, MOST_SIGNS, break_long_words=False)[:MOST_LINES]
    first = y + radius + 15 if y < HEIGHT - 80 else y - radius - 8 - 15 * (len(words) - 1)
    return Dot(
        x=x,
        y=y,
        radius=radius,
        lines=[(word, round(first + 15 * number, 1)) for number, word in enumerate(words)],
        anchor="middle",
        name=one.name,
        url=reverse("coalitions:partner", args=[one.slug]) + suffix,
    )


def _line(pair: tuple[int, int], weight: int, places: Mapping[int, tuple[float, float]]) -> Line:
    (x1, y1), (x2, y2) = places[pair[0]], places[pair[1]]
    thick = 1 if weight < 3 else 2 if weight < 8 else THICKEST
    return Line(x1, y1, x2, y2, thick)


def _told(partners: Mapping[int, int], named: Mapping[int, Organisation]) -> str:
    most = max(partners, key=lambda key: (partners[key], -key))
    return _(
        "Elke stip is een organisatie, elke lijn een samenwerking. Hoe dikker de lijn, hoe meer ze samen doen. "
        "%(name)s werkt hier met de meeste anderen samen: %(number)s."
    ) % {"name": named[most].name, "number": partners[most]}
