"""A transaction that begins with its first message and ends with its last, where commits are real."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from veerkracht.kernel.rows import insert, next_number, transaction_in_one_go
from veerkracht.messages.models import Message

pytestmark = pytest.mark.usefixtures("committed")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def message(once: str) -> Message:
    return Message(kind="test", address="a@b.nl", queued_at=NOON, due_at=NOON, once=once)


def idle() -> bool:
    """Nothing is open, for Django nor for the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() = statement_timestamp()")
        first = cursor.fetchone()
        cursor.execute("SELECT now() = statement_timestamp()")
        return first == cursor.fetchone() == (True,) and connection.get_autocommit()


def test_looking_and_writing_are_two_messages_with_begin_and_commit_and_effects_follow() -> None:
    effects: list[bool] = []
    with transaction_in_one_go():
        next_number(Message).rows()
        insert([message("warm")], numbers=False)
    with CaptureQueriesContext(connection) as seen, transaction_in_one_go():
        transaction.on_commit(lambda: effects.append(idle()))
        assert next_number(Message).rows()
        insert([message("one")], numbers=False)
        assert effects == []
    sent = [query["sql"] for query in seen if "EXECUTE" in query["sql"]]
    assert sent[0].startswith("BEGIN")
    assert sent[-1].endswith("COMMIT")
    assert len(sent) == 2
    assert effects == [True]
    assert Message.objects.filter(once="one").exists()


def test_what_fails_before_the_end_leaves_nothing() -> None:
    with pytest.raises(LookupError), transaction_in_one_go():
        insert([message("never")], numbers=False)
        assert next_number(Message).rows()
        raise LookupError
    assert idle()
    assert not Message.objects.exists()


def test_what_the_database_refuses_in_the_last_message_leaves_nothing() -> None:
    with pytest.raises(IntegrityError), transaction_in_one_go():
        insert([message("twice")], numbers=False)
        assert next_number(Message).rows()
        insert([message("twice")], numbers=False)
    assert idle()
    assert not Message.objects.exists()


def test_a_key_that_is_checked_at_the_end_is_refused_with_the_commit() -> None:
    row = message("stranger")
    row.person_id = 2**31
    effects: list[str] = []
    with pytest.raises(IntegrityError), transaction_in_one_go():
        transaction.on_commit(lambda: effects.append("sent"))
        insert([row], numbers=False)
    assert idle()
    assert effects == []
    assert not Message.objects.exists()


def test_a_transaction_that_must_not_stay_does_not_stay() -> None:
    with transaction_in_one_go():
        insert([message("given up")], numbers=False)
        assert next_number(Message).rows()
        transaction.set_rollback(True)
    assert idle()
    assert not Message.objects.exists()


def test_a_part_can_be_given_up_within_it() -> None:
    with transaction_in_one_go():
        insert([message("kept")], numbers=False)
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.bulk_create([message("kept")])
    assert idle()
    assert Message.objects.filter(once="kept").exists()
