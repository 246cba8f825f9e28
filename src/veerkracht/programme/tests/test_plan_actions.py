"""Plans: drafted, published, versioned; what hangs on one; nothing that holds is written over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.places.models import Area
from veerkracht.places.queries import region as region_by_code
from veerkracht.programme import plan_actions as actions
from veerkracht.programme.measures import Reading, measures
from veerkracht.programme.models import Agreement, BudgetLine
from veerkracht.programme.plan_actions import Party, Phase, PlanFacts, Section, Target
from veerkracht.programme.plan_measures import read_targets
from veerkracht.programme.plan_models import (
    Plan,
    PlanAim,
    PlanPart,
    PlanParty,
    PlanPhase,
    PlanSection,
    PlanTarget,
    PlanVersion,
)
from veerkracht.programme.plan_queries import draft_of, parts_of, plans_kept_by, version_now
from veerkracht.programme.plan_words import compare
from veerkracht.programme.tests.promising import agreement, line
from veerkracht.programme.tests.scheming import drafted, published, write

pytestmark = pytest.mark.django_db
FACTS = PlanFacts(title="Scholingsplan", since=date(2026, 1, 1))


def test_a_plan_is_drafted_published_and_gets_a_second_version_beside_the_first() -> None:
    coordinator = factories.coordinator()
    plan = published(coordinator)
    draft = actions.start_draft(plan=plan, by=coordinator)
    assert draft.number == 2
    assert [str(one) for one in draft.parties.all()] == ["Provincie Limburg", "Scholen"]
    write(plan, coordinator, body="Samen leren we elke week.")
    with pytest.raises(RuleBroken):  # say what is different
        actions.publish_plan(version=draft, by=coordinator)
    actions.publish_plan(version=draft, by=coordinator, changed="Vaker samen")
    holds, first = version_now(plan), plan.versions.get(number=1)
    assert holds is not None
    assert holds.number == 2
    assert first.sections.get().body == "Samen leren we elke dag."
    told = dict(compare(first, holds))
    assert [one.kind for one in told["Teksten"]] == ["changed"]
    assert [one.kind for one in told["Aantallen"]] == ["same"]


def test_what_was_published_stays_as_it_is() -> None:
    coordinator = factories.coordinator()
    plan = published(coordinator)
    version = plan.versions.get()
    with pytest.raises(RuleBroken):
        actions.set_block(version=version, block="aims", rows=[], by=coordinator)
    with pytest.raises(RuleBroken):
        actions.change_facts(version=version, facts=FACTS, by=coordinator)
    with pytest.raises(RuleBroken):
        actions.drop_draft(version=version, by=coordinator)
    phase = version.phases.get()
    actions.set_phase_state(phase=phase, state="done", by=coordinator)  # but time goes on
    with pytest.raises(RuleBroken):
        actions.set_phase_state(phase=phase, state="nonsense", by=coordinator)


@pytest.mark.parametrize(
    ("block", "rows"),
    [
        ("phases", [Phase("Fase", date(2026, 2, 1), date(2026, 1, 1))]),
        ("sections", [Section("Kop"), Section("Kop")]),
        ("parties", [Party("client")]),
        ("aims", [actions.Aim("x")] * 61),
    ],
)
def test_rows_that_cannot_be_are_refused(block: str, rows: list[Any]) -> None:
    coordinator = factories.coordinator()
    plan = drafted(coordinator)
    with pytest.raises(RuleBroken):
        actions.set_block(version=plan.versions.get(), block=block, rows=rows, by=coordinator)
    assert getattr(plan.versions.get(), block).count() > 0  # what stood there stays


def test_dates_names_years_and_missing_parts_are_refused_in_words() -> None:
    coordinator = factories.coordinator()
    region = region_by_code(factories.ZUID)
    backwards = replace(FACTS, until=date(2025, 1, 1))
    for facts in (backwards, replace(FACTS, since=date(26, 1, 1)), replace(FACTS, title="…")):
        with pytest.raises(RuleBroken):
            actions.make_plan(region=region, facts=facts, by=coordinator)
    plan = actions.make_plan(region=region, facts=FACTS, by=coordinator)
    version = plan.versions.get()
    with pytest.raises(RuleBroken):  # the same name
        actions.make_plan(region=region, facts=FACTS, by=coordinator)
    with pytest.raises(RuleBroken):  # no text
        actions.publish_plan(version=version, by=coordinator)
    actions.set_block(version=version, block="sections", rows=[Section("Kop", "x")], by=coordinator)
    with pytest.raises(RuleBroken):  # no client
        actions.publish_plan(version=version, by=coordinator)
    early = Target(what="x", area=region, year=1900, wanted=1)
    with pytest.raises(RuleBroken):
        actions.set_block(version=version, block="targets", rows=[early], by=coordinator)
    with pytest.raises(RuleBroken):  # there is one
        actions.start_draft(plan=plan, by=coordinator)


def test_the_second_writer_is_told() -> None:
    coordinator = factories.coordinator()
    plan = drafted(coordinator)
    version = plan.versions.get()
    with pytest.raises(OutOfDate):
        actions.set_block(version=version, block="aims", rows=[], by=coordinator, edited=1)
    with pytest.raises(OutOfDate):
        actions.change_facts(version=version, facts=FACTS, by=coordinator, edited=1)


def test_a_region_keeps_its_plans_and_those_of_its_province() -> None:
    zuid, noord = factories.coordinator(), factories.coordinator(factories.NOORD)
    plan = published(zuid)
    with pytest.raises(NotAllowed):
        actions.start_draft(plan=plan, by=noord)
    with pytest.raises(NotAllowed):
        actions.make_plan(region=region_by_code(factories.ZUID), facts=FACTS, by=noord)
    province = Area.objects.get(code="limburg")
    whole = actions.make_plan(region=province, facts=replace(FACTS, title="Limburg"), by=noord)
    assert set(plans_kept_by(zuid)) == {plan, whole}
    assert set(plans_kept_by(noord)) == {whole}
    assert set(plans_kept_by(factories.person())) == set()


def test_what_hangs_on_a_plan_shows_how_it_stands_and_stays_until_it_is_taken_off() -> None:
    coordinator = factories.coordinator()
    plan, promise, money = published(coordinator), agreement(), line(2026)
    elsewhere = agreement(factories.NOORD)
    for kind, key in (("agreement", promise.pk), ("budget-line", money.pk)):
        actions.hang_on(plan=plan, kind=kind, key=key, by=coordinator)
        actions.hang_on(plan=plan, kind=kind, key=key, by=coordinator)
    for kind, key in (("agreement", elsewhere.pk), ("agreement", 0), ("nonsense", 1)):
        with pytest.raises(RuleBroken):
            actions.hang_on(plan=plan, kind=kind, key=key, by=coordinator)
    told = {title: [one.shown.state for one in hung] for title, hung in parts_of(plan)}
    assert "voornemen" in told["Afspraken"][0]
    assert "toegezegd" in told["Geld"][0]
    for thing in (Agreement.objects.filter(pk=promise.pk), BudgetLine.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            thing.delete()
    for part in plan.parts.all():
        actions.take_off(part=part, by=coordinator)
    assert not parts_of(plan)


def test_a_draft_that_was_never_published_goes_with_its_plan_unless_something_hangs_on_it() -> None:
    coordinator = factories.coordinator()
    plan, promise = drafted(coordinator), agreement()
    part = actions.hang_on(plan=plan, kind="agreement", key=promise.pk, by=coordinator)
    draft = draft_of(plan)
    assert draft is not None
    with pytest.raises(RuleBroken):
        actions.drop_draft(version=draft, by=coordinator)
    actions.take_off(part=part, by=coordinator)
    actions.drop_draft(version=draft, by=coordinator)
    assert not Plan.objects.exists()


class _Everybody:
    """A measure for these tests."""

    title = "Iedereen"

    def read(self, area: Any, year: int, sector: Any) -> Reading | None:
        """Always the same words."""
        return Reading("ongeveer 45", date(year, 6, 1)) if sector is None else None


def test_targets_are_read_from_their_measure_once_a_day() -> None:
    coordinator = factories.coordinator()
    plan = drafted(coordinator)
    rows = [
        Target(what="Geschoold", area=plan.region, year=2026, wanted=200, measure="everybody"),
        Target(what="Later", area=plan.region, year=2049, wanted=200, measure="everybody"),
    ]
    version = plan.versions.get()
    actions.set_block(version=version, block="targets", rows=rows, by=coordinator)
    actions.publish_plan(version=version, by=coordinator)
    measures.add("everybody", _Everybody())
    try:
        assert read_targets() == 1
    finally:
        measures.remove("everybody")
    assert [one.reached for one in version.targets.all()] == ["ongeveer 45", ""]


@pytest.mark.parametrize(
    ("model", "values", "name"),
    [
        (PlanVersion, {"until": date(2001, 1, 1)}, "plan_ends_after_start"),
        (PlanPhase, {"until": date(2001, 1, 1)}, "plan_phase_ends_after_start"),
        (PlanTarget, {"year": 1900}, "plan_target_year"),
        (PlanParty, {"name": "", "organisation": None}, "plan_party_is_named_once"),
    ],
)
def test_the_database_holds_what_must_be_so(model: Any, values: dict[str, Any], name: str) -> None:
    drafted(factories.coordinator())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.filter(pk=model.objects.last().pk).update(**values)


def test_rows_are_there_once() -> None:
    coordinator = factories.coordinator()
    plan = drafted(coordinator)
    version = plan.versions.get()
    PlanPart.objects.create(plan=plan, kind="pilot", key=1)
    target = version.targets.get()
    again = {"version": version, "what": target.what, "area": target.area, "year": target.year}
    rows: dict[str, Callable[[], object]] = {
        "plan_version_once": lambda: PlanVersion.objects.create(
            plan=plan,
            number=1,
            title="x",
            since=date(2026, 1, 1),
            made_at=now(),
            published_at=now(),
        ),
        "plan_one_draft": lambda: PlanVersion.objects.create(
            plan=plan, number=2, title="x", since=date(2026, 1, 1), made_at=now()
        ),
        "plan_heading_once": lambda: PlanSection.objects.create(
            version=version, number=9, heading=version.sections.get().heading
        ),
        "plan_target_once": lambda: PlanTarget.objects.create(**again, number=9, wanted=1),
        "plan_part_once": lambda: PlanPart.objects.create(plan=plan, kind="pilot", key=1),
    }
    for name, make in rows.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            make()
    assert PlanAim.objects.count() == 1
