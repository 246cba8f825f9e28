"""What joining in tells by mail: say yes, somebody joined, welcome, and not this time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from veerkracht.cocreation.join_words import absolute, hello
from veerkracht.cocreation.models import Offer, OfferState
from veerkracht.messages.actions import News, queue, writers
from veerkracht.messages.rules import Letter
from veerkracht.people.queries import coordinators_of

if TYPE_CHECKING:
    from veerkracht.messages.actions import Writer

CONFIRM, NEW, ACCEPTED, REFUSED = "join.confirm", "join.new", "join.accepted", "join.refused"


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        CONFIRM: confirm,
        NEW: new,
        ACCEPTED: accepted,
        REFUSED: refused,
    }
    for kind, writer in kinds.items():
        writers.add(kind, writer)


def tell(kind: str, offer: Offer) -> None:
    """To who joins."""
    queue(
        [
            News(
                kind=kind,
                address=offer.email,
                once=f"{kind}:{offer.pk}",
                facts={"offer": offer.pk},
                person_id=offer.person_id,
                language=offer.language,
            )
        ]
    )


def tell_new(offer: Offer) -> None:
    """To the coordinators of the region."""
    queue(
        [
            News(
                kind=NEW,
                address=one.email,
                once=f"{NEW}:{offer.pk}:{one.pk}",
                facts={"offer": offer.pk},
                person_id=one.pk,
                language=one.language,
            )
            for one in coordinators_of(offer.region_id)
        ]
    )


def _offer(facts: dict[str, Any], state: OfferState) -> Offer | None:
    related = Offer.objects.select_related("organisation", "area", "region")
    return related.filter(pk=facts["offer"], state=state).first()


def confirm(facts: dict[str, Any]) -> Letter | None:
    """Was it you who wants to join? None once that was said."""
    offer = _offer(facts, OfferState.ASKED)
    if offer is None:
        return None
    return Letter(
        subject=_("Klopt het dat je mee wilt doen?"),
        paragraphs=(
            hello(offer.name),
            _(
                "Fijn dat je mee wilt doen met de beweging. Klik op de knop, dan weten we dat jij het bent."
            ),
        ),
        button=(_("Ja, ik doe mee"), absolute("cocreation:joined", offer.token)),
        after=(_("Was jij dit niet? Dan hoef je niets te doen. Na 7 dagen is alles weg."),),
    )


def new(facts: dict[str, Any]) -> Letter | None:
    """To a coordinator: somebody joins; None when it was decided."""
    offer = _offer(facts, OfferState.CONFIRMED)
    if offer is None:
        return None
    return Letter(
        subject=_("Nieuw aanbod uit %(place)s") % {"place": offer.area},
        paragraphs=(
            _("Hallo,"),
            _("Iemand wil meedoen en biedt hulp aan:"),
            f"“{offer.themes}”",
        ),
        button=(_("Bekijk het aanbod"), absolute("cocreation:join_work_offer", offer.pk)),
    )


def accepted(facts: dict[str, Any]) -> Letter | None:
    """Welcome; None when they left meanwhile."""
    offer = _offer(facts, OfferState.ACCEPTED)
    if offer is None:
        return None
    return Letter(
        subject=_("Welkom bij de beweging"),
        paragraphs=(
            hello(offer.name),
            _("Je aanbod staat klaar. Past een vraag bij jou, dan krijg je een mail."),
            _("Heb je het druk? Zet je aanbod dan op pauze. Stoppen kan ook, met één klik."),
        ),
        button=(_("Bekijk je aanbod"), absolute("cocreation:joined", offer.token)),
    )


def refused(facts: dict[str, Any]) -> Letter | None:
    """Not this time."""
    offer = _offer(facts, OfferState.REFUSED)
    if offer is None:
        return None
    return Letter(
        subject=_("Over je aanbod aan de beweging"),
        paragraphs=(
            hello(offer.name),
            _("Dank je wel voor je aanbod. Het past nu niet bij wat we doen."),
            _("We wissen je gegevens na 30 dagen."),
        ),
    )
