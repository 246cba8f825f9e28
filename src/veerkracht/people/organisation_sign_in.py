"""Signing in at one's school or organisation (OpenID Connect): how far we trust what comes back.

An account there that is linked signs in at once. An unknown one is linked by itself only where an
administrator said that the provider speaks for that e-mail domain; otherwise the person first proves
an address by a code, so that a provider can never open the account of somebody else. See ADR 0015.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.sealing import unseal
from veerkracht.people import actions, claims, queries, sealing
from veerkracht.people.courier import Courier
from veerkracht.people.models import Organisation, Person, SignInProvider

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest

    from veerkracht.people.claims import Claims

OPENID = "openid_connect"
PROVING = "proving_address"  # in the session: an account there that waits for an address here
FILLED_IN_BY = "filled_in_by"  # in the session: who told us the name that the profile starts with
PATIENCE = 900  # seconds to prove the address
SECOND_FACTOR = "second_factor"


@dataclass(frozen=True)
class Arrival:
    """Somebody who was recognised at a provider, in values that a session can keep."""

    provider: str
    subject: str
    email: str
    name: str
    kind: str
    organisation: int | None


class OrganisationsAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Providers come from our own table, calls go out by our own door, people come in as we say."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Open providers only, with their secret opened; allauth's own table is not read."""
        found = SignInProvider.objects.filter(is_open=True)
        if provider and provider != OPENID:
            found = found.filter(slug=provider)
        if client_id:
            found = found.filter(client_id=client_id)
        return [_app(row) for row in found]

    def get_requests_session(self) -> Courier:
        """Through ``kernel.outgoing``: https to public addresses, within limits."""
        return Courier()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never by allauth's sign-up; :func:`arrive` lets people in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in, link, or ask to prove the address."""
        arrive(request, sociallogin)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Our own page in place of allauth's: back to the choice, or what else one can do."""
        if error == AuthError.CANCELLED:
            messages.info(request, _("Je hebt het inloggen afgebroken."))
            raise ImmediateHttpResponse(redirect("people:choose_organisation"))
        facts = {"provider": provider.name}
        raise ImmediateHttpResponse(
            render(request, "people/organisation_trouble.html", facts, status=400)
        )


class SecondStep(AuthenticateStage):  # type: ignore[misc]
    """The second factor while signing in; one that a trusted provider just asked for counts."""

    def handle(self) -> Any:
        """Go on where the provider proved it, and remember that for this session."""
        login = (self.login.signal_kwargs or {}).get("sociallogin")
        if login is None or not login.state.get(SECOND_FACTOR):
            return super().handle()
        facts = {"type": "organisation", "provider": login.account.provider}
        record_authentication(self.request, self.login.user, "mfa", **facts)
        return None, True


def arrive(request: HttpRequest, login: SocialLogin) -> None:
    """Decide for somebody who comes back from a provider.

    Returns with ``login`` pointing at the person to sign in; raises ImmediateHttpResponse otherwise.
    """
    provider = SignInProvider.objects.get(slug=login.account.provider)
    told: Claims = login.claims
    if login.state.get("process") == AuthProcess.CONNECT:
        _connect(request, provider, login, told)
    login.state[SECOND_FACTOR] = provider.trusts_second_factor and claims.proves_second_factor(
        told, provider.second_factor_levels
    )
    if login.is_existing:
        return
    if request.user.is_authenticated:  # two tabs: the other one was quicker
        raise ImmediateHttpResponse(redirect("people:my_place"))
    if not _speaks_for(provider, told):
        _ask_to_prove(request, _arrival(provider, told))
    _admit(request, login, _arrival(provider, told))


def _arrival(provider: SignInProvider, told: Claims) -> Arrival:
    organisation = queries.organisation_of(provider, [told.domain, told.home])
    number = organisation.pk if organisation else None
    return Arrival(provider.slug, told.subject, told.email, told.name, told.kind, number)


