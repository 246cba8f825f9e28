"""Weighing rows about people: new, known by their address, or perhaps known by name and organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.imports import cells, directory
from veerkracht.imports.fields import REGISTERS, Field, Kind
from veerkracht.imports.past import Past
from veerkracht.imports.rules import Answer, Fate, Namesake, answered
from veerkracht.imports.verdicts import GivenLine, PastTraining, Plan, Reader, Verdict, Weighed
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.actions import Newcomer, as_register_number, check_newcomer
from veerkracht.people.models import Register

if TYPE_CHECKING:
    from veerkracht.imports.directory import KnownPerson
    from veerkracht.imports.models import ImportedList

FILLED = ("name", "organisation_id", "sector_id", "function", "municipality_id")


@dataclass
class _Row:
    """A row understood: who it is about, what is said, and what was wrong with it."""

    line: GivenLine
    person: Newcomer
    notes: list[str]
    refused: str = ""
    training: PastTraining | None = None


def weigh_people(imported: ImportedList, lines: Sequence[GivenLine], reader: Reader) -> Weighed:
    """Verdicts on people, and on what they followed elsewhere when the list is of that."""
    past = Past(imported, reader) if imported.kind == Kind.PAST else None
    rows = [_understood(line, reader, past) for line in lines]
    weigher = _Weigher(imported, reader, rows, past)
    verdicts = [weigher.verdict(row) for row in rows]
    if past:
        past.settle(verdicts, reader.plan)
    _leave_out_unused(reader.plan)
    return Weighed(verdicts, reader.plan)


def _leave_out_unused(plan: Plan) -> None:
    """An organisation that stood only in rows that are not taken over is not made either."""
    used = {one.organisation_id for one in (*plan.newcomers.values(), *plan.completions.values())}
    plan.organisations = {pk: one for pk, one in plan.organisations.items() if pk in used}


def _understood(line: GivenLine, reader: Reader, past: Past | None) -> _Row:
    notes: list[str] = []
    person = Newcomer(
        address=cells.as_address(reader.text(line, Field.ADDRESS)),
        name=reader.name(line),
        organisation_id=reader.organisation(reader.text(line, Field.ORGANISATION)),
        sector_id=reader.sector(reader.text(line, Field.SECTOR)),
        function=reader.text(line, Field.FUNCTION),
        municipality_id=reader.municipality(reader.text(line, Field.MUNICIPALITY)),
        numbers=_numbers(line, reader, notes),
        **_kind(reader.text(line, Field.PERSON_KIND), notes),
    )
    row = _Row(line, person, notes)
    try:
        if person.address or not past:
            row.person = check_newcomer(person)
        row.training = past.understood(line, notes) if past else None
    except RuleBroken as broken:
        row.refused = broken.message
    return row


def _kind(text: str, notes: list[str]) -> dict[str, str]:
    kind = directory.person_kind(text) if text else ""
    if text and not kind:
        notes.append(_("“%(text)s” kennen we niet als manier van meedoen.") % {"text": text[:40]})
    return {"kind": kind} if kind else {}


def _numbers(line: GivenLine, reader: Reader, notes: list[str]) -> tuple[tuple[str, str], ...]:
    """Register numbers that can be one; others are told and left out."""
    found = []
    for field in REGISTERS:
        if text := reader.text(line, field):
            if number := as_register_number(field.value, text):
                found.append((field.value, number))
            else:
                facts = {"text": text[:30], "register": Register(field.value).label}
                notes.append(
                    _("“%(text)s” is geen nummer van %(register)s. Dat laten we weg.") % facts
                )
    return tuple(found)


class _Weigher:
    """Goes through the rows in order and remembers whom it met."""

    def __init__(
        self, imported: ImportedList, reader: Reader, rows: Sequence[_Row], past: Past | None
    ) -> None:
        self.plan, self.past = reader.plan, past
        self.counts_nameless = imported.count_nameless
        names = {cells.key(row.person.name) for row in rows if row.person.name}
        self.namesakes = directory.namesakes(imported.by, names)
        addresses = {row.person.address for row in rows} | {
            one.address for one in self.namesakes.values()
        }
        self.known = directory.people_at(addresses - {""}, imported.by)
        self.plan.people.update({address: one.pk for address, one in self.known.items()})
        if past:
            past.remember(one.pk for one in self.known.values())
        self.addresses: set[str] = set()
        self.met: dict[tuple[str, int], Namesake] = {}

    def verdict(self, row: _Row) -> Verdict:
        """What becomes of this row."""
        verdict = Verdict(
            row.line.number, Fate.REFUSED, row.person.address, row.person.name, row.notes
        )
        if row.refused:
            verdict.notes.insert(0, row.refused)
            return verdict
        if not row.person.address:
            return self._without_address(row, verdict)
        twin = None if self._is_met(row.person.address) else self._twin(row.person)
        verdict.twin = twin.address if twin else ""
        fate = answered(row.line.answer, twin)
        if fate:
            return self._not_now(verdict, fate, twin)
        if twin and row.line.answer == Answer.SAME:
            verdict.notes.append(_("Hoort bij %(address)s.") % {"address": twin.address})
            row.person = replace(row.person, address=twin.address)
            verdict.about = twin.address
        return self._settled(row, verdict)

    def _without_address(self, row: _Row, verdict: Verdict) -> Verdict:
        """Only earlier training can do without: for somebody known by name, or counted."""
        twin = self._twin(row.person)
        verdict.twin, answer = (twin.address if twin else ""), row.line.answer
        if twin and (fate := answered(answer, twin)):
            return self._not_now(verdict, fate, twin)
        if twin and answer == Answer.SAME:
            row.person = replace(row.person, address=twin.address)
            verdict.about = twin.address
            return self._settled(row, verdict)
        if answer == Answer.LEAVE_OUT:
            verdict.fate = Fate.LEFT_OUT
        elif self.past and row.training and self.counts_nameless:
            self.past.count(row.person, row.training, verdict)
        else:
            verdict.notes.insert(0, _("Er staat geen e-mailadres."))
        return verdict

    @staticmethod
    def _not_now(verdict: Verdict, fate: Fate, twin: Namesake | None) -> Verdict:
        verdict.fate = fate
        if fate is Fate.ASKED and twin:
            facts = {"name": twin.name, "address": twin.address}
            verdict.notes.insert(
                0, _("%(name)s staat er al met %(address)s, bij dezelfde organisatie.") % facts
            )
        return verdict

    def _settled(self, row: _Row, verdict: Verdict) -> Verdict:
        """The row is about this address; is it new, and does it add anything?"""
        again = self._is_met(row.person.address)
        verdict.fate = self._place(row.person, verdict)
        if self.past and row.training:
            self.past.place(row.person.address, row.training, verdict)
        elif again and verdict.fate is not Fate.FILLED:
            verdict.fate = Fate.DOUBLE
        self._meet(row.person)
        return verdict

    def _place(self, person: Newcomer, verdict: Verdict) -> Fate:
        """Put somebody in the plan, and say what that is for the person."""
        known = self.known.get(person.address)
        if known is None:
            first = self.plan.newcomers.get(person.address)
            self.plan.newcomers[person.address] = _joined(first, person) if first else person
            if not person.name and not first:
                verdict.notes.append(_("Zonder naam. Die vult iemand zelf in."))
            return Fate.UNCHANGED if first else Fate.NEW
        adds = self._adds(known, person, verdict)
        if adds:
            before = self.plan.completions.get(known.pk)
            self.plan.completions[known.pk] = _joined(before, person) if before else person
        return Fate.FILLED if adds else Fate.UNCHANGED

    def _adds(self, known: KnownPerson, person: Newcomer, verdict: Verdict) -> bool:
        """Whether the list fills in something that is empty; what differs is told and stays as it is."""
        if not known.in_sight:
            verdict.notes.append(_("Is al bekend. Deze gegevens veranderen niet."))
            return False
        so_far = self.plan.completions.get(known.pk)
        empty = [
            field
            for field in FILLED
            if getattr(person, field)
            and not getattr(known, field)
            and not (so_far and getattr(so_far, field))
        ]
        for field in FILLED:
            if getattr(person, field) and getattr(known, field) not in {
                getattr(person, field),
                "",
                None,
            }:
                verdict.notes.append(_kept_words(field, known))
        given = {register for register, _number in so_far.numbers} if so_far else set()
        new = [one for one in person.numbers if one[0] not in known.registers | given]
        if empty or new:
            verdict.notes.append(_filled_words(empty, bool(new)))
        return bool(empty or new)

    def _twin(self, person: Newcomer) -> Namesake | None:
        """Somebody with this name at this organisation, under another address."""
        if not person.name or not person.organisation_id or person.address in self.known:
            return None
        key = cells.key(person.name), person.organisation_id
        twin = self.met.get(key) or self.namesakes.get(key)
        return twin if twin and twin.address != person.address else None

    def _is_met(self, address: str) -> bool:
        return address in self.addresses

    def _meet(self, person: Newcomer) -> None:
        self.addresses.add(person.address)
        if person.name and person.organisation_id:
            key = cells.key(person.name), person.organisation_id
            self.met.setdefault(key, Namesake(person.address, person.name))


def _joined(first: Newcomer, second: Newcomer) -> Newcomer:
    """What two rows say of one person; the first has the last word."""
    empty = {field: getattr(second, field) for field in FILLED if not getattr(first, field)}
    registers = {register for register, _number in first.numbers}
    more = tuple(one for one in second.numbers if one[0] not in registers)
    return replace(first, **empty, numbers=(*first.numbers, *more))


def _field_words() -> dict[str, str]:
    return {
        "name": _("naam"),
        "organisation_id": _("organisatie"),
        "sector_id": _("sector"),
        "function": _("functie"),
        "municipality_id": _("gemeente"),
    }


def _filled_words(fields: Sequence[str], numbers: bool) -> str:  # noqa: FBT001 - reads as a sentence
    words = [_field_words()[field] for field in fields] + ([_("registernummer")] if numbers else [])
    return _("Vult aan: %(fields)s.") % {"fields": ", ".join(words)}


def _kept_words(field: str, known: KnownPerson) -> str:
    if field in {"name", "function"}:
        facts = {"field": _field_words()[field].capitalize(), "value": getattr(known, field)}
        return _("%(field)s blijft “%(value)s”.") % facts
    return _("%(field)s blijft zoals die is.") % {"field": _field_words()[field].capitalize()}
