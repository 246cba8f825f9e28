"""Verbs on many people at once, for who moves in with lists. Reached through ``actions``.

People who are brought in get no mail; they come in when they ask for a code at their own address.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record_many
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.kernel.references import referred_to
from veerkracht.people import policies, queries, rules
from veerkracht.people.brought_in import Filled, remove, thousands
from veerkracht.people.events import PeopleBroughtIn, PeopleTakenBack, ProfileSaved
from veerkracht.people.models import Person, PersonKind, RegisterNumber

FILLED = ("name", "organisation_id", "sector_id", "function", "municipality_id")
OWN_ROWS = frozenset({"people.registernumber"})  # come and go with the person

Told = Callable[[int], None]


@dataclass(frozen=True)
class Newcomer:
    """What a list says of one person; empty and None are not known. ``numbers``: register → number."""

    address: str
    name: str = ""
    kind: str = PersonKind.PROFESSIONAL
    organisation_id: int | None = None
    sector_id: int | None = None
    function: str = ""
    municipality_id: int | None = None
    numbers: tuple[tuple[str, str], ...] = ()


def _silent(done: int) -> None:
    """Tell nobody how far we are."""


def check_newcomer(given: Newcomer) -> Newcomer:
    """The same, tidied as we keep it; raises RuleBroken with the reason when it cannot be a person."""
    address, name = rules.tidy_address(given.address), rules.tidy(given.name)
    function = rules.tidy(given.function)
    if not address:
        raise RuleBroken(_("Er staat geen e-mailadres."), field="email")
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise RuleBroken(_("Dit is geen e-mailadres."), field="email") from wrong
    if len(address) > rules.MOST_ADDRESS or len(name) > rules.MOST_NAME:
        raise RuleBroken(_("De naam of het adres is te lang."), field="name")
    if len(function) > rules.MOST_FUNCTION:
        function = function[: rules.MOST_FUNCTION - 1].rstrip() + "…"
    if given.kind not in PersonKind.values:
        raise RuleBroken(_("Deze manier van meedoen kennen we niet."), field="kind")
    return replace(given, address=address, name=name, function=function)


def as_register_number(register: str, typed: str) -> str:
    """A number as this register writes it; empty when it cannot be one."""
    number = rules.normal_number(register, typed)
    return number if rules.is_number(register, number) else ""


@transaction.atomic
def bring_in_people(
    *, newcomers: Sequence[Newcomer], by: Person, told: Told = _silent
) -> dict[str, int]:
    """Make these people, who are not there yet: address → number. No mail goes out.

    ``told`` hears how many are done after each thousand. Raises NotAllowed for who coordinates nothing,
    RuleBroken for a newcomer that cannot be, IntegrityError when somebody came in at this moment.
    """
    policies.check_may_bring_in(by)
    made: dict[str, int] = {}
    for some in thousands([check_newcomer(one) for one in newcomers]):
        people = Person.objects.bulk_create([_person(one) for one in some])
        made |= {person.email: person.pk for person in people}
        _give_numbers(dict(zip((person.pk for person in people), some, strict=True)))
        record_many(
            [("person brought in", one, {"email": one.email, "name": one.name}) for one in people],
            by=by,
        )
        announce(PeopleBroughtIn(tuple(person.pk for person in people)))
        told(len(made))
    return made


@transaction.atomic
def complete_people(
    *, completions: Mapping[int, Newcomer], by: Person, told: Told = _silent
) -> list[Filled]:
    """Fill in what is empty of people who are there already, whom ``by`` may see; never change a word.

    Returns what was filled in. Raises NotAllowed for somebody out of sight.
    """
    policies.check_may_bring_in(by)
    done: list[Filled] = []
    for some in thousands(sorted(completions)):
        people = _held(some)
        _check_in_sight(by, people)
        filled = [_fill(person, completions[person.pk]) for person in people]
        _save(people, [one for one in filled if one.after])
        numbers = _give_numbers({pk: completions[pk] for pk in some})
        for one in filled:
            one.after.update(numbers.get(one.number, {}))
        done += _told_of(people, filled, by)
        told(len(done))
    return done


@transaction.atomic
def restore_people(*, fillings: Iterable[Filled], by: Person) -> set[int]:
    """Empty again what was filled in, where nobody changed it since; returns who keep something."""
    policies.check_may_bring_in(by)
    kept: set[int] = set()
    for some in thousands(list(fillings)):
        given = {one.number: one for one in some}
        people = _held(sorted(given))
        kept |= set(given) - {person.pk for person in people}
        restored = [one for person in people if (one := _restore(person, given[person.pk], kept))]
        _save(people, restored)
        _told_of(people, restored, by)
    return kept


@transaction.atomic
def take_back_people(
    *, numbers: Collection[int], by: Person, told: Told = _silent
) -> dict[int, str]:
    """Remove people who were brought in and did nothing since; number → why somebody stays.

    Why is ``signed-in`` or the label of a model with a row about them.
    """
    policies.check_may_bring_in(by)
    stay: dict[int, str] = {}
    done = 0
    for some in thousands(sorted(numbers)):
        people = _held(some)
        found = [person.pk for person in people]
        signed_in = {person.pk: "signed-in" for person in people if person.last_login}
        staying = referred_to(Person, found, apart_from=OWN_ROWS) | signed_in
        stay |= staying
        going = [person for person in people if person.pk not in staying]
        remove(going, "person taken back", by)
        announce(PeopleTakenBack(tuple(person.pk for person in going)))
        done += len(some)
        told(done)
    return stay


def _person(given: Newcomer) -> Person:
    person = Person(
        email=given.address,
        name=given.name,
        kind=given.kind,
        organisation_id=given.organisation_id,
        sector_id=given.sector_id,
        function=given.function,
        municipality_id=given.municipality_id,
    )
    person.set_unusable_password()
    return person


def _give_numbers(newcomers: Mapping[int, Newcomer]) -> dict[int, dict[str, str]]:
    """Register numbers for people who have none in that register; person → what was given."""
    wanted = [
        RegisterNumber(person_id=pk, register=register, number=number)
        for pk, one in newcomers.items()
        for register, number in one.numbers
    ]
    if not wanted:
        return {}
    there = set(
        RegisterNumber.objects.filter(person__in=newcomers).values_list("person_id", "register")
    )
    new = [one for one in wanted if (one.person_id, one.register) not in there]
    RegisterNumber.objects.bulk_create(new)
    given: dict[int, dict[str, str]] = {}
    for one in new:
        given.setdefault(one.person_id, {})[f"register {one.register}"] = one.number
    return given


def _held(numbers: Sequence[int]) -> list[Person]:
    return list(Person.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))


def _check_in_sight(by: Person, people: Sequence[Person]) -> None:
    seen = set(
        queries.visible_to(by)
        .filter(pk__in=[one.pk for one in people])
        .values_list("pk", flat=True)
    )
    if seen != {person.pk for person in people}:
        raise NotAllowed(_("Iemand uit deze lijst hoort bij een andere regio."))


def _fill(person: Person, given: Newcomer) -> Filled:
    done = Filled(person.pk, {}, {})
    for field in FILLED:
        value = getattr(given, field)
        if value and not getattr(person, field):
            done.before[field], done.after[field] = getattr(person, field), value
            setattr(person, field, value)
    return done


def _restore(person: Person, filled: Filled, kept: set[int]) -> Filled | None:
    """Set one person's fields back; who changed something since is added to ``kept``."""
    done = Filled(person.pk, {}, {})
    for field, after in filled.after.items():
        if field.startswith("register "):
            register = field.removeprefix("register ")
            rows = RegisterNumber.objects.filter(person=person, register=register, number=after)
            if not rows.delete()[0]:
                kept.add(person.pk)
        elif getattr(person, field) == after:
            done.before[field], done.after[field] = after, filled.before[field]
            setattr(person, field, filled.before[field])
        else:
            kept.add(person.pk)
    return done if done.after else None


def _save(people: Sequence[Person], changed: Sequence[Filled]) -> None:
    """Write the changed rows in one statement."""
    numbers = {one.number for one in changed}
    if numbers:
        Person.objects.bulk_create(
            [person for person in people if person.pk in numbers],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=FILLED,
        )


def _told_of(people: Sequence[Person], filled: Sequence[Filled], by: Person) -> list[Filled]:
    """Record and announce what really changed."""
    known = {person.pk: person for person in people}
    changed = [one for one in filled if one.after]
    facts = [
        (
            "profile completed",
            known[one.number],
            {name: str(value) for name, value in one.after.items()},
        )
        for one in changed
    ]
    record_many(facts, by=by)
    for one in changed:
        announce(ProfileSaved(one.number))
    return changed
