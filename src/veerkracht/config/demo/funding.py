"""The demo's subsidies of Zuid-Limburg: one that runs, one whose money is gone, and one that is accounted for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from veerkracht.config.demo.courses import ZUID
from veerkracht.funding import actions
from veerkracht.funding.models import Account, AwardLine, Performance, Scheme
from veerkracht.kernel.clock import held_at, local, today
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Organisation
from veerkracht.places.queries import region
from veerkracht.training.models import Course, Edition

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

COORDINATOR, PAYER = "Coby Overzicht", "Paula Penning"
GESPREK, WIJKTEAM = "het-gesprek-met-aanstaande-ouders", "positieve-gezondheid-in-het-wijkteam"
STARTEN = "starten-met-positieve-gezondheid"
RUNNING = "Scholing Positieve Gezondheid"
FULL = "Scholing in het Heuvelland"
PAST = "Scholing Positieve Gezondheid, eerste jaar"
VILLAGE = "De Watermolen"  # where the training is whose money is gone
SEAT, HOUR = 18_500, 8_500


def bring_in(cast: Cast, history: History) -> None:
    """Make the schemes that are missing; what people booked since stays."""
    for name, make in ((PAST, _past), (RUNNING, _running), (FULL, _full)):
        if not Scheme.objects.filter(name=name).exists():
            make(cast, history)
    send_due()


def _scheme(
    name: str, name_en: str, period: tuple[date, date], reference: str, by: Person
) -> Scheme:
    found = Organisation.objects.all()
    return actions.make_scheme(
        region=region(ZUID),
        name=name,
        name_en=name_en,
        funder=found.get(slug="provincie-limburg"),
        client=found.get(slug="beweging-limburg-positief-gezond"),
        period=period,
        reference=reference,
        hour_rate=HOUR,
        by=by,
    )


def _award(scheme: Scheme, amount: int, by: Person) -> None:
    """The chain up to the advance, and the ceiling."""
    first, letter = scheme.from_day, scheme.reference
    steps = (
        ("request", first - timedelta(days=70), None, f"{letter}/aanvraag"),
        ("award", first - timedelta(days=14), amount, f"{letter}/verlening"),
        ("advance", first, amount * 8 // 10, f"{letter}/voorschot"),
    )
    for kind, on, cents, document in steps:
        actions.add_step(scheme=scheme, kind=kind, on=on, amount=cents, document=document, by=by)
    reason = "Het bedrag van de verlening"
    actions.set_ceiling(
        scheme=scheme, amount=amount, reason=reason, evidence=f"{letter}/verlening", by=by
    )


def _seats(
    line: AwardLine, name: str, planned: int, slugs: tuple[str, ...], by: Person
) -> Performance:
    courses = list(Course.objects.filter(slug__in=slugs).order_by("slug"))
    return actions.add_performance(
        line=line, name=name, kind="seats", planned=planned, courses=courses, by=by
    )


def _cover(performance: Performance, by: Person, *, apart: str = "") -> None:
    """Editions of the courses within the period that no scheme pays for yet."""
    scheme = performance.line.scheme
    found = Edition.objects.filter(
        course__in=performance.courses.all(),
        starts_at__date__range=(scheme.from_day, scheme.until_day),
        subsidy__gt=0,
        cover=None,
    ).exclude(state="cancelled")
    for edition in found.exclude(venue=apart).order_by("starts_at"):
        actions.cover(edition=edition, performance=performance, by=by)
        actions.settle_edition(edition.pk)


def _running(cast: Cast, history: History) -> None:
    """Money for this year and the next; a rate for coaching, a bill for a hall, a year's own ceiling."""
    by, first = cast[COORDINATOR], local(history.days_ago(60)).date()
    with held_at(history.days_ago(60)):
        period = (first, date(first.year + 1, 12, 31))
        scheme = _scheme(RUNNING, "Training in Positive Health", period, "PL-2026-0417", by)
        _award(scheme, 4_500_000, by)
        line = actions.add_line(
            scheme=scheme, name="Trainingen", amount=4_000_000, co_funding=250_000, by=by
        )
        conversation = _seats(line, "Professionals die het gesprek leren", 160, (GESPREK,), by)
        teams = _seats(line, "Wijkteams die samen leren", 80, (WIJKTEAM, STARTEN), by)
        coaching = actions.add_line(scheme=scheme, name="Coaching", amount=500_000, by=by)
        promised = "Coaching na de training"
        actions.add_performance(line=coaching, name=promised, kind="hours", planned=50, by=by)
    with held_at(history.days_ago(45)):
        _cover(conversation, by)
        _cover(teams, by, apart=VILLAGE)
        actions.set_year_ceiling(scheme=scheme, year=period[1].year, amount=3_500_000, by=by)
    with held_at(history.days_ago(20)):
        _cover_past(scheme)
        actions.charge_hours()
        actions.book_by_hand(
            scheme=scheme,
            source="available",
            target="realised",
            amount=37_500,
            reason="Huur van de zaal in Kerkrade",
            evidence="Factuur 2026-118",
            by=cast[PAYER],
        )


