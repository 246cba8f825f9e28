"""Making an issue, who it goes to, and sending it: each once, at the pace, outside the quiet hours."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.formats import date_format

from tests import factories
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.models import Message
from veerkracht.outreach import newsletter_issue_actions as actions
from veerkracht.outreach import newsletter_queries as queries
from veerkracht.outreach import newsletter_sending as sending
from veerkracht.outreach.models import Delivery, DeliveryState, Issue, Subscriber
from veerkracht.outreach.newsletter_issue_actions import Head, Told
from veerkracht.outreach.newsletter_live import Editions
from veerkracht.outreach.newsletter_rules import FASTEST
from veerkracht.outreach.newsletter_subscribe_actions import leave
from veerkracht.outreach.tests import mailing
from veerkracht.people.models import Sector
from veerkracht.places.queries import region
from veerkracht.training.actions import call_off_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def sent(issue: Issue) -> Issue:
    actions.send_issue(issue=issue, by=mailing.maker(issue))
    return issue


def states() -> list[str]:
    return sorted(Delivery.objects.values_list("state", flat=True))


def html_of(mail: Any) -> str:
    return str(mail.alternatives[0][0])


def audience(issue: Issue) -> set[str]:
    return {one.email.partition("@")[0] for one in queries.audience(issue)}


def test_an_issue_goes_to_its_region_kinds_and_sectors() -> None:
    zuid, noord = region(factories.ZUID), region(factories.NOORD)
    [one, other] = Sector.objects.all()[:2]
    mailing.reader("alles")
    mailing.reader("zuid", regions=[zuid])
    mailing.reader("noord", regions=[noord])
    mailing.reader("nieuws", kinds=["news"])
    mailing.reader("pilots", kinds=["pilots"])
    mailing.reader("een", sectors=[one])
    mailing.reader("ander", sectors=[other])
    mailing.asked("gevraagd")
    leave(subscriber=mailing.reader("weg"))
    assert audience(mailing.issue()) == {"alles", "zuid", "nieuws", "een", "ander"}
    assert audience(mailing.issue(sectors=[one])) == {"alles", "zuid", "nieuws", "een"}


def test_everybody_gets_what_was_chosen_in_the_own_language_with_the_own_links() -> None:
    mailing.reader("alles")
    mailing.reader("pilots", kinds=["pilots"], language="en")
    issue = sent(mailing.issue("news", "pilots", subject_en="News in English"))
    assert sending.send_some() == 2
    by_address = {one.to[0]: one for one in outbox.outbox}
    everything, english = by_address["alles@lezer.example"], by_address["pilots@lezer.example"]
    assert "Over news" in everything.body
    assert "Over news" not in english.body
    assert english.subject == "News in English"
    assert "/en/nieuwsbrief/afmelden/" in english.body
    assert mailing.subscriber("alles").token in everything.body
    assert mailing.subscriber("alles").token not in english.body
    issue.refresh_from_db()
    assert issue.state == "sent"
    assert states() == ["sent", "sent"]


def test_a_mail_can_be_left_by_one_click_and_has_no_trackers() -> None:
    one = mailing.reader()
    sent(mailing.issue())
    sending.send_some()
    [mail] = outbox.outbox
    headers = mail.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].endswith(f"/nieuwsbrief/afmelden/{one.token}/>")
    assert "zuid-limburg.nieuwsbrief" in headers["List-Id"]
    assert headers["Message-ID"].startswith("<newsletter-")
    html = html_of(mail)
    assert "<img" not in html
    assert "http" not in html.partition("</head>")[0]


def test_sending_again_sends_nobody_twice() -> None:
    mailing.reader()
    issue = sent(mailing.issue())
    with pytest.raises(RuleBroken):
        sent(issue)
    assert sending.send_some() == 1
    assert sending.send_some() == 0
    assert len(outbox.outbox) == 1


def test_the_pace_is_kept_however_often_one_looks(clock: Any) -> None:
    for number in range(12):
        mailing.reader(f"lezer{number}")
    sent(mailing.issue(pace=300))
    assert [sending.send_some() for _look in range(3)] == [5, 0, 0]
    clock.shift(1)
    assert sending.send_some() == 5
    clock.shift(1)
    assert sending.send_some() == 2


def test_at_night_it_waits_for_the_morning(clock: Any) -> None:
    mailing.reader()
    clock.move_to(now().replace(hour=22))
    issue = sent(mailing.issue())
    assert sending.send_some() == 0
    issue.refresh_from_db()
    clock.move_to(issue.goes_on_at or now())
    assert sending.send_some() == 1


def test_pause_resume_and_stop() -> None:
    for number in range(8):
        mailing.reader(f"lezer{number}")
    issue = sent(mailing.issue(pace=300))
    by = mailing.maker(issue)
    sending.send_some()
    actions.take_step(issue=issue, step="pause", by=by)
    assert sending.send_some() == 0
    with pytest.raises(RuleBroken):
        actions.take_step(issue=issue, step="pause", by=by)
    actions.take_step(issue=issue, step="resume", by=by)
    actions.take_step(issue=issue, step="stop", by=by)
    assert sending.send_some() == 0
    assert states() == ["sent"] * 5 + ["skipped"] * 3
    with pytest.raises(RuleBroken):
        actions.take_step(issue=issue, step="finish", by=by)


def test_who_leaves_while_it_goes_out_gets_none() -> None:
    one = mailing.reader()
    sent(mailing.issue())
    leave(subscriber=one)
    assert sending.send_some() == 0
    assert states() == ["skipped"]


class Refusing:
    """A mail server that refuses some addresses, or all for a while."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, _connection: Any, _mail: Any) -> Any:
        raise self.error


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"unknown")}), "bounced"),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"later")}), "waiting"),
        (ConnectionRefusedError(), "waiting"),
        (smtplib.SMTPServerDisconnected("gone"), "waiting"),
    ],
)
def test_what_is_refused_waits_or_bounces(
    monkeypatch: pytest.MonkeyPatch, clock: Any, error: Exception, state: str
) -> None:
    mailing.reader()
    issue = sent(mailing.issue())
    monkeypatch.setattr(sending, "start", Refusing(error))
    assert sending.send_some() == 0
    assert states() == [state]
    assert "@" not in Delivery.objects.get().trouble
    monkeypatch.undo()
    clock.shift(timedelta(minutes=5))
    assert sending.send_some() == int(state == "waiting")
    issue.refresh_from_db()
    assert issue.state == "sent"


