"""Ask, confirm, choose, leave, and the people on a list; nobody comes in without an own yes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.outreach import newsletter_subscribe_actions as actions
from veerkracht.outreach.models import AddressList, Subscriber, SubscriberState
from veerkracht.outreach.newsletter_subscribe_actions import Choices
from veerkracht.outreach.tests import mailing
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def mails() -> list[tuple[str, str]]:
    send_due()
    rows = Message.objects.filter(kind__startswith="newsletter").order_by("pk")
    return [(one.kind, one.subject) for one in rows]


def test_who_asks_gets_a_mail_and_nothing_more_until_the_button_is_pressed() -> None:
    one = mailing.asked(kinds=["news"], regions=[region(factories.ZUID)])
    assert one.state == SubscriberState.ASKED
    assert mails() == [("newsletter.confirm", "Bevestig dat je de nieuwsbrief wilt")]
    assert one.token in Message.objects.get().text
    assert actions.confirm(subscriber=one)
    one.refresh_from_db()
    assert (one.state, one.kinds) == (SubscriberState.CONFIRMED, ["news"])
    assert not actions.confirm(subscriber=one)


def test_asking_a_hundred_times_a_day_is_one_mail() -> None:
    for _time in range(100):
        mailing.asked()
    assert len(mails()) == 1
    assert Subscriber.objects.count() == 1


def test_who_gets_it_hears_so_by_mail_and_keeps_what_was_chosen() -> None:
    mailing.reader(kinds=["news"])
    actions.ask(address=" LEZER@lezer.example", choices=Choices(kinds=["pilots"]))
    assert mailing.subscriber().kinds == ["news"]
    assert mails()[-1] == ("newsletter.known", "Je krijgt de nieuwsbrief al")


def test_a_mail_that_waits_is_not_sent_to_who_left_meanwhile() -> None:
    actions.leave(subscriber=mailing.asked())
    send_due()
    assert Message.objects.get().state == "withdrawn"


def test_of_who_left_only_a_mark_stays_that_does_not_tell_the_address(settings: Any) -> None:
    one = mailing.reader(regions=[region(factories.ZUID)], kinds=["news"])
    actions.leave(subscriber=one)
    actions.leave(subscriber=one)
    one.refresh_from_db()
    assert (one.state, one.email, one.kinds, one.regions.count()) == ("left", "", [], 0)
    settings.SECRET_KEY = "another"
    assert actions.mark_of("lezer@lezer.example") != one.mark


def test_who_left_may_come_back_by_the_own_mailbox_with_a_new_link() -> None:
    one = mailing.reader()
    old = one.token
    actions.leave(subscriber=one)
    again = mailing.asked()
    assert (again.pk, again.state) == (one.pk, SubscriberState.ASKED)
    assert again.token != old
    actions.confirm(subscriber=again)
    again.refresh_from_db()
    assert again.state == SubscriberState.CONFIRMED


def test_who_left_chooses_nothing() -> None:
    one = mailing.reader()
    actions.leave(subscriber=one)
    with pytest.raises(RuleBroken):
        actions.choose(subscriber=one, choices=Choices(kinds=["news"]))


TABLE = [
    ["mail"],
    *[[f"{name}@lezer.example"] for name in ("nieuw", "lezer", "weg", "gevraagd", "NIEUW")],
    ["geen adres"],
]


def bring(table: list[list[str]] | None = None, by: Any = None) -> AddressList:
    return actions.bring_list(
        region=region(factories.ZUID),
        ground="asked",
        source="de startbijeenkomst",
        table=table or TABLE,
        by=by or factories.coordinator(),
    )


def test_a_list_asks_and_passes_over_who_left_or_is_known() -> None:
    mailing.reader()
    mailing.asked("gevraagd")
    actions.leave(subscriber=mailing.reader("weg"))
    made = bring()
    assert (made.asked, made.known, made.left, made.unreadable) == (1, 2, 1, 1)
    assert mailing.subscriber("weg").state == SubscriberState.LEFT
    assert mailing.subscriber("nieuw").state == SubscriberState.ASKED
    again = bring()
    assert (again.asked, again.known) == (0, 3)
    send_due()
    told = Message.objects.get(address="nieuw@lezer.example")
    assert "de startbijeenkomst" in told.text
    assert not Message.objects.filter(address="weg@lezer.example", state="queued").exists()


def test_the_mails_of_a_list_are_spread_and_wait_for_the_morning(clock: Any) -> None:
    clock.move_to(now().replace(hour=21))
    bring([[f"a{n}@lezer.example"] for n in range(240)])
    due = sorted(Message.objects.values_list("due_at", flat=True))
    assert due[0] > now() + timedelta(hours=8)


@pytest.mark.parametrize(
    "table", [[["naam"], ["Anna"]], [[f"a{n}@lezer.example"] for n in range(5_001)]]
)
def test_a_list_without_addresses_or_with_too_many_is_refused(table: list[list[str]]) -> None:
    with pytest.raises(RuleBroken):
        bring(table)
    assert not Subscriber.objects.exists()


def test_only_who_makes_the_newsletter_of_a_region_asks_a_list() -> None:
    for stranger in (factories.person(), factories.coordinator(factories.NOORD)):
        with pytest.raises(NotAllowed):
            bring(by=stranger)


def test_no_answer_in_thirty_days_and_the_address_is_gone(clock: Any) -> None:
    mailing.asked("stil")
    back = mailing.reader("terug")
    actions.leave(subscriber=back)
    mailing.asked("terug")
    mailing.reader("blijft")
    clock.shift(timedelta(days=31))
    rule = dict(retention.items())["outreach.unconfirmed"]
    assert rule.overdue() == 2
    assert rule.carry_out() == 2
    assert rule.overdue() == 0
    assert sorted(Subscriber.objects.values_list("state", flat=True)) == ["confirmed", "left"]


def test_a_person_sees_and_erases_the_own_subscription() -> None:
    person = factories.person()
    actions.ask(address=person.email, choices=Choices(kinds=["news"]))
    own = dict(own_data.items())["outreach.newsletter"]
    assert alone(own.export(person))[0]["Onderwerpen"] == "Nieuws"
    own.erase(person)
    assert Subscriber.objects.get().email == ""
    assert alone(own.export(person)) == []


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "left", "left_at": None}, "subscriber_left_without_address"),
        ({"email": ""}, "subscriber_left_without_address"),
        ({"state": "confirmed"}, "subscriber_confirmed_has_day"),
    ],
)
def test_the_database_refuses_what_cannot_be(values: dict[str, Any], name: str) -> None:
    one = mailing.asked()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Subscriber.objects.filter(pk=one.pk).update(**values)
