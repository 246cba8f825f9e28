"""“Mijn gegevens”: what every app holds of a person, and people's own part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import DateTimeField, F, OuterRef, Subquery, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import local
from veerkracht.kernel.personal_data import own_data
from veerkracht.kernel.together import Asking, gather
from veerkracht.people.models import CalendarFeed, Person, SignInProvider
from veerkracht.people.templatetags.people import device_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

DAYS_ONLY = "2"  # of a known device no more than the day is kept


@dataclass(frozen=True)
class Part:
    """What one app holds of a person: a title and rows of label → value."""

    title: Any
    rows: list[dict[str, Any]]


def everything_of(person: Person) -> list[Part]:
    """All parts, also empty ones, so that a person sees what could be there."""
    sources = list(own_data)
    found = gather(source.export(person) for source in sources)
    return [Part(source.title, rows) for source, rows in zip(sources, found, strict=True)]


class AboutMe:
    """Name, address and work."""

    title = gettext_lazy("Wie je bent")

    def export(self, person: Person) -> Asking[list[dict[str, Any]]]:
        """One row."""
        related = Person.objects.select_related("organisation", "sector", "municipality")
        ((person,),) = yield [related.filter(pk=person.pk)]
        return [
            {
                _("Naam"): person.name,
                _("E-mailadres"): person.email,
                _("Taal"): str(person.get_language_display()),
                # everybody begins as somebody who works in the field: who never said so, is not told so
                _("Hoe je meedoet"): str(person.get_kind_display()) if person.name else "",
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

    def export(self, person: Person) -> Asking[list[dict[str, Any]]]:
        """One row per register."""
        (numbers,) = yield [person.register_numbers.order_by("register")]
        return [
            {_("Register"): one.get_register_display(), _("Nummer"): one.number} for one in numbers
        ]


class Roles(AboutMe):
    """Roles, also those that ended."""

    title = gettext_lazy("Je rollen")

    def export(self, person: Person) -> Asking[list[dict[str, Any]]]:
        """One row per role."""
        related = person.roles.select_related("region", "organisation")
        (found,) = yield [related.order_by("since")]
        return [
            {
                _("Rol"): str(role.get_kind_display()),
                _("Waar"): str(role.region or role.organisation or _("overal")),
                _("Van"): _day(role.since),
                _("Tot"): _day(role.until) if role.until else "",
            }
            for role in found
        ]


class Access(AboutMe):
    """Devices that are signed in or known, accounts elsewhere, second factors, and the calendar's address."""

    title = gettext_lazy("Waarmee je inlogt")

    def export(self, person: Person) -> Asking[list[dict[str, Any]]]:
        """One row each, read in one question."""
        (found,) = yield [_ways_in(person)]
        labels = dict(Authenticator.Type.choices)
        words: dict[str, tuple[str, Callable[[str], str]]] = {
            "1": (_("ingelogd apparaat"), device_name),
            DAYS_ONLY: (
                _("apparaat dat we herkennen"),
                lambda day: _("laatst op %(day)s") % {"day": _day(date.fromisoformat(day))},
            ),
            "3": (_("account bij je school of organisatie"), str),
            "4": (_("tweede stap"), lambda kind: str(labels[kind])),
            "5": (_("adres waarop je agenda te lezen is"), lambda day: day),
        }
        return [
            {
                _("Soort"): words[sort][0],
                _("Wat"): words[sort][1](what),
                _("Sinds"): _day(local(since)) if sort == DAYS_ONLY else _moment(since),
            }
            for sort, what, since in found
        ]


def _ways_in(person: Person) -> Any:
    """Sessions, known devices, accounts elsewhere and second factors, as one query."""
    provider = SignInProvider.objects.filter(slug=OuterRef("provider")).values("name")[:1]
    address = KeyTextTransform("email", "extra_data")
    account = Concat(Subquery(provider), Value(" "), address, output_field=TextField())
    sources: list[tuple[str, Any, Any, Any]] = [
        ("1", UserSession.objects.filter(user=person), F("user_agent"), F("created_at")),
        (
            DAYS_ONLY,
            person.known_devices.all(),
            Cast("seen_on", TextField()),
            Cast("since", DateTimeField()),
        ),
        ("3", SocialAccount.objects.filter(user=person), account, F("date_joined")),
        ("4", Authenticator.objects.filter(user=person), F("type"), F("created_at")),
        ("5", CalendarFeed.objects.filter(person=person), Value(""), F("made_at")),
    ]
    rows = [
        found.annotate(
            sort=Value(sort, TextField()), what=Cast(what, TextField()), at=at
        ).values_list("sort", "what", "at")
        for sort, found, what, at in sources
    ]
    return rows[0].union(*rows[1:], all=True).order_by("sort", "at")


def _day(when: date) -> str:
    return date_format(when, "j F Y")


def _moment(when: datetime | None) -> str:
    return date_format(local(when), "j F Y H:i") if when else ""
