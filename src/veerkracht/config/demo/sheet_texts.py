"""What the demo's theme sheets say, line by line, in Dutch and English: the paper sheet retold in our own words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """A line: under which heading, in two languages, and what lives behind it (a name in ``sheets.py``)."""

    section: str
    text: str
    text_en: str
    kind: str = "text"
    behind: str = ""


BEGIN = (
    Told(
        "intro",
        "Kansrijke Start Zuid-Limburg kiest voor Positieve Gezondheid als manier van denken. Zo houden ouders"
        " zelf de regie en groeit het vertrouwen dat ze het zelf kunnen. De Beweging Limburg Positief Gezond en"
        " Burgerkracht dragen dit samen uit. Ze denken mee over een vorm die past, over werkvormen, en over wie"
        " uit de beweging we om hulp kunnen vragen.",
        "Kansrijke Start Zuid-Limburg has chosen Positive Health as its way of thinking. It keeps parents in"
        " charge and lets them trust that they can do it themselves. The movement Limburg Positief Gezond and"
        " Burgerkracht spread it together. They help us find a form that fits, ways of working, and whom in the"
        " movement to ask for support.",
    ),
    Told(
        "intro",
        "Professionals kunnen sinds 2021 een training Positieve Gezondheid volgen. In het project Samen voor"
        " Gezondheid (SvG) van AVM gebruiken verloskundigen en de JGZ het in hun (signalerings)gesprekken met"
        " gezinnen. Ook vanuit verschillende lokale coalities Kansrijke Start volgden mensen een training.",
        "Since 2021 professionals can follow a training in Positive Health. In the project Samen voor Gezondheid"
        " (SvG) of AVM, midwives and youth health care use it in their talks with families, also to notice early"
        " what is going on. People from several local coalitions of Kansrijke Start followed a training as well.",
    ),
    Told(
        "execution",
        "Professionals trainen in Positieve Gezondheid en intervisie aanbieden",
        "Training professionals in Positive Health and offering peer supervision",
        "action",
        "trainen",
    ),
    Told(
        "execution",
        "Positieve Gezondheid zit blijvend in het beleid en in het dagelijks werk van de partners van Kansrijke Start",
        "Positive Health has a lasting place in the policy and daily work of the partners of Kansrijke Start",
        "agreement",
        "beleid",
    ),
    Told(
        "execution",
        "Meer ouders en ervaringsdeskundigen kennen Positieve Gezondheid. Burgerkracht kan hierover meedenken en"
        " dit deel op zich nemen",
        "More parents and experts by experience know Positive Health. Burgerkracht can help think about this and"
        " take on this part",
        "indicator",
        "ouders",
    ),
    Told(
        "communication",
        "We vertellen erover op de website van Trendbreuk",
        "We tell about it on the website of Trendbreuk",
        "link",
        "trendbreuk",
    ),
    Told(
        "connection",
        "Verschillende partners werken al samen in de Beweging Limburg Positief Gezond. Burgerkracht zorgt voor"
        " een coördinator",
        "Several partners already work together in the movement Limburg Positief Gezond. Burgerkracht provides a"
        " coordinator",
    ),
    Told(
        "connection",
        "We stemmen dit thema af met Kansrijke Start Noord- en Midden-Limburg",
        "We align this theme with Kansrijke Start Noord- en Midden-Limburg",
        "alignment",
        "noord",
    ),
    Told(
        "monitoring",
        "In de monitoring van Kansrijke Start kijken we ook naar Positieve Gezondheid",
        "The monitoring of Kansrijke Start also looks at Positive Health",
    ),
    Told(
        "money",
        "In de begroting van 2024 voor Kansrijke Start budget opnemen voor trainingen Positieve Gezondheid",
        "Taking up money for trainings in Positive Health in the 2024 budget for Kansrijke Start",
        "money",
        "begroting",
    ),
    Told(
        "securing",
        "De borging ligt voor een deel vast in de doelen van de Beweging Limburg Positief Gezond",
        "Part of it is secured in the aims of the movement Limburg Positief Gezond",
    ),
    Told(
        "securing",
        "Met Burgerkracht willen we verder uitzoeken hoe we dit lokaal borgen",
        "We want to find out further with Burgerkracht how to secure this locally",
        "question",
        "lokaal",
    ),
    Told("together", "Burgerkracht Limburg", "", "partner", "burgerkracht-limburg"),
    Told("together", "Fontys Hogeschool", "", "partner", "fontys-hogeschool"),
    Told(
        "together",
        "Partners uit de regionale en lokale coalities Kansrijke Start",
        "Partners from the regional and local coalitions of Kansrijke Start",
    ),
    Told("together", "Pril Begin", "", "partner", "pril-begin"),
    Told(
        "more",
        "Meer informatie over de Beweging Limburg Positief Gezond",
        "More information about the movement Limburg Positief Gezond",
        "link",
        "beweging",
    ),
)

# What the second edition adds, and the one line that it says differently
ADDED = (
    Told(
        "communication",
        "Het is een vast punt op de agenda van de lokale en regionale coalities Kansrijke Start",
        "It is a standing item on the agenda of the local and regional coalitions of Kansrijke Start",
        "decision",
        "agendapunt",
    ),
    Told(
        "connection",
        "We noemen Positieve Gezondheid als basis om de doelen van GALA te halen",
        "We name Positive Health as the basis for reaching the goals of GALA",
    ),
    Told(
        "securing",
        "We willen met de betrokken partners van Kansrijke Start preciezere afspraken maken over de borging van"
        " deze beweging",
        "With the partners of Kansrijke Start who take part we want to make more precise agreements about"
        " securing this movement",
        "agreement",
        "borging",
    ),
)
CHANGED = Told(
    "money",
    "In de begrotingen van 2024 tot en met 2026 voor Kansrijke Start structureel budget opnemen voor trainingen"
    " Positieve Gezondheid",
    "Taking up structural money for trainings in Positive Health in the 2024 to 2026 budgets for Kansrijke Start",
    "money",
    "begroting",
)

# The third edition is still a draft
DRAFTED = Told(
    "money",
    "In de begrotingen van 2024 tot en met 2026 voor Kansrijke Start structureel budget opnemen voor trainingen"
    " Positieve Gezondheid, en op tijd vragen om geld voor 2027 en later",
    "Taking up structural money for trainings in Positive Health in the 2024 to 2026 budgets for Kansrijke Start,"
    " and asking in time for money for 2027 and later",
    "money",
    "begroting",
)
NEXT = Told(
    "execution",
    "Twee ouders uit de coalities lezen mee met het materiaal van de trainingen",
    "Two parents from the coalitions read along with the material of the trainings",
    "action",
)

NOORD_TOLD = (
    Told(
        "intro",
        "Kansrijke Start in Noord-Limburg werkt met Positieve Gezondheid, zodat ouders zelf de regie houden.",
        "Kansrijke Start in Noord-Limburg works with Positive Health, so that parents stay in charge.",
    ),
    Told(
        "execution",
        "Professionals trainen in Positieve Gezondheid, te beginnen bij de kraamzorg, en intervisie aanbieden",
        "Training professionals in Positive Health, beginning with maternity care, and offering peer supervision",
        "action",
    ),
    Told(
        "execution",
        "In elke gemeente proberen twee gezinnen uit hoe het gesprek voor hen werkt",
        "In each municipality two families try out how the conversation works for them",
    ),
    Told(
        "communication",
        "Een vast punt op de agenda van de regionale coalitie Kansrijke Start",
        "A standing item on the agenda of the regional coalition of Kansrijke Start",
    ),
    Told(
        "connection",
        "We stemmen dit thema af met Kansrijke Start Zuid-Limburg",
        "We align this theme with Kansrijke Start Zuid-Limburg",
        "alignment",
        "zuid",
    ),
    Told(
        "money",
        "In de begroting van 2026 voor Kansrijke Start budget opnemen voor trainingen Positieve Gezondheid",
        "Taking up money for trainings in Positive Health in the 2026 budget for Kansrijke Start",
        "money",
    ),
    Told("together", "Burgerkracht Limburg", "", "partner", "burgerkracht-limburg"),
)
MIDDEN_TOLD = (
    Told(
        "intro",
        "In Midden-Limburg sluit Kansrijke Start met Positieve Gezondheid aan bij wat gemeenten en sport al doen.",
        "In Midden-Limburg Kansrijke Start joins what municipalities and sports already do with Positive Health.",
    ),
    Told(
        "execution",
        "Professionals en vrijwilligers samen trainen in Positieve Gezondheid",
        "Training professionals and volunteers together in Positive Health",
        "action",
    ),
    Told(
        "connection",
        "We noemen Positieve Gezondheid als basis om de doelen van GALA te halen",
        "We name Positive Health as the basis for reaching the goals of GALA",
    ),
    Told(
        "securing",
        "Uitzoeken of het sportakkoord dit thema kan dragen",
        "Finding out whether the sports agreement can carry this theme",
        "question",
        "sport",
    ),
    Told("together", "Weert in Beweging", "", "partner", "weert-in-beweging"),
)
VISIT_TOLD = (
    Told(
        "intro",
        "Een aanstaande ouder in een kwetsbare situatie kan al voor de geboorte bezoek krijgen van de JGZ.",
        "An expectant parent in a vulnerable situation can have a visit from youth health care before the birth.",
    ),
    Told(
        "execution",
        "Verloskundigen en JGZ spreken samen af wie een bezoek aanbiedt",
        "Midwives and youth health care agree together who offers a visit",
        "action",
    ),
    Told(
        "monitoring",
        "Na een jaar vragen we ouders wat het bezoek hun bracht",
        "After a year we ask parents what the visit brought them",
        "question",
        "bezoek",
    ),
    Told(
        "together",
        "Academie Verloskunde Maastricht (AVM)",
        "",
        "partner",
        "academie-verloskunde-maastricht",
    ),
)
SMOKING_TOLD = (
    Told(
        "intro",
        "Stoppen met roken lukt beter als iemand meedenkt. Dat begint bij een kinderwens.",
        "Quitting smoking goes better when somebody thinks along. That begins with the wish for a child.",
    ),
    Told(
        "execution",
        "In elk spreekuur dezelfde open vraag stellen over roken",
        "Asking the same open question about smoking in each consultation",
        "action",
    ),
    Told(
        "money",
        "Uitzoeken wie de begeleiding van partners betaalt",
        "Finding out who pays for the guidance of partners",
        "question",
        "partner",
    ),
)
TAKING_PART_TOLD = (
    Told(
        "intro",
        "Ouders en ervaringsdeskundigen zitten aan tafel in de coalities Kansrijke Start.",
        "Parents and experts by experience sit at the table in the coalitions of Kansrijke Start.",
    ),
    Told(
        "execution",
        "Elke coalitie heeft ten minste twee plekken voor ouders",
        "Each coalition has at least two seats for parents",
    ),
    Told("together", "Burgerkracht Limburg", "", "partner", "burgerkracht-limburg"),
)
NO_OWNER_TOLD = (
    Told(
        "intro",
        "Wie nu geen kind wil, krijgt op tijd een gesprek over wat wél past.",
        "Who does not want a child now has a talk in time about what does fit.",
    ),
    Told(
        "execution",
        "In elke organisatie is één iemand die het gesprek kan voeren",
        "In each organisation one person can have that talk",
    ),
)
