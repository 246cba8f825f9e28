"""What coalitions tell by mail: the agenda, and after a meeting what was decided and who does what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.coalitions import agenda_queries, minutes_queries
from veerkracht.coalitions.agenda_actions import MAILED
from veerkracht.coalitions.minutes_actions import MINUTES
from veerkracht.coalitions.models import Agenda
from veerkracht.kernel.clock import local, now
from veerkracht.meetings.models import MeetingState
from veerkracht.meetings.policies import is_member
from veerkracht.meetings.queries import when_in_words
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.coalitions.models import MinuteLine, Point
    from veerkracht.meetings.models import Meeting


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(MAILED, agenda)
    writers.add(MINUTES, minutes)


def greeting(person: Person) -> str:
    """The first line."""
    name = person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def _found(facts: dict[str, Any]) -> tuple[Agenda, Meeting, Person] | None:
    """The agenda, its meeting and who is written to; None when they belong no more, or it does not go on."""
    agenda = Agenda.objects.filter(pk=facts["agenda"]).first()
    meeting = agenda_queries.meeting_of(agenda.meeting_id) if agenda else None
    person = Person.objects.filter(pk=facts["person"]).first()
    if agenda is None or meeting is None or person is None:
        return None
    gone = meeting.state == MeetingState.CANCELLED or not is_member(person, meeting.series)
    return None if gone else (agenda, meeting, person)


def _page(name: str, meeting: Meeting) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=[meeting.pk])}"


def agenda(facts: dict[str, Any]) -> Letter | None:
    """The agenda of a meeting; none once that has begun."""
    found = _found(facts)
    if found is None or found[1].starts_at <= now():
        return None
    about, meeting, person = found
    points = list(agenda_queries.points_of(about))
    rows = agenda_queries.shown(meeting.series.coalition, meeting, about, points)
    listed = tuple(
        (f"{number}. {title}", _point(point, len(lines)))
        for number, (point, title, lines) in enumerate(rows, 1)
    )
    place = ((_("Waar"), meeting.place),) if meeting.place else ()
    when = when_in_words(meeting.starts_at, meeting.ends_at)
    return Letter(
        subject=_("Agenda: %(coalition)s") % {"coalition": meeting.series.coalition},
        paragraphs=(greeting(person), _("Dit is de agenda voor de volgende bijeenkomst.")),
        facts=((_("Wanneer"), when), *place, *listed),
        button=(_("Bekijk de agenda"), _page("coalitions:agenda", meeting)),
        after=(
            _("Op die pagina kun je de agenda ook als PDF openen."),
            _("We bespreken nooit één cliënt of gezin."),
        ),
    )


def _point(point: Point, lines: int) -> str:
    parts = [ngettext("%(n)s minuut", "%(n)s minuten", point.minutes) % {"n": point.minutes}]
    if point.brought_by is not None:
        parts.append(str(point.brought_by))
    if lines:
        parts.append(ngettext("%(n)s regel", "%(n)s regels", lines) % {"n": lines})
    return " · ".join(parts)


def minutes(facts: dict[str, Any]) -> Letter | None:
    """What a meeting decided, and who does what."""
    found = _found(facts)
    if found is None:
        return None
    about, meeting, person = found
    decisions, actions = minutes_queries.decided_and_promised(about)
    listed = [(_("Besluit"), _decision(one)) for one in decisions]
    listed += [(_("Actie"), _action(one)) for one in actions]
    day = date_format(local(meeting.starts_at), "j F Y")
    named = {"coalition": meeting.series.coalition, "day": day}
    said = _("Dit is besloten en afgesproken op %(day)s.")
    nothing = _("Op %(day)s is niets besloten en niets afgesproken.")
    return Letter(
        subject=_("Verslag: %(coalition)s") % named,
        paragraphs=(greeting(person), (said if listed else nothing) % named),
        facts=tuple(listed),
        button=(_("Lees het verslag"), _page("coalitions:minutes", meeting)),
        after=(
            _("De volgende bijeenkomst stelt het verslag vast. Klopt iets niet? Laat het weten."),
        ),
    )


def _decision(line: MinuteLine) -> str:
    decision = line.decision
    if decision is None or decision.review_on is None:
        return line.words
    return _("%(what)s (opnieuw bekijken op %(day)s)") % {
        "what": line.words,
        "day": _day(decision.review_on),
    }


def _action(line: MinuteLine) -> str:
    action = line.action
    if action is None:
        return line.words
    who = f"{action.owner} ({action.person})" if action.person else f"{action.owner}"
    facts = {"what": line.words, "who": who}
    if action.due_on is None:
        return _("%(what)s – %(who)s") % facts
    facts["day"] = _day(action.due_on)
    return _("%(what)s – %(who)s, klaar op %(day)s") % facts


def _day(day: date) -> str:
    return date_format(day, "j F Y")
