"""Publishing freezes and signs; withdrawing keeps what was said; the database refuses what cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.disclosure.values import HIDDEN, Status, shown
from veerkracht.figures import actions, queries
from veerkracht.figures.events import ReleasePublished, ReleaseWithdrawn
from veerkracht.figures.models import Cell, Release, Table
from veerkracht.figures.signing import is_signed
from veerkracht.figures.tests import publishing
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.events import handlers_of, on
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_release_is_frozen_signed_and_made_into_rows() -> None:
    by = factories.administrator()
    release = publishing.published(by=by)
    assert (release.number, release.published_by, release.area.code) == (1, by, "limburg")
    assert is_signed(release.digest, release.signature, release.key)
    assert (queries.is_genuine(release), queries.faults(release)) == (True, [])
    (table,) = queries.tables(release)
    assert (str(table), table.source) == ("Geschoolde professionals", "Personeelstelling 2025")
    (heerlen,) = queries.cells(table, area="GM0917")
    assert (heerlen.figure, heerlen.out_of, heerlen.rate) == (shown(20), shown(100), shown(20))
    (kerkrade,) = queries.cells(table, area="GM0928", period="2026")
    assert (kerkrade.figure, kerkrade.rate) == (HIDDEN, HIDDEN)
    assert len(queries.cells(table)) == 4
    assert queries.latest("limburg") == release


def test_numbers_follow_each_other_and_a_number_that_was_taken_is_out_of_date() -> None:
    by = factories.administrator()
    waiting = publishing.content()
    publishing.published(by=by)
    with pytest.raises(OutOfDate):
        actions.publish(content=waiting, area=publishing.limburg(), by=by)
    assert publishing.published(by=by).number == 2
    zuid = region(factories.ZUID)
    assert publishing.published(by=by, area=zuid).number == 1
    with pytest.raises(ValueError, match="limburg"):
        actions.publish(content=waiting, area=zuid, by=by)


def test_a_withdrawn_release_stays_with_its_reason_and_is_no_longer_the_latest() -> None:
    by = factories.administrator()
    first, second = publishing.published(by=by), publishing.published(by=by)
    for reason, words in ((" ", "waarom"), ("x" * 301, "korter")):
        with pytest.raises(RuleBroken, match=words):
            actions.withdraw(release=second, reason=reason, by=by)
    gone = actions.withdraw(release=second, reason="Dubbel geteld", by=by)
    assert (gone.withdrawn_because, gone.content) == ("Dubbel geteld", second.content)
    assert queries.latest("limburg") == first
    assert [one.pk for one in queries.every()] == [first.pk, second.pk]
    with pytest.raises(OutOfDate):
        actions.withdraw(release=second, reason="Nog eens", by=by)


def test_others_hear_of_it() -> None:
    heard: list[object] = []
    on(ReleasePublished)(heard.append)
    on(ReleaseWithdrawn)(heard.append)
    by = factories.administrator()
    release = publishing.published(by=by)
    actions.withdraw(release=release, reason="Fout", by=by)
    assert heard == [ReleasePublished(release.pk), ReleaseWithdrawn(release.pk)]
    for event in (ReleasePublished, ReleaseWithdrawn):
        handlers: Any = handlers_of(event)
        assert heard.append in handlers


def test_what_was_changed_behind_its_back_is_found() -> None:
    release = publishing.published(by=factories.administrator())
    Cell.objects.filter(table__release=release, area="GM0917").update(number=25)
    assert [fault.split(": ")[1] for fault in queries.faults(release)] == [
        "the rows of professionals-trained are not what was published"
    ]
    release.content = release.content.replace(",20,", ",25,")
    assert "signature" in queries.faults(release)[0]
    other = replace(queries.content_of(release.content), number=9)
    release.content = actions.text_of(other)
    release.digest = actions.digest_of(release.content)
    assert queries.is_genuine(release) is False


def test_names_are_forgotten_in_time() -> None:
    by = factories.administrator()
    publishing.published(by=by)
    assert (queries.naming_before(now()), queries.naming_before(now() + timedelta(1))) == (0, 1)
    assert actions.forget_names_before(now() + timedelta(1)) == 1
    second = publishing.published(by=by)
    assert actions.forget_publisher(by) == 1
    second.refresh_from_db()
    assert second.published_by is None


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"status": Status.HIDDEN.value, "number": 3}, "release_cell_hidden_has_no_number"),
        ({"status": Status.SHOWN.value, "number": None}, "release_cell_hidden_has_no_number"),
        (
            {"percentage_status": Status.HIDDEN.value, "percentage": 3},
            "release_rate_hidden_has_no_number",
        ),
        (
            {"denominator_status": Status.HIDDEN.value, "denominator": 3},
            "release_denominator_hidden_has_no_number",
        ),
    ],
)
def test_the_database_refuses_a_hidden_number(change: dict[str, Any], name: str) -> None:
    publishing.published(by=factories.administrator())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Cell.objects.filter(area="GM0917").update(**change)


def test_the_database_refuses_doubles_and_a_withdrawal_without_reason() -> None:
    release = publishing.published(by=factories.administrator())
    table = release.tables.get()
    with pytest.raises(IntegrityError, match="release_number_once"), transaction.atomic():
        Release.objects.create(area=release.area, number=1, as_of=now(), published_at=now())
    with pytest.raises(IntegrityError, match="release_number_from_one"), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(number=0)
    with pytest.raises(IntegrityError, match="release_withdrawn_with"), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(withdrawn_at=now())
    with pytest.raises(IntegrityError, match="release_table_once"), transaction.atomic():
        Table.objects.create(release=release, indicator=table.indicator, name="x", unit="x")
    with pytest.raises(IntegrityError, match="release_cell_once"), transaction.atomic():
        Cell.objects.create(table=table, period="2026", status="C")
