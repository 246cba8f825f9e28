"""The demo's wishes for intervision: groups that were formed in spring, and people who wait now."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from veerkracht.config.demo.courses import ZUID
from veerkracht.kernel.clock import held_at
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Person
from veerkracht.places.queries import municipalities, region
from veerkracht.practice.forming_actions import (
    Demanded,
    Wished,
    begin_round,
    start_groups,
    wish_to_join,
)
from veerkracht.practice.forming_models import JoinWish, Round
from veerkracht.practice.forming_words import THEMES
from veerkracht.practice.forming_work import work_on_rounds

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History

THEN, NOW = 16, 21  # wishes of spring, and of these weeks
EVENINGS = (2, 5, 8, 11)  # Monday to Thursday


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing; nothing when there are wishes."""
    if JoinWish.objects.exists():
        return
    people = _people(cast)
    chance = random.Random(31)  # noqa: S311 - a demo, no secret
    for person in people[:THEN]:
        with held_at(history.days_ago(150)):
            wish_to_join(wished=_wished(person, chance), by=person)
    _form(cast, history)
    for number, person in enumerate(people[THEN : THEN + NOW]):
        with held_at(history.days_ago(30 - number)):
            wish_to_join(wished=_wished(person, chance), by=person)
    send_due()


def _people(cast: Cast) -> list[Person]:
    """People of the crowd who work in Zuid-Limburg, by name."""
    within = set(municipalities(region(ZUID)).values_list("pk", flat=True))
    found = {
        person.pk: person for person, _profile in cast.crowd if person.municipality_id in within
    }
    return sorted(found.values(), key=lambda person: (person.name, person.pk))


def _wished(person: Person, chance: random.Random) -> Wished:
    """Some evenings and perhaps a morning; most want to see each other."""
    municipality = person.municipality
    if municipality is None:
        raise AssertionError("the crowd lives somewhere")
    parts = {*chance.sample(EVENINGS, chance.randint(1, 3)), *chance.sample(range(15), 1)}
    return Wished(
        municipality=municipality,
        parts=sorted(parts),
        in_person=True,
        online=chance.random() < 0.3,
        travel_km=chance.choice((10, 15, 20, 30)),
        languages=("nl",),
        themes=chance.sample(list(THEMES), 3),
        experience=chance.randint(0, 2),
        register="knov" if person.function == "Verloskundige" else "",
    )


def _form(cast: Cast, history: History) -> None:
    """In spring the coordinator formed groups of five to eight, and started them."""
    by = cast.coordinator(ZUID)
    with held_at(history.days_ago(140)):
        made = begin_round(region=region(ZUID), demanded=Demanded(of_one_organisation=3), by=by)
        work_on_rounds()
        made = Round.objects.select_related("region").get(pk=made.pk)
        start_groups(made=made, by=by)
        send_due()
