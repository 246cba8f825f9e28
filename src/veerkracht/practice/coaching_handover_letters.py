"""What handing on tells by mail. A mail never says what somebody wants help with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from veerkracht.messages.actions import Writer, writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person
from veerkracht.practice.coaching_handover_actions import ASKED, DECLINED, HANDED_ON
from veerkracht.practice.coaching_handover_models import CoachingHandover, HandoverState
from veerkracht.practice.letter_parts import absolute, greeting


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {ASKED: asked, DECLINED: declined, HANDED_ON: handed_on}
    for kind, writer in kinds.items():
        writers.add(kind, writer)


def _found(facts: dict[str, Any], state: HandoverState) -> CoachingHandover | None:
    related = CoachingHandover.objects.select_related("coaching__person", "coaching__coach", "to")
    return related.filter(pk=facts["handover"], state=state).first()


def asked(facts: dict[str, Any]) -> Letter | None:
    """May another coach go on with you? None when it was answered or taken back."""
    found = _found(facts, HandoverState.ASKED)
    if found is None:
        return None
    return Letter(
        subject=_("Wil je verder met %(name)s als coach?") % {"name": found.to},
        paragraphs=(
            greeting(found.coaching.person),
            _("%(old)s kan je coaching overdragen aan %(new)s. Jij beslist.")
            % {"old": found.coaching.coach, "new": found.to},
            _("Zeg je niets? Dan verandert er niets."),
        ),
        button=(_("Geef antwoord"), absolute("practice:handover", found.pk)),
    )


def declined(facts: dict[str, Any]) -> Letter | None:
    """Somebody would rather stay with the coach of now."""
    found = _found(facts, HandoverState.DECLINED)
    if found is None:
        return None
    return Letter(
        subject=_("%(name)s gaat liever niet over") % {"name": found.coaching.person},
        paragraphs=(
            greeting(Person.objects.get(pk=facts["person"])),
            _("%(name)s wil liever niet naar een andere coach. Alles blijft zoals het is.")
            % {"name": found.coaching.person},
        ),
    )


def handed_on(facts: dict[str, Any]) -> Letter | None:
    """Somebody goes on with another coach."""
    found = _found(facts, HandoverState.AGREED)
    if found is None:
        return None
    return Letter(
        subject=_("%(name)s gaat verder met %(coach)s")
        % {"name": found.coaching.person, "coach": found.to},
        paragraphs=(
            greeting(Person.objects.get(pk=facts["person"])),
            _("%(name)s ging akkoord. %(coach)s is nu de coach.")
            % {"name": found.coaching.person, "coach": found.to},
            _("De uren die al gegeven zijn, blijven staan bij wie ze gaf."),
        ),
    )
