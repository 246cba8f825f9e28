"""The verbs of embedding checks: asking a partner to look four times, filling in, stopping, telling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.queries import contacts_of, coordinators_of
from veerkracht.programme import embedding_policies as policies
from veerkracht.programme import embedding_rules as rules
from veerkracht.programme.embedding_models import (
    EmbeddingAnswer,
    EmbeddingCheck,
    EmbeddingLevel,
    EmbeddingTrack,
)
from veerkracht.programme.events import EmbeddingChecked
from veerkracht.programme.money_models import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area

CHECK = "embedding.check"


@dataclass(frozen=True)
class Said:
    """How far one part has come, and what shows it."""

    level: int
    evidence: str = ""


@transaction.atomic
def start_track(
    *, region: Area, organisation: Organisation, starts_on: date, by: Person
) -> EmbeddingTrack:
    """Ask a partner to look at 0, 3, 6 and 12 months. Raises RuleBroken when it already does."""
    policies.check_may_keep_tracks(by, region.pk)
    if not FIRST_YEAR <= starts_on.year <= LAST_YEAR:
        raise RuleBroken(_("Kies een jaar tussen 2015 en 2050."), field="starts_on")
    try:
        with transaction.atomic():
            track = EmbeddingTrack.objects.create(
                region=region, organisation=organisation, starts_on=starts_on, made_at=now()
            )
    except IntegrityError as error:
        message = _("Deze partner kijkt al vier keer terug.")
        raise RuleBroken(message, field="organisation") from error
    EmbeddingCheck.objects.bulk_create(
        EmbeddingCheck(track=track, months=months, due_on=day)
        for months, day in rules.check_days(starts_on).items()
    )
    record("embedding.started", track, by=by)
    return track


@transaction.atomic
def stop_track(*, track: EmbeddingTrack, by: Person) -> None:
    """Ask no more; what was filled in stays to be read."""
    policies.check_may_keep_tracks(by, track.region_id)
    EmbeddingTrack.objects.filter(pk=track.pk, stopped_on=None).update(stopped_on=today())
    record("embedding.stopped", track, by=by)


@transaction.atomic
def keep_check(
    *,
    check: EmbeddingCheck,
    said: Mapping[str, Said],
    next_step: str,
    by: Person,
    version: int | None = None,
) -> None:
    """Write down how far each of the four parts is; again changes it.

    Raises RuleBroken before it is time, without all four, or for “often” without evidence; OutOfDate when
    somebody else filled it in meanwhile.
    """
    policies.check_may_fill_in(by, check.track)
    known = EmbeddingCheck.objects.select_for_update().get(pk=check.pk)
    if version is not None and version != known.version:
        raise OutOfDate(_("Iemand anders vulde deze check net in."))
    _check_said(known, said)
    for part, one in said.items():
        EmbeddingAnswer.objects.update_or_create(
            check_of=known, part=part, defaults={"level": one.level, "evidence": one.evidence}
        )
    known.done_at, known.by, known.next_step = now(), by, next_step
    known.version += 1
    known.save()
    record("embedding.checked", check.track, by=by, values={"months": known.months})
    announce(EmbeddingChecked(known.track_id))


def _check_said(known: EmbeddingCheck, said: Mapping[str, Said]) -> None:
    if not rules.may_fill_in(known.due_on, today()):
        raise RuleBroken(_("Dit kan vanaf twee weken voor deze dag."))
    if set(said) != set(rules.PARTS):
        raise RuleBroken(_("Kies bij alle vier hoe ver jullie zijn."))
    for part, one in said.items():
        if one.level not in EmbeddingLevel.values:
            raise RuleBroken(_("Kies een van de antwoorden."), field=part)
        if rules.needs_evidence(one.level) and not one.evidence.strip():
            raise RuleBroken(_("Schrijf op waar je dat aan ziet."), field=part)


def tell_checks() -> int:
    """Ask partners to look where it is time (a job), once each; returns how many checks."""
    due = EmbeddingCheck.objects.filter(
        told_at=None, done_at=None, due_on__lte=today(), track__stopped_on=None
    )
    return sum(_tell(pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _tell(pk: int) -> int:
    if not EmbeddingCheck.objects.filter(pk=pk, told_at=None).update(told_at=now()):
        return 0
    check = EmbeddingCheck.objects.select_related("track").get(pk=pk)
    queue(_news(check, person) for person in who_is_asked(check.track))
    return 1


def who_is_asked(track: EmbeddingTrack) -> list[Person]:
    """Who speaks for the partner; the coordinators when nobody does any more."""
    return contacts_of(track.organisation_id) or coordinators_of(track.region_id)


def _news(check: EmbeddingCheck, person: Person) -> News:
    return News(
        kind=CHECK,
        address=person.email,
        once=f"{CHECK}:{check.pk}:{person.pk}",
        facts={"check": check.pk, "person": person.pk},
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )
