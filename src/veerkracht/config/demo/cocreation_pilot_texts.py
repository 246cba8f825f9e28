"""What the demo tells of five pilots. People, numbers and results are invented."""

from __future__ import annotations

from dataclasses import dataclass

from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID

Note = tuple[int, str, str, str]  # days ago, what happened, what was learnt, what changes


@dataclass(frozen=True)
class MeasureTold:
    """A measure with its readings (baseline, middle, end; empty where there is none yet)."""

    what: str
    what_en: str
    kind: str
    about: str
    target: str
    read: tuple[str, str, str]
    source: str
    over: int = 0
    unit: str = ""
    unit_en: str = ""
    up: bool = True


@dataclass(frozen=True)
class PilotTold:
    """A pilot: days ago of its begin and end (below nothing: to come), money in whole euros."""

    title: str
    title_en: str
    region: str
    town: str
    sector: str
    led_by: str
    others: tuple[str, ...]
    team: tuple[str, ...]
    since: int
    until: int
    question: str
    question_en: str
    hypothesis: str
    hypothesis_en: str
    different: str
    different_en: str
    planned: int
    spent: int
    measures: tuple[MeasureTold, ...]
    notes: tuple[Note, ...]
    costs_public: bool = True
    over: bool = False
    outcome: str = ""
    reasons: str = ""
    reasons_en: str = ""
    course: str = ""
    spread_to: tuple[str, ...] = ()
    spread_by: tuple[str, ...] = ()
    action: str = ""
    agreement: str = ""


