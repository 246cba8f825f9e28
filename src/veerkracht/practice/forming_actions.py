"""The verbs of joining and forming: wishing, inviting, searching, pinning, keeping apart, starting, mending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.permissions import require
from veerkracht.meetings.actions import add_member, end_membership
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.models import Person
from veerkracht.people.policies import check_may_coordinate
from veerkracht.places import queries as places
from veerkracht.practice.forming_models import (
    Invitation,
    JoinWish,
    KeptApart,
    Proposal,
    Proposed,
    Round,
    RoundState,
    WishState,
)
from veerkracht.practice.forming_repair import Plan, repair_of
from veerkracht.practice.forming_words import part_in_words, why_in_words
from veerkracht.practice.group_actions import start_group

if TYPE_CHECKING:
    from veerkracht.places.models import Area
    from veerkracht.practice.group_models import Group
    from veerkracht.training.models import Edition

INVITED, PLACED, CAME_IN = "practice.join_invitation", "practice.group_started", "practice.came_in"
QUICK, THOROUGH = 20, 60  # seconds of search


@dataclass(frozen=True)
class Wished:
    """When, where and about what somebody wants to meet."""

    municipality: Area
    parts: Sequence[int]
    in_person: bool
    online: bool
    travel_km: int
    languages: Sequence[str]
    themes: Sequence[str]
    experience: int
    register: str = ""
    not_with: Sequence[str] = ()
    authority_with: Sequence[str] = ()


@dataclass(frozen=True)
class Demanded:
    """What each group of a round must be like, and how long to search (seconds)."""

    least: int = 5
    most: int = 8
    of_one_organisation: int = 2
    outside_facilitator: bool = False
    seconds: int = QUICK


# Wishes


@transaction.atomic
def wish_to_join(*, wished: Wished, by: Person) -> JoinWish:
    """Ask for a group, or change what was asked.

    Raises RuleBroken for who has a group, or lives outside our regions.
    """
    region = places.region_of(wished.municipality)
    if region is None:
        raise RuleBroken(
            _("Deze gemeente ligt niet in een van onze regio's."), field="municipality"
        )
    Person.objects.select_for_update().get(pk=by.pk)
    known = JoinWish.objects.filter(person=by).exclude(state=WishState.WITHDRAWN).first()
    if known is not None and known.state == WishState.PLACED:
        raise RuleBroken(_("Je zit al in een groep. Stop daar eerst, als je een andere wilt."))
    row = known or JoinWish(person=by, made_at=now())
    for field in fields(wished):
        value = getattr(wished, field.name)
        setattr(row, field.name, list(value) if isinstance(value, list | tuple) else value)
    row.region, row.changed_at = region, now()
    row.save()
    record("practice.wished_to_join", row, by=by, region_id=region.pk)
    return row


@transaction.atomic
def withdraw_wish(*, by: Person) -> None:
    """Wish no longer; again changes nothing. Proposals that are not started lose this person."""
    row = JoinWish.objects.select_for_update().filter(person=by, state=WishState.OPEN).first()
    if row is None:
        return
    Proposed.objects.filter(
        wish=row, round__state__in=[RoundState.FOUND, RoundState.SEARCHING]
    ).delete()
    row.state, row.changed_at = WishState.WITHDRAWN, now()
    row.save(update_fields=["state", "changed_at"])
    record("practice.wish_withdrawn", row, by=by, region_id=row.region_id)


@transaction.atomic
def invite_participants(*, edition: Edition, by: Person) -> int:
    """Ask who came to an edition whether they want to join a group, each once in a region; returns how many."""
    check_may_coordinate(by, edition.region_id)
    came = Enrolment.objects.filter(edition=edition, state=State.PLACED).exclude(came=False)
    wishing = JoinWish.objects.exclude(state=WishState.WITHDRAWN).values("person")
    told = Invitation.objects.filter(region=edition.region_id).values("person")
    people = Person.objects.filter(pk__in=came.values("person"), is_active=True)
    invited = list(people.exclude(pk__in=wishing).exclude(pk__in=told))
    Invitation.objects.bulk_create(
        Invitation(person=one, region_id=edition.region_id, told_at=now()) for one in invited
    )
    queue([_news(INVITED, one, {"edition": edition.pk}, edition.pk) for one in invited])
    record("practice.invited_to_join", edition, by=by, region_id=edition.region_id)
    return len(invited)


def _news(kind: str, person: Person, facts: dict[str, int], number: int) -> News:
    return News(
        kind=kind,
        address=person.email,
        once=f"{kind}:{number}:{person.pk}",
        facts=facts | {"person": person.pk},
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )


# Rounds


def begin_round(*, region: Area, demanded: Demanded, by: Person) -> Round:
    """Begin to search groups for all open wishes of a region. Raises RuleBroken while another round is open."""
    check_may_coordinate(by, region.pk)
    if demanded.least > demanded.most:
        raise RuleBroken(
            _("De kleinste groep kan niet groter zijn dan de grootste."), field="least"
        )
    try:
        with transaction.atomic():
            made = Round.objects.create(region=region, by=by, made_at=now(), **asdict(demanded))
            record("practice.round_begun", made, by=by, region_id=region.pk)
    except IntegrityError as error:
        if "round_one_at_a_time" not in str(error):
            raise
        raise RuleBroken(
            _("Er loopt al een ronde in deze regio. Start die groepen, of leg hem weg.")
        ) from error
    return made


@transaction.atomic
def stop_searching(*, made: Round, by: Person) -> None:
    """Stop with the best so far; again changes nothing."""
    check_may_coordinate(by, made.region_id)
    Round.objects.filter(pk=made.pk, state=RoundState.SEARCHING).update(stop_asked=True)


@transaction.atomic
def search_again(*, made: Round, by: Person) -> None:
    """Search anew for everybody who is not in a pinned group."""
    row = _open(made, by)
    row.state, row.stop_asked, row.done, row.tries, row.seen_at = (
        RoundState.SEARCHING,
        False,
        0,
        0,
        None,
    )
    row.save(update_fields=["state", "stop_asked", "done", "tries", "seen_at"])


@transaction.atomic
def discard_round(*, made: Round, by: Person) -> None:
    """Lay a round aside; everybody keeps waiting. Again changes nothing."""
    check_may_coordinate(by, made.region_id)
    open_states = [RoundState.SEARCHING, RoundState.FOUND, RoundState.FAILED]
    if Round.objects.filter(pk=made.pk, state__in=open_states).update(state=RoundState.DISCARDED):
        Proposed.objects.filter(round=made).delete()
        record("practice.round_discarded", made, by=by, region_id=made.region_id)


def _open(made: Round, by: Person) -> Round:
    """The round, held alone. Raises NotAllowed, or OutOfDate when its proposal is no longer open."""
    check_may_coordinate(by, made.region_id)
    row = Round.objects.select_for_update().select_related("region").get(pk=made.pk)
    if row.state != RoundState.FOUND:
        raise OutOfDate(_("Dit voorstel is intussen veranderd."))
    return row


@transaction.atomic
def pin(*, proposal: Proposal, pinned: bool, by: Person) -> None:
    """Keep a proposed group as it is when searching again, or let it go."""
    _open(proposal.round, by)
    Proposal.objects.filter(pk=proposal.pk).update(pinned=pinned)


@transaction.atomic
def keep_apart(*, made: Round, one: Person, other: Person, by: Person) -> None:
    """Two people never come in one group; again changes nothing. It counts from the next search."""
    _open(made, by)
    region = made.region_id
    within = Proposed.objects.filter(round=made, wish__person__in=[one.pk, other.pk])
    require(within.count() == 2, _("Kies twee mensen uit deze ronde."))
    first, second = sorted((one.pk, other.pk))
    KeptApart.objects.get_or_create(
        region_id=region, one_id=first, other_id=second, defaults={"since": now()}
    )
    record("practice.kept_apart", made, by=by, region_id=region)


@transaction.atomic
def start_groups(*, made: Round, by: Person) -> list[Group]:
    """Start every proposed group; each member hears of it. Raises RuleBroken when a group became too small."""
    row = _open(made, by)
    started = [_start(row, proposal, by) for proposal in row.proposals.select_related("venue")]
    row.state = RoundState.PUBLISHED
    row.save(update_fields=["state"])
    record("practice.groups_started", row, by=by, region_id=row.region_id)
    return started


def _start(row: Round, proposal: Proposal, by: Person) -> Group:
    wishes = [
        one.wish
        for one in proposal.members.select_related("wish__person")
        if one.wish.state == WishState.OPEN
    ]
    if len(wishes) < row.least:
        raise RuleBroken(
            _("Groep %(number)s is te klein geworden: iemand trok zich terug. Zoek opnieuw.")
            % {"number": proposal.number}
        )
    venue = proposal.venue.name if proposal.venue else ""
    group = start_group(
        region=row.region,
        name=_group_name(row, proposal, venue),
        people=[one.person for one in wishes],
        by=by,
        why=why_in_words(proposal.facts, proposal.part, venue)[:400],
        coach=proposal.facilitator,
    )
    Proposal.objects.filter(pk=proposal.pk).update(group=group)
    JoinWish.objects.filter(pk__in=[one.pk for one in wishes]).update(
        state=WishState.PLACED, group=group, changed_at=now()
    )
    queue([_news(PLACED, one.person, {"group": group.pk}, group.pk) for one in wishes])
    return group


def _group_name(row: Round, proposal: Proposal, venue: str) -> str:
    """Such as “Heerlen, dinsdagavond”; with a number when there are more of the same."""
    name = f"{venue or _('Online')}, {part_in_words(proposal.part)}"
    same = Proposal.objects.filter(
        round__region=row.region, venue=proposal.venue, part=proposal.part, group__isnull=False
    ).count()
    return f"{name} {same + 1}" if same else name


# Dropping out


@transaction.atomic
def mend_group(*, group: Group, gone: Person, plan: Plan, by: Person) -> None:
    """Somebody drops out, and others move as was shown. Raises OutOfDate when something changed meanwhile."""
    check_may_coordinate(by, group.series.region_id)
    Person.objects.select_for_update().get(pk=gone.pk)
    if repair_of(group, gone) != plan:
        raise OutOfDate(_("Er is intussen iets veranderd. Kijk nog eens."))
    _leave(group, gone, by, WishState.WITHDRAWN)
    for move in plan.moves:
        if move.source is not None:
            _leave(move.source, move.person, by, WishState.OPEN)
        _come_in(move.target, move.person, by)


def _leave(group: Group, person: Person, by: Person, state: WishState) -> None:
    end_membership(series=group.series, person=person, by=by)
    JoinWish.objects.filter(person=person, group=group).update(
        state=state, group=None, changed_at=now()
    )


def _come_in(group: Group, person: Person, by: Person) -> None:
    add_member(series=group.series, person=person, by=by)
    JoinWish.objects.filter(person=person, state=WishState.OPEN).update(
        state=WishState.PLACED, group=group, changed_at=now()
    )
    queue([_news(CAME_IN, person, {"group": group.pk}, group.pk)])
