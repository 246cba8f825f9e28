"""When the money is gone: waiting for it in order of asking, being told, going on, or paying oneself.

Lock order: people, editions, then the scheme's money. Whoever tells the waiting holds only the last.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.enrolment.actions import accept, request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.funding import ledger_posting as ledger
from veerkracht.funding.models import (
    LIVE_WAITS,
    Cause,
    Claim,
    Cover,
    MoneyWait,
    OwnPayment,
    Short,
    Stand,
    WaitState,
)
from veerkracht.funding.policies import check_is_mine
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.rows import ask
from veerkracht.messages.actions import News, queue

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition

MONEY_CAME = "funding.money_came"
MONEY_WENT = "funding.money_went"
SHORT = "SELECT funding_short(%s::bigint, %s::bigint, %s::date, %s::bigint)"


@transaction.atomic
def wait_for_money(*, edition: Edition, by: Person) -> MoneyWait:
    """Wait until the scheme can pay for a place; who waits already keeps their spot.

    RuleBroken when no scheme covers the edition, one has a place already, or it is over.
    """
    covering = _covering(edition)
    ledger.hold_scheme(covering.scheme_id)
    already = MoneyWait.objects.filter(edition=edition, person=by, state__in=LIVE_WAITS).first()
    if already:
        return already
    if Enrolment.objects.filter(edition=edition, person=by, state=State.PLACED).exists():
        raise RuleBroken(_("Je hebt al een plaats in deze training."))
    if not _can_begin(edition):
        raise RuleBroken(_("Voor deze training kun je niet meer op geld wachten."))
    wait = MoneyWait.objects.create(
        scheme_id=covering.scheme_id,
        edition=edition,
        person=by,
        short=_short(covering, edition, by) or Short.TOTAL,
        asked_at=now(),
    )
    record("funding.waits_for_money", wait, by=by, region_id=edition.region_id)
    pass_on(covering.scheme_id)
    wait.refresh_from_db()
    return wait


def _covering(edition: Edition) -> Cover:
    covering = Cover.objects.filter(edition=edition).first()
    if covering is None:
        raise RuleBroken(_("Voor deze training is er geen subsidie."))
    return covering


def _can_begin(edition: Edition) -> bool:
    return edition.state == "published" and (edition.starts_at is None or edition.starts_at > now())


def _short(covering: Cover, edition: Edition, person: Person) -> str:
    day = local(edition.starts_at or now()).date()
    values = [covering.scheme_id, covering.amount, day, person.organisation_id]
    return str(ask(SHORT, values).rows()[0][0])


# Telling who is next


def pass_on(scheme_id: int) -> int:
    """Tell the first who wait and whom there is money for; returns how many. The money is reserved for them.

    Strictly in order: while the first needs more than there is, nobody behind is told. Who waits for the
    money of a year or organisation that is still used up holds up nobody else.
    """
    waiting = MoneyWait.objects.filter(scheme=scheme_id, state=WaitState.WAITING)
    if not waiting.exists():
        return 0
    ledger.hold_scheme(scheme_id)
    told = 0
    related = ("edition__cover__rules", "edition__course", "person")
    for wait in waiting.select_related(*related).order_by("asked_at", "pk"):
        if not _can_begin(wait.edition):
            MoneyWait.objects.filter(pk=wait.pk).update(state=WaitState.OVER, ended_at=now())
            continue
        short = _short(wait.edition.cover, wait.edition, wait.person)
        if not short:
            _tell(wait)
            told += 1
        elif short != wait.short:
            MoneyWait.objects.filter(pk=wait.pk).update(short=short)
        if short == Short.TOTAL:
            break
    return told


def _tell(wait: MoneyWait) -> None:
    covering = wait.edition.cover
    claim = Claim.objects.create(
        scheme_id=wait.scheme_id,
        performance_id=covering.performance_id,
        cause=Cause.WAIT,
        cause_id=wait.pk,
        organisation_id=wait.person.organisation_id,
        day=local(wait.edition.starts_at or now()).date(),
        amount=covering.amount,
        stand=Stand.RELEASED,
    )
    ledger.charge(claim.pk, Stand.RESERVED)
    until = _term(wait, covering.rules.hours_to_answer)
    MoneyWait.objects.filter(pk=wait.pk).update(state=WaitState.TOLD, told_at=now(), until=until)
    queue([_news(MONEY_CAME, wait)])


def _term(wait: MoneyWait, hours: int) -> datetime:
    """The hours that the scheme gives, but not beyond the start."""
    until = now() + timedelta(hours=hours)
    return min(until, wait.edition.starts_at) if wait.edition.starts_at else until


def _news(kind: str, wait: MoneyWait) -> News:
    return News(
        kind=kind,
        person_id=wait.person_id,
        address=wait.person.email,
        language=wait.person.language,
        once=f"{kind}:{wait.pk}",
        facts={"wait": wait.pk},
    )


def lapse_waits() -> int:
    """End the terms that passed and tell the next; returns how many ended. A recurring job."""
    overdue = _overdue()
    schemes = sorted(set(overdue.values_list("scheme_id", flat=True)))
    return sum(_lapse(scheme) for scheme in schemes)


def _overdue() -> QuerySet[MoneyWait]:
    """Told, and the term passed or the training was called off."""
    passed = Q(until__lte=now()) | Q(edition__state="cancelled")
    return MoneyWait.objects.filter(passed, state=WaitState.TOLD)


@transaction.atomic
def _lapse(scheme_id: int) -> int:
    ledger.hold_scheme(scheme_id)
    rows = list(_overdue().filter(scheme=scheme_id).select_related("person"))
    for wait in rows:
        _end(wait, WaitState.LAPSED)
    queue(_news(MONEY_WENT, wait) for wait in rows)
    pass_on(scheme_id)
    return len(rows)


def _end(wait: MoneyWait, state: WaitState) -> None:
    """End a wait; what was reserved for it is free. The scheme is held."""
    for claim in Claim.objects.filter(cause=Cause.WAIT, cause_id=wait.pk):
        ledger.charge(claim.pk, Stand.RELEASED)
    MoneyWait.objects.filter(pk=wait.pk).update(state=state, ended_at=now())


@transaction.atomic
def stop_waiting(*, wait: MoneyWait, by: Person) -> None:
    """Wait no longer; what was reserved goes to the next."""
    check_is_mine(by, wait)
    ledger.hold_scheme(wait.scheme_id)
    wait.refresh_from_db()
    if wait.state not in LIVE_WAITS:
        raise OutOfDate(_("Je wacht hier niet meer."))
    _end(wait, WaitState.LEFT)
    record("funding.stopped_waiting", wait, by=by)
    pass_on(wait.scheme_id)


# Going on


def take_place(*, wait: MoneyWait, by: Person, despite_overlap: bool = True) -> list[Enrolment]:
    """Go on with the money that is reserved: a place, or the waiting list when all places are taken.

    RuleBroken when the term passed, or the edition cannot be booked.
    """
    check_is_mine(by, wait)
    wait.refresh_from_db()
    if wait.state != WaitState.TOLD or wait.until is None or wait.until <= now():
        raise RuleBroken(_("De tijd om te antwoorden is voorbij."))
    return _ask(wait.edition, by, despite_overlap=despite_overlap)


@transaction.atomic
def pay_self(*, edition: Edition, by: Person, despite_overlap: bool = True) -> list[Enrolment]:
    """Take the place and pay the full price: no scheme is charged, and waiting for money ends.

    RuleBroken when no scheme covers the edition, or it cannot be booked.
    """
    covering = _covering(edition)
    OwnPayment.objects.get_or_create(
        edition=edition, person=by, defaults={"price": edition.price + covering.amount}
    )
    rows = _ask(edition, by, despite_overlap=despite_overlap)
    ledger.hold_scheme(covering.scheme_id)
    for wait in MoneyWait.objects.filter(edition=edition, person=by, state__in=LIVE_WAITS):
        _end(wait, WaitState.LEFT)
    pass_on(covering.scheme_id)
    record("funding.pays_self", rows[0], by=by, region_id=edition.region_id)
    return rows


def _ask(edition: Edition, by: Person, *, despite_overlap: bool) -> list[Enrolment]:
    offered = Enrolment.objects.filter(edition=edition, person=by, state=State.OFFERED).first()
    if offered:
        return accept(enrolment=offered, by=by)
    live = Enrolment.objects.live().filter(edition=edition, person=by).first()
    if live:
        return [live]
    return request_places(people=[by], editions=[edition], by=by, despite_overlap=despite_overlap)
