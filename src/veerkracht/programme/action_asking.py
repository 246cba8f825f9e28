"""Asking for a word on what is late: one letter a person, once a week at most, never at night."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from django.db import transaction

from veerkracht.kernel.clock import now, today
from veerkracht.messages.actions import News, queue
from veerkracht.messages.models import Message
from veerkracht.messages.rules import after_quiet
from veerkracht.people.models import Person, Role, RoleKind
from veerkracht.programme.action_policies import belongs_to
from veerkracht.programme.action_queries import waiting_for_owner, waiting_for_partner
from veerkracht.programme.models import Action

LATE = "programme.late"
A_WEEK = timedelta(days=7)

Asked = dict[int, set[int]]  # organisation → actions of which it must say something


@transaction.atomic
def ask_for_words() -> int:
    """Ask whoever must say something of a late action (a job); returns how many people were asked."""
    owned = list(waiting_for_owner().select_related("person"))
    parts = list(waiting_for_partner().select_related("person"))
    asked: dict[int, set[int]] = defaultdict(set)  # person → actions
    left: Asked = defaultdict(set)
    people: dict[int, Person] = {}
    for action, organisation, named in [
        *((one.pk, one.owner_id, one.person) for one in owned),
        *((one.action_id, one.organisation_id, one.person) for one in parts),
    ]:
        if named is not None and named.is_active and belongs_to(named, organisation):
            people[named.pk] = named
            asked[named.pk].add(action)
        else:
            left[organisation].add(action)
    for person, organisation in _representatives(left):
        people[person.pk] = person
        asked[person.pk] |= left[organisation]
    return _send({people[pk]: actions for pk, actions in asked.items()})


def _representatives(left: Asked) -> list[tuple[Person, int]]:
    """Who speaks for these organisations today."""
    roles = Role.objects.current().filter(
        kind=RoleKind.EMPLOYER, organisation__in=left, person__is_active=True
    )
    found = roles.select_related("person").order_by("person", "organisation")
    return [(role.person, role.organisation_id) for role in found if role.organisation_id]


def _send(asked: dict[Person, set[int]]) -> int:
    lately = Message.objects.filter(kind=LATE, person__in=asked, queued_at__gt=now() - A_WEEK)
    known = set(lately.values_list("person", flat=True))
    new = {person: actions for person, actions in asked.items() if person.pk not in known}
    queue(_news(person) for person in new)
    of = set().union(*new.values()) if new else set()
    Action.objects.filter(pk__in=of).update(asked_at=now())
    return len(new)


def _news(person: Person) -> News:
    return News(
        kind=LATE,
        address=person.email,
        once=f"{LATE}:{person.pk}:{today()}",
        facts={"person": person.pk},
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )
