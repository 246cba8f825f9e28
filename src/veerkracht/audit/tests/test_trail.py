"""The trail is sealed in order, and a changed, missing or forged row is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.audit import rules
from veerkracht.audit.actions import forget_details, record, record_many, seal
from veerkracht.audit.models import Detail, Entry, Head
from veerkracht.audit.queries import entries_about, verify
from veerkracht.kernel.clock import now
from veerkracht.kernel.models import RecurringJob

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing() -> RecurringJob:
    """Something to write about; the trail keeps a kind and a number of anything."""
    seal()
    one = RecurringJob(name="proef")
    one.pk = 7
    return one


def written(thing: RecurringJob, times: int = 5) -> list[Entry]:
    for number in range(times):
        record("changed", thing, by=None, region_id=3, values={"name": ["a", f"b{number}"]})
    seal()
    return list(Entry.objects.order_by("-sequence")[:times])


def faults() -> str:
    return " | ".join(verify().faults)


def test_a_trail_as_it_was_written_holds(thing: RecurringJob) -> None:
    written(thing)
    verdict = verify()
    assert verdict.faults == ()
    assert verdict.waiting == 0
    assert verdict.sealed == Entry.objects.count()


def test_entries_wait_until_they_are_sealed_and_are_sealed_once(thing: RecurringJob) -> None:
    record("changed", thing, by=None)
    assert verify().waiting == 1
    assert seal() == 1
    assert seal() == 0
    assert verify().waiting == 0


def test_what_was_rolled_back_leaves_no_trace(thing: RecurringJob) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record("changed", thing, by=None, values={"a": 1})
        raise RuntimeError
    assert seal() == 0


def test_several_facts_are_written_together(thing: RecurringJob) -> None:
    record_many(
        [("one", thing, {"a": 1}), ("two", thing, None), ("three", thing, {"b": 2})], by=None
    )
    newest = {entry.verb: entry for entry in entries_about(thing)}
    assert newest["one"].detail.values == {"a": 1}
    assert not Detail.objects.filter(entry=newest["two"]).exists()
    assert newest["three"].detail.values == {"b": 2}


CHANGES: dict[str, Callable[[Entry], Any]] = {
    "verb": lambda entry: Entry.objects.filter(pk=entry.pk).update(verb="other"),
    "who": lambda entry: Entry.objects.filter(pk=entry.pk).update(by_id=99),
    "when": lambda entry: Entry.objects.filter(pk=entry.pk).update(at=now()),
    "what": lambda entry: Entry.objects.filter(pk=entry.pk).update(subject_id=8),
    "where": lambda entry: Entry.objects.filter(pk=entry.pk).update(region_id=None),
    "hash": lambda entry: Entry.objects.filter(pk=entry.pk).update(details_hash=bytes(32)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("which", [0, 2, 4])
def test_a_changed_row_is_noticed(
    thing: RecurringJob, change: Callable[[Entry], Any], which: int
) -> None:
    entry = written(thing)[which]
    change(entry)
    assert f"entry {entry.sequence}" in faults()


def test_a_changed_row_with_a_fitting_hash_is_noticed_at_the_next(thing: RecurringJob) -> None:
    newest, older, oldest = written(thing, 3)
    Entry.objects.filter(pk=older.pk).update(verb="other")
    older.refresh_from_db()
    from veerkracht.audit.actions import fact_of  # noqa: PLC0415

    forged = rules.chain_hash(bytes(oldest.chain_hash or b""), fact_of(older))
    Entry.objects.filter(pk=older.pk).update(chain_hash=forged)
    assert f"entry {newest.sequence}" in faults()


def test_a_changed_detail_is_noticed(thing: RecurringJob) -> None:
    entry = written(thing)[1]
    Detail.objects.filter(entry=entry).update(values={"name": ["a", "c"]})
    assert f"the details of entry {entry.pk} were changed" in faults()


@pytest.mark.parametrize("which", [0, 2, 4])
def test_a_missing_row_is_noticed(thing: RecurringJob, which: int) -> None:
    entry = written(thing)[which]
    Detail.objects.filter(entry=entry).delete()
    Entry.objects.filter(pk=entry.pk).delete()
    assert faults()


def test_the_end_cut_off_is_noticed(thing: RecurringJob) -> None:
    for entry in written(thing)[:2]:
        Detail.objects.filter(entry=entry).delete()
        Entry.objects.filter(pk=entry.pk).delete()
    assert "does not fit the chain" in faults()


def test_the_end_cut_off_with_its_head_is_noticed(thing: RecurringJob) -> None:
    written(thing)
    Head.objects.latest("pk").delete()
    assert "after the last head" in faults()


def test_a_chain_made_anew_without_the_key_is_noticed(thing: RecurringJob, settings: Any) -> None:
    written(thing)
    settings.AUDIT_KEY = "of another installation"
    assert "is not signed by this installation" in faults()


def test_a_head_with_another_hash_is_noticed(thing: RecurringJob) -> None:
    written(thing)
    Head.objects.filter(pk=Head.objects.latest("pk").pk).update(chain_hash=bytes(32))
    text = faults()
    assert "is not signed" in text
    assert "does not fit" in text


def test_details_may_go_and_the_chain_holds(thing: RecurringJob) -> None:
    written(thing)
    assert forget_details(thing) == 5
    assert verify().faults == ()
    assert entries_about(thing).count() == 5


def test_two_rows_never_share_a_place_in_the_chain(thing: RecurringJob) -> None:
    entry = written(thing)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(at=now(), verb="x", sequence=entry.sequence, chain_hash=bytes(32))


def test_a_row_is_sealed_whole_or_not(thing: RecurringJob) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(at=now(), verb="x", sequence=10**9)


def test_the_command_tells_and_fails(
    thing: RecurringJob, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = written(thing)[0]
    call_command("audit_verify")
    assert "The audit trail holds" in capsys.readouterr().out
    Entry.objects.filter(pk=entry.pk).update(verb="other")
    with pytest.raises(CommandError, match="does not hold"):
        call_command("audit_verify")


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=4))
def test_a_details_hash_does_not_depend_on_the_order_of_names(values: dict[str, Any]) -> None:
    turned = dict(reversed(values.items()))
    assert rules.details_hash(b"salt", values) == rules.details_hash(b"salt", turned)
    assert rules.details_hash(b"other", values) != rules.details_hash(b"salt", values)
