"""What the letters of enrolment share: who it is about, when and where, and where to look."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.enrolment.models import Enrolment
from veerkracht.enrolment.policies import told_elsewhere
from veerkracht.kernel.clock import local
from veerkracht.kernel.money import euros
from veerkracht.training.models import Edition, Session


def edition_link(edition: Edition) -> str:
    """The full address of an edition's page, in the language of the letter."""
    return absolute(reverse("training:edition", args=[edition.pk, edition.course.slug]))


def link_of(enrolment: Enrolment) -> str:
    """The full address of one's own page about an enrolment."""
    return absolute(reverse("enrolment:mine", args=[enrolment.pk]))


def absolute(path: str) -> str:
    """A path as a full address."""
    return f"{settings.PUBLIC_URL}{path}"


def is_told_elsewhere(enrolment: Enrolment) -> bool:
    """Whether another app's letters tell of this enrolment."""
    return any(tells(enrolment) for tells in told_elsewhere)


def enrolment_of(facts: dict[str, Any]) -> Enrolment:
    """The enrolment that news is about, with all that a letter says of it."""
    related = ("person", "edition__course", "edition__municipality", "edition__terms")
    found = Enrolment.objects.select_related(*related).prefetch_related("edition__sessions")
    return found.get(pk=facts["enrolment"])


def greeting(enrolment: Enrolment) -> str:
    """The first line."""
    name = enrolment.person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def practical(edition: Edition, *, costs: bool = True) -> tuple[tuple[str, str], ...]:
    """When, where and what it costs; not that when nobody pays after all."""
    sessions = list(edition.sessions.all())
    when = "\n".join(session_line(session) for session in sessions)
    rows = [
        (_("Wanneer"), when or _("de datum volgt")),
        (_("Waar"), edition.place),
        (_("Online"), edition.online_link),
        (_("Kosten"), costs_of(edition) if costs else ""),
        (_("Goed om te weten"), edition.note),
    ]
    return tuple((label, value) for label, value in rows if value)


def costs_of(edition: Edition) -> str:
    """What one pays, and what the subsidy pays beside it."""
    costs = euros(edition.price)
    if not edition.subsidy:
        return costs
    return _("%(price)s (subsidie betaalt %(subsidy)s)") % {
        "price": costs,
        "subsidy": euros(edition.subsidy),
    }


def session_line(session: Session) -> str:
    """``do 3 december 9.00–12.30 uur`` on a Dutch clock."""
    starts, ends = local(session.starts_at), local(session.ends_at)
    return _("%(day)s, %(start)s–%(end)s uur") % {
        "day": date_format(starts, "D j F"),
        "start": date_format(starts, "G.i"),
        "end": date_format(ends, "G.i"),
    }
