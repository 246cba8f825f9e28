"""Rows without the cost of making the same SQL again: for the few paths where many people press at once.

Measured on the reference machine: a ``get()`` costs 0.4–1.4 ms of CPU, of which the database sees a
tenth; the rest is Django making the SQL, and a switch between processes for each statement. Here the SQL
is made once by Django itself, planned once by the server, and several statements go in one message.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import psycopg.sql
from django.db import connection, transaction
from django.db.models import Field, Model, QuerySet
from psycopg.pq import ExecStatus, TransactionStatus

M = TypeVar("M", bound=Model)
MOST_OF_A_LIST = 25  # a question about a list has a plan for each number of rows up to this
MOST_PLANNED = 60  # values of one statement that the server keeps a plan for


class Asked:
    """A statement that was sent, or that waits to go along with others (:func:`in_one_go`)."""

    def __init__(self, sql: str, values: Sequence[Any]) -> None:
        self.sql = sql
        self.values = values
        self.found: list[tuple[Any, ...]] | None = None

    def rows(self) -> list[tuple[Any, ...]]:
        """What the database answered; what waits is sent first, and what it refused is raised."""
        if self.found is None:
            _send_waiting()
        if self.found is None:
            raise AssertionError("this statement was given up before it was sent")
        return self.found


class Prepared:
    """A query whose SQL is made once, and planned once by the server. ``make`` builds it with stand-ins.

    The stand-ins must be the query's only parameters that vary, in the order in which they are given;
    all others are written into the SQL, so that partial indexes still serve. ``values_list`` of plain
    columns only, because rows come back as the driver gives them.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Any]], *stand_ins: object) -> None:
        self._make = make
        self._stand_ins = stand_ins
        self._sql = ""
        self._order: list[int] = []

    def __call__(self, *values: object) -> list[Any]:
        """The rows for these values, one for each stand-in."""
        return self.ask(*values).rows()

    def ask(self, *values: object) -> Asked:
        """Send the query; see :class:`Asked` for its rows. ValueError without a value for each stand-in."""
        if len(values) != len(self._stand_ins):
            raise ValueError(f"{len(self._stand_ins)} values are wanted, {len(values)} were given")
        if not self._sql:
            self._sql = self._written()
        return ask(self._sql, [values[place] for place in self._order])

    def _written(self) -> str:
        sql, parameters = self._made()
        places = {stand_in: place for place, stand_in in enumerate(self._stand_ins)}
        self._order = [places[one] for one in parameters if one in places]
        marks = ["%s" if one in places else _literal(one) for one in parameters]
        return sql.replace("%%", "%%%%") % tuple(marks)

    def _made(self) -> tuple[str, Sequence[Any]]:
        sql, parameters = self._make().query.sql_with_params()
        return sql, tuple(parameters)


def _literal(value: object) -> str:
    plain = str(value) if isinstance(value, str) else value
    connection.ensure_connection()
    return psycopg.sql.Literal(plain).as_string(connection.connection).replace("%", "%%")


# Sending


class _Waiting(threading.local):
    """Statements of this thread that go along with the next message; None outside :func:`in_one_go`."""

    statements: list[Asked] | None = None


_waiting = _Waiting()
_names: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()  # connection → SQL → its name


def ask(sql: str, values: Sequence[Any]) -> Asked:
    """Send SQL that is the same each time; the server keeps its plan."""
    asked = Asked(sql, values)
    if _waiting.statements is None:
        _send([asked])
    else:
        _waiting.statements.append(asked)
    return asked


@contextmanager
def in_one_go() -> Iterator[None]:
    """Send the block's statements together: when an answer is read, before any other query, or at its end.

    Inserts inside give no numbers: use ``numbers=False``, ``unless_there``, or numbers taken before
    (:func:`next_number`). An error inside the block gives up what was not sent yet.
    """
    if _waiting.statements is not None:
        yield
        return
    _waiting.statements = []
    try:
        with connection.execute_wrapper(_after_what_waits):
            yield
            _send_waiting()
    finally:
        _waiting.statements = None


@contextmanager
def transaction_in_one_go() -> Iterator[None]:
    """:func:`in_one_go` as a transaction of its own: it begins with the first message and ends with the last.

    Within another transaction it is a part of that one, like ``atomic``.
    """
    with transaction.atomic(), in_one_go():
        yield
        _send_waiting(last=len(connection.atomic_blocks) == 1)


def _after_what_waits(execute: Callable[..., Any], sql: str, params: Any, *more: Any) -> Any:
    """Django's own queries keep their place in the order: a lock that was asked for is held by then."""
    _send_waiting()
    return execute(sql, params, *more)


