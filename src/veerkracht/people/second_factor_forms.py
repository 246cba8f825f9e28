"""Forms of the second step with our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def _code(label: StrPromise) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attributes))


class StepForm(AuthenticateForm):  # type: ignore[misc]
    """The second step while signing in."""

    code = _code(_("Code uit je app, of een noodcode"))


class StepAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The second step once more, before a page that is extra protected."""

    code = _code(_("Code uit je app, of een noodcode"))


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    code = _code(_("Code uit je app"))


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = forms.CharField(label=_("Naam"), max_length=100)
