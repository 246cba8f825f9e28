"""The bank's file: a credit transfer by ISO 20022, pain.001.001.09, as the SEPA scheme uses it. Pure.

Order and names of the elements: ISO 20022 message definition CustomerCreditTransferInitiationV09, and the EPC's
customer-to-bank implementation guidelines for SEPA credit transfers (EPC132-08).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
SIGNS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
MOST_NAME, MOST_WORDS, MOST_NUMBER = 70, 140, 35


@dataclass(frozen=True)
class Account:
    """Whose bank number."""

    holder: str
    number: str


@dataclass(frozen=True)
class Transfer:
    """Cents to an account; ``reference`` comes back on the bank's statement."""

    to: Account
    cents: int
    reference: str
    words: str


def plain_signs(text: str, most: int) -> str:
    """Text in the signs that every SEPA bank takes: accents fall off, others become spaces."""
    parts = unicodedata.normalize("NFKD", text)
    kept = "".join(sign for sign in parts if not unicodedata.combining(sign))
    tidy = "".join(sign if sign in SIGNS else " " for sign in kept)
    return " ".join(tidy.split())[:most].strip() or "-"


def amount(cents: int) -> str:
    """``12.50``. ValueError for nothing or less."""
    if cents <= 0:
        raise ValueError("a transfer is more than nothing")
    return f"{cents // 100}.{cents % 100:02}"


def credit_transfers(
    *, number: str, made_at: datetime, pay_on: date, payer: Account, transfers: Sequence[Transfer]
) -> bytes:
    """The file of one list. ValueError without transfers."""
    if not transfers:
        raise ValueError("nothing to pay")
    root = Element("Document", xmlns=NAMESPACE)
    message = SubElement(root, "CstmrCdtTrfInitn")
    sums = (str(len(transfers)), amount(sum(one.cents for one in transfers)))
    _header(message, number, made_at, payer, sums)
    payment = SubElement(message, "PmtInf")
    _terms(payment, number, pay_on, sums)
    _payer(payment, payer)
    for one in transfers:
        _transfer(payment, one)
    made: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def _put(parent: Element, path: str, text: str) -> Element:
    """A text in nested elements, such as ``FinInstnId/Othr/Id``."""
    for name in path.split("/"):
        parent = SubElement(parent, name)
    parent.text = text
    return parent


def _header(
    message: Element, number: str, made_at: datetime, payer: Account, sums: tuple[str, str]
) -> None:
    header = SubElement(message, "GrpHdr")
    _put(header, "MsgId", plain_signs(number, MOST_NUMBER))
    _put(header, "CreDtTm", f"{made_at:%Y-%m-%dT%H:%M:%S}")
    _put(header, "NbOfTxs", sums[0])
    _put(header, "CtrlSum", sums[1])
    _put(header, "InitgPty/Nm", plain_signs(payer.holder, MOST_NAME))


def _terms(payment: Element, number: str, pay_on: date, sums: tuple[str, str]) -> None:
    _put(payment, "PmtInfId", plain_signs(number, MOST_NUMBER))
    _put(payment, "PmtMtd", "TRF")
    _put(payment, "BtchBookg", "true")
    _put(payment, "NbOfTxs", sums[0])
    _put(payment, "CtrlSum", sums[1])
    _put(payment, "PmtTpInf/SvcLvl/Cd", "SEPA")
    _put(payment, "ReqdExctnDt/Dt", pay_on.isoformat())


def _payer(payment: Element, payer: Account) -> None:
    _put(payment, "Dbtr/Nm", plain_signs(payer.holder, MOST_NAME))
    _put(payment, "DbtrAcct/Id/IBAN", payer.number)
    _put(payment, "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    _put(payment, "ChrgBr", "SLEV")


def _transfer(payment: Element, one: Transfer) -> None:
    transfer = SubElement(payment, "CdtTrfTxInf")
    _put(transfer, "PmtId/EndToEndId", plain_signs(one.reference, MOST_NUMBER))
    _put(transfer, "Amt/InstdAmt", amount(one.cents)).set("Ccy", "EUR")
    _put(transfer, "Cdtr/Nm", plain_signs(one.to.holder, MOST_NAME))
    _put(transfer, "CdtrAcct/Id/IBAN", one.to.number)
    _put(transfer, "RmtInf/Ustrd", plain_signs(one.words, MOST_WORDS))
