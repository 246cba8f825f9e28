"""What parents get, in plain words; and how letters begin and name our pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel.money import euros

if TYPE_CHECKING:
    from veerkracht.coalitions.models import ParentTerms
    from veerkracht.people.models import Person


def gets(terms: ParentTerms) -> list[str]:
    """What a parent gets for a meeting, a short sentence each."""
    said = []
    if terms.fee_cents:
        said.append(_("%(money)s voor elke keer dat je komt.") % {"money": euros(terms.fee_cents)})
    if terms.kilometre_cents:
        money = {"money": euros(terms.kilometre_cents)}
        said.append(_("%(money)s voor elke kilometer. Of je kaartje voor bus en trein.") % money)
    if terms.childcare:
        said.append(_("We betalen de oppas."))
    return said or [_("We zorgen voor koffie en thee.")]


def greeting(person: Person) -> str:
    """The first line of a letter."""
    name = person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def absolute(name: str, *arguments: Any) -> str:
    """The full address of one of our pages."""
    return f"{settings.PUBLIC_URL}{reverse(name, args=arguments)}"
