"""The verbs of agreements: making, changing, making firmer, renewing, looking again, ending."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.kernel.references import referred_to
from veerkracht.people.policies import represents
from veerkracht.programme import agreement_policies as policies
from veerkracht.programme import agreement_rules as rules
from veerkracht.programme.agreement_alarms import settle_alarms
from veerkracht.programme.agreement_models import (
    Agreement,
    AgreementMove,
    AgreementMoveKind,
    AgreementStep,
)
from veerkracht.programme.events import AgreementChanged
from veerkracht.programme.money_models import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area
    from veerkracht.programme.goal_models import Theme
    from veerkracht.programme.money_models import BudgetLine

OWN_ROWS = ("programme.agreementmove", "programme.agreementalarm")  # no reason to keep it


@dataclass(frozen=True)
class Terms:
    """What is promised: the words, where it is laid down, from when until when (None: no end), its money."""

    what: str
    since: date
    until: date | None = None
    what_en: str = ""
    theme: Theme | None = None
    person: Person | None = None
    laid_down_in: str = ""
    structural: bool = False
    evidence: str = ""
    review_on: date | None = None
    budget_line: BudgetLine | None = None


@transaction.atomic
def make_agreement(
    *, region: Area, promised_by: Organisation, terms: Terms, by: Person | None
) -> Agreement:
    """Write down what an organisation promises, as an intention. ``by`` None is the house itself.

    Raises RuleBroken for dates in the wrong order, money of another region, or a person who is not of
    the organisation.
    """
    if by is not None:
        policies.check_may_keep_agreements(by, region.pk)
    _check_terms(region.pk, promised_by, terms)
    agreement = Agreement.objects.create(
        region=region, promised_by=promised_by, made_at=now(), **_values(terms)
    )
    _move(agreement, AgreementMoveKind.MADE, terms.evidence, by)
    record("agreement.made", agreement, by=by)
    announce(AgreementChanged(agreement.pk))
    return agreement


def _values(terms: Terms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in Terms.__dataclass_fields__}


def _check_terms(region_id: int, promised_by: Organisation, terms: Terms) -> None:
    if not terms.what.strip():
        raise RuleBroken(_("Schrijf op wat er beloofd is."), field="what")
    _check_days(terms)
    if terms.budget_line is not None and terms.budget_line.region_id != region_id:
        raise RuleBroken(_("Dit geld is van een andere regio."), field="budget_line")
    _check_person(promised_by, terms.person)


def _check_days(terms: Terms) -> None:
    if not FIRST_YEAR <= terms.since.year <= LAST_YEAR:
        raise RuleBroken(_("Kies een jaar tussen 2015 en 2050."), field="since")
    if terms.until is not None and terms.until < terms.since:
        raise RuleBroken(_("De afspraak kan niet eindigen voor die begint."), field="until")
    if terms.review_on is not None and terms.review_on < terms.since:
        raise RuleBroken(_("Opnieuw bekijken kan pas na het begin."), field="review_on")


def _check_person(promised_by: Organisation, person: Person | None) -> None:
    if person is None:
        return
    belongs = person.organisation_id == promised_by.pk or represents(person, promised_by.pk)
    if not (person.is_active and belongs):
        raise RuleBroken(_("Deze persoon werkt niet (meer) bij deze organisatie."), field="person")


def _move(
    agreement: Agreement, kind: AgreementMoveKind, words: str, by: Person | None
) -> AgreementMove:
    return AgreementMove.objects.create(
        agreement=agreement, kind=kind, step=agreement.step, words=words, by=by, made_at=now()
    )


@transaction.atomic
def change_agreement(
    *, agreement: Agreement, terms: Terms, by: Person, version: int | None = None
) -> Agreement:
    """Change what is promised; the organisation stays. ``version`` is what the writer saw.

    Raises OutOfDate when somebody else changed it meanwhile, RuleBroken as in making or when it is over.
    """
    policies.check_may_keep_agreements(by, agreement.region_id)
    known = _locked(agreement)
    if version is not None and version != known.version:
        raise OutOfDate(_("Iemand anders heeft deze afspraak net gewijzigd."))
    if terms.person is None or terms.person.pk != known.person_id:
        _check_terms(known.region_id, known.promised_by, terms)
    else:  # somebody who left may stay named until another is chosen
        _check_terms(known.region_id, known.promised_by, replace(terms, person=None))
    changed = sorted(
        name for name, value in _values(terms).items() if getattr(known, name) != value
    )
    _write(known, **_values(terms))
    _move(known, AgreementMoveKind.CHANGED, "", by)
    record("agreement.changed", known, by=by, values={"fields": changed})
    return known


def _locked(agreement: Agreement) -> Agreement:
    """The agreement as it is now, held until the end of the transaction; RuleBroken when it is over."""
    known = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if known.ended_on is not None:
        raise RuleBroken(_("Deze afspraak is afgesloten."))
    return known


def _write(agreement: Agreement, **values: Any) -> None:
    for name, value in values.items():
        setattr(agreement, name, value)
    agreement.version += 1
    agreement.save()
    settle_alarms(agreement)
    announce(AgreementChanged(agreement.pk))


@transaction.atomic
def firm_up(*, agreement: Agreement, evidence: str, by: Person | None) -> Agreement:
    """Take the next step, with what shows it. The step after “in budget” is a renewal: see ``renew``.

    Raises RuleBroken without evidence, from the budget on, or into it when no budget or policy is named.
    """
    known = _movable(agreement, by)
    if not evidence.strip():
        raise RuleBroken(_("Schrijf op waar je het aan ziet."), field="evidence")
    if known.step in rules.BY_RENEWAL:
        raise RuleBroken(_("Deze afspraak staat al in de begroting. Je kunt die nog verlengen."))
    step = rules.next_step(known.step)
    if step == rules.IN_BUDGET and not (known.budget_line_id or known.laid_down_in):
        raise RuleBroken(_("Vul eerst in bij de afspraak: in welk beleid of welke begroting?"))
    _write(known, step=AgreementStep(step), evidence=evidence)
    _move(known, AgreementMoveKind.FIRMER, evidence, by)
    record("agreement.firmer", known, by=by, values={"step": step})
    return known


def _movable(agreement: Agreement, by: Person | None) -> Agreement:
    if by is not None:
        policies.check_may_move_agreement(by, agreement)
    return _locked(agreement)


@transaction.atomic
def fall_back(*, agreement: Agreement, to: str, reason: str, by: Person | None) -> Agreement:
    """Go back to a looser step, with the reason. Raises RuleBroken without one, or for another step."""
    known = _movable(agreement, by)
    if not reason.strip():
        raise RuleBroken(_("Schrijf op waarom de afspraak minder vast is."), field="reason")
    if not rules.may_fall_back(known.step, to):
        raise RuleBroken(_("Kies een stap die minder vast is dan nu."), field="to")
    _write(known, step=AgreementStep(to))
    _move(known, AgreementMoveKind.BACK, reason, by)
    record("agreement.fell_back", known, by=by, values={"step": to})
    return known


@transaction.atomic
def renew(
    *,
    agreement: Agreement,
    until: date | None,
    evidence: str,
    by: Person | None,
    budget_line: BudgetLine | None = None,
    review_on: date | None = None,
) -> Agreement:
    """Promise it for longer: until a later day, or without end; money and review only when given.

    Raises RuleBroken before it stands in a budget, without evidence, or for a day that is not later.
    """
    known = _movable(agreement, by)
    if known.step not in rules.BY_RENEWAL:
        raise RuleBroken(_("Verlengen kan als de afspraak in de begroting staat."))
    if not evidence.strip():
        raise RuleBroken(_("Schrijf op waar je het aan ziet."), field="evidence")
    _check_later(known, until)
    terms = Terms(
        what=known.what,
        since=known.since,
        until=until,
        review_on=review_on or _kept_review(known),
        budget_line=budget_line or known.budget_line,
    )
    _check_terms(known.region_id, known.promised_by, terms)
    _write(
        known,
        step=AgreementStep.RENEWED,
        until=until,
        evidence=evidence,
        review_on=terms.review_on,
        budget_line=terms.budget_line,
    )
    _move(known, AgreementMoveKind.RENEWED, evidence, by)
    record("agreement.renewed", known, by=by, values={"until": str(until or "")})
    return known


def _check_later(known: Agreement, until: date | None) -> None:
    was = known.until
    if until is not None and (until < today() or (was is not None and until < was)):
        raise RuleBroken(_("Kies een dag die niet eerder is dan het einde nu."), field="until")


def _kept_review(known: Agreement) -> date | None:
    """A review that is still to come stays; one that passed was done by renewing."""
    return known.review_on if known.review_on and known.review_on > today() else None


@transaction.atomic
def review_agreement(
    *, agreement: Agreement, words: str, next_on: date | None, by: Person | None
) -> Agreement:
    """Look at it again: how it stands, and when next. Raises RuleBroken without words or for a past day."""
    known = _movable(agreement, by)
    if not words.strip():
        raise RuleBroken(_("Schrijf op hoe het ervoor staat."), field="words")
    if next_on is not None and next_on <= today():
        raise RuleBroken(_("Kies een dag die nog komt."), field="next_on")
    _write(known, review_on=next_on)
    _move(known, AgreementMoveKind.REVIEWED, words, by)
    record("agreement.reviewed", known, by=by)
    return known


@transaction.atomic
def end_agreement(
    *, agreement: Agreement, reason: str, by: Person, on: date | None = None
) -> Agreement:
    """Close it, with the reason; what happened stays to be read. Raises RuleBroken for a day before it began."""
    policies.check_may_keep_agreements(by, agreement.region_id)
    known = _locked(agreement)
    if not reason.strip():
        raise RuleBroken(_("Schrijf op waarom de afspraak stopt."), field="reason")
    day = on or today()
    if day < known.since or day > today():
        raise RuleBroken(_("Kies een dag tussen het begin en vandaag."), field="on")
    _write(known, ended_on=day)
    _move(known, AgreementMoveKind.ENDED, reason, by)
    record("agreement.ended", known, by=by)
    return known


@transaction.atomic
def remove_agreement(*, agreement: Agreement, by: Person) -> None:
    """Take away what was written down by mistake.

    Raises RuleBroken when it is more than an intention, or when something refers to it.
    """
    policies.check_may_keep_agreements(by, agreement.region_id)
    known = _locked(agreement)
    if known.step != AgreementStep.INTENTION:
        raise RuleBroken(_("Deze afspraak is al meer dan een voornemen. Sluit die af."))
    if referred_to(Agreement, [known.pk], apart_from=OWN_ROWS):
        raise RuleBroken(
            _("Deze afspraak staat in een plan of themablad. Haal die daar eerst weg.")
        )
    record("agreement.removed", known, by=by)
    announce(AgreementChanged(known.pk))
    known.delete()


def terms_of(agreement: Agreement) -> Terms:
    """What an agreement says now, for a form or a change of one thing."""
    return Terms(**{name: getattr(agreement, name) for name in Terms.__dataclass_fields__})
