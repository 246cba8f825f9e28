"""Reading tokens, webhooks and what was delivered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from veerkracht.connections import policies
from veerkracht.connections.models import Delivery, Token, Webhook
from veerkracht.connections.rules import MARK, Scope, hash_of
from veerkracht.kernel.clock import now
from veerkracht.people.policies import is_administrator, regions_of_coordinator

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Organisation, Person


@dataclass(frozen=True)
class Caller:
    """Who a question comes from: the token, the person it acts as, and for which organisation."""

    token: Token
    person: Person
    organisation: Organisation | None

    def may(self, scope: Scope) -> bool:
        """Whether the token opens this."""
        return scope.value in self.token.scopes


def caller_with(secret: str) -> Caller | None:
    """Who this secret belongs to; None for an unknown, revoked or expired one, or with nobody behind it.

    The person's staff roles do not count: a token is no second factor.
    """
    if not secret.startswith(MARK):
        return None
    related = ("person", "organisation", "made_by")
    found = Token.objects.working(now()).select_related(*related).filter(hash=hash_of(secret))
    token = found.first()
    if token is None or not policies.still_holds(token):
        return None
    person = token.person or token.made_by
    assert person is not None  # noqa: S101 - still_holds saw to it
    return Caller(token, policies.without_staff_roles(person), token.organisation)


def tokens_visible_to(person: Person) -> QuerySet[Token]:
    """One's own and those of one's organisations, newest first; all for an administrator."""
    found = Token.objects.select_related("person", "organisation", "made_by").order_by("-made_at")
    if is_administrator(person):
        return found
    ours = Q(organisation__in=policies.organisations_of(person))
    return found.filter(Q(person=person) | ours)


def webhooks_visible_to(person: Person) -> QuerySet[Webhook]:
    """Those of one's organisations and regions; all for an administrator."""
    found = Webhook.objects.select_related("organisation", "region", "made_by").order_by("pk")
    if is_administrator(person):
        return found
    ours = Q(organisation__in=policies.organisations_of(person))
    return found.filter(ours | Q(region__in=regions_of_coordinator(person)))


def deliveries_of(webhook: Webhook, most: int = 50) -> QuerySet[Delivery]:
    """The latest messages for a webhook with every try, newest first."""
    return webhook.deliveries.prefetch_related("attempts").order_by("-pk")[:most]
