"""What a visitor can do with an edition: the block on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from veerkracht.enrolment import rules
from veerkracht.enrolment.conditions import missing_for
from veerkracht.enrolment.prospects import prospect
from veerkracht.enrolment.queries import fills, in_words, mine_and_booked
from veerkracht.enrolment.words import REFUSALS
from veerkracht.kernel.clock import now

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.training.models import Edition


def edition_block(request: HttpRequest, edition: Edition) -> SafeString:
    """The button that fits this visitor and this moment; the same for every anonymous visitor."""
    facts: dict[str, Any] = {"edition": edition}
    why = rules.why_not_open(
        state=edition.state, opens_at=edition.opens_at, closes_at=edition.closes_at, moment=now()
    )
    facts["closed"] = REFUSALS[why] if why else ""
    facts["not_yet"] = why is rules.Refusal.NOT_YET_OPEN
    person = request.user if request.user.is_authenticated else None
    own, booked = mine_and_booked(person, edition) if person else (None, None)
    if own:
        facts |= {"own": own, "standing": in_words(own), "booked": booked}
    elif not why:
        fill = edition.places or fills([edition.pk])[edition.pk]
        facts["prospect"] = prospect(person, edition, fill)
        facts["missing"] = missing_for(person, edition) if person else None
    return render_to_string(
        "enrolment/parts/edition_block.html", facts, request if person else None
    )
