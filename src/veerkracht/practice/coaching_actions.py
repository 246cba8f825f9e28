"""The verbs of coaching: offering to coach, asking, proposing, matching and ending.

The audit trail says that somebody asked and who coaches, never what about. A place at a coach is given
under a lock on the coach, so that the last one goes to one person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.models import Person
from veerkracht.people.policies import check_may_coordinate
from veerkracht.planning import matching
from veerkracht.practice import coaching_policies as policies
from veerkracht.practice import coaching_queries as queries
from veerkracht.practice.coaching_models import (
    CoachingRequest,
    CoachingWay,
    CoachProfile,
    RequestState,
)

if TYPE_CHECKING:
    from veerkracht.people.models import Sector
    from veerkracht.places.models import Area

APPOINTED, MATCHED = "coaching.appointed", "coaching.matched"


@dataclass(frozen=True)
class Offer:
    """What a coach offers."""

    regions: Sequence[Area]
    themes: Sequence[str]
    languages: Sequence[str]
    load: int
    sectors: Sequence[Sector] = ()
    way: str = CoachingWay.EITHER
    about: str = ""
    is_open: bool = True


@dataclass(frozen=True)
class Wish:
    """What somebody asks for. ``goal`` goes to the chosen coach alone."""

    region: Area
    themes: Sequence[str]
    languages: Sequence[str]
    way: str = CoachingWay.EITHER
    goal: str = ""


@transaction.atomic
def save_coach_profile(*, offer: Offer, by: Person) -> CoachProfile:
    """Offer to coach, or change the offer. People who are there already stay.

    Raises NotAllowed for who may not coach, RuleBroken without a theme, region or language.
    """
    policies.check_may_coach(by)
    for field in ("regions", "themes", "languages"):
        if not getattr(offer, field):
            raise RuleBroken(_("Kies er minstens één."), field=field)
    values = {
        "themes": list(offer.themes),
        "languages": list(offer.languages),
        "load": offer.load,
        "way": offer.way,
        "about": offer.about,
        "is_open": offer.is_open,
    }
    profile, _new = CoachProfile.objects.update_or_create(
        person=by, defaults=values, create_defaults={**values, "made_at": now()}
    )
    profile.regions.set(offer.regions)
    profile.sectors.set(offer.sectors)
    record("coaching.profile_saved", profile, by=by)
    return profile


@transaction.atomic
def appoint_coach(*, person: Person, region: Area, by: Person) -> CoachProfile:
    """Make somebody coach, who fills in the rest; again changes nothing. Raises NotAllowed elsewhere."""
    check_may_coordinate(by, region.pk)
    defaults = {"made_at": now(), "is_appointed": True, "appointed_by": by, "is_open": False}
    profile, new = CoachProfile.objects.get_or_create(person=person, defaults=defaults)
    if not new and profile.is_appointed:
        return profile
    if not new:
        CoachProfile.objects.filter(pk=profile.pk).update(is_appointed=True, appointed_by=by)
    profile.regions.add(region)
    record("coaching.coach_appointed", profile, by=by)
    queue([news(APPOINTED, person, {"profile": profile.pk}, str(profile.pk))])
    return profile


@transaction.atomic
def end_appointment_as_coach(*, profile: CoachProfile, by: Person) -> None:
    """Somebody is no longer made coach; who has a role stays one. Raises RuleBroken with people left."""
    for region in profile.regions.all():
        check_may_coordinate(by, region.pk)
    if CoachingRequest.objects.filter(coach=profile.person_id, state=RequestState.MATCHED).exists():
        raise RuleBroken(_("Deze coach begeleidt nog mensen. Rond dat eerst af."))
    CoachProfile.objects.filter(pk=profile.pk).update(is_appointed=False, is_open=False)
    record("coaching.coach_ended", profile, by=by)


@transaction.atomic
def ask_coaching(*, wish: Wish, by: Person) -> CoachingRequest:
    """Ask for a coach. Raises RuleBroken when one waits for a coach already, or says too little."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    if CoachingRequest.objects.filter(person=by, state=RequestState.WAITING).exists():
        raise RuleBroken(_("Je hebt al een vraag openstaan. Trek die eerst in."))
    for field in ("themes", "languages"):
        if not getattr(wish, field):
            raise RuleBroken(_("Kies er minstens één."), field=field)
    request = CoachingRequest.objects.create(
        person=by,
        region=wish.region,
        themes=list(wish.themes),
        languages=list(wish.languages),
        way=wish.way,
        goal=wish.goal,
        made_at=now(),
    )
    record("coaching.asked", request, by=by)
    return request


@transaction.atomic
def withdraw_request(*, request: CoachingRequest, by: Person) -> None:
    """Take a request back; what it was for is gone at once. Raises OutOfDate when a coach was found."""
    policies.check_own_request(by, request)
    waiting = CoachingRequest.objects.filter(pk=request.pk, state=RequestState.WAITING)
    values = {"state": RequestState.WITHDRAWN, "goal": "", "proposed": None, "because": ""}
    if not waiting.update(ended_at=now(), **values):
        raise OutOfDate(_("Deze vraag is intussen veranderd."))
    record("coaching.withdrawn", request, by=by)


