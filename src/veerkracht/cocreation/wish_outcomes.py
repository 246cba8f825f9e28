"""What may come of a wish. Each kind is registered; a part or an app above adds its own, such as pilots.

A kind says what may be chosen in a region, and how each chosen thing is called now. Its name is shown to everybody
with the wish, so a kind leaves out what is for a group only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.registries import Registry
from veerkracht.meetings.models import Decision
from veerkracht.programme.models import Action, Agreement
from veerkracht.training.models import Course, Edition
from veerkracht.training.queries import visible_to

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from veerkracht.cocreation.models import NeedOutcome
    from veerkracht.places.models import Area

MOST = 150  # of a kind, to choose from


@dataclass(frozen=True)
class OutcomeShown:
    """A thing that came of a wish: its kind, its words, and its page when everybody may see one."""

    kind: Any
    title: str
    url: str = ""


class OutcomeKind(Protocol):
    """A kind of thing; ``one`` is its name."""

    one: Any

    def choices(self, region: Area) -> list[tuple[int, str]]:
        """What may be chosen in this region: number and words, the newest first; one query."""
        ...

    def find(self, keys: Collection[int]) -> dict[int, tuple[str, str]]:
        """Words and page of each of these; what is gone is left out. One query."""
        ...


outcomes: Registry[OutcomeKind] = Registry("What may come of a wish")


def register() -> None:
    """The kinds that live below cocreation."""
    outcomes.add("edition", Editions(), order=10)
    outcomes.add("course", Courses(), order=20)
    outcomes.add("action", Actions(), order=30)
    outcomes.add("agreement", Agreements(), order=40)
    outcomes.add("decision", Decisions(), order=50)


class Editions:
    """A training on days that everybody can find."""

    one = _("training op een datum")

    def choices(self, region: Area) -> list[tuple[int, str]]:
        """Published editions of this region, the latest first."""
        found = visible_to(None).filter(region=region).select_related("course")
        return [
            (one.pk, str(one))
            for one in found.order_by(F("starts_at").desc(nulls_first=True), "-pk")[:MOST]
        ]

    def find(self, keys: Collection[int]) -> dict[int, tuple[str, str]]:
        """Course and day, with the page of the edition."""
        found = Edition.objects.filter(pk__in=keys).select_related("course")
        return {
            one.pk: (str(one), reverse("training:edition", args=[one.pk, one.course.slug]))
            for one in found
        }


class Courses:
    """A training as such, with or without days."""

    one = _("training")

    def choices(self, region: Area) -> list[tuple[int, str]]:
        """Courses of this region."""
        found = Course.objects.filter(region=region).order_by("-pk")[:MOST]
        return [(one.pk, str(one)) for one in found]

    def find(self, keys: Collection[int]) -> dict[int, tuple[str, str]]:
        """Its title."""
        return {one.pk: (str(one), "") for one in Course.objects.filter(pk__in=keys)}


class Actions:
    """Who does what by when."""

    one = _("actie")

    def choices(self, region: Area) -> list[tuple[int, str]]:
        """Actions of this region."""
        found = Action.objects.filter(region=region).order_by("-pk")[:MOST]
        return [(one.pk, in_language(one, "what")) for one in found]

    def find(self, keys: Collection[int]) -> dict[int, tuple[str, str]]:
        """What is done."""
        found = Action.objects.filter(pk__in=keys)
        return {one.pk: (in_language(one, "what"), "") for one in found}


class Agreements:
    """What organisations promise."""

    one = _("afspraak")

    def choices(self, region: Area) -> list[tuple[int, str]]:
        """Agreements of this region that hold."""
        found = Agreement.objects.filter(region=region, ended_on=None).order_by("-pk")[:MOST]
        return [(one.pk, in_language(one, "what")) for one in found]

    def find(self, keys: Collection[int]) -> dict[int, tuple[str, str]]:
        """What is promised."""
        found = Agreement.objects.filter(pk__in=keys)
        return {one.pk: (in_language(one, "what"), "") for one in found}


class Decisions:
    """What a meeting decided, unless it is for the group only."""

    one = _("besluit")

    def choices(self, region: Area) -> list[tuple[int, str]]:
        """Open decisions of series in this region."""
        found = Decision.objects.filter(meeting__series__region=region, inside=False)
        return [(one.pk, one.what) for one in found.order_by("-pk")[:MOST]]

    def find(self, keys: Collection[int]) -> dict[int, tuple[str, str]]:
        """What was decided."""
        found = Decision.objects.filter(pk__in=keys, inside=False)
        return {one.pk: (one.what, "") for one in found}


def choices_in(region: Area) -> list[tuple[str, list[tuple[str, str]]]]:
    """All that may be chosen in a region, by kind, as a list with groups: ``("action", "action-3", words)``."""
    found = []
    for name, kind in outcomes.items():
        rows = [(f"{name}-{key}", words) for key, words in kind.choices(region)]
        if rows:
            found.append((str(kind.one).capitalize(), rows))
    return found


def shown_each(rows: Sequence[NeedOutcome]) -> list[tuple[NeedOutcome, OutcomeShown | None]]:
    """Each row with what it is called now, None for what is gone; a query for each kind at most."""
    keys: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        keys[row.kind].add(row.key)
    known: dict[tuple[str, int], OutcomeShown] = {}
    for name, kind in outcomes.items():
        found = kind.find(keys[name]) if name in keys else {}
        known |= {(name, key): OutcomeShown(kind.one, *words) for key, words in found.items()}
    return [(row, known.get((row.kind, row.key))) for row in rows]