def _cover_past(scheme: Scheme) -> None:
    for covering in scheme.covers.all():
        actions.settle_edition(covering.edition_id)


def _full(cast: Cast, history: History) -> None:
    """As much money as there are people with a place: the next can wait for it, and one does."""
    by, first = cast[COORDINATOR], local(history.days_ago(40)).date()
    edition = Edition.objects.filter(venue=VILLAGE, course__slug=STARTEN).order_by("pk").last()
    if edition is None or hasattr(edition, "cover"):
        return
    with held_at(history.days_ago(30)):
        period = (first, date(first.year + 1, 12, 31))
        scheme = _scheme(FULL, "Training in the Heuvelland", period, "PL-2026-0533", by)
        amount = max(edition.enrolments.filter(state="placed").count(), 1) * SEAT
        _award(scheme, amount, by)
        line = actions.add_line(scheme=scheme, name="Trainingen", amount=amount, by=by)
        village = _seats(line, "Mensen uit het Heuvelland die beginnen", 12, (), by)
        actions.cover(edition=edition, performance=village, by=by)
    with held_at(history.days_ago(3)):
        free = Account.objects.get(scheme=scheme, kind="available").balance
        here = set(edition.enrolments.values_list("person", flat=True))
        if free < SEAT:
            somebody = next(one for one, _profile in cast.crowd if one.pk not in here)
            actions.wait_for_money(edition=edition, by=somebody)


def _past(cast: Cast, history: History) -> None:
    """A year that is over: fewer people than planned, said why, accounted for and closed."""
    by = cast[COORDINATOR]
    period = (local(history.days_ago(330)).date(), local(history.days_ago(95)).date())
    with held_at(history.days_ago(330)):
        scheme = _scheme(
            PAST, "Training in Positive Health, first year", period, "PL-2025-0288", by
        )
        _award(scheme, 1_200_000, by)
        line = actions.add_line(
            scheme=scheme, name="Trainingen", amount=1_200_000, co_funding=100_000, by=by
        )
        seats = _seats(line, "Mensen die een training volgen", 60, (GESPREK, STARTEN, WIJKTEAM), by)
    with held_at(history.days_ago(240)):
        _cover(seats, by)
    with held_at(history.days_ago(90)):
        _cover_past(scheme)
        _account(scheme, line, seats, by)
    actions.seal()


def _account(scheme: Scheme, line: AwardLine, seats: Performance, by: Person) -> None:
    year = scheme.until_day.year
    text = (
        "Er kwamen minder mensen dan gepland. Twee groepen zijn verzet naar het najaar, "
        "omdat kraamzorg in de zomer te weinig mensen had."
    )
    actions.add_note(scheme=scheme, year=year, text=text, performance=seats, by=by)
    actions.add_co_funding(
        line=line,
        year=year,
        payer="Zuyd Hogeschool",
        amount=82_000,
        evidence="Verklaring Z-2026-12",
        by=by,
    )
    actions.add_step(
        scheme=scheme,
        kind="notice",
        on=min(scheme.until_day, today()),
        document=f"{scheme.reference}/melding",
        note="Twee groepen later",
        by=by,
    )
    account = actions.draft_account(
        scheme=scheme, period=(scheme.from_day, scheme.until_day), by=by
    )
    actions.close_account(account=account, by=by)
