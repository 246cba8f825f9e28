"""A contact of an employer who wants to find out things of people by booking them.

Whoever the address belongs to, every page, file, mail, count and number of questions to the database
must be the same as for an address that nobody knows, until that person answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.counting import asked
from veerkracht.bookings import actions
from veerkracht.bookings.models import BookingLine
from veerkracht.bookings.tests.makers import booking
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment
from veerkracht.enrolment.queries import fills
from veerkracht.enrolment.terms_actions import Whom
from veerkracht.kernel.clock import now
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

Secret = Callable[[Person, Edition], object]


def ask(person: Person, edition: Edition) -> Enrolment:
    return enrolment.request_places(people=[person], editions=[edition], by=person)[0]


def other_date(edition: Edition) -> Edition:
    return factories.edition(of=edition.course, starts=now() + timedelta(days=50), capacity=1)


def waits_elsewhere(person: Person, edition: Edition) -> object:
    other = other_date(edition)
    ask(factories.person(), other)
    return ask(person, other)


def is_offered_elsewhere(person: Person, edition: Edition) -> object:
    other = other_date(edition)
    first = ask(factories.person(), other)
    ask(person, other)
    return enrolment.leave(enrolment=first, by=first.person)


def has_something_else_then(person: Person, edition: Edition) -> object:
    return ask(person, factories.edition(starts=edition.starts_at))


def was_booked_by_another(person: Person, edition: Edition) -> object:
    return booking(
        person.email, edition=edition, organisation=factories.organisation("fontys-hogeschool")
    )


def is_closed(person: Person, edition: Edition) -> object:
    return Person.objects.filter(pk=person.pk).update(is_active=False)


def works_elsewhere(person: Person, edition: Edition) -> object:
    return Person.objects.filter(pk=person.pk).update(
        organisation=factories.organisation("viecuri")
    )


def is_student(person: Person, edition: Edition) -> object:
    return Person.objects.filter(pk=person.pk).update(kind="student")


SECRETS: dict[str, Secret] = {
    "has an account": lambda person, edition: None,
    "is enrolled": ask,
    "left": lambda person, edition: enrolment.leave(enrolment=ask(person, edition), by=person),
    "has a place on another date": lambda person, edition: ask(person, other_date(edition)),
    "waits for another date": waits_elsewhere,
    "is offered another date": is_offered_elsewhere,
    "has something else then": has_something_else_then,
    "was booked by another": was_booked_by_another,
    "account is closed": is_closed,
    "works elsewhere": works_elsewhere,
    "is a student": is_student,
}


def with_shares(edition: Edition) -> None:
    """Places kept for students and for another organisation, and a cap on a third."""
    by, until = factories.coordinator(), now() + timedelta(days=20)
    mumc, viecuri = factories.organisation("mumc"), factories.organisation("viecuri")
    enrolment.keep_places(edition=edition, whom=Whom(students=True), number=1, until=until, by=by)
    enrolment.keep_places(
        edition=edition, whom=Whom(organisation=mumc), number=1, until=until, by=by
    )
    enrolment.cap_places(edition=edition, whom=Whom(organisation=viecuri), number=0, by=by)


@dataclass
class Attacker:
    """A contact who books one address and looks at everything there is to see."""

    edition: Edition
    secret: Secret | None
    full: bool = False
    together: bool = False
    seen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = Client()
        self.victim = f"victim-{len(self.edition.venue)}@b.example"
        # whatever the secret, the edition looks the same before the booking: the same number is taken
        person = factories.person("Geheime Naam")
        Person.objects.filter(pk=person.pk).update(email=self.victim)
        person.refresh_from_db()
        if self.secret is None:
            ask(factories.person(), self.edition)
            Person.objects.filter(pk=person.pk).update(email="nobody@b.example")
            return
        self.secret(person, self.edition)
        if not Enrolment.objects.live().filter(edition=self.edition).exists():
            ask(factories.person(), self.edition)

    def fill_up(self) -> None:
        while enrolment_counts(self.edition)[0]:
            ask(factories.person(), self.edition)

    def attack(self, clock: time_machine.Traveller) -> dict[str, str]:
        """All that is seen on the way, by step."""
        organisation = factories.organisation()
        by = factories.contact(organisation)
        self.client.force_login(by)
        if self.full:
            self.fill_up()
        path = f"/mijn-organisatie/boeken/{self.edition.pk}/"
        people = f"Vic {self.victim}" + ("\nEen ander <ander@b.example>" if self.together else "")
        typed = {
            "organisation": str(organisation.pk),
            "people": people,
            "form_key": "the-attackers-form-key",
            **({"together": "on"} if self.together else {}),
        }
        self.client.get(path)  # fills what is kept in this process
        self.post("preview", path, typed | {"step": "look"})
        self.post("book", path, typed | {"step": "book"})
        made = BookingLine.objects.latest("pk").booking
        self.look("before the job", made.pk)
        actions.carry_out()
        self.look("after the job", made.pk)
        self.mails()
        clock.shift(timedelta(days=1))
        self.post("remind", f"/mijn-organisatie/boekingen/{made.pk}/herinner/", {})
        self.look("reminded", made.pk)
        line = made.lines.get(number=1)
        self.post("withdraw", f"/mijn-organisatie/boekingen/{made.pk}/intrekken/{line.pk}/", {})
        actions.carry_out()
        self.look("withdrawn", made.pk)
        return self.seen

    def look(self, step: str, pk: int) -> None:
        organisation = factories.organisation()
        for name, path in {
            "booking": f"/mijn-organisatie/boekingen/{pk}/",
            "overview": "/mijn-organisatie/",
            "file": f"/mijn-organisatie/{organisation.pk}/boekingen.csv",
            "edition": f"/leren/{self.edition.pk}/{self.edition.course.slug}/",
        }.items():
            self.keep(f"{step}: {name}", partial(self.client.get, path))
        self.seen[f"{step}: places"] = str(enrolment_counts(self.edition))
        anonymous = Client().get(f"/leren/{self.edition.pk}/{self.edition.course.slug}/")
        self.seen[f"{step}: public"] = self.plain(anonymous.content.decode())

    def post(self, step: str, path: str, values: dict[str, str]) -> None:
        self.keep(step, lambda: self.client.post(path, values))

    def keep(self, step: str, asking: Callable[[], Any]) -> None:
        with CaptureQueriesContext(connection) as queries:
            answer = asking()
        body = (
            answer.content.decode()
            if "spreadsheet" not in answer.headers.get("Content-Type", "")
            else ""
        )
        self.seen[step] = self.plain(
            f"{answer.status_code} {answer.headers.get('Location', '')} {asked(queries)} {body}"
        )

    def mails(self) -> None:
        rows = Message.objects.filter(kind__startswith="bookings").order_by("pk")
        mine = rows.filter(
            facts__line__in=list(
                BookingLine.objects.filter(
                    booking__organisation=factories.organisation()
                ).values_list("pk", flat=True)
            )
        )
        self.seen["mails"] = str(list(mine.values_list("kind", "address")))

    def plain(self, text: str) -> str:
        """Without what differs between any two runs: numbers of rows, keys, and other dates of the course."""
        text = re.sub(r'<section class="others">.*?</section>', "", text, flags=re.DOTALL)
        text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
        numbers = r"(/|%2F)\d+(/|%2F)|training-\d+|Training \d+|Persoon \d+|persoon-\d+"
        return re.sub(numbers, "n", text)


def enrolment_counts(edition: Edition) -> tuple[int, int]:
    """Free places and people who wait, as everybody may see them."""
    fill = fills([edition.pk])[edition.pk]
    return fill.free, fill.waiting


def seen(secret: Secret | None, clock: time_machine.Traveller, **how: Any) -> dict[str, str]:
    """What an attacker sees who books somebody with this secret; undone afterwards."""
    start = now()
    with transaction.atomic():
        given = dict(how)
        edition = factories.edition(capacity=given.pop("capacity", 5))
        if given.pop("shares", False):
            with_shares(edition)
        found = Attacker(edition, secret, **given).attack(clock)
        transaction.set_rollback(True)
    clock.move_to(start)
    return found


HOW: dict[str, dict[str, Any]] = {
    "room": {},
    "full": {"full": True},
    "together": {"together": True},
    "one place for two": {"together": True, "capacity": 2},
    "one place": {"capacity": 2},
    "kept places": {"shares": True},
}


def every_secret_in_every_way() -> Iterator[Any]:
    """Each secret in two of the ways, the next secret in two others; the rest when there is time for it."""
    for nth, secret in enumerate(SECRETS):
        for place, (name, how) in enumerate(HOW.items()):
            marks = [pytest.mark.thorough] if (place - nth) % 3 else []
            yield pytest.param(how, secret, id=f"{name}-{secret}", marks=marks)


@pytest.mark.parametrize(("how", "secret"), list(every_secret_in_every_way()))
def test_an_address_tells_nothing(
    secret: str, how: dict[str, Any], clock: time_machine.Traveller
) -> None:
    nobody, somebody = seen(None, clock, **how), seen(SECRETS[secret], clock, **how)
    assert nobody.keys() == somebody.keys()
    for step, page in nobody.items():
        assert somebody[step] == page, step
    assert "wacht op antwoord" in nobody["after the job: booking"]
    assert "Geheime Naam" not in str(somebody)
