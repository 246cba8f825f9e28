"""What is settled before two persons become one: seats, words, claims and bank numbers that would be there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.coalitions.expense_rules import ClaimState
from veerkracht.coalitions.models import BankNumber, Claim, ParentWord
from veerkracht.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def before_merging(keep: Person, drop: Person) -> None:
    """One word a meeting, one bank number a person; refuse what was claimed twice.

    The seat itself is settled with coalitions. A bank number stays with who filled it in: that of the account
    that goes is wiped, for nobody may be paid on a number that they did not type.
    """
    days = set(_days(keep)) & set(_days(drop))
    if days:
        raise RuleBroken(_("Beide accounts vroegen voor dezelfde dag een vergoeding."))
    said = list(ParentWord.objects.filter(person=keep).values_list("meeting", flat=True))
    ParentWord.objects.filter(person=drop, meeting__in=said).delete()
    BankNumber.objects.filter(person=drop).delete()


def _days(person: Person) -> list[tuple[int, object]]:
    rows = Claim.objects.filter(person=person).exclude(state=ClaimState.WITHDRAWN)
    return list(rows.values_list("coalition", "day"))
