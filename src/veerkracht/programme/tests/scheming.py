"""A plan for tests, made and published through its actions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests import factories
from veerkracht.kernel.clock import held_at
from veerkracht.places.queries import region as region_by_code
from veerkracht.programme import plan_actions as actions
from veerkracht.programme.plan_actions import Aim, Party, Phase, PlanFacts, Section, Target

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.programme.plan_models import Plan, PlanVersion

CLIENT = "provincie-limburg"


def drafted(by: Person, title: str = "Scholingsplan", **facts: Any) -> Plan:
    """A plan of Zuid-Limburg with a text, an aim, a target, a phase and its client; not yet published."""
    given = PlanFacts(title=title, since=date(2026, 1, 1), **facts)
    plan = actions.make_plan(region=region_by_code(factories.ZUID), facts=given, by=by)
    write(plan, by)
    return plan


def write(plan: Plan, by: Person, body: str = "Samen leren we elke dag.") -> PlanVersion:
    """Fill every block of the draft."""
    version = plan.versions.get(published_at=None)
    client = factories.organisation(CLIENT)
    blocks: dict[str, list[Any]] = {
        "sections": [Section(heading="Samen leren en ontwikkelen", body=body)],
        "aims": [Aim(text="Iedereen leert ermee werken.")],
        "targets": [Target(what="Geschoold", area=plan.region, year=2026, wanted=200)],
        "phases": [Phase(title="Begin", since=date(2026, 1, 1), until=date(2026, 6, 30))],
        "parties": [
            Party(role="client", organisation=client),
            Party(role="partner", name="Scholen"),
        ],
    }
    for block, rows in blocks.items():
        actions.set_block(version=version, block=block, rows=rows, by=by)
    return version


def published(by: Person, **facts: Any) -> Plan:
    """The same, for everybody to read."""
    plan = drafted(by, **facts)
    actions.publish_plan(version=plan.versions.get(), by=by)
    return plan


IN_JUNE = datetime(2026, 6, 15, 9, tzinfo=UTC)


def who_asks() -> tuple[Person, Person]:
    """A coordinator, and who speaks for the client, both since before June."""
    with held_at(IN_JUNE - timedelta(days=30)):
        return factories.coordinator(), factories.contact(factories.organisation(CLIENT))
