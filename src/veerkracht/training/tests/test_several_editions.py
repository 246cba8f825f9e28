"""Several editions at once: what is foretold is what happens, each edition whole or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.training import several_editions_actions as actions
from veerkracht.training.actions import assign_trainers
from veerkracht.training.models import Edition, EditionState
from veerkracht.training.rules import moved
from veerkracht.training.several_editions_actions import Outcome
from veerkracht.training.several_editions_rules import Deed, Series, Wish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def ask(edition: Edition, people: int = 1) -> list[Enrolment]:
    someone = [factories.person() for _ in range(people)]
    return [
        enrolment.request_places(people=[one], editions=[edition], by=one)[0] for one in someone
    ]


def do(by: Person, editions: list[Edition], wish: Wish, **changes: Any) -> list[Outcome]:
    for edition in editions:
        edition.refresh_from_db()
    versions = changes.get("versions", {edition.pk: edition.version for edition in editions})
    return actions.carry_out(by=by, editions=editions, wish=wish, versions=versions)


def state(edition: Edition) -> tuple[Any, ...]:
    edition.refresh_from_db()
    return (edition.state, edition.capacity, edition.starts_at, edition.version)


WISHES = {
    "open": Wish(Deed.OPEN),
    "call off": Wish(Deed.CALL_OFF, reason="Te weinig mensen."),
    "capacity": Wish(Deed.CAPACITY, capacity=3),
    "move": Wish(Deed.MOVE, days=7),
    "copy": Wish(Deed.COPY),
}


@pytest.mark.parametrize("name", sorted(WISHES))
def test_a_rehearsal_foretells_what_happens_and_keeps_nothing(name: str) -> None:
    by, wish = factories.coordinator(), WISHES[name]
    editions = [factories.edition(), factories.draft(), factories.edition()]
    ask(editions[0], people=4)
    befores = [state(edition) for edition in editions]
    letters, number = Message.objects.count(), Edition.objects.count()
    foretold = actions.rehearse(by=by, editions=editions, wish=wish)
    assert [state(edition) for edition in editions] == befores
    assert (Message.objects.count(), Edition.objects.count()) == (letters, number)
    happened = do(by, editions, wish)
    assert [(one.letters, one.refused) for one in foretold] == [
        (one.letters, one.refused) for one in happened
    ]
    assert Message.objects.count() - letters == sum(one.letters for one in happened)


def test_calling_off_tells_everybody_and_passes_over_what_is_off_already() -> None:
    by = factories.coordinator()
    one, other = factories.edition(), factories.edition()
    ask(one, people=3)
    do(by, [other], WISHES["call off"])
    first, second = do(by, [one, other], WISHES["call off"])
    assert (first.letters, first.refused) == (3, "")
    assert "gaat al niet door" in second.refused
    assert state(one)[0] == EditionState.CANCELLED


def test_more_places_are_offered_and_fewer_than_are_given_are_refused() -> None:
    by = factories.coordinator()
    full, roomy = factories.edition(), factories.edition(capacity=5)
    ask(full, people=4)
    ask(roomy, people=4)
    first, second = do(by, [full, roomy], Wish(Deed.CAPACITY, capacity=3))
    assert (first.letters, first.refused) == (1, "")
    assert "Er zijn al 4 plaatsen vergeven" in second.refused
    assert state(roomy)[1] == 5


def test_moving_keeps_the_time_on_the_wall_over_the_clock_change() -> None:
    winter = datetime(2027, 3, 24, 9, 0, tzinfo=UTC)  # ten o'clock; the clock changes on the 28th
    edition = factories.edition(starts=winter, days=2)
    do(factories.coordinator(), [edition], WISHES["move"])
    edition.refresh_from_db()
    starts = [local(one.starts_at) for one in edition.sessions.all()]
    assert [(one.date().isoformat(), one.hour) for one in starts] == [
        ("2027-03-31", 10),
        ("2027-04-07", 11),
    ]
    assert edition.sequence == 1
    assert edition.closes_at < edition.starts_at  # type: ignore[operator]  # it has dates


def test_moving_into_the_past_is_refused_whole() -> None:
    edition = factories.edition(starts=now() + timedelta(days=10), days=2)
    before = state(edition)
    [outcome] = do(factories.coordinator(), [edition], Wish(Deed.MOVE, days=-14))
    assert "al geweest" in outcome.refused
    assert state(edition) == before


def test_a_second_click_moves_nothing_and_copies_nothing() -> None:
    by, edition = factories.coordinator(), factories.edition()
    seen = {edition.pk: edition.version}
    do(by, [edition], WISHES["move"], versions=seen)
    [again] = do(by, [edition], WISHES["move"], versions=seen)
    assert "intussen veranderd" in again.refused
    [copied] = do(by, [edition], WISHES["copy"])
    [twice] = do(by, [edition], WISHES["copy"])
    assert (copied.refused, twice.refused) == ("", "Deze editie is er al.")
    assert Edition.objects.count() == 2


def test_a_copy_for_the_next_season_keeps_weekday_time_and_trainers() -> None:
    edition, trainer = factories.edition(), factories.trainer()
    assign_trainers(by=None, edition=edition, trainers=[trainer])
    [outcome] = do(factories.coordinator(), [edition], WISHES["copy"])
    copy = Edition.objects.get(pk=outcome.edition.pk)
    assert copy.starts_at == moved(edition.starts_at, 7 * 26)  # type: ignore[arg-type]  # it has dates
    assert [row.person for row in copy.trainer_assignments.all()] == [trainer]
    assert copy.state == EditionState.DRAFT


def test_what_is_not_ones_own_stops_everything() -> None:
    mine, theirs = factories.draft(), factories.draft(of=factories.course(factories.NOORD))
    with pytest.raises(NotAllowed):
        do(factories.coordinator(), [mine, theirs], WISHES["open"])
    assert state(mine)[0] == EditionState.DRAFT
    with pytest.raises(RuleBroken):
        actions.rehearse(by=factories.coordinator(), editions=[], wish=WISHES["open"])


# The pages


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def page(deed: str, *editions: Edition) -> str:
    chosen = "&".join(f"editie={edition.pk}" for edition in editions)
    return f"/werk/edities/meer/?doe={deed}&{chosen}"


def test_one_sees_what_happens_to_how_many_before_it_happens() -> None:
    client = signed_in(factories.coordinator())
    one, other = factories.edition(), factories.draft()
    ask(one, people=3)
    path = page("afblazen", one, other)
    assert "2 edities gekozen" in text(client.get(path))
    assert client.post(path, {"look": "1", "reason": ""}).status_code == 422
    shown = text(client.post(path, {"look": "1", "reason": "Ziek."}))
    assert "3 mensen krijgen een mail" in shown
    assert f'name="versie" value="{one.pk}:{one.version}"' in shown
    assert state(one)[0] == EditionState.PUBLISHED
    seen = [f"{edition.pk}:{edition.version}" for edition in (one, other)]
    done = text(client.post(path, {"do": "1", "reason": "Ziek.", "versie": seen}))
    assert "Gelukt" in done
    assert state(one)[0] == EditionState.CANCELLED
    again = text(client.post(path, {"do": "1", "reason": "Ziek.", "versie": seen}))
    assert "Er is niets veranderd" in again


def test_the_refused_are_named_and_the_others_go_on() -> None:
    client = signed_in(factories.coordinator())
    good = factories.draft()
    nowhere = factories.draft(municipality=None, venue="")
    path = page("openzetten", good, nowhere)
    seen = [f"{edition.pk}:{edition.version}" for edition in (good, nowhere)]
    shown = text(client.post(path, {"look": "1"}))
    assert "1 editie slaan we over" in shown
    done = text(client.post(path, {"do": "1", "versie": seen}))
    assert "Voor een deel gelukt" in done
    assert "Kies een gemeente" in done
    assert (state(good)[0], state(nowhere)[0]) == ("published", "draft")


@pytest.mark.parametrize(
    "path",
    [
        "/werk/edities/meer/",
        "/werk/edities/meer/?doe=openzetten",
        "/werk/edities/meer/?editie=%00&doe=%00",
        "/werk/edities/meer/?editie=99999999999999999999",
        "/werk/edities/reeks/?training=%00",
        "/werk/edities/reeks/",
    ],
)
def test_odd_addresses_lead_to_a_first_step(path: str) -> None:
    client = signed_in(factories.coordinator())
    assert client.get(path).status_code in {200, 302}
    assert client.post(path, {"do": "1", "versie": ["x", "1:2:3", "²:²"]}).status_code < 500


def test_editions_of_another_region_are_not_shown() -> None:
    theirs = factories.edition(of=factories.course(factories.NOORD))
    client = signed_in(factories.coordinator())
    assert client.get(page("openzetten", theirs)).status_code == 403
    assert client.get(f"/werk/edities/reeks/?training={theirs.course_id}").status_code == 403


@pytest.mark.parametrize(
    ("deed", "given"),
    [
        ("verschuiven", {"days": "0"}),
        ("verschuiven", {"days": "9999"}),
        ("verschuiven", {"days": "x"}),
        ("plaatsen", {"capacity": "0"}),
        ("plaatsen", {"capacity": "99999999999"}),
        ("kopieren", {"weeks": "3"}),
        ("afblazen", {"reason": "x" * 301}),
        ("afblazen", {"reason": "\0"}),
    ],
)
def test_what_cannot_be_changes_nothing(deed: str, given: dict[str, str]) -> None:
    edition = factories.edition()
    before = state(edition)
    data = {"do": "1", "versie": [f"{edition.pk}:{edition.version}"], **given}
    assert signed_in(factories.coordinator()).post(page(deed, edition), data).status_code < 500
    assert state(edition) == before
    assert Edition.objects.count() == 1


# A series


def test_a_series_gives_its_dates() -> None:
    tuesdays = Series(date(2027, 1, 6), 1, 2, 3, time(9), time(12, 30), meetings=2, apart=3)
    assert [day.isoformat() for day in tuesdays.first_days()] == [
        "2027-01-12",
        "2027-01-26",
        "2027-02-09",
    ]
    days = tuesdays.days_of(date(2027, 1, 12))
    assert [day.isoformat() for day in days] == ["2027-01-12", "2027-02-02"]
    [first, _second] = tuesdays.sessions_of(date(2027, 3, 16))
    assert first.starts_at == datetime(2027, 3, 16, 8, 0, tzinfo=UTC)


def series_form(**changes: Any) -> dict[str, Any]:
    return {
        "region": Area.objects.get(code=factories.ZUID).pk,
        "weekday": "1",
        "first": "2027-01-04",
        "every": "2",
        "number": "4",
        "begins": "09:00",
        "ends": "12:30",
        "meetings": "1",
        "apart": "1",
        "capacity": "14",
        "towns": "Heerlen, De Proeftuin\n\nmaastricht",
        **changes,
    }


def test_a_series_is_looked_at_and_made_with_towns_in_turn() -> None:
    course, client = factories.course(), signed_in(factories.coordinator())
    like, trainer = factories.edition(of=course, price=1_250, venue="Elders"), factories.trainer()
    assign_trainers(by=None, edition=like, trainers=[trainer])
    path = f"/werk/edities/reeks/?training={course.pk}"
    assert client.get(path).status_code == 200
    shown = text(client.post(path, series_form(look="1")))
    assert "dinsdag 5 januari 2027" in shown
    fifth_week = text(client.post(path, series_form(look="1", every="5", number="2")))
    assert "9 februari: carnaval, voorjaarsvakantie" in fifth_week
    assert fifth_week.count(" checked") == 1
    assert Edition.objects.count() == 1
    done = text(client.post(path, series_form(do="1", maak=["0", "1", "3"])))
    assert "3 concepten staan klaar" in done
    made = Edition.objects.exclude(pk=like.pk).order_by("starts_at")
    assert [str(one.municipality) for one in made] == ["Heerlen", "Maastricht", "Maastricht"]
    assert [one.venue for one in made] == ["De Proeftuin", "", ""]
    assert {(one.price, one.capacity, one.state) for one in made} == {(1_250, 14, "draft")}
    assert [row.person for row in made[0].trainer_assignments.all()] == [trainer]
    again = text(client.post(path, series_form(do="1", maak=["0", "1", "3"])))
    assert "0 concepten" in again
    assert Edition.objects.count() == 4


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"towns": "Heerlen\nAtlantis, zee"}, "towns"),
        ({"first": "2020-01-01"}, "first"),
        ({"first": ""}, "first"),
        ({"ends": "08:00"}, "ends"),
        ({"number": "31"}, "number"),
        ({"every": "0"}, "every"),
        ({"weekday": "7"}, "weekday"),
        ({"capacity": "-1"}, "capacity"),
        ({"meetings": "999"}, "meetings"),
        ({"towns": "Heerlen\n" * 31}, "towns"),
    ],
)
def test_a_rule_that_cannot_be_is_explained(changes: dict[str, str], field: str) -> None:
    course = factories.course()
    response = signed_in(factories.coordinator()).post(
        f"/werk/edities/reeks/?training={course.pk}", series_form(do="1", maak=["0"], **changes)
    )
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Edition.objects.exists()


def test_dates_beyond_three_years_are_refused_by_name_and_the_rest_is_made() -> None:
    course, client = factories.course(), signed_in(factories.coordinator())
    far = series_form(do="1", maak=["0", "1"], first="2029-11-06", every="26", number="2")
    done = text(client.post(f"/werk/edities/reeks/?training={course.pk}", far))
    assert "1 concept staat klaar" in done
    assert "drie jaar vooruit" in done
