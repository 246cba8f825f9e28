"""The block about certificates on the coordinator's page of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from veerkracht.kernel.clock import now

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.training.models import Edition


def certificate_block(request: HttpRequest, edition: Edition) -> SafeString:
    """The way to the certificates, from the first day on; before that, nothing."""
    if edition.starts_at is None or edition.starts_at > now():
        return mark_safe("")
    return render_to_string("proof/parts/certificate_block.html", {"edition": edition}, request)