def propose(*, by: Person) -> matching.Solution:
    """Propose a coach for each request that waits in one's regions, all at once; nothing is decided yet.

    The solver works outside the transaction: what it says is checked again when it is confirmed.
    """
    policies.check_matches_people(by)
    requests, coaches = list(queries.waiting_requests(by)), queries.candidates()
    found = matching.match(queries.problem(requests, coaches))
    chosen = {one.request: one.coach for one in found.matches}
    because = {one.request: one.because.value for one in found.unplaced}
    for request in requests:
        request.proposed_id = chosen.get(request.pk)
        request.because = because.get(request.pk, "")
    CoachingRequest.objects.bulk_update(requests, ["proposed", "because"])
    return found


@transaction.atomic
def confirm_match(*, request: CoachingRequest, coach: Person, by: Person) -> CoachingRequest:
    """Give somebody this coach; both hear of it. Again with the same coach changes nothing.

    The coordinator may pass over region, language and way, for they have been spoken about; never over
    independence and load. Raises NotAllowed, RuleBroken or OutOfDate.
    """
    policies.check_may_match(by, request)
    return _give(request, coach, by, {matching.Because.INDEPENDENT, matching.Because.ROOM})


@transaction.atomic
def pick_coach(*, request: CoachingRequest, coach: Person, by: Person) -> CoachingRequest:
    """Choose a coach oneself. Raises NotAllowed for somebody else's request, RuleBroken when it cannot be."""
    policies.check_own_request(by, request)
    return _give(request, coach, by, set(matching.Because))


def _give(
    request: CoachingRequest, coach: Person, by: Person, minding: set[matching.Because]
) -> CoachingRequest:
    Person.objects.select_for_update(no_key=True).get(pk=coach.pk)
    related = CoachingRequest.objects.select_related("person", "region")
    held = related.select_for_update(of=("self",)).get(pk=request.pk)
    if held.state == RequestState.MATCHED and held.coach_id == coach.pk:
        return held
    if held.state != RequestState.WAITING:
        raise OutOfDate(_("Deze vraag is intussen veranderd."))
    check_fits(held, coach, minding)
    held.coach, held.state, held.matched_at = coach, RequestState.MATCHED, now()
    held.proposed, held.because = None, ""
    held.save()
    record("coaching.matched", held, by=by)
    queue(
        news(MATCHED, person, {"coaching": held.pk, "person": person.pk}, f"{held.pk}:{person.pk}")
        for person in (held.person, coach)
    )
    return held


def check_fits(request: CoachingRequest, coach: Person, minding: set[matching.Because]) -> None:
    """Under the lock: this coach may take this person. Every condition that is minded must hold."""
    profile = queries.coach_profiles().filter(person=coach, is_open=True)
    asked = queries.problem([request], queries.candidates(profile))
    if not asked.coaches:
        raise RuleBroken(_("Deze coach neemt nu niemand aan. Kies een ander."), field="coach")
    broken = matching.obstacles(asked.requests[0], asked.coaches[0])
    for because in broken:
        if because in minding:
            raise RuleBroken(why_not_this_coach(because), field="coach")


def why_not_this_coach(because: matching.Because) -> str:
    """Why these two cannot go together."""
    words = {
        matching.Because.REGION: _("Deze coach komt niet in deze regio."),
        matching.Because.LANGUAGE: _("Deze coach spreekt geen taal uit de vraag."),
        matching.Because.WAY: _("Deze coach kan niet zoals gevraagd: online, of op een plek."),
        matching.Because.INDEPENDENT: _(
            "Deze coach is niet onafhankelijk: dezelfde organisatie, of de een beslist over de ander."
        ),
        matching.Because.ROOM: _("Deze coach heeft geen plaats meer. Kies een ander."),
    }
    return words[because]


@transaction.atomic
def end_coaching(*, coaching: CoachingRequest, by: Person) -> None:
    """The coaching is done, says the person or the coach: there is room again. Again changes nothing.

    Raises RuleBroken while an appointment lies ahead.
    """
    policies.check_takes_part_in(by, coaching)
    held = CoachingRequest.objects.select_for_update().get(pk=coaching.pk)
    if held.state != RequestState.MATCHED:
        return
    if held.appointments.filter(state="planned", ends_at__gt=now()).exists():
        raise RuleBroken(_("Er staat nog een afspraak. Zeg die eerst af."))
    CoachingRequest.objects.filter(pk=held.pk).update(state=RequestState.ENDED, ended_at=now())
    record("coaching.ended", held, by=by)


def news(kind: str, person: Person, facts: dict[str, int], once: str) -> News:
    """A letter to somebody in their language, not at night."""
    return News(
        kind=kind,
        address=person.email,
        once=f"{kind}:{once}",
        facts=facts,
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )
