"""Addresses of certificates, badges and one's own registers."""

from __future__ import annotations

from datetime import timedelta

from tests import factories
from tests.access.table import (
    COORDINATORS,
    LOGIN,
    STAFF,
    Row,
    course,
    edition,
    own,
    posted,
    row,
    work,
)
from tests.access.world import World
from veerkracht.enrolment.actions import request_places
from veerkracht.kernel.clock import held_at, now
from veerkracht.proof.actions import Mark, issue, mark, rotate_signing_key
from veerkracht.proof.models import Certificate, Presence, SigningKey


def _certificate(world: World) -> Certificate:
    """The professional's certificate, of an edition that is over; made when it is first asked for."""
    person = world.people["professional"]
    found = Certificate.objects.filter(person=person).first()
    if found is not None:
        return found
    begun = now() - timedelta(days=20)
    with held_at(begun - timedelta(days=30)):
        over = factories.edition(of=factories.course(), starts=begun)
        rows = request_places(people=[person], editions=[over], by=person)
    by = world.people["coordinator"]
    present = {rows[0].pk: Mark(Presence.PRESENT)}
    mark(session=over.sessions.get(), marks=present, by=by)
    return issue(edition=over, by=by)[0]


def certificate(world: World) -> list[object]:
    """Its number."""
    return [_certificate(world).pk]


def given(world: World) -> list[object]:
    """Its edition, and its number."""
    found = _certificate(world)
    return [found.edition_id, found.pk]


def code(world: World) -> list[object]:
    """Its code."""
    return [_certificate(world).code]


def key(world: World) -> list[object]:
    """The key that signs."""
    return [(SigningKey.objects.first() or rotate_signing_key(by=None)).kid]


RUN = ("trainer", *COORDINATORS)
CERTIFICATE_ROWS: list[Row] = [
    # what strangers and their machines read
    row("proof:verify_any", 200),
    row("proof:verify", 200, code),
    row("badges:keys", 200),
    row("badges:key", 200, key),
    row("badges:issuer", 200),
    row("badges:achievement", 200, lambda world: [world.course.slug]),
    row("badges:status", 200, lambda _world: [0]),
    # one's own; that of another is not there
    own("proof:certificates"),
    *(
        row(f"proof:{name}", 404, certificate, anonymous=LOGIN, professional=200)
        for name in ("certificate", "certificate_file", "badge_file")
    ),
    own("proof:my_register"),
    own("proof:my_register_file"),
    row("proof:register_period", 404, lambda _world: ["knov"], anonymous=LOGIN, professional=200),
    # who runs the edition
    work("proof:certify", *STAFF),
    work("proof:edition_certificates", *RUN, arguments=edition),
    work("proof:preview_certificate", *COORDINATORS, arguments=lambda world: given(world)[:1]),
    work("proof:revoke_certificate", *COORDINATORS, arguments=given),
    work("proof:completion_rule", *COORDINATORS, arguments=course),
    posted("proof:issue_certificates", edition, staff=True),
    posted("proof:approve_assignments", edition, staff=True),
    posted("proof:correct_certificate_name", given, staff=True),
]
