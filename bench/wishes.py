"""``make bench-wishes``: the board with 5,000 wishes in one region, and finding what is alike among them.

Promise: the board, filtered or not, below 100 ms and at most 12 queries; proposals for merging below two seconds.
"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from bench import stage
from bench.looking import MOST_MILLISECONDS, look

if TYPE_CHECKING:
    from veerkracht.people.models import Person

WISHES = 5_000
MOST_ALIKE = 2_000.0
SUBJECTS = [
    "training",
    "cursus",
    "intervisie",
    "oudercafé",
    "buurttafel",
    "wandeling",
    "spreekuur",
    "folder",
    "website",
    "kookles",
    "moestuin",
    "fietsles",
    "taalles",
    "beweegles",
    "netwerk",
    "stageplek",
    "webinar",
    "theatermiddag",
    "themaweek",
    "spelmiddag",
    "maatje",
    "vervoer",
    "opvang",
    "hulplijn",
]
WHOM = [
    "ouders",
    "zwangeren",
    "verloskundigen",
    "kraamzorg",
    "huisartsen",
    "wijkverpleging",
    "vrijwilligers",
    "mantelzorgers",
    "studenten",
    "jongeren",
    "ouderen",
    "vaders",
    "leerkrachten",
    "fysiotherapeuten",
    "nieuwkomers",
    "buren",
    "kinderen",
    "collega's",
]
ABOUT = [
    "gezond koken",
    "goed slapen",
    "samen bewegen",
    "omgaan met geld",
    "rust in het hoofd",
    "het eerste gesprek",
    "het spinnenweb",
    "borstvoeding",
    "roken en stoppen",
    "eenzaamheid",
    "opvoeden",
    "digitaal meedoen",
    "schulden",
    "werk en zorg",
    "de eerste weken",
    "afvallen",
]
WHERE = [
    "in de avond",
    "op zaterdag",
    "in de wijk",
    "bij de bibliotheek",
    "op school",
    "dicht bij huis",
    "online",
    "in het dorp",
]


def main() -> None:
    """Fill, ask every page several times, and print what was seen."""
    stage.set_up("bench_wishes")
    try:
        print(f"Machine: {stage.machine()}")
        by = fill()
        measure(by)
    finally:
        stage.tear_down()


def fill() -> Person:
    """Five thousand wishes, a fifth of them said before in almost the same words."""
    from django.db import connection

    from tests import factories
    from veerkracht.cocreation.models import Need, NeedSource, NeedState
    from veerkracht.cocreation.wish_actions import terms_of
    from veerkracht.kernel.clock import now, today
    from veerkracht.people.models import Sector
    from veerkracht.places.queries import municipalities, region

    chance, here = random.Random(8), region(factories.ZUID)
    towns, sectors = list(municipalities(here)), list(Sector.objects.all())
    states = (
        [NeedState.HEARD] * 4 + [NeedState.UNDERSTOOD] * 3 + [NeedState.PLANNED, NeedState.DONE]
    )
    needs = []
    for number in range(WISHES):
        words = _words(chance)
        needs.append(
            Need(
                region=here,
                words=words,
                told=words,
                area=chance.choice(towns),
                came=NeedSource.ANYBODY,
                state=chance.choice(states),
                terms=terms_of(words),
                heard_on=today(),
                moved_at=now() - timedelta(minutes=number),
            )
        )
    made = Need.objects.bulk_create(needs)
    through = Need.sectors.through
    through.objects.bulk_create(
        [through(need_id=one.pk, sector_id=chance.choice(sectors).pk) for one in made]
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return factories.coordinator()


def _words(chance: random.Random) -> str:
    subject, whom, about, where = (chance.choice(one) for one in (SUBJECTS, WHOM, ABOUT, WHERE))
    return f"Graag een {subject} over {about} voor {whom} {where}, nummer {chance.randrange(400)}"


def measure(by: Person) -> None:
    """What each page takes and asks."""
    from django.test import Client

    client = Client()
    client.force_login(by)
    failed = False
    for page, most in _pages():
        seen = look(client, page)
        failed |= not seen.keeps(most)
        print(f"{page:44} {seen}")
    print("Above the promise." if failed else "Every page within the promise.")


def _pages() -> list[tuple[str, float]]:
    from veerkracht.cocreation.models import Need
    from veerkracht.people.models import Sector

    need, sector = Need.objects.all()[0], Sector.objects.all()[0]
    board = "/werk/wensen/"
    return [
        (board, MOST_MILLISECONDS),
        (f"{board}?sector={sector.pk}", MOST_MILLISECONDS),
        (f"{board}?words=training+gezin", MOST_MILLISECONDS),
        (f"{board}?area={need.area_id}", MOST_MILLISECONDS),
        (f"{board}?stand=heard&page=20", MOST_MILLISECONDS),
        ("/jij-zei-wij-deden/", MOST_MILLISECONDS),
        (f"{board}{need.pk}/", MOST_ALIKE),
        (f"{board}lijken/zuid-limburg/", MOST_ALIKE),
    ]


if __name__ == "__main__":
    main()
