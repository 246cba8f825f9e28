"""The demo's promises: ten agreements at every step, six partners that look how far they are, and their plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from veerkracht.config.demo import programme_schooling
from veerkracht.config.demo.courses import ZUID
from veerkracht.kernel.clock import held_at, now, today, wall_time
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Organisation
from veerkracht.places.queries import region
from veerkracht.programme import agreement_actions as agreements
from veerkracht.programme import embedding_actions as embedding
from veerkracht.programme.agreement_actions import Terms
from veerkracht.programme.agreement_alarms import tell_agreement_alarms
from veerkracht.programme.embedding_actions import Said
from veerkracht.programme.embedding_rules import PARTS, months_later
from veerkracht.programme.models import Agreement, BudgetLine, EmbeddingTrack, Theme

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

COORDINATOR = "Coby Overzicht"
CONTACTS = {
    "provincie-limburg": "Pim Provincie",
    "burgerkracht-limburg": "Burt Burgersma",
    "beweging-limburg-positief-gezond": "Bente Beweging",
}
MORNING = time(9, 30)
STEPS_APART = 60  # days between one step and the next


@dataclass(frozen=True)
class Promise:
    """An agreement of the demo: how firm it is, when it ends and is looked at, and its money by last year."""

    by: str
    what: str
    what_en: str
    steps: tuple[str, ...] = ()
    laid_down_in: str = ""
    years: int | None = 2  # until the end of the year so many years from now; None: no end
    review_in: int | None = 120  # days from now
    money: str = ""
    money_years: int = 2  # the last year with money, so many years from now
    structural: bool = False


PROMISES = (
    Promise(
        "mumc",
        "Elke nieuwe verpleegkundige krijgt een dag over Positieve Gezondheid",
        "Every new nurse gets a day about Positive Health",
    ),
    Promise(
        "heerlen-stand-by",
        "In elke wijk oefenen buren samen het andere gesprek",
        "In every neighbourhood people practise the other conversation",
        review_in=-12,
    ),
    Promise(
        "burgerkracht-limburg",
        "Twee ervaringsdeskundigen doen mee in elke training",
        "Two experts by experience take part in every training",
        ("Namen en uren staan in een mail van het bestuur.",),
    ),
    Promise(
        "blauwe-zorg",
        "Huisartsen plannen een langer gesprek als dat helpt",
        "GPs plan a longer conversation where it helps",
        ("Vier praktijken noemden hun dag.",),
        years=1,
    ),
    Promise(
        "zuyd-hogeschool",
        "Positieve Gezondheid zit in elk leerjaar van Verloskunde",
        "Positive Health is in every year of Midwifery",
        ("De modules staan op een rij.", "De opleiding tekende het convenant."),
        "Opleidingsplan Verloskunde",
        years=None,
        structural=True,
    ),
    Promise(
        "academie-verloskunde-maastricht",
        "Stagebegeleiders volgen de basistraining",
        "Placement supervisors take the basic training",
        ("Er is een lijst met begeleiders.", "De brief is ondertekend."),
        "Stagebeleid",
    ),
    Promise(
        "provincie-limburg",
        "Geld voor scholing van mensen die met jonge gezinnen werken",
        "Money to train people who work with young families",
        ("Het bedrag staat in een brief.", "De beschikking is ondertekend.", "Begroting, blz. 41."),
        "Sociale Agenda",
        years=2,
        money="Scholing voor Kansrijke Start",
        money_years=0,
    ),
    Promise(
        "beweging-limburg-positief-gezond",
        "Een vaste facilitator voor intervisie in Zuid-Limburg",
        "A permanent facilitator for peer supervision in Zuid-Limburg",
        (
            "Het gaat om acht uur in de week.",
            "Het contract is getekend.",
            "Jaarbegroting, post 12.",
        ),
        "Jaarbegroting van de Beweging",
        money="Facilitator intervisie",
    ),
    Promise(
        "ggd-zuid-limburg",
        "Jeugdverpleegkundigen hebben elke maand twee uur voor intervisie",
        "Child health nurses have two hours of peer supervision every month",
        (
            "Uren staan in het rooster.",
            "Het MT tekende.",
            "Begroting jeugdgezondheidszorg.",
            "Verlengd in het MT van dit najaar.",
        ),
        "Begroting jeugdgezondheidszorg",
        money="Uren voor intervisie",
        structural=True,
    ),
    Promise(
        "provincie-limburg",
        "Een website waar iedereen de trainingen vindt",
        "A website where everybody finds the trainings",
        (
            "De eisen staan op papier.",
            "De opdracht is getekend.",
            "Begroting, blz. 43.",
            "Verlengd met twee jaar.",
        ),
        "Sociale Agenda",
        money="Website en beheer",
    ),
)

# Levels by part at 0, 3, 6 and 12 months; a partner that began later has fewer.
PARTNERS: dict[str, tuple[str, ...]] = {
    "ggd-zuid-limburg": ("1100", "1111", "2221", "3322"),
    "burgerkracht-limburg": ("2110", "2210", "2221", "3321"),
    "mumc": ("0010", "0110", "1110"),
    "zuyd-hogeschool": ("2101", "2212", "3222"),
    "academie-verloskunde-maastricht": ("1100", "1211"),
    "heerlen-stand-by": ("0120",),
}
BEGAN = {4: 13, 3: 7, 2: 4, 1: 1}  # months ago, by how many checks were filled in
SEEN = {
    "policy": ("", "Het staat in de jaarplannen.", "Vastgesteld in het beleidsplan."),
    "practice": ("", "Het web ligt op tafel bij de intake.", "Het hoort bij de werkinstructie."),
    "people": ("", "De helft volgde de training.", "Nieuwe collega’s beginnen ermee."),
    "money": ("", "Er zijn uren geschreven.", "Het staat in de begroting."),
}


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing; what people changed stays as it is."""
    for promise in PROMISES:
        if not Agreement.objects.filter(what=promise.what).exists():
            _promise(promise, cast, history)
    for slug, levels in PARTNERS.items():
        if not EmbeddingTrack.objects.filter(organisation__slug=slug).exists():
            _partner(slug, levels, cast)
    with held_at(history.days_ago(1)):
        tell_agreement_alarms()
        embedding.tell_checks()
        send_due()
    programme_schooling.bring_in(cast, history)


