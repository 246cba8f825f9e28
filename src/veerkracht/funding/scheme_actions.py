"""Making a scheme, its rules, steps, lines and performances, and saying which editions it covers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.enrolment.actions import hold_editions
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.enrolment.policies import limits_in_words
from veerkracht.funding import ledger_posting as ledger
from veerkracht.funding.ceiling_actions import pass_on
from veerkracht.funding.ledger_rules import Happened, amount_for_seat, stand_after
from veerkracht.funding.models import (
    Account,
    AccountKind,
    AwardLine,
    Ceiling,
    Claim,
    Cover,
    Performance,
    PerformanceKind,
    Scheme,
    SchemeRules,
    SchemeStep,
)
from veerkracht.funding.policies import check_may_keep
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.policies import check_may_coordinate

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area
    from veerkracht.training.models import Course, Edition


@transaction.atomic
def make_scheme(
    *,
    region: Area,
    name: str,
    funder: Organisation,
    client: Organisation,
    period: tuple[date, date],
    by: Person,
    reference: str = "",
    name_en: str = "",
    **rules: Any,
) -> Scheme:
    """A scheme with its accounts at nought and its first rules; money comes with ``set_ceiling``.

    RuleBroken when the last day is before the first.
    """
    check_may_coordinate(by, region.pk)
    if period[1] < period[0]:
        raise RuleBroken(_("De laatste dag is voor de eerste."), field="until_day")
    scheme = Scheme.objects.create(
        region=region,
        name=name,
        name_en=name_en,
        funder=funder,
        client=client,
        reference=reference,
        from_day=period[0],
        until_day=period[1],
        made_at=now(),
    )
    Account.objects.bulk_create(Account(scheme=scheme, kind=kind) for kind in AccountKind)
    SchemeRules.objects.create(scheme=scheme, version=1, from_day=period[0], **rules)
    record("funding.scheme_made", scheme, by=by, region_id=region.pk)
    return scheme


@transaction.atomic
def set_rules(*, scheme: Scheme, by: Person, from_day: date, **rules: Any) -> SchemeRules:
    """A new version of the rules. What was booked by an earlier version stays as it was.

    RuleBroken when an organisation used more already than the new maximum.
    """
    check_may_keep(by, scheme)
    ledger.hold_scheme(scheme.pk)
    last = rules_of(scheme)
    if from_day < last.from_day:
        raise RuleBroken(_("Nieuwe regels gelden niet eerder dan de vorige."), field="from_day")
    made = SchemeRules.objects.create(
        scheme=scheme, version=last.version + 1, from_day=from_day, **rules
    )
    _fit_organisations(made)
    record("funding.rules_set", scheme, by=by, region_id=scheme.region_id)
    return made


def _fit_organisations(rules: SchemeRules) -> None:
    theirs = Ceiling.objects.filter(scheme=rules.scheme, organisation__isnull=False)
    most = rules.most_per_organisation
    if most is None:
        theirs.delete()
        return
    if theirs.filter(used__gt=most).exists():
        message = _("Een organisatie gebruikte al meer. Kies een hoger bedrag.")
        raise RuleBroken(message, field="most_per_organisation")
    theirs.update(amount=most)
    _organisations_anew(rules.scheme, most)


def _organisations_anew(scheme: Scheme, most: int) -> None:
    """A maximum holds for what was used before it as well: a ceiling for each organisation that has claims."""
    known = set(Ceiling.objects.filter(scheme=scheme).values_list("organisation_id", flat=True))
    used: dict[int, int] = {}
    live = Claim.objects.filter(scheme=scheme, organisation_id__isnull=False).exclude(
        stand__in=["released", "short"]
    )
    for organisation, amount in live.values_list("organisation_id", "amount"):
        if organisation is not None and organisation not in known:
            used[organisation] = used.get(organisation, 0) + amount
    if any(amount > most for amount in used.values()):
        message = _("Een organisatie gebruikte al meer. Kies een hoger bedrag.")
        raise RuleBroken(message, field="most_per_organisation")
    Ceiling.objects.bulk_create(
        Ceiling(scheme=scheme, organisation_id=one, amount=most, used=amount)
        for one, amount in used.items()
    )


def rules_of(scheme: Scheme) -> SchemeRules:
    """The newest version of a scheme's rules."""
    return SchemeRules.objects.filter(scheme=scheme).order_by("-version")[0]


@transaction.atomic
def add_step(*, scheme: Scheme, by: Person, **values: Any) -> SchemeStep:
    """Note a step of the chain, with its letter."""
    check_may_keep(by, scheme)
    step = SchemeStep.objects.create(scheme=scheme, **values)
    record(f"funding.step_{step.kind}", scheme, by=by, region_id=scheme.region_id)
    return step


@transaction.atomic
def add_line(
    *, scheme: Scheme, name: str, amount: int, by: Person, co_funding: int = 0
) -> AwardLine:
    """A budget line of the award. RuleBroken when there is one of that name."""
    check_may_keep(by, scheme)
    if AwardLine.objects.filter(scheme=scheme, name=name).exists():
        raise RuleBroken(_("Er is al een begrotingsregel met deze naam."), field="name")
    line = AwardLine.objects.create(scheme=scheme, name=name, amount=amount, co_funding=co_funding)
    record("funding.line_added", scheme, by=by, region_id=scheme.region_id)
    return line


