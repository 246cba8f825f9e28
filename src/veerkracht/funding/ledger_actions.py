"""Booking: what happened to places, hours of coaching, by hand, and the seal on the chain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.enrolment.models import Enrolment, Move
from veerkracht.funding import ledger_posting as ledger
from veerkracht.funding.ceiling_actions import pass_on
from veerkracht.funding.ledger_rules import Happened, cost_of_minutes, stand_after
from veerkracht.funding.ledger_seal import seal_scheme
from veerkracht.funding.models import (
    Account,
    AccountKind,
    Booking,
    BookingKind,
    Cause,
    Claim,
    Cover,
    OwnPayment,
    Performance,
    PerformanceKind,
    Scheme,
    Stand,
)
from veerkracht.funding.policies import check_may_book
from veerkracht.funding.scheme_actions import rules_of
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.practice.models import AppointmentState, CoachingAppointment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person

LEFT_LATE = "left-late"  # the rule of a move, as ``docs/reference/states.md`` names it
BY_HAND = (AccountKind.AVAILABLE, AccountKind.RESERVED, AccountKind.COMMITTED, AccountKind.REALISED)


# Places


def give(enrolment_id: int) -> None:
    """A place is given: its money is fixed. Sent along with the rest; nothing without a scheme."""
    ledger.place(enrolment_id, stand_after(Happened.GIVEN))


def offer(enrolment_id: int) -> None:
    """A place is offered: its money is reserved when there is any."""
    ledger.place(enrolment_id, stand_after(Happened.OFFERED), soft=True)


def let_go(enrolment_id: int, edition_id: int, *, had_place: bool) -> None:
    """A place or an offer is given up: its money is free, or spent when the scheme says so for leaving late.

    Who paid for the place themselves can choose anew another time.
    """
    covering = Cover.objects.filter(edition=edition_id).select_related("rules").first()
    if covering is None:
        return
    if had_place:
        OwnPayment.objects.filter(edition=edition_id, person__enrolments=enrolment_id).delete()
    claim = _claim(enrolment_id)
    if claim is None:
        return
    happened = _how_it_ended(enrolment_id) if had_place else Happened.OFFER_ENDED
    ledger.charge(claim.pk, stand_after(happened, rule=covering.rules.left_late))
    pass_on(covering.scheme_id)


def _claim(enrolment_id: int) -> Claim | None:
    return Claim.objects.filter(cause=Cause.PLACE, cause_id=enrolment_id).first()


def _how_it_ended(enrolment_id: int) -> Happened:
    rule = (
        Move.objects.filter(enrolment=enrolment_id).order_by("-pk").values_list("rule", flat=True)
    )
    return Happened.GIVEN_UP_LATE if rule.first() == LEFT_LATE else Happened.GIVEN_UP


@transaction.atomic
def settle_edition(edition_id: int) -> int:
    """Once an edition is over: who came is spent, who stayed away follows the rule. Returns how many moved.

    What becomes known later, or otherwise than before, is booked then.
    """
    covering = Cover.objects.filter(edition=edition_id).select_related("edition", "rules").first()
    if covering is None or covering.edition.ends_at is None or covering.edition.ends_at > now():
        return 0
    ledger.hold_scheme(covering.scheme_id)
    came = dict(Enrolment.objects.filter(edition=edition_id).values_list("pk", "came"))
    held = Claim.objects.filter(cause=Cause.PLACE, cause_id__in=came).exclude(stand=Stand.RESERVED)
    moved = 0
    for claim in held.order_by("pk"):
        if _is_still_seated(claim):
            wanted = stand_after(_known(came[claim.cause_id]), rule=covering.rules.no_show)
            moved += wanted != claim.stand
            ledger.charge(claim.pk, wanted)
    pass_on(covering.scheme_id)
    return moved


def _is_still_seated(claim: Claim) -> bool:
    return Enrolment.objects.filter(pk=claim.cause_id, state="placed").exists()


def _known(came: bool | None) -> Happened:  # noqa: FBT001 - three answers
    if came is None:
        return Happened.NOT_KNOWN
    return Happened.CAME if came else Happened.STAYED_AWAY


def settle_all() -> int:
    """Editions that are over and have money that is not yet spent or free. A recurring job."""
    open_ones = Claim.objects.filter(cause=Cause.PLACE, stand=Stand.COMMITTED).values("cause_id")
    editions = Enrolment.objects.filter(
        pk__in=open_ones, came__isnull=False, edition__ends_at__lte=now()
    )
    ids = sorted(set(editions.values_list("edition_id", flat=True)))
    return sum(settle_edition(pk) for pk in ids)


# Hours of coaching


def charge_hours() -> int:
    """Coaching that was held is charged to the schemes that pay hours; returns how many were new. A job."""
    return _charge_hours(Performance.objects.all())


def charge_hours_of(region_id: int) -> int:
    """The same for one region.

    What was said to be held and is not, is booked back. Hours that no money is left for are kept as short.
    """
    return _charge_hours(Performance.objects.filter(line__scheme__region=region_id))


def _charge_hours(found: QuerySet[Performance]) -> int:
    promised = found.filter(kind=PerformanceKind.HOURS).select_related("line__scheme")
    return sum(_hours_of(one) for one in promised.order_by("line__scheme", "pk"))


@transaction.atomic
def _hours_of(performance: Performance) -> int:
    scheme = performance.line.scheme
    rules = rules_of(scheme)
    if not rules.hour_rate:
        return 0
    ledger.hold_scheme(scheme.pk)
    known = {
        claim.cause_id: claim for claim in Claim.objects.filter(cause=Cause.HOURS, scheme=scheme)
    }
    new = [
        _claim_hours(one, performance, rules.hour_rate)
        for one in _held(scheme)
        if one.pk not in known
    ]
    Claim.objects.bulk_create(new)
    held = {one.pk for one in _held(scheme)}
    for claim in (*known.values(), *new):
        wanted = Stand.REALISED if claim.cause_id in held else Stand.RELEASED
        if claim.stand != wanted:
            ledger.charge(claim.pk, wanted)
    return len(new)


def _held(scheme: Scheme) -> list[CoachingAppointment]:
    """What was held in the scheme's region and period, and no other scheme paid for."""
    elsewhere = Claim.objects.filter(cause=Cause.HOURS).exclude(scheme=scheme).values("cause_id")
    found = CoachingAppointment.objects.filter(
        state=AppointmentState.HELD,
        coaching__region=scheme.region_id,
        starts_at__date__range=(scheme.from_day, scheme.until_day),
    ).exclude(pk__in=elsewhere)
    return list(found.select_related("coaching__person").order_by("starts_at", "pk"))


