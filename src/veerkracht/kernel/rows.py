"""Rows without the cost of making the same SQL again: for the few paths where many people press at once.

Measured on the reference machine: a ``get()`` costs 0.4–1.4 ms of CPU, of which the database sees a
tenth; the rest is Django making the SQL. Here the SQL is made once by Django itself and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model, QuerySet

M = TypeVar("M", bound=Model)


class Prepared:
    """A query whose SQL is made once. ``make`` builds it with stand-ins; calling gives the real values.

    The stand-ins must be the query's only parameters that vary, in the order in which they are given;
    ``values_list`` of plain columns only, because rows come back as the driver gives them.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Any]], *stand_ins: object) -> None:
        self._make = make
        self._stand_ins = stand_ins
        self._sql = ""
        self._parameters: list[Any] = []

    def __call__(self, *values: object) -> list[tuple[Any, ...]]:
        """The rows for these values, one for each stand-in."""
        if not self._sql:
            self._sql, parameters = self._make().query.sql_with_params()
            self._parameters = list(parameters)
        given: dict[object, Any] = dict(zip(self._stand_ins, values, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [given.get(one, one) for one in self._parameters])
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found


@contextmanager
def in_one_go() -> Iterator[None]:
    """Send the block's inserts without waiting for each; all are done, or one has failed, at its end.

    Only for statements whose answers nobody reads: ``insert`` with ``numbers=False`` or ``unless_there``.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def insert(rows: Sequence[M], *, numbers: bool = True, unless_there: str = "") -> None:
    """Insert new rows of one model in one statement and give each its number, unless nobody needs them.

    ``unless_there`` names a unique column: a row whose value stands there already is passed over, and
    then no row is given a number.
    """
    if not rows:
        return
    head, one, fields = _statement(type(rows[0]))
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for row in rows
        for field in fields
    ]
    asked = numbers and not unless_there
    tail = f'ON CONFLICT ("{unless_there}") DO NOTHING' if unless_there else ""
    tail = "RETURNING id" if asked else tail
    with connection.cursor() as cursor:
        cursor.execute(f"{head}{','.join([one] * len(rows))} {tail}", values)
        if not asked:
            return
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = number
            row._state.adding = False
            row._state.db = connection.alias


@cache
def _statement(model: type[Model]) -> tuple[str, str, list[Field[Any, Any]]]:
    """What comes before the values, one row's placeholders, and the fields in order."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    return (
        f"INSERT INTO {table} ({columns}) VALUES ",
        f"({', '.join(['%s'] * len(fields))})",
        fields,
    )
