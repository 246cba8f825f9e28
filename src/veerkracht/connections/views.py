"""“Koppelingen”: one's tokens and webhooks, and those of one's organisation or region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.connections import actions, policies, queries, rules
from veerkracht.connections.forms import TokenForm, WebhookForm, end_of
from veerkracht.connections.models import Webhook
from veerkracht.connections.webhook_actions import TEST_EVENT, events_for
from veerkracht.connections.words import trouble_in_words
from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.models import Organisation
from veerkracht.people.policies import is_administrator, regions_of_coordinator, signed_in
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from veerkracht.people.models import Person

A_PAGE = 50


@login_required
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Tokens and webhooks, and where to make one."""
    person = signed_in(request)
    tokens = Paginator(queries.tokens_visible_to(person), A_PAGE)
    facts = {
        "tokens": tokens.get_page(request.GET.get("pagina")),
        "webhooks": queries.webhooks_visible_to(person),
        "organisations": policies.organisations_of(person),
        "regions": regions_of_coordinator(person),
        "sees_all": is_administrator(person),
        "now": now(),
        "today": today(),
    }
    return render(request, "connections/overview.html", facts)


@login_required
@never_cache
@limited("connections.token", most=30, seconds=3600)
def make_token(request: HttpRequest, organisation_pk: int | None = None) -> HttpResponse:
    """A new token for oneself or one's organisation; its secret is shown once."""
    person, organisation = signed_in(request), _organisation(organisation_pk)
    policies.check_may_make_token(person, organisation)
    scopes = rules.OF_AN_ORGANISATION if organisation else rules.OF_A_PERSON
    form = TokenForm(request.POST if request.method == "POST" else None, scopes=scopes)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            given = form.cleaned_data
            token, secret = actions.make_token(
                by=person,
                name=given["name"],
                scopes=given["scopes"],
                expires_at=end_of(given["expires_at"]),
                organisation=organisation,
            )
            return _secret_once(request, secret, token=token)
    facts = {"form": form, "organisation": organisation}
    return render(
        request, "connections/make_token.html", facts, status=422 if form.is_bound else 200
    )


def _organisation(number: int | None) -> Organisation | None:
    return get_object_or_404(Organisation, pk=number) if number else None


def _secret_once(request: HttpRequest, secret: str, **facts: Any) -> HttpResponse:
    """The answer to the very question that made it: going back or reloading shows nothing."""
    return render(request, "connections/secret.html", {"secret": secret, **facts})


@require_POST
@login_required
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token at once."""
    person = signed_in(request)
    token = get_object_or_404(queries.tokens_visible_to(person), pk=pk)
    actions.revoke_token(token=token, by=person)
    messages.success(request, _("Het token werkt niet meer."))
    return redirect("connections:overview")


# Webhooks


@login_required
@never_cache
@limited("connections.webhook", most=60, seconds=3600)
def make_webhook_of_organisation(request: HttpRequest, organisation_pk: int) -> HttpResponse:
    """A new webhook of an organisation."""
    return _make_webhook(request, organisation=_organisation(organisation_pk), region=None)


@login_required
@never_cache
@limited("connections.webhook", most=60, seconds=3600)
def make_webhook_of_region(request: HttpRequest, region_pk: int) -> HttpResponse:
    """A new webhook of a region."""
    region = get_object_or_404(Area, pk=region_pk)
    return _make_webhook(request, organisation=None, region=region)


def _make_webhook(
    request: HttpRequest, *, organisation: Organisation | None, region: Area | None
) -> HttpResponse:
    person = signed_in(request)
    policies.check_may_make_webhook(person, organisation=organisation, region=region)
    form = _webhook_form(request, of_organisation=organisation is not None)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            webhook, secret = actions.make_webhook(
                by=person, organisation=organisation, region=region, **form.cleaned_data
            )
            return _secret_once(request, secret, webhook=webhook)
    facts = {"form": form, "owner": organisation or region}
    return render(
        request, "connections/make_webhook.html", facts, status=422 if form.is_bound else 200
    )


def _webhook_form(
    request: HttpRequest, *, of_organisation: bool, initial: dict[str, Any] | None = None
) -> WebhookForm:
    possible = events_for(of_organisation=of_organisation)
    choices = [(name, event.label) for name, event in possible.items()]
    posted = request.POST if request.method == "POST" else None
    return WebhookForm(posted, initial=initial, events=choices)


@login_required
@never_cache
@limited("connections.webhook", most=60, seconds=3600)
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """One webhook: what it hears, and what became of every message."""
    hook = _own(request, pk)
    known = {"address": hook.address, "events": hook.events}
    form = _webhook_form(request, of_organisation=hook.organisation_id is not None, initial=known)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            actions.change_webhook(webhook=hook, by=signed_in(request), **form.cleaned_data)
            messages.success(request, _("De webhook is bewaard."))
            return redirect("connections:webhook", pk)
    facts = {"webhook": hook, "form": form, "log": _log(hook), "now": now()}
    return render(request, "connections/webhook.html", facts, status=422 if form.is_bound else 200)


def _log(hook: Webhook) -> list[dict[str, Any]]:
    """Messages with their tries in words, newest first."""
    labels = {name: event.label for name, event in actions.webhook_events.items()}
    return [
        {
            "delivery": delivery,
            "label": labels.get(delivery.event, _("Test"))
            if delivery.event != TEST_EVENT
            else _("Test"),
            "attempts": [(one, trouble_in_words(one.trouble)) for one in delivery.attempts.all()],
        }
        for delivery in queries.deliveries_of(hook)
    ]


def _own(request: HttpRequest, pk: int) -> Webhook:
    """A webhook that this person runs; anybody else's does not exist for them."""
    return get_object_or_404(queries.webhooks_visible_to(signed_in(request)), pk=pk)


@require_POST
@login_required
@limited("connections.test", most=30, seconds=600)
def send_test(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message that says nothing."""
    return _do(request, pk, actions.send_test, _("We sturen een test. Kijk zo in het logboek."))


@require_POST
@login_required
def pause_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Send nothing for a while."""
    return _do(request, pk, actions.pause_webhook, _("De webhook staat op pauze."))


@require_POST
@login_required
def resume_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Send again."""
    return _do(request, pk, actions.resume_webhook, _("De webhook staat weer aan."))


def _do(request: HttpRequest, pk: int, deed: Callable[..., object], done: str) -> HttpResponse:
    try:
        deed(webhook=_own(request, pk), by=signed_in(request))
        messages.success(request, done)
    except RuleBroken as broken:
        say(request, broken)
    return redirect("connections:webhook", pk)


@require_POST
@login_required
@never_cache
def renew_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """A new secret, shown once."""
    hook = _own(request, pk)
    secret = actions.renew_secret(webhook=hook, by=signed_in(request))
    return _secret_once(request, secret, webhook=hook, renewed=True)


@require_POST
@login_required
def remove_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Away with it."""
    actions.remove_webhook(webhook=_own(request, pk), by=signed_in(request))
    messages.success(request, _("De webhook is weg."))
    return redirect("connections:overview")


@require_POST
@login_required
@limited("connections.again", most=120, seconds=600)
def send_again(request: HttpRequest, pk: int, delivery_pk: int) -> HttpResponse:
    """The same message once more."""
    person: Person = signed_in(request)
    hook = _own(request, pk)
    delivery = get_object_or_404(hook.deliveries.select_related("webhook"), pk=delivery_pk)
    try:
        actions.send_again(delivery=delivery, by=person)
        messages.success(request, _("We sturen het bericht opnieuw."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("connections:webhook", pk)
