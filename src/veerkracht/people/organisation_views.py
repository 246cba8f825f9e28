"""Pages about signing in at one's school or organisation."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from veerkracht.kernel.limits import limited
from veerkracht.people import actions, queries
from veerkracht.people.entrance_views import next_of, with_next
from veerkracht.people.openid import OrganisationAdapter
from veerkracht.people.organisation_sign_in import PROVING, waiting_arrival
from veerkracht.people.policies import signed_in
from veerkracht.people.sign_in import AddressForm, SignIn

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("veerkracht.sign_in")


@never_cache
@require_http_methods(["GET", "POST"])
@limited(
    "organisation", most=300, seconds=600
)  # a whole year of students may sit behind one address
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """At which school or organisation; and off to its provider."""
    going_to = next_of(request)
    if request.user.is_authenticated:
        return redirect(going_to or "people:linked_accounts")
    if request.method == "POST":
        return _depart(request, AuthProcess.LOGIN, going_to)
    facts = {"choices": queries.sign_in_choices(), "next": going_to}
    return render(request, "people/choose_organisation.html", facts)


@login_required
@require_POST
@limited(
    "organisation", most=300, seconds=600
)  # a whole year of students may sit behind one address
def link_account(request: HttpRequest) -> HttpResponse:
    """Off to a provider, to link the account there to the one here."""
    return _depart(request, AuthProcess.CONNECT, "")


def _depart(request: HttpRequest, process: str, going_to: str) -> HttpResponse:
    """A page that goes on to the provider by itself.

    Not a redirect: our policy lets a form lead to this site only, and a browser holds every redirect
    that follows, also those at the provider, against it.
    """
    kept = {"language": translation.get_language()}
    try:
        provider = get_adapter().get_provider(request, request.POST.get("provider", "")[:40])
        away = provider.redirect(request, process, going_to or None, kept)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    except (OAuth2Error, ValueError) as error:
        return _trouble(request, error)
    facts = {"target": away.headers["Location"], "provider": provider.name}
    return render(request, "people/to_organisation.html", facts)


@never_cache
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Somebody comes back from a provider; its address has no language, so the session kept it."""
    _speak_as_before(request)
    try:
        adapter = OrganisationAdapter(request, provider_id)
        answer: HttpResponse = OAuth2CallbackView.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    except (OAuth2Error, ValueError) as error:
        return _trouble(request, error)
    return answer


def _speak_as_before(request: HttpRequest) -> None:
    states = request.session.get("socialaccount_states") or {}
    kept = states.get(request.GET.get("state", ""), [{}])[0].get("data") or {}
    if kept.get("language"):
        translation.activate(kept["language"])
        request.LANGUAGE_CODE = kept["language"]


def _trouble(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.warning("Signing in at a provider failed: %s", error)
    return render(request, "people/organisation_trouble.html", status=400)


@never_cache
@require_http_methods(["GET", "POST"])
@limited("sign-in", most=60, seconds=600)
def prove_address(request: HttpRequest) -> HttpResponse:
    """Somebody was recognised elsewhere; a code shows which address here is theirs."""
    arrival = waiting_arrival(request)
    if arrival is None or request.user.is_authenticated:
        return redirect("account_login")
    form = AddressForm(request.POST or None, initial={"email": arrival.email})
    if request.method == "POST" and form.is_valid():
        del request.session[PROVING]
        SignIn.start(request, form, linking=arrival)
        return redirect(with_next("account_confirm_login_code", next_of(request)))
    facts = {"form": form, "provider": queries.provider_name(arrival.provider)}
    return render(request, "people/prove_address.html", facts)


@login_required
@never_cache
def linked_accounts(request: HttpRequest) -> HttpResponse:
    """The accounts elsewhere that I sign in with; and where I could."""
    facts = {
        "accounts": queries.linked_accounts(signed_in(request)),
        "choices": queries.sign_in_choices(),
    }
    return render(request, "people/linked_accounts.html", facts)


@login_required
@require_POST
def unlink_account(request: HttpRequest, number: int) -> HttpResponse:
    """Sign in with it no longer."""
    person = signed_in(request)
    account = get_object_or_404(SocialAccount, user=person, pk=number)
    actions.unlink_account(account=account, by=person)
    messages.success(request, _("De koppeling is weg. Inloggen met een code kan altijd."))
    return redirect("people:linked_accounts")
