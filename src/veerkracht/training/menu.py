"""The word in the header that leads to this app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.ui.navigation import NavItem

if TYPE_CHECKING:
    from django.http import HttpRequest


def learning(_request: HttpRequest) -> NavItem:
    """“Leren”: the finder and all editions."""
    return NavItem(_("Leren"), reverse("training:finder"))
