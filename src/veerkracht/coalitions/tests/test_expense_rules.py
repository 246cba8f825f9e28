"""Bank numbers, kilometres, receipts, the states of a claim, and the bank's file: pure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veerkracht.coalitions import expense_rules as rules
from veerkracht.coalitions.expense_rules import ClaimDeed, ClaimState, ReceiptFault
from veerkracht.coalitions.expense_sepa import (
    NAMESPACE,
    SIGNS,
    Account,
    Transfer,
    credit_transfers,
    plain_signs,
)

NL = "NL91ABNA0417164300"


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ("NL91 ABNA 0417 1643 00", True),
        ("nl91abna0417164300", True),
        ("DE89 3704 0044 0532 0130 00", True),
        ("GB82 WEST 1234 5698 7654 32", True),
        ("NL92 ABNA 0417 1643 00", False),  # another check digit
        ("NL91 ABNA 0417 1634 00", False),  # two signs swapped
        ("NL91 ABNA 0417 1643 0", False),
        ("US91 ABNA 0417 1643 00", False),
        ("NLXX ABNA 0417 1643 00", False),
        ("ＮＬ91ABNA0417164300", False),
        ("", False),
        ("'; DROP TABLE claim; --", False),
    ],
)
def test_what_is_a_bank_number(typed: str, holds: bool) -> None:
    assert rules.is_iban(rules.tidy_iban(typed)) is holds


@given(st.integers(4, 17), st.sampled_from("0123456789"))
def test_one_wrong_sign_is_always_seen(place: int, sign: str) -> None:
    wrong = NL[:place] + sign + NL[place + 1 :]
    assert rules.is_iban(wrong) is (wrong == NL)


@pytest.mark.parametrize(
    ("kilometres", "rate", "cents"),
    [("0", 23, 0), ("12", 23, 276), ("0.5", 23, 12), ("7.5", 21, 158), ("500", 23, 11_500)],
)
def test_kilometres_become_cents_a_half_up(kilometres: str, rate: int, cents: int) -> None:
    assert rules.travel(Decimal(kilometres), rate) == cents


@pytest.mark.parametrize("kilometres", ["-1", "1.25"])
def test_kilometres_are_not_less_than_nothing_nor_finer_than_tenths(kilometres: str) -> None:
    with pytest.raises(ValueError, match="one decimal"):
        rules.travel(Decimal(kilometres), 23)


@pytest.mark.parametrize(
    ("name", "size", "head", "fault"),
    [
        ("bon.jpg", 9, b"\xff\xd8\xff\xe0", None),
        ("BON.PDF", 9, b"%PDF-1.7", None),
        ("bon.png", 0, b"", ReceiptFault.EMPTY),
        ("bon.png", rules.MOST_BYTES + 1, b"\x89PNG\r\n\x1a\n", ReceiptFault.TOO_LARGE),
        ("bon.svg", 9, b"<svg", ReceiptFault.KIND),
        ("bon", 9, b"%PDF", ReceiptFault.KIND),
        ("bon.jpg", 9, b"<html>", ReceiptFault.NOT_WHAT_IT_SAYS),
        ("bon.jpg.exe", 9, b"MZ", ReceiptFault.KIND),
    ],
)
def test_which_file_is_a_receipt(
    name: str, size: int, head: bytes, fault: ReceiptFault | None
) -> None:
    assert rules.receipt_fault(name, size, head) == fault


def test_a_receipt_keeps_a_safe_name() -> None:
    assert rules.receipt_name("..\\..\\Mijn “bon” <1>.JPG") == "Mijn bon 1.jpg"
    assert rules.receipt_name("/.pdf") == "bon.pdf"


def test_every_claim_ends_paid_or_withdrawn_and_never_comes_back() -> None:
    ends = {ClaimState.PAID, ClaimState.WITHDRAWN}
    assert {state for state, _deed in rules.CLAIM_STEPS} == set(ClaimState) - ends
    assert rules.after_claim("sent", ClaimDeed.PAY) is None
    assert rules.after_claim("paid", ClaimDeed.GIVE_BACK) is None


@pytest.mark.parametrize(
    ("received", "asked", "day", "over"),
    [
        (207_500, 2_500, date(2026, 11, 1), False),
        (207_501, 2_500, date(2026, 11, 1), True),
        (187_501, 2_500, date(2023, 6, 1), True),
        (500_000, 1, date(2019, 1, 1), False),  # of that year we know no maximum
    ],
)
def test_the_maximum_of_a_year_warns(received: int, asked: int, day: date, over: bool) -> None:
    assert rules.is_over(received, asked, day) is over


# The bank's file


def file_of(*transfers: Transfer) -> Element:
    made = credit_transfers(
        number="VEERKRACHT-7",
        made_at=datetime(2026, 11, 28, 10, 30),  # noqa: DTZ001 - a wall clock, as the bank wants it
        pay_on=date(2026, 12, 1),
        payer=Account("Stichting Zuid & Co", NL),
        transfers=transfers,
    )
    assert made.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    return fromstring(made.decode().partition("?>")[2])  # noqa: S314 - our own


def told(root: Element) -> list[tuple[str, str]]:
    """Every element with text by its path, in order."""
    found = []

    def walk(element: Element, path: str) -> None:
        assert element.tag.startswith(f"{{{NAMESPACE}}}")
        here = f"{path}/{element.tag.partition('}')[2]}"
        if element.text:
            found.append((here, element.text))
        for child in element:
            walk(child, here)

    walk(root, "")
    return found


def test_the_banks_file_has_its_elements_in_the_order_of_the_standard() -> None:
    one = Transfer(Account("Zoë Ödmann", "DE89370400440532013000"), 2776, "CLAIM-1", "Dank!")
    other = Transfer(Account("Olga Ouder", NL), 5, "CLAIM-2", "Vergoeding")
    top, pay = "/Document/CstmrCdtTrfInitn", "/Document/CstmrCdtTrfInitn/PmtInf"
    first = f"{pay}/CdtTrfTxInf"
    assert told(file_of(one, other)) == [
        (f"{top}/GrpHdr/MsgId", "VEERKRACHT-7"),
        (f"{top}/GrpHdr/CreDtTm", "2026-11-28T10:30:00"),
        (f"{top}/GrpHdr/NbOfTxs", "2"),
        (f"{top}/GrpHdr/CtrlSum", "27.81"),
        (f"{top}/GrpHdr/InitgPty/Nm", "Stichting Zuid Co"),
        (f"{pay}/PmtInfId", "VEERKRACHT-7"),
        (f"{pay}/PmtMtd", "TRF"),
        (f"{pay}/BtchBookg", "true"),
        (f"{pay}/NbOfTxs", "2"),
        (f"{pay}/CtrlSum", "27.81"),
        (f"{pay}/PmtTpInf/SvcLvl/Cd", "SEPA"),
        (f"{pay}/ReqdExctnDt/Dt", "2026-12-01"),
        (f"{pay}/Dbtr/Nm", "Stichting Zuid Co"),
        (f"{pay}/DbtrAcct/Id/IBAN", NL),
        (f"{pay}/DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED"),
        (f"{pay}/ChrgBr", "SLEV"),
        (f"{first}/PmtId/EndToEndId", "CLAIM-1"),
        (f"{first}/Amt/InstdAmt", "27.76"),
        (f"{first}/Cdtr/Nm", "Zoe Odmann"),
        (f"{first}/CdtrAcct/Id/IBAN", "DE89370400440532013000"),
        (f"{first}/RmtInf/Ustrd", "Dank"),
        (f"{first}/PmtId/EndToEndId", "CLAIM-2"),
        (f"{first}/Amt/InstdAmt", "0.05"),
        (f"{first}/Cdtr/Nm", "Olga Ouder"),
        (f"{first}/CdtrAcct/Id/IBAN", NL),
        (f"{first}/RmtInf/Ustrd", "Vergoeding"),
    ]
    currency = file_of(one).iter(f"{{{NAMESPACE}}}InstdAmt")
    assert [element.get("Ccy") for element in currency] == ["EUR"]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=120))
def test_only_signs_that_a_bank_takes(text: str) -> None:
    kept = plain_signs(text, 70)
    assert 1 <= len(kept) <= 70
    assert set(kept) <= SIGNS


def test_nothing_is_no_payment() -> None:
    with pytest.raises(ValueError, match="nothing"):
        file_of()
    with pytest.raises(ValueError, match="more than nothing"):
        file_of(Transfer(Account("A", NL), 0, "C", "W"))
