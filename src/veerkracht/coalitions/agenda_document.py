"""The agenda of a meeting on paper: PDF/UA-1 by typst, the same bytes for the same facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from veerkracht.coalitions import agenda_queries
from veerkracht.kernel.papers import pdf
from veerkracht.meetings.queries import in_hours, when_in_words

if TYPE_CHECKING:
    from veerkracht.coalitions.agenda_standing import StandingLine
    from veerkracht.coalitions.models import Agenda, Point
    from veerkracht.meetings.models import Meeting

TEMPLATES = Path(__file__).parent / "typst"


def agenda_pdf(meeting: Meeting, agenda: Agenda) -> bytes:
    """The agenda as it stands now, in the language of the page."""
    return pdf(TEMPLATES / "agenda.typ", agenda_facts(meeting, agenda))


def agenda_facts(meeting: Meeting, agenda: Agenda) -> dict[str, Any]:
    """Every word on the paper, in the active language."""
    coalition, when = meeting.series.coalition, when_in_words(meeting.starts_at, meeting.ends_at)
    points = list(agenda_queries.points_of(agenda))
    rows = agenda_queries.shown(coalition, meeting, agenda, points)
    whole = in_hours(sum(one.minutes for one in points))
    lines = [when, meeting.place, _led_by(meeting)]
    return {
        "lang": (get_language() or "nl")[:2],
        "title": _("Agenda %(coalition)s, %(when)s") % {"coalition": coalition, "when": when},
        "heading": _("Agenda"),
        "name": str(coalition),
        "lines": [one for one in lines if one],
        "points": [_point(*row) for row in rows],
        "total": _("Samen %(whole)s.") % {"whole": whole},
        "case": _("We bespreken nooit één cliënt of gezin."),
        "issuer": settings.SITE_NAME,
        "page": _("bladzijde"),
    }


def _led_by(meeting: Meeting) -> str:
    if meeting.facilitator is None:
        return ""
    return _("%(name)s leidt") % {"name": meeting.facilitator}


def _point(point: Point, title: str, lines: list[StandingLine]) -> dict[str, Any]:
    minutes = ngettext("%(n)s minuut", "%(n)s minuten", point.minutes) % {"n": point.minutes}
    by = _("ingebracht door %(name)s") % {"name": point.brought_by} if point.brought_by else ""
    again = ""
    if point.carried:
        again = ngettext("%(n)s keer meegenomen", "%(n)s keer meegenomen", point.carried) % {
            "n": point.carried
        }
    return {
        "title": title,
        "about": " · ".join(one for one in (minutes, by, again) if one),
        "notes": point.notes,
        "lines": [[one.words, one.detail] for one in lines],
    }
