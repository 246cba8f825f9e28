"""Webhooks: making them, and putting down what each is to be told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.audit.models import Detail
from veerkracht.bookings import actions as bookings
from veerkracht.bookings.models import BookingLine
from veerkracht.bookings.rules import read_list
from veerkracht.connections import actions, queries, webhook_actions
from veerkracht.connections.models import Delivery, Webhook
from veerkracht.connections.tests.makers import ADDRESS, organisation_hook, region_hook
from veerkracht.enrolment.actions import request_places
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.places.queries import region
from veerkracht.training.actions import call_off_edition, change_edition

pytestmark = pytest.mark.django_db
OTHER = "zuyd-hogeschool"


@pytest.fixture(autouse=True)
def heard_anew() -> None:
    """What this process remembered of an earlier test."""
    webhook_actions._listened.clear()


def told(hook: Webhook) -> list[tuple[str, dict[str, object]]]:
    return [(one.event, json.loads(one.body)["data"]) for one in hook.deliveries.order_by("pk")]


def test_a_webhook_hears_of_editions_with_numbers_only() -> None:
    south, north = region_hook(), region_hook(factories.NOORD)
    employer = organisation_hook()
    edition = factories.edition()
    change_edition(by=None, edition=edition, version=edition.version, venue="Zaal 9")
    call_off_edition(by=None, edition=edition, reason="Trainer Jansen is ziek")
    numbers = {"editionId": edition.pk, "courseId": edition.course_id}
    expected = [
        ("edition.published", numbers),
        ("edition.changed", {**numbers, "what": ["venue"]}),
        ("edition.called-off", numbers),
    ]
    assert told(south) == told(employer) == expected
    assert told(north) == []
    assert all("Jansen" not in one.body for one in Delivery.objects.all())


def test_a_draft_is_not_told_of() -> None:
    hook = region_hook()
    draft = factories.draft()
    change_edition(by=None, edition=draft, version=draft.version, venue="Zaal 9")
    assert told(hook) == []


def test_a_region_hears_of_places_in_its_region_and_nobody_elses() -> None:
    south, north, employer = region_hook(), region_hook(factories.NOORD), organisation_hook()
    someone, edition = factories.person("Herkenbare Naam"), factories.edition()
    [place] = request_places(people=[someone], editions=[edition], by=someone)
    assert told(south)[-1] == (
        "enrolment.placed",
        {"enrolmentId": place.pk, "editionId": edition.pk},
    )
    assert "enrolment.placed" not in [event for event, _data in told(north) + told(employer)]
    assert all("Herkenbare" not in one.body for one in Delivery.objects.all())


def test_an_organisation_hears_of_its_own_bookings_alone() -> None:
    organisation = factories.organisation()
    others = organisation_hook(organisation=factories.organisation(OTHER))
    mine = organisation_hook(organisation=organisation)
    booking = bookings.book(
        by=factories.contact(organisation),
        organisation=organisation,
        edition=factories.edition(capacity=5),
        people=read_list("noor@voorbeeld.example"),
        form_key="test-form-key-0001",
    )
    bookings.carry_out()
    line = BookingLine.objects.get()
    assert line.person is not None
    bookings.say_yes(line=line, by=line.person, about={})
    assert told(mine)[-1] == ("booking.answered", {"bookingId": booking.pk, "lineNumber": 1})
    assert "booking.answered" not in [event for event, _data in told(others)]
    assert "noor" not in mine.deliveries.latest("pk").body


def test_while_nobody_listens_a_place_costs_no_query_for_webhooks() -> None:
    first, second = factories.person(), factories.person()
    edition = factories.edition()
    request_places(people=[first], editions=[edition], by=first)
    with CaptureQueriesContext(connection) as seen:
        request_places(people=[second], editions=[edition], by=second)
    assert not [one for one in seen if "connections_" in one["sql"]]


def test_what_is_rolled_back_is_not_told() -> None:
    hook = region_hook()
    with pytest.raises(RuntimeError), transaction.atomic():
        factories.edition()
        raise RuntimeError
    assert told(hook) == []


def test_only_contacts_and_coordinators_make_webhooks_of_their_own() -> None:
    organisation = factories.organisation()
    for by in (
        factories.person(),
        factories.contact(factories.organisation(OTHER)),
        factories.trainer(),
    ):
        with pytest.raises(NotAllowed):
            organisation_hook(organisation=organisation, by=by)
        with pytest.raises(NotAllowed):
            region_hook(by=by)
    with pytest.raises(NotAllowed):
        region_hook(by=factories.coordinator(factories.NOORD))


def test_a_webhook_is_seen_by_those_who_run_it() -> None:
    south, north, employer = region_hook(), region_hook(factories.NOORD), organisation_hook()
    assert list(queries.webhooks_visible_to(factories.coordinator())) == [south]
    assert employer.organisation is not None
    assert list(queries.webhooks_visible_to(factories.contact(employer.organisation))) == [employer]
    assert not queries.webhooks_visible_to(factories.person())
    everything = queries.webhooks_visible_to(factories.administrator())
    assert list(everything) == [south, north, employer]


@pytest.mark.parametrize(
    "address",
    [
        "http://voorbeeld.nl/",
        "https://10.0.0.1/",
        "https://drukker.local/",
        "ftp://a.nl",
        "",
        "x" * 600,
    ],
)
def test_an_address_that_is_not_public_is_refused_at_its_field(address: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        region_hook(address=address)
    assert broken.value.field == "address"


@pytest.mark.parametrize("events", [[], ["booking.answered"], ["alles"]])
def test_an_event_that_is_not_for_a_region_is_refused(events: list[str]) -> None:
    with pytest.raises(RuleBroken) as broken:
        region_hook(events=events)
    assert broken.value.field == "events"


def test_the_eleventh_webhook_is_one_too_many() -> None:
    coordinator = factories.coordinator()
    for _turn in range(10):
        region_hook(by=coordinator)
    with pytest.raises(RuleBroken):
        region_hook(by=coordinator)


def test_the_secret_lies_sealed_and_an_old_one_signs_for_a_day() -> None:
    coordinator = factories.coordinator()
    hook, secret = actions.make_webhook(
        by=coordinator, region=region(factories.ZUID), address=ADDRESS, events=["edition.published"]
    )
    assert secret not in hook.secret
    assert all(secret not in str(detail.values) for detail in Detail.objects.all())
    assert webhook_actions.secrets_of(hook) == [secret]
    renewed = actions.renew_secret(webhook=hook, by=coordinator)
    assert webhook_actions.secrets_of(hook) == [renewed, secret]
    hook.old_secret_until = now() - timedelta(seconds=1)
    assert webhook_actions.secrets_of(hook) == [renewed]


def test_while_paused_nothing_new_is_put_down() -> None:
    coordinator = factories.coordinator()
    hook = region_hook(by=coordinator)
    actions.pause_webhook(webhook=hook, by=coordinator)
    factories.edition()
    assert told(hook) == []
    with pytest.raises(RuleBroken):
        actions.send_test(webhook=hook, by=coordinator)
    actions.resume_webhook(webhook=hook, by=coordinator)
    factories.edition()
    assert [event for event, _data in told(hook)] == ["edition.published"]


def test_a_stranger_does_nothing_with_a_webhook() -> None:
    hook, stranger = region_hook(), factories.coordinator(factories.NOORD)
    delivery = actions.send_test(webhook=hook, by=factories.coordinator())
    deeds: list[Callable[[], object]] = [
        lambda: actions.pause_webhook(webhook=hook, by=stranger),
        lambda: actions.resume_webhook(webhook=hook, by=stranger),
        lambda: actions.renew_secret(webhook=hook, by=stranger),
        lambda: actions.remove_webhook(webhook=hook, by=stranger),
        lambda: actions.send_test(webhook=hook, by=stranger),
        lambda: actions.send_again(delivery=delivery, by=stranger),
        lambda: actions.change_webhook(
            webhook=hook, address=ADDRESS, events=["edition.changed"], by=stranger
        ),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"events": []}, "webhook_wants_something"),
        ({"address": "http://voorbeeld.nl/"}, "webhook_goes_by_https"),
        ({"region": None}, "webhook_of_one_owner"),
    ],
)
def test_the_database_keeps_the_rules_too(values: dict[str, object], name: str) -> None:
    hook = region_hook()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Webhook.objects.filter(pk=hook.pk).update(**values)
