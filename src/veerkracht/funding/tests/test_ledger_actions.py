"""Places and money go together, to the cent; what was booked stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.funding import actions
from veerkracht.funding.ledger_check import check
from veerkracht.funding.models import Account, Booking, Claim, Cover, Entry, Seal, Stand
from veerkracht.funding.tests.funded import SEAT, funded, over, raise_to
from veerkracht.kernel.errors import NotAllowed, RuleBroken

pytestmark = pytest.mark.django_db


def test_a_place_fixes_its_money_and_giving_it_up_frees_it() -> None:
    case = funded(places=2)
    row = case.ask()
    assert case.balances() == {
        "awarded": -2 * SEAT,
        "available": SEAT,
        "reserved": 0,
        "committed": SEAT,
        "realised": 0,
    }
    enrolment.leave(enrolment=row, by=row.person)
    assert case.balances()["available"] == 2 * SEAT
    assert Claim.objects.get().stand == Stand.RELEASED
    assert check().faults == ()


def test_an_edition_without_a_scheme_books_nothing() -> None:
    case = funded(places=1)
    other = factories.edition()
    someone = factories.person()
    enrolment.request_places(people=[someone], editions=[other], by=someone)
    assert case.balances()["available"] == SEAT


def test_a_full_ceiling_refuses_the_place_in_words_and_takes_no_seat() -> None:
    case = funded(places=1)
    case.ask()
    with pytest.raises(RuleBroken, match="geld van de subsidie is op"):
        case.ask()
    assert Enrolment.objects.filter(edition=case.edition).count() == 1
    assert case.edition.seats.filter(taken=True).count() == 1
    assert check().faults == ()


def test_a_party_is_charged_whole_or_not_at_all() -> None:
    case = funded(places=3)
    people = [factories.person() for _ in range(4)]
    with pytest.raises(RuleBroken, match="geld"):
        enrolment.request_places(people=people, editions=[case.edition], by=case.by)
    assert case.balances()["available"] == 3 * SEAT
    enrolment.request_places(people=people[:3], editions=[case.edition], by=case.by)
    assert case.balances()["committed"] == 3 * SEAT


def test_an_offer_reserves_and_a_yes_fixes() -> None:
    case = funded(places=2, capacity=1)
    first, second = case.ask(), case.ask()
    assert second.state == State.WAITING
    enrolment.leave(enrolment=first, by=first.person)
    second.refresh_from_db()
    assert second.state == State.OFFERED
    assert case.balances()["reserved"] == SEAT
    enrolment.accept(enrolment=second, by=second.person)
    assert case.balances()["reserved"] == 0
    assert case.balances()["committed"] == SEAT
    assert [one.kind for one in Booking.objects.order_by("pk")][-2:] == ["reserve", "commit"]


def test_a_declined_offer_frees_what_was_reserved() -> None:
    case = funded(places=1, capacity=1)
    first, second = case.ask(), case.ask()
    enrolment.leave(enrolment=first, by=first.person)
    second.refresh_from_db()
    enrolment.leave(enrolment=second, by=second.person)
    assert case.balances()["available"] == SEAT
    assert check().faults == ()


@pytest.mark.parametrize(("no_show", "spent"), [("realised", 2), ("released", 1)])
def test_who_came_is_spent_and_who_stayed_away_follows_the_rule(no_show: str, spent: int) -> None:
    case = funded(places=3, no_show=no_show)
    came, away, unknown = case.ask(), case.ask(), case.ask()
    over(case.edition)
    Enrolment.objects.filter(pk=came.pk).update(came=True)
    Enrolment.objects.filter(pk=away.pk).update(came=False)
    assert actions.settle_all() == 2
    assert case.balances()["realised"] == spent * SEAT
    assert case.balances()["committed"] == SEAT
    assert Claim.objects.get(cause_id=unknown.pk).stand == Stand.COMMITTED
    assert actions.settle_all() == 0
    assert check().faults == ()


def test_presence_that_is_corrected_is_booked_back() -> None:
    case = funded(places=1, no_show="released")
    row = case.ask()
    over(case.edition)
    Enrolment.objects.filter(pk=row.pk).update(came=True)
    actions.settle_edition(case.edition.pk)
    Enrolment.objects.filter(pk=row.pk).update(came=False)
    actions.settle_edition(case.edition.pk)
    assert case.balances()["available"] == SEAT
    assert check().faults == ()


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("rule", "kind"), [("realised", "realised"), ("released", "available")])
def test_leaving_late_follows_the_rule(rule: str, kind: str) -> None:
    case = funded(places=1, left_late=rule)
    row = case.ask()
    type(case.edition).objects.filter(pk=case.edition.pk).update(cancel_until=case.edition.opens_at)
    enrolment.leave(enrolment=row, by=row.person)
    assert case.balances()[kind] == SEAT


def test_a_colleague_who_comes_instead_brings_no_second_charge() -> None:
    case = funded(places=1)
    row = case.ask()
    handover = enrolment.ask_colleague(
        enrolment=row, address="collega@voorbeeld.example", by=row.person
    )
    enrolment.take_over(handover=handover, by=factories.person())
    assert case.balances()["committed"] == SEAT
    assert check().faults == ()


def test_who_has_a_place_when_a_scheme_comes_is_charged_then() -> None:
    case = funded(places=1)
    edition = factories.edition(subsidy=SEAT)
    someone = factories.person()
    enrolment.request_places(people=[someone], editions=[edition], by=someone)
    actions.cover(edition=edition, performance=case.seats, by=case.by)
    assert case.balances()["committed"] == SEAT


def test_a_scheme_without_money_for_who_has_a_place_is_refused() -> None:
    case = funded(places=1)
    case.ask()
    edition = factories.edition(subsidy=SEAT)
    someone = factories.person()
    enrolment.request_places(people=[someone], editions=[edition], by=someone)
    with pytest.raises(RuleBroken, match="geld"):
        actions.cover(edition=edition, performance=case.seats, by=case.by)
    assert not Cover.objects.filter(edition=edition).exists()


def test_booking_by_hand_needs_reason_and_evidence_and_is_undone_once() -> None:
    case = funded(places=2)
    given: dict[str, Any] = {"source": "available", "target": "realised", "by": case.by}
    with pytest.raises(RuleBroken):
        actions.book_by_hand(scheme=case.scheme, amount=500, reason=" ", evidence="F-1", **given)
    with pytest.raises(RuleBroken, match="hoger is dan nul"):
        actions.book_by_hand(
            scheme=case.scheme, amount=0, reason="Zaalhuur", evidence="F-1", **given
        )
    with pytest.raises(RuleBroken, match="Zoveel"):
        actions.book_by_hand(
            scheme=case.scheme, amount=3 * SEAT, reason="Zaalhuur", evidence="F-1", **given
        )
    made = actions.book_by_hand(
        scheme=case.scheme, amount=500, reason="Zaalhuur", evidence="F-1", **given
    )
    assert case.balances()["realised"] == 500
    actions.book_back(booking=made, reason="Dubbel", evidence="F-1", by=case.by)
    assert case.balances()["realised"] == 0
    with pytest.raises(RuleBroken, match="al teruggeboekt"):
        actions.book_back(booking=made, reason="Dubbel", evidence="F-1", by=case.by)
    assert check().faults == ()


def test_a_booking_of_a_place_is_not_undone_by_hand() -> None:
    case = funded(places=1)
    case.ask()
    booking = Booking.objects.get(kind="commit")
    with pytest.raises(RuleBroken):
        actions.book_back(booking=booking, reason="Zomaar", evidence="-", by=case.by)


def test_others_do_not_book() -> None:
    case = funded(places=1)
    for someone in (
        factories.person(),
        factories.coordinator("noord-limburg"),
        factories.trainer(),
    ):
        with pytest.raises(NotAllowed):
            actions.book_by_hand(
                scheme=case.scheme,
                source="available",
                target="realised",
                amount=1,
                reason="x",
                evidence="x",
                by=someone,
            )


# The database itself


def refused(constraint: str, sql: str) -> None:
    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("constraint", "sql"),
    [
        ("funding_append_only", "UPDATE funding_entry SET amount = amount + 1"),
        ("funding_append_only", "DELETE FROM funding_entry"),
        ("funding_append_only", "UPDATE funding_booking SET reason = 'x'"),
        ("funding_append_only", "DELETE FROM funding_booking"),
        ("funding_append_only", "TRUNCATE funding_booking CASCADE"),
        (
            "entries_sum_to_zero",
            (
                "INSERT INTO funding_entry (booking_id, account_id, amount) SELECT b.id, a.id, 5 FROM "
                "funding_booking b, funding_account a WHERE a.kind = 'realised' LIMIT 1"
            ),
        ),
        (
            "funding_never_overspent",
            "UPDATE funding_account SET balance = -1 WHERE kind = 'available'",
        ),
        (
            "booking_by_hand_has_reason",
            (
                "INSERT INTO funding_booking (scheme_id, at, kind, cause, cause_id, reason, evidence, link) "
                "SELECT id, now(), 'manual', 'scheme', id, '', '', '' FROM funding_scheme"
            ),
        ),
    ],
)
def test_the_database_refuses(constraint: str, sql: str) -> None:
    case = funded(places=1)
    case.ask()
    refused(constraint, sql)


def tampered(sql: str) -> tuple[str, ...]:
    """What the check says after somebody with all rights changed a row."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET session_replication_role = origin")
    return check().faults


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            (
                "UPDATE funding_entry SET amount = amount * 2 WHERE booking_id = "
                "(SELECT min(id) FROM funding_booking WHERE kind = 'commit')"
            ),
            "was changed",
        ),
        (
            "UPDATE funding_booking SET cause_id = 99 WHERE kind = 'commit'",
            "was changed",
        ),
        (
            (
                "WITH b AS (SELECT min(id) AS id FROM funding_booking WHERE kind = 'commit'), "
                "e AS (DELETE FROM funding_entry USING b WHERE booking_id = b.id) "
                "DELETE FROM funding_booking USING b WHERE funding_booking.id = b.id"
            ),
            "changed, added or removed",
        ),
        (
            (
                "INSERT INTO funding_entry (booking_id, account_id, amount) SELECT b.id, a.id, 5 FROM "
                "funding_booking b, funding_account a WHERE a.kind = 'realised' LIMIT 1"
            ),
            "does not balance",
        ),
        ("UPDATE funding_account SET balance = balance + 1 WHERE kind = 'realised'", "stands at"),
        ("UPDATE funding_claim SET amount = amount + 1", "differ"),
        ("UPDATE funding_seal SET link = sha256('x')", "not signed"),
    ],
)
def test_the_check_names_what_was_changed(sql: str, said: str) -> None:
    case = funded(places=3)
    case.ask()
    case.ask()
    assert actions.seal() == 1
    assert actions.seal() == 0
    assert check().faults == ()
    faults = tampered(sql)
    assert any(said in fault for fault in faults), faults


def test_cutting_off_the_end_is_seen_by_the_seal() -> None:
    case = funded(places=1)
    case.ask()
    actions.seal()
    last = Booking.objects.order_by("-pk")[0]
    before = Booking.objects.order_by("-pk")[1]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
    Entry.objects.filter(booking=last).delete()
    Booking.objects.filter(pk=last.pk).delete()
    Claim.objects.all().delete()
    Account.objects.filter(kind="available").update(
        balance=SEAT, bookings=1, head=bytes(before.link)
    )
    Account.objects.filter(kind="committed").update(balance=0)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = origin")
    seal = Seal.objects.get()
    assert f"seal {seal.pk}: the chain is otherwise" in check().faults


def test_a_ceiling_can_go_down_to_what_is_used_and_no_further() -> None:
    case = funded(places=3)
    case.ask()
    raise_to(case.scheme, SEAT, case.by)
    assert case.balances()["available"] == 0
    with pytest.raises(RuleBroken):
        raise_to(case.scheme, SEAT - 1, case.by)
