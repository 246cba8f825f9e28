"""What people hear about being described by their organisation: by mail, on Mijn plek, in their data."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.connections.scim_models import ProvisionedPerson
from veerkracht.connections.scim_queries import key_of, waiting_for
from veerkracht.connections.scim_rules import ProvisionState
from veerkracht.kernel import personal_data, waiting
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.personal_data import Retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import WaitingTask
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person

KEPT_AFTER_LEAVING = timedelta(days=365)


def register() -> None:
    """Make letters, tasks, personal data and retention known."""
    writers.add("connections.scim_asked", asked)
    writers.add("connections.scim_linked", linked)
    waiting.tasks.add("connections.scim", tasks)
    personal_data.own_data.add("connections.scim", OwnProvisioning())
    rule = Retention(
        title=gettext_lazy("Mensen die meer dan een jaar geleden bij hun organisatie weggingen"),
        overdue=lambda: left_long_ago().count(),
        carry_out=lambda: left_long_ago().delete()[0],
    )
    personal_data.retention.add("connections.scim", rule)


def asked(facts: dict[str, Any]) -> Letter | None:
    """An organisation would like to link the account at this address. Old news once answered."""
    row = _row(facts)
    if row is None or row.state != ProvisionState.WAITING:
        return None
    names = {"organisation": row.organisation, "site": settings.SITE_NAME}
    return Letter(
        subject=_("%(organisation)s wil je account koppelen") % names,
        paragraphs=(
            _("%(organisation)s laat weten dat je daar werkt of studeert.") % names,
            _("Wil je dat je account van %(site)s daarbij hoort? Dat kies jij.") % names,
        ),
        button=(_("Bekijk de vraag"), f"{settings.PUBLIC_URL}{_page(row)}"),
        after=(_("Doe je niets, dan verandert er niets."),),
    )


def linked(facts: dict[str, Any]) -> Letter | None:
    """The account belongs to the organisation from now on. Old news when that ended."""
    row = _row(facts)
    if row is None or row.state != ProvisionState.LINKED:
        return None
    names = {"organisation": row.organisation, "site": settings.SITE_NAME}
    return Letter(
        subject=_("Je account hoort nu bij %(organisation)s") % names,
        paragraphs=(
            _("%(organisation)s heeft je account van %(site)s gekoppeld.") % names,
            _("Je logt in met dit e-mailadres. We sturen je dan een code."),
            _("Het account is van jou: %(organisation)s kan er niet in.") % names,
        ),
        button=(_("Naar mijn plek"), settings.PUBLIC_URL + reverse("people:my_place")),
    )


def tasks(person: Person) -> Asking[list[WaitingTask]]:
    """A question from an organisation waits on Mijn plek too."""
    (rows,) = yield [waiting_for(person)]
    return [
        WaitingTask(
            title=_("%(organisation)s wil je account koppelen")
            % {"organisation": row.organisation},
            detail=_("Je organisatie laat weten dat je daar werkt of studeert."),
            url=_page(row),
            action=_("Bekijk"),
        )
        for row in rows
    ]


class OwnProvisioning:
    """What organisations said of somebody."""

    title = gettext_lazy("Wat je organisatie over je doorgaf")

    def export(self, person: Person) -> Asking[list[dict[str, Any]]]:
        """One row per organisation."""
        (found,) = yield [person.provisioned.select_related("organisation").order_by("made_at")]
        return [
            {
                _("Organisatie"): str(row.organisation),
                _("Sinds"): date_format(local(row.made_at), "j F Y"),
                _("Gebruikersnaam daar"): row.user_name,
                _("E-mailadres"): row.address,
                _("Functie"): str(row.record.get("title") or ""),
            }
            for row in found
        ]

    def erase(self, person: Person) -> None:
        """Forget it; the organisation's system sees nobody any more."""
        person.provisioned.all().delete()


def left_long_ago() -> QuerySet[ProvisionedPerson]:
    """Those whom an organisation let go more than a year ago and never removed."""
    return ProvisionedPerson.objects.filter(
        state=ProvisionState.LEFT, changed_at__lt=now() - KEPT_AFTER_LEAVING
    )


def _row(facts: dict[str, Any]) -> ProvisionedPerson | None:
    found = ProvisionedPerson.objects.select_related("organisation")
    return found.filter(pk=facts["row"]).first()


def _page(row: ProvisionedPerson) -> str:
    return reverse("connections:answer_organisation", args=[key_of(row)])
