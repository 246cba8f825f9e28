"""What embedding checks tell by mail: that it is time to look."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person
from veerkracht.people.policies import represents
from veerkracht.programme.agreement_letter_parts import absolute, greeting
from veerkracht.programme.embedding_actions import CHECK, who_is_asked
from veerkracht.programme.embedding_models import EmbeddingCheck


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(CHECK, check)


def check(facts: dict[str, Any]) -> Letter | None:
    """Time to look; none when that was done or stopped meanwhile, or for who is not asked any more."""
    related = EmbeddingCheck.objects.select_related("track__organisation", "track__region")
    found = related.filter(pk=facts["check"], done_at=None, track__stopped_on=None).first()
    reader = Person.objects.filter(pk=facts["person"]).first()
    if found is None or reader is None or reader not in who_is_asked(found.track):
        return None
    named = {"organisation": found.track.organisation}
    alone = not represents(reader, found.track.organisation_id)
    nobody = _("Niemand spreekt hier nu voor %(organisation)s. Wil jij contact zoeken?") % named
    return Letter(
        subject=_("Hoe ver is %(organisation)s met Positieve Gezondheid?") % named,
        paragraphs=(
            greeting(reader),
            *((nobody,) if alone else ()),
            _("Het is tijd om te kijken hoe ver %(organisation)s is. Dat kost tien minuten.")
            % named,
            _("Vier vragen: over beleid, werkwijze, mensen en geld."),
        ),
        button=(
            _("Vul de check in"),
            absolute("programme:embedding_check", found.track_id, found.months),
        ),
        after=(_("Alleen jullie en de coördinator zien de antwoorden."),),
    )
