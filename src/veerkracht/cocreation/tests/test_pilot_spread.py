"""Spreading a pilot: proposed, drafted once, shown as it stands, and taken away while nothing happened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.cocreation import pilot_actions, pilot_queries
from veerkracht.cocreation import pilot_spread_actions as spreading
from veerkracht.cocreation.models import PilotSpread
from veerkracht.cocreation.pilot_shown import draft_state
from veerkracht.cocreation.tests import piloting
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.people.models import Organisation
from veerkracht.places.queries import municipalities, region
from veerkracht.programme.actions import change_action
from veerkracht.programme.models import Action, Agreement
from veerkracht.programme.plan_parts import plan_parts
from veerkracht.training.actions import change_edition, publish_edition, remove_draft
from veerkracht.training.models import Course, Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def counts() -> tuple[int, ...]:
    models: tuple[Any, ...] = (Course, Edition, Action, Agreement)
    return tuple(model.objects.count() for model in models)


def test_what_is_proposed_is_drafted_once_however_often_it_is_asked() -> None:
    by = factories.coordinator()
    pilot = piloting.decided(by)
    wish = piloting.wish()
    assert [one.there for one in spreading.proposed(pilot, wish)] == [False] * 7
    assert counts() == (0, 0, 0, 0)
    made = spreading.spread_pilot(pilot=pilot, wish=wish, by=by)
    assert (len(made), counts()) == (7, (1, 2, 2, 2))
    edition = Edition.objects.all()[0]
    assert (edition.state, edition.course.title) == ("draft", "Samen kijken")
    assert spreading.spread_pilot(pilot=pilot, wish=wish, by=by) == []
    assert counts() == (1, 2, 2, 2)
    more = piloting.wish(towns=list(municipalities(region(factories.ZUID))[:3]))
    assert [one.there for one in spreading.proposed(pilot, more)].count(False) == 1
    states = {draft_state(one) for one in pilot_queries.spreads_of(pilot)}
    assert states == {"concept", "gepland", "voornemen", "staat klaar in je trainingen"}


def test_all_or_nothing() -> None:
    by = factories.coordinator()
    pilot = piloting.decided(by)
    elsewhere = region(factories.NOORD)
    for values, words in (
        ({"towns": list(municipalities(elsewhere)[:1])}, "ligt niet"),
        ({"title": ""}, "Kies een training"),
        ({"action": "", "agreement": ""}, "gaan doen of beloven"),
        ({"due_on": today().replace(year=2020)}, "al voorbij"),
        ({"towns": [], "organisations": [], "title": ""}, "wat je wilt klaarzetten"),
    ):
        with pytest.raises(RuleBroken, match=words):
            spreading.spread_pilot(pilot=pilot, wish=piloting.wish(**values), by=by)
    assert counts() == (0, 0, 0, 0)
    with pytest.raises(NotAllowed):
        spreading.spread_pilot(pilot=pilot, wish=piloting.wish(factories.NOORD), by=by)
    for pilot in (piloting.running(by), piloting.decided(by, "adjust")):
        with pytest.raises(RuleBroken, match="besloten"):
            spreading.spread_pilot(pilot=pilot, wish=piloting.wish(), by=by)


def test_an_organisation_that_ended_gets_nothing() -> None:
    by = factories.coordinator()
    pilot, wish = piloting.decided(by), piloting.wish()
    gone = wish.organisations[0]
    gone.regions.clear()
    Organisation.objects.filter(pk=gone.pk).update(municipality=None)
    with pytest.raises(RuleBroken, match="gestopt of niet meer actief") as broken:
        spreading.spread_pilot(pilot=pilot, wish=wish, by=by)
    assert broken.value.field == "organisations"
    assert counts() == (0, 0, 0, 0)


def test_another_region_spreads_what_is_public_to_itself() -> None:
    by, nico = factories.coordinator(), factories.coordinator(factories.NOORD)
    pilot = piloting.decided(by)
    wish = piloting.wish(factories.NOORD)
    with pytest.raises(NotAllowed):
        spreading.spread_pilot(pilot=pilot, wish=wish, by=nico)
    pilot_actions.show_pilot(pilot=pilot, public=True, costs=False, by=by)
    spreading.spread_pilot(pilot=pilot, wish=piloting.wish(), by=by)
    made = spreading.spread_pilot(pilot=pilot, wish=wish, by=nico)
    assert {one.region for one in made} == {region(factories.NOORD)}
    with pytest.raises(NotAllowed):
        spreading.undo_spread(spread=made[0], by=by)


def test_drafts_go_while_nobody_worked_on_them(clock: Any) -> None:
    by = factories.coordinator()
    pilot = piloting.decided(by)
    spreading.spread_pilot(pilot=pilot, wish=piloting.wish(), by=by)
    clock.shift(timedelta(hours=1))
    with pytest.raises(RuleBroken, match="Haal die eerst weg"):
        pilot_actions.take_back_decision(pilot=pilot, by=by)
    by_kind: dict[str, list[PilotSpread]] = {}
    for one in pilot_queries.spreads_of(pilot):
        by_kind.setdefault(one.kind, []).append(one)
    with pytest.raises(RuleBroken, match="al edities"):
        spreading.undo_spread(spread=by_kind["course"][0], by=by)
    edition = by_kind["edition"][0].edition
    assert edition is not None
    change_edition(by=by, edition=edition, version=1, note="Neem iets te drinken mee.")
    with pytest.raises(RuleBroken, match="al aan gewerkt"):
        spreading.undo_spread(spread=by_kind["edition"][0], by=by)
    action = by_kind["action"][0].action
    assert action is not None
    change_action(action=action, by=by, next_step="Bellen")
    with pytest.raises(RuleBroken, match="al aan gewerkt"):
        spreading.undo_spread(spread=by_kind["action"][0], by=by)
    for one in (by_kind["edition"][1], by_kind["action"][1], *by_kind["agreement"]):
        spreading.undo_spread(spread=one, by=by)
        spreading.undo_spread(spread=one, by=by)  # again changes nothing
    assert counts() == (1, 1, 1, 0)
    assert pilot.spreads.count() == 3


def test_a_draft_that_was_shown_is_no_draft() -> None:
    by = factories.coordinator()
    edition = factories.draft()
    publish_edition(by=by, edition=edition)
    with pytest.raises(RuleBroken, match="al iets gebeurd"):
        remove_draft(by=by, edition=edition)
    fresh = factories.draft()
    with pytest.raises(NotAllowed):
        remove_draft(by=factories.coordinator(factories.NOORD), edition=fresh)
    remove_draft(by=by, edition=fresh)
    assert not Edition.objects.filter(pk=fresh.pk).exists()


def test_a_draft_is_named_once_in_a_pilot() -> None:
    by = factories.coordinator()
    [first, *_rest] = spreading.spread_pilot(
        pilot=piloting.decided(by), wish=piloting.wish(), by=by
    )
    first.pk = None
    with pytest.raises(IntegrityError, match="pilot_spread_once"), transaction.atomic():
        first.save(force_insert=True)


def test_pilots_hang_on_plans_and_only_public_ones_are_named() -> None:
    by = factories.coordinator()
    pilot = piloting.running(by)
    kind: Any = dict(plan_parts.items())["pilot"]
    assert kind.choices([pilot.region]) == [(pilot.pk, pilot.title)]
    part = type("Part", (), {"key": pilot.pk})()
    assert kind.find([part]) == {}
    pilot_actions.show_pilot(pilot=pilot, public=True, costs=False, by=by)
    shown = kind.find([part])[pilot.pk]
    assert (shown.title, shown.url) == (pilot.title, f"/pilots/{pilot.slug}/")