@transaction.atomic
def add_performance(
    *,
    line: AwardLine,
    name: str,
    kind: str,
    planned: int,
    by: Person,
    courses: Sequence[Course] = (),
) -> Performance:
    """What was promised on a line: places in editions of these courses, or hours of coaching."""
    check_may_keep(by, line.scheme)
    if Performance.objects.filter(line=line, name=name).exists():
        raise RuleBroken(_("Er is al een prestatie met deze naam."), field="name")
    made = Performance.objects.create(line=line, name=name, kind=kind, planned=planned)
    made.courses.set(courses)
    record("funding.performance_added", line.scheme, by=by, region_id=line.scheme.region_id)
    return made


@transaction.atomic
def set_ceiling(*, scheme: Scheme, amount: int, by: Person, reason: str, evidence: str) -> None:
    """Set the ceiling of the whole scheme, in cents; more money is told to who waits for it.

    RuleBroken when more is used already.
    """
    check_may_keep(by, scheme)
    ledger.hold_scheme(scheme.pk)
    awarded = -Account.objects.get(scheme=scheme, kind=AccountKind.AWARDED).balance
    if amount != awarded:
        sides = ("awarded", "available") if amount > awarded else ("available", "awarded")
        ledger.post(
            scheme.pk,
            "award",
            sides,
            abs(amount - awarded),
            by_id=by.pk,
            reason=reason,
            evidence=evidence,
        )
        record("funding.ceiling_set", scheme, by=by, region_id=scheme.region_id)
    pass_on(scheme.pk)


@transaction.atomic
def set_year_ceiling(*, scheme: Scheme, year: int, amount: int, by: Person) -> Ceiling:
    """Set the most that may be used for places and hours of one year. RuleBroken when more is used already."""
    check_may_keep(by, scheme)
    ledger.hold_scheme(scheme.pk)
    live = Claim.objects.filter(scheme=scheme, day__year=year)
    held = live.exclude(stand__in=["released", "short"])
    used = held.aggregate(used=Sum("amount"))["used"] or 0
    if used > amount:
        raise RuleBroken(_("In dat jaar is al meer gebruikt."), field="amount")
    ceiling, _made = Ceiling.objects.update_or_create(
        scheme=scheme, year=year, organisation=None, defaults={"amount": amount, "used": used}
    )
    record("funding.ceiling_set", scheme, by=by, region_id=scheme.region_id)
    pass_on(scheme.pk)
    return ceiling


# Which editions a scheme pays for


@transaction.atomic
def cover(*, edition: Edition, performance: Performance, by: Person) -> Cover:
    """From now on places in this edition are charged to the scheme; those who have one are charged now.

    RuleBroken when the edition has a scheme, the amount is nothing, it is outside the period, or the money
    is too little for who has a place.
    """
    check_may_keep(by, performance.line.scheme)
    _check_coverable(edition, performance)
    with limits_in_words():
        made = _cover(edition, performance)
    record("funding.edition_covered", edition, by=by, region_id=edition.region_id)
    return made


def _check_coverable(edition: Edition, performance: Performance) -> None:
    scheme = performance.line.scheme
    if performance.kind != PerformanceKind.SEATS:
        raise RuleBroken(_("Kies een prestatie die plaatsen telt."), field="performance")
    if edition.region_id != scheme.region_id:
        raise RuleBroken(_("Deze training is van een andere regio."), field="edition")
    if Cover.objects.filter(edition=edition).exists():
        raise RuleBroken(_("Deze training valt al onder een subsidie."), field="edition")
    day = local(edition.starts_at).date() if edition.starts_at else None
    if day and not scheme.from_day <= day <= scheme.until_day:
        raise RuleBroken(
            _("Deze training valt buiten de periode van de subsidie."), field="edition"
        )
    if not amount_for_seat(rules_of(scheme).seat_amount, edition.subsidy):
        message = _(
            "Zeg eerst bij de training of in de regels wat de subsidie voor een plaats betaalt."
        )
        raise RuleBroken(message, field="edition")


def _cover(edition: Edition, performance: Performance) -> Cover:
    scheme = performance.line.scheme
    hold_editions([edition.pk])
    ledger.hold_scheme(scheme.pk)
    rules = rules_of(scheme)
    try:
        with transaction.atomic():
            made = Cover.objects.create(
                edition=edition,
                scheme=scheme,
                performance=performance,
                rules=rules,
                amount=amount_for_seat(rules.seat_amount, edition.subsidy),
                covered_at=now(),
            )
    except IntegrityError as error:
        raise RuleBroken(_("Deze training valt al onder een subsidie."), field="edition") from error
    _charge_seated(edition)
    return made


def _charge_seated(edition: Edition) -> None:
    """Who has a place already, in order of request; an offer reserves when there is money."""
    rows = Enrolment.objects.filter(edition=edition).order_by("requested_at", "pk")
    for pk, state in rows.values_list("pk", "state"):
        if state == State.PLACED:
            ledger.place(pk, stand_after(Happened.GIVEN)).rows()
        elif state == State.OFFERED:
            ledger.place(pk, stand_after(Happened.OFFERED), soft=True).rows()


def cover_published(edition: Edition) -> None:
    """A new edition of a course that a scheme pays for is covered by it; the newest scheme goes first."""
    day = local(edition.starts_at).date() if edition.starts_at else None
    if day is None or Cover.objects.filter(edition=edition).exists():
        return
    fits = Performance.objects.filter(
        kind=PerformanceKind.SEATS,
        courses=edition.course_id,
        line__scheme__region=edition.region_id,
        line__scheme__from_day__lte=day,
        line__scheme__until_day__gte=day,
    )
    found = fits.select_related("line__scheme").order_by("-line__scheme__from_day", "pk").first()
    if found and amount_for_seat(rules_of(found.line.scheme).seat_amount, edition.subsidy):
        _cover(edition, found)
