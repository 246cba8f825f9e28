"""What the demo's coalitions talk about: invented, and never about one client or family."""

from __future__ import annotations

from dataclasses import dataclass

from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID


@dataclass(frozen=True)
class Topic:
    """A point that somebody brings: what is said, decided (and when to look again), and promised by when.

    Days are counted from the meeting. A topic without words is one that nobody comes to.
    """

    title: str
    notes: str = ""
    minutes: int = 15
    said: str = ""
    decided: str = ""
    again: int = 0
    inside: bool = False
    promised: str = ""
    due: int = 30


@dataclass(frozen=True)
class CoalitionPlan:
    """One coalition: its area by CBS code or word, who sits in it, when it met (days ago), and what comes."""

    name: str
    kind: str
    area: str
    region: str
    coordinator: str
    purpose: str
    seats: tuple[tuple[str, str, str], ...]  # organisation or "", name of a person or "", role
    met: tuple[int, ...]
    place: str
    ahead: int = 0
    first: int = 0  # topic to begin with
    crowd: int = 2  # members from the crowd of the town


TOPICS = (
    Topic(
        "Samen één folder voor aanstaande ouders",
        "Ik wil graag dat we kiezen: één folder, of ieder een eigen.",
        20,
        "Ouders noemden zes verschillende folders. Eén is genoeg.",
        "Er komt één folder, in gewone taal, met het spinnenweb voorop.",
        120,
        promised="Schrijft de eerste tekst en laat die lezen door vijf ouders.",
        due=40,
    ),
    Topic(
        "Spinnenweb in het huisbezoek",
        "Hoe gebruikt ieder het web? Tien minuten om van elkaar te leren.",
        15,
        "Drie organisaties gebruiken het web al. Het past in een gewoon huisbezoek.",
        "Elk prenataal huisbezoek begint met de vraag: wat is voor jou belangrijk?",
        180,
        promised="Maakt een kaart met vijf openingsvragen.",
    ),
    Topic(
        "Warme overdracht van verloskundige naar consultatiebureau",
        "Waar loopt het mis, en wat spreken we af?",
        20,
        "De overdracht gaat nu per brief. Bellen werkt beter.",
        "Bij elke overdracht bellen we, ook als alles goed gaat.",
        90,
        promised="Zet de telefoonlijst van de teams in één bestand.",
        due=21,
    ),
    Topic(
        "Wie nodigen we uit voor de ouderavond?",
        "",
        10,
        "Ouders willen graag andere ouders horen, geen presentatie.",
        promised="Vraagt twee ouders om de avond te openen.",
        due=45,
    ),
    Topic("Nieuwe website van de gemeente", "Kunnen we samen op één pagina staan?", 10),
    Topic(
        "Taal en laagdrempelig werken",
        "Veel brieven zijn te moeilijk.",
        15,
        "We lezen elkaars brieven voor ze weggaan.",
        "Elke brief aan ouders wordt eerst gelezen door een ervaringsdeskundige.",
        150,
    ),
    Topic(
        "Terugkijken op het jaar",
        "Wat ging goed, en wat houden we vast?",
        20,
        "De korte lijnen zijn het meest waard.",
        "We komen volgend jaar elke vijf weken samen.",
        200,
        inside=True,
    ),
    Topic(
        "Scholing voor nieuwe collega’s",
        "Wie heeft er nieuwe mensen?",
        10,
        "Elf nieuwe collega’s zoeken een basistraining.",
        promised="Geeft de namen van de trainingen door aan de teams.",
        due=14,
    ),
)

START = (
    "Alle kinderen een kansrijke start: we kijken samen naar wat ouders zelf belangrijk vinden, "
    "vanaf voor de geboorte."
)
LOCAL = "Hier in de gemeente weten we elkaar te vinden, zodat ouders één keer hun verhaal hoeven te doen."

