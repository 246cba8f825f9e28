"""The embedding check: four moments, four parts, evidence, a trend, and nobody else's business."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.messages.models import Message
from veerkracht.people.models import Role
from veerkracht.people.policies import forget_roles
from veerkracht.people.queries import coordinators_of
from veerkracht.places.queries import region as region_by_code
from veerkracht.programme import embedding_actions as actions
from veerkracht.programme import embedding_rules as rules
from veerkracht.programme.embedding_actions import Said
from veerkracht.programme.embedding_chart import lines
from veerkracht.programme.embedding_letters import check as check_letter
from veerkracht.programme.embedding_models import (
    EMBEDDING_MONTHS,
    EmbeddingAnswer,
    EmbeddingCheck,
    EmbeddingLevel,
    EmbeddingPart,
    EmbeddingTrack,
)
from veerkracht.programme.embedding_queries import standing_of, tracks_visible_to
from veerkracht.programme.tests.test_agreement_views import client_of, text

LEVELS = {"policy": 1, "practice": 0, "people": 1, "money": 0}


def test_rules_and_models_speak_of_the_same_things() -> None:
    assert rules.MONTHS == EMBEDDING_MONTHS
    assert list(rules.PARTS) == EmbeddingPart.values
    assert rules.LASTING == EmbeddingLevel.LASTING
    assert rules.OFTEN == EmbeddingLevel.OFTEN


@pytest.mark.parametrize(
    ("start", "days"),
    [
        (date(2026, 1, 31), [date(2026, 1, 31), date(2026, 4, 30), date(2026, 7, 31)]),
        (date(2025, 11, 30), [date(2025, 11, 30), date(2026, 2, 28), date(2026, 5, 30)]),
    ],
)
def test_checks_are_due_after_whole_months(start: date, days: list[date]) -> None:
    assert list(rules.check_days(start).values())[:3] == days


@pytest.mark.parametrize(
    ("levels", "anchored"),
    [
        ({"policy": 3, "practice": 3, "people": 0, "money": 0}, True),
        ({"policy": 3, "practice": 2}, False),
        ({}, False),
    ],
)
def test_anchored_means_policy_and_practice(levels: dict[str, int], anchored: bool) -> None:
    assert rules.is_anchored(levels) is anchored


def test_lines_lie_beside_each_other_and_follow_time() -> None:
    found = lines({3: {"policy": 3, "practice": 3}, 0: {"policy": 0}})
    assert [one.part for one in found] == ["policy", "practice"]
    policy, practice = found
    assert [x for x, _y in policy.points] == sorted(x for x, _y in policy.points)
    assert policy.points[1][1] != practice.points[0][1]
    assert policy.points[0][1] > policy.points[1][1]  # higher is further up


@pytest.mark.parametrize(
    ("before", "after", "expected"), [(0, 1, "up"), (2, 1, "down"), (1, 1, "same"), (None, 1, "")]
)
def test_a_part_moves_up_down_or_stays(before: int | None, after: int, expected: str) -> None:
    assert rules.direction(before, after) == expected


def _track(days_ago: int = 0) -> EmbeddingTrack:
    return actions.start_track(
        region=region_by_code(factories.ZUID),
        organisation=factories.organisation(),
        starts_on=today() - timedelta(days=days_ago),
        by=factories.coordinator(),
    )


def _said(**levels: int) -> dict[str, Said]:
    return {part: Said(level, "Jaarplan") for part, level in {**LEVELS, **levels}.items()}


def _check(track: EmbeddingTrack, months: int = 0) -> EmbeddingCheck:
    return EmbeddingCheck.objects.select_related("track").get(track=track, months=months)


@pytest.mark.django_db
def test_a_partner_looks_once_at_a_time_and_others_keep_away() -> None:
    track = _track()
    with pytest.raises(RuleBroken):
        _track()
    contact = factories.contact()
    actions.keep_check(check=_check(track), said=_said(policy=2), next_step="Beleid", by=contact)
    for stranger in (
        factories.contact(factories.organisation("zuyd-hogeschool")),
        factories.coordinator(factories.NOORD),
    ):
        with pytest.raises(NotAllowed):
            actions.keep_check(check=_check(track), said=_said(), next_step="", by=stranger)
    with pytest.raises(NotAllowed):
        actions.stop_track(track=track, by=contact)
    with pytest.raises(OutOfDate):
        actions.keep_check(check=_check(track), said=_said(), next_step="", by=contact, version=1)
    actions.stop_track(track=track, by=factories.coordinator())
    assert _track().pk != track.pk  # it may begin again


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({**_said(), "policy": Said(2, " ")}, "policy"),
        ({**_said(), "money": Said(9, "Ja")}, "money"),
        ({"policy": Said(0)}, None),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    said: dict[str, Said], field: str | None
) -> None:
    track = _track()
    with pytest.raises(RuleBroken) as raised:
        actions.keep_check(check=_check(track), said=said, next_step="", by=factories.contact())
    assert raised.value.field == field


@pytest.mark.django_db
def test_a_check_of_later_waits_for_its_day() -> None:
    track = _track()
    with pytest.raises(RuleBroken):
        actions.keep_check(
            check=_check(track, 12), said=_said(), next_step="", by=factories.contact()
        )


@pytest.mark.django_db
def test_who_speaks_for_the_partner_is_asked_once_or_the_coordinator_when_nobody_does() -> None:
    contact, track = factories.contact(), _track(days_ago=100)
    assert actions.tell_checks() == 2  # at the start and after three months
    assert actions.tell_checks() == 0
    mine = Message.objects.filter(kind=actions.CHECK)
    assert {one.person_id for one in mine} == {contact.pk}
    assert check_letter(mine[0].facts) is not None
    actions.keep_check(check=_check(track), said=_said(), next_step="", by=contact)
    assert check_letter(mine[0].facts) is None
    Role.objects.filter(person=contact).delete()
    forget_roles(contact)
    assert {one.pk for one in actions.who_is_asked(track)} == {
        one.pk for one in coordinators_of(track.region_id)
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "values", "name"),
    [
        (EmbeddingCheck, {"months": 5}, "embedding_check_months"),
        (EmbeddingAnswer, {"level": 7}, "embedding_answer_level"),
    ],
)
def test_the_database_holds_what_must_be_so(model: Any, values: dict[str, int], name: str) -> None:
    track = _track()
    actions.keep_check(check=_check(track), said=_said(), next_step="", by=factories.contact())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.filter(pk=model.objects.first().pk).update(**values)


@pytest.mark.django_db
def test_rows_are_there_once() -> None:
    track = _track()
    rows: dict[str, Callable[[], object]] = {
        "embedding_check_once": lambda: EmbeddingCheck.objects.create(
            track=track, months=0, due_on=today()
        ),
        "embedding_track_once_at_a_time": lambda: EmbeddingTrack.objects.create(
            region=track.region, organisation=track.organisation, starts_on=today(), made_at=now()
        ),
    }
    for name, make in rows.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            make()


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_the_pages_show_where_a_partner_is_and_keep_what_was_typed() -> None:
    contact, track = factories.contact(), _track(days_ago=100)
    client, page = client_of(contact), f"/werk/borging/{track.pk}/"
    assert "Vul de check in" in text(client.get("/mijn-plek/"))
    typed = {f"{part}-level": "3" for part in rules.PARTS} | {"next_step": "Vieren"}
    wrong = client.post(f"{page}na/0/", typed)
    assert wrong.status_code == 422
    assert "Vieren" in text(wrong)
    typed |= {f"{part}-evidence": "Jaarplan 2026" for part in rules.PARTS}
    client.post(f"{page}na/0/", {**typed, "version": "1"})
    late = client.post(f"{page}na/0/", {**typed, "policy-evidence": "Iets anders", "version": "1"})
    assert late.status_code == 409
    assert "Iets anders" in text(late)
    assert "Jaarplan 2026" in text(late)
    lower = {**typed, "people-level": "1"}
    client.post(f"{page}na/3/", lower)
    shown = text(client.get(page))
    assert "minder dan eerst" in shown
    assert "<polyline" in shown
    assert "Het ligt vast in beleid en werkwijze" in shown
    assert "Dit kan nog niet" in text(client.get(f"{page}na/12/"))
    overview = text(client_of(factories.coordinator()).get("/werk/borging/"))
    assert "Het ligt vast in beleid en werkwijze bij" in overview
    assert client_of(factories.person()).get("/werk/borging/").status_code == 403


@pytest.mark.django_db
def test_the_overview_of_a_region_costs_a_handful_of_queries() -> None:
    coordinator = factories.coordinator()
    for slug in ("ggd-zuid-limburg", "zuyd-hogeschool"):
        track = actions.start_track(
            region=region_by_code(factories.ZUID),
            organisation=factories.organisation(slug),
            starts_on=today(),
            by=coordinator,
        )
        actions.keep_check(check=_check(track), said=_said(), next_step="", by=coordinator)
    client = client_of(coordinator)
    for path in ("/werk/borging/", f"/werk/borging/{track.pk}/", f"/werk/borging/{track.pk}/na/0/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= 12, path
    assert standing_of(tracks_visible_to(coordinator)[0]).last == LEVELS
