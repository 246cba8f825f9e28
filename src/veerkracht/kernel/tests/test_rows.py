"""SQL that is made once gives what Django's own gives."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from veerkracht.kernel.rows import (
    Prepared,
    in_one_go,
    insert,
    next_number,
    transaction_in_one_go,
)
from veerkracht.messages.models import Message

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def message(once: str, **values: Any) -> Message:
    given = {"kind": "test", "address": "a@b.nl", "queued_at": NOON, "due_at": NOON, **values}
    return Message(once=once, **given)


def query() -> QuerySet[Message, Any]:
    return Message.objects.filter(once="?", attempts=77).values_list("pk", "facts")


def test_rows_are_inserted_in_one_statement_and_numbered_in_order() -> None:
    rows = [message(f"{n}", facts={"n": [n, "é'\"%s"]}) for n in range(20)]
    with CaptureQueriesContext(connection) as seen:
        insert(rows)
    assert len(seen) == 1
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    for row in rows:
        stored = Message.objects.get(pk=row.pk)
        assert (stored.once, stored.facts, stored.queued_at) == (row.once, row.facts, NOON)
        assert not row._state.adding
    rows[0].subject = "changed"
    rows[0].save()
    assert Message.objects.filter(subject="changed").count() == 1


def test_a_value_that_stands_there_is_passed_over_or_refused() -> None:
    insert([message("same")])
    insert([message("same"), message("new"), message("new")], unless_there="once")
    assert Message.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([message("same")])


def test_nothing_is_no_statement() -> None:
    with CaptureQueriesContext(connection) as seen:
        insert([])
    assert len(seen) == 0


def test_a_prepared_query_is_asked_with_other_values_each_time() -> None:
    rows = [message("a", attempts=1), message("b", attempts=2), message("c", attempts=2)]
    insert(rows)
    prepared = Prepared(query, "?", 77)
    assert [row[0] for row in prepared("a", 1)] == [rows[0].pk]
    assert [row[0] for row in prepared("c", 2)] == [rows[2].pk]
    assert prepared("a", 2) == []
    assert prepared("' OR 1=1 --", 1) == []


def test_a_prepared_query_wants_a_value_for_each_stand_in() -> None:
    with pytest.raises(ValueError, match="2 values are wanted"):
        Prepared(query, "?", 77)("a")


def test_what_is_asked_in_one_go_is_there_afterwards_and_inside() -> None:
    asked_query = Prepared(query, "?", 77)
    insert([message("a", attempts=1)])
    with transaction.atomic(), in_one_go():
        number = next_number(Message)
        found = asked_query.ask("a", 1)
        assert len(found.rows()) == 1
        row = message("b", attempts=2)
        row.pk = number.rows()[0][0]
        insert([row])
    assert Message.objects.get(once="b").pk == row.pk


def test_what_fails_in_one_go_fails_as_a_whole() -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), in_one_go():
        insert([message("x")], numbers=False)
        insert([message("x")], numbers=False)
    assert not Message.objects.exists()


def test_values_that_never_vary_stand_in_the_sql_so_that_partial_indexes_serve() -> None:
    def odd() -> QuerySet[Message, Any]:
        return Message.objects.filter(kind="100% 'quoted'", once="?").values_list("pk")

    asked_query = Prepared(odd, "?")
    insert([message("p", kind="100% 'quoted'")])
    assert len(asked_query("p")) == 1
    assert asked_query("q") == []


def test_several_statements_are_one_message() -> None:
    asked_query = Prepared(query, "?", 77)
    asked_query("warm", 1)  # plans are made once a connection
    with CaptureQueriesContext(connection) as seen, in_one_go():
        found = [asked_query.ask(name, 1) for name in "abc"]
    assert len(seen) == 1
    assert [one.rows() for one in found] == [[], [], []]


def test_an_ordinary_query_inside_comes_after_what_was_asked_before_it() -> None:
    with transaction.atomic(), in_one_go():
        insert([message("first")], numbers=False)
        assert Message.objects.filter(once="first").exists()


def test_what_waits_when_something_goes_wrong_is_never_sent() -> None:
    with pytest.raises(LookupError), in_one_go():
        insert([message("never")], numbers=False)
        raise LookupError
    assert not Message.objects.exists()
    with in_one_go():
        insert([message("after")], numbers=False)
    assert Message.objects.count() == 1


def test_a_transaction_in_one_go_is_part_of_the_one_around_it() -> None:
    with pytest.raises(LookupError), transaction.atomic():
        with transaction_in_one_go():
            insert([message("inside")], numbers=False)
        assert Message.objects.exists()
        raise LookupError
    assert not Message.objects.exists()
