"""Reading actions: those somebody may see, those that are late, and what waits for whose word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from veerkracht.kernel.clock import now, today
from veerkracht.people.models import Organisation, Person, Role, RoleKind
from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.programme.action_policies import WITHOUT_EMPLOYER, organisations_of
from veerkracht.programme.action_rules import WORD_HOLDS
from veerkracht.programme.models import OPEN_ACTION, Action, ActionPartner, ActionUpdate, Theme

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.places.models import Area


def owned_by(person: Person) -> Q:
    """Actions for whose owner somebody speaks: as representative, or named and still belonging there."""
    return _spoken_for(person, "owner")


def partnered_by(person: Person) -> Q:
    """Partners (``ActionPartner``) for whom somebody speaks."""
    return _spoken_for(person, "organisation")


def _spoken_for(person: Person, organisation: str) -> Q:
    named = Q(person=person)
    if person.organisation_id is not None:
        named &= Q(**{organisation: person.organisation_id})
    elif person.kind not in WITHOUT_EMPLOYER:
        named = Q(pk__in=[])
    return named | Q(**{f"{organisation}__in": organisations_of(person)})


def asked_of(person: Person, organisation: str) -> Q:
    """Of which somebody is the one to ask: named there, or speaking for it while nobody else is named.

    ``organisation`` is the field: “owner” of an action, “organisation” of a partner.
    """
    works_there = Q(person__organisation=F(organisation)) | Q(
        person__organisation=None, person__kind__in=list(WITHOUT_EMPLOYER)
    )
    another = Q(works_there, person__isnull=False, person__is_active=True) & ~Q(person=person)
    return _spoken_for(person, organisation) & ~another


def actions_of(person: Person) -> QuerySet[Action]:
    """Actions for whose owner or a partner somebody speaks, the earliest due first."""
    parts = ActionPartner.objects.filter(partnered_by(person)).values("action")
    mine = owned_by(person) | Q(pk__in=parts)
    return in_order(Action.objects.filter(mine))


def actions_visible_to(person: Person) -> QuerySet[Action]:
    """The actions that somebody may read: of the regions they coordinate, and their own."""
    if is_administrator(person):
        return in_order(Action.objects.all())
    parts = ActionPartner.objects.filter(partnered_by(person)).values("action")
    regions = [area.pk for area in regions_of_coordinator(person)]
    seen = Q(region__in=regions) | owned_by(person) | Q(pk__in=parts)
    return in_order(Action.objects.filter(seen))


def in_order(actions: QuerySet[Action]) -> QuerySet[Action]:
    """What is open first, and then the earliest due; with owner, theme and region."""
    related = actions.select_related("owner", "person", "theme", "region")
    is_over = Case(When(status__in=OPEN_ACTION, then=Value(0)), default=Value(1))
    return related.order_by(is_over, F("due_on").asc(nulls_last=True), "pk")


def open_actions(*, region: Area, theme: Theme | None = None) -> QuerySet[Action]:
    """What is planned or under way in a region, for a theme or for all, the earliest due first."""
    found = Action.objects.filter(region=region, status__in=OPEN_ACTION)
    return in_order(found.filter(theme=theme) if theme else found)


def late(actions: QuerySet[Action], on: date | None = None) -> QuerySet[Action]:
    """Of these, what should have been ready and is neither done nor stopped."""
    return actions.filter(status__in=OPEN_ACTION, due_on__lt=on or today())


def without_owner(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Of these, what is open while nobody can be asked: nobody speaks for the owner any more."""
    return actions.filter(nobody_speaks(), status__in=OPEN_ACTION)


def waiting_for_owner() -> QuerySet[Action]:
    """Late actions of which the owner said nothing since they should have been ready, or not for four weeks."""
    said = _words_that_hold(OuterRef("pk"), OuterRef("owner"), OuterRef("due_on"))
    return late(Action.objects.all()).filter(~Exists(said))


def waiting_for_partner() -> QuerySet[ActionPartner]:
    """Parts of late actions of which that partner said nothing since, or not for four weeks."""
    said = _words_that_hold(
        OuterRef("action"), OuterRef("organisation"), OuterRef("action__due_on")
    )
    open_and_late = {"action__status__in": OPEN_ACTION, "action__due_on__lt": today()}
    return ActionPartner.objects.filter(~Exists(said), **open_and_late)


