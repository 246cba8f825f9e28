"""Pages on the way in: address, code, and the explanation of the second step."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from veerkracht.kernel.limits import limited
from veerkracht.people import queries
from veerkracht.people.second_factor import GOING_TO
from veerkracht.people.sign_in import AddressForm, CodeForm, SignIn

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@require_http_methods(["GET", "POST"])
@limited("sign-in", most=60, seconds=600)  # a whole training group may sit behind one address
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an e-mail address and send a code to it."""
    going_to = next_of(request)
    if request.user.is_authenticated:
        return redirect(going_to or "people:my_place")
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        SignIn.start(request, form)
        return redirect(with_next("account_confirm_login_code", going_to))
    facts = {"form": form, "next": going_to, "has_choices": queries.has_sign_in_choices()}
    return render(request, "people/sign_in.html", facts)


@never_cache
@require_http_methods(["GET", "POST"])
@limited("sign-in-code", most=120, seconds=600)
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; the right one opens the session."""
    process, going_to = SignIn.under_way(request), next_of(request)
    if request.user.is_authenticated:
        return redirect(going_to or "people:my_place")
    if process is None:
        messages.error(request, _("Deze code is verlopen. Vraag een nieuwe."))
        return redirect(with_next("account_login", going_to))
    form = CodeForm(request.POST or None, code=process.code)
    if request.method == "POST":
        in_time = process.may_try()
        if in_time and form.is_valid():
            return process.finish(going_to)
        if not (process.record_invalid_attempt() and in_time):
            messages.error(request, _("De code klopte drie keer niet. Vraag een nieuwe."))
            return redirect(with_next("account_login", going_to))
    facts = {
        "form": form,
        "next": going_to,
        "email": process.state["email"],
        "can_resend": process.can_resend,
        "linking": process.linking and queries.provider_name(process.linking.provider),
    }
    return render(request, "people/sign_in_code.html", facts)


@never_cache
@require_POST
@limited("sign-in", most=60, seconds=600)
def send_again(request: HttpRequest) -> HttpResponse:
    """Send another code to the same address."""
    process = SignIn.under_way(request)
    if process is None:
        return redirect(with_next("account_login", next_of(request)))
    if process.again():
        messages.success(
            request, _("We hebben een nieuwe code gestuurd. De vorige werkt niet meer.")
        )
    else:
        messages.error(
            request, _("Er zijn al genoeg codes gestuurd. Kijk ook bij je ongewenste mail.")
        )
    return redirect(with_next("account_confirm_login_code", next_of(request)))


@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why people with a role need a second step, and the two ways to set one up."""
    return render(
        request, "people/second_factor.html", {"going_to": request.session.get(GOING_TO, "")}
    )


def next_of(request: HttpRequest) -> str:
    """Where somebody was going, when that is a page of ours; else an empty text."""
    given = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    safe = url_has_allowed_host_and_scheme(
        given, {request.get_host()}, require_https=request.is_secure()
    )
    return given if safe else ""


def with_next(page: str, going_to: str) -> str:
    """The address of a page on the way in, which remembers where somebody was going."""
    return f"{reverse(page)}?{urlencode({'next': going_to})}" if going_to else reverse(page)
