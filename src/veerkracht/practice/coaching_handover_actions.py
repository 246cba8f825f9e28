"""The verbs of handing on: asking, deciding and taking back.

The person decides. The first coaching ends and keeps its hours; a second one begins with the new coach, in
which the appointments to come are planned again where that coach is free.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.messages.actions import News, queue
from veerkracht.people.models import Person
from veerkracht.planning import matching
from veerkracht.practice import coaching_policies as policies
from veerkracht.practice.coaching_actions import MATCHED, check_fits, news
from veerkracht.practice.coaching_appointment_actions import pass_on
from veerkracht.practice.coaching_handover_models import CoachingHandover, HandoverState
from veerkracht.practice.coaching_models import CoachingRequest, RequestState

ASKED, DECLINED, HANDED_ON = "coaching.handover", "coaching.stays", "coaching.handed_on"
MINDED = {matching.Because.INDEPENDENT, matching.Because.ROOM}


@transaction.atomic
def ask_handover(*, coaching: CoachingRequest, to: Person, by: Person) -> CoachingHandover:
    """Ask somebody whether another coach may go on; again with the same coach changes nothing.

    Raises NotAllowed for others than the coach and the coordinator of the region, RuleBroken when this
    coach cannot, and OutOfDate when the coaching ended.
    """
    policies.check_may_hand_on(by, coaching)
    held = _locked(coaching, to)
    if to.pk == held.coach_id:
        raise RuleBroken(_("Deze coach begeleidt al. Kies een ander."), field="coach")
    asked = held.handovers.filter(state=HandoverState.ASKED).first()
    if asked and asked.to_id == to.pk:
        return asked
    if asked:
        raise RuleBroken(_("Er ligt al een vraag. Trek die eerst in."), field="coach")
    check_fits(held, to, MINDED)
    made = CoachingHandover.objects.create(coaching=held, to=to, asked_by=by, made_at=now())
    record("coaching.handover_asked", held, by=by)
    queue([news(ASKED, held.person, {"handover": made.pk}, str(made.pk))])
    return made


@transaction.atomic
def agree_to_handover(
    *, handover: CoachingHandover, with_goal: bool, by: Person
) -> CoachingRequest:
    """Go on with the other coach; ``with_goal``: who may read what one wanted help with as well.

    Raises NotAllowed for anybody else, RuleBroken when that coach cannot any more, OutOfDate when the
    question or the coaching does not stand.
    """
    policies.check_own_request(by, handover.coaching)
    old = _locked(handover.coaching, handover.to)
    found = _still_asked(handover)
    check_fits(old, found.to, MINDED)
    CoachingRequest.objects.filter(pk=old.pk).update(state=RequestState.ENDED, ended_at=now())
    new = _begun(old, found.to, old.goal if with_goal else "")
    _decided(found, HandoverState.AGREED, new)
    pass_on(old, new)
    record("coaching.handed_on", old, by=by, values={"goes_on": new.pk})
    facts = {"coaching": new.pk}
    queue(
        news(MATCHED, one, {**facts, "person": one.pk}, f"{new.pk}:{one.pk}")
        for one in (new.person, found.to)
    )
    queue(_to_coach(HANDED_ON, found))
    return new


@transaction.atomic
def decline_handover(*, handover: CoachingHandover, by: Person) -> None:
    """Rather not: all stays as it is, and who asked hears it. Raises NotAllowed or OutOfDate."""
    policies.check_own_request(by, handover.coaching)
    found = _still_asked(handover)
    _decided(found, HandoverState.DECLINED)
    record("coaching.handover_declined", found.coaching, by=by)
    queue(_to_coach(DECLINED, found))


@transaction.atomic
def withdraw_handover(*, handover: CoachingHandover, by: Person) -> None:
    """Take the question back. Raises NotAllowed, and OutOfDate when it was answered."""
    policies.check_may_hand_on(by, handover.coaching)
    _decided(_still_asked(handover), HandoverState.WITHDRAWN)
    record("coaching.handover_withdrawn", handover.coaching, by=by)


def _locked(coaching: CoachingRequest, to: Person) -> CoachingRequest:
    """Lock the three, always in the same order, and read the coaching as it is now."""
    three = [one for one in (coaching.person_id, coaching.coach_id, to.pk) if one]
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=three).order_by("pk"))
    related = CoachingRequest.objects.select_related("person", "coach", "region")
    held = related.select_for_update(of=("self",)).get(pk=coaching.pk)
    if held.state != RequestState.MATCHED or held.coach_id != coaching.coach_id:
        raise OutOfDate(_("Deze coaching loopt niet meer."))
    return held


def _still_asked(handover: CoachingHandover) -> CoachingHandover:
    related = CoachingHandover.objects.select_related("coaching__coach", "to", "asked_by")
    found = related.select_for_update(of=("self",)).get(pk=handover.pk)
    if found.state != HandoverState.ASKED or found.coaching.state != RequestState.MATCHED:
        raise OutOfDate(_("Deze vraag is intussen veranderd."))
    return found


def _decided(
    found: CoachingHandover, state: HandoverState, goes_on: CoachingRequest | None = None
) -> None:
    found.state, found.decided_at, found.goes_on = state, now(), goes_on
    found.save()


def _begun(old: CoachingRequest, coach: Person, goal: str) -> CoachingRequest:
    """The same wish, with another coach."""
    return CoachingRequest.objects.create(
        person=old.person,
        region=old.region,
        themes=old.themes,
        languages=old.languages,
        way=old.way,
        goal=goal,
        state=RequestState.MATCHED,
        coach=coach,
        made_at=now(),
        matched_at=now(),
    )


def _to_coach(kind: str, found: CoachingHandover) -> list[News]:
    """To the coach of until now, and to who asked when that was another."""
    readers = {one.pk: one for one in (found.coaching.coach, found.asked_by) if one}
    return [
        news(kind, one, {"handover": found.pk, "person": one.pk}, f"{found.pk}:{one.pk}")
        for one in readers.values()
    ]
