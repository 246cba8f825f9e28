"""What who asked hears by mail, and what a coordinator hears of a survey that was paused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.cocreation import wish_rules as rules
from veerkracht.cocreation.asker_actions import CONFIRM, MOVED
from veerkracht.cocreation.models import NeedAsker, NeedMove, Survey
from veerkracht.cocreation.survey_actions import PAUSED
from veerkracht.cocreation.wish_outcomes import shown_each
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter

if TYPE_CHECKING:
    from veerkracht.messages.actions import Writer


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {CONFIRM: confirm, MOVED: moved, PAUSED: paused}
    for kind, writer in kinds.items():
        writers.add(kind, writer)


def absolute(name: str, *arguments: Any) -> str:
    """The full address of one of our pages."""
    return f"{settings.PUBLIC_URL}{reverse(name, args=arguments)}"


def confirm(facts: dict[str, Any]) -> Letter | None:
    """Is this address yours? None once it was confirmed or forgotten."""
    asker = NeedAsker.objects.filter(pk=facts["asker"], confirmed_at=None).first()
    if asker is None:
        return None
    return Letter(
        subject=_("Wil je horen wat er met je wens gebeurt?"),
        paragraphs=(
            _("Hallo,"),
            _("Op onze site stuurde iemand een wens in, met dit e-mailadres erbij."),
            _("Was jij dat? Dan laten we je weten wat we ermee doen. Druk op de knop."),
        ),
        button=(_("Ja, houd mij op de hoogte"), absolute("cocreation:follow_wish", asker.token)),
        after=(
            _("Was jij het niet? Dan hoef je niets te doen. Na 7 dagen is je adres bij ons weg."),
        ),
    )


def _subject(after: str) -> str:
    return {
        rules.HEARD: _("Je wens ligt weer op tafel"),
        rules.UNDERSTOOD: _("We hebben je wens begrepen"),
        rules.PLANNED: _("Er staat iets op de planning voor je wens"),
        rules.DONE: _("Jij zei het, wij deden het"),
        rules.ASIDE: _("We doen nu niets met je wens"),
    }[after]


def moved(facts: dict[str, Any]) -> Letter | None:
    """How a wish stands now; None when they stopped, or when the step was passed by another."""
    asker = NeedAsker.objects.filter(
        pk=facts["asker"], confirmed_at__isnull=False, stopped_at=None
    ).first()
    step = NeedMove.objects.select_related("need").filter(pk=facts["move"]).first()
    if asker is None or step is None or step.need.state != step.after:
        return None
    came = [one for _row, one in shown_each(list(step.need.outcomes.all())) if one]
    told = (_("Je wens, zoals wij hem begrepen"), step.need.told)
    return Letter(
        subject=_subject(step.after),
        paragraphs=(_("Hallo,"), _("Je stuurde ons een wens. Er is nieuws."), *_words(step)),
        facts=(
            *((told,) if step.need.told else ()),
            *((str(one.kind).capitalize(), one.title) for one in came),
        ),
        button=(_("Bekijk hoe het staat"), absolute("cocreation:follow_wish", asker.token)),
        after=(_("Wil je hierover geen mail meer? Op die pagina stop je het met één druk."),),
    )


def _words(step: NeedMove) -> tuple[str, ...]:
    return (step.words,) if step.words else ()


def paused(facts: dict[str, Any]) -> Letter | None:
    """Very many answers came at once; None when somebody looked already."""
    survey = Survey.objects.filter(pk=facts["survey"], paused=True).first()
    if survey is None:
        return None
    return Letter(
        subject=_("We zetten je vragenlijst even stil"),
        paragraphs=(
            _("Hallo,"),
            _("Er kwamen in één uur erg veel antwoorden op “%(title)s”.") % {"title": survey},
            _(
                "Misschien is je vragenlijst veel gedeeld. Misschien vult iemand hem expres vaak in."
            ),
            _("Kijk ernaar. Zet hem dan weer aan, of sluit hem."),
        ),
        button=(_("Bekijk de vragenlijst"), absolute("cocreation:survey", survey.pk)),
    )
