"""What the contact of an organisation can do with an edition: the block on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from veerkracht.bookings.policies import organisations_of
from veerkracht.kernel.clock import now

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.training.models import Edition


def edition_block(request: HttpRequest, edition: Edition) -> SafeString:
    """Ways to book for others; nothing for who is no contact, so the same for every anonymous visitor."""
    if not request.user.is_authenticated:
        return SafeString("")
    mine = organisations_of(request.user)
    started = edition.starts_at is not None and edition.starts_at <= now()
    if not mine or started or not edition.is_open(now()):
        return SafeString("")
    schools = any(one.is_school for one in mine) and edition.course.for_students
    facts = {"edition": edition, "schools": schools}
    return render_to_string("bookings/parts/edition_block.html", facts, request)
