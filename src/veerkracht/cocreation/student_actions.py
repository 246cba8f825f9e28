"""The verbs of the board of placements: post, approve, react, answer, fill, close."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import student_letters as letters
from veerkracht.cocreation import student_policies as policies
from veerkracht.cocreation import student_rules as rules
from veerkracht.cocreation.join_open import check_pace, region_here
from veerkracht.cocreation.models import (
    Placement,
    PlacementState,
    Reaction,
    ReactionState,
)
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.people.policies import coordinates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area


@dataclass(frozen=True)
class Wanted:
    """What an organisation asks."""

    title: str
    kind: str
    levels: Sequence[str]
    study: str
    area: Area
    from_on: date
    until_on: date
    hours: int
    text: str
    closes_on: date


@dataclass(frozen=True)
class Reacting:
    """What a student wrote."""

    name: str
    email: str
    study: str
    text: str


@transaction.atomic
def post_placement(
    *, organisation: Organisation, wanted: Wanted, by: Person, placement: Placement | None = None
) -> Placement:
    """Post a placement, or change one: open at once by a coordinator of its region, else after their look."""
    region = region_here(wanted.area)
    policies.check_may_post(by, organisation, region)
    if placement is not None:
        policies.check_runs(by, placement)
    wrong = rules.days_are_right(wanted.from_on, wanted.until_on, wanted.closes_on, today())
    if wrong:
        raise RuleBroken(_wrong(wrong), field=wrong)
    row = placement or Placement(organisation=organisation, posted_by=by, made_at=now())
    for field in fields(wanted):
        setattr(row, field.name, getattr(wanted, field.name))
    row.levels, row.region = list(wanted.levels), region
    trusted = coordinates(by, region.pk)
    row.state = PlacementState.OPEN if trusted else PlacementState.REVIEW
    row.ended_at = None
    row.save()
    record("placement.posted", row, by=by, region_id=region.pk)
    return row


def _wrong(field: str) -> str:
    if field == "until_on":
        return _("De laatste dag ligt voor de eerste.")
    return _("Kies een dag tussen vandaag en over een jaar.")


def _moved(placement: Placement, step: str, by: Person | None, remark: str = "") -> Placement:
    row = Placement.objects.select_for_update().get(pk=placement.pk)
    after = rules.next_state(step, row.state)
    if after is None:
        raise OutOfDate(_("Er is intussen iets met deze opdracht gebeurd. Kijk opnieuw."))
    row.state, row.remark = after, remark
    row.ended_at = now() if after in {"filled", "closed"} else None
    row.save()
    record(f"placement.{step}", row, by=by, region_id=row.region_id)
    return row


@transaction.atomic
def approve_placement(*, placement: Placement, by: Person) -> None:
    """A coordinator lets it be seen."""
    policies.check_moderates(by, placement)
    letters.tell_poster(_moved(placement, "approve", by))


@transaction.atomic
def refuse_placement(*, placement: Placement, remark: str, by: Person) -> None:
    """A coordinator says why it is not on the board."""
    policies.check_moderates(by, placement)
    if not remark.strip():
        raise RuleBroken(_("Schrijf op waarom het niet past."), field="remark")
    letters.tell_poster(_moved(placement, "refuse", by, remark))


@transaction.atomic
def fill_placement(*, placement: Placement, by: Person) -> None:
    """Somebody was found."""
    policies.check_runs(by, placement)
    _moved(placement, "fill", by)


@transaction.atomic
def close_placement(*, placement: Placement, by: Person) -> None:
    """It does not go on."""
    policies.check_runs(by, placement)
    _moved(placement, "close", by)


def close_past(most: int = 500) -> int:
    """Close what students could react to until yesterday (a job); how many."""
    past = Placement.objects.filter(state__in=["open", "review"], closes_on__lt=today())
    rows = list(past.select_related("posted_by")[:most])
    for one in rows:
        with transaction.atomic():
            letters.tell_poster(_moved(one, "close", None))
    return len(rows)


@transaction.atomic
def react(*, placement: Placement, reacting: Reacting, language: str = "nl") -> Reaction:
    """Keep a reaction until it is confirmed by mail; one of each address for a placement."""
    if not rules.is_open(placement.state, placement.closes_on, today()):
        raise RuleBroken(_("Op deze opdracht kun je niet meer reageren."))
    mine = Reaction.objects.filter(email=reacting.email)
    there = mine.filter(placement=placement).exclude(state=ReactionState.WITHDRAWN).first()
    if there is not None:
        return there
    check_pace(mine)
    row = Reaction.objects.create(
        placement=placement,
        name=reacting.name,
        email=reacting.email,
        study=reacting.study,
        text=reacting.text,
        language=language,
        made_at=now(),
    )
    record("reaction.made", row, by=None, region_id=placement.region_id)
    letters.tell_student(letters.CONFIRM, row)
    return row


@transaction.atomic
def confirm_reaction(*, reaction: Reaction) -> Reaction:
    """Say yes from the mail: it goes to the organisation. Again changes nothing."""
    row = Reaction.objects.select_for_update().get(pk=reaction.pk)
    if row.state != ReactionState.ASKED:
        return row
    if not rules.is_open(row.placement.state, row.placement.closes_on, today()):
        raise RuleBroken(_("Op deze opdracht kun je niet meer reageren."))
    row.state = ReactionState.SENT
    row.save(update_fields=["state"])
    letters.tell_organisation(row)
    return row


@transaction.atomic
def withdraw_reaction(*, reaction: Reaction) -> None:
    """The student takes it back; the words go at once."""
    row = Reaction.objects.select_for_update().get(pk=reaction.pk)
    record("reaction.withdrawn", row, by=None, region_id=row.placement.region_id)
    row.delete()


@transaction.atomic
def answer_reaction(*, reaction: Reaction, text: str, by: Person) -> None:
    """Answer a student, by mail through us."""
    row = Reaction.objects.select_for_update().get(pk=reaction.pk)
    policies.check_runs(by, row.placement)
    if row.state != ReactionState.SENT:
        raise OutOfDate(_("Deze reactie is al beantwoord."))
    if not text.strip():
        raise RuleBroken(_("Schrijf je antwoord op."), field="text")
    row.state, row.answer, row.answered_at = ReactionState.ANSWERED, text, now()
    row.save()
    record("reaction.answered", row, by=by, region_id=row.placement.region_id)
    letters.tell_student(letters.ANSWERED, row)
