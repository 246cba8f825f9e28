"""Many apps answer one page, with one message to the database for all of them.

"Mijn plek", "Mijn werk" and "Mijn gegevens" ask every app in turn. A query each would make them slower
with every app that comes. So a source says what it must know by *yielding* querysets, gets their rows
back, and returns its answer; :func:`gather` lets all sources ask at the same time:

    def my_offers(person):
        rows, = yield [Enrolment.objects.filter(person=person, state=State.OFFERED)]
        return [WaitingTask(...) for row in rows]

A source that asks twice costs one more message, for all sources together. One that need not ask at all
returns before its first ``yield`` (and still has one, or it would be no generator).
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from typing import Any, TypeAlias, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

T = TypeVar("T")
Asking: TypeAlias = Generator[Sequence[QuerySet[Any, Any]], Sequence[list[Any]], T]


def gather(askings: Iterable[Asking[T]]) -> list[T]:
    """What each source returns, in order; all that they ask in one round goes in one message."""
    running = dict(enumerate(askings))
    answers: dict[int, Sequence[list[Any]] | None] = dict.fromkeys(running)
    done: dict[int, T] = {}
    while running:
        asked: dict[int, Sequence[QuerySet[Any, Any]]] = {}
        for place, source in running.items():
            try:
                answer = answers[place]
                asked[place] = next(source) if answer is None else source.send(answer)
            except StopIteration as ended:
                done[place] = ended.value
        rows = iter(read([one for wanted in asked.values() for one in wanted]))
        answers = {place: [next(rows) for _one in wanted] for place, wanted in asked.items()}
        running = {place: running[place] for place in asked}
    return [done[place] for place in sorted(done)]


def known(answer: T) -> Asking[T]:
    """A source that has its answer already."""
    yield from ()
    return answer


def alone(asking: Asking[T]) -> T:
    """What one source returns, for who asks nobody else."""
    return gather([asking])[0]


def read(querysets: Sequence[QuerySet[Any, Any]]) -> list[list[Any]]:
    """The rows of each of these querysets, read in one message. What they prefetch is asked as usual."""
    compilers = [one.query.get_compiler(connection.alias) for one in querysets]
    statements = [_statement(compiler) for compiler in compilers]
    found = iter(_send([one for one in statements if one is not None]))
    rows = [next(found) if statement is not None else [] for statement in statements]
    return [objects_of(*one) for one in zip(querysets, compilers, rows, strict=True)]


def _statement(compiler: Any) -> tuple[str, Sequence[Any]] | None:
    """SQL and parameters; None for a query that cannot have rows."""
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    return sql, parameters


def _send(statements: Sequence[tuple[str, Sequence[Any]]]) -> list[list[tuple[Any, ...]]]:
    if not statements:
        return []
    found = []
    with connection.cursor() as cursor:
        parameters = [one for _sql, values in statements for one in values]
        cursor.execute(";\n".join(sql for sql, _values in statements), parameters)
        for _statement in statements:
            found.append(cursor.fetchall())
            cursor.nextset()
    return found


def objects_of(
    queryset: QuerySet[Any, Any], compiler: Any, rows: list[tuple[Any, ...]]
) -> list[Any]:
    """What the queryset makes of these rows: Django's own making of models and values, without its asking."""
    answered = queryset.all()
    compiler.execute_sql = lambda *_args, **_named: [rows]
    answered.query.get_compiler = lambda *_args, **_named: compiler  # type: ignore[method-assign]
    return list(answered)
