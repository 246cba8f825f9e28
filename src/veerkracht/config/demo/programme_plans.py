"""What the demo's regions mean to do: invented actions that could have been."""

from __future__ import annotations

from dataclasses import dataclass

from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID

BEWEGING = "beweging-limburg-positief-gezond"
BURGERKRACHT = "burgerkracht-limburg"
GGD_ZUID, GGD_NOORD = "ggd-zuid-limburg", "ggd-limburg-noord"
KS_ZUID = "kansrijke-start-zuid-limburg"
KS_NOORD = "kansrijke-start-noord-en-midden-limburg"
PROVINCIE, ZUYD, FONTYS = "provincie-limburg", "zuyd-hogeschool", "fontys-hogeschool"
AVM, MUMC, VIECURI = "academie-verloskunde-maastricht", "mumc", "viecuri"
TRENDBREUK = "trendbreuk-zuid-limburg"

PG, PARENTS = "Positieve Gezondheid", "Ouders en ervaringsdeskundigen"
SIGNALS, LEARNING = "Vroeg zien wat nodig is", "Scholing van professionals"
GAPS, BASE, REGIONAL = "gezondheidsachterstanden", "sociale-basis", "regionale-infrastructuur"
LIFESTYLE, MENTAL, AGEING = "leefstijl", "mentale-gezondheid", "vitaal-ouder-worden"
START, FALLS, WELFARE = "keten-kansrijke-start", "keten-valpreventie", "keten-welzijn-op-recept"

OWN_GOALS = (
    ("Een kwart van het verschil in gezondheid weg in 2030", "A quarter of the health gap closed by 2030"),
    ("Van kinderwens tot kinderwens", "From child wish to child wish"),
    ("Alle zestien coalities komen vier keer per jaar bij elkaar", "All sixteen coalitions meet four times a year"),
)  # fmt: skip


@dataclass(frozen=True)
class Word:
    """What somebody told, so many days ago; ``by`` is a partner's slug, or the owner when left out."""

    ago: float
    words: str
    status: str = ""
    by: str = ""
    next_step: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class ActionPlan:
    """One action: written down ``made`` days ago, due in ``due`` days (below 0: it should have been ready)."""

    region: str
    theme: str
    owner: str
    what: str
    made: int
    due: int
    goals: tuple[str, ...] = ()
    partners: tuple[tuple[str, str], ...] = ()
    next_step: str = ""
    words: tuple[Word, ...] = ()
    what_en: str = ""
    programme: str = "Kansrijke Start"


