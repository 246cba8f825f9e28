"""Making and ending tokens. Reached through ``actions``."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from veerkracht.audit.actions import record
from veerkracht.connections import policies, rules
from veerkracht.connections.models import Token
from veerkracht.connections.rules import Refusal
from veerkracht.connections.words import refuse
from veerkracht.kernel.clock import now, today
from veerkracht.messages.actions import News, queue
from veerkracht.people.models import Organisation, Person

EXPIRY_TOLD = timedelta(days=14)
_FIELDS = {
    Refusal.NO_NAME: "name",
    Refusal.NO_SCOPE: "scopes",
    Refusal.OTHER_SCOPE: "scopes",
    Refusal.IN_THE_PAST: "expires_at",
    Refusal.TOO_LONG: "expires_at",
}


@transaction.atomic
def make_token(
    *,
    by: Person,
    name: str,
    scopes: Collection[str],
    expires_at: datetime,
    organisation: Organisation | None = None,
) -> tuple[Token, str]:
    """A new token and its secret, which nobody can read again afterwards.

    For ``by`` themselves, or for an organisation of which they are a contact. Raises RuleBroken on
    a name, scope or day that does not fit, or when there are 20 already; NotAllowed.
    """
    policies.check_may_make_token(by, organisation)
    moment, secret = now(), rules.MARK + secrets.token_urlsafe(32)
    person = None if organisation else by
    Person.objects.select_for_update().get(pk=by.pk)  # two tabs do not make the 21st
    refusal = rules.why_no_token(
        name=name,
        scopes=scopes,
        possible=rules.OF_AN_ORGANISATION if organisation else rules.OF_A_PERSON,
        lives=expires_at - moment,
        there=Token.objects.working(moment)
        .filter(person=person, organisation=organisation)
        .count(),
    )
    refuse(refusal, field=_FIELDS.get(refusal) if refusal else None)
    token = Token.objects.create(
        person=person,
        organisation=organisation,
        made_by=by,
        name=name.strip()[: rules.MOST_NAME],
        scopes=sorted(set(scopes)),
        shown=rules.shown_part(secret),
        hash=rules.hash_of(secret),
        made_at=moment,
        expires_at=expires_at,
    )
    queue([_news("token_made", token)])
    record("token made", token, by=by, values={"scopes": token.scopes, "name": token.name})
    return token, secret


@transaction.atomic
def revoke_token(*, token: Token, by: Person) -> None:
    """End a token at once; again changes nothing."""
    policies.check_may_revoke(by, token)
    ended = Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now())
    if ended:
        record("token revoked", token, by=by, values={"name": token.name})


def note_use(*, token: Token) -> None:
    """Remember the day of the last use, at most one write a day."""
    if token.last_used_on != today():
        Token.objects.filter(pk=token.pk).update(last_used_on=today())


def remind_of_expiry() -> int:
    """Tell, two weeks before, that a token that is in use will stop; returns how many. A recurring job."""
    moment = now()
    ending = (
        Token.objects.working(moment)
        .filter(expires_at__lte=moment + EXPIRY_TOLD, last_used_on__isnull=False)
        .exclude(expires_at__lte=F("made_at") + EXPIRY_TOLD)
        .select_related("made_by")
    )
    news = [_news("token_expires", token) for token in ending if token.made_by is not None]
    queue(news)
    return len(news)


def _news(kind: str, token: Token) -> News:
    assert token.made_by is not None  # noqa: S101 - for mypy; whoever calls has looked
    return News(
        kind=f"connections.{kind}",
        address=token.made_by.email,
        person_id=token.made_by.pk,
        language=token.made_by.language,
        once=f"connections.{kind}:{token.pk}",
        facts={"token": token.pk},
    )
