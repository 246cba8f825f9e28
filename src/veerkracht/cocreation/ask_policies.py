"""Who may see, answer and direct a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates, represents

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Offer, Question
    from veerkracht.people.models import Person


def is_of(person: Person, offer: Offer) -> bool:
    """Whether an offer is of this person, or of an organisation that they speak for."""
    if offer.person_id == person.pk:
        return True
    return offer.organisation_id is not None and represents(person, offer.organisation_id)


def holds(person: Person, question: Question) -> bool:
    """Whether the question lies with this person now."""
    return question.state == "sent" and question.offer is not None and is_of(person, question.offer)


def looks_after(person: Person, question: Question) -> bool:
    """Whether the person coordinates the question's region."""
    return coordinates(person, question.region_id)


def check_holds(person: Person, question: Question) -> None:
    """Raise NotAllowed unless the question lies with this person."""
    require(holds(person, question), _("Deze vraag ligt nu bij iemand anders."))


def check_may_answer(person: Person, question: Question) -> None:
    """Who has it, and the coordinator of the region."""
    allowed = holds(person, question) or looks_after(person, question)
    require(allowed, _("Deze vraag ligt nu bij iemand anders."))


def check_looks_after(person: Person, question: Question) -> None:
    """Raise NotAllowed unless the person coordinates the question's region."""
    require(looks_after(person, question), _("Deze regio hoort bij een andere coördinator."))