def _speaks_for(provider: SignInProvider, told: Claims) -> bool:
    """Whether the provider's word is enough for this address.

    Not when the person has another account there already: an address may have been given to
    somebody new, who must not get the account of who had it before.
    """
    if told.denies_email or not provider.domains.filter(domain=told.domain).exists():
        return False
    person = queries.find_person(told.email)
    others = SocialAccount.objects.filter(provider=provider.slug, user=person)
    return person is None or not others.exclude(uid=told.subject).exists()


def _admit(request: HttpRequest, login: SocialLogin, arrival: Arrival) -> None:
    """Link the account there to the person with its address, new or known."""
    try:
        with transaction.atomic():
            person = actions.join(email=arrival.email, language=get_language() or "nl")
            if not person.is_active:
                raise ImmediateHttpResponse(redirect("account_inactive"))
            login.account = link(request, person, arrival)
    except RuleBroken:  # an address that is none
        _ask_to_prove(request, arrival)
    login.user = login.account.user


def link(request: HttpRequest, person: Person, arrival: Arrival) -> SocialAccount:
    """Link the account there to a person whose address is proved, and fill in what is empty.

    Raises RuleBroken when that account signs in somebody else.
    """
    provider = SignInProvider.objects.get(slug=arrival.provider)
    organisation = Organisation.objects.filter(pk=arrival.organisation or 0).first()
    account = actions.link_account(
        person=person,
        provider=provider,
        subject=arrival.subject,
        email=arrival.email,
        organisation=organisation,
    )
    actions.remember_address(person=person)
    if _fill_in(person, arrival, organisation) and person.last_login is None:
        request.session[FILLED_IN_BY] = str(organisation or provider)
    account.user = person
    return account


def _fill_in(person: Person, arrival: Arrival, organisation: Organisation | None) -> bool:
    """Fill in what the person left empty; what somebody chose stays. Whether anything was."""
    work: actions.Work = {}
    if organisation and not person.organisation_id:
        work["organisation"] = organisation
    if arrival.kind and person.last_login is None:
        work["kind"] = arrival.kind
    name = arrival.name if arrival.name and not person.name else None
    if work or name:
        actions.save_profile(person=person, by=person, name=name, **work)
    return bool(work or name)


def _ask_to_prove(request: HttpRequest, arrival: Arrival) -> None:
    request.session[PROVING] = {**asdict(arrival), "at": time.time()}
    raise ImmediateHttpResponse(redirect("people:prove_address"))


def waiting_arrival(request: HttpRequest) -> Arrival | None:
    """Who waits in this session to prove an address; None when nobody does, or too long already."""
    kept = dict(request.session.get(PROVING) or {})
    if not kept or time.time() - kept.pop("at") > PATIENCE:
        return None
    return Arrival(**kept)


def _connect(
    request: HttpRequest, provider: SignInProvider, login: SocialLogin, told: Claims
) -> None:
    """Somebody who is signed in links another way to sign in; always answers."""
    person = request.user
    if not isinstance(person, Person):
        raise ImmediateHttpResponse(redirect("account_login"))
    try:
        link(request, person, _arrival(provider, told))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        said = _("Je kunt voortaan ook inloggen met %(provider)s.") % {"provider": provider}
        messages.success(request, said)
    raise ImmediateHttpResponse(redirect("people:linked_accounts"))


def _app(provider: SignInProvider) -> SocialApp:
    """As allauth knows a provider; never saved."""
    return SocialApp(
        provider=OPENID,
        provider_id=provider.slug,
        name=provider.name,
        client_id=provider.client_id,
        secret=unseal(sealing.PROVIDER, provider.secret) if provider.secret else "",
        settings={
            "server_url": provider.issuer,
            "oauth_pkce_enabled": True,
            "kind_claim": provider.kind_claim,
            "home_claim": provider.home_claim,
        },
    )
