"""What is told by mail of intervision groups: that one fell asleep."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person
from veerkracht.practice import group_queries as queries
from veerkracht.practice.group_life_actions import SLEEPS
from veerkracht.practice.group_models import Group
from veerkracht.practice.group_rules import Standing


def register() -> None:
    """Make this letter known to the post room."""
    writers.add(SLEEPS, sleeps)


def sleeps(facts: dict[str, Any]) -> Letter | None:
    """A group did not meet for a while; none when it woke meanwhile."""
    person = Person.objects.get(pk=facts["person"])
    rows = list(queries.lives(Group.objects.filter(pk=facts["group"]).select_related("series")))
    if not rows or rows[0][1] != Standing.SLEEPS:
        return None
    group, _standing, life = rows[0]
    name = person.get_short_name()
    last = date_format(local(life.met), "j F Y") if life.met else ""
    named = {"group": group.series, "day": last}
    met = _("Deze groep kwam voor het laatst samen op %(day)s en heeft geen datum gepland.")
    never = _("Deze groep begon een tijd geleden en kwam nog niet samen.")
    return Letter(
        subject=_("Deze groep rust: %(group)s") % named,
        paragraphs=(
            _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,"),
            (met if last else never) % named,
            _("Vaak helpt een kort berichtje, of een datumprikker die jij voor hen start."),
        ),
        button=(
            _("Bekijk de groep"),
            f"{settings.PUBLIC_URL}{reverse('practice:group', args=[group.pk])}",
        ),
        after=(_("Je krijgt deze mail één keer, zolang de groep rust."),),
    )
