"""Making and ending tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.audit.models import Detail, Entry
from veerkracht.connections import actions, queries
from veerkracht.connections.models import Token
from veerkracht.connections.rules import MARK, OF_A_PERSON
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import alone
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person

pytestmark = pytest.mark.django_db
OTHER = "zuyd-hogeschool"


def make(by: Any, **how: Any) -> tuple[Token, str]:
    given: dict[str, Any] = {
        "name": "Agenda",
        "scopes": ["catalogue:read"],
        "expires_at": now() + timedelta(days=30),
        **how,
    }
    return actions.make_token(by=by, **given)


def test_a_token_is_kept_only_as_a_hash() -> None:
    token, secret = make(factories.person())
    assert secret.startswith(MARK)
    assert len(secret) == len(MARK) + 43  # 256 bits
    kept = {str(getattr(token, field.attname)) for field in Token._meta.concrete_fields}
    assert not any(secret in one for one in kept)
    assert all(secret not in str(detail.values) for detail in Detail.objects.all())
    assert all(secret not in f"{mail.facts}{mail.text}" for mail in Message.objects.all())
    caller = queries.caller_with(secret)
    assert caller is not None
    assert caller.token == token


def test_each_token_is_another() -> None:
    person = factories.person()
    assert len({make(person)[1] for _turn in range(5)}) == 5


def test_what_was_done_is_written_down_and_mailed() -> None:
    person = factories.person()
    token, _secret = make(person)
    actions.revoke_token(token=token, by=person)
    actions.revoke_token(token=token, by=person)
    verbs = Entry.objects.filter(subject_kind="connections.token").values_list("verb", flat=True)
    assert sorted(verbs) == ["token made", "token revoked"]
    assert Message.objects.filter(kind="connections.token_made", person=person).count() == 1


def test_only_a_contact_makes_a_token_of_an_organisation() -> None:
    organisation, other = factories.organisation(), factories.organisation(OTHER)
    contact = factories.contact(organisation)
    token, _secret = make(contact, organisation=organisation)
    assert (token.person, token.organisation) == (None, organisation)
    for by in (factories.person(), factories.contact(other), factories.administrator()):
        with pytest.raises(NotAllowed):
            make(by, organisation=organisation)


def test_a_person_cannot_open_what_is_of_organisations() -> None:
    for scope in ("bookings:read", "scim", "alles"):
        with pytest.raises(RuleBroken) as broken:
            make(factories.person(), scopes=[scope])
        assert broken.value.field == "scopes"


def test_the_twenty_first_token_is_one_too_many_and_a_revoked_one_makes_room() -> None:
    person = factories.person()
    tokens = [make(person)[0] for _turn in range(20)]
    with pytest.raises(RuleBroken):
        make(person)
    actions.revoke_token(token=tokens[0], by=person)
    make(person)


def test_only_who_it_is_of_ends_a_token() -> None:
    organisation = factories.organisation()
    mine, _secret = make(factories.person())
    ours, _secret = make(factories.contact(organisation), organisation=organisation)
    stranger = factories.contact(factories.organisation(OTHER))
    for token in (mine, ours):
        with pytest.raises(NotAllowed):
            actions.revoke_token(token=token, by=stranger)
    actions.revoke_token(token=ours, by=factories.contact(organisation))
    actions.revoke_token(token=mine, by=factories.administrator())
    assert not Token.objects.working(now()).exists()


def test_lists_show_ones_own_and_ones_organisations() -> None:
    organisation = factories.organisation()
    contact, person = factories.contact(organisation), factories.person()
    mine, _secret = make(person)
    ours, _secret = make(contact, organisation=organisation)
    assert list(queries.tokens_visible_to(person)) == [mine]
    assert list(queries.tokens_visible_to(factories.contact(organisation))) == [ours]
    assert not queries.tokens_visible_to(factories.contact(factories.organisation(OTHER)))
    assert set(queries.tokens_visible_to(factories.administrator())) == {mine, ours}


def test_a_token_in_use_is_told_of_two_weeks_before_it_stops(
    clock: time_machine.Traveller,
) -> None:
    person = factories.person()
    used, _secret = make(person)
    make(person, name="Nooit gebruikt")
    make(person, name="Kort", expires_at=now() + timedelta(days=10))
    actions.note_use(token=used)
    assert actions.remind_of_expiry() == 0
    clock.shift(timedelta(days=17))
    for _turn in range(2):
        actions.remind_of_expiry()
    mails = Message.objects.filter(kind="connections.token_expires")
    assert [mail.facts for mail in mails] == [{"token": used.pk}]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"scopes": []}, "token_opens_something"),
        ({"scopes": ["scim"]}, "token_of_one_with_fitting_scopes"),
        ({"person": None}, "token_of_one_with_fitting_scopes"),
        ({"expires_at": timedelta(days=400)}, "token_lives_a_year_at_most"),
        ({"expires_at": timedelta(0)}, "token_lives_a_year_at_most"),
    ],
)
def test_the_database_keeps_the_rules_too(values: dict[str, Any], name: str) -> None:
    token, _secret = make(factories.person())
    given = {
        field: token.made_at + value if isinstance(value, timedelta) else value
        for field, value in values.items()
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Token.objects.filter(pk=token.pk).update(**given)


def test_who_leaves_takes_the_own_tokens_along_and_stops_those_of_the_organisation() -> None:
    organisation = factories.organisation()
    contact = factories.contact(organisation)
    make(contact, scopes=[scope.value for scope in OF_A_PERSON])
    ours, secret = make(contact, organisation=organisation)
    source = dict(own_data.items())["connections"]
    assert len(alone(source.export(contact))) == 2
    erase_person(person=contact, by=contact)
    assert list(Token.objects.all()) == [ours]
    ours.refresh_from_db()
    assert ours.revoked_at is not None
    assert ours.made_by is None
    assert queries.caller_with(secret) is None


def test_tokens_that_ended_long_ago_are_forgotten(clock: time_machine.Traveller) -> None:
    token, _secret = make(factories.person())
    rule = dict(retention.items())["connections.tokens"]
    clock.shift(timedelta(days=30 + 364))
    assert rule.overdue() == 0
    clock.shift(timedelta(days=2))
    assert rule.overdue() == 1
    rule.carry_out()
    assert not Token.objects.filter(pk=token.pk).exists()
