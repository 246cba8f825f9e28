"""A small world with somebody in every role, and things of each that others should keep away from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from tests import factories
from tests.access import coached, connected, questioned, special
from tests.access.coached import Coached
from tests.access.connected import Connected
from tests.access.questioned import Questioned
from tests.access.special import Special
from veerkracht.bookings import actions as bookings
from veerkracht.bookings.models import Booking
from veerkracht.bookings.rules import read_list
from veerkracht.conversations import prepare_actions as conversations
from veerkracht.conversations.models import LocalOffer
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.messages_to_participants_actions import write_to_participants
from veerkracht.enrolment.messages_to_participants_models import MessageToParticipants
from veerkracht.enrolment.models import Enrolment, Handover
from veerkracht.imports import actions as imports
from veerkracht.imports import work
from veerkracht.imports.models import ImportedList
from veerkracht.kernel.clock import now, today
from veerkracht.people.actions import give_role, save_register_number
from veerkracht.people.models import Organisation, Person, Register, Role, RoleKind
from veerkracht.places.models import Area
from veerkracht.proof import actions as proof
from veerkracht.proof.models import Material, Step
from veerkracht.training import actions as training
from veerkracht.training.models import Accreditation, Course, Edition

PLACES, WAITING, OTHER_DATES = 30, 10, 5


@dataclass(frozen=True)
class World:
    """People by the name of their role, and what stands on the pages of the table."""

    people: dict[str, Person]
    course: Course
    edition: Edition
    draft: Edition
    placed: Enrolment
    waiting: Enrolment
    handover: Handover
    role: Role
    accreditation: Accreditation
    booking: Booking
    message: MessageToParticipants
    brought: ImportedList
    taken_over: ImportedList
    special: Special
    connected: Connected
    coached: Coached
    material: Material
    step: Step
    offer: LocalOffer
    questions: Questioned


def build() -> World:
    """A course with a full edition of 30 and a queue of 10, other dates, a draft, and people in every role."""
    people = _people()
    course = factories.course()
    edition = factories.edition(of=course, capacity=PLACES)
    training.assign_trainers(by=None, edition=edition, trainers=[people["trainer"]])
    dates = [
        factories.edition(of=course, starts=now() + timedelta(days=40 + n))
        for n in range(OTHER_DATES)
    ]
    training.assign_trainers(by=None, edition=dates[0], trainers=[people["trainer of another"]])
    placed, waiting = _fill(edition, people)
    colleague = "collega@voorbeeld.example"
    return World(
        people=people,
        course=course,
        edition=edition,
        draft=factories.draft(of=course),
        placed=placed,
        waiting=waiting,
        handover=enrolment.ask_colleague(enrolment=placed, address=colleague, by=placed.person),
        role=Role.objects.get(person=people["trainer"]),
        accreditation=_accreditation(course),
        booking=_booking(people),
        message=_message(edition, people["coordinator"]),
        taken_over=_list(people["coordinator"], taken_over=True),
        brought=_list(people["coordinator"], taken_over=False),
        special=special.build(course, people),
        connected=connected.build(people, Organisation.objects.all()[0]),
        coached=coached.build(people),
        material=proof.add_material(
            edition=edition,
            title="Film",
            link="https://film.voorbeeld.example/1",
            by=people["trainer"],
        ),
        step=proof.add_step(
            course=course, by=people["coordinator"], kind="text", title="Lees", text="Lees dit."
        ),
        offer=_offer(people["coordinator"]),
        questions=questioned.build(people),
    )


def _offer(coordinator: Person) -> LocalOffer:
    """Something to join in Heerlen."""
    contents = conversations.OfferContents(
        title="Wandelgroep",
        text="Samen wandelen.",
        for_whom="Iedereen.",
        dimensions=["body"],
        phone="045 123 45 67",
    )
    heerlen = Area.objects.get(code="GM0917")
    region = coordinator.roles.get().region
    assert region is not None
    return conversations.save_offer(
        contents=contents, region=region, municipality=heerlen, by=coordinator
    )


def _list(coordinator: Person, *, taken_over: bool) -> ImportedList:
    """A list of earlier training in its preview, or taken over and seen in many sorts of rows."""
    region = coordinator.roles.get().region
    assert region is not None
    rows = [
        f"Deelnemer {n};deelnemer-{n}@lijst.example;Basistraining;{2021 + n % 4}" for n in range(60)
    ]
    content = "\n".join(["Naam;E-mail;Training;Jaar", *rows]).encode()
    imported = imports.bring_list(
        by=coordinator, region=region, kind="past", title="lijst.csv", content=content
    )
    work.hurry(imported)
    imports.choose_columns(imported=imported, by=coordinator, chosen=imported.columns)
    work.hurry(imported)
    if taken_over:
        imports.start_taking_over(imported=imported, by=coordinator)
        work.work_on_lists()
    imported.refresh_from_db()
    return imported


def _people() -> dict[str, Person]:
    employer = factories.person("Wim Werkgever")
    give_role(
        person=employer, kind=RoleKind.EMPLOYER, organisation=Organisation.objects.all()[0], by=None
    )
    people = {
        "professional": factories.person("Pien Professional"),
        "student": factories.person("Stan Student", kind="student"),
        "somebody else": factories.person("Ilse Iemand"),
        "trainer": factories.trainer(),
        "trainer of another": factories.trainer(),
        "employer": employer,
        "employer elsewhere": factories.contact(),
        "coordinator": factories.coordinator(),
        "coordinator elsewhere": factories.coordinator(factories.NOORD),
        "editor": factories.with_role(RoleKind.EDITOR, factories.ZUID),
        "payer": factories.with_role(RoleKind.PAYER, factories.ZUID),
        "administrator": factories.administrator(),
        "without second factor": factories.coordinator(),
    }
    for register in (Register.KNOV, Register.SKJ):
        save_register_number(
            person=people["professional"],
            register=register,
            number="1234567",
            by=people["professional"],
        )
    return people


def _fill(edition: Edition, people: dict[str, Person]) -> tuple[Enrolment, Enrolment]:
    """Everybody works somewhere else; the professional is the first, and somebody else waits last."""
    organisations = list(Organisation.objects.all())
    guests = [
        factories.person(organisation=organisations[number % len(organisations)])
        for number in range(PLACES + WAITING - 2)
    ]
    everybody = [people["professional"], *guests, people["somebody else"]]
    rows = [
        enrolment.request_places(people=[person], editions=[edition], by=person)[0]
        for person in everybody
    ]
    return rows[0], rows[-1]


def _message(edition: Edition, by: Person) -> MessageToParticipants:
    return write_to_participants(
        by=by,
        editions=[edition],
        audience="placed",
        subject="Neem je laptop mee",
        text="Het mag ook een tablet zijn.",
        key=uuid4(),
    )


def _booking(people: dict[str, Person]) -> Booking:
    """The employer, a school, enrolled a class with the student in it, who has not answered."""
    edition = factories.edition(of=factories.course(for_students=True), capacity=3)
    school = Organisation.objects.all()[0]
    made = bookings.book_class(
        by=people["employer"],
        organisation=school,
        edition=edition,
        people=read_list(f"Stan <{people['student'].email}>\nNieuw <nieuw@voorbeeld.example>"),
        form_key="the-class-of-the-world",
        class_facts={"study_year": "2026-2027", "name": "VP2B", "programme": "Verloskunde"},
    )
    bookings.carry_out()
    return made


def _accreditation(course: Course) -> Accreditation:
    training.add_accreditation(
        by=None,
        course=course,
        register=Register.KNOV,
        points=Decimal(4),
        identifier="A-1",
        valid_from=today(),
        valid_until=today() + timedelta(days=400),
    )
    return Accreditation.objects.get(course=course)
