"""Reading drafts and what was frozen for them. Frozen counts are opened only to build; no page asks for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q

from veerkracht.disclosure.values import Status
from veerkracht.figures.actions import BREAKDOWNS
from veerkracht.figures.queries import content_of, every
from veerkracht.kernel.sealing import unseal
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_attacking import Known
from veerkracht.monitoring.release_building import build
from veerkracht.monitoring.release_policies import WIDE
from veerkracht.monitoring.release_rules import Frozen, frozen_of
from veerkracht.people.policies import is_administrator, is_coordinator, regions_of_coordinator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from veerkracht.disclosure.tables import Key
    from veerkracht.figures.actions import Content
    from veerkracht.figures.models import Release
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

PURPOSE = "counts of a release"
HEAVY = ("inputs", "content", "release__content")


def visible_to(person: Person) -> QuerySet[ReleaseDraft]:
    """Drafts of the areas for which somebody may build, newest first, without what is large."""
    found = ReleaseDraft.objects.select_related("area", "made_by", "release").defer(*HEAVY)
    if is_administrator(person):
        return found
    if not is_coordinator(person):
        return found.none()
    mine = Q(area__in=regions_of_coordinator(person)) | Q(area__kind__in=WIDE)
    return found.filter(mine)


def to_publish(person: Person) -> QuerySet[ReleaseDraft]:
    """Safe drafts that wait for this person as the second one."""
    return visible_to(person).filter(state=DraftState.SAFE).exclude(made_by=person)


def frozen_for(draft: ReleaseDraft) -> Frozen | None:
    """What the draft was built from; None when it is not frozen yet, or was forgotten since."""
    return frozen_of(unseal(PURPOSE, draft.inputs)) if draft.inputs else None


def released_before(area: Area) -> Frozen | None:
    """What the newest release about this area was built from, withdrawn or not: it was read."""
    published = ReleaseDraft.objects.filter(area=area, state=DraftState.PUBLISHED)
    last = published.exclude(inputs="").order_by("-release__number").first()
    return frozen_for(last) if last else None


def hidden_before(area: Area) -> Mapping[str, set[Key]]:
    """What the newest release about this area hides: keys by indicator, in the order of the table's breakdowns."""
    last = signed().filter(area=area).order_by("-number").first()
    return _hidden_in(content_of(last.content)) if last else {}


def _hidden_in(content: Content) -> Mapping[str, set[Key]]:
    found: dict[str, set[Key]] = defaultdict(set)
    for table in content.tables:
        places = [BREAKDOWNS.index(one.name) for one in table.dimensions]
        for cell in table.cells:
            if cell.figure.status is Status.HIDDEN:
                found[table.indicator].add(tuple(cell.key[place] for place in places))
    return found


def signed() -> QuerySet[Release]:
    """Every release that came out by this door, withdrawn or not, oldest first."""
    return every().exclude(signature="")


def known_releases() -> list[Known]:
    """Every release that anybody could read, oldest first, as an attacker has them."""
    return [Known(one.pk, content_of(one.content)) for one in signed()]


def rebuilt(draft: ReleaseDraft) -> str | None:
    """The text that comes out when a published draft is built again; None when its input was forgotten.

    Which numbers were chosen to be hidden is taken from the release and proven anew to be enough, so that a release
    outlives better ways of choosing, and other versions of a solver: a choice that is not safe comes out different.
    """
    frozen = frozen_for(draft)
    if frozen is None or draft.release is None:
        return None
    hidden = _hidden_in(content_of(draft.release.content))
    tables = [replace(one, also=tuple(hidden.get(one.table.name, ()))) for one in frozen.tables]
    return build(replace(frozen, tables=tuple(tables)), draft.release.number).text
