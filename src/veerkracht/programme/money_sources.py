"""What money and goals give to the registries of the apps below: pages to find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel.waiting import OwnPage, own_pages
from veerkracht.people.policies import is_coordinator
from veerkracht.programme.action_policies import organisations_of

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def register() -> None:
    """Put every source in its registry."""
    own_pages.add("programme.money", my_pages, order=42)


def my_pages(person: Person) -> list[OwnPage]:
    """Goals and money of a region for who coordinates it; what an organisation gives for who speaks for it."""
    pages = []
    if organisations_of(person):
        pages.append(OwnPage(_("Geld van mijn organisatie"), reverse("programme:my_money")))
    if is_coordinator(person):
        pages.append(OwnPage(_("Doelen"), reverse("programme:frameworks"), work=True))
        pages.append(OwnPage(_("Geld"), reverse("programme:money"), work=True))
    return pages