COALITIONS = (
    CoalitionPlan(
        name="Kansrijke Start Zuid-Limburg",
        kind="regional",
        area="zuid-limburg",
        region=ZUID,
        coordinator="Carla Coalitie",
        purpose=START,
        seats=(
            ("kansrijke-start-zuid-limburg", "Sanne Voorbeeld", "verloskunde"),
            ("ggd-zuid-limburg", "Noor Verzonnen", "jeugdgezondheidszorg"),
            ("burgerkracht-limburg", "Burt Burgersma", ""),
            ("beweging-limburg-positief-gezond", "Bente Beweging", ""),
            ("zuyd-hogeschool", "", ""),
            ("mumc", "", ""),
        ),
        met=(343, 308, 273, 231, 189, 147, 112, 77, 42, 14),
        place="Huis van de Wijk, Heerlen",
        ahead=14,
    ),
    CoalitionPlan(
        name="Kansrijke Start Noord- en Midden-Limburg",
        kind="regional",
        area="ggd-limburg-noord",
        region=NOORD,
        coordinator="Nico Noorderling",
        purpose=START,
        seats=(
            ("ggd-limburg-noord", "", "jeugdgezondheidszorg"),
            ("viecuri", "", ""),
            ("kansrijke-start-noord-en-midden-limburg", "", ""),
        ),
        met=(300, 215, 130, 45),
        place="Stadskantoor Venlo",
        ahead=22,
        first=1,
    ),
    CoalitionPlan(
        "Kansrijke Start Heerlen",
        "local",
        "GM0917",
        ZUID,
        "Sanne Voorbeeld",
        LOCAL,
        (("gemeente-heerlen", "", ""), ("heerlen-stand-by", "", ""), ("ggd-zuid-limburg", "", "")),
        (260, 160, 65),
        "Bibliotheek Heerlen",
        ahead=19,
        first=2,
    ),
    CoalitionPlan(
        "Kansrijke Start Maastricht",
        "local",
        "GM0935",
        ZUID,
        "Noor Verzonnen",
        LOCAL,
        (("gemeente-maastricht", "", ""), ("mumc", "", "")),
        (240, 150, 60),
        "Buurtcentrum De Maas",
        first=3,
    ),
    CoalitionPlan(
        "Kansrijke Start Sittard-Geleen",
        "local",
        "GM1883",
        ZUID,
        "Burt Burgersma",
        LOCAL,
        (("gemeente-sittard-geleen", "", ""), ("burgerkracht-limburg", "", "")),
        (220, 120, 33),
        "De Heuvel, Sittard",
        first=4,
    ),
    CoalitionPlan(
        "Kansrijke Start Kerkrade",
        "local",
        "GM0928",
        ZUID,
        "Coby Overzicht",
        LOCAL,
        (("gemeente-kerkrade", "", ""), ("ggd-zuid-limburg", "", "")),
        (180, 70),
        "Wijkcentrum West",
        first=5,
    ),
    CoalitionPlan(
        "Gezond Opgroeien in Landgraaf",
        "local",
        "GM0882",
        ZUID,
        "Coby Overzicht",
        LOCAL,
        (("gemeente-landgraaf", "", ""),),
        (100,),
        "Gemeentehuis Landgraaf",
        first=6,
    ),
    CoalitionPlan(
        "Kansrijke Start Venlo",
        "local",
        "GM0983",
        NOORD,
        "Nico Noorderling",
        LOCAL,
        (("gemeente-venlo", "", ""), ("viecuri", "", "")),
        (200, 90),
        "Stadskantoor Venlo",
        first=1,
    ),
    CoalitionPlan(
        "Kansrijke Start Roermond",
        "local",
        "GM0957",
        MIDDEN,
        "Mia Middelaar",
        LOCAL,
        (("gemeente-roermond", "", ""), ("burgerkracht-limburg", "", "")),
        (190, 85),
        "Stadhuis Roermond",
        first=7,
    ),
)
