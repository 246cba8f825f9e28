"""What parents and facilitators see of themselves under “Mijn gegevens”, and what goes when they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions import parent_queries
from veerkracht.coalitions.expense_actions import forget_receipt
from veerkracht.coalitions.expense_queries import claims_of
from veerkracht.coalitions.expense_rules import OPEN_CLAIM, ClaimState, masked
from veerkracht.coalitions.models import (
    BankNumber,
    Claim,
    Contact,
    ParentInvitation,
    ParentWord,
    Wish,
)
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.money import euros
from veerkracht.kernel.together import Asking

if TYPE_CHECKING:
    from veerkracht.people.models import Person


class OwnPart:
    """What a parent said and asked for, and the bank number, masked."""

    title = gettext_lazy("Meedoen als ouder: wat je zei en je vergoedingen")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Words, invitations, claims, and the end of the bank number."""
        words, asked, claims, numbers = yield [
            parent_queries.words_of(person),
            ParentInvitation.objects.filter(seat__person=person).select_related("coalition"),
            claims_of(person),
            BankNumber.objects.filter(person=person),
        ]
        return [
            *(_word(one) for one in words),
            *(_invitation(one) for one in asked),
            *(_claim(one) for one in claims),
            *(
                {_("Rekeningnummer"): masked(one.ending), _("Op naam van"): one.holder}
                for one in numbers
            ),
        ]

    def erase(self, person: Any) -> None:
        """Words, invitations, the bank number and receipts go; the amounts stay without a name, as the law asks.

        Raises RuleBroken while a claim is open.
        """
        if Claim.objects.filter(person=person, state__in=OPEN_CLAIM).exists():
            message = _("Er loopt nog een vergoeding. Wacht tot die betaald is, of trek hem in.")
            raise RuleBroken(message)
        ParentWord.objects.filter(person=person).delete()
        ParentInvitation.objects.filter(seat__person=person).delete()
        BankNumber.objects.filter(person=person).delete()
        _unname_claims(person)


def _unname_claims(person: Person) -> None:
    for one in Claim.objects.filter(person=person):
        forget_receipt(one)
        one.person, one.note, one.word = None, "", ""
        one.save()
    Claim.objects.filter(person=None, state=ClaimState.WITHDRAWN).delete()


def _word(one: ParentWord) -> dict[str, Any]:
    return {
        _("Coalitie"): one.coalition.name,
        _("Wat je zei"): one.said,
        _("Wat we ermee deden"): one.done,
    }


def _invitation(one: ParentInvitation) -> dict[str, Any]:
    return {
        _("Uitnodiging voor"): one.coalition.name,
        _("Naam"): one.name,
        _("E-mailadres"): one.email,
        _("Antwoord"): one.get_state_display(),
    }


def _claim(one: Claim) -> dict[str, Any]:
    return {
        _("Vergoeding voor"): f"{one.coalition.name}, {one.day:%Y-%m-%d}",
        _("Bedrag"): euros(one.total_cents),
        _("Stand"): one.get_state_display(),
        _("Opmerking"): one.note,
    }


class OwnContacts:
    """Talks and wishes that somebody wrote down as facilitator."""

    title = gettext_lazy("Gesprekken en wensen die je opschreef")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """What one wrote."""
        talks, wishes = yield [
            Contact.objects.filter(by=person).select_related("organisation"),
            Wish.objects.filter(by=person),
        ]
        return [
            *(
                {
                    _("Organisatie"): one.organisation.name,
                    _("Dag"): one.day,
                    _("Met wie"): one.spoke_with,
                    _("Waarover"): one.words,
                }
                for one in talks
            ),
            *({_("Wens"): one.words, _("Gehoord op"): one.heard_on} for one in wishes),
        ]

    def erase(self, person: Any) -> None:
        """The region keeps what it must come back to, without who wrote it."""
        Contact.objects.filter(by=person).update(by=None)
        Wish.objects.filter(by=person).update(by=None)