def _send_waiting(*, last: bool = False) -> None:
    """Send what waits; ``last`` commits with it. Nothing waits: then Django's own commit follows."""
    batch = _waiting.statements
    if batch:
        _waiting.statements = []
        _send(batch, last=last)


def _send(batch: Sequence[Asked], *, last: bool = False) -> None:
    """Execute prepared statements in one message; the answers come in the same order."""
    with connection.cursor() as cursor:
        names = _prepare(cursor, {asked.sql for asked in batch})
        calls = [_call(names[asked.sql], len(asked.values)) for asked in batch]
        begins = _begins(connection.connection)
        message = [*(["BEGIN"] if begins else []), *calls, *(["COMMIT"] if last else [])]
        cursor.execute("; ".join(message), [one for asked in batch for one in asked.values])
        raw = cursor.cursor  # psycopg's own: what it has received can no longer fail
        if begins:
            raw.nextset()
        for asked in batch:
            asked.found = _received(raw)
            raw.nextset()


def _received(raw: Any) -> list[tuple[Any, ...]]:
    """The rows of one answer. Not by ``description``, which makes an object for each column."""
    return raw.fetchall() if raw.pgresult.status == ExecStatus.TUPLES_OK else []


def _prepare(cursor: Any, statements: set[str]) -> dict[str, str]:
    """SQL → the name under which this connection knows it; what it does not know is prepared."""
    names = _names.setdefault(connection.connection, {})
    for sql in statements - names.keys():
        name = f"veerkracht_{len(names)}"
        cursor.execute(f"PREPARE {name} AS {_numbered(sql)}")
        names[sql] = name
    return names


def _begins(raw: Any) -> bool:
    """Whether this message must begin the transaction that Django announced; psycopg would use one more.

    From here on psycopg takes the connection for one that commits by itself, and sees from the server's
    answers that a transaction is open: a commit or rollback by Django goes the ordinary way.
    """
    idle = raw.pgconn.transaction_status == TransactionStatus.IDLE
    if raw.autocommit or not idle or raw.isolation_level is not None:
        return False
    raw.autocommit = True
    return True


def _numbered(sql: str) -> str:
    """Placeholders as PREPARE wants them: ``$1``, ``$2``."""
    first, *others = sql.split("%s")
    marked = "".join(f"${number}{part}" for number, part in enumerate(others, start=1))
    return (first + marked).replace("%%", "%")


def _call(name: str, values: int) -> str:
    return f"EXECUTE {name}({', '.join(['%s'] * values)})" if values else f"EXECUTE {name}"


def next_number(model: type[Model]) -> Asked:
    """Ask for the number that a new row of this model will have."""
    return ask(_next_number_sql(model), [])


@cache
def _next_number_sql(model: type[Model]) -> str:
    return f"SELECT nextval(pg_get_serial_sequence('{model._meta.db_table}', 'id'))"


def insert(rows: Sequence[M], *, numbers: bool = True, unless_there: str = "") -> None:
    """Insert new rows of one model in one statement and give each its number, unless nobody needs them.

    Rows that carry a number already (:func:`next_number`) keep it. ``unless_there`` names a unique
    column: a row whose value stands there already is passed over, and then no row is given a number.
    """
    if not rows:
        return
    numbered = rows[0].pk is not None
    head, one, fields = _statement(type(rows[0]), numbered)
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for row in rows
        for field in fields
    ]
    asked = numbers and not unless_there and not numbered
    tail = f'ON CONFLICT ("{unless_there}") DO NOTHING' if unless_there else ""
    sql = f"{head}{','.join([one] * len(rows))} {'RETURNING id' if asked else tail}"
    found = _write(sql, values)
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias
    if asked:
        for row, (number,) in zip(rows, found.rows(), strict=True):
            row.pk = number


def _write(sql: str, values: Sequence[Any]) -> Asked:
    """One row at a time is the busy path, planned once; many rows are too many values for that."""
    if len(values) <= MOST_PLANNED:
        return ask(sql, values)
    asked = Asked(sql, values)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        asked.found = cursor.fetchall() if cursor.description else []
    return asked


@cache
def _statement(model: type[Model], numbered: bool) -> tuple[str, str, list[Field[Any, Any]]]:  # noqa: FBT001 - a cache keys by place
    """What comes before the values, one row's placeholders, and the fields in order."""
    fields = [field for field in model._meta.concrete_fields if numbered or not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    return (
        f"INSERT INTO {table} ({columns}) VALUES ",
        f"({', '.join(['%s'] * len(fields))})",
        fields,
    )
