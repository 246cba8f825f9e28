"""The demo's part of cocreation: wishes, surveys and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from veerkracht.cocreation import survey_actions as surveys
from veerkracht.cocreation import wish_actions as wishes
from veerkracht.cocreation.asker_actions import confirm_asker
from veerkracht.cocreation.models import Need, NeedSource, Survey
from veerkracht.cocreation.survey_answering import answer_survey, whose
from veerkracht.cocreation.survey_rules import Given
from veerkracht.cocreation.wish_gate import fresh_mark
from veerkracht.cocreation.wish_outcomes import outcomes
from veerkracht.cocreation.wish_rules import ASIDE, DONE, PLANNED, UNDERSTOOD
from veerkracht.cocreation.wish_sending import send_wish
from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID
from veerkracht.kernel.clock import held_at, local
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Sector
from veerkracht.places.queries import municipalities, region
from veerkracht.programme.models import Theme

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person


def bring_in(cast: Cast, history: History) -> None:
    """Make what the demo lacks."""
    if not Need.objects.filter(came=NeedSource.ANYBODY).exists():
        _wishes(cast, history)
    if not Survey.objects.exists():
        _surveys(cast, history)


@dataclass(frozen=True)
class Taken:
    """A step with a wish: how many days ago, where to, our words, what is said, and a kind of thing that came of it."""

    days: int
    after: str
    told: str = ""
    words: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Wished:
    """A wish as somebody sent it, from where and of which sector, with an address or without, and its steps."""

    days: int
    town: str
    words: str
    sector: str = ""
    email: str = ""
    theme: str = ""
    steps: tuple[Taken, ...] = ()


START = "Positieve Gezondheid in Kansrijke Start"
SENT = (
    Wished(
        160,
        "Heerlen",
        "Ik werk als verloskundige en wil leren hoe ik het spinnenweb gebruik bij het eerste gesprek.",
        "verloskunde",
        "vera-verzonnen@voorbeeld.example",
        START,
        (
            Taken(150, UNDERSTOOD, "Een training over het spinnenweb in het eerste gesprek"),
            Taken(120, PLANNED, words="We zoeken een trainer die zelf verloskundige is."),
            Taken(40, DONE, words="De training is er. Je kunt je inschrijven.", outcome="edition"),
        ),
    ),
    Wished(
        140,
        "Maastricht",
        "Een oudercafé waar je ook met een baby van een paar weken welkom bent.",
        "",
        "mila-gemaakt@voorbeeld.example",
        START,
        (
            Taken(130, UNDERSTOOD, "Een oudercafé waar jonge baby’s welkom zijn"),
            Taken(90, PLANNED, words="Drie wijken doen mee.", outcome="action"),
            Taken(25, DONE, words="In drie wijken is nu elke maand een oudercafé."),
        ),
    ),
    Wished(
        120,
        "Kerkrade",
        "De brief van het consultatiebureau is moeilijk. Kan die in gewone taal?",
        "",
        "otto-nietecht@voorbeeld.example",
        "",
        (
            Taken(110, UNDERSTOOD, "Brieven van het consultatiebureau in gewone taal"),
            Taken(70, DONE, words="Alle brieven zijn herschreven, samen met ouders."),
        ),
    ),
    Wished(
        96,
        "Sittard-Geleen",
        "Kraamzorg en jeugdgezondheidszorg zouden samen intervisie moeten doen.",
        "kraamzorg",
        "kim-verzinsel@voorbeeld.example",
        START,
        (
            Taken(88, UNDERSTOOD, "Samen intervisie voor kraamzorg en jeugdgezondheidszorg"),
            Taken(30, PLANNED, words="In het voorjaar begint een gemengde groep."),
        ),
    ),
    Wished(
        80,
        "Heerlen",
        "Wandelen met de huisarts in de wijk, in plaats van wachten in de wachtkamer.",
        "huisartsenzorg",
        "",
        "",
        (
            Taken(70, UNDERSTOOD, "Wandelen met de huisarts in de eigen wijk"),
            Taken(20, PLANNED, words="Twee praktijken willen beginnen.", outcome="action"),
        ),
    ),
    Wished(
        75,
        "Maastricht",
        "Een spreekuur op zaterdag, want ik werk door de week.",
        "",
        "",
        "",
        (
            Taken(60, UNDERSTOOD, "Een spreekuur buiten werktijd"),
            Taken(
                45,
                ASIDE,
                words="Hier gaan praktijken zelf over. We hebben je vraag aan ze doorgegeven.",
            ),
        ),
    ),
    Wished(
        52,
        "Beek",
        "Een training Positieve Gezondheid in de avond, voor wie overdag zorgt.",
        "wijkverpleging",
        "wies-bedenksel@voorbeeld.example",
        "",
        (Taken(44, UNDERSTOOD, "Een training in de avond voor wie overdag werkt"),),
    ),
    Wished(
        41,
        "Landgraaf",
        "Dat de wijkverpleging en de welzijnswerker elkaar kennen.",
        "welzijn",
        "",
        "",
        (Taken(33, UNDERSTOOD, "Wijkverpleging en welzijnswerk kennen elkaar in elke wijk"),),
    ),
    Wished(
        30,
        "Heerlen",
        "Meer informatie in het Pools en Arabisch over gezond zwanger zijn.",
        "verloskunde",
        "",
        START,
        (Taken(22, UNDERSTOOD, "Informatie over gezond zwanger zijn in meer talen"),),
    ),
    Wished(19, "Meerssen", "Een avondtraining Positieve Gezondheid voor de thuiszorg."),
    Wished(
        15,
        "Brunssum",
        "Graag een training Positieve Gezondheid in de avond, overdag sta ik in de zorg.",
        "ouderenzorg",
        "bas-bedacht@voorbeeld.example",
    ),
    Wished(12, "Maastricht", "Een lijst met wie in mijn wijk wat doet voor gezinnen.", "jeugdzorg"),
    Wished(9, "Heerlen", "Een buurttafel waar je leert koken met weinig geld."),
    Wished(7, "Kerkrade", "Leren koken met weinig geld, samen met de buurt.", "welzijn"),
    Wished(5, "Eijsden-Margraten", "Beweegles voor zwangere vrouwen in het dorp.", "sport"),
    Wished(3, "Valkenburg aan de Geul", "Een plek waar mantelzorgers even op adem komen."),
    Wished(1, "Heerlen", "Kunnen studenten helpen met een spinnenweb op school?", "onderwijs"),
    Wished(26, "Venlo", "Een training voor vrijwilligers van het buurthuis.", "burgerinitiatief"),
    Wished(8, "Venray", "Samen wandelen na het werk, met de fysiotherapeut.", "paramedische-zorg"),
    Wished(14, "Roermond", "Een cursus gezond koken voor jonge ouders.", "kinderopvang"),
    Wished(6, "Weert", "Dat de gemeente vaker bij ons in de wijk komt luisteren.", "gemeente"),
)
COORDINATORS = {ZUID: "Coby Overzicht", MIDDEN: "Mia Middelaar", NOORD: "Nico Noorderling"}


def _wishes(cast: Cast, history: History) -> None:
    towns = {one.name: one for one in municipalities()}
    sectors = {one.code: one for one in Sector.objects.all()}
    themes = {one.title: one for one in Theme.objects.all()}
    for one in SENT:
        heard = wishes.Heard(
            words=one.words,
            sectors=[sectors[one.sector]] if one.sector else [],
            area=towns[one.town],
        )
        with held_at(history.days_ago(one.days)):
            need = send_wish(heard=heard, email=one.email)
            send_due()
            for asker in need.askers.all():
                confirm_asker(asker=asker)
        by = cast[COORDINATORS[need.region.code]]
        theme = themes.get(one.theme)
        if theme is not None:
            about = wishes.Heard(words="", sectors=heard.sectors, area=heard.area, theme=theme)
            wishes.describe(need=need, heard=about, by=by)
        for taken in one.steps:
            with held_at(history.days_ago(taken.days)):
                _take(need, taken, by)
                send_due()


def _take(need: Need, taken: Taken, by: Person) -> None:
    need.refresh_from_db()
    outcome = ""
    if taken.outcome:
        found = dict(outcomes.items())[taken.outcome].choices(need.region)
        outcome = f"{taken.outcome}-{found[0][0]}" if found else ""
    step = wishes.Step(
        seen=need.state,
        after=taken.after,
        words=taken.words,
        told=taken.told,
        outcome=outcome,
    )
    wishes.move(need=need, step=step, by=by)


ASKED = (
    surveys.Asked("one", "Wat is jouw werk?", ("Verloskunde", "Kraamzorg", "Jeugdgezondheidszorg")),
    surveys.Asked(
        "scale",
        "Hoe goed ken je de mensen met wie je rond één gezin werkt?",
        ("ik ken ze niet", "ik ken ze heel goed"),
        required=True,
    ),
    surveys.Asked(
        "many",
        "Wat zou jou helpen?",
        ("Samen leren", "Elkaar ontmoeten", "Weten wie wat doet", "Meer tijd"),
    ),
    surveys.Asked("open", "Wat mis je het meest?"),
)
TEXTS = (
    "Een vast moment om elkaar te zien, liefst in de wijk zelf.",
    "Weten wie ik kan bellen als een gezin geldzorgen heeft.",
    "Een training die we samen volgen, niet ieder apart.",
    "Tijd om na een gesprek even met elkaar te praten.",
    "Een lijst met namen en telefoonnummers per wijk.",
    "Korte lijnen met de huisarts.",
    "Samen intervisie, ook met kraamzorg.",
)


def _surveys(cast: Cast, history: History) -> None:
    """One that ran and is closed, one that is open now, and one that Coby is still making."""
    coby, area = cast.coordinator(ZUID), region(ZUID)
    birth = list(
        Sector.objects.filter(code__in=("verloskunde", "kraamzorg", "jeugdgezondheidszorg"))
    )
    for days, title, answers in (
        (70, "Samenwerken rond de geboorte", 37),
        (6, "Samenwerken rond de geboorte, een half jaar later", 13),
    ):
        opens = local(history.days_ago(days)).date()
        facts = surveys.Facts(
            title=title,
            intro="We maken een plan voor scholing. Jouw antwoord helpt ons kiezen.",
            opens_on=opens,
            closes_on=opens + timedelta(days=28),
            sectors=birth,
        )
        with held_at(history.days_ago(days)):
            survey = surveys.make_survey(region=area, facts=facts, by=coby)
            for asked in ASKED:
                surveys.ask(survey=survey, asked=asked, by=coby)
            surveys.open_survey(survey=survey, by=coby)
        with held_at(history.days_ago(days - 2)):
            _answered(survey, answers)
        if days > 28:
            with held_at(history.days_ago(days - 29)):
                surveys.close_survey(survey=survey, by=coby)
    _draft(coby, history)


def _answered(survey: Survey, times: int) -> None:
    work, knows, helps, misses = survey.questions.all()
    for number in range(times):
        answers = {
            work.pk: Given((number * 7 % 3,)),
            knows.pk: Given((1 + (number * 5 + number // 4) % 5,)),
            helps.pk: Given(tuple(sorted({number % 4, number * 3 % 4}))),
        }
        if number % 3 != 1:
            answers[misses.pk] = Given(text=TEXTS[number % len(TEXTS)])
        answer_survey(survey=survey, answers=answers, mark=fresh_mark(whose(survey)))


def _draft(coby: Person, history: History) -> None:
    opens = (history.now + timedelta(days=14)).date()
    facts = surveys.Facts(
        title="Wat wil jij leren in het nieuwe jaar?",
        intro="We kiezen in januari welke trainingen er komen.",
        opens_on=opens,
        closes_on=opens + timedelta(days=21),
    )
    survey = surveys.make_survey(region=region(ZUID), facts=facts, by=coby)
    asked = surveys.Asked("many", "Wanneer kun jij leren?", ("Overdag", "’s Avonds", "Zaterdag"))
    surveys.ask(survey=survey, asked=asked, by=coby)
