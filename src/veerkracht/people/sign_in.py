"""Signing in by a code in the mail: one field, the same for who is known and who is new.

allauth sends a code to known addresses only. Here everybody gets one, and somebody new gets an
account after typing it: nobody learns who has an account, and there is one way in to explain.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress, Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.errors import RuleBroken
from veerkracht.people import actions, queries
from veerkracht.people.organisation_sign_in import Arrival, link

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from veerkracht.people.models import Person

STAGE = LoginByCodeStage.key


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc]
    """The e-mail address to send a code to. Counts how often one address is asked for."""

    email = forms.EmailField(
        label=_("Je e-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    code = forms.CharField(
        label=_("Code uit de mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "num"}
        ),
    )


class NewAddressForm(AddEmailForm):  # type: ignore[misc]
    """Another address to sign in with. One that somebody else uses is not taken, and not betrayed."""

    email = forms.EmailField(
        label=_("Je nieuwe e-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def save(self, request: HttpRequest) -> EmailAddress:
        """Send a code to the address; when it is somebody else's, tell that person instead."""
        owner = queries.find_person(self.cleaned_data["email"])
        if owner is None or owner.pk == self.user.pk:
            return super().save(request)
        EmailVerificationProcess.initiate(
            request=request, user=None, email=self.cleaned_data["email"]
        )
        return EmailAddress(email=self.cleaned_data["email"])


class SignIn(LoginCodeVerificationProcess):  # type: ignore[misc]
    """The way from address to session; lives in the visitor's session until the code is typed."""

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:  # noqa: FBT001, FBT002
        """Send a fresh code, whether or not the address is known."""
        facts = {"request": self.request, "code": self.generate_code(), "user": self.user}
        get_adapter().send_mail("account/email/login_code", email, facts)

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The code was right: make or find the person, and go on (perhaps to the second step)."""
        person = actions.join(email=self.state["email"], language=get_language() or "nl")
        actions.remember_address(person=person)
        self._user = person
        if self.linking:
            self._link(person, self.linking)
        response: HttpResponse = super().finish(redirect_url)
        return response

    @property
    def linking(self) -> Arrival | None:
        """The account elsewhere that is linked once the address is proved."""
        kept = self.state.get("linking")
        return Arrival(**kept) if kept else None

    def _link(self, person: Person, arrival: Arrival) -> None:
        try:
            link(self.request, person, arrival)
        except RuleBroken as broken:
            messages.error(self.request, broken.message)

    @classmethod
    def start(cls, request: HttpRequest, form: AddressForm, linking: Arrival | None = None) -> None:
        """Send a code and remember in the session for which address, and what to link to it."""
        email, person = form.cleaned_data["email"].lower(), form._user  # noqa: SLF001 - allauth's form keeps it there
        login = Login(user=person, email=email)
        login.state["stages"] = {"current": STAGE}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(
            {
                **cls.initial_state(user=person, email=email),
                "initiated_by_user": True,
                "linking": asdict(linking) if linking else None,
            }
        )
        process = cls(stage=stage)
        process.send()
        process.persist()

    @classmethod
    def under_way(cls, request: HttpRequest) -> SignIn | None:
        """The sign-in that waits for its code; None when there is none or its time has passed."""
        stage = LoginStageController.enter(request, STAGE)
        process: SignIn | None = cls(stage=stage).abort_if_invalid() if stage else None
        return process

    def may_try(self) -> bool:
        """Count one more try of this code; False after three, also when many come at the same moment.

        The number of wrong tries in the session is read and written back, which they could overtake.
        """
        key = f"{self.state['email']}:{self.code}"
        return bool(ratelimit.consume(self.request, action="try_login_code", key=key))

    def again(self) -> bool:
        """Send another code; False when that was done often enough."""
        if self.can_resend:
            self.resend()
            return True
        return False

    def resend(self) -> None:
        """A new code to the same address."""
        self.send()
        self.record_resend()
        self.persist()
