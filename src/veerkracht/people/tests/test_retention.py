"""What goes when its time has passed, and what stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command

from veerkracht.audit.actions import seal
from veerkracht.audit.models import Detail
from veerkracht.audit.queries import verify
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.kernel.jobs import jobs
from veerkracht.kernel.personal_data import Retention, carry_out_retention, retention
from veerkracht.messages.actions import News, queue, send_due
from veerkracht.messages.models import Message, MessageState
from veerkracht.people.actions import give_role, invite_person
from veerkracht.people.models import Person, Role, RoleKind
from veerkracht.people.sleeping import ACCOUNT_KEPT, NOTICE, warn_sleeping
from veerkracht.places import queries as places

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=800)  # also when the reference data of the template are of today


def person(name: str) -> Person:
    return invite_person(email=f"{name}@voorbeeld.example", name=name, by=None)


def overdue() -> dict[str, int]:
    return {name: rule.overdue() for name, rule in retention.items() if rule.overdue()}


def asleep(name: str) -> Person:
    """Somebody who never came back, and was warned a month ago."""
    someone = person(name)
    Person.objects.filter(pk=someone.pk).update(joined_at=now() - LONG_AGO)
    with held_at(now() - NOTICE - timedelta(hours=12)):
        assert warn_sleeping() >= 1
    return someone


def test_accounts_that_sleep_for_two_years_are_emptied_a_month_after_a_warning(clock: Any) -> None:
    awake, returned, never = person("wakker"), person("slaap"), person("nooit")
    Person.objects.filter(pk=returned.pk).update(last_login=now() - LONG_AGO)
    Person.objects.filter(pk=never.pk).update(joined_at=now() - LONG_AGO)
    Person.objects.filter(pk=awake.pk).update(joined_at=now() - LONG_AGO, last_login=now())
    carry_out_retention()
    assert Person.objects.filter(is_active=True).count() == 3, "nobody was warned yet"
    assert [warn_sleeping(), warn_sleeping()] == [2, 0]
    clock.shift(timedelta(days=29))
    carry_out_retention()
    assert Person.objects.filter(is_active=True).count() == 3
    clock.shift(timedelta(days=2))
    assert overdue() == {"people.accounts": 2}
    carry_out_retention()
    assert list(Person.objects.filter(is_active=True)) == [awake]
    assert overdue() == {}


def test_the_warning_comes_a_month_before_once_by_day_and_says_until_when(clock: Any) -> None:
    someone = person("slaap")
    clock.shift(ACCOUNT_KEPT - timedelta(days=31))
    assert warn_sleeping() == 0
    clock.shift(timedelta(days=1, hours=13))  # late in the evening: people are left alone
    assert [warn_sleeping(), warn_sleeping()] == [1, 0]
    (warning,) = Message.objects.filter(kind="people.sleeping")
    assert (warning.person_id, warning.due_at > now()) == (someone.pk, True)
    clock.shift(timedelta(days=1))
    assert send_due() == 1
    warning.refresh_from_db()
    assert "Log dan in voor" in warning.text
    assert "/account/login/" in warning.text


def test_who_signs_in_after_the_warning_keeps_the_account_and_is_warned_again_later(
    clock: Any,
) -> None:
    someone = asleep("terug")
    Person.objects.filter(pk=someone.pk).update(last_login=now())
    assert overdue() == {}
    clock.shift(ACCOUNT_KEPT - NOTICE + timedelta(days=1))
    assert warn_sleeping() == 1


def test_a_warning_that_waits_is_not_sent_to_who_came_back() -> None:
    someone = person("slaap")
    Person.objects.filter(pk=someone.pk).update(joined_at=now() - LONG_AGO)
    warn_sleeping()
    Person.objects.filter(pk=someone.pk).update(last_login=now())
    Message.objects.update(due_at=now())
    assert send_due() == 0
    assert Message.objects.get().state == MessageState.WITHDRAWN


def test_the_last_administrator_stays_however_long_asleep_and_is_warned_once(clock: Any) -> None:
    admin = person("baas")
    give_role(person=admin, kind=RoleKind.ADMINISTRATOR, by=None)
    clock.shift(LONG_AGO)
    assert warn_sleeping() == 1
    clock.shift(timedelta(days=100))
    carry_out_retention()
    assert Person.objects.get(pk=admin.pk).is_active
    assert warn_sleeping() == 0


def test_roles_go_two_years_after_their_end() -> None:
    anna, region = person("anna"), places.region("zuid-limburg")
    for ended in (LONG_AGO, timedelta(days=10)):
        Role.objects.create(
            person=anna,
            kind=RoleKind.EDITOR,
            region=region,
            since=today() - 2 * LONG_AGO,
            until=today() - ended,
        )
    carry_out_retention()
    assert Role.objects.count() == 1


def test_mail_goes_ninety_days_after_it_was_sent() -> None:
    queue(
        News(kind="proef", address="a@voorbeeld.example", once=str(number), facts={})
        for number in range(3)
    )
    old, waiting_long, fresh = Message.objects.order_by("pk")
    past = now() - timedelta(days=91)
    Message.objects.filter(pk=old.pk).update(state=MessageState.SENT, sent_at=past)
    Message.objects.filter(pk=waiting_long.pk).update(due_at=past)
    Message.objects.filter(pk=fresh.pk).update(state=MessageState.SENT, sent_at=now())
    carry_out_retention()
    assert set(Message.objects.all()) == {waiting_long, fresh}


def test_details_of_the_trail_go_after_two_years_and_the_chain_still_holds(clock: Any) -> None:
    person("oud")
    seal()
    clock.shift(LONG_AGO)
    Person.objects.update(last_login=now())
    person("nieuw")
    seal()
    assert "audit.details" in overdue()
    carry_out_retention()
    assert Detail.objects.count() == 1
    assert verify().faults == ()


def test_expired_sessions_go() -> None:
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    session: SessionBase = SessionStore()
    session["x"] = 1
    session.set_expiry(-10)
    session.save()
    assert overdue() == {"people.sessions": 1}
    carry_out_retention()
    assert overdue() == {}


def test_a_rule_that_fails_does_not_hold_up_the_others() -> None:
    def fail() -> int:
        raise RuntimeError

    retention.add("aaa", Retention(title="Proef", overdue=lambda: 0, carry_out=fail), order=0)
    asleep("slaap")
    try:
        assert carry_out_retention() > 0
    finally:
        retention.remove("aaa")


def test_the_command_reports_and_carries_out(capsys: pytest.CaptureFixture[str]) -> None:
    asleep("slaap")
    for extra, counted in (([], "1"), (["--carry-out"], "1"), ([], "0")):
        call_command("retention", *extra)
        line = next(
            line for line in capsys.readouterr().out.splitlines() if "people.accounts" in line
        )
        assert line.split()[0] == counted


def test_a_daily_job_does_it() -> None:
    assert dict(jobs.items())["retention"].every == timedelta(days=1)
