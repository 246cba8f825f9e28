"""What coalitions give to the registries of the apps below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy

from veerkracht.coalitions import policies
from veerkracht.coalitions.coalition_rules import PURPOSE
from veerkracht.coalitions.models import Coalition
from veerkracht.meetings.policies import Purpose, purposes

if TYPE_CHECKING:
    from veerkracht.meetings.models import Series


def register() -> None:
    """Put every source in its registry."""
    title = gettext_lazy("Coalitie")
    purposes.add(PURPOSE, Purpose(page_of, title, policies.looks_after, decisions=True))


def page_of(series: Series) -> str:
    """The page for members of the coalition that meets in a series."""
    return reverse("coalitions:inside", args=[Coalition.objects.get(series=series).slug])
