"""The letters around the newsletter: confirm, and you get it already."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.outreach.models import Subscriber, SubscriberState
from veerkracht.outreach.newsletter_subscribe_actions import CONFIRM, KNOWN


def register() -> None:
    """Let the queue of messages write them."""
    writers.add(CONFIRM, confirm_letter)
    writers.add(KNOWN, known_letter)


def page(name: str, subscriber: Subscriber) -> str:
    """The complete address of a page that belongs to one subscriber."""
    return settings.PUBLIC_URL + reverse(f"outreach:{name}", args=[subscriber.token])


def _found(facts: dict[str, Any], state: SubscriberState) -> Subscriber | None:
    related = Subscriber.objects.select_related("brought_by__region")
    return related.filter(pk=facts["subscriber"], state=state).first()


def confirm_letter(facts: dict[str, Any]) -> Letter | None:
    """Is it really you? Without an answer nothing happens; None when it was answered meanwhile."""
    subscriber = _found(facts, SubscriberState.ASKED)
    if subscriber is None:
        return None
    brought = subscriber.brought_by
    if brought is None:
        subject = _("Bevestig dat je de nieuwsbrief wilt")
        why = _("Iemand vulde dit adres in voor onze nieuwsbrief. Was jij dat?")
    else:
        subject = _("Wil je de nieuwsbrief van %(region)s?") % {"region": brought.region.name}
        why = _(
            "We hebben je adres van: %(source)s. We vragen je één keer of je onze nieuwsbrief wilt."
        )
        why = why % {"source": brought.source}
    return Letter(
        subject=subject,
        paragraphs=(why, _("Druk op de knop en bevestig. Dan krijg je voortaan onze nieuwsbrief.")),
        button=(_("Ja, ik wil de nieuwsbrief"), page("newsletter_confirm", subscriber)),
        after=(_("Wil je dit niet? Dan hoef je niets te doen. Na 30 dagen wissen we je adres."),),
    )


def known_letter(facts: dict[str, Any]) -> Letter | None:
    """Somebody filled in an address that gets the newsletter; only its owner hears that."""
    subscriber = _found(facts, SubscriberState.CONFIRMED)
    if subscriber is None:
        return None
    return Letter(
        subject=_("Je krijgt de nieuwsbrief al"),
        paragraphs=(
            _("Iemand vulde dit adres in voor onze nieuwsbrief. Je krijgt hem al."),
            _("Wil je iets veranderen? Of wil je stoppen? Dat kan op deze pagina."),
        ),
        button=(_("Kies wat je wilt lezen"), page("newsletter_choices", subscriber)),
    )
