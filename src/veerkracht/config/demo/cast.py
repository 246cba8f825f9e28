"""Bringing the demo's people in, with their work, numbers, roles and what they learnt before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from veerkracht.config.demo import crowd
from veerkracht.config.demo.courses import MIDDEN, NOORD, QUALIFICATIONS, ZUID
from veerkracht.config.demo.crowd import Profile
from veerkracht.config.demo.people import PEOPLE
from veerkracht.kernel.clock import today
from veerkracht.people.actions import (
    Work,
    give_role,
    invite_person,
    save_profile,
    save_register_number,
)
from veerkracht.people.models import Organisation, Person, RegisterNumber, RoleKind, Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities, region
from veerkracht.training.actions import make_qualification, record_achievement
from veerkracht.training.models import Qualification

KEYS_WITH_BASIS = {"jeugdverpleegkundige", "trainer"}


@dataclass(frozen=True)
class Directory:
    """What the demo refers to by name, read once."""

    organisations: dict[str, Organisation]
    sectors: dict[str, Sector]
    towns: dict[str, Area]
    regions: dict[str, Area]

    @classmethod
    def read(cls) -> Directory:
        """The directory as the reference data gives it."""
        return cls(
            {row.slug: row for row in Organisation.objects.all()},
            {row.code: row for row in Sector.objects.all()},
            {row.name: row for row in municipalities()},
            {code: region(code) for code in (ZUID, MIDDEN, NOORD)},
        )

    def work(self, profile: Profile) -> Work:
        """A profile as the actions take it; names that the reference data lacks are left empty."""
        return Work(
            kind=profile.kind,
            organisation=self.organisations.get(profile.organisation),
            sector=self.sectors.get(profile.sector),
            function=profile.function,
            municipality=self.towns.get(profile.town),
        )


@dataclass(frozen=True)
class Cast:
    """Everybody by name, and the crowd that fills the groups."""

    people: dict[str, Person]
    crowd: tuple[tuple[Person, Profile], ...]

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def coordinator(self, region_code: str) -> Person:
        """Who coordinates a region."""
        names = {ZUID: "Coby Overzicht", MIDDEN: "Mia Middelaar", NOORD: "Nico Noorderling"}
        return self.people[names[region_code]]


def bring_in(directory: Directory) -> Cast:
    """The whole cast; who is there already keeps every word of the own profile."""
    people = {}
    for known in PEOPLE:
        people[known.name] = _person(directory, known.name, known.email, crowd.PROFILES[known.key])
    for extra in (crowd.COORDINATOR_MIDDEN, *crowd.TRAINERS):
        people[extra.name] = _person(directory, extra.name, extra.email, extra.profile)
    filling = crowd.crowd()
    members = tuple(
        (_person(directory, one.name, one.email, one.profile), one.profile) for one in filling
    )
    _give_roles(directory, people)
    _remember_learning(people, members)
    return Cast(people, members)


def _person(directory: Directory, name: str, email: str, profile: Profile) -> Person:
    person = invite_person(
        email=email, name=name, by=None, language=profile.language, **directory.work(profile)
    )
    if person.organisation_id is None and person.sector_id is None and not person.function:
        save_profile(person=person, by=person, **directory.work(profile))
    if profile.register and not RegisterNumber.objects.filter(person=person).exists():
        save_register_number(
            person=person, register=profile.register[0], number=profile.register[1], by=person
        )
    return person


def _give_roles(directory: Directory, people: dict[str, Person]) -> None:
    regions = directory.regions
    roles: list[tuple[str, RoleKind, Area | None]] = [
        ("Coby Overzicht", RoleKind.COORDINATOR, regions[ZUID]),
        ("Nico Noorderling", RoleKind.COORDINATOR, regions[NOORD]),
        ("Mia Middelaar", RoleKind.COORDINATOR, regions[MIDDEN]),
        ("Tess Trainersma", RoleKind.TRAINER, regions[ZUID]),
        ("Rosa Redactie", RoleKind.EDITOR, regions[ZUID]),
        ("Paula Penning", RoleKind.PAYER, regions[ZUID]),
        ("Bo Beheer", RoleKind.ADMINISTRATOR, None),
    ]
    roles += [
        (extra.name, RoleKind.TRAINER, regions[extra.profile.region]) for extra in crowd.TRAINERS
    ]
    for name, kind, area in roles:
        give_role(person=people[name], kind=kind, region=area, by=None)
    contacts = {
        "Wil Werkgever": "werkgever",
        "Sjoerd Schoolman": "school",
        "Bente Beweging": "eigenaar",
        "Burt Burgersma": "partner",
        "Pim Provincie": "beleid",
    }
    for name, key in contacts.items():
        organisation = directory.organisations[crowd.PROFILES[key].organisation]
        give_role(person=people[name], kind=RoleKind.EMPLOYER, organisation=organisation, by=None)


def _remember_learning(
    people: dict[str, Person], members: tuple[tuple[Person, Profile], ...]
) -> None:
    """More than half of the crowd did a basic training before the platform was there."""
    known = {
        plan.slug: make_qualification(
            by=None, slug=plan.slug, name=plan.name, name_en=plan.name_en, valid_months=plan.months
        )
        for plan in QUALIFICATIONS
    }
    for extra in PEOPLE:
        if extra.key in KEYS_WITH_BASIS:
            _achieved(people[extra.name], known["basis"], 300)
    for extra_trainer in crowd.TRAINERS:
        _achieved(people[extra_trainer.name], known["basis"], 900)
    for person, slug, days in _learnt_before(members):
        _achieved(person, known[slug], days)


def _learnt_before(
    members: tuple[tuple[Person, Profile], ...],
) -> Iterator[tuple[Person, str, int]]:
    for number, (person, profile) in enumerate(members):
        if profile.kind == "professional" and number % 9 not in {0, 2, 5, 7}:
            yield person, "basis", 200 + number * 5
        if profile.kind == "professional" and number % 9 == 4:
            yield person, "verdieping", 100 + number * 2


def _achieved(person: Person, qualification: Qualification, days: int) -> None:
    if not person.achievements.filter(qualification=qualification).exists():
        record_achievement(
            by=None, person=person, qualification=qualification, on=today() - timedelta(days=days)
        )
