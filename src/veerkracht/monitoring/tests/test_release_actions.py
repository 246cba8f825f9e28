"""A draft goes from waiting to published by two people, waits when it is unsafe, and is built again to the byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.figures.actions import publish
from veerkracht.figures.models import Cell, Release
from veerkracht.figures.tests import publishing
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.monitoring import release_actions as actions
from veerkracht.monitoring import release_check_actions as checking
from veerkracht.monitoring import release_privacy as privacy
from veerkracht.monitoring import release_queries as queries
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_building import build
from veerkracht.monitoring.release_sources import my_tasks
from veerkracht.monitoring.tests import releasing
from veerkracht.people.actions import erase_person
from veerkracht.people.models import Person
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
DAY = timedelta(days=1)


def test_a_draft_is_looked_at_and_published_by_a_second_person() -> None:
    by, second = factories.coordinator(), factories.coordinator(factories.NOORD)
    draft = releasing.judged(by)
    assert (draft.state, draft.report["number"]) == (DraftState.SAFE, 0)
    assert draft.report["without"] > 0
    assert "GM0917" not in draft.inputs  # sealed
    with pytest.raises(NotAllowed, match="Een ander"):
        actions.publish_draft(draft=draft, by=by)
    assert [one.title for one in alone(my_tasks(second))] == ["Kijk mee naar nieuwe cijfers"]
    assert alone(my_tasks(by)) == []
    release = actions.publish_draft(draft=draft, by=second)
    draft.refresh_from_db()
    assert (draft.state, draft.release, draft.content) == (DraftState.PUBLISHED, release, "")
    assert (release.published_by, release.number) == (second, 1)
    assert Cell.objects.filter(table__release=release, status="C").exists()
    with pytest.raises(RuleBroken, match="kan nu niet"):
        actions.publish_draft(draft=draft, by=second)
    with pytest.raises(RuleBroken, match="gepubliceerd"):
        actions.drop_draft(draft=draft, by=by)


def test_who_made_it_and_who_may_publish_hear_what_came_of_it() -> None:
    by, second = factories.coordinator(), factories.coordinator(factories.NOORD)
    releasing.judged(by)
    send_due()
    mails = {one.person_id: one for one in Message.objects.filter(kind__startswith="monitoring.")}
    assert "niemand in te herkennen" in mails[by.pk].text
    assert mails[second.pk].subject == "Kijk je mee naar nieuwe cijfers?"


def test_an_administrator_is_asked_when_there_is_no_second_coordinator() -> None:
    by, administrator = factories.coordinator(), factories.administrator()
    draft = releasing.judged(by, area=region(factories.ZUID))
    assert administrator in checking.seconds(draft)
    noord = factories.coordinator(factories.NOORD)
    with pytest.raises(NotAllowed, match="andere coördinator"):
        actions.publish_draft(draft=draft, by=noord)
    assert actions.publish_draft(draft=draft, by=administrator).area.code == factories.ZUID


def test_what_cannot_be_drafted() -> None:
    by = factories.coordinator()
    for change, field in (
        ({"as_of": today() + DAY}, "as_of"),
        ({"since_year": 2015}, "since_year"),
        ({"since_year": 2027}, "since_year"),
        ({"indicators": []}, "indicators"),
        ({"indicators": ["bestaat-niet"]}, "indicators"),
        ({"left_out": ["period"]}, "left_out"),
    ):
        given: dict[str, Any] = {
            "as_of": date(2026, 11, 1),
            "since_year": 2026,
            "indicators": [releasing.CODE],
            "left_out": [],
            **change,
        }
        with pytest.raises(RuleBroken) as broken:
            actions.make_draft(area=publishing.limburg(), facts=actions.DraftFacts(**given), by=by)
        assert broken.value.field == field
    releasing.published(by)
    with pytest.raises(RuleBroken, match="latere dag"):
        releasing.drafted(by, day=date(2026, 10, 1))
    with pytest.raises(NotAllowed):
        releasing.drafted(by, area=region(factories.NOORD))
    with pytest.raises(NotAllowed):
        releasing.drafted(factories.trainer())


def test_another_release_in_between_asks_for_another_look() -> None:
    by, second = factories.coordinator(), factories.administrator()
    draft = releasing.judged(by)
    publishing.published(by=second, area=region(factories.NOORD))
    with pytest.raises(OutOfDate, match="opnieuw nakijken"):
        actions.publish_draft(draft=draft, by=second)
    again = actions.look_again(draft=draft, by=by)
    assert (again.state, again.inputs, again.content) == (DraftState.WAITING, "", "")


def _told_too_much(by: Person) -> Release:
    """A release from before there was protection: it showed the two people in Heerlen."""
    content = build(releasing.frozen(day=date(2026, 10, 1)), 1, gate=False).content
    return publish(content=content, area=publishing.limburg(), by=by)


def test_an_unsafe_draft_is_never_published_and_can_leave_its_tables_out() -> None:
    by, second = factories.coordinator(), factories.administrator()
    _told_too_much(second)
    draft = releasing.judged(by)
    assert (draft.state, draft.content) == (DraftState.UNSAFE, "")
    assert draft.report["number"] > 0
    with pytest.raises(RuleBroken, match="kan nu niet"):
        actions.publish_draft(draft=draft, by=second)
    with pytest.raises(RuleBroken, match="blijft er niets over"):
        actions.leave_out(draft=draft, by=by)
    ReleaseDraft.objects.filter(pk=draft.pk).update(indicators=[releasing.CODE, "students-trained"])
    made = actions.leave_out(draft=draft, by=by)
    assert (made.indicators, made.state) == (["students-trained"], DraftState.WAITING)
    assert not ReleaseDraft.objects.filter(pk=draft.pk).exists()
    with pytest.raises(RuleBroken, match="niets dat weg moet"):
        actions.leave_out(draft=made, by=by)
    actions.drop_draft(draft=made, by=by)
    with pytest.raises(OutOfDate):
        actions.look_again(draft=made, by=by)


def test_late_changes_wait_until_there_are_ten() -> None:
    by, key = factories.coordinator(), ("GM0935", "welzijn", "2026")
    first = releasing.published(by)
    few = releasing.judged(by, {**releasing.COUNTS, key: 99}, day=date(2026, 11, 2))
    assert few.report["waiting"] == [releasing.CODE]
    second = actions.publish_draft(draft=few, by=factories.administrator())
    assert _figures(second) == _figures(first)
    many = releasing.judged(by, {**releasing.COUNTS, key: 150}, day=date(2026, 11, 3))
    kept = queries.frozen_for(many)
    assert kept is not None
    assert kept.tables[0].table.cells[key].count in {150, 90}  # all, or none when it would tell


def _figures(release: Release) -> list[tuple[str, str, str, int | None]]:
    cells = Cell.objects.filter(table__release=release).order_by("area", "sector", "period")
    return list(cells.values_list("area", "sector", "status", "number"))


def test_a_release_outlives_a_better_choice_of_what_to_hide_but_not_an_unsafe_one() -> None:
    draft = releasing.published(factories.coordinator()).draft
    frozen = queries.frozen_for(draft)
    assert frozen is not None
    assert draft.release is not None
    more = replace(frozen.tables[0], also=(("GM0935", "welzijn", "2026"),))
    chosen_otherwise = build(replace(frozen, tables=(more,)), 1).text
    assert chosen_otherwise != draft.release.content
    draft.release.content = chosen_otherwise
    assert queries.rebuilt(draft) == chosen_otherwise
    draft.release.content = build(frozen, 1, gate=False).text
    assert queries.rebuilt(draft) != draft.release.content


def test_a_release_is_built_again_to_the_byte_and_a_change_is_found() -> None:
    by = factories.coordinator()
    release = releasing.published(by)
    assert queries.rebuilt(release.draft) == release.content
    call_command("check_releases")
    Cell.objects.filter(table__release=release, status="A").update(number=5)
    with pytest.raises(CommandError, match="1 faults"):
        call_command("check_releases")


def test_attackers_find_nothing_with_the_gate_on_and_somebody_with_the_gate_off() -> None:
    with pytest.raises(CommandError, match="no release"):
        call_command("attack_releases")
    by = factories.coordinator()
    releasing.published(by)
    releasing.published(by, day=date(2026, 11, 2))
    call_command("attack_releases", "--gate", "on")
    with pytest.raises(CommandError, match="With the gate off"):
        call_command("attack_releases", "--gate", "off")


def test_withdrawing_asks_for_a_reason_and_for_who_keeps_the_area() -> None:
    by = factories.coordinator()
    release = releasing.published(by, area=region(factories.ZUID))
    with pytest.raises(NotAllowed):
        actions.withdraw_release(
            release=release, reason="Nee", by=factories.coordinator(factories.NOORD)
        )
    gone = actions.withdraw_release(release=release, reason="Dubbel geteld", by=by)
    assert gone.withdrawn_because == "Dubbel geteld"
    assert [one.number for one in queries.known_releases()] == [release.pk]  # still known


def test_the_job_counts_what_there_is() -> None:
    draft = releasing.drafted(factories.coordinator())
    assert checking.check_drafts() == 1
    draft.refresh_from_db()
    assert draft.state == DraftState.SAFE
    assert draft.checked_at == now()
    assert checking.check_drafts() == 0


def test_a_draft_that_keeps_failing_is_given_up() -> None:
    draft = releasing.drafted(factories.coordinator())
    ReleaseDraft.objects.filter(pk=draft.pk).update(tries=checking.MOST_TRIES)
    assert checking.check_drafts() == 0
    draft.refresh_from_db()
    assert draft.state == DraftState.FAILED


def test_drafts_and_frozen_counts_go_in_time_and_names_with_who_leaves() -> None:
    by = factories.coordinator()
    release = releasing.published(by)
    newer = releasing.published(by, day=date(2026, 11, 2))
    draft = releasing.drafted(by, day=date(2026, 11, 3))
    assert len(alone(privacy.OwnReleases().export(by))) == 3
    assert privacy.overdue() == 0
    with time_machine.travel(now() + 91 * DAY, tick=False):
        assert (privacy.overdue(), privacy.carry_out()) == (1, 1)
    assert not ReleaseDraft.objects.filter(pk=draft.pk).exists()
    with time_machine.travel(now() + 731 * DAY, tick=False):
        assert privacy.carry_out() == 1
    assert queries.rebuilt(ReleaseDraft.objects.get(release=release)) is None
    assert queries.rebuilt(ReleaseDraft.objects.get(release=newer)) == newer.content
    erase_person(person=by, by=None)
    assert not ReleaseDraft.objects.filter(made_by=by).exists()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "published", "content": ""}, "release_draft_published_has_release"),
        ({"content": ""}, "release_draft_content_when_safe"),
        ({"state": "unsafe"}, "release_draft_content_when_safe"),
    ],
)
def test_the_database_refuses_half_a_draft(change: dict[str, str], name: str) -> None:
    draft = releasing.judged(factories.coordinator())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ReleaseDraft.objects.filter(pk=draft.pk).update(**change)
