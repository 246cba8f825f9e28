"""What somebody would meet who asks for a place now, as pages say it before the button is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.enrolment import rules
from veerkracht.enrolment.approvals import who_would_decide
from veerkracht.enrolment.models import Enrolment, Share, ShareKind
from veerkracht.enrolment.queueing import parties_of
from veerkracht.enrolment.rules import Member, Party
from veerkracht.enrolment.share_states import ShareState, room_from, share_states
from veerkracht.enrolment.shares import member_of, share_facts
from veerkracht.enrolment.standings import until_words
from veerkracht.people.policies import coordinates
from veerkracht.training.models import QueuePolicy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


class Outlook(StrEnum):
    """What the button will do."""

    PLACE = "place"
    QUEUE = "queue"
    APPROVAL = "approval"
    INTEREST = "interest"


@dataclass(frozen=True)
class Prospect:
    """What asking means now; ``approver`` in words, and what one should know about kept and capped places."""

    outlook: Outlook
    approver: str = ""
    lines: tuple[str, ...] = ()


class Places(Protocol):
    """How full an edition is and whether anything is agreed about places: a ``Fill`` or an ``Availability``."""

    @property
    def free(self) -> int: ...
    @property
    def waiting(self) -> int: ...
    @property
    def approver(self) -> str: ...
    @property
    def shared(self) -> bool: ...


def prospect(person: Person | None, edition: Edition, places: Places) -> Prospect:
    """What this person would meet; for somebody unknown what anybody would meet.

    Without locks: at the moment itself it may be otherwise. No query where nothing is agreed.
    """
    approver = who_would_decide(places.approver)
    if approver and person and coordinates(person, edition.region_id):
        approver = ""
    states = share_states(edition) if places.shared else []
    member = member_of(person, [share_facts(one.share) for one in states]) if person else Member()
    lines = tuple(line for one in states if (line := _line(one, member)))
    if approver:
        return Prospect(Outlook.APPROVAL, approver, lines)
    if edition.starts_at is None:
        return Prospect(Outlook.INTEREST, lines=lines)
    return Prospect(_outlook(edition, places, states, member), lines=lines)


def _outlook(
    edition: Edition, places: Places, states: Sequence[ShareState], member: Member
) -> Outlook:
    """Whether there is a place now, kept or open, in the order of the queue."""
    if not states:
        return Outlook.PLACE if places.free and not places.waiting else Outlook.QUEUE
    facts = [share_facts(one.share) for one in states]
    waiting = Enrolment.objects.filter(edition=edition).waiting().select_related("person")
    queue = parties_of(waiting, facts) if places.waiting else []
    me = Party(uuid4(), 1, (member,))
    room = room_from(places.free, states)
    best_fit = edition.queue_policy == QueuePolicy.BEST_FIT
    met = rules.on_arrival([*queue, me], me, room, best_fit=best_fit)
    return Outlook.PLACE if met.pools else Outlook.QUEUE


def _line(state: ShareState, member: Member) -> str:
    """What a share means for somebody; empty when it does not matter now."""
    share = state.share
    if share.kind == ShareKind.KEPT:
        return _kept(share, state.free, mine=share.pk in member.kept)
    if share.pk not in member.capped:
        return ""
    words = ngettext(
        "Van %(group)s kan hoogstens %(n)s persoon meedoen.",
        "Van %(group)s kunnen hoogstens %(n)s mensen meedoen.",
        share.number,
    )
    full = "" if state.free else " " + _("Dat zijn er nu genoeg.")
    return words % {"group": share.group, "n": share.number} + full


def _kept(share: Share, free: int, *, mine: bool) -> str:
    if not free:
        return ""
    facts = {"n": free, "group": share.group, "until": until_words(share)}
    if mine:
        words = ngettext(
            "Tot %(until)s is nog %(n)s plaats vrijgehouden voor jouw groep (%(group)s).",
            "Tot %(until)s zijn nog %(n)s plaatsen vrijgehouden voor jouw groep (%(group)s).",
            free,
        )
        return words % facts
    words = ngettext(
        "Tot %(until)s is %(n)s plaats vrijgehouden voor %(group)s.",
        "Tot %(until)s zijn %(n)s plaatsen vrijgehouden voor %(group)s.",
        free,
    )
    return words % facts
