"""Which shares an edition has, and which of them matter to somebody. Private to the app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from veerkracht.enrolment.models import Share, ShareKind, Terms
from veerkracht.enrolment.rules import Group, Member, Profile, belongs
from veerkracht.kernel.rows import Asked, Prepared
from veerkracht.people.models import PersonKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person

COLUMNS = ("pk", "kind", "sector_id", "organisation_id", "municipalities", "students")


@dataclass(frozen=True)
class ShareFacts:
    """A share in force, as the rules see it."""

    pk: int
    kind: str
    group: Group


def _query() -> QuerySet[Share, Any]:
    return Share.objects.filter(edition_id=-1, released_at=None).values_list(*COLUMNS)


def _terms_query() -> QuerySet[Terms, Any]:
    return Terms.objects.filter(edition_id=-1).values_list("approver", "has_shares")


_shares = Prepared(_query, -1)
_terms = Prepared(_terms_query, -1)


@dataclass(frozen=True)
class TermFacts:
    """What is special about an edition: who approves, and its shares in force."""

    approver: str = ""
    shares: tuple[ShareFacts, ...] = ()


ORDINARY = TermFacts()


def ask_terms(edition_id: int) -> Asked:
    """Ask for an edition's terms; :func:`terms_from` reads the answer."""
    return _terms.ask(edition_id)


def terms_from(edition_id: int, asked: Asked) -> TermFacts:
    """The terms as they are under the lock; shares are looked up only when there are any."""
    found = asked.rows()
    if not found:
        return ORDINARY
    approver, has_shares = found[0]
    return TermFacts(approver, shares_of(edition_id) if has_shares else ())


def terms_of(edition_id: int) -> TermFacts:
    """The terms of an edition, now."""
    return terms_from(edition_id, ask_terms(edition_id))


def shares_of(edition_id: int) -> tuple[ShareFacts, ...]:
    """The shares of an edition that are in force, in order of their making."""
    return tuple(
        ShareFacts(pk, kind, Group(sector, organisation, frozenset(municipalities), students))
        for pk, kind, sector, organisation, municipalities, students in sorted(_shares(edition_id))
    )


def share_facts(share: Share) -> ShareFacts:
    """A share that was read before, as the rules see it."""
    municipalities = frozenset(share.municipalities)
    group = Group(share.sector_id, share.organisation_id, municipalities, share.students)
    return ShareFacts(share.pk, share.kind, group)


def profile_of(person: Person) -> Profile:
    """What decides to which groups a person belongs."""
    return Profile(
        sector=person.sector_id,
        organisation=person.organisation_id,
        municipality=person.municipality_id,
        student=person.kind == PersonKind.STUDENT,
    )


def member_of(person: Person, shares: Sequence[ShareFacts]) -> Member:
    """Which of these shares matter to a person."""
    profile = profile_of(person)
    mine = [share for share in shares if belongs(profile, share.group)]
    return Member(
        kept=frozenset(share.pk for share in mine if share.kind == ShareKind.KEPT),
        capped=frozenset(share.pk for share in mine if share.kind == ShareKind.CAPPED),
    )


def members_by_person(
    people: Sequence[Person], shares: Sequence[ShareFacts]
) -> Mapping[int, Member]:
    """For each person by number, the shares that matter; empty without shares."""
    return {person.pk: member_of(person, shares) for person in people} if shares else {}
