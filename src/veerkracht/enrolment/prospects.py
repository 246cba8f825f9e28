"""What somebody would meet who asks for a place now, as pages say it before the button is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.enrolment import rules, seats
from veerkracht.enrolment.approvals import who_would_decide
from veerkracht.enrolment.models import Approver, Enrolment, Share, ShareKind, Terms
from veerkracht.enrolment.queueing import parties_of
from veerkracht.enrolment.rules import Member, Party, Room
from veerkracht.enrolment.shares import member_of, share_facts
from veerkracht.enrolment.standings import shares_in_force, until_words
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


def prospect(person: Person | None, edition: Edition, *, free: int, waiting: int) -> Prospect:
    """What this person would meet; ``free`` and ``waiting`` are the places for everybody and the queue.

    For somebody unknown what anybody would meet. Without locks: at the moment itself it may be otherwise.
    """
    terms = Terms.objects.filter(edition=edition).first()
    room_for_all = Outlook.PLACE if free and not waiting else Outlook.QUEUE
    if terms is None:
        return Prospect(Outlook.INTEREST if edition.starts_at is None else room_for_all)
    approver = _approver(person, edition, terms.approver)
    shares = shares_in_force(edition) if terms.has_shares else []
    room = seats.room(edition.pk) if shares else Room({})
    member = member_of(person, [share_facts(share) for share in shares]) if person else Member()
    lines = tuple(_line(share, member, room) for share in shares)
    outlook = _with_shares(edition, shares, member, room) if shares and person else room_for_all
    if edition.starts_at is None:
        outlook = Outlook.INTEREST
    if approver:
        outlook = Outlook.APPROVAL
    return Prospect(outlook, approver, tuple(line for line in lines if line))


def _approver(person: Person | None, edition: Edition, approver: str) -> str:
    """With whom a request would lie; empty when it needs no approval."""
    if not approver or (person and coordinates(person, edition.region_id)):
        return ""
    if person is None:
        employer = approver == Approver.EMPLOYER
        return _("je werkgever of de coördinator") if employer else _("de coördinator")
    return who_would_decide(person, approver)


def _with_shares(edition: Edition, shares: Sequence[Share], member: Member, room: Room) -> Outlook:
    waiting = Enrolment.objects.filter(edition=edition).waiting().select_related("person")
    queue = parties_of(waiting, [share_facts(share) for share in shares])
    me = Party(uuid4(), 1, (member,))
    best_fit = edition.queue_policy == QueuePolicy.BEST_FIT
    met = rules.on_arrival([*queue, me], me, room, best_fit=best_fit)
    return Outlook.PLACE if met.pools else Outlook.QUEUE


def _line(share: Share, member: Member, room: Room) -> str:
    """What this share means for somebody; empty when it does not matter now."""
    if share.kind == ShareKind.KEPT:
        return _kept(share, room.pools.get(share.pk, 0), mine=share.pk in member.kept)
    if share.pk not in member.capped:
        return ""
    words = ngettext(
        "Van %(group)s kan hoogstens %(n)s persoon meedoen.",
        "Van %(group)s kunnen hoogstens %(n)s mensen meedoen.",
        share.number,
    )
    full = "" if room.caps.get(share.pk) else " " + _("Dat zijn er nu genoeg.")
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
