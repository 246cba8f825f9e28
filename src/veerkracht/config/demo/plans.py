"""The editions of the demo, relative to the day on which it is loaded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EditionPlan:
    """One edition: when (days from today), where, and how many people it met.

    ``meetings`` come ``every`` so many days, between two wall-clock times. ``placed``, ``waiting`` and ``left``
    count people who asked, in that order. ``opens_in`` (days) keeps booking closed for now; ``story`` names
    what else happens to it (see stories.py).
    """

    course: str
    town: str
    venue: str
    day: int
    placed: int = 0
    waiting: int = 0
    left: int = 0
    meetings: int = 2
    every: int = 14
    time: tuple[str, str] = ("9.00", "12.30")
    capacity: int = 0
    trainers: tuple[str, ...] = ()
    price: int = 0
    subsidy: int = 18_500
    best_fit: bool = False
    draft: bool = False
    opens_in: int = 0
    language: str = "nl"
    note: str = ""
    story: str = ""


TESS, JORIS, HANNA = "Tess Trainersma", "Joris Oefenmeester", "Hanna Uitlegger"
PIET, LOES, GIJS, FIEN = "Piet Praktijkman", "Loes Leermeester", "Gijs Groepsman", "Fien Feedback"
EVENING = ("19.00", "21.30")
AFTERNOON = ("13.00", "16.30")
WHOLE_DAY = ("9.30", "16.00")
LUNCH = "Er is koffie en thee. Neem zelf een lunch mee."
RAMP = "De zaal heeft een lift en een ringleiding."

GESPREK = "het-gesprek-met-aanstaande-ouders"
WIJKTEAM = "positieve-gezondheid-in-het-wijkteam"
INTERVISIE = "intervisie-leren-begeleiden"
TRAINER = "train-de-trainer-positieve-gezondheid"
OPFRIS = "opfrisdag-het-gesprek"
STARTEN = "starten-met-positieve-gezondheid"
SAMEN = "samen-sterk-in-je-eigen-organisatie"
ENGELS = "starting-with-positive-health"
KEUKEN = "het-gesprek-aan-de-keukentafel"
HUISARTS = "de-huisartsenpraktijk-van-morgen"
BUURT = "samen-gezond-in-de-buurt"
NOORD = "starten-in-noord-limburg"
OPGROEIEN = "kansrijk-opgroeien"
COACH = "coach-in-je-eigen-team"
ERVARING = "ervaring-als-kracht"

E = EditionPlan

FINISHED = (
    E(GESPREK, "Heerlen", "De Proeftuin, zaal 1", -230, 14, left=1, trainers=(TESS,)),
    E(
        GESPREK,
        "Maastricht",
        "De Schetskamer",
        -170,
        12,
        left=2,
        capacity=14,
        trainers=(TESS, JORIS),
    ),
    E(KEUKEN, "Venlo", "De Voorbeeldfabriek", -150, 11, trainers=(LOES,)),
    E(STARTEN, "Sittard-Geleen", "De Leerplaats, lokaal 4", -120, 15, left=1, trainers=(HANNA,)),
    E(WIJKTEAM, "Heerlen", "De Proeftuin, zaal 2", -100, 9, meetings=3, trainers=(HANNA,)),
    E(OPGROEIEN, "Roermond", "De Maaskamer", -90, 10, meetings=3, trainers=(GIJS,)),
    E(NOORD, "Venray", "De Leertuin", -80, 13, trainers=(LOES, PIET)),
    E(
        BUURT,
        "Horst aan de Maas",
        "Het Buurthuis",
        -60,
        9,
        meetings=1,
        time=EVENING,
        trainers=(LOES,),
        subsidy=0,
    ),
    E(GESPREK, "Kerkrade", "De Mijnwerkplaats", -50, 13, left=1, trainers=(TESS,)),
    E(ENGELS, "", "online", -40, 7, time=EVENING, language="en", trainers=(JORIS,), subsidy=0),
)

RUNNING = (
    E(
        WIJKTEAM,
        "Kerkrade",
        "De Mijnwerkplaats, zaal 2",
        -9,
        10,
        meetings=3,
        trainers=(HANNA, TESS),
    ),
    E(KEUKEN, "Venray", "De Leertuin, zaal 1", -6, 12, left=1, trainers=(LOES,)),
)

SOON = (
    E(
        GESPREK,
        "Brunssum",
        "De Brug, zaal 3",
        2,
        11,
        left=1,
        capacity=12,
        trainers=(TESS, JORIS),
        note=LUNCH,
    ),
    E(
        OPFRIS,
        "Sittard-Geleen",
        "De Leerplaats, lokaal 1",
        5,
        4,
        meetings=1,
        time=WHOLE_DAY,
        trainers=(TESS,),
        price=4_500,
        subsidy=12_000,
        story="late_leaver",
    ),
    E(
        BUURT,
        "Venlo",
        "Het Wijkgebouw",
        4,
        8,
        meetings=1,
        time=EVENING,
        trainers=(LOES,),
        subsidy=0,
    ),
    E(OPGROEIEN, "Weert", "De Weefzaal", 6, 12, 1, meetings=3, capacity=12, trainers=(GIJS, FIEN)),
    E(
        GESPREK,
        "Heerlen",
        "De Proeftuin, zaal 2",
        11,
        13,
        left=2,
        trainers=(TESS, JORIS),
        note=RAMP,
    ),
    E(
        WIJKTEAM,
        "Sittard-Geleen",
        "De Leerplaats, lokaal 2",
        17,
        10,
        meetings=3,
        capacity=10,
        trainers=(HANNA,),
        story="noor_waits",
    ),
)

COMING_SOUTH = (
    E(GESPREK, "Maastricht", "De Schetskamer, boven", 24, 12, capacity=12, trainers=(TESS,)),
    E(
        GESPREK,
        "Sittard-Geleen",
        "De Leerplaats, lokaal 3",
        31,
        10,
        capacity=10,
        best_fit=True,
        trainers=(JORIS,),
        story="party_waits",
    ),
    E(
        GESPREK,
        "",
        "online",
        38,
        6,
        time=EVENING,
        capacity=14,
        trainers=(TESS,),
        meetings=3,
        every=7,
    ),
    E(GESPREK, "Vaals", "De Grenspost", 62, 4, trainers=(JORIS,)),
    E(GESPREK, "Heerlen", "De Proeftuin, zaal 3", 95, 2, trainers=(TESS, JORIS)),
    E(
        WIJKTEAM,
        "Maastricht",
        "De Schetskamer, tuin",
        45,
        8,
        meetings=3,
        capacity=14,
        trainers=(HANNA,),
    ),
    E(WIJKTEAM, "Landgraaf", "De Heuvel", 76, 2, meetings=3, trainers=(HANNA, TESS)),
    E(
        INTERVISIE,
        "Maastricht",
        "De Leeszaal",
        29,
        8,
        capacity=8,
        time=WHOLE_DAY,
        trainers=(TESS,),
        story="open_offers",
    ),
    E(
        INTERVISIE,
        "Heerlen",
        "De Proeftuin, atelier",
        53,
        3,
        capacity=12,
        time=WHOLE_DAY,
        trainers=(TESS, HANNA),
    ),
    E(
        TRAINER,
        "Maastricht",
        "De Leeszaal, boven",
        67,
        3,
        meetings=3,
        capacity=8,
        time=WHOLE_DAY,
        trainers=(TESS,),
        price=9_500,
        subsidy=60_000,
    ),
    E(
        OPFRIS,
        "Heerlen",
        "De Proeftuin, foyer",
        41,
        7,
        meetings=1,
        time=WHOLE_DAY,
        trainers=(JORIS,),
        price=4_500,
        subsidy=12_000,
    ),
    E(
        STARTEN,
        "Kerkrade",
        "De Mijnwerkplaats, lokaal 6",
        20,
        6,
        time=AFTERNOON,
        trainers=(HANNA,),
        story="sanne_has_a_place",
    ),
    E(
        STARTEN,
        "Heerlen",
        "De Hoge School, lokaal 12",
        48,
        12,
        capacity=20,
        time=AFTERNOON,
        trainers=(HANNA, JORIS),
    ),
    E(STARTEN, "", "online", 13, 15, 2, capacity=15, time=EVENING, trainers=(JORIS,)),
    E(STARTEN, "Gulpen-Wittem", "De Watermolen", 84, 1, time=AFTERNOON, trainers=(HANNA,)),
    E(
        SAMEN,
        "Maastricht",
        "Bij jullie op het werk",
        34,
        6,
        meetings=1,
        time=WHOLE_DAY,
        capacity=20,
        trainers=(TESS,),
        price=15_000,
        subsidy=0,
    ),
    E(
        ENGELS,
        "",
        "online, in English",
        27,
        5,
        time=EVENING,
        language="en",
        trainers=(JORIS,),
        subsidy=0,
    ),
    E(
        GESPREK,
        "Valkenburg aan de Geul",
        "De Kasteelzaal",
        26,
        3,
        trainers=(TESS,),
        story="called_off",
    ),
)

COMING_ELSEWHERE = (
    E(
        KEUKEN,
        "Venlo",
        "De Voorbeeldfabriek, zaal 2",
        15,
        14,
        left=1,
        trainers=(LOES,),
        story="colleague_comes",
    ),
    E(KEUKEN, "Gennep", "De Maasoever", 39, 5, time=AFTERNOON, trainers=(LOES,)),
    E(KEUKEN, "Horst aan de Maas", "Het Buurthuis, boven", 73, 0, trainers=(LOES, PIET)),
    E(HUISARTS, "Venlo", "De Praktijk", 22, 8, 3, capacity=8, trainers=(PIET,), best_fit=True),
    E(HUISARTS, "Venray", "De Leertuin, zaal 2", 58, 4, time=EVENING, trainers=(PIET,)),
    E(
        BUURT,
        "Peel en Maas",
        "De Dorpskamer",
        36,
        6,
        meetings=1,
        time=EVENING,
        trainers=(LOES,),
        subsidy=0,
    ),
    E(NOORD, "Venlo", "De Leerfabriek", 30, 9, time=AFTERNOON, trainers=(PIET, LOES)),
    E(OPGROEIEN, "Roermond", "De Maaskamer, boven", 43, 7, meetings=3, trainers=(GIJS,)),
    E(
        COACH,
        "Weert",
        "De Weefzaal, atelier",
        33,
        5,
        capacity=10,
        time=WHOLE_DAY,
        trainers=(GIJS,),
        price=4_500,
    ),
    E(
        COACH,
        "Echt-Susteren",
        "De Hoeve",
        80,
        0,
        time=WHOLE_DAY,
        trainers=(GIJS, FIEN),
        price=4_500,
    ),
    E(
        ERVARING,
        "Roermond",
        "De Huiskamer",
        18,
        7,
        meetings=2,
        time=EVENING,
        trainers=(FIEN,),
        subsidy=0,
    ),
    E(
        ERVARING,
        "Leudal",
        "De Dorpsschuur",
        55,
        2,
        meetings=2,
        time=EVENING,
        trainers=(FIEN,),
        subsidy=0,
    ),
)

NOT_OPEN_YET = (
    E(
        TRAINER,
        "Sittard-Geleen",
        "De Leerplaats, lokaal 5",
        125,
        meetings=3,
        time=WHOLE_DAY,
        trainers=(TESS,),
        price=9_500,
        subsidy=60_000,
        opens_in=10,
    ),
    E(GESPREK, "Stein", "De Haven", 110, trainers=(JORIS,), opens_in=21),
    E(GESPREK, "Meerssen", "De Watertoren", 130, draft=True, trainers=(TESS,)),
    E(INTERVISIE, "Kerkrade", "De Mijnwerkplaats, lokaal 2", 140, draft=True, time=WHOLE_DAY),
    E(NOORD, "Venray", "De Leertuin, zaal 3", 120, draft=True, time=AFTERNOON),
)

EDITIONS = FINISHED + RUNNING + SOON + COMING_SOUTH + COMING_ELSEWHERE + NOT_OPEN_YET
