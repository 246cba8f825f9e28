"""“Mijn gegevens”: what every app holds of a person, and people's own part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import local
from veerkracht.kernel.personal_data import own_data
from veerkracht.people.templatetags.people import device_name

if TYPE_CHECKING:
    from datetime import datetime

    from veerkracht.people.models import Person


@dataclass(frozen=True)
class Part:
    """What one app holds of a person: a title and rows of label → value."""

    title: Any
    rows: list[dict[str, Any]]


def everything_of(person: Person) -> list[Part]:
    """All parts, also empty ones, so that a person sees what could be there."""
    return [Part(source.title, source.export(person)) for source in own_data]


class AboutMe:
    """Name, address and work."""

    title = gettext_lazy("Wie je bent")

    def export(self, person: Person) -> list[dict[str, Any]]:
        """One row."""
        return [
            {
                _("Naam"): person.name,
                _("E-mailadres"): person.email,
                _("Taal"): str(person.get_language_display()),
                _("Hoe je meedoet"): str(person.get_kind_display()),
                _("Organisatie"): str(person.organisation or ""),
                _("Sector"): str(person.sector or ""),
                _("Functie"): person.function,
                _("Gemeente"): str(person.municipality or ""),
                _("Account sinds"): _moment(person.joined_at),
                _("Laatst ingelogd"): _moment(person.last_login),
            }
        ]

    def erase(self, person: Person) -> None:
        """The account itself is emptied last, by ``people.erasure``."""


class Numbers(AboutMe):
    """Numbers in professional registers."""

    title = gettext_lazy("Je nummers in beroepsregisters")

    def export(self, person: Person) -> list[dict[str, Any]]:
        """One row per register."""
        numbers = person.register_numbers.order_by("register")
        return [
            {_("Register"): one.get_register_display(), _("Nummer"): one.number} for one in numbers
        ]


class Roles(AboutMe):
    """Roles, also those that ended."""

    title = gettext_lazy("Je rollen")

    def export(self, person: Person) -> list[dict[str, Any]]:
        """One row per role."""
        found = person.roles.select_related("region", "organisation").order_by("since")
        return [
            {
                _("Rol"): str(role.get_kind_display()),
                _("Waar"): str(role.region or role.organisation or _("overal")),
                _("Van"): role.since.isoformat(),
                _("Tot"): role.until.isoformat() if role.until else "",
            }
            for role in found
        ]


class Access(AboutMe):
    """Devices that are signed in, and second factors."""

    title = gettext_lazy("Waarmee je inlogt")

    def export(self, person: Person) -> list[dict[str, Any]]:
        """One row per session or factor."""
        sessions = [
            {
                _("Soort"): _("ingelogd apparaat"),
                _("Wat"): device_name(one.user_agent),
                _("Sinds"): _moment(one.created_at),
            }
            for one in UserSession.objects.filter(user=person).order_by("created_at")
        ]
        factors = [
            {
                _("Soort"): _("tweede stap"),
                _("Wat"): str(one.get_type_display()),
                _("Sinds"): _moment(one.created_at),
            }
            for one in Authenticator.objects.filter(user=person).order_by("created_at")
        ]
        return sessions + factors


def _moment(when: datetime | None) -> str:
    return date_format(local(when), "j F Y H:i") if when else ""
