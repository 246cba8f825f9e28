"""The demo's part of outreach: the newsletter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import translation

from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID
from veerkracht.kernel.clock import held_at, now
from veerkracht.outreach.models import Interest, Issue, Subscriber
from veerkracht.outreach.newsletter_issue_actions import (
    Head,
    Told,
    make_issue,
    pick,
    send_issue,
    write_item,
)
from veerkracht.outreach.newsletter_items import newsletter_items
from veerkracht.outreach.newsletter_rules import FASTEST, USUAL
from veerkracht.outreach.newsletter_sending import send_some
from veerkracht.outreach.newsletter_subscribe_actions import (
    Choices,
    ask,
    bring_list,
    confirm,
    leave,
    mark_of,
)
from veerkracht.people.models import Sector
from veerkracht.places.queries import region

if TYPE_CHECKING:
    from datetime import datetime

    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.outreach.newsletter_items import Suggestion
    from veerkracht.people.models import Person

READERS = (
    ("lezer.annemie", ZUID, ""),
    ("lezer.bas", ZUID, "trainings"),
    ("lezer.chantal", ZUID, "trainings stories"),
    ("lezer.dirk", "", ""),
    ("lezer.elise", ZUID, "news stories"),
    ("lezer.frans", ZUID, "plans pilots"),
    ("lezer.gerda", ZUID, ""),
    ("lezer.hub", ZUID, "trainings plans"),
    ("lezer.ine", MIDDEN, ""),
    ("lezer.jos", MIDDEN, "trainings"),
    ("lezer.karin", NOORD, ""),
    ("lezer.leon", NOORD, "stories"),
    ("lezer.mieke", ZUID, "stories"),
    ("lezer.noud", "", "trainings"),
    ("lezer.odette", ZUID, ""),
    ("lezer.piet", ZUID, "news"),
    ("lezer.rian", ZUID, "trainings"),
    ("lezer.sjef", ZUID, ""),
    ("lezer.truus", "", ""),
    ("lezer.ursula", ZUID, "pilots"),
    ("lezer.victor", ZUID, "trainings"),
    ("lezer.wies", MIDDEN, "plans"),
)
DATED, MOST_OFFERED = {"news", "sheets"}, 40
ENGLISH, LEAVES = "lezer.noud", "lezer.victor"
MET = "deelnemers startbijeenkomst (verzonnen)"
LIST = [["naam", "e-mail"], *([f"Gast {n}", f"gast.{n}@voorbeeld.example"] for n in range(1, 7))]


@dataclass(frozen=True)
class Plan:
    """An issue of so many days ago, with words of its own."""

    days: int
    subject: str
    subject_en: str
    intro: str
    intro_en: str
    told: Told


PLANS = (
    Plan(
        62,
        "Samen leren in Zuid-Limburg",
        "Learning together in South Limburg",
        "Hallo!\n\nDe eerste groepen zijn begonnen. In deze nieuwsbrief lees je waar nog plek is, "
        "en wat er in de wijken gebeurt.",
        "Hello!\n\nThe first groups have started. In this newsletter you read where there is room, "
        "and what happens in the neighbourhoods.",
        Told(
            Interest.PLANS,
            "De denktank zoekt mensen uit het onderwijs",
            "We kijken samen wat de regio volgend jaar moet leren. Werk je op een school? Denk dan mee.",
            title_en="The think tank looks for people from schools",
            text_en="Together we look at what the region should learn next year. Do you work at a school? Join.",
        ),
    ),
    Plan(
        24,
        "Nieuwe trainingen en een verhaal",
        "New trainings and a story",
        "Hallo!\n\nHet najaar zit vol met trainingen. En we vroegen een collega wat zij nu anders doet.",
        "Hello!\n\nAutumn is full of trainings. And we asked a colleague what she does differently now.",
        Told(
            Interest.PILOTS,
            "Wandelen met de wijkverpleegkundige",
            "In Heerlen proberen we het goede gesprek buiten te voeren. In het voorjaar vertellen we hoe het ging.",
            title_en="Walking with the district nurse",
            text_en="In Heerlen we try to have the good conversation outdoors. In spring we tell how it went.",
        ),
    ),
)


def bring_in(cast: Cast, history: History) -> None:
    """Readers, two issues that went, a draft, and a list that was asked."""
    if Issue.objects.exists():
        return
    with held_at(_noon(history, 80)):
        for name, code, kinds in READERS:
            _reads(name, code, kinds)
    for plan in PLANS:
        _issue(plan, cast["Rosa Redactie"], _noon(history, plan.days))
    with held_at(_noon(history, 20)):
        address = f"{LEAVES}@voorbeeld.example"
        leave(subscriber=Subscriber.objects.get(mark=mark_of(address)))
    with held_at(_noon(history, 10)):
        bring_list(
            region=region(ZUID),
            ground="asked",
            source=MET,
            table=LIST,
            by=cast.coordinator(ZUID),
        )
    with held_at(_noon(history, 2)):
        _draft(cast["Rosa Redactie"])


def _noon(history: History, days: int) -> datetime:
    return history.days_ago(days).replace(hour=11, minute=0, second=0, microsecond=0)


def _reads(name: str, code: str, kinds: str) -> None:
    address = f"{name}@voorbeeld.example"
    language = "en" if name == ENGLISH else "nl"
    sectors = Sector.objects.filter(code="verloskunde") if name.endswith("rian") else ()
    regions = [region(code)] if code else []
    choices = Choices(regions, list(sectors), kinds.split(), language)
    ask(address=address, choices=choices)
    confirm(subscriber=Subscriber.objects.get(mark=mark_of(address)))


def _issue(plan: Plan, by: Person, moment: datetime) -> None:
    """Written at a moment, and sent at once or on the first morning after it."""
    head = Head(plan.subject, plan.intro, plan.subject_en, plan.intro_en, pace=FASTEST)
    with held_at(moment):
        issue = make_issue(region=region(ZUID), head=head, by=by)
        _fill(issue, by)
        write_item(issue=issue, told=plan.told, by=by)
        send_issue(issue=issue, by=by)
    issue.refresh_from_db()
    with held_at(issue.goes_on_at or moment):
        send_some()


def _fill(issue: Issue, by: Person) -> None:
    moment = now()
    with translation.override("nl"):
        keys = [
            (name, thing.key)
            for name, source in newsletter_items.items()
            for thing in _there(name, source.offer(issue.region, MOST_OFFERED), moment)[:2]
        ]
    pick(issue=issue, keys=keys, by=by)


def _there(name: str, offered: list[Suggestion], moment: datetime) -> list[Suggestion]:
    """Without what carries a later date than the issue; a training that comes may."""
    if name not in DATED:
        return offered
    return [one for one in offered if one.when is None or one.when <= moment]


def _draft(by: Person) -> None:
    head = Head(
        "Nieuwsbrief voor de winter",
        "Hallo!\n\nHet jaar loopt ten einde. Wat nemen we mee naar het volgende?",
        pace=USUAL,
    )
    issue = make_issue(region=region(ZUID), head=head, by=by)
    _fill(issue, by)
