"""What people hear from allauth. Its signals are its only way of announcing; ours are events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import email_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from veerkracht.audit.actions import record
from veerkracht.people import second_factor

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.people.models import Person

PROVING = frozenset({Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN})


@receiver(authenticator_added)
def second_factor_added(
    request: HttpRequest, user: Person, authenticator: Authenticator, **rest: Any
) -> None:
    """Count the new factor for this session, and write down that it came."""
    if authenticator.type in PROVING:
        second_factor.count_as_used(request, user, authenticator)
    record("second factor added", user, by=user, values={"kind": str(authenticator.type)})


@receiver(authenticator_removed)
def second_factor_removed(user: Person, authenticator: Authenticator, **rest: Any) -> None:
    """Write down that a factor went."""
    record("second factor removed", user, by=user, values={"kind": str(authenticator.type)})


@receiver(authenticator_reset)
def recovery_codes_renewed(user: Person, authenticator: Authenticator, **rest: Any) -> None:
    """Write down that recovery codes were made anew."""
    record("second factor renewed", user, by=user, values={"kind": str(authenticator.type)})


@receiver(email_changed)
def address_changed(user: Person, **rest: Any) -> None:
    """Write down that somebody signs in with another address from now on."""
    record("address changed", user, by=user)
