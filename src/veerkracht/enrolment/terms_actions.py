"""What is special about places in one edition: who approves, kept places, caps. The door is ``actions``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.enrolment import policies, queueing, rules, seats
from veerkracht.enrolment.models import SEATED, Approver, Enrolment, Seat, Share, ShareKind, Terms
from veerkracht.enrolment.rules import Group, Refusal
from veerkracht.enrolment.shares import profile_of
from veerkracht.enrolment.words import refuse
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.places.models import Area, AreaKind
from veerkracht.places.queries import municipalities
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation, Person, Sector


@dataclass(frozen=True)
class Whom:
    """A group by one of its four signs; exactly one is given."""

    sector: Sector | None = None
    organisation: Organisation | None = None
    area: Area | None = None
    students: bool = False

    def values(self) -> dict[str, Any]:
        """As columns of a share, with the municipalities of the area as they are today."""
        return {**vars(self), "municipalities": _municipalities(self.area) if self.area else []}


def _municipalities(area: Area) -> list[int]:
    if area.kind == AreaKind.MUNICIPALITY:
        return [area.pk]
    return sorted(municipalities(area).values_list("pk", flat=True))


def set_approver(*, edition: Edition, approver: str, by: Person) -> None:
    """Say who must agree before somebody gets a place; requests that lie there stay where they are."""
    policies.check_may_run(by, edition)
    with transaction.atomic():
        seats.hold([edition.pk])
        Terms.objects.update_or_create(edition=edition, defaults={"approver": Approver(approver)})
        _record("enrolment.approver_set", edition, by, {"approver": approver})


def keep_places(*, edition: Edition, whom: Whom, number: int, until: datetime, by: Person) -> Share:
    """Keep places for a group until a moment. Those of the group who sit already count.

    RuleBroken when fewer places are free, or the group has kept places already.
    """
    _check_until(edition, until)
    return _share(edition, ShareKind.KEPT, whom, number, by=by, until=until)


def cap_places(*, edition: Edition, whom: Whom, number: int, by: Person) -> Share:
    """Let at most so many of a group in. RuleBroken when more of them sit already."""
    return _share(edition, ShareKind.CAPPED, whom, number, by=by)


def remove_share(*, share: Share, by: Person) -> None:
    """End a share: its free places are for everybody, and offered at once. RuleBroken when it ended before."""
    edition = share.edition
    policies.check_may_run(by, edition)
    with transaction.atomic():
        seats.hold([edition.pk])
        in_force = Share.objects.filter(pk=share.pk, released_at=None).exists()
        refuse(None if in_force else Refusal.SHARE_IS_OVER)
        _record("enrolment.share_removed", edition, by, {"share": str(share)})
        seats.open_up(share)
        share.delete()
        _refresh(edition)
        queueing.fill(edition, by=by)


def release_kept() -> int:
    """Open the kept places whose date has passed; returns how many shares ended. A recurring job."""
    due = Share.objects.filter(kind=ShareKind.KEPT, released_at=None, until__lte=now())
    ended = 0
    for share in due.select_related("edition__course"):
        with transaction.atomic():
            seats.hold([share.edition_id])
            if Share.objects.filter(pk=share.pk, released_at=None).update(released_at=now()):
                seats.open_up(share)
                _record("enrolment.share_released", share.edition, None, {"share": str(share)})
                _refresh(share.edition)
                queueing.fill(share.edition)
                ended += 1
    return ended


def _check_until(edition: Edition, until: datetime) -> None:
    if until <= now():
        raise RuleBroken(_("Kies een moment dat nog komt."), field="until")
    if edition.starts_at and until > edition.starts_at:
        raise RuleBroken(_("Kies een moment voor de training begint."), field="until")


def _share(
    edition: Edition,
    kind: ShareKind,
    whom: Whom,
    number: int,
    *,
    by: Person,
    until: datetime | None = None,
) -> Share:
    policies.check_may_run(by, edition)
    with transaction.atomic():
        seats.hold([edition.pk])
        values = whom.values()
        same = Share.objects.filter(edition=edition, kind=kind, released_at=None, **vars(whom))
        if same.exists():
            raise RuleBroken(_("Voor deze groep is al iets afgesproken. Haal dat eerst weg."))
        share = Share.objects.create(
            edition=edition, kind=kind, number=number, until=until, **values
        )
        members = _seated(edition, share)
        if kind is ShareKind.KEPT:
            _keep(share, members)
        else:
            _cap(share, members)
        _record("enrolment.share_made", edition, by, {"share": str(share)})
        _refresh(edition)
        queueing.fill(edition, by=by)
    return share


def _keep(share: Share, members: Sequence[int]) -> None:
    has_seats = Seat.objects.filter(edition=share.edition_id).exists()
    possible = seats.mark_kept(share, members) if has_seats else _not_yet_kept(share)
    if possible < share.number:
        message = _("Je kunt nu hoogstens %(n)s plaatsen vrijhouden.") % {"n": possible}
        raise RuleBroken(message, field="number")


def _not_yet_kept(share: Share) -> int:
    """Places of an edition that has no seats yet, but for those that are kept for other groups."""
    others = Share.objects.filter(
        edition=share.edition_id, kind=ShareKind.KEPT, released_at=None
    ).exclude(pk=share.pk)
    return max(0, share.edition.capacity - sum(others.values_list("number", flat=True)))


def _cap(share: Share, members: Sequence[int]) -> None:
    if len(members) > share.number:
        message = _("Er doen al %(n)s mensen uit deze groep mee. Kies %(n)s of meer.")
        raise RuleBroken(message % {"n": len(members)}, field="number")
    seats.make_passes(share, members)


def _seated(edition: Edition, share: Share) -> list[int]:
    """Enrolments with a seat, or the offer of one, of people in the group; first come first."""
    group = Group(
        share.sector_id, share.organisation_id, frozenset(share.municipalities), share.students
    )
    rows = Enrolment.objects.filter(edition=edition, state__in=SEATED).select_related("person")
    return [
        row.pk
        for row in rows.order_by("requested_at", "pk")
        if rules.belongs(profile_of(row.person), group)
    ]


def mark_all_kept(edition: Edition) -> None:
    """Mark the seats of every share in force, as far as there are seats; the edition is held alone."""
    for share in Share.objects.filter(edition=edition, kind=ShareKind.KEPT, released_at=None):
        seats.mark_kept(share, _seated(edition, share))


def _refresh(edition: Edition) -> None:
    has_shares = Share.objects.filter(edition=edition, released_at=None).exists()
    Terms.objects.update_or_create(edition=edition, defaults={"has_shares": has_shares})


def _record(verb: str, edition: Edition, by: Person | None, values: dict[str, Any]) -> None:
    record(verb, edition, by=by, region_id=edition.region_id, values=values)