ACTIONS = (
    ActionPlan(
        ZUID, PG, BEWEGING, "Ouders vragen om mee te lezen met het themablad", 90, -19,
        (START, BASE, "van-kinderwens-tot-kinderwens"),
        ((BURGERKRACHT, "werft en begeleidt ouders"), (KS_ZUID, "leest mee")),
        "Drie ouders per subregio vinden.",
        (Word(60, "De eerste vier ouders hebben ja gezegd.", by=BURGERKRACHT),
         Word(40, "Het blad is klaar om te lezen. We wachten op ouders uit Parkstad.")),
        "Asking parents to read the theme sheet along with us",
    ),
    ActionPlan(
        ZUID, PG, BEWEGING, "Een gesprekskaart in klare taal voor het eerste consult", 150, 35,
        (START, "leefstijl"),
        ((GGD_ZUID, "test op vier consultatiebureaus"), (BURGERKRACHT, "toetst de taal met ouders")),
        "De tweede proef op papier.",
        (Word(70, "De eerste proef is gedaan. Ouders vonden twee vragen te moeilijk."),
         Word(30, "Vijf ouders lazen de nieuwe kaart hardop.", by=BURGERKRACHT, evidence="Verslag van 12 bladzijden")),
        "A conversation card in plain language for the first visit",
    ),
    ActionPlan(
        ZUID, PG, GGD_ZUID, "Positieve Gezondheid als vast punt bij alle coalities", 200, 60,
        (START, REGIONAL, "alle-zestien-coalities-komen-vier-keer-p"),
        ((BEWEGING, "maakt een korte werkvorm"),),
        "Bellen met de vier coalities die nog niet begonnen zijn.",
        (Word(80, "Tien van de zestien coalities doen het al."),
         Word(20, "Twaalf van de zestien.", evidence="Agenda’s van september en oktober")),
    ),
    ActionPlan(
        ZUID, LEARNING, AVM, "Scholingsdag voor verloskundigen en kraamzorg", 120, -33,
        (START,), ((ZUYD, "levert twee docenten"), (MUMC, "geeft een zaal")),
        "Nieuwe datum kiezen.",
        (Word(50, "De docenten waren ziek. We zoeken een nieuwe dag."),),
    ),
    ActionPlan(
        ZUID, LEARNING, ZUYD, "Een les over het andere gesprek in het tweede jaar", 240, -5,
        (START, REGIONAL), ((AVM, "leest mee"),), "De les één keer geven.",
        (Word(100, "De les is geschreven."), Word(45, "We geven hem in november voor het eerst.")),
    ),
    ActionPlan(
        ZUID, SIGNALS, GGD_ZUID, "Prenataal huisbezoek: samen kijken wat iemand wil", 300, 90,
        (START, GAPS), ((KS_ZUID, "geeft de scholing"),), "Afspraak met de laatste drie gemeenten.",
        (Word(120, "Dertien gemeenten doen mee."),),
    ),
    ActionPlan(
        ZUID, SIGNALS, KS_ZUID, "Eén nummer voor wie wil overleggen", 180, -60,
        (START,), ((GGD_ZUID, "bemant de lijn"), ("gemeente-heerlen", "betaalt de proef")),
        "Een tweede medewerker vinden.",
        (Word(90, "De proef in Parkstad loopt."),),
    ),
    ActionPlan(
        ZUID, PARENTS, BURGERKRACHT, "Twaalf ouders opleiden als ervaringsdeskundige", 260, 120,
        (BASE, START), ((PROVINCIE, "betaalt mee"), (ZUYD, "geeft lesruimte")),
        "De derde groep begint in februari.",
        (Word(110, "De eerste groep van vijf is klaar.", evidence="Vijf certificaten"),
         Word(15, "De tweede groep is halverwege.")),
    ),
    ActionPlan(
        ZUID, PARENTS, BURGERKRACHT, "Een vergoeding die voor alle coalities gelijk is", 100, -12,
        (BASE,), ((PROVINCIE, "denkt mee over de regels"), (TRENDBREUK, "legt het voor aan de gemeenten")),
        "Het voorstel bespreken met de gemeenten.",
        (Word(55, "Er ligt een voorstel: € 25 per uur, en reiskosten."),
         Word(48, "De regels laten dit toe.", by=PROVINCIE)),
    ),
    ActionPlan(
        ZUID, PG, TRENDBREUK, "In elk gemeentelijk gezondheidsplan een alinea over Kansrijke Start", 330, -140,
        (GAPS, REGIONAL, START), ((GGD_ZUID, "schrijft een voorbeeld"),), "",
        (Word(200, "Elf plannen hebben de alinea."),
         Word(141, "Alle zestien gemeenten hebben hem.", status="done", evidence="Plannen van de 16 gemeenten")),
    ),
    ActionPlan(
        ZUID, PG, "heerlen-stand-by", "Buurthuizen als plek voor een eerste gesprek", 140, 45,
        (BASE, WELFARE), ((GGD_ZUID, "maandelijks inloopspreekuur"),), "Nog twee buurthuizen.",
        (Word(35, "In drie buurthuizen is een spreekuur."),),
    ),
    ActionPlan(
        ZUID, LEARNING, "blauwe-zorg", "Huisartsen en verloskundigen eten samen", 210, -75,
        (REGIONAL,), ((AVM, "nodigt uit"),), "",
        (Word(76, "Gedaan: 24 mensen, en een lijst met nummers.", status="done", evidence="Lijst met nummers"),),
    ),
    ActionPlan(
        ZUID, PARENTS, "pril-begin", "Een filmpje van ouders voor ouders", 70, 25,
        (START, BASE), ((BURGERKRACHT, "zoekt de ouders"),), "Draaidag plannen.",
    ),
    ActionPlan(
        ZUID, SIGNALS, MUMC, "Het ziekenhuis vraagt bij opname naar zorgen thuis", 190, -8,
        (START, GAPS), ((GGD_ZUID, "warme overdracht"),), "De afdeling kinderen doet als laatste mee.",
        (Word(65, "Twee van de drie afdelingen doen het."),),
    ),
    ActionPlan(
        ZUID, PG, PROVINCIE, "Uitzoeken hoe het geld na 2026 verder gaat", 110, 20,
        (REGIONAL,), ((TRENDBREUK, "rekent mee"),), "Notitie voor het bestuur.",
        (Word(25, "De eerste versie van de notitie ligt er."),),
    ),
    ActionPlan(
        ZUID, PG, "actiecentrum-limburg-positief-gezond", "De oude werkbladen nalopen", 400, -250,
        (), (), "", (Word(260, "Niet meer nodig: de bladen zijn vervangen.", status="stopped"),),
    ),
    ActionPlan(
        NOORD, PG, KS_NOORD, "De regionale coalitie kiest drie speerpunten", 130, -22,
        (START, REGIONAL), ((GGD_NOORD, "levert cijfers"), (BURGERKRACHT, "brengt ouders aan tafel")),
        "Bespreken in de volgende bijeenkomst.",
        (Word(60, "Er zijn negen voorstellen."),),
    ),
    ActionPlan(
        NOORD, LEARNING, VIECURI, "Alle kraamverpleegkundigen volgen de basistraining", 220, 75,
        (START,), ((FONTYS, "geeft de training"),), "De laatste groep plannen.",
        (Word(70, "Twee van de drie groepen zijn klaar."),),
    ),
    ActionPlan(
        NOORD, SIGNALS, GGD_NOORD, "Een vaste contactpersoon in elk wijkteam", 160, -3,
        (START, BASE), (("gemeente-venlo", "begint in twee wijken"),), "Lijst met namen maken.",
        (Word(40, "Vijf van de acht gemeenten hebben iemand."),),
    ),
    ActionPlan(
        NOORD, PG, "noordelijke-maasvallei", "Positieve Gezondheid in het gesprek over bewegen", 180, 100,
        (LIFESTYLE, WELFARE), ((VIECURI, "verwijst"),), "Uitbreiden naar Venray.",
        (Word(50, "In Horst en Sevenum loopt het."),),
    ),
    ActionPlan(
        NOORD, PARENTS, BURGERKRACHT, "Ouders kiezen mee wie de coalitie leidt", 80, 15,
        (BASE,), ((KS_NOORD, "geeft twee stoelen"),), "Gesprek op dinsdagavond.",
        (Word(10, "Twee moeders en een vader willen meedoen."),),
    ),
    ActionPlan(
        NOORD, PG, "gezondste-regio-2025", "Het verhaal van de regio opschrijven", 350, -180,
        (REGIONAL,), ((GGD_NOORD, "geeft cijfers"),), "",
        (Word(181, "Het verhaal staat op de site.", status="done", evidence="Pagina op de site"),),
    ),
    ActionPlan(
        NOORD, "Vallen voorkomen", GGD_NOORD, "Beweeggroepen voor ouderen in alle kernen", 120, -15,
        (FALLS, AGEING), (("gemeente-venray", "geeft zalen"),), "Nog vier begeleiders vinden.",
        (Word(45, "In elf kernen is een groep."),), programme="Gezond ouder worden",
    ),
    ActionPlan(
        MIDDEN, PG, KS_NOORD, "Een startgesprek met alle zeven gemeenten", 95, 30,
        (START, REGIONAL), ((GGD_NOORD, "belt mee"),), "Nog twee gemeenten.",
        (Word(20, "Vijf gesprekken zijn geweest."),),
    ),
    ActionPlan(
        MIDDEN, PARENTS, BURGERKRACHT, "Een oudercafé in Weert en Roermond", 170, -28,
        (BASE, START), (("weert-in-beweging", "geeft de ruimte"),), "Roermond begint na de vakantie.",
        (Word(75, "Weert loopt: elke maand tien ouders."),),
    ),
    ActionPlan(
        MIDDEN, LEARNING, FONTYS, "Studenten doen onderzoek naar het andere gesprek", 200, 140,
        (REGIONAL,), ((KS_NOORD, "stelt de vraag"),), "Eerste resultaten in het voorjaar.",
        (Word(30, "Zes studenten zijn begonnen."),),
    ),
    ActionPlan(
        MIDDEN, "Samen bewegen", "weert-in-beweging", "Wandelen met de praktijkondersteuner", 140, -9,
        (LIFESTYLE, MENTAL), (("gemeente-weert", "betaalt de begeleider"),), "Een tweede groep.",
        (Word(65, "Elke donderdag lopen er mensen mee."),), programme="Gezonde leefstijl",
    ),
    ActionPlan(
        MIDDEN, SIGNALS, GGD_NOORD, "Verloskundigen en jeugdgezondheidszorg bellen elkaar", 230, -90,
        (START,), (), "", (Word(92, "Het gebeurt nu overal.", status="done", evidence="Werkafspraak van mei"),),
    ),
)  # fmt: skip
