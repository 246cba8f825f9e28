"""What funding tells by mail: there is money for your place, and the time to answer passed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.funding.ceiling_actions import MONEY_CAME, MONEY_WENT
from veerkracht.funding.models import MoneyWait, WaitState
from veerkracht.kernel.clock import local
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(MONEY_CAME, money_came)
    writers.add(MONEY_WENT, money_went)


def _wait(facts: dict[str, Any], state: WaitState) -> MoneyWait | None:
    related = MoneyWait.objects.select_related("person", "edition__course")
    return related.filter(pk=facts["wait"], state=state).first()


def _greeting(person: Person) -> str:
    name = person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def money_came(facts: dict[str, Any]) -> Letter | None:
    """There is money for a place; none when it was answered meanwhile."""
    wait = _wait(facts, WaitState.TOLD)
    if wait is None or wait.until is None:
        return None
    until = date_format(local(wait.until), "l j F, G.i")
    return Letter(
        subject=_("Er is weer geld voor “%(course)s”") % {"course": wait.edition.course},
        paragraphs=(
            _greeting(wait.person),
            _("Je wachtte op geld voor “%(course)s”. Dat is er nu. We houden het voor je vast.")
            % {"course": wait.edition.course},
            _("Zeg ja vóór %(until)s uur. Daarna is de volgende aan de beurt.") % {"until": until},
        ),
        button=(
            _("Bekijk en zeg ja"),
            f"{settings.PUBLIC_URL}{reverse('funding:my_wait', args=[wait.pk])}",
        ),
        linked=True,
    )


def money_went(facts: dict[str, Any]) -> Letter | None:
    """The time to answer passed."""
    wait = _wait(facts, WaitState.LAPSED)
    if wait is None:
        return None
    path = reverse("training:edition", args=[wait.edition_id, wait.edition.course.slug])
    return Letter(
        subject=_("Het geld voor “%(course)s” is doorgegeven") % {"course": wait.edition.course},
        paragraphs=(
            _greeting(wait.person),
            _("Je zei niet op tijd ja. Het geld is nu voor de volgende die wacht."),
            _("Wil je nog meedoen? Ga dan opnieuw wachten, of betaal zelf."),
        ),
        button=(_("Bekijk de training"), f"{settings.PUBLIC_URL}{path}"),
        linked=True,
    )
