"""Facts of learning: who followed a training here, what was taken over from lists, and which commitments were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import local
from veerkracht.monitoring.count_areas import region_codes
from veerkracht.monitoring.count_facts import (
    Source,
    function_of,
    same,
    sector_of,
    somewhere_in,
    sources,
)
from veerkracht.monitoring.count_keys import key_of, person_key
from veerkracht.monitoring.count_rules import YEAR, Fact, begins, period_of
from veerkracht.people.models import PersonKind
from veerkracht.practice.models import Outcome, Went
from veerkracht.proof.models import ATTENDED, Attendance, Means
from veerkracht.training.models import TakenOver, TakenOverCount

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from django.db.models import QuerySet

    from veerkracht.monitoring.count_facts import Asked, Found

NOWHERE = ".invalid"  # the address of a stand-in, or of an account that was emptied
TRAINED = {
    PersonKind.PROFESSIONAL.value: "professionals-trained",
    PersonKind.STUDENT.value: "students-trained",
}
KEPT = {30: "commitments-kept-30", 90: "commitments-kept", 180: "commitments-kept-180"}


def register() -> None:
    """Put the sources in their registry."""
    people = {"person": same}
    trained = {**people, "enrolment": _people_of_enrolments, "edition": _people_of_editions}
    sources.add("trained", Source(tuple(TRAINED.values()), trained_facts, trained))
    sources.add("taken-over", Source(("taken-over",), taken_over_facts, people))
    counts = {"taken-over-count": same}
    sources.add("taken-over-counts", Source(("taken-over",), taken_over_counts, counts))
    sources.add("commitments", Source(tuple(KEPT.values()), commitment_facts, people))


def _people_of_enrolments(numbers: Collection[int]) -> Iterable[int]:
    return Enrolment.objects.filter(pk__in=numbers).values_list("person_id", flat=True)


def _people_of_editions(numbers: Collection[int]) -> Iterable[int]:
    return Enrolment.objects.filter(edition__in=numbers).values_list("person_id", flat=True)


def trained_facts(people: Asked) -> Found:
    """Every training that somebody came to, in the year of the first of them; with their work of today.

    What was said per session decides; where nothing was, the tick of who came. Presence that was taken over from
    lists is not ours to count. Three queries at most.
    """
    rows = _attended()
    rows = rows if people is None else rows.filter(person__in=people)
    ours: dict[int, list[dict[str, Any]]] = {}
    for row in rows.values(*PROFILE, "pk", "edition__starts_at", "edition__region__code"):
        ours.setdefault(row["person_id"], []).append(row)
    for person, followed in ours.items():
        yield from ((person, fact) for fact in _facts_of(person, followed))


PROFILE = (
    "person_id",
    "person__kind",
    "person__function",
    "person__organisation_id",
    "person__sector__code",
    "person__municipality__code",
)


def _attended() -> QuerySet[Enrolment]:
    said = Attendance.objects.filter(enrolment=OuterRef("pk"), confirmed=True)
    came = Q(Exists(said.filter(presence__in=ATTENDED))) | Q(~Exists(said), came=True)
    rows = Enrolment.objects.filter(
        came, state=State.PLACED, person__kind__in=list(TRAINED), edition__starts_at__isnull=False
    )
    rows = rows.exclude(Exists(said.filter(means=Means.TAKEN_OVER)))
    return rows.exclude(person__email__endswith=NOWHERE).order_by("edition__starts_at", "pk")


def _facts_of(person: int, followed: list[dict[str, Any]]) -> Iterator[Fact]:
    days = [local(row["edition__starts_at"]).date() for row in followed]
    period = period_of(min(days), YEAR)
    for row, day in zip(followed, days, strict=True):
        region = row["edition__region__code"]
        yield Fact(
            indicator=TRAINED[row["person__kind"]],
            period=period,
            who=person_key(person),
            item=key_of("enrolment", row["pk"]),
            on=day,
            area=row["person__municipality__code"] or somewhere_in(region),
            sector=sector_of(row["person__sector__code"]),
            function=function_of(row["person__function"]),
            contributor=_organisation(row["person__organisation_id"]),
        )


def _organisation(number: int | None) -> int:
    return key_of("organisation", number) if number else 0


def taken_over_facts(people: Asked) -> Found:
    """Each row of a named list: one time that somebody followed a training before."""
    rows = TakenOver.objects.exclude(person__email__endswith=NOWHERE)
    rows = rows if people is None else rows.filter(person__in=people)
    known = rows.select_related("person__municipality", "region")
    for row in known.order_by("pk"):
        town = row.person.municipality
        yield (
            row.person_id,
            Fact(
                indicator="taken-over",
                period=str(row.year),
                who=key_of("taken-over", row.pk),
                item=key_of("taken-over", row.pk),
                on=row.on or begins(str(row.year)),
                area=town.code if town else somewhere_in(row.region.code),
                contributor=_organisation(row.person.organisation_id),
            ),
        )


def taken_over_counts(numbers: Asked) -> Found:
    """Lists with numbers only: each row stands for as many."""
    rows = TakenOverCount.objects.select_related("municipality", "region")
    rows = rows if numbers is None else rows.filter(pk__in=numbers)
    for row in rows.order_by("pk"):
        town = row.municipality
        yield (
            row.pk,
            Fact(
                indicator="taken-over",
                period=str(row.year),
                who=key_of("taken-over-count", row.pk),
                item=key_of("taken-over-count", row.pk),
                on=begins(str(row.year)),
                area=town.code if town else somewhere_in(row.region.code),
                number=row.number,
                contributor=_organisation(row.organisation_id),
            ),
        )


def commitment_facts(people: Asked) -> Found:
    """Commitments that somebody says were kept, at each look-back in the year of the first answer.

    Where somebody works decides the region; without that, where the training was.
    """
    rows = Outcome.objects.filter(went=Went.DONE, look_back__days__in=list(KEPT))
    rows = rows.exclude(look_back__plan__person__email__endswith=NOWHERE)
    rows = rows if people is None else rows.filter(look_back__plan__person__in=people)
    told = rows.order_by("answered_at", "pk").values(
        "pk",
        "answered_at",
        days=F("look_back__days"),
        person=F("look_back__plan__person"),
        town=F("look_back__plan__person__municipality"),
        region=F("look_back__plan__edition__region__code"),
    )
    regions = region_codes()
    firsts: dict[tuple[int, int], str] = {}
    for row in told:
        day = local(row["answered_at"]).date()
        period = firsts.setdefault((row["person"], row["days"]), period_of(day, YEAR))
        yield (
            row["person"],
            Fact(
                indicator=KEPT[row["days"]],
                period=period,
                who=person_key(row["person"]),
                item=key_of("outcome", row["pk"]),
                on=day,
                area=regions.get(row["town"] or 0, row["region"] or ""),
            ),
        )
