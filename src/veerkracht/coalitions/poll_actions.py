"""The verbs of the yearly poll: opening it, making places for it, answering it without a name.

One answer a device: a page carries a random mark that counts once, so that a page that is sent twice, or gone back
to, is one answer. Whoever scans again gets a new page and could answer again: to prevent that we would have to
recognise the device, by a cookie or its address, and parents were promised that we do not. What is left of the
risk is held in by a ceiling for each place and a pace for each visitor, kept in memory only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions import poll_rules as rules
from veerkracht.coalitions.models import ParentPoll, PollBatch, PollPage, PollTally
from veerkracht.kernel import marks
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates, represents

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area

PAGE_LIVES = timedelta(hours=3)
PURPOSE = "coalitions.poll"


@transaction.atomic
def open_poll(
    *, organisation: Organisation, region: Area, opens_on: date, closes_on: date, by: Person
) -> ParentPoll:
    """Begin the poll of a region and year. Raises RuleBroken for a second one, or days the wrong way round."""
    owns = represents(by, organisation.pk) or coordinates(by, region.pk)
    require(owns, _("Een peiling is van een organisatie, of van de coördinator."))
    if closes_on < opens_on or closes_on < today():
        raise RuleBroken(_("Kies een laatste dag die na de eerste komt."), field="closes_on")
    try:
        with transaction.atomic():
            poll = ParentPoll.objects.create(
                organisation=organisation,
                region=region,
                year=opens_on.year,
                opens_on=opens_on,
                closes_on=closes_on,
                made_at=now(),
                made_by=by,
            )
    except IntegrityError as error:
        raise RuleBroken(
            _("In deze regio is dit jaar al een peiling."), field="opens_on"
        ) from error
    record("parents.poll_opened", poll, by=by, region_id=region.pk)
    return poll


@transaction.atomic
def add_batch(*, poll: ParentPoll, place: str, most: int, by: Person) -> PollBatch:
    """A poster for one place, with a code of its own. Raises RuleBroken for the same place, or after the last day."""
    policies.check_owns_poll(by, poll)
    ParentPoll.objects.select_for_update().get(pk=poll.pk)
    if rules.is_closed(poll.closes_on, today()):
        raise RuleBroken(_("Deze peiling is voorbij."))
    if poll.batches.count() >= rules.MOST_BATCHES:
        raise RuleBroken(_("Een peiling heeft hoogstens 60 plekken."))
    try:
        with transaction.atomic():
            batch = PollBatch.objects.create(poll=poll, place=place, most=most, made_at=now())
    except IntegrityError as error:
        raise RuleBroken(_("Deze plek heeft al een poster."), field="place") from error
    record("parents.poll_batch_made", batch, by=by, region_id=poll.region_id)
    return batch


def fresh_mark(batch: PollBatch) -> str:
    """What a page carries so that it counts once: random, signed, and good for some hours."""
    return marks.fresh(PURPOSE, batch.pk)


def check_mark(batch: PollBatch, mark: str) -> None:
    """Raise NotAllowed for a mark that is forged, of another place, or too old.

    It is the proof that the page was ours, in place of the one in a cookie: parents get no cookie.
    """
    message = _("Deze pagina stond te lang open. Scan de code nog eens.")
    require(marks.holds(PURPOSE, batch.pk, mark, PAGE_LIVES), message)


@transaction.atomic
def answer_poll(*, batch: PollBatch, answers: Mapping[str, str], mark: str) -> bool:
    """Count three answers, without keeping them together; False when this page was counted before.

    Raises RuleBroken outside its days, with a question open or at the ceiling of the place; NotAllowed for a page
    that was not ours, or is too old.
    """
    poll = batch.poll
    if not rules.is_open(poll.opens_on, poll.closes_on, today()):
        raise RuleBroken(_("Deze peiling is nu niet open."))
    if not rules.is_answered(answers):
        raise RuleBroken(_("Kies bij elke vraag een antwoord."))
    check_mark(batch, mark)
    try:
        with transaction.atomic():
            PollPage.objects.create(mark=marks.kept_form(PURPOSE, mark), day=today())
    except IntegrityError:
        return False
    room = PollBatch.objects.filter(pk=batch.pk, given__lt=F("most"))
    if not room.update(given=F("given") + 1):
        raise RuleBroken(_("Op deze plek gaven al genoeg mensen antwoord. Dank je wel."))
    for question in sorted(answers):
        _add(poll, question, answers[question])
    return True


def _add(poll: ParentPoll, question: str, answer: str) -> None:
    PollTally.objects.bulk_create(
        [PollTally(poll=poll, question=question, answer=answer)], ignore_conflicts=True
    )
    row = PollTally.objects.filter(poll=poll, question=question, answer=answer)
    row.update(number=F("number") + 1)


def forget_pages() -> int:
    """Marks of pages go after a day (a job); returns how many."""
    return PollPage.objects.filter(day__lt=today()).delete()[0]
