"""How allauth speaks with our voice, and where people land after signing in."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from veerkracht.audit.actions import record
from veerkracht.kernel.limits import address
from veerkracht.kernel.sealing import seal, unseal
from veerkracht.messages.actions import queue_written
from veerkracht.people import letters, own_sessions, sealing
from veerkracht.people.policies import asks_profile_itself

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from veerkracht.people.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Mail goes out through our own queue; a first visit starts at the profile."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Dit account is gesloten."),
        "duplicate_email": _("Dit is al jouw e-mailadres."),
        "email_taken": _("Dit e-mailadres hoort al bij iemand."),
        "incorrect_code": _("Deze code klopt niet. Kijk nog eens in de nieuwste mail."),
        "too_many_login_attempts": _(
            "Dat ging te vaak mis. Wacht een paar minuten en probeer het opnieuw."
        ),
        "rate_limited": _("Dat ging te vaak achter elkaar. Wacht even en probeer het dan opnieuw."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the letter of this kind; the words are ours."""
        person = context.get("user")
        known = person if getattr(person, "pk", None) else None
        queue_written(
            kind=template_prefix,
            address=email,
            once=f"{template_prefix}:{uuid.uuid4()}",
            letter=letters.write(template_prefix, context),
            language=get_language() or "nl",
            person_id=known.pk if known else None,
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        """Somebody wants this address for another account: tell its owner, who knows what to do."""
        self.send_mail("account/email/account_already_exists", email, {})

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address, found in the same way as for our own limits."""
        return address(request)

    def get_login_stages(self) -> list[str]:
        """Ours asks no second factor of somebody whose organisation just did."""
        ours = "veerkracht.people.organisation_sign_in.SecondStep"
        theirs = "allauth.mfa.stages.AuthenticateStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in, and remember whether it was for the first time."""
        request.first_sign_in = user.last_login is None  # type: ignore[attr-defined]
        super().login(request, user)
        record("signed in", user, by=user)

    def post_login(self, request: HttpRequest, user: Person, **facts: Any) -> HttpResponse:
        """Where one was going; on a first visit by way of the profile, which can be skipped."""
        response: HttpResponse = super().post_login(request, user, **facts)
        going_to = response.headers.get("Location", "")
        if getattr(request, "first_sign_in", False) and going_to and not _asks_itself(going_to):
            here = urlencode({"next": going_to})
            response = redirect(f"{reverse('people:profile')}?{here}")
        own_sessions.recognise(request, response, user)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """“Mijn plek”, in the visitor's language."""
        return reverse("people:my_place")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The front page, in the visitor's language."""
        return "/" if get_language() in {None, settings.LANGUAGE_CODE} else f"/{get_language()}/"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors lie encrypted in the database; the words are ours."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Kijk of de tijd op je telefoon goed staat."),
        "unverified_email": _("Bevestig eerst je e-mailadres."),
    }

    def build_totp_svg(self, url: str) -> str:
        """A QR code on white, so that it can be scanned from a dark page as well."""
        drawing: str = super().build_totp_svg(url)
        return drawing.replace("<path", '<rect width="100%" height="100%" fill="#fff"/><path', 1)

    def encrypt(self, text: str) -> str:
        """Encrypted under a key made from SECRET_KEY."""
        return seal(sealing.SECOND_FACTOR, text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; SECRET_KEY_FALLBACKS opens what an earlier key closed."""
        return unseal(sealing.SECOND_FACTOR, encrypted_text)

    def generate_authenticator_name(self, user: Person, type: Any) -> str:  # noqa: A002 - allauth's name
        """A first name for a passkey, which its owner may change."""
        return gettext("Mijn apparaat")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that a phone shows when it keeps a passkey for us."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.SITE_NAME}


def _asks_itself(going_to: str) -> bool:
    """Whether the page that somebody was going to asks for the profile itself."""
    try:
        return resolve(urlsplit(going_to).path).view_name in set(asks_profile_itself)
    except Resolver404:
        return False
