"""What practice tells by mail. A mail never says what somebody wrote down: an employer may read along."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.practice.actions import COACH, LOOK_BACK
from veerkracht.practice.letter_parts import absolute, greeting
from veerkracht.practice.models import Coach, LookBack


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(LOOK_BACK, look_back)
    writers.add(COACH, coach)


def look_back(facts: dict[str, Any]) -> Letter | None:
    """Time to look back; none when it was taken back or stopped meanwhile."""
    related = LookBack.objects.select_related("plan__person", "plan__edition__course")
    found = related.filter(pk=facts["look_back"], plan__stopped_at=None).first()
    if found is None:
        return None
    named = {
        "course": found.plan.edition.course,
        "day": date_format(local(found.plan.made_at), "j F Y"),
    }
    stop = absolute("practice:stop", found.token)
    return Letter(
        subject=_("Hoe gaat het met wat je anders wilde doen?"),
        paragraphs=(
            greeting(found.plan.person),
            _("Op %(day)s schreef je op wat je anders wilt doen na “%(course)s”.") % named,
            _("Hoe gaat het? Twee tikken zijn genoeg. Inloggen hoeft niet."),
        ),
        button=(_("Kijk terug"), absolute("practice:look_back", found.token)),
        after=(
            _("Alleen jij ziet wat je opschrijft. Je werkgever en je trainer zien het niet."),
            _("Wil je deze mails niet meer? Stop hier: %(link)s") % {"link": stop},
        ),
        linked=True,
    )


def coach(facts: dict[str, Any]) -> Letter | None:
    """Somebody lets you look along; none when that was taken back."""
    found = Coach.objects.select_related("person", "plan__person", "plan__edition__course")
    row = found.filter(pk=facts["coach"]).first()
    if row is None:
        return None
    named = {"name": row.plan.person, "course": row.plan.edition.course}
    return Letter(
        subject=_("%(name)s laat je meekijken") % named,
        paragraphs=(
            greeting(row.person),
            _(
                "%(name)s schreef op wat die anders gaat doen na “%(course)s”, en laat jou meekijken."
            )
            % named,
        ),
        button=(_("Kijk mee"), absolute("practice:shared_plan", row.plan_id)),
        after=(_("Dit is alleen voor jou. %(name)s kan het altijd terugnemen.") % named,),
    )
