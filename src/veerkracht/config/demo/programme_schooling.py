"""The demo's plan: the schooling plan of the Province in two versions, with a report that was sent and a draft."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from veerkracht.config.demo.courses import ZUID
from veerkracht.kernel.clock import held_at
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Organisation, Sector
from veerkracht.places.models import Area, AreaKind
from veerkracht.places.queries import region
from veerkracht.programme import plan_actions as plans
from veerkracht.programme import plan_report_actions as reports
from veerkracht.programme.models import Action, Agreement, BudgetLine, Plan, PlanVersion, Sheet
from veerkracht.programme.plan_actions import Aim, Party, Phase, PlanFacts, Section, Target
from veerkracht.programme.plan_measures import read_targets
from veerkracht.programme.plan_rules import Half, half_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person
    from veerkracht.programme.plan_actions import Row

COORDINATOR, SLUG = "Coby Overzicht", "limburg-positief-gezond"
MEASURE = "finished-training"
MOST_HUNG = 6

SECTIONS = (
    Section(
        "Koploper Positieve Gezondheid",
        "De Provincie Limburg wil vooroplopen met Positieve Gezondheid en geeft er elk jaar geld voor. "
        "Dit plan hoort bij de Sociale Agenda. Het doel: zo veel mogelijk mensen scholen die in Limburg "
        "werken of daarvoor leren, en zo dat het blijft.\n\n"
        "Er is subsidie, en Zet levert een facilitator. Positieve Gezondheid is de taal die zorg, "
        "welzijn en samenleving delen. Daarin wil Limburg het voorbeeld zijn.",
        "Front runner in Positive Health",
        "The Province of Limburg wants to lead the way in Positive Health and pays for it every year. "
        "This plan is part of the Social Agenda. Its aim: to train as many people as possible who work "
        "in Limburg, or learn to, and in a way that lasts.\n\n"
        "There is a subsidy, and Zet provides a facilitator. Positive Health is the language that care, "
        "welfare and society share. Limburg wants to be the example.",
    ),
    Section(
        "Samen leren en ontwikkelen",
        "Eerst praatte Zet met mensen uit het veld: wat willen zij, en wat hebben zij nodig? Een denktank "
        "uit heel Limburg denkt mee over de aanpak.\n\n"
        "Leren doen we samen, en het gaat om wat er daarna anders gaat. Daarom horen intervisie en "
        "coaching erbij. We beginnen met drie pilots, in verschillende sectoren en regio’s.",
        "Learning and developing together",
        "First Zet talked with people in the field: what do they want, and what do they need? A think tank "
        "from all over Limburg thinks along about the approach.\n\n"
        "We learn together, and what counts is what changes afterwards. So peer supervision and coaching "
        "belong to it. We begin with three pilots, in different sectors and regions.",
    ),
    Section(
        "De rol van Zet",
        "Zet zorgt dat de scholing goed geregeld is en dat die blijft bestaan.",
        "The role of Zet",
        "Zet sees to it that the training is well organised and that it lasts.",
    ),
    Section(
        "Procesbegeleiding",
        "De facilitator jaagt aan, brengt mensen bij elkaar en hoort wat zij wensen en verwachten. Zo is "
        "de facilitator de schakel tussen de Provincie en het werkveld. Met de denktank en de hogeschool "
        "maakt de facilitator de aanpak, en zorgt dat mensen in heel Limburg erachter staan.",
        "Guiding the process",
        "The facilitator gets things going, brings people together and hears what they wish and expect. "
        "So the facilitator is the link between the Province and the field. With the think tank and the "
        "university the facilitator makes the approach, and sees that people all over Limburg support it.",
    ),
    Section(
        "Sociaal resultaat",
        "De Provincie wil dat heel Limburg leeft en werkt vanuit Positieve Gezondheid. Dit plan is daar een "
        "groot deel van: eerst leren, dan oefenen in de praktijk, met steun.\n\n"
        "Door met veel organisaties te praten, ontstaan verbindingen en nieuwe manieren van leren. Het gaat "
        "om doen, en om samen doen.",
        "Social result",
        "The Province wants all of Limburg to live and work from Positive Health. This plan is a large part "
        "of that: first learning, then practising at work, with support.\n\n"
        "Talking with many organisations makes connections and new ways of learning. It is about doing, "
        "and about doing it together.",
    ),
    Section(
        "Opdrachtgever en Projectpartners",
        "De Provincie Limburg geeft de opdracht. Met wie we het doen, staat bij “Wie doen mee?”.",
        "Client and project partners",
        "The Province of Limburg is the client. With whom we do it, stands under “Who take part?”.",
    ),
)
AIMS = (
    Aim(
        "Zo veel mogelijk (toekomstige) professionals in Limburg zijn blijvend geschoold.",
        "As many (future) professionals in Limburg as possible are trained to last.",
    ),
    Aim(
        "Wat mensen leren, doen zij ook: met intervisie en coaching op het werk.",
        "What people learn, they also do: with peer supervision and coaching at work.",
    ),
)
SECOND_AIM = Aim(
    "Bij elke partner ligt het vast in beleid en werkwijze.",
    "At every partner it is laid down in policy and practice.",
)
PARTNERS = (
    "actiecentrum-limburg-positief-gezond",
    "institute-for-positive-health",
    "blauwe-zorg",
    "heerlen-stand-by",
    "zuyd-hogeschool",
    "fontys-hogeschool",
    "mumc",
    "viecuri",
    "burgerkracht-limburg",
    "noordelijke-maasvallei",
    "gezondste-regio-2025",
    "weert-in-beweging",
)
KINDS = (
    ("Zorggroepen", "Care groups"),
    ("Huisartsenpraktijken", "GP practices"),
    ("Welzijnsorganisaties", "Welfare organisations"),
    ("Gemeenten", "Municipalities"),
    ("Jeugdzorg", "Youth care"),
    ("Vele regionale samenwerkingsverbanden", "Many regional partnerships"),
)


def bring_in(cast: Cast, history: History) -> None:
    """Make the plan with its versions and reports when it is not there."""
    if Plan.objects.filter(slug=SLUG).exists():
        return
    by, now = cast[COORDINATOR], history.now
    province = Area.objects.get(code="limburg", kind=AreaKind.PROVINCE)
    with held_at(history.days_ago(330)):
        facts = PlanFacts("Limburg Positief Gezond", *_time(now, 0), "Limburg in Positive Health")
        plan = plans.make_plan(region=province, facts=facts, by=by)
        _write(plan.versions.get(), by, now, AIMS)
        plans.publish_plan(version=plan.versions.get(), by=by)
    with held_at(history.days_ago(120)):
        draft = plans.start_draft(plan=plan, by=by)
        _write(draft, by, now, (*AIMS, SECOND_AIM))
        longer = PlanFacts("Limburg Positief Gezond", *_time(now, 1), "Limburg in Positive Health")
        plans.change_facts(version=draft, facts=longer, by=by)
        plans.publish_plan(
            version=draft,
            by=by,
            changed="Het plan loopt een jaar langer, en borging is nu ook een doel.",
            changed_en="The plan runs a year longer, and embedding is now an aim too.",
        )
        _hang(plan, by)
    _report(plan, by, history)


def _time(now: datetime, longer: int) -> tuple[date, date]:
    return date(now.year - 1, 1, 1), date(now.year + longer, 12, 31)


def _write(version: PlanVersion, by: Person, now: datetime, aims: tuple[Aim, ...]) -> None:
    blocks: dict[str, Sequence[Row]] = {
        "sections": SECTIONS,
        "aims": aims,
        "targets": _targets(now.year),
        "phases": _phases(now.year),
        "parties": _parties(),
    }
    for block, rows in blocks.items():
        plans.set_block(version=version, block=block, rows=list(rows), by=by)


def _parties() -> list[Party]:
    known = {one.slug: one for one in Organisation.objects.all()}
    province = known["provincie-limburg"]
    found = [
        Party("client", province),
        Party("funder", province),
        Party("facilitator", known["zet"]),
    ]
    found += [Party("partner", known[slug]) for slug in PARTNERS if slug in known]
    return found + [Party("partner", name=name, name_en=english) for name, english in KINDS]


def _targets(year: int) -> list[Target]:
    limburg = Area.objects.get(code="limburg", kind=AreaKind.PROVINCE)
    sectors = {one.code: one for one in Sector.objects.all()}
    what, english = "Mensen geschoold", "People trained"
    found = [
        Target(what, limburg, one, wanted, measure=MEASURE, what_en=english)
        for one, wanted in ((year, 1_500), (year + 1, 1_800))
    ]
    for code, wanted in (("verloskunde", 120), ("jeugdgezondheidszorg", 150), ("welzijn", 200)):
        found += [
            Target(what, region(ZUID), one, wanted, sectors[code], MEASURE, english)
            for one in (year, year + 1)
            if code in sectors
        ]
    return found


def _phases(year: int) -> list[Phase]:
    return [
        Phase("Wensen ophalen", *_of(year - 1, 1, 6), "done", "Hearing what people wish"),
        Phase("Drie pilots", *_of(year - 1, 7, 12), "done", "Three pilots"),
        Phase(
            "Scholing in heel Limburg", *_of(year, 1, 12), "under-way", "Training in all Limburg"
        ),
        Phase("Vastleggen wat werkt", *_of(year + 1, 1, 12), "planned", "Laying down what works"),
    ]


def _of(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, 30 if last == 6 else 31)


def _hang(plan: Plan, by: Person) -> None:
    """What is there of the south: actions, agreements and their money."""
    south = {"region": region(ZUID)}
    found: dict[str, QuerySet[Any]] = {
        "sheet": Sheet.objects.filter(**south),
        "action": Action.objects.filter(**south),
        "agreement": Agreement.objects.filter(**south),
        "budget-line": BudgetLine.objects.filter(**south, agreements__isnull=False).distinct(),
    }
    for kind, things in found.items():
        for key in things.order_by("pk").values_list("pk", flat=True)[:MOST_HUNG]:
            plans.hang_on(plan=plan, kind=kind, key=key, by=by)


def _report(plan: Plan, by: Person, history: History) -> None:
    """The half year before this one was sent; this one is being written."""
    current = half_of(history.now.date())
    before = Half(current.year, 1) if current.half == 2 else Half(current.year - 1, 2)
    with held_at(history.days_ago(100)):
        sent = reports.draft_report(plan=plan, half=before, by=by)
        words = {
            **sent.words,
            "targets": "De vraag is groot. In de zomer waren er minder trainingen.",
            "next": "In het najaar komen er zes trainingen bij. We vragen partners om het vast te leggen.",
        }
        reports.write_report(report=sent, words=words, by=by)
        reports.send_report(report=sent, by=by)
        send_due()
    with held_at(history.days_ago(2)):
        reports.draft_report(plan=plan, half=current, by=by)
    read_targets()
