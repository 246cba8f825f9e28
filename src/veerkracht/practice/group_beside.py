"""What intervision adds to the page of a meeting: the bringer's card, and a lesson to share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from veerkracht.kernel.clock import now
from veerkracht.meetings.models import MeetingState
from veerkracht.people.policies import signed_in
from veerkracht.practice import group_queries as queries
from veerkracht.practice.group_forms import LessonForm

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.meetings.models import Meeting


def beside(request: HttpRequest, meeting: Meeting) -> str:
    """Markup for who looks at a meeting of an intervision group."""
    person = signed_in(request)
    voice = queries.own_voice(person, meeting)
    held = meeting.state == MeetingState.HELD
    facts: dict[str, Any] = {
        "meeting": meeting,
        "card": meeting.state == MeetingState.PLANNED and meeting.ends_at > now(),
        "card_ends": queries.card_ends(person),
        "voice": voice,
        "may_propose": held and voice is None and queries.was_there(person, meeting),
        "form": LessonForm(),
    }
    return render_to_string("practice/parts/group_beside.html", facts, request)
