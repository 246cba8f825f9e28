"""Finding people as their organisation's system knows them; one organisation never sees another's."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.db.models import Q
from django.db.models.functions import Lower
from scim2_models import InvalidFilterException, ScimFilter
from scim2_models.path import CompareOperator, Comparison, FilterNode, LogicalExpr, LogicalOperator

from veerkracht.connections.rules import can_be_kept
from veerkracht.connections.scim_models import ProvisionedPerson
from veerkracht.connections.scim_resources import User
from veerkracht.connections.scim_rules import ProvisionState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Organisation, Person

SALT = "veerkracht.connections.scim"
ANSWERED_WITHIN = 60 * 60 * 24 * 60  # seconds
LONGEST_FILTER = 2_000


def provisioned_of(organisation: Organisation) -> QuerySet[ProvisionedPerson]:
    """Everybody whom this organisation's system described, oldest first."""
    found = ProvisionedPerson.objects.select_related("organisation", "person")
    return found.filter(organisation=organisation).order_by("pk")


def matching(found: QuerySet[ProvisionedPerson], text: str) -> QuerySet[ProvisionedPerson]:
    """Those to whom a filter applies (RFC 7644, 3.4.2.2): ``eq``, and several joined by ``and``.

    On userName, externalId, id, active and the address. Raises InvalidFilterException on any other.
    """
    if len(text) > LONGEST_FILTER or not can_be_kept(text):
        raise InvalidFilterException(detail="This filter is too long or holds odd signs")
    found = found.alias(small_name=Lower("user_name"))
    return found.filter(_condition(ScimFilter[User](text).ast))


def _condition(node: FilterNode) -> Q:
    if isinstance(node, LogicalExpr) and node.op == LogicalOperator.and_:
        together = Q()
        for term in node.terms:
            together &= _condition(term)
        return together
    if isinstance(node, Comparison) and node.op == CompareOperator.eq:
        if not can_be_kept(
            str(node.value)
        ):  # written as an escape, which only shows once it is read
            raise InvalidFilterException(detail="This filter holds odd signs")
        return _equals(
            str(node.attr_path).lower().removeprefix(f"{User.__schema__}:".lower()), node.value
        )
    raise InvalidFilterException(detail="Only “eq” and “and” can be used in a filter here")


def _equals(name: str, value: Any) -> Q:
    text = str(value)
    if name == "id":
        return Q(number=_number(text))
    conditions = {
        "username": Q(small_name=text.lower()),
        "externalid": Q(external_id=text),
        "emails": Q(address=text.lower()),
        "emails.value": Q(address=text.lower()),
        "active": Q(active=value is True),
    }
    if name not in conditions:
        raise InvalidFilterException(detail=f"A filter on {name} is not possible here")
    return conditions[name]


def _number(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def key_of(row: ProvisionedPerson) -> str:
    """What a mail carries to show that its reader owns the address; worth nothing once that changes."""
    return signing.dumps([row.pk, row.address], salt=SALT)


def asked_by(key: str) -> ProvisionedPerson | None:
    """Whom a mail was about; None for an odd or old key, or when the organisation let go since."""
    try:
        number, address = signing.loads(key, salt=SALT, max_age=ANSWERED_WITHIN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = ProvisionedPerson.objects.select_related("organisation", "person")
    return found.filter(pk=number, address=address).first()


def waiting_for(person: Person) -> QuerySet[ProvisionedPerson]:
    """Questions to the address that this person signs in with, which they proved to be theirs."""
    found = ProvisionedPerson.objects.alias(small=Lower("address")).select_related("organisation")
    return found.filter(small=person.email, state=ProvisionState.WAITING).order_by("pk")
