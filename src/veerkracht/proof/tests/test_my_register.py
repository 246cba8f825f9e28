"""What somebody has for their registers, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.enrolment import actions as enrolment
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.people.actions import erase_person, merge_people, save_profile, save_register_number
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.proof import actions
from veerkracht.proof.models import RegisterPeriod
from veerkracht.proof.my_register_rules import (
    Part,
    RegisterRule,
    Unit,
    first_day,
    last_day,
    missing,
    rule_for,
    tally,
)
from veerkracht.proof.queries import HoursFor, my_registers, register_hours
from veerkracht.proof.tests.certificate_stage import accredited, finished
from veerkracht.training.actions import Earlier, take_over_learning

SKJ = rule_for("skj")
ZERO = Decimal(0)


@pytest.mark.parametrize(
    ("rule", "training", "reflection", "have", "left"),
    [
        (rule_for("knov"), 7, 0, [7], 193),
        (rule_for("knov"), 150, 60, [210], 0),
        (SKJ, 0, 0, [0, 0, 0], 160),
        (SKJ, 20, 10, [20, 10, 0], 130),
        (SKJ, 80, 10, [60, 10, 20], 70),  # what is left of training is free
        (SKJ, 80, 90, [60, 50, 60], 0),
        (rule_for("nip"), 20, 0, [], 0),  # we do not know what it asks
    ],
)
def test_what_is_missing(
    rule: RegisterRule, training: int, reflection: int, have: list[int], left: int
) -> None:
    lines = tally(rule, Decimal(training), Decimal(reflection))
    assert [line.have for line in lines] == have
    assert missing(lines) == left


def test_only_what_we_know_for_sure_is_said_so() -> None:
    assert (rule_for("knov").sure, rule_for("knov").unit) == (True, Unit.HOURS)
    assert [rule_for(register).sure for register in ("skj", "venvn", "onbekend")] == [False] * 3
    assert [part for part, _need in SKJ.needs] == [Part.TRAINING, Part.REFLECTION, Part.FREE]


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2024, 1, 1), date(2028, 12, 31)),
        (date(2024, 2, 29), date(2029, 2, 28)),
        (date(2024, 3, 1), date(2029, 2, 28)),
    ],
)
def test_the_last_day_of_a_period(starts_on: date, ends_on: date) -> None:
    assert last_day(starts_on, 5) == ends_on


def test_the_first_day_of_the_period_that_ends_today() -> None:
    assert first_day(date(2028, 12, 31), 5) == date(2024, 1, 1)


def midwife(*registers: str) -> Person:
    """Somebody in Heerlen with numbers, who followed a training with points."""
    held = finished("Sanne de Wit")
    held.present(*held.rows)
    actions.issue(edition=held.edition, by=held.trainer)
    person = held.rows[0].person
    heerlen = Area.objects.get(name="Heerlen", kind="municipality")
    save_profile(person=person, by=person, municipality=heerlen)
    for register in registers or ("knov",):
        save_register_number(person=person, register=register, number="1234567", by=person)
    return Person.objects.select_related("municipality").get(pk=person.pk)


@pytest.mark.django_db
def test_certificates_count_in_the_period_for_their_register() -> None:
    person = midwife("knov", "skj", "venvn")
    views = {view.number.register: view for view in my_registers(person)}
    assert {register: view.points for register, view in views.items()} == {
        "knov": Decimal(7),
        "skj": Decimal("6.5"),
        "venvn": ZERO,
    }
    assert views["knov"].starts_on is None
    actions.set_period(
        person=person, register="knov", starts_on=today() - timedelta(days=10), by=person
    )
    views = {view.number.register: view for view in my_registers(person)}
    assert views["knov"].counted == ()  # it was before this period
    assert views["knov"].missing == 200


@pytest.mark.django_db
def test_a_revoked_certificate_counts_nowhere() -> None:
    person = midwife()
    certificate = person.certificates.get()
    trainer = certificate.edition.trainer_assignments.get().person
    actions.revoke(certificate=certificate, reason="Vergissing.", by=trainer)
    [view] = my_registers(person)
    assert view.points == ZERO


@pytest.mark.django_db
def test_hours_of_another_app_count_beside_training() -> None:
    person = midwife("knov", "skj")

    def hours(person: Any, since: date, until: date) -> Iterable[HoursFor]:
        assert since <= until == today()
        day = today() - timedelta(days=5)
        yield HoursFor(day, Decimal(2), "Intervisie")
        yield HoursFor(day, Decimal(1), "Coaching", register="skj")

    register_hours.add("test", hours)
    try:
        views = {view.number.register: view for view in my_registers(person)}
    finally:
        register_hours.remove("test")
    assert [line.have for line in views["knov"].lines] == [9]
    assert [line.have for line in views["skj"].lines] == [Decimal("6.5"), 3, 0]


@pytest.mark.django_db
def test_what_was_taken_over_stands_apart() -> None:
    person = midwife()
    coordinator = factories.coordinator()
    earlier = Earlier(person.pk, "Oude training", today().year - 1, hours=Decimal(8))
    region = coordinator.roles.get().region
    assert region is not None
    take_over_learning(learning=[earlier], region=region, list_number=1, by=coordinator)
    [view] = my_registers(person)
    assert [row.title for row in view.earlier] == ["Oude training"]
    assert view.points == 7


@pytest.mark.django_db
def test_what_fits_comes_from_near_and_gives_points() -> None:
    person = midwife()
    venlo = Area.objects.get(name="Venlo", kind="municipality")
    far = factories.edition(of=accredited(), municipality=venlo)
    near = factories.edition(of=accredited(), starts=now() + timedelta(days=45))
    factories.edition()  # gives no points
    [view] = my_registers(person)
    assert [one.edition for one in view.nearby] == [near, far]
    assert view.nearby[0].points == 7


@pytest.mark.django_db
def test_what_is_full_comes_last_and_says_so() -> None:
    person = midwife()
    Person.objects.filter(pk=person.pk).update(
        municipality=Area.objects.get(name="Heerlen", kind="municipality")
    )
    full = factories.edition(of=accredited(), capacity=1)
    other = factories.person()
    enrolment.request_places(people=[other], editions=[full], by=other)
    venlo = Area.objects.get(name="Venlo", kind="municipality")
    free = factories.edition(of=accredited(), municipality=venlo)
    [view] = my_registers(Person.objects.select_related("municipality").get(pk=person.pk))
    assert [(one.edition, one.free) for one in view.nearby] == [(free, True), (full, False)]
    client = Client()
    client.force_login(person)
    shown = client.get("/mijn-plek/register/").content.decode()
    assert shown.count("vol, je kunt op de wachtlijst") == 1


@pytest.mark.django_db
def test_a_period_is_ones_own_and_makes_sense() -> None:
    person = midwife()
    with pytest.raises(NotAllowed):
        actions.set_period(
            person=person, register="knov", starts_on=today(), by=factories.coordinator()
        )
    for day in (today() + timedelta(days=1), today() - timedelta(days=5 * 366)):
        with pytest.raises(RuleBroken):
            actions.set_period(person=person, register="knov", starts_on=day, by=person)
    with pytest.raises(RuleBroken):  # no number there
        actions.set_period(person=person, register="skj", starts_on=today(), by=person)
    for day in (today(), today() - timedelta(days=1)):
        actions.set_period(person=person, register="knov", starts_on=day, by=person)
    assert RegisterPeriod.objects.get().starts_on == today() - timedelta(days=1)
    actions.forget_period(person=person, register="knov", by=person)
    assert not RegisterPeriod.objects.exists()


@pytest.mark.django_db
def test_periods_go_along_with_the_person() -> None:
    keep, drop = midwife(), factories.person("Sanne de Wit")
    RegisterPeriod.objects.create(person=drop, register="knov", starts_on=today())
    RegisterPeriod.objects.create(person=keep, register="knov", starts_on=today())
    with pytest.raises(IntegrityError, match="register_period_once"), transaction.atomic():
        RegisterPeriod.objects.create(person=keep, register="knov", starts_on=today())
    merge_people(keep=keep, drop=drop, by=factories.administrator())
    assert RegisterPeriod.objects.get().person == keep
    erase_person(person=keep, by=keep)
    assert not RegisterPeriod.objects.exists()


@pytest.mark.django_db
def test_the_page_and_the_paper(django_assert_max_num_queries: Any) -> None:
    person = midwife("knov", "skj", "nip")
    factories.edition(of=accredited())
    client = Client()
    client.force_login(person)
    client.get("/mijn-plek/register/")
    with django_assert_max_num_queries(12):
        page = client.get("/mijn-plek/register/").content.decode()
    for words in ("Je mist nog 193 uur.", "Controleer bij je register", "Het gesprek", "7 uur"):
        assert words in page
    for path in ("/mijn-plek/register/overzicht.pdf", "/en/mijn-plek/register/overzicht.pdf"):
        assert client.get(path).content.startswith(b"%PDF-")
    assert client.get("/mijn-plek/register/aban/periode/").status_code == 404
    answer = client.post("/mijn-plek/register/knov/periode/", {"starts_on": "geen dag"})
    assert answer.status_code == 422