def test_an_address_that_refuses_three_times_gets_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    mailing.reader()
    error = smtplib.SMTPRecipientsRefused({"a": (550, b"unknown")})
    monkeypatch.setattr(sending, "start", Refusing(error))
    for _time in range(3):
        sent(mailing.issue())
        sending.send_some()
    assert Subscriber.objects.get().refused == 3
    with pytest.raises(RuleBroken, match="niemand"):
        sent(mailing.issue())


def test_live_things_are_picked_once_and_go_when_they_are_called_off() -> None:
    mailing.reader()
    coming = factories.edition()
    issue = mailing.issue()
    by = mailing.maker(issue)
    offered = {one.name: one for one in queries.offered(issue)}
    assert [thing.key for thing in offered["trainings"].things] == [str(coming.pk)]
    one = ("trainings", str(coming.pk))
    keys = [one, one, ("trainings", "x"), ("unknown", "1")]
    assert actions.pick(issue=issue, keys=keys, by=by) == 1
    assert actions.pick(issue=issue, keys=keys, by=by) == 0
    item = issue.items.get(source="trainings")
    assert item.kind == "trainings"
    assert "/en/leren/" in item.url_en
    call_off_edition(edition=coming, reason="Ziek", by=by)
    sent(issue)
    assert not issue.items.filter(source="trainings").exists()


def test_a_month_keeps_its_capital_in_english() -> None:
    edition = factories.edition()
    assert edition.starts_at is not None
    with translation.override("en"):
        told = Editions().find([str(edition.pk)])[str(edition.pk)].text
        assert told.startswith(date_format(local(edition.starts_at), "l j F"))
    with translation.override("nl"):
        told = Editions().find([str(edition.pk)])[str(edition.pk)].text
    assert told[0].isupper()


