"""Pictures of figures, ready for templates that draw SVG: a map, a line, and what tells the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from veerkracht.monitoring import page_rules as rules
from veerkracht.monitoring import page_words as words
from veerkracht.monitoring.page_words import FEW, HIDDEN, Reading
from veerkracht.places.queries import drawn_boundaries
from veerkracht.ui import map_geometry as geometry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from veerkracht.places.models import Area

CHART: Final = rules.Frame(left=14, right=306, top=26, bottom=122)
SMALL: Final = rules.Frame(left=6, right=154, top=10, bottom=50)
MOST_TICKS: Final = 6


@dataclass(frozen=True)
class Spot:
    """A municipality in the picture: its shape, its words, and how dark it is (0 where nothing is shown)."""

    reading: Reading
    short: str
    shade: int
    x: float
    y: float
    corners: str = ""
    path: str = ""
    on: bool = False

    @property
    def hatched(self) -> bool:
        """Whether it is drawn as hidden."""
        return self.reading.state == HIDDEN

    @property
    def told(self) -> str:
        """What it says when pointed at or read aloud."""
        return f"{self.reading.name}: {self.reading.told}"


@dataclass(frozen=True)
class Drawing:
    """A map in pixels, what its shades mean, and a sentence that tells what it shows."""

    width: int
    height: int
    spots: list[Spot]
    steps: list[rules.Step]
    told: str
    hides: bool
    source: str = ""

    @property
    def has_few(self) -> bool:
        """Whether somewhere too few people are for a percentage."""
        return any(spot.reading.state == FEW for spot in self.spots)

    @property
    def rated(self) -> bool:
        """Whether its shades are percentages."""
        return any(spot.reading.rated for spot in self.spots)

    @property
    def is_real(self) -> bool:
        """Whether it has real boundaries."""
        return bool(self.source)


def tiles(
    areas: Sequence[Area], readings: Mapping[str, Reading], on: str, told: str
) -> Drawing | None:
    """Every municipality as a tile; None where no area has a place on the map."""
    placed = [
        (area, area.tile_column, area.tile_row)
        for area in areas
        if area.tile_column is not None and area.tile_row is not None
    ]
    if not placed:
        return None
    cells = [(column, row) for _area, column, row in placed]
    least = (min(column for column, _row in cells), min(row for _column, row in cells))
    classes = rules.steps(one.main for one in readings.values())
    spots = []
    for area, column, row in placed:
        middle = geometry.centre(column, row, least)
        corners = geometry.hexagon(middle)
        spots.append(_spot(readings[area.code], classes, middle, corners=corners, on=on))
    return Drawing(*geometry.size(cells), spots, classes, told, _hides(spots))


def real(
    areas: Sequence[Area], readings: Mapping[str, Reading], on: str, told: str, year: int | None
) -> Drawing | None:
    """Every municipality in its boundaries; None where none are loaded."""
    if year is None:
        return None
    drawn = drawn_boundaries(year)
    classes = rules.steps(one.main for one in readings.values())
    codes = {area.code for area in areas}
    spots = [
        _spot(readings[code], classes, middle, path=path, on=on)
        for code, path, middle in drawn.parts
        if code in codes
    ]
    width = round(geometry.WIDTH)
    return Drawing(width, drawn.height, spots, classes, told, _hides(spots), drawn.source)


def _hides(spots: Sequence[Spot]) -> bool:
    return any(spot.hatched for spot in spots)


def _spot(
    reading: Reading,
    classes: Sequence[rules.Step],
    middle: geometry.Point,
    *,
    corners: str = "",
    path: str = "",
    on: str = "",
) -> Spot:
    return Spot(
        reading=reading,
        short=geometry.short_name(reading.name),
        shade=rules.shade(reading.main, classes),
        x=middle[0],
        y=middle[1],
        corners=corners,
        path=path,
        on=reading.code == on,
    )


@dataclass(frozen=True)
class Tick:
    """A period under a line."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    """A line over the periods: its pieces as SVG writes them, its dots, where nothing is shown, and the target."""

    pieces: list[str]
    dots: list[tuple[float, float, str]]
    gaps: list[tuple[float, str, bool]]
    ticks: list[Tick]
    most: str
    last: tuple[float, float, str, str] | None
    target: float | None
    target_words: str
    readings: list[Reading]
    told: str


def chart(
    readings: list[Reading], *, frame: rules.Frame = CHART, most: int = 0, target: int | None = None
) -> Chart:
    """A line through these readings, one for each period. ``most`` is given where several share a scale."""
    figures = [one.main for one in readings]
    most = most or max(rules.top(figures), target or 0)
    rated = bool(readings) and readings[0].rated
    drawn = rules.line(figures, most, frame)
    shown = [one for one in readings if one.main.is_shown]
    unseen = [one for one in readings if not one.main.is_shown]
    return Chart(
        pieces=[" ".join(f"{x},{y}" for x, y in piece) for piece in drawn.pieces if len(piece) > 1],
        dots=[
            (x, y, f"{one.name}: {one.told}") for (x, y), one in zip(drawn.dots, shown, strict=True)
        ],
        gaps=[
            (x, f"{one.name}: {one.told}", one.state == HIDDEN)
            for x, one in zip(drawn.gaps, unseen, strict=True)
        ],
        ticks=_ticks(readings, frame),
        most=words.percent(most) if rated else words.number(most),
        last=_last(drawn.dots, shown, frame),
        target=frame.up(target, most) if target is not None else None,
        target_words=_amount(target, rated=rated),
        readings=readings,
        told=words.of_periods(readings),
    )


def _amount(number: int | None, *, rated: bool) -> str:
    if number is None:
        return ""
    return words.percent(number) if rated else words.number(number)


def _last(
    dots: Sequence[rules.Point], shown: Sequence[Reading], frame: rules.Frame
) -> tuple[float, float, str, str] | None:
    """Where the last figure that is shown stands, and how its words lie beside it."""
    if not dots:
        return None
    x, y = dots[-1]
    anchor = "end" if x > (frame.left + frame.right) / 2 + 1 else "middle"
    return x, max(12.0, y - 9), shown[-1].short, anchor


def _ticks(readings: Sequence[Reading], frame: rules.Frame) -> list[Tick]:
    """Words under the line: all of a few periods, else the first and the last."""
    many = len(readings)
    places = range(many) if many <= MOST_TICKS else (0, many - 1)
    ticks = []
    for place in places:
        anchor = "middle"
        if many > 1:
            anchor = {0: "start", many - 1: "end"}.get(place, "middle")
        label = words.period_short(readings[place].code)
        ticks.append(Tick(frame.across(place, many), label, anchor))
    return ticks