def waiting_for(person: Person) -> set[int]:
    """Numbers of the actions that wait for somebody's word, as owner or as partner; two queries."""
    owned = waiting_for_owner().filter(asked_of(person, "owner")).values_list("pk", flat=True)
    mine = asked_of(person, "organisation")
    parts = waiting_for_partner().filter(mine).values_list("action", flat=True)
    return {*owned, *parts}


def _words_that_hold(
    action: OuterRef, organisation: OuterRef, due_on: OuterRef
) -> QuerySet[ActionUpdate]:
    """The same as ``action_rules.asks_for_word``, in the database."""
    since = now() - WORD_HOLDS
    found = ActionUpdate.objects.filter(action=action, organisation=organisation)
    return found.filter(made_at__date__gt=due_on, made_at__date__gte=since.date())


def owners_in(region: Area) -> QuerySet[Organisation]:
    """Organisations that own an action in a region, by name."""
    owners = Action.objects.filter(region=region).values("owner")
    return Organisation.objects.filter(pk__in=owners).order_by("name")


def nobody_speaks() -> Q:
    """That nobody represents the owner of an action, and nobody who still belongs there is named."""
    speaks = Role.objects.current().filter(
        kind=RoleKind.EMPLOYER, organisation=OuterRef("owner"), person__is_active=True
    )
    named = Person.objects.filter(pk=OuterRef("person"), is_active=True)
    belongs = Q(organisation=OuterRef("owner")) | Q(
        organisation=None, kind__in=list(WITHOUT_EMPLOYER)
    )
    return ~Q(Exists(speaks)) & ~Q(Exists(named.filter(belongs)))


@dataclass(frozen=True)
class ActionFilter:
    """Which actions of a region to show; what is None does not matter. ``state`` may also be “late” or “adrift”."""

    region: Area
    theme: int | None = None
    owner: int | None = None
    goal: int | None = None
    state: str = ""

    def apply(self) -> QuerySet[Action]:
        """The actions that fit, each with when it was last spoken of and whether nobody speaks for it."""
        found = in_order(Action.objects.filter(region=self.region))
        found = found.filter(theme=self.theme) if self.theme else found
        found = found.filter(owner=self.owner) if self.owner else found
        found = found.filter(goals=self.goal) if self.goal else found
        return _with_story(self._in_state(found))

    def _in_state(self, found: QuerySet[Action]) -> QuerySet[Action]:
        if self.state == "late":
            return late(found)
        if self.state == "adrift":
            return without_owner(found)
        return found.filter(status=self.state) if self.state else found


def _with_story(found: QuerySet[Action]) -> QuerySet[Action]:
    newest = ActionUpdate.objects.filter(action=OuterRef("pk")).order_by("-made_at")
    return found.annotate(
        last_word_at=Subquery(newest.values("made_at")[:1]),
        adrift=Case(When(nobody_speaks(), then=Value(value=True)), default=Value(value=False)),
    )


@dataclass(frozen=True)
class Standing:
    """How many actions of a region there are, are open, are late, and are without anybody to ask."""

    all: int
    open: int
    late: int
    adrift: int


def standing(region: Area) -> Standing:
    """The numbers above the list; one query."""
    is_open = Q(status__in=OPEN_ACTION)
    counts = Action.objects.filter(region=region).aggregate(
        all=Count("pk"),
        open=Count("pk", filter=is_open),
        late=Count("pk", filter=is_open & Q(due_on__lt=today())),
        adrift=Count("pk", filter=is_open & nobody_speaks()),
    )
    return Standing(**counts)


def themes_in(region: Area) -> QuerySet[Theme]:
    """Themes that actions of a region are about."""
    used = Action.objects.filter(region=region).values("theme")
    return Theme.objects.filter(pk__in=used)


def story_of(action: Action) -> list[ActionUpdate]:
    """Every word about an action, the newest first; one query."""
    return list(action.updates.select_related("organisation", "by"))
