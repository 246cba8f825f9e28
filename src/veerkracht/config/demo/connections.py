"""Tokens and webhooks of the demo, with a log that looks back some days."""

from __future__ import annotations

from datetime import datetime, timedelta

from veerkracht.config.demo.cast import Cast, Directory
from veerkracht.config.demo.courses import ZUID
from veerkracht.config.demo.history import History
from veerkracht.connections import actions
from veerkracht.connections.delivering import Outcome, settle
from veerkracht.connections.models import Token, Webhook
from veerkracht.connections.rules import Scope
from veerkracht.kernel.clock import held_at
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Organisation, Person
from veerkracht.training.models import Edition, EditionState

AGENDA = "https://agenda.voorbeeld.example/ontvangst"
STAFF_SYSTEM = "https://personeel.voorbeeld.example/webhooks/veerkracht"


def bring_in(directory: Directory, cast: Cast, history: History) -> None:
    """What is missing of it; a second time adds nothing."""
    employer = cast["Wil Werkgever"]
    organisation = next(iter(employer.roles.exclude(organisation=None))).organisation
    if not Token.objects.exists():
        _tokens(cast, employer, organisation, history)
    if not Webhook.objects.exists():
        _webhooks(directory, cast, employer, organisation, history)


def _tokens(
    cast: Cast, employer: Person, organisation: Organisation | None, history: History
) -> None:
    own = (Scope.CATALOGUE_READ, Scope.ENROLMENTS_READ)
    old = _token(cast["Sanne Voorbeeld"], "Oude agenda-app", own, history.days_ago(120))
    new = _token(cast["Sanne Voorbeeld"], "Mijn agenda-app", own, history.days_ago(20))
    ours = (Scope.BOOKINGS_READ, Scope.BOOKINGS_WRITE, Scope.SCIM)
    staff = _token(
        employer, "Personeelssysteem", ours, history.days_ago(45), organisation=organisation
    )
    with held_at(history.days_ago(21)):
        actions.note_use(token=old)
        actions.revoke_token(token=old, by=cast["Sanne Voorbeeld"])
    for token in (new, staff):
        actions.note_use(token=token)


def _token(
    by: Person,
    name: str,
    scopes: tuple[Scope, ...],
    at: datetime,
    organisation: Organisation | None = None,
) -> Token:
    """Nobody knows its secret: it was shown in a past that did not happen."""
    with held_at(at):
        token, _secret = actions.make_token(
            by=by,
            name=name,
            scopes=[scope.value for scope in scopes],
            expires_at=at + timedelta(days=180),
            organisation=organisation,
        )
        send_due()
    return token


def _webhooks(
    directory: Directory,
    cast: Cast,
    employer: Person,
    organisation: Organisation | None,
    history: History,
) -> None:
    coordinator = cast.coordinator(ZUID)
    everything = ["edition.published", "edition.changed", "edition.called-off"]
    with held_at(history.days_ago(30)):
        agenda, _secret = actions.make_webhook(
            by=coordinator,
            region=directory.regions[ZUID],
            address=AGENDA,
            events=[*everything, "enrolment.placed"],
        )
        staff, _secret = actions.make_webhook(
            by=employer,
            organisation=organisation,
            address=STAFF_SYSTEM,
            events=["booking.answered", "edition.called-off"],
        )
    for days in (6, 4, 1):
        _heard(agenda, days, history)
    _test(staff, employer, history)


def _heard(webhook: Webhook, days: int, history: History) -> None:
    """An edition opened some days ago; the receiver was away for a moment on one of them."""
    edition = Edition.objects.filter(region=webhook.region, state=EditionState.PUBLISHED)
    at = history.days_ago(days)
    with held_at(at):
        found = edition.order_by("pk")[days]
        data = {"editionId": found.pk, "courseId": found.course_id}
        actions.tell("edition.published", data, region_id=webhook.region_id)
        delivery = webhook.deliveries.latest("pk")
        if days == 4:
            settle(delivery_id=delivery.pk, outcome=Outcome(at, 10_000, trouble="too slow"))
    with held_at(at + timedelta(minutes=2)):
        outcome = Outcome(at + timedelta(minutes=2), 140 + days, status=204)
        settle(delivery_id=delivery.pk, outcome=outcome)


def _test(webhook: Webhook, by: Person, history: History) -> None:
    at = history.days_ago(2)
    with held_at(at):
        delivery = actions.send_test(webhook=webhook, by=by)
        settle(delivery_id=delivery.pk, outcome=Outcome(at, 215, status=200))
