"""Words for the demo's ways of working: thought up for the demo, in our own words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WayText:
    """A way of working in words. ``steps``: minutes and words, a line each."""

    title: str
    title_en: str
    summary: str
    for_whom: tuple[str, ...]
    minutes: int
    steps: str
    dimensions: tuple[str, ...]
    group: tuple[int, int] = (2, 12)
    material: str = ""
    credit: str = ""


WAYS = (
    WayText(
        "Rondje om met één vraag",
        "A walk with one question",
        "Samen een blokje om. Wie naast elkaar loopt, praat makkelijker dan wie tegenover elkaar zit.",
        ("professionals", "residents"),
        30,
        "5 Spreek af welke route je loopt en vraag of die goed te doen is.\n"
        "15 Loop rustig en stel één open vraag: waar werd je deze week blij van?\n"
        "5 Draai om. Wie eerst luisterde, vertelt nu zelf iets kleins.\n"
        "5 Vraag bij de deur: wat neem jij mee van dit rondje?",
        ("body", "meaning", "quality"),
        (2, 6),
        "Schoenen waar je op kunt lopen. Bij regen: een lange gang of een overdekte markt.",
        "Hanna Uitlegger",
    ),
    WayText(
        "De volle en de lege stoel",
        "The full and the empty chair",
        "Een team merkt van wie ze de stem missen, en spreekt af hoe die er de volgende keer bij is.",
        ("teams",),
        45,
        "5 Zet één stoel meer neer dan er mensen zijn.\n"
        "10 Schrijf ieder op een briefje wie er op de lege stoel had moeten zitten.\n"
        "15 Leg de briefjes op de stoel en lees ze voor. Wie komt het vaakst terug?\n"
        "10 Bedenk samen hoe je die persoon de volgende keer hoort.\n"
        "5 Spreek af wie hem of haar uitnodigt, en wanneer.",
        ("participation",),
        (4, 14),
        "Een extra stoel, briefjes en pennen.",
        "Tess Trainersma",
    ),
    WayText(
        "Wat wil je houden?",
        "What do you want to keep?",
        "Begin een gesprek niet bij wat er mist, maar bij wat iemand voor geen goud kwijt wil.",
        ("professionals",),
        20,
        "5 Leg uit: we beginnen bij wat goed is, daarna mag alles.\n"
        "10 Vraag naar drie dingen in de week die iemand wil houden. Vraag bij elk: hoe lukt dat?\n"
        "5 Vat samen in de woorden van de ander en vraag of het klopt.",
        ("quality", "meaning"),
        (1, 2),
        "Niets.",
        "Noor Verzonnen",
    ),
    WayText(
        "Ansicht aan jezelf",
        "Postcard to yourself",
        "Een groep sluit een reeks bijeenkomsten af met een kaart die een maand later op de mat valt.",
        ("residents", "teams"),
        25,
        "5 Deel kaarten uit en vertel dat niemand anders ze leest.\n"
        "12 Schrijf aan jezelf: wat wil je over een maand nog weten van vandaag?\n"
        "5 Schrijf je eigen adres erop en plak de kaart dicht.\n"
        "3 Spreek af wie de kaarten over een maand op de post doet.",
        ("meaning", "feeling"),
        (3, 20),
        "Kaarten, enveloppen en postzegels.",
        "Burt Burgersma",
    ),
    WayText(
        "De koelkast van de buurt",
        "The neighbourhood fridge",
        "Bewoners laten zien wat er in hun buurt al is: mensen, plekken en gewoontes die helpen.",
        ("residents",),
        90,
        "10 Teken een grote koelkast op papier en vertel: alles wat erin ligt, is van ons.\n"
        "25 Schrijf in tweetallen op wat de buurt in huis heeft: wie kan wat, welke plek is fijn?\n"
        "20 Leg alles in de koelkast en zeg er één zin bij.\n"
        "20 Kies samen iets wat bijna over de datum is: wat gebruiken we te weinig?\n"
        "15 Spreek één ding af dat je er deze maand mee doet.",
        ("participation", "daily"),
        (6, 30),
        "Een rol papier, stiften en briefjes.",
        "Buurttafel Heerlen (verzonnen)",
    ),
    WayText(
        "Van klacht naar wens",
        "From complaint to wish",
        "In een team dat vastzit in klagen: elke klacht heeft een wens aan de achterkant.",
        ("teams",),
        40,
        "5 Schrijf ieder één klacht op de voorkant van een kaart.\n"
        "10 Geef de kaart door. Wie hem krijgt, schrijft achterop welke wens erin zit.\n"
        "15 Lees alleen de achterkanten voor. Vraag de schrijver: klopt dat?\n"
        "10 Kies twee wensen waar jullie zelf bij kunnen, en zet er een naam bij.",
        ("feeling", "daily"),
        (4, 16),
        "Kaarten en pennen.",
        "Tess Trainersma",
    ),
    WayText(
        "De keukentafel van een ander",
        "At somebody else’s kitchen table",
        "Professionals kijken met de ogen van een gezin naar hun eigen brief, folder of formulier.",
        ("teams", "professionals"),
        60,
        "10 Kies één brief die je zelf verstuurt.\n"
        "15 Lees hem hardop, regel voor regel. Streep aan waar je hapert.\n"
        "20 Schrijf bij elke streep wat je aan de keukentafel gewoon zou zeggen.\n"
        "15 Schrijf de brief opnieuw met die zinnen, en vraag iemand uit de wijk om hem te lezen.",
        ("daily", "participation"),
        (2, 10),
        "Een eigen brief op papier, een pen.",
        "Carla Coalitie",
    ),
    WayText(
        "Vijf minuten stil beginnen",
        "Begin with five quiet minutes",
        "Een overleg begint in stilte. Daarna luistert iedereen beter.",
        ("teams",),
        10,
        "5 Zit samen stil. Wie wil, schrijft op wat er nog in het hoofd zit.\n"
        "5 Zeg om de beurt één woord: hoe zit jij hier? Niemand reageert.",
        ("feeling", "body"),
        (2, 20),
        "Een wekker die zacht klinkt.",
        "Sanne Voorbeeld",
    ),
    WayText(
        "Het web op de vloer",
        "The web on the floor",
        "Zes hoeken in de zaal. Bewoners gaan staan waar ze vandaag energie van krijgen.",
        ("residents", "teams"),
        50,
        "5 Leg zes vellen neer, op elk vel een deel van het web.\n"
        "10 Loop rond en ga staan bij wat vandaag goed gaat. Vertel je buur waarom.\n"
        "15 Ga dan staan bij wat je een stapje verder wilt brengen.\n"
        "15 Bedenk met wie daar ook staat één kleine stap voor deze week.\n"
        "5 Zeg je stap hardop, of houd hem voor jezelf. Allebei is goed.",
        ("body", "feeling", "meaning", "quality", "participation", "daily"),
        (6, 40),
        "Zes vellen papier en ruimte om te lopen.",
        "Hanna Uitlegger",
    ),
    WayText(
        "Ruilen van een uur",
        "Swap an hour",
        "Twee organisaties ruilen een uur van een medewerker, en vertellen elkaar wat ze zagen.",
        ("professionals", "teams"),
        90,
        "10 Spreek af wie met wie meeloopt en wat je niet mag zien.\n"
        "60 Loop een uur mee. Kijk en vraag, geef geen advies.\n"
        "20 Vertel elkaar: wat verraste mij, en wat neem ik mee naar mijn werk?",
        ("participation",),
        (2, 8),
        "Toestemming van beide teams.",
        "Bente Beweging",
    ),
    WayText(
        "Proeven van morgen",
        "A taste of tomorrow",
        "Een gezin of groep probeert één nieuwe gewoonte zeven dagen uit, zonder dat het hoeft te lukken.",
        ("professionals", "residents"),
        35,
        "10 Vraag: hoe ziet een gewone dag eruit die iets lichter is dan vandaag?\n"
        "10 Kies daaruit iets dat hoogstens vijf minuten kost.\n"
        "5 Spreek af wanneer op de dag, en waar je aan denkt om het te doen.\n"
        "10 Bedenk wat je doet als het een dag niet lukt. Schrijf dat erbij.",
        ("daily", "body"),
        (1, 12),
        "Pen en papier.",
        "Noor Verzonnen",
    ),
    WayText(
        "De omgekeerde intake",
        "The intake turned around",
        "De bewoner stelt de eerste drie vragen. Zo begint een gesprek gelijkwaardig.",
        ("professionals",),
        30,
        "5 Nodig uit: voor ik iets vraag, mag jij mij drie dingen vragen.\n"
        "10 Antwoord eerlijk en kort. Zeg het ook als je iets niet wilt vertellen.\n"
        "10 Vraag dan pas: wat moet ik van jou weten om naast je te kunnen staan?\n"
        "5 Spreek samen af wat er op papier komt.",
        ("meaning", "participation"),
        (1, 2),
        "",
        "Sanne Voorbeeld",
    ),
)

USES = (  # title, who, days ago, with whom, name shown, what went well, tip
    (
        "Rondje om met één vraag",
        "Noor Verzonnen",
        40,
        "jonge ouders, twee keer",
        True,
        "Na tien minuten kwam er een verhaal dat ik binnen nooit had gehoord.",
        "Loop niet te snel.",
    ),
    (
        "Rondje om met één vraag",
        "Sanne Voorbeeld",
        12,
        "een collega",
        False,
        "We doen het nu elke donderdag na het overleg.",
        "",
    ),
    (
        "De volle en de lege stoel",
        "Carla Coalitie",
        65,
        "een coalitie van twaalf",
        True,
        "Vaders stonden op acht briefjes. Nu zitten er twee bij ons aan tafel.",
        "Laat de stoel staan.",
    ),
    (
        "Het web op de vloer",
        "Burt Burgersma",
        21,
        "een groep bewoners in Kerkrade",
        True,
        "Iedereen bewoog en niemand hoefde te schrijven.",
        "Leg de vellen ver uit elkaar.",
    ),
    (
        "Vijf minuten stil beginnen",
        "Tess Trainersma",
        8,
        "een team van negen",
        False,
        "Eerst was het raar, nu vragen ze er zelf om.",
        "Doe zelf ook mee.",
    ),
)

JOINED = (  # who, organisation, town, sector, kinds, themes, what may be shown
    (
        "Hanna Uitlegger",
        "heerlen-stand-by",
        "Heerlen",
        "welzijn",
        "training experience",
        "wandelgroep beginnen, buurtbewoners uitnodigen, vrijwilligers",
        "organisation name themes",
    ),
    (
        "Burt Burgersma",
        "burgerkracht-limburg",
        "Sittard-Geleen",
        "burgerinitiatief",
        "advice network",
        "bewoners laten meedenken, ervaringsdeskundigen, wandelgroep, mantelzorg",
        "organisation themes",
    ),
    (
        "Bente Beweging",
        "beweging-limburg-positief-gezond",
        "Roermond",
        "",
        "training advice",
        "training, themablad schrijven, team op weg helpen",
        "organisation name themes",
    ),
    (
        "Carla Coalitie",
        "kansrijke-start-zuid-limburg",
        "Kerkrade",
        "verloskunde",
        "advice experience",
        "coalitie beginnen, ouders betrekken, kraamzorg, geldzorgen",
        "organisation",
    ),
    (
        "Noor Verzonnen",
        "ggd-zuid-limburg",
        "Maastricht",
        "jeugdgezondheidszorg",
        "experience coaching",
        "gesprek op het consultatiebureau, opvoeden, slapen",
        "organisation themes",
    ),
    (
        "Sanne Voorbeeld",
        "",
        "Heerlen",
        "verloskunde",
        "experience hands",
        "zwangerschap, groepsbijeenkomst, geldzorgen bespreken",
        "",
    ),
)


@dataclass(frozen=True)
class PlacementText:
    """A placement in words: starts in so many days, lasts so many weeks, closes in so many days."""

    organisation: str
    town: str
    title: str
    kind: str
    levels: tuple[str, ...]
    study: str
    starts: int
    weeks: int
    hours: int
    closes: int
    text: str


PLACEMENTS = (
    PlacementText(
        "heerlen-stand-by",
        "Heerlen",
        "Maak met bewoners een wandelkaart van de wijk",
        "internship",
        ("mbo", "hbo"),
        "Sociaal werk, of Sport en bewegen",
        30,
        20,
        16,
        24,
        "Je loopt mee in de wijk, praat met bewoners en maakt samen met hen een kaart van fijne "
        "rondjes. Je begint met luisteren. Aan het eind wandel je met een groep die zonder jou verder kan.",
    ),
    PlacementText(
        "mumc",
        "Maastricht",
        "Wat helpt jonge ouders in de eerste weken?",
        "graduation",
        ("wo",),
        "Gezondheidswetenschappen",
        60,
        22,
        32,
        45,
        "Je interviewt ouders en verloskundigen over de eerste weken thuis. Je kijkt niet naar wat er "
        "misgaat, maar naar wat helpt. Je schrijft er een verhaal over dat ouders zelf kunnen lezen.",
    ),
    PlacementText(
        "ggd-zuid-limburg",
        "Sittard-Geleen",
        "Hoe gaat het gesprek op het consultatiebureau?",
        "graduation",
        ("hbo",),
        "Verpleegkunde",
        75,
        20,
        24,
        38,
        "Je kijkt met jeugdverpleegkundigen mee en maakt een korte werkvorm die ze de volgende dag "
        "kunnen gebruiken. Je probeert hem met drie teams uit.",
    ),
    PlacementText(
        "burgerkracht-limburg",
        "Roermond",
        "Minor: ervaring als kennis",
        "minor",
        ("hbo", "wo"),
        "Open voor elke opleiding",
        50,
        18,
        20,
        30,
        "Samen met ervaringsdeskundigen maak je lessen voor professionals. Jij regelt, zij vertellen, "
        "en jullie geven de eerste les samen.",
    ),
)
WAITING = PlacementText(
    "",
    "Heerlen",
    "Meelopen in de kraamzorg",
    "internship",
    ("mbo",),
    "Verzorgende IG",
    40,
    10,
    24,
    35,
    "Je loopt mee met ervaren collega’s en leert kijken naar wat een gezin zelf al doet.",
)
