"""Emptying an account: first what other apps hold, then name, address and sign-in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import forget_details, record
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.kernel.personal_data import own_data
from veerkracht.people import policies
from veerkracht.people.events import PersonErased, RoleEnded
from veerkracht.people.models import CalendarFeed, Person, PersonKind, Role, RoleKind

OWN = "people"  # our own entries in the registry of personal data start with this


@transaction.atomic
def erase_person(*, person: Person, by: Person | None) -> None:
    """Empty an account: the number stays, so that lists of the past still count; all else goes.

    Other apps erase or unlink what they hold first; one may refuse with RuleBroken when something
    must end before. ``by`` None is the installation (retention). Again changes nothing.
    """
    if by is not None:
        policies.check_may_change_profile(by, person)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if is_erased(person):
        return
    _check_not_the_last_administrator(person)
    for name, source in own_data.items():
        if not name.startswith(OWN):
            source.erase(person)
    _end_roles(person)
    erase_own(person)
    forget_details(person)
    record("person erased", person, by=by)
    announce(PersonErased(person.pk))


def is_erased(person: Person) -> bool:
    """Whether this account was emptied before."""
    return person.email == emptied_address(person)


def emptied_address(person: Person) -> str:
    """An address that cannot exist (RFC 2606), and is still one per person."""
    return f"verwijderd-{person.pk}@veerkracht.invalid"


def erase_own(person: Person) -> None:
    """Name, address, work, numbers, keys and sessions; the row itself stays."""
    person.register_numbers.all().delete()
    CalendarFeed.objects.filter(person=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    person.known_devices.all().delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
    person.email, person.name, person.function = emptied_address(person), "", ""
    person.organisation = person.sector = person.municipality = None
    person.kind = PersonKind.PROFESSIONAL
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save()
    person.groups.clear()


def _end_roles(person: Person) -> None:
    for role in Role.objects.current().filter(person=person):
        announce(RoleEnded(person.pk, role.kind, role.region_id))
    Role.objects.filter(person=person).delete()
    policies.forget_roles(person)


def _check_not_the_last_administrator(person: Person) -> None:
    roles = Role.objects.current().filter(kind=RoleKind.ADMINISTRATOR)
    if roles.filter(person=person).exists() and not roles.exclude(person=person).exists():
        raise RuleBroken(_("Je bent de enige beheerder. Maak eerst iemand anders beheerder."))
