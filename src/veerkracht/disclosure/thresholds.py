"""Small cells stay hidden, and so does what would give them away. Method and sources: README.md."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from veerkracht.disclosure.flows import Link, Network, Unprotectable

__all__ = [
    "SUPPRESSED",
    "THRESHOLD",
    "ProtectedList",
    "ProtectedTable",
    "SafeCount",
    "Unprotectable",
    "protect_list",
    "protect_table",
]

THRESHOLD: Final = 10
ADVICE = "A SafeCount may be hidden, so it is no number: use told(…) for words, or or_none() and say what None means."
_CELL, _MARGIN, _ALL = (
    10,
    10**4,
    10**6,
)  # what hiding costs: cells before totals, the grand total last

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


@dataclass(frozen=True, slots=True)
class SafeCount:
    """A count that may be shown, or that is hidden. It refuses all that would use it as a number."""

    _value: int | None = field(repr=False)

    @property
    def is_hidden(self) -> bool:
        """Whether the reader may not know it."""
        return self._value is None

    def or_none(self) -> int | None:
        """The number, or None when it is hidden."""
        return self._value

    def told(self, hidden: str) -> str:
        """The number in digits, or these words instead."""
        return hidden if self._value is None else str(self._value)

    def __repr__(self) -> str:
        return "SafeCount(hidden)" if self._value is None else f"SafeCount({self._value})"

    def __str__(self) -> str:
        raise TypeError(ADVICE)

    def __format__(self, wanted: str) -> str:
        raise TypeError(ADVICE)

    def __int__(self) -> int:
        raise TypeError(ADVICE)

    def __index__(self) -> int:
        raise TypeError(ADVICE)

    def __float__(self) -> float:
        raise TypeError(ADVICE)

    def __bool__(self) -> bool:
        raise TypeError(ADVICE)

    def __lt__(self, other: object) -> bool:
        raise TypeError(ADVICE)

    def __add__(self, other: object) -> int:
        raise TypeError(ADVICE)

    def __mul__(self, other: object) -> int:
        raise TypeError(ADVICE)

    __le__ = __gt__ = __ge__ = __lt__
    __radd__ = __sub__ = __rsub__ = __truediv__ = __rtruediv__ = __add__
    __rmul__ = __mod__ = __floordiv__ = __pow__ = __mul__


SUPPRESSED: Final = SafeCount(None)


@dataclass(frozen=True)
class ProtectedTable(Generic[Row, Column]):
    """A two-way table as it may be shown: its cells, the totals of rows and columns, and of all."""

    cells: Mapping[tuple[Row, Column], SafeCount]
    rows: Mapping[Row, SafeCount]
    columns: Mapping[Column, SafeCount]
    total: SafeCount


@dataclass(frozen=True)
class ProtectedList(Generic[Row]):
    """A list of counts as it may be shown, with its total."""

    cells: Mapping[Row, SafeCount]
    total: SafeCount


def protect_table(
    cells: Mapping[tuple[Row, Column], int],
    *,
    threshold: int = THRESHOLD,
    sensitive: Collection[tuple[Row, Column]] = (),
    sensitive_rows: Collection[Row] = (),
    totals_stay: bool = False,
) -> ProtectedTable[Row, Column]:
    """The table with its totals, in which no hidden number can be pinned or bound within ``threshold`` values.

    Rows are groups of people, columns what came of them: where the total of a row is hidden, its noughts
    are too, for "0 came" would tell that all of a few people stayed away. Where nobody at all came, it is shown.

    What is not in ``cells`` counts as 0. ``sensitive`` cells and totals of rows are hidden although they are
    large. With ``totals_stay`` the totals of columns and of all stay shown, because they stand elsewhere
    too: raises Unprotectable when that gives a number away. ValueError for a count below 0.
    """
    rows = list(dict.fromkeys(row for row, _column in cells))
    columns = list(dict.fromkeys(column for _row, column in cells))
    whole = {(row, column): cells.get((row, column), 0) for row in rows for column in columns}
    _refuse_negative(whole.values())
    links = _table_links(rows, columns, whole)
    if totals_stay:
        _let_stay(links, {"column", "all"}, threshold)
    marked: set[tuple[Hashable, ...]] = {("cell", *key) for key in sensitive}
    marked |= {("row", row) for row in sensitive_rows}
    shown = _protected(links, threshold, marked)
    return ProtectedTable(
        cells={key: shown["cell", *key] for key in whole},
        rows={row: shown["row", row] for row in rows},
        columns={column: shown["column", column] for column in columns},
        total=shown["all",],
    )


def protect_list(
    cells: Mapping[Row, int],
    *,
    threshold: int = THRESHOLD,
    sensitive: Collection[Row] = (),
    total_stays: bool = False,
) -> ProtectedList[Row]:
    """The list with its total, protected in the same way; Unprotectable as with a table."""
    _refuse_negative(cells.values())
    ordered = sorted(cells, key=repr)
    links = [Link(("cell", key), "out", "back", cells[key], _CELL + cells[key]) for key in ordered]
    whole = sum(cells.values())
    links.append(Link(("all",), "back", "out", whole, _ALL))
    if total_stays:
        _let_stay(links, {"all"}, threshold)
    shown = _protected(links, threshold, {("cell", key) for key in sensitive})
    return ProtectedList({key: shown["cell", key] for key in cells}, shown["all",])


def _refuse_negative(values: Iterable[int]) -> None:
    if any(value < 0 for value in values):
        raise ValueError("a count cannot be below 0")


def _table_links(
    rows: Iterable[Row], columns: Iterable[Column], whole: Mapping[tuple[Row, Column], int]
) -> list[Link]:
    """Cells run from row to column, totals from the source and to the sink, and all of it back.

    In an order of their own, so that the same table gives the same result however it was read.
    """
    rows, columns = sorted(rows, key=repr), sorted(columns, key=repr)
    links = [
        Link(
            ("cell", row, column),
            ("row", row),
            ("column", column),
            whole[row, column],
            _CELL + whole[row, column],
        )
        for row in rows
        for column in columns
    ]
    for row in rows:
        value = sum(whole[row, column] for column in columns)
        links.append(Link(("row", row), "source", ("row", row), value, _MARGIN + value))
    for column in columns:
        value = sum(whole[row, column] for row in rows)
        links.append(Link(("column", column), ("column", column), "sink", value, _MARGIN + value))
    links.append(Link(("all",), "sink", "source", sum(whole.values()), _ALL))
    return links


def _let_stay(links: list[Link], kinds: Collection[str], threshold: int) -> None:
    for link in links:
        link.stays = link.key[0] in kinds
        if link.stays and 0 < link.value < threshold:
            raise Unprotectable


def _hide_noughts(links: list[Link]) -> list[int]:
    """Hide the noughts in rows whose total is hidden, unless all of the column is nought; which those are."""
    rows = {link.key[1] for link in links if link.key[0] == "row" and link.hidden}
    columns = {link.key[1] for link in links if link.key[0] == "column" and link.value}
    found = [
        number
        for number, link in enumerate(links)
        if link.key[0] == "cell"
        and (link.value, link.hidden) == (0, False)
        and link.key[1] in rows
        and link.key[2] in columns
    ]
    for number in found:
        links[number].hidden = True
    return found


def _protected(
    links: list[Link], threshold: int, marked: set[tuple[Hashable, ...]]
) -> dict[tuple[Hashable, ...], SafeCount]:
    """Hide what is small or marked, then what would give any hidden cell away, until nothing does."""
    for link in links:
        link.hidden = 0 < link.value < threshold or (link.value > 0 and link.key in marked)
    network = Network(links)
    waiting = deque(number for number, link in enumerate(links) if link.hidden)
    while waiting:  # hiding more only widens bounds, so each is looked at once
        waiting.extend(network.protect(waiting.popleft(), threshold - 1))
        if not waiting:
            waiting.extend(_hide_noughts(links))
    return {link.key: SUPPRESSED if link.hidden else SafeCount(link.value) for link in links}