def test_pieces_change_places() -> None:
    issue = mailing.issue("news", "pilots", "plans")
    by = mailing.maker(issue)
    first, second, third = issue.items.all()
    actions.move_item(item=third, up=True, by=by)
    actions.move_item(item=first, up=True, by=by)
    assert [one.pk for one in issue.items.all()] == [first.pk, third.pk, second.pk]
    actions.drop_item(item=first, by=by)
    assert issue.items.count() == 2


@pytest.mark.parametrize("url", ["javascript:alert(1)", "nieuws.example", "data:text/html,x"])
def test_a_link_is_a_web_page(url: str) -> None:
    issue = mailing.issue()
    with pytest.raises(RuleBroken):
        actions.write_item(issue=issue, told=Told("news", "Kop", url=url), by=mailing.maker(issue))


def test_markup_in_a_piece_stays_text() -> None:
    mailing.reader()
    issue = mailing.issue(intro="<script>alert(1)</script>", subject="Regel\r\nBcc: x@y.example")
    sent(issue)
    sending.send_some()
    [mail] = outbox.outbox
    assert "<script>" not in html_of(mail)
    assert "\n" not in mail.subject
    assert mail.recipients() == ["lezer@lezer.example"]


def test_a_test_goes_to_oneself_alone() -> None:
    mailing.reader()
    issue = mailing.issue()
    actions.test_issue(issue=issue, by=mailing.maker(issue))
    row = Message.objects.get(kind="newsletter.test")
    assert row.address == mailing.maker(issue).email
    assert row.subject == "Test: Nieuws"
    assert mailing.subscriber().token not in row.text
    assert not Delivery.objects.exists()


def test_an_empty_issue_and_an_odd_pace_are_refused() -> None:
    by = factories.coordinator()
    empty = actions.make_issue(region=region(factories.ZUID), head=Head("Leeg"), by=by)
    with pytest.raises(RuleBroken):
        actions.send_issue(issue=empty, by=by)
    with pytest.raises(RuleBroken):
        actions.change_issue(issue=empty, head=Head("Snel", pace=FASTEST + 1), by=by)


def test_only_who_makes_it_for_the_region_may() -> None:
    issue = mailing.issue()
    for stranger in (
        factories.person(),
        factories.coordinator(factories.NOORD),
        factories.trainer(),
    ):
        for verb in (actions.send_issue, actions.discard_issue, actions.test_issue):
            with pytest.raises(NotAllowed):
                verb(issue=issue, by=stranger)


def test_an_editor_of_the_region_makes_and_throws_away() -> None:
    editor = factories.with_role("editor", factories.ZUID)  # type: ignore[arg-type] # its value
    made = actions.make_issue(region=region(factories.ZUID), head=Head("Van mij"), by=editor)
    actions.discard_issue(issue=made, by=editor)
    assert not Issue.objects.exists()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"subject": ""}, "issue_has_subject"),
        ({"state": "sent"}, "issue_sent_has_moment"),
        ({"state": "sending", "sent_at": "2026-01-01T00:00Z"}, "issue_sending_goes_on"),
        ({"pace": 1}, "issue_pace_within_bounds"),
    ],
)
def test_the_database_refuses_what_cannot_be(values: dict[str, Any], name: str) -> None:
    issue = mailing.issue()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(**values)


def test_a_delivery_and_a_thing_are_there_once() -> None:
    mailing.reader()
    issue = sent(mailing.issue())
    row = Delivery.objects.get()
    with pytest.raises(IntegrityError, match="delivery_once"), transaction.atomic():
        Delivery.objects.create(issue=issue, subscriber=row.subscriber, due_at=now())
    for name, values in (
        ("issue_item_has_title", {"title": ""}),
        ("issue_item_once_of_a_thing", {"title": "x", "source": "a", "key": "1"}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            for order in (7, 8):
                issue.items.create(order=order, **values)
    assert row.state == DeliveryState.WAITING
