"""Things for tests, made through the same actions that people use."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from veerkracht.kernel.clock import now
from veerkracht.people.actions import give_role, invite_person
from veerkracht.people.models import Organisation, Person, RoleKind
from veerkracht.people.policies import forget_roles
from veerkracht.places.models import Area
from veerkracht.places.queries import region as region_by_code
from veerkracht.training.actions import make_course, make_edition, publish_edition
from veerkracht.training.models import Course, CourseKind, Edition

_numbers = count(1)
ZUID = "zuid-limburg"
NOORD = "noord-limburg"


def begin_at(number: int) -> None:
    """Name and number what is made from here on from this number, so that two worlds name their people alike."""
    global _numbers  # noqa: PLW0603 - one row of numbers for every factory
    _numbers = count(number)


def person(name: str = "", **work: Any) -> Person:
    """Somebody who takes part; every call makes another."""
    number = next(_numbers)
    name = name or f"Persoon {number}"
    return invite_person(email=f"persoon-{number}@voorbeeld.example", name=name, by=None, **work)


def with_role(kind: RoleKind, region: str | None = None) -> Person:
    """Somebody with a role, in a region by its code (none for an administrator)."""
    someone = person()
    area = region_by_code(region) if region else None
    give_role(person=someone, kind=kind, region=area, by=None)
    forget_roles(someone)
    return someone


def coordinator(region: str = ZUID) -> Person:
    """A coordinator of a region."""
    return with_role(RoleKind.COORDINATOR, region)


def trainer(region: str = ZUID) -> Person:
    """A trainer in a region."""
    return with_role(RoleKind.TRAINER, region)


def organisation(slug: str = "ggd-zuid-limburg") -> Organisation:
    """An organisation that comes along, such as ``zuyd-hogeschool``, a school."""
    return Organisation.objects.get(slug=slug)


def contact(of: Organisation | None = None) -> Person:
    """The contact of an employer or school."""
    someone = person()
    give_role(person=someone, kind=RoleKind.EMPLOYER, organisation=of or organisation(), by=None)
    return someone


def administrator() -> Person:
    """An administrator of everything."""
    return with_role(RoleKind.ADMINISTRATOR)


def course(region: str = ZUID, **values: Any) -> Course:
    """A basic training in a region."""
    given: dict[str, Any] = {
        "title": f"Training {next(_numbers)}",
        "kind": CourseKind.BASIC,
        "summary": "Leer werken met Positieve Gezondheid.",
        "hours": 7,
        **values,
    }
    return make_course(by=None, region=region_by_code(region), **given)


def draft(
    *, of: Course | None = None, starts: datetime | None = None, days: int = 1, **values: Any
) -> Edition:
    """An edition that is not yet open: in 30 days, from nine to half past twelve UTC, a day a week."""
    chosen = of or course()
    first = starts or (now() + timedelta(days=30)).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    sessions = [
        (first + timedelta(weeks=week), first + timedelta(weeks=week, hours=3, minutes=30))
        for week in range(days)
    ]
    given: dict[str, Any] = {
        "opens_at": now() - timedelta(days=1),
        "municipality": Area.objects.filter(name="Heerlen").first(),
        "venue": "Zaal 2",
        "capacity": 2,
        **values,
    }
    return make_edition(by=None, course=chosen, region=chosen.region, sessions=sessions, **given)


def undated(**values: Any) -> Edition:
    """An open edition whose dates follow, with two places: it collects interest."""
    chosen = values.pop("of", None) or course()
    given: dict[str, Any] = {"opens_at": now() - timedelta(days=1), "capacity": 2, **values}
    made = make_edition(by=None, course=chosen, region=chosen.region, sessions=(), **given)
    return publish_edition(by=None, edition=made)


def edition(**values: Any) -> Edition:
    """An open edition with two places, unless told otherwise."""
    return publish_edition(by=None, edition=draft(**values))
