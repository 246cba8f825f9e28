"""Forms of attendance: they parse and never write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeGuard
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.proof.actions import KeptMark, Mark
from veerkracht.proof.attendance_models import Attendance, Presence
from veerkracht.proof.attendance_rules import when_made

if TYPE_CHECKING:
    from veerkracht.enrolment.models import Enrolment

MOST_MARKS = 500
MOST_MINUTES = 9_999  # four digits; whether a meeting takes so long, the rules say


class CodeForm(forms.Form):
    """Six digits from the screen, or from paper."""

    code = forms.CharField(
        label=gettext_lazy("De zes cijfers op het scherm"),
        help_text=gettext_lazy("Ze veranderen elke halve minuut. Typ wat er nu staat."),
        min_length=6,
        max_length=9,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code-field"}
        ),
    )

    def clean_code(self) -> str:
        """Digits alone; spaces between them are fine."""
        digits = "".join(self.cleaned_data["code"].split())
        if not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(_("Typ de zes cijfers, zonder letters."))
        return digits


class DoorForm(forms.Form):
    """Somebody at the door: name and address."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Hier komt de bevestiging heen."),
        max_length=254,
    )


class PreparationForm(forms.Form):
    """What participants bring."""

    quiet_optional = True
    bring = forms.CharField(
        label=gettext_lazy("Wat nemen deelnemers mee?"),
        help_text=gettext_lazy("Dit staat in de herinnering die ze vooraf krijgen."),
        required=False,
        max_length=300,
    )


@dataclass
class Line:
    """One person on the page of a meeting: what is known, or was typed, and what is wrong with it."""

    enrolment: Enrolment
    known: Attendance | None
    typed: dict[str, str] = field(default_factory=dict)
    error: str = ""

    @property
    def presence(self) -> str:
        """Which choice is on; nothing while only said on paper."""
        if "presence" in self.typed:
            return self.typed["presence"]
        return self.known.presence if self.known and self.known.confirmed else ""

    @property
    def minutes(self) -> str:
        """Minutes as they stand in the field."""
        known = self.known.minutes if self.known else None
        return self.typed.get("minutes", "" if known is None else str(known))

    @property
    def reason(self) -> str:
        """The reason as it stands in the field."""
        return self.typed.get("reason", self.known.reason if self.known else "")

    @property
    def was(self) -> str:
        """What the page showed, so that only what somebody changed is kept."""
        if "was" in self.typed:
            return self.typed["was"]
        return said_as_text(self.presence, self.minutes, self.reason)


def said_as_text(presence: str, minutes: str, reason: str) -> str:
    """What is said of somebody as one text, to compare."""
    return f"{presence}|{minutes.strip()}|{reason.strip()}"


def read_lines(lines: Iterable[Line], data: Mapping[str, Any]) -> dict[int, Mark]:
    """The marks that were changed on the page, by enrolment; what cannot be read is noted on its line."""
    marks = {}
    for line in lines:
        pk = line.enrolment.pk
        names = ("presence", "minutes", "reason", "was")
        line.typed = {name: str(data[f"{name}-{pk}"]) for name in names if f"{name}-{pk}" in data}
        said = said_as_text(line.typed.get("presence", ""), line.minutes, line.reason)
        if not line.typed.get("presence") or said == line.typed.get("was"):
            continue
        try:
            marks[pk] = mark_from(line.typed["presence"], line.minutes, line.reason)
        except ValueError:
            line.error = _("Dit konden we niet lezen. Kies opnieuw, en typ minuten als getal.")
    return marks


def mark_from(presence: str, minutes: str, reason: str) -> Mark:
    """A mark from what was typed; raises ValueError when it cannot be one."""
    text = minutes.strip()
    number = int(text) if text else None
    if number is not None and not 0 <= number <= MOST_MINUTES:
        raise ValueError(minutes)
    if "\0" in reason:
        raise ValueError(reason)
    return Mark(Presence(presence), number, reason)


def read_kept(said: object, moment: datetime) -> tuple[list[KeptMark], dict[str, int]]:
    """Marks that waited on a phone, from its JSON; raises ValueError when it is not what we send.

    ``{"sent": seconds, "marks": [{"key", "enrolment", "presence", "minutes", "reason", "made"}]}``
    A mark that cannot be read stops no other: those are the second answer, by key, with the number of
    the enrolment that they are about (0: none).
    """
    if not isinstance(said, dict) or not isinstance(said.get("marks"), list):
        raise ValueError("no marks")  # noqa: TRY004 - one error for all that is not as it should be
    sent, marks = said.get("sent"), said["marks"]
    if not _is_number(sent) or len(marks) > MOST_MARKS:
        raise ValueError("no moment, or too many marks")
    kept: list[KeptMark] = []
    unread: dict[str, int] = {}
    for one in marks:
        key = one.get("key") if isinstance(one, dict) else None
        if not isinstance(key, str):
            raise ValueError("no mark")  # noqa: TRY004 - as above
        try:
            kept.append(_kept(one, float(sent), moment))
        except ValueError:
            unread[key] = _enrolment_of(one)
    return kept, unread


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e12


def _enrolment_of(one: Mapping[str, Any]) -> int:
    """The number that a mark is about; 0 for what cannot be one."""
    number = one.get("enrolment")
    return number if type(number) is int and 0 < number < 2**63 else 0


def _kept(one: Mapping[str, Any], sent: float, moment: datetime) -> KeptMark:
    made = one.get("made")
    if not _is_number(made):
        raise ValueError("no moment")
    number, minutes, reason = _enrolment_of(one), one.get("minutes"), one.get("reason", "")
    if not number or not isinstance(reason, str):
        raise ValueError("no enrolment")
    if minutes is not None and type(minutes) is not int:
        raise ValueError("no minutes")
    said = mark_from(str(one.get("presence")), "" if minutes is None else str(minutes), reason)
    at = when_made(made=float(made), sent=sent, moment=moment)
    return KeptMark(UUID(str(one.get("key"))), number, said, at)