def _claim_hours(one: CoachingAppointment, performance: Performance, rate: int) -> Claim:
    minutes = int((one.ends_at - one.starts_at).total_seconds() // 60)
    return Claim(
        scheme=performance.line.scheme,
        performance=performance,
        cause=Cause.HOURS,
        cause_id=one.pk,
        organisation_id=one.coaching.person.organisation_id,
        day=local(one.starts_at).date(),
        number=minutes,
        amount=cost_of_minutes(minutes, rate),
        stand=Stand.SHORT,
    )


# By hand


@transaction.atomic
def book_by_hand(
    *,
    scheme: Scheme,
    source: str,
    target: str,
    amount: int,
    reason: str,
    evidence: str,
    by: Person,
) -> Booking:
    """Move an amount in cents between two accounts, with a reason and evidence.

    RuleBroken when both accounts are the same, the amount is not above nought, or there is not so much.
    """
    check_may_book(by, scheme)
    if {source, target} - set(BY_HAND) or source == target:
        raise RuleBroken(_("Kies twee verschillende rekeningen."), field="target")
    _check_reasoned(amount, reason, evidence)
    number = ledger.post(
        scheme.pk,
        BookingKind.MANUAL,
        (source, target),
        amount,
        by_id=by.pk,
        reason=reason.strip(),
        evidence=evidence.strip(),
    )
    return _booked(number, scheme, by)


def _check_reasoned(amount: int, reason: str, evidence: str) -> None:
    if amount <= 0:
        raise RuleBroken(_("Vul een bedrag in dat hoger is dan nul."), field="amount")
    if not reason.strip():
        raise RuleBroken(_("Zeg waarom."), field="reason")
    if not evidence.strip():
        raise RuleBroken(_("Zeg welk stuk dit bewijst."), field="evidence")


def _booked(number: int, scheme: Scheme, by: Person) -> Booking:
    made = Booking.objects.get(pk=number)
    record(f"funding.booked_{made.kind}", made, by=by, region_id=scheme.region_id)
    pass_on(scheme.pk)
    return made


@transaction.atomic
def book_back(*, booking: Booking, reason: str, evidence: str, by: Person) -> Booking:
    """Undo a booking that was made by hand, by its counter-entry; once.

    RuleBroken for another kind: those follow what happens to the place or the hours.
    """
    scheme = booking.scheme
    check_may_book(by, scheme)
    ledger.hold_scheme(scheme.pk)
    if booking.kind != BookingKind.MANUAL:
        raise RuleBroken(_("Alleen wat met de hand is geboekt, boek je zo terug."))
    if Booking.objects.filter(corrects=booking).exists():
        raise RuleBroken(_("Deze boeking is al teruggeboekt."))
    _check_reasoned(1, reason, evidence)
    sides = {entry.amount > 0: entry for entry in booking.entries.select_related("account")}
    number = ledger.post(
        scheme.pk,
        BookingKind.COUNTER,
        (sides[True].account.kind, sides[False].account.kind),
        sides[True].amount,
        by_id=by.pk,
        reason=reason.strip(),
        evidence=evidence.strip(),
        corrects=booking.pk,
    )
    return _booked(number, scheme, by)


def seal() -> int:
    """Sign the head of each scheme's chain that grew; returns how many were signed. A recurring job."""
    grown = Account.objects.filter(kind=AccountKind.AVAILABLE, bookings__gt=0)
    return sum(map(seal_scheme, _ids(grown.values_list("scheme_id", flat=True))))


def _ids(found: Iterable[int]) -> list[int]:
    return sorted(set(found))
