"""What can be read without solving anything: one number shown in several ways, and changes between two dates. Pure."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from veerkracht.disclosure.opened import One, Opened, Shown
from veerkracht.disclosure.published import AVERAGING, DATES, Finding
from veerkracht.disclosure.rounding import Span, common, values_in
from veerkracht.disclosure.tables import Rules

Reading = tuple[Shown, One, int, Span]  # where, which key, what it shows, what that tells


def averaged(opened: Opened, rules: Rules) -> Iterator[Finding]:
    """Numbers that are shown in different ways, so that reading them together tells more than one of them.

    Of rounded numbers only those of one day are taken for the same people; noise is the same for the same people at
    any time, so other noise for what looks the same means that it was drawn anew.
    """
    for readings in _by_place(opened, rules):
        days: dict[object, list[Reading]] = defaultdict(list)
        for reading in readings:
            shown = reading[0]
            days[None if shown.table.noise else shown.release.as_of].append(reading)
        for together in days.values():
            yield from _averaged(together, rules)


def _averaged(readings: list[Reading], rules: Rules) -> Iterator[Finding]:
    if len({number for _shown, _one, number, _span in readings}) < 2:
        return
    left = common(told for _shown, _one, _number, told in readings)
    each = min(values_in(told) for _shown, _one, _number, told in readings)
    if 0 < values_in(left) < min(rules.width, each):
        shown, (_order, name, key), _number, _told = readings[-1]
        names = [f"{one.release.name}/{one.table.name}" for one, _one, _n, _t in readings]
        because = " + ".join(dict.fromkeys(names))
        yield Finding(AVERAGING, name, key, *left, because, shown.release.name)


def changes(opened: Opened, rules: Rules) -> Iterator[Finding]:
    """Changes between two dates that are as small as what is hidden, and known closer than rounding leaves open."""
    for readings in _by_place(opened, rules):
        for older, newer in itertools.pairwise(readings):
            if older[0].release.as_of == newer[0].release.as_of:
                continue
            low, high = newer[3][0] - older[3][1], newer[3][1] - older[3][0]
            if older[2] > newer[2]:
                low, high = -high, -low
            base = newer[0].table.base
            enough = min(rules.width, base if base > 1 else rules.width)
            if 0 < low <= high < rules.threshold and values_in((low, high)) < enough:
                shown, (_order, name, key), _number, _told = newer
                because = f"{older[0].release.name} + {shown.release.name}"
                yield Finding(
                    DATES, name, key, low, high, because, shown.release.name, is_change=True
                )


def _by_place(opened: Opened, rules: Rules) -> Iterator[list[Reading]]:
    """Everything that is shown, together with what shows the same number, oldest first."""
    found: dict[object, list[Reading]] = defaultdict(list)
    for shown in opened.tables:
        for key, figure in sorted(shown.table.figures.items()):
            if figure.number is not None:
                one = (shown.order, shown.table.name, key)
                _group, place = opened.linked.places[opened.linked.at[one]]
                told = shown.table.read(figure.number, rules)
                found[place].append((shown, one, figure.number, told))
    yield from found.values()
