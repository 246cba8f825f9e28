"""The demo's offers nearby and counted conversations; every offer says that it is an example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import cycle, islice
from typing import TYPE_CHECKING

from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID
from veerkracht.conversations import counting_actions as counting
from veerkracht.conversations import prepare_actions as offers
from veerkracht.conversations.counting_rules import Sent, quarter_of
from veerkracht.conversations.models import CountedQuarter, LocalOffer
from veerkracht.kernel.clock import held_at, today
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities, region

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History

SITE = "https://buurt.voorbeeld.example/"
PHONE = "088 000 00 00"
LONG_AGO, LATELY = 200, 20  # days since somebody looked


@dataclass(frozen=True)
class Known:
    """An offer of the demo; ``town`` empty: for the whole region."""

    title: str
    dimensions: str
    text: str
    for_whom: str
    days: int = LATELY
    phone: str = ""


WALK = Known(
    "Wandelgroep De Vroege Vogels (voorbeeld)",
    "body participation",
    "Samen een uur wandelen, elke dinsdag om half negen. Daarna koffie.",
    "Iedereen die rustig een uur kan lopen. Gratis.",
)
TABLE = Known(
    "Eettafel Om de Hoek (voorbeeld)",
    "participation quality",
    "Elke donderdag samen eten. Je hoeft niet te kunnen koken.",
    "Iedereen uit de buurt. Een kleine bijdrage.",
    LONG_AGO,
)
MONEY = Known(
    "Geldspreekuur De Potlodenbak (voorbeeld)",
    "daily",
    "Neem je post mee. We zoeken samen uit wat eerst moet.",
    "Wie vragen heeft over geld of brieven. Gratis, zonder afspraak.",
    phone=PHONE,
)
PARENTS = Known(
    "Ouderkamer Het Nest (voorbeeld)",
    "feeling participation",
    "Ouders drinken koffie terwijl de kinderen spelen. Er is altijd iemand die luistert.",
    "Zwangeren en ouders met een kind tot 4 jaar.",
)
MEANING = Known(
    "Levensvragencafé (voorbeeld)",
    "meaning feeling",
    "Praten over wat ertoe doet, één keer per maand. Luisteren mag ook.",
    "Volwassenen.",
    LONG_AGO,
)
REPAIR = Known(
    "Repareerclub De Schroevendraaier (voorbeeld)",
    "meaning participation daily",
    "Leer iets maken, of help een ander. Koffie staat klaar.",
    "Wie iets wil doen met de handen. Gratis.",
)
SING = Known(
    "Zingen zonder noten (voorbeeld)",
    "quality feeling",
    "Een uur zingen op woensdagavond. Vals mag.",
    "Iedereen.",
    phone=PHONE,
)
LINE = Known(
    "Luisterlijn van de buurt (voorbeeld)",
    "feeling",
    "Bel als je je hart wilt luchten. Je naam hoef je niet te zeggen.",
    "Iedereen, elke avond.",
    phone=PHONE,
)
SWIM = Known(
    "Zwemmen met je buik (voorbeeld)",
    "body quality",
    "Rustig bewegen in warm water, met andere zwangeren.",
    "Zwangeren vanaf 12 weken.",
)
OFFERS = {
    ZUID: {
        "": (LINE,),
        "Heerlen": (WALK, MONEY, PARENTS, REPAIR, MEANING, SWIM),
        "Maastricht": (TABLE, PARENTS, SING, MONEY, MEANING, WALK),
        "Kerkrade": (WALK, TABLE, MONEY),
        "Sittard-Geleen": (PARENTS, REPAIR, SING),
        "Vaals": (WALK,),
    },
    MIDDEN: {"Roermond": (TABLE, PARENTS, MONEY, SING), "Weert": (WALK, REPAIR)},
    NOORD: {"Venlo": (WALK, PARENTS, MEANING, MONEY), "Venray": (TABLE, SING)},
}
# of the quarter before last, and of the last one: form, sector group, how many
COUNTED = (
    (("parents", "birth", 34), ("parents", "youth", 22), ("adult", "care", 17)),
    (("parents", "birth", 41), ("plain", "social", 19), ("adult", "social", 24)),
)


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing."""
    towns = {one.name: one for one in municipalities()}
    there = set(LocalOffer.objects.values_list("title", "municipality__name"))
    for code, by_town in OFFERS.items():
        for town, rows in by_town.items():
            for known in (*rows, *([_social_map(town)] if town else [])):
                if (known.title, town or None) not in there:
                    _offer(known, code, towns.get(town), cast, history)
    _count()


def _social_map(town: str) -> Known:
    return Known(
        f"Sociale kaart van {town} (voorbeeld)",
        "body feeling meaning quality participation daily",
        "Alle hulp en activiteiten in de gemeente bij elkaar.",
        "Iedereen.",
    )


def _offer(known: Known, code: str, town: Area | None, cast: Cast, history: History) -> None:
    contents = offers.OfferContents(
        title=known.title,
        text=known.text,
        for_whom=known.for_whom,
        dimensions=known.dimensions.split(),
        link="" if known.phone else SITE,
        phone=known.phone,
        is_social_map=known.title.startswith("Sociale kaart"),
    )
    with held_at(history.days_ago(known.days)):
        offers.save_offer(
            contents=contents, region=region(code), municipality=town, by=cast.coordinator(code)
        )


def _count() -> None:
    """Conversations of two quarters that are over, spread over the regions, and entered."""
    if CountedQuarter.objects.exists():
        return
    where = [region(code) for code in (ZUID, ZUID, MIDDEN, NOORD)]
    last = date(today().year, 3 * ((today().month - 1) // 3) + 1, 1) - timedelta(days=1)
    for quarter, rows in zip(
        (quarter_of(last - timedelta(days=100)), quarter_of(last)), COUNTED, strict=True
    ):
        for form, sector, number in rows:
            for nth, area in enumerate(islice(cycle(where), number)):
                token = sha256(f"demo {quarter} {form} {sector} {nth}".encode()).hexdigest()
                counting.count(sent=Sent(form, area.code, quarter, sector, token), region=area)
    counting.enter_batches()
