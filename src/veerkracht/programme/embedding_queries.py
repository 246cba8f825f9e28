"""Reading embedding checks: whose one sees, what waits, and how far each partner of a region is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from veerkracht.kernel.clock import today
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import (
    current_roles,
    is_administrator,
    regions_of_coordinator,
)
from veerkracht.programme import embedding_rules as rules
from veerkracht.programme.embedding_models import EmbeddingCheck, EmbeddingTrack

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def tracks_visible_to(person: Person) -> QuerySet[EmbeddingTrack]:
    """Tracks of regions that somebody coordinates and of organisations they speak for, by name."""
    found = EmbeddingTrack.objects.select_related("region", "organisation")
    found = found.prefetch_related(Prefetch("checks", _checks(), to_attr="told"))
    if not is_administrator(person):
        theirs = _represented(person)
        seen = Q(region__in=regions_of_coordinator(person)) | Q(organisation__in=theirs)
        found = found.filter(seen)
    return found.order_by("region__name", "organisation__name", "pk")


def _represented(person: Person) -> list[int | None]:
    return [one.organisation_id for one in current_roles(person) if one.kind == RoleKind.EMPLOYER]


def _checks() -> QuerySet[EmbeddingCheck]:
    return EmbeddingCheck.objects.prefetch_related("answers").order_by("months")


@dataclass(frozen=True)
class PartnerStanding:
    """How far one partner is: levels by months and part, the last of them, and the check that comes next."""

    track: EmbeddingTrack
    levels: dict[int, dict[str, int]] = field(default_factory=dict)
    next_check: EmbeddingCheck | None = None

    @property
    def last_months(self) -> int | None:
        """After how many months it last looked; None when it never did."""
        return max(self.levels, default=None)

    @property
    def last(self) -> dict[str, int]:
        """The levels of the last check; empty when there is none."""
        return self.levels[self.last_months] if self.last_months is not None else {}

    @property
    def is_anchored(self) -> bool:
        """Whether it is laid down in policy and practice."""
        return rules.is_anchored(self.last)


def standing_of(track: EmbeddingTrack) -> PartnerStanding:
    """How far a partner is, from a track of ``tracks_visible_to``: no query of its own."""
    checks: list[EmbeddingCheck] = track.told  # type: ignore[attr-defined]
    levels = {
        one.months: {answer.part: answer.level for answer in one.answers.all()}
        for one in checks
        if one.done_at is not None
    }
    waiting = next((one for one in checks if one.done_at is None), None)
    return PartnerStanding(track, levels, waiting if track.stopped_on is None else None)


def checks_waiting(person: Person) -> QuerySet[EmbeddingCheck]:
    """Checks whose day came, of organisations that somebody speaks for, the earliest first."""
    found = EmbeddingCheck.objects.filter(
        track__organisation__in=_represented(person),
        track__stopped_on=None,
        done_at=None,
        due_on__lte=today(),
    )
    return found.select_related("track__organisation").order_by("due_on", "pk")
