"""The way from the coordinator's page of an edition to its registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from veerkracht.people.policies import coordinates
from veerkracht.training.models import EditionState

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.training.models import Edition


def edition_block(request: HttpRequest, edition: Edition) -> SafeString:
    """A link for who coordinates the region, once the edition is open; nothing for others."""
    person = request.user
    if edition.state != EditionState.PUBLISHED or not person.is_authenticated:
        return SafeString("")
    if not coordinates(person, edition.region_id):
        return SafeString("")
    return render_to_string("proof/parts/register_block.html", {"edition": edition}, request)
