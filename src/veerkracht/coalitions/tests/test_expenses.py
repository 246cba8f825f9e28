"""Fees and expenses: asked, approved by somebody else, paid by the payer alone; bank numbers that nobody else reads."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from openpyxl import load_workbook
from PIL import Image

from tests import factories
from veerkracht.audit.models import Detail
from veerkracht.coalitions import expense_actions as actions
from veerkracht.coalitions import expense_pay_actions as paying
from veerkracht.coalitions import expense_queries as queries
from veerkracht.coalitions.expense_actions import Asked
from veerkracht.coalitions.expense_workbook import payment_book
from veerkracht.coalitions.models import BankNumber, Claim, Coalition, PaymentRun
from veerkracht.coalitions.parent_retention import wipe_bank_numbers
from veerkracht.coalitions.parent_sources import my_claims
from veerkracht.coalitions.tests import parenting
from veerkracht.coalitions.tests.parenting import IBAN
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.personal_data import own_data
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, give_role, merge_people
from veerkracht.people.models import Person, RoleKind
from veerkracht.people.policies import forget_roles
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PDF = b"%PDF-1.7 een bonnetje"


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def asked(**values: Any) -> Asked:
    return Asked(**{"day": today() - timedelta(days=3), "fee": True, **values})


def sent(coalition: Coalition, parent: Person, **values: Any) -> Claim:
    return actions.send_claim(coalition=coalition, person=parent, asked=asked(**values), by=parent)


def with_number(person: Person) -> Person:
    actions.set_bank_number(person=person, number=IBAN, holder="O. Ouder", by=person)
    return person


def approved(coalition: Coalition, parent: Person, **values: Any) -> Claim:
    claim = sent(coalition, parent, **values)
    return actions.approve_claim(claim=claim, seen=claim.version, by=parenting.guide(coalition))


def test_a_parent_asks_the_coordinator_approves_and_the_payer_pays() -> None:
    coalition = parenting.coalition()
    by, parent = parenting.guide(coalition), parenting.parent(coalition)
    meeting = parenting.held(coalition, parent)
    client, work, money = client_of(parent), client_of(by), client_of(parenting.payer())
    typed = {
        "meeting": meeting.pk,
        "fee": "on",
        "kilometres": "12,5",
        "childcare": "15",
        "receipt": SimpleUploadedFile("bon.pdf", PDF, "text/html"),
    }
    page = client.post(f"/mijn-plek/meedoen/{coalition.pk}/vergoeding/", typed, follow=True)
    assert "€\xa042,88 voor 20 november 2026" in text(page)
    claim = Claim.objects.get()
    assert (claim.travel_cents, claim.total_cents) == (288, 4288)
    client.post("/mijn-plek/meedoen/rekening/", {"number": "nl91 abna 0417 1643 00", "holder": "O"})
    assert "•••• 4300" in text(client.get("/mijn-plek/meedoen/rekening/"))
    assert "Kijk de vergoeding van Olga Ouder na" in text(work.get("/mijn-plek/"))
    seen = [
        work.get(path)
        for path in ("/werk/vergoedingen/", f"/mijn-plek/meedoen/vergoeding/{claim.pk}/")
    ]
    work.post(f"/werk/vergoedingen/{claim.pk}/goed/", {"seen": claim.version})
    seen += [work.get("/werk/vergoedingen/?stand=approved"), client.get("/mijn-plek/meedoen/")]
    assert not any("ABNA" in text(one) for one in seen)
    assert work.get("/werk/betalen/").status_code == 403
    assert "Er staan vergoedingen klaar" in text(money.get("/mijn-plek/"))
    typed_run = {"region": "zuid-limburg", "pay_on": "2026-11-24"}
    listed = money.post("/werk/betalen/", typed_run, follow=True)
    assert "NL91 ABNA 0417 1643 00" in text(listed)
    run = PaymentRun.objects.get()
    for path in ("", "lijst.xlsx", "bank.xml"):
        for other in (work, client, client_of(factories.administrator())):
            assert other.get(f"/werk/betalen/{run.pk}/{path}").status_code == 403
    assert money.get(f"/werk/betalen/{run.pk}/bank.xml").status_code == 422
    money.post(
        "/werk/betalen/rekening/zuid-limburg/", {"number": parenting.OTHER_IBAN, "holder": "Regio"}
    )
    xml = money.get(f"/werk/betalen/{run.pk}/bank.xml")
    assert "<IBAN>NL91ABNA0417164300</IBAN>" in text(xml)
    assert 'Ccy="EUR">42.88<' in text(xml)
    sheet = load_workbook(
        io.BytesIO(money.get(f"/werk/betalen/{run.pk}/lijst.xlsx").content)
    ).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:4] == [
        str(claim.pk),
        "O",
        "NL91 ABNA 0417 1643 00",
        42.88,
    ]
    assert "1 vergoeding is betaald" in text(
        money.post(f"/werk/betalen/{run.pk}/betaald/", follow=True)
    )
    assert paying.pay_run(run=run, by=parenting.payer()) == 0
    send_due()
    kinds = set(Message.objects.filter(person=parent).values_list("kind", flat=True))
    assert {actions.APPROVED, paying.PAID} <= kinds
    assert not any("ABNA" in str(one.values) for one in Detail.objects.all())


def test_a_bank_number_is_nowhere_in_the_database_to_read() -> None:
    person = with_number(parenting.parent(parenting.coalition()))
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(b)::text from coalitions_banknumber b")
        kept = str(cursor.fetchall())
    assert "0417164300" not in kept
    assert "ABNA" not in kept
    told = str(alone(dict(own_data.items())["coalitions.parents"].export(person)))
    assert "•••• 4300" in told
    assert "ABNA" not in told
    with pytest.raises(NotAllowed):
        actions.set_bank_number(person=person, number=IBAN, holder="X", by=factories.coordinator())
    with pytest.raises(RuleBroken, match="klopt niet"):
        actions.set_bank_number(person=person, number="NL92ABNA0417164300", holder="X", by=person)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("ticket", "-5"),
        ("ticket", "1,005"),
        ("ticket", "1000,01"),
        ("ticket", "NaN"),
        ("childcare", "1e3"),
        ("kilometres", "-1"),
        ("kilometres", "1,25"),
        ("kilometres", "501"),
        ("day", "2027-01-01"),
        ("day", "2020-01-01"),
    ],
)
def test_money_that_cannot_be_is_refused_and_what_was_typed_stays(field: str, typed: str) -> None:
    coalition = parenting.coalition()
    parent = parenting.parent(coalition)
    given = {"meeting": "other", "day": "2026-11-20", "fee": "on", "note": "Mijn woorden"}
    answer = client_of(parent).post(
        f"/mijn-plek/meedoen/{coalition.pk}/vergoeding/", {**given, field: typed}
    )
    assert answer.status_code == 422
    assert "Mijn woorden" in text(answer)
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bon.svg", b"<svg onload=alert(1)>"),
        ("bon.jpg", b"<html>"),
        ("bon.jpg", b"\xff\xd8\xff\xe0 no picture at all"),
        ("bon.pdf", b"%PDF" + b"0" * 5_300_000),
    ],
)
def test_a_receipt_that_is_none_is_refused(name: str, content: bytes) -> None:
    coalition = parenting.coalition()
    parent = parenting.parent(coalition)
    with pytest.raises(RuleBroken) as refused:
        actions.send_claim(
            coalition=coalition,
            person=parent,
            asked=asked(),
            by=parent,
            receipt=SimpleUploadedFile(name, content),
        )
    assert refused.value.field == "receipt"


def test_a_photo_of_a_receipt_does_not_tell_where_it_was_taken() -> None:
    coalition = parenting.coalition()
    parent = parenting.parent(coalition)
    facts = Image.Exif()
    facts[0x010F] = "Telefoon van An"
    facts.get_ifd(0x8825)[1] = "N"  # the place on the map
    taken = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(taken, "JPEG", exif=facts)
    claim = actions.send_claim(
        coalition=coalition,
        person=parent,
        asked=asked(),
        by=parent,
        receipt=SimpleUploadedFile("bon.jpg", taken.getvalue()),
    )
    with claim.receipt.open() as file, Image.open(file) as kept:
        assert kept.size == (60, 40)
        assert not kept.getexif()


def test_a_receipt_is_for_three_and_goes_with_the_claim(
    django_capture_on_commit_callbacks: Any,
) -> None:
    coalition = parenting.coalition()
    parent = parenting.parent(coalition)
    claim = actions.send_claim(
        coalition=coalition,
        person=parent,
        asked=asked(),
        by=parent,
        receipt=SimpleUploadedFile("Mijn bon.pdf", PDF),
    )
    path, stored = f"/mijn-plek/meedoen/vergoeding/{claim.pk}/bon/", str(claim.receipt.name)
    assert "bon" not in stored
    for person in (parent, parenting.guide(coalition), parenting.payer()):
        got = client_of(person).get(path)
        assert b"".join(got.streaming_content) == PDF  # type: ignore[attr-defined]
        assert got.headers["Content-Type"] == "application/pdf"
        assert got.headers["Content-Disposition"].startswith("attachment")
    for person in (
        parenting.parent(coalition, "Andere Ouder"),
        factories.coordinator(factories.NOORD),
        parenting.payer(factories.NOORD),
    ):
        assert client_of(person).get(path).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_claim(claim=claim, by=parent)
    assert not default_storage.exists(stored)


def test_two_pairs_of_eyes_see_each_claim() -> None:
    coalition = parenting.coalition()
    by, parent = parenting.guide(coalition), with_number(parenting.parent(coalition))
    own = parenting.parent(coalition, "Coördinator en ouder")
    type(coalition).objects.filter(pk=coalition.pk).update(coordinator=own)
    coalition.refresh_from_db()
    mine = sent(coalition, own)
    with pytest.raises(NotAllowed, match="iemand anders"):
        actions.approve_claim(claim=mine, seen=mine.version, by=own)
    theirs = sent(coalition, parent)
    actions.approve_claim(claim=theirs, seen=theirs.version, by=by)
    give_role(person=by, kind=RoleKind.PAYER, region=coalition.region, by=None)
    forget_roles(by)
    with pytest.raises(RuleBroken, match="niets te betalen"):  # by approved it
        paying.start_run(region=coalition.region, pay_on=today(), by=by)
    run = paying.start_run(region=coalition.region, pay_on=today(), by=parenting.payer())
    with pytest.raises(NotAllowed, match="betaalt iemand anders"):
        paying.pay_run(run=run, by=by)
    elsewhere = parenting.payer(factories.NOORD)
    with pytest.raises(NotAllowed):
        paying.pay_run(run=run, by=elsewhere)
    with pytest.raises(NotAllowed):
        paying.start_run(region=region(factories.ZUID), pay_on=today(), by=elsewhere)


def test_asking_back_and_sending_again() -> None:
    coalition = parenting.coalition()
    by, parent = parenting.guide(coalition), parenting.parent(coalition)
    claim = sent(coalition, parent, kilometres=Decimal(200))
    client_of(by).post(f"/werk/vergoedingen/{claim.pk}/vraag/", {"word": "Klopt 200?", "seen": "1"})
    client = client_of(parent)
    assert "Klopt 200?" in text(client.get("/mijn-plek/"))
    here = f"/mijn-plek/meedoen/vergoeding/{claim.pk}/wijzigen/"
    assert "Klopt 200?" in text(client.get(here))
    again = {"meeting": "other", "day": "2026-11-20", "kilometres": "20", "seen": "2"}
    client.post(here, again)
    claim.refresh_from_db()
    assert (claim.state, claim.word, claim.kilometres) == ("sent", "", Decimal(20))
    late = client.post(here, {**again, "kilometres": "30", "note": "Laat"})
    assert (late.status_code, "Laat" in text(late)) == (422, True)
    with pytest.raises(OutOfDate):
        actions.approve_claim(claim=claim, seen=2, by=by)
    with_number(parent)
    claim = actions.approve_claim(claim=claim, seen=3, by=by)
    payer = parenting.payer()
    run = paying.start_run(region=coalition.region, pay_on=today(), by=payer)
    with pytest.raises(RuleBroken, match="lijst af"):
        paying.start_run(region=coalition.region, pay_on=today(), by=payer)
    paying.give_back(claim=claim, word="Nummer klopt niet", by=payer)
    claim.refresh_from_db()
    assert (claim.state, claim.run_id) == ("asked", None)
    with pytest.raises(RuleBroken, match="leeg"):
        paying.pay_run(run=run, by=payer)
    paying.drop_run(run=run, by=payer)
    with pytest.raises(RuleBroken, match="nu niet meer"):
        actions.approve_claim(claim=claim, seen=claim.version, by=by)


def test_who_may_ask_and_how_often() -> None:
    coalition = parenting.coalition()
    parent, other = parenting.parent(coalition), factories.person()
    sent(coalition, parent)
    with pytest.raises(RuleBroken, match="al iets gevraagd"):
        sent(coalition, parent)
    with pytest.raises(NotAllowed):
        sent(coalition, other)
    by = parenting.guide(coalition)
    for_her = asked(day=today() - timedelta(days=9))
    actions.send_claim(coalition=coalition, person=parent, asked=for_her, by=by)
    with pytest.raises(RuleBroken, match="Vul in wat je vraagt"):
        sent(coalition, parent, fee=False, day=today())


def test_over_the_yearly_maximum_warns_and_does_not_block() -> None:
    coalition = parenting.coalition()
    parent, by = parenting.parent(coalition), parenting.guide(coalition)
    for days in (3, 10, 17):
        day = today() - timedelta(days=days)
        approved(coalition, parent, day=day, ticket_cents=68_000)
    claim = sent(coalition, parent, day=today() - timedelta(days=24))
    page = text(client_of(by).get(f"/mijn-plek/meedoen/vergoeding/{claim.pk}/"))
    assert "boven het bedrag voor vrijwilligers" in page
    assert "Belastingdienst" in page
    own = text(client_of(parent).get(f"/mijn-plek/meedoen/vergoeding/{claim.pk}/"))
    assert "boven het bedrag" not in own
    actions.approve_claim(claim=claim, seen=claim.version, by=by)


def test_a_bank_number_is_wiped_ninety_days_after_the_last_payment(clock: Any) -> None:
    coalition = parenting.coalition()
    parent = with_number(parenting.parent(coalition))
    approved(coalition, parent)
    payer = parenting.payer()
    run = paying.start_run(region=coalition.region, pay_on=today(), by=payer)
    clock.shift(timedelta(days=100))
    assert wipe_bank_numbers() == 0  # not paid yet
    paying.pay_run(run=run, by=payer)
    clock.shift(timedelta(days=89))
    assert wipe_bank_numbers() == 0
    clock.shift(timedelta(days=2))
    assert wipe_bank_numbers() == 1
    assert queries.lines_of(run)[0].number == ""


def test_leaving_waits_for_the_money_and_keeps_only_amounts() -> None:
    coalition = parenting.coalition()
    parent = with_number(parenting.parent(coalition))
    claim = approved(coalition, parent, note="Met oma mee")
    with pytest.raises(RuleBroken, match="loopt nog een vergoeding"):
        erase_person(person=parent, by=parent)
    payer = parenting.payer()
    paying.pay_run(
        run=paying.start_run(region=coalition.region, pay_on=today(), by=payer), by=payer
    )
    erase_person(person=parent, by=parent)
    claim.refresh_from_db()
    assert (claim.person, claim.note, claim.total_cents) == (None, "", 2500)
    assert not BankNumber.objects.exists()


def test_merging_refuses_what_was_claimed_twice_and_keeps_one_number() -> None:
    coalition = parenting.coalition()
    keep = with_number(parenting.parent(coalition))
    drop = with_number(factories.person())
    other = parenting.coalition()
    merge_people(keep=keep, drop=drop, by=factories.administrator())
    assert BankNumber.objects.get().person == keep
    third = parenting.parent(other)
    Claim.objects.create(
        coalition=coalition,
        person=third,
        day=today(),
        fee_cents=1,
        made_at="2026-11-23T09:00Z",
        changed_at="2026-11-23T09:00Z",
    )
    sent(coalition, keep, day=today())
    with pytest.raises(RuleBroken, match="dezelfde dag"):
        merge_people(keep=keep, drop=third, by=factories.administrator())


def test_the_payer_helps_who_has_no_mail_and_nobody_else() -> None:
    coalition = parenting.coalition()
    parent, payer = parenting.parent(coalition), parenting.payer()
    claim = approved(coalition, parent)
    with pytest.raises(NotAllowed, match="vult zelf"):
        paying.payer_sets_bank_number(claim=claim, number=IBAN, holder="O", by=payer)
    Person.objects.filter(pk=parent.pk).update(email="ouder-1@zonder-mail.invalid")
    claim = Claim.objects.get()
    paying.payer_sets_bank_number(claim=claim, number=IBAN, holder="O", by=payer)
    with pytest.raises(NotAllowed):
        paying.payer_sets_bank_number(
            claim=claim, number=IBAN, holder="O", by=parenting.guide(coalition)
        )


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"fee_cents": 0}, "claim_asks_something"),
        ({"ticket_cents": 100_001}, "claim_is_reasonable"),
        ({"state": "paid", "approved_at": "2026-11-23T09:00Z"}, "claim_paid_has_moment"),
        ({"state": "approved"}, "claim_approved_has_moment"),
        ({"state": "asked"}, "claim_asked_has_word"),
        ({"ticket_cents": -1}, "ticket_cents"),
    ],
)
def test_a_claim_holds_together(changes: dict[str, Any], name: str) -> None:
    coalition = parenting.coalition()
    claim = sent(coalition, parenting.parent(coalition))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**changes)


def test_money_pages_stay_within_twelve_queries(django_assert_max_num_queries: Any) -> None:
    coalition = parenting.coalition()
    by, payer = parenting.guide(coalition), parenting.payer()
    for number in range(8):
        parent = with_number(parenting.parent(coalition, f"Ouder {number}"))
        approved(coalition, parent)
        sent(coalition, parent, day=today() - timedelta(days=40))
    run = paying.start_run(region=coalition.region, pay_on=today(), by=payer)
    for person, path in (
        (by, "/werk/vergoedingen/"),
        (payer, "/werk/betalen/"),
        (payer, f"/werk/betalen/{run.pk}/"),
    ):
        client = client_of(person)
        client.get(path)
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


def test_a_name_is_never_a_formula() -> None:
    line = queries.Line(1, "x", '=HYPERLINK("evil")', IBAN, 2776, today(), "@coalitie")
    sheet = load_workbook(io.BytesIO(payment_book([line]))).active
    assert sheet is not None
    row = sheet[2]
    assert [cell.data_type for cell in row] == ["s", "s", "s", "n", "d", "s"]
    assert (row[1].value, row[5].value) == ('\'=HYPERLINK("evil")', "'@coalitie")
    assert row[3].value == 27.76


def test_a_day_that_was_asked_for_is_no_choice_and_leads_to_its_claim() -> None:
    coalition = parenting.coalition()
    parent = parenting.parent(coalition)
    first, second = (parenting.held(coalition, parent, days=days) for days in (10, 3))
    client, here = client_of(parent), f"/mijn-plek/meedoen/{coalition.pk}/vergoeding/"
    client.post(here, {"meeting": second.pk, "fee": "on"})
    claim = Claim.objects.get()
    shown = client.get(here)
    form = shown.context["form"]
    assert [key for key, _words in form.fields["meeting"].choices] == [str(first.pk), "other"]
    assert form.initial["meeting"] == str(first.pk)
    link = f'<a href="/mijn-plek/meedoen/vergoeding/{claim.pk}/">20 november 2026</a>'
    assert link in text(shown)
    again = client.post(here, {"meeting": second.pk, "fee": "on"})
    assert again.status_code == 422
    assert list(again.context["form"].errors) == ["meeting"]
    typed = client.post(here, {"meeting": "other", "day": claim.day.isoformat(), "fee": "on"})
    assert list(typed.context["form"].errors) == ["day"]
    assert link in text(typed)
    with pytest.raises(RuleBroken) as at_once:  # it was asked for while the form was open
        sent(coalition, parent, day=claim.day, meeting=second)
    assert at_once.value.field == "meeting"
    client.post(here, {"meeting": first.pk, "fee": "on"})
    assert "Voor elke bijeenkomst is al iets gevraagd" in text(client.get(here))


def test_a_claim_can_be_changed_on_its_own_day() -> None:
    coalition = parenting.coalition()
    parent = parenting.parent(coalition)
    first, second = (parenting.held(coalition, parent, days=days) for days in (10, 3))
    for meeting in (first, second):
        when = meeting.starts_at.date()
        sent(coalition, parent, day=when, meeting=meeting)
    claim = Claim.objects.get(meeting=first)
    page = client_of(parent).get(f"/mijn-plek/meedoen/vergoeding/{claim.pk}/wijzigen/")
    choices = page.context["form"].fields["meeting"].choices
    assert [key for key, _words in choices] == [str(first.pk), "other"]


def test_a_payer_is_led_to_what_can_be_done() -> None:
    coalition = parenting.coalition()
    parent, payer = parenting.parent(coalition), parenting.payer()
    client = client_of(payer)
    assert "ergoedingen" not in _tasks(client)
    approved(coalition, parent)
    assert "Vergoedingen wachten op een rekeningnummer" in _tasks(client)
    with_number(parent)
    assert "Er staan vergoedingen klaar" in _tasks(client)
    run = paying.start_run(region=coalition.region, pay_on=today(), by=payer)
    told = _tasks(client)
    assert f"/werk/betalen/{run.pk}/" in told
    assert "Er staan vergoedingen klaar" not in told
    paying.pay_run(run=run, by=payer)
    assert "betaallijst" not in _tasks(client)


def _tasks(client: Client) -> str:
    """The titles and addresses of what waits for somebody."""
    person = Person.objects.get(pk=client.session["_auth_user_id"])
    forget_roles(person)
    return " ".join(f"{one.title} {one.url}" for one in alone(my_claims(person)))