def _who(slug: str, cast: Cast) -> Person:
    """Who speaks for an organisation, else the coordinator."""
    return cast[CONTACTS.get(slug, COORDINATOR)]


def _theme() -> Theme:
    title = "Scholing van professionals"
    known = Theme.objects.filter(title=title).first()
    return known or Theme.objects.create(
        slug="scholing-van-professionals",
        programme="Kansrijke Start",
        title=title,
        title_en="Training of professionals",
    )


def _promise(promise: Promise, cast: Cast, history: History) -> None:
    organisation = Organisation.objects.get(slug=promise.by)
    begun = STEPS_APART * (len(promise.steps) + 1)
    with held_at(history.days_ago(begun)):
        terms = Terms(
            what=promise.what,
            what_en=promise.what_en,
            since=today(),
            until=_end_of(promise.years),
            theme=_theme(),
            laid_down_in=promise.laid_down_in,
            structural=promise.structural,
            budget_line=_money(promise, organisation),
            person=cast[CONTACTS[promise.by]] if promise.by in CONTACTS else None,
            review_on=_review(promise, history),
        )
        agreement = agreements.make_agreement(
            region=region(ZUID), promised_by=organisation, terms=terms, by=cast[COORDINATOR]
        )
    for nth, evidence in enumerate(promise.steps):
        with held_at(history.days_ago(begun - STEPS_APART * (nth + 1))):
            _step(agreement, evidence, _who(promise.by, cast))


def _step(agreement: Agreement, evidence: str, by: Person) -> None:
    agreement.refresh_from_db()
    if agreement.step == "in-budget":
        agreements.renew(agreement=agreement, until=agreement.until, evidence=evidence, by=by)
    else:
        agreements.firm_up(agreement=agreement, evidence=evidence, by=by)


def _end_of(years: int | None) -> date | None:
    return None if years is None else date(now().year + years, 12, 31)


def _review(promise: Promise, history: History) -> date | None:
    if promise.review_in is None:
        return None
    return (history.now + timedelta(days=promise.review_in)).date()


def _money(promise: Promise, funder: Organisation) -> BudgetLine | None:
    """The line of this year; the same purpose has lines until its last year."""
    if not promise.money:
        return None
    first = now().year
    for year in range(first, first + promise.money_years + 1):
        BudgetLine.objects.get_or_create(
            region=region(ZUID),
            theme=_theme(),
            funder=funder,
            what=promise.money,
            year=year,
            defaults={
                "structural": promise.structural,
                "asked": 50_000_00,
                "promised": 40_000_00,
                "reserved": 30_000_00,
                "realised": 22_500_00 if year == first else 0,
                "changed_at": now(),
            },
        )
    return BudgetLine.objects.get(what=promise.money, year=first, funder=funder)


def _partner(slug: str, levels: tuple[str, ...], cast: Cast) -> None:
    starts_on = months_later(today(), -BEGAN[len(levels)])
    with held_at(_morning(starts_on)):
        track = embedding.start_track(
            region=region(ZUID),
            organisation=Organisation.objects.get(slug=slug),
            starts_on=starts_on,
            by=cast[COORDINATOR],
        )
    for check, digits in zip(track.checks.all(), levels, strict=False):
        with held_at(_morning(check.due_on)):
            said = {
                part: Said(int(level), SEEN[part][max(int(level) - 1, 0)])
                for part, level in zip(PARTS, digits, strict=True)
            }
            step = "We bespreken dit in het teamoverleg."
            by = _who(slug, cast)
            embedding.keep_check(check=check, said=said, next_step=step, by=by)


def _morning(day: date) -> datetime:
    return wall_time(datetime.combine(day, MORNING))
