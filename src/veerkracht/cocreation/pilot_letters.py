"""What teams and coordinators of pilots hear by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.cocreation import pilot_queries as queries
from veerkracht.cocreation.models import Pilot, PilotState
from veerkracht.cocreation.pilot_actions import DECIDED, JOINED
from veerkracht.cocreation.pilot_asking import LATE, late_for
from veerkracht.cocreation.pilot_shown import due_words, period_of, place_of, state_of
from veerkracht.kernel.bilingual import in_language
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from veerkracht.messages.actions import Writer

MOST = 20  # in one letter; the page shows all


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        JOINED: joined,
        DECIDED: decided,
        LATE: late,
    }
    for kind, writer in kinds.items():
        writers.add(kind, writer)


def _greeting(person: Person) -> str:
    name = person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def _address(name: str, *arguments: Any) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=arguments)}"


def _whom(facts: dict[str, Any]) -> tuple[Pilot, Person] | None:
    """The pilot and the person, when both are there and the person is still in the team."""
    person = Person.objects.filter(pk=facts["person"], is_active=True).first()
    if person is None:
        return None
    pilot = queries.of_team(person).filter(pk=facts["pilot"]).first()
    return (pilot, person) if pilot else None


def joined(facts: dict[str, Any]) -> Letter | None:
    """You are in the team; none when you left it meanwhile."""
    found = _whom(facts)
    if found is None:
        return None
    pilot, person = found
    named = {"title": in_language(pilot, "title")}
    return Letter(
        subject=_("Je doet mee aan de pilot “%(title)s”") % named,
        paragraphs=(
            _greeting(person),
            _("Je zit in het team van de pilot “%(title)s”. Samen proberen we iets nieuws uit.")
            % named,
            in_language(pilot, "question"),
        ),
        facts=((_("Waar"), place_of(pilot)), (_("Wanneer"), period_of(pilot))),
        button=(_("Bekijk de pilot"), _address("cocreation:pilot_desk", pilot.pk)),
        after=(
            _(
                "In het logboek schrijf je in een paar zinnen wat er gebeurde en wat jullie leerden."
            ),
        ),
    )


def decided(facts: dict[str, Any]) -> Letter | None:
    """What was decided; none when the decision was taken back."""
    found = _whom(facts)
    if found is None or found[0].state not in {PilotState.DECIDED, PilotState.STOPPED}:
        return None
    pilot, person = found
    named = {"title": in_language(pilot, "title")}
    return Letter(
        subject=_("Zo gaat het verder met de pilot “%(title)s”") % named,
        paragraphs=(
            _greeting(person),
            _("Er is besloten over de pilot “%(title)s”.") % named,
            f"{state_of(pilot)}.",
            in_language(pilot, "reasons"),
        ),
        button=(_("Bekijk de pilot"), _address("cocreation:pilot_desk", pilot.pk)),
        after=(_("Dank je wel dat je meedeed. Ook wat niet lukte, helpt anderen verder."),),
    )


def late(facts: dict[str, Any]) -> Letter | None:
    """All that waits too long, in one letter; none when it was done meanwhile."""
    person = Person.objects.filter(pk=facts["person"], is_active=True).first()
    found = late_for(person) if person else []
    if person is None or not found:
        return None
    lines = [(in_language(pilot, "title"), due_words(one)) for pilot, one in found[:MOST]]
    return Letter(
        subject=_("Dit wacht op jou bij de pilots"),
        paragraphs=(
            _greeting(person),
            _("Dit ligt al een tijdje. Een paar woorden of één getal is vaak genoeg."),
        ),
        facts=tuple(lines),
        button=(_("Bekijk je pilots"), _address("cocreation:my_pilots")),
        after=(_("We sturen je dit hoogstens één keer per maand."),),
    )
