"""What researchers and who decides hear by mail. A letter holds no records; its link asks to sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.monitoring import research_actions as actions
from veerkracht.monitoring.models import ResearchRequest, ResearchState
from veerkracht.monitoring.research_words import area_of, column_names
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from veerkracht.messages.actions import Writer


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        actions.ASKED: asked,
        actions.DECIDED: decided,
        actions.READY: ready,
        actions.DESTROY: destroy,
    }
    for kind, writer in kinds.items():
        writers.add(kind, writer)


def _greeting(person: Person) -> str:
    name = person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def _about(facts: dict[str, Any], *states: ResearchState) -> tuple[ResearchRequest, Person] | None:
    """The request in one of these states, and the person; None when it is no longer news."""
    person = Person.objects.filter(pk=facts["person"], is_active=True).first()
    found = ResearchRequest.objects.filter(pk=facts["request"], state__in=states)
    request = found.select_related("region").first()
    return (request, person) if request and person else None


def _page(request: ResearchRequest, *, work: bool = False) -> str:
    name = "monitoring:research_decide" if work else "monitoring:research_request"
    return f"{settings.PUBLIC_URL}{reverse(name, args=[request.pk])}"


def _day(request: ResearchRequest) -> str:
    return date_format(request.keep_until, "j F Y")


def asked(facts: dict[str, Any]) -> Letter | None:
    """To who decides: somebody asks for records."""
    found = _about(facts, ResearchState.ASKED)
    if found is None:
        return None
    request, person = found
    return Letter(
        subject=_("Verzoek om gegevens voor onderzoek: %(title)s") % {"title": request},
        paragraphs=(
            _greeting(person),
            _("Iemand vraagt om gegevens voor onderzoek. Jij mag daarover besluiten."),
        ),
        facts=(
            (_("Onderzoeker"), f"{request.researcher}, {request.institution}"),
            (_("Waarover"), request.get_records_display()),
            (_("Gebied"), area_of(request)),
            (_("Gegevens"), ", ".join(column_names(request.columns))),
        ),
        button=(_("Lees het verzoek"), _page(request, work=True)),
        after=(_("Is er nog geen overeenkomst over de gegevens getekend? Regel die dan eerst."),),
    )


def decided(facts: dict[str, Any]) -> Letter | None:
    """To who asked: yes or no."""
    found = _about(facts, ResearchState.APPROVED, ResearchState.REFUSED)
    if found is None:
        return None
    request, person = found
    yes = request.state == ResearchState.APPROVED
    told = (
        _("Je verzoek “%(title)s” is goedgekeurd. Je kunt het bestand nu laten maken.")
        if yes
        else _("Je verzoek “%(title)s” is afgewezen.")
    )
    words = (request.words,) if request.words else ()
    return Letter(
        subject=_("Besluit over je verzoek om gegevens"),
        paragraphs=(_greeting(person), told % {"title": request}, *words),
        facts=(
            (_("Gegevens"), ", ".join(column_names(request.columns))),
            (_("Vernietigen voor"), _day(request)),
        )
        if yes
        else (),
        button=(_("Bekijk je verzoek"), _page(request)),
    )


def ready(facts: dict[str, Any]) -> Letter | None:
    """To who asked: the file is there."""
    found = _about(facts, ResearchState.APPROVED)
    if found is None:
        return None
    request, person = found
    return Letter(
        subject=_("Je bestand voor onderzoek staat klaar"),
        paragraphs=(
            _greeting(person),
            _("Het bestand voor “%(title)s” staat klaar.") % {"title": request},
            _("Je kunt het één keer ophalen, binnen 7 dagen. Daarna is het hier weg."),
        ),
        button=(_("Haal het bestand op"), _page(request)),
    )


def destroy(facts: dict[str, Any]) -> Letter | None:
    """To who has a file: it must be destroyed soon."""
    found = _about(facts, ResearchState.APPROVED)
    if found is None:
        return None
    request, person = found
    return Letter(
        subject=_("Vernietig je bestand voor onderzoek"),
        paragraphs=(
            _greeting(person),
            _("Voor “%(title)s” mag je de gegevens bewaren tot %(day)s.")
            % {"title": request, "day": _day(request)},
            _("Vernietig het bestand en alle kopieën, en laat ons dat weten."),
        ),
        button=(_("Zeg dat het vernietigd is"), _page(request)),
    )