PILOTS = (
    PilotTold(
        "Kraamzorg en wijkteam kijken samen",
        "Maternity care and the neighbourhood team look together",
        ZUID,
        "Heerlen",
        "kraamzorg",
        "kansrijke-start-zuid-limburg",
        ("ggd-zuid-limburg", "heerlen-stand-by"),
        ("Carla Coalitie", "Hanna Uitlegger"),
        260,
        70,
        "Krijgen gezinnen eerder hulp als de kraamverzorgende en het wijkteam samen naar het spinnenweb kijken?",
        "Do families get help earlier when the maternity nurse and the neighbourhood team look at the web together?",
        "Als zij in de eerste week samen praten, komt de eerste hulp twee weken eerder.",
        "If they talk together in the first week, the first help comes two weeks earlier.",
        "De kraamverzorgende vraagt in week één of het wijkteam erbij mag komen.\n"
        "Zij praten aan de keukentafel over zes kanten van het leven, niet alleen over de baby.\n"
        "Het wijkteam belt binnen drie dagen terug.",
        "In week one the maternity nurse asks whether the neighbourhood team may join.\n"
        "At the kitchen table they talk about six sides of life, not only about the baby.\n"
        "The neighbourhood team calls back within three days.",
        18_500,
        17_240,
        (
            MeasureTold(
                "Dagen tot de eerste hulp",
                "Days until the first help",
                "number",
                "things",
                "14",
                ("31", "22", "13"),
                "Planbord van het wijkteam",
                unit="dagen",
                unit_en="days",
                up=False,
            ),
            MeasureTold(
                "Gezinnen die zich gehoord voelden",
                "Families who felt heard",
                "percentage",
                "people",
                "75",
                ("52", "68", "81"),
                "Korte vragenlijst na zes weken",
                over=42,
            ),
            MeasureTold(
                "Cijfer voor de samenwerking",
                "Mark for working together",
                "scale",
                "people",
                "7.5",
                ("5.8", "6.9", "7.7"),
                "Vragenlijst onder medewerkers",
                over=16,
            ),
        ),
        (
            (
                245,
                "De eerste huisbezoeken met zijn tweeën.",
                "Twee mensen aan tafel is veel. Spreek vooraf af wie vraagt en wie luistert.",
                "We beginnen met één gesprekspartner; de ander stelt zich kort voor.",
            ),
            (
                190,
                "Het wijkteam kon drie keer niet op tijd komen.",
                "Zonder vaste dag lukt het niet.",
                "Dinsdagmiddag is vrij voor deze bezoeken.",
            ),
            (
                110,
                "Ouders vertelden dat ze het fijn vonden om zelf te kiezen waarover het gaat.",
                "Het spinnenweb op papier werkt beter dan een lijst met vragen.",
                "Iedereen neemt papier mee.",
            ),
        ),
        over=True,
        outcome="spread",
        reasons="De eerste hulp kwam ruim twee weken eerder en ouders voelden zich beter gehoord. Het kost één vaste "
        "middag per week. Wat niet lukte: buiten kantooruren. Dat lossen we per wijk op.",
        reasons_en="The first help came more than two weeks earlier and parents felt better heard. It takes one fixed "
        "afternoon a week. What did not work: outside office hours. Each neighbourhood solves that itself.",
        course="Samen kijken in de kraamweek",
        spread_to=("Kerkrade", "Maastricht"),
        spread_by=("ggd-zuid-limburg", "mumc"),
        action="Een vaste middag per week vrijmaken om samen op kraambezoek te gaan",
        agreement="Wij doen twee jaar mee met samen kijken in de kraamweek",
    ),
    PilotTold(
        "Het andere gesprek bij de praktijkondersteuner",
        "The other conversation at the practice nurse",
        MIDDEN,
        "Weert",
        "huisartsenzorg",
        "weert-in-beweging",
        ("burgerkracht-limburg",),
        ("Gijs Groepsman", "Burt Burgersma"),
        300,
        115,
        "Durven mensen meer te vertellen als het gesprek begint met wat goed gaat?",
        "Do people dare to tell more when the conversation begins with what goes well?",
        "Met twintig minuten extra komt er vaker iets anders op tafel dan de klacht.",
        "With twenty more minutes, something other than the complaint comes up more often.",
        "De praktijkondersteuner plant een dubbel consult en begint met: wat gaat er goed?\n"
        "Na afloop kiest iemand zelf één stap.",
        "The practice nurse plans a double appointment and begins with: what goes well?\n"
        "Afterwards people choose one step themselves.",
        9_000,
        11_350,
        (
            MeasureTold(
                "Mensen die zelf een stap kozen",
                "People who chose a step themselves",
                "percentage",
                "people",
                "60",
                ("24", "47", "55"),
                "Registratie in de praktijk",
                over=118,
            ),
            MeasureTold(
                "Dubbele consulten per week",
                "Double appointments a week",
                "number",
                "things",
                "12",
                ("0", "9", "6"),
                "Agenda van de praktijk",
                unit="per week",
                unit_en="a week",
            ),
            MeasureTold(
                "Hoe vol is je week?",
                "How full is your week?",
                "scale",
                "people",
                "6",
                ("7.1", "7.8", "8.2"),
                "Vragenlijst onder medewerkers",
                over=11,
                up=False,
            ),
        ),
        (
            (
                280,
                "De eerste dubbele consulten.",
                "De vraag “wat gaat er goed?” voelt eerst raar. Na drie keer niet meer.",
                "We oefenen eerst met elkaar.",
            ),
            (
                200,
                "De agenda liep vol; er waren minder dubbele consulten.",
                "Twintig minuten extra past niet elke dag.",
                "Alleen op maandag en donderdag.",
            ),
        ),
        over=True,
        outcome="adjust",
        reasons="Het gesprek werkt: meer mensen kiezen zelf een stap. Maar de week werd te vol. We proberen het "
        "opnieuw met één vaste ochtend en met hulp van een vrijwilliger.",
        reasons_en="The conversation works: more people choose a step themselves. But the week became too full. We try "
        "again with one fixed morning and the help of a volunteer.",
    ),
    PilotTold(
        "Wandelen op recept",
        "Walking on prescription",
        NOORD,
        "Venlo",
        "welzijn",
        "noordelijke-maasvallei",
        ("viecuri", "ggd-limburg-noord"),
        ("Piet Praktijkman", "Nico Noorderling"),
        230,
        18,
        "Blijven mensen na een opname in beweging als een buurtgenoot ze ophaalt?",
        "Do people keep moving after a hospital stay when a neighbour comes to fetch them?",
        "Wie wordt opgehaald, loopt na drie maanden nog mee.",
        "Who is fetched still walks along after three months.",
        "Bij het ontslag vraagt de verpleegkundige: wil je wandelen met iemand uit je buurt?\n"
        "Een vrijwilliger belt binnen een week en haalt je op.",
        "On leaving, the nurse asks: would you like to walk with somebody from your neighbourhood?\n"
        "A volunteer calls within a week and comes to fetch you.",
        14_000,
        12_900,
        (
            MeasureTold(
                "Mensen die na drie maanden nog meelopen",
                "People who still walk along after three months",
                "number",
                "count",
                "60",
                ("12", "34", "57"),
                "Lijst van de wandelgroepen, zonder namen",
                unit="mensen",
                unit_en="people",
            ),
            MeasureTold(
                "Cijfer voor je dag",
                "Mark for your day",
                "scale",
                "people",
                "7",
                ("6.1", "6.6", "7.2"),
                "Vragenlijst bij de koffie",
                over=38,
            ),
        ),
        (
            (
                210,
                "Twee buurten begonnen met wandelen.",
                "Ophalen is de sleutel. Een folder alleen werkt niet.",
                "Elke buurt krijgt een vaste ophaler.",
            ),
            (
                95,
                "In de herfst kwamen er minder mensen.",
                "Bij regen wil men wel koffie, niet lopen.",
                "Regen? Dan is er koffie op dezelfde tijd.",
            ),
        ),
        over=True,
    ),
    PilotTold(
        "Intervisie op de fiets",
        "Peer supervision on the bicycle",
        ZUID,
        "Maastricht",
        "wijkverpleging",
        "blauwe-zorg",
        ("mumc",),
        ("Noor Verzonnen", "Sanne Voorbeeld"),
        105,
        -75,
        "Houden wijkverpleegkundigen intervisie beter vol als het tussen twee huisbezoeken kan?",
        "Do community nurses keep up peer supervision better when it fits between two visits?",
        "Kort en vaak houdt men langer vol dan lang en zelden.",
        "Short and often lasts longer than long and seldom.",
        "Elke week twintig minuten, buiten, met zijn drieën. Eén vraag, geen verslag.",
        "Twenty minutes each week, outside, with three. One question, no report.",
        6_500,
        2_800,
        (
            MeasureTold(
                "Keer intervisie per maand",
                "Times of peer supervision a month",
                "number",
                "things",
                "16",
                ("4", "11", ""),
                "Rooster",
                unit="keer per maand",
                unit_en="times a month",
            ),
            MeasureTold(
                "Je voelt je gesteund in je werk",
                "You feel supported in your work",
                "scale",
                "people",
                "8",
                ("6.3", "", ""),
                "Vragenlijst onder verpleegkundigen",
                over=14,
            ),
        ),
        (
            (
                92,
                "De eerste rondes waren te lang.",
                "Met een kookwekker lukt twintig minuten wel.",
                "De jongste collega zet de wekker.",
            ),
            (
                62,
                "Een groepje sloeg drie weken over door ziekte.",
                "Met vier namen op de lijst gaat het altijd door.",
                "We maken groepjes van vier.",
            ),
        ),
        costs_public=False,
    ),
    PilotTold(
        "Studenten vragen wat telt",
        "Students ask what matters",
        NOORD,
        "Venray",
        "onderwijs",
        "fontys-hogeschool",
        ("ggd-limburg-noord",),
        ("Loes Leermeester",),
        40,
        -110,
        "Leren studenten anders luisteren als ze hun stage beginnen met tien gesprekken zonder formulier?",
        "Do students learn to listen differently when they begin a placement with ten talks without a form?",
        "Na tien gesprekken stellen ze meer open vragen.",
        "After ten talks they ask more open questions.",
        "In de eerste twee weken van de stage praat elke student met tien bewoners over wat voor hen telt.\n"
        "Er is geen formulier. Na afloop vertelt de student aan een klasgenoot wat opviel.",
        "In the first two weeks of the placement each student talks with ten residents about what matters to them.\n"
        "There is no form. Afterwards the student tells a classmate what stood out.",
        4_200,
        900,
        (
            MeasureTold(
                "Open vragen in een gesprek van tien minuten",
                "Open questions in a talk of ten minutes",
                "number",
                "people",
                "9",
                ("4.5", "", ""),
                "Geteld door een klasgenoot",
                over=24,
                unit="vragen",
                unit_en="questions",
            ),
        ),
        (
            (
                24,
                "Bewoners vonden het vreemd dat er niets werd opgeschreven.",
                "Leg uit waarom: je luistert beter zonder papier.",
                "Dat zeggen we nu aan het begin.",
            ),
        ),
    ),
)
