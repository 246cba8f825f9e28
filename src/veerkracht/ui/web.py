"""The geometry and the words of the spider web; pure except for translation.

Six axes, 0 in the middle, 10 outside. An absent mark draws no point: the line simply passes from
one neighbour to the next. It is for talking, so nothing here adds, averages or compares.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.ui.dimensions import DIMENSIONS, KEYS

Mark = int | float | None
Marks = Mapping[str, Mark] | Sequence[Mark] | None

RADIUS = 110
RINGS = (2, 4, 6, 8, 10)
# Where a label starts: beside the slanting edges, so that it stays legible on 320 px.
_LABELS = ((0, -140), (70, -106), (70, 93), (0, 133), (-70, 93), (-70, -106))
_ANCHORS = ("middle", "start", "start", "middle", "end", "end")
_LINE = 17


@dataclass(frozen=True)
class Point:
    """A mark on its axis, in drawing units."""

    key: str
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """One line of a label."""

    text: str
    y: float


@dataclass(frozen=True)
class Axis:
    """An axis with its label and the three voices' marks."""

    key: str
    label: str
    end: Point
    anchor: str
    x: float
    lines: tuple[Line, ...]
    mark: Mark
    mark_y: float
    previous: Mark
    second: Mark


def marks(values: Marks) -> tuple[Mark, ...]:
    """Six marks in the fixed order; from a mapping by key, or a sequence of six."""
    if values is None:
        return (None,) * len(KEYS)
    if isinstance(values, Mapping):
        return tuple(values.get(key) for key in KEYS)
    return tuple(values)


def at(index: int, mark: float) -> Point:
    """The place of a mark on an axis; axis 0 points up, the others follow clockwise."""
    angle = math.radians(60 * index - 90)
    distance = RADIUS * min(max(mark, 0), 10) / 10
    return Point(
        KEYS[index], round(distance * math.cos(angle), 1), round(distance * math.sin(angle), 1)
    )


def shape(values: tuple[Mark, ...]) -> list[Point]:
    """The points that were given; absent marks are left out."""
    return [at(index, mark) for index, mark in enumerate(values) if mark is not None]


def outline(points: list[Point]) -> str:
    """Points as the value of an SVG ``points`` attribute."""
    return " ".join(f"{point.x},{point.y}" for point in points)


def rings() -> list[str]:
    """The hexagons of 2, 4, 6, 8 and 10."""
    return [outline([at(index, ring) for index in range(6)]) for ring in RINGS]


def axes(now: tuple[Mark, ...], previous: tuple[Mark, ...], second: tuple[Mark, ...]) -> list[Axis]:
    """The six axes with labels and marks, ready for the template."""
    return [_axis(index, now[index], previous[index], second[index]) for index in range(6)]


def _axis(index: int, now: Mark, previous: Mark, second: Mark) -> Axis:
    label = str(DIMENSIONS[index].label)
    x, top = _LABELS[index]
    words = label.rsplit(" ", 1) if x and " " in label else [label]
    lines = tuple(Line(word, top + _LINE * number) for number, word in enumerate(words))
    below = top + _LINE * len(words)
    return Axis(
        KEYS[index], label, at(index, 10), _ANCHORS[index], x, lines, now, below, previous, second
    )


def sentence(values: tuple[Mark, ...]) -> str:
    """Reads the web aloud: the marks in order and which was highest; never a total or a norm."""
    given = [
        (str(d.label), mark) for d, mark in zip(DIMENSIONS, values, strict=True) if mark is not None
    ]
    if not given:
        return _("Er is nog niets ingevuld.")
    top = max(mark for _label, mark in given)
    named = listed([label for label, mark in given if mark == top])
    return ngettext(
        "%(named)s kreeg het hoogste cijfer: %(top)s.",
        "%(named)s kregen het hoogste cijfer: %(top)s.",
        sum(mark == top for _label, mark in given),
    ) % {"named": named, "top": spoken(top)}


def listed(words: list[str]) -> str:
    """“a, b en c”."""
    if len(words) == 1:
        return words[0]
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def spoken(mark: float) -> str:
    """A mark without needless decimals."""
    return f"{mark:g}"
