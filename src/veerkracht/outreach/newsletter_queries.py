"""Reading the newsletter: its issues, who one goes to, how far it is, and what there is to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from veerkracht.outreach.models import (
    AddressList,
    Delivery,
    DeliveryState,
    Issue,
    Subscriber,
    SubscriberState,
)
from veerkracht.outreach.newsletter_items import newsletter_items
from veerkracht.outreach.newsletter_policies import regions_of_maker
from veerkracht.outreach.newsletter_rules import IssueState

if TYPE_CHECKING:
    from veerkracht.outreach.models import IssueItem
    from veerkracht.outreach.newsletter_items import Suggestion
    from veerkracht.people.models import Person

MOST_REFUSED = 3  # mails in a row that an address did not take; then it gets none
MOST_OFFERED = 12  # things of one source to choose from
PUBLIC = (IssueState.SENDING.value, IssueState.PAUSED.value, IssueState.SENT.value)


@dataclass(frozen=True)
class Offered:
    """A source of live things, with those that are not in the issue yet."""

    name: str
    title: Any
    things: list[Suggestion]


@dataclass(frozen=True)
class Progress:
    """How many mails of an issue there are, wait, went, went without an answer, and did not arrive."""

    all: int = 0
    waiting: int = 0
    sent: int = 0
    handed: int = 0
    bounced: int = 0
    skipped: int = 0


def by_token(token: str) -> Subscriber | None:
    """Whose link this is."""
    return Subscriber.objects.filter(token=token).first()


def issues_for(person: Person) -> QuerySet[Issue]:
    """Issues of the regions whose newsletter somebody makes, newest first."""
    regions = [one.pk for one in regions_of_maker(person)]
    return Issue.objects.filter(region__in=regions).select_related("region", "made_by")


def lists_for(person: Person) -> QuerySet[AddressList]:
    """Lists that were brought in for those regions, newest first."""
    regions = [one.pk for one in regions_of_maker(person)]
    return AddressList.objects.filter(region__in=regions).select_related("region", "by")


def public_issues() -> QuerySet[Issue]:
    """What anybody may read back, newest first."""
    found = Issue.objects.filter(public=True, state__in=PUBLIC).select_related("region")
    return found.order_by("-sent_at", "-pk")


def audience(issue: Issue) -> QuerySet[Subscriber]:
    """Who an issue goes to: who confirmed, and whose regions, sectors and kinds fit it."""
    found = Subscriber.objects.filter(state=SubscriberState.CONFIRMED, refused__lt=MOST_REFUSED)
    regions = Subscriber.regions.through.objects.filter(subscriber=OuterRef("pk"))
    found = found.filter(Exists(regions.filter(area=issue.region_id)) | ~Exists(regions))
    wanted = [one.pk for one in issue.sectors.all()]
    if wanted:
        sectors = Subscriber.sectors.through.objects.filter(subscriber=OuterRef("pk"))
        found = found.filter(Exists(sectors.filter(sector__in=wanted)) | ~Exists(sectors))
    kinds = sorted({one.kind for one in issue.items.all()})
    return found.filter(Q(kinds=[]) | Q(kinds__overlap=kinds)) if kinds else found


def progress(issue: Issue) -> Progress:
    """Read in one query."""
    states = {state.value: Count("pk", filter=Q(state=state)) for state in DeliveryState}
    found = Delivery.objects.filter(issue=issue).aggregate(all=Count("pk"), **states)
    return Progress(**found)


def offered(issue: Issue) -> list[Offered]:
    """What there is to tell of the issue's region, without what is in it: a query for each source."""
    there = {(one.source, one.key) for one in issue.items.all()}
    found = []
    for name, source in newsletter_items.items():
        things = source.offer(issue.region, MOST_OFFERED)
        fresh = [one for one in things if (name, one.key) not in there]
        if fresh:
            found.append(Offered(name, source.title, fresh))
    return found


def items_of(issue: Issue) -> list[IssueItem]:
    """The pieces in order."""
    return list(issue.items.all())
