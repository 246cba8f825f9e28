"""What was agreed about places in an edition and how it stands: read for the coordinator's pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.enrolment.models import Enrolment, Pass, Share, ShareKind
from veerkracht.enrolment.rules import OPEN, Room
from veerkracht.enrolment.shares import ShareFacts, member_of, share_facts
from veerkracht.enrolment.standings import until_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.training.models import Edition


@dataclass(frozen=True)
class ShareState:
    """A share with how many of its places are taken and free, or how many of its group are in."""

    share: Share
    taken: int
    free: int

    @property
    def words(self) -> str:
        """One sentence."""
        if self.share.kind == ShareKind.CAPPED:
            return self._capped()
        words = ngettext(
            "%(n)s plaats voor %(group)s, vrijgehouden tot %(until)s: %(taken)s bezet, %(free)s vrij.",
            "%(n)s plaatsen voor %(group)s, vrijgehouden tot %(until)s: %(taken)s bezet, %(free)s vrij.",
            self.share.number,
        )
        return words % self._facts()

    def _capped(self) -> str:
        words = ngettext(
            "Hoogstens %(n)s persoon uit de groep %(group)s: nu %(taken)s.",
            "Hoogstens %(n)s mensen uit de groep %(group)s: nu %(taken)s.",
            self.share.number,
        )
        return words % self._facts()

    def _facts(self) -> dict[str, object]:
        return {
            "n": self.share.number,
            "group": self.share.group,
            "until": until_words(self.share),
            "taken": self.taken,
            "free": self.free,
        }

    @property
    def missing(self) -> int:
        """How many kept places there could not be, because the edition has fewer seats now."""
        kept = self.share.kind == ShareKind.KEPT
        return max(0, self.share.number - self.taken - self.free) if kept else 0


def share_states(edition: Edition) -> list[ShareState]:
    """The shares that hold now, in order of their making: one query."""
    seats_taken = Count("seats", filter=Q(seats__taken=True), distinct=True)
    seats_free = Count("seats", filter=Q(seats__taken=False), distinct=True)
    people_in = Count("passes", filter=Q(passes__enrolment__isnull=False), distinct=True)
    counted = Share.objects.filter(edition=edition, released_at=None).annotate(
        seats_taken=seats_taken, seats_free=seats_free, people_in=people_in
    )
    rows = counted.select_related("sector", "organisation", "area").order_by("pk")
    return [_state(share) for share in rows]


def _state(share: Share) -> ShareState:
    counted = vars(share)
    if share.kind == ShareKind.CAPPED:
        taken = int(counted["people_in"])
        return ShareState(share, taken, share.number - taken)
    return ShareState(share, int(counted["seats_taken"]), int(counted["seats_free"]))


def room_from(free: int, states: Sequence[ShareState]) -> Room:
    """What is free now, from what was read before: ``free`` places for everybody, and these shares."""
    kept = {one.share.pk: one.free for one in states if one.share.kind == ShareKind.KEPT}
    caps = {one.share.pk: one.free for one in states if one.share.kind == ShareKind.CAPPED}
    return Room({OPEN: free} | kept, caps)


def stopped(edition_ids: Sequence[int]) -> dict[int, int]:
    """How many people of each edition wait because a group of their party is at its cap: two queries."""
    full = Share.objects.filter(edition__in=edition_ids, kind=ShareKind.CAPPED, released_at=None)
    full = full.exclude(passes__in=Pass.objects.filter(enrolment=None))
    by_edition: dict[int, list[ShareFacts]] = defaultdict(list)
    for share in full:
        by_edition[share.edition_id].append(share_facts(share))
    waiting = Enrolment.objects.filter(edition__in=list(by_edition)).waiting()
    rows = list(waiting.select_related("person")) if by_edition else []
    wishes = {row.wish for row in rows if member_of(row.person, by_edition[row.edition_id]).capped}
    return dict(Counter(row.edition_id for row in rows if row.wish in wishes))


def over(edition: Edition) -> list[str]:
    """Kept places of which the date has passed, in words."""
    rows = Share.objects.filter(edition=edition, released_at__isnull=False).order_by("-released_at")
    return [
        _("%(n)s × %(group)s, vrijgehouden tot %(until)s")
        % {"n": share.number, "group": share.group, "until": until_words(share)}
        for share in rows.select_related("sector", "organisation", "area")
    ]
