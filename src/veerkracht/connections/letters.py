"""Mails about tokens and webhooks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.connections.models import Token, Webhook
from veerkracht.kernel.clock import local, now
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter


def register() -> None:
    """Make these letters known to the post room."""
    writers.add("connections.token_made", token_made)
    writers.add("connections.token_expires", token_expires)
    writers.add("connections.webhook_paused", webhook_paused)


def token_made(facts: dict[str, Any]) -> Letter | None:
    """So that somebody whose account is used by another notices it."""
    token = Token.objects.filter(pk=facts["token"]).first()
    if token is None:
        return None
    return Letter(
        subject=_("Er is een token gemaakt: %(name)s") % {"name": token.name},
        paragraphs=(_("Met dit token kan een ander systeem namens jou werken."),),
        facts=_facts_of(token),
        button=(_("Bekijk je koppelingen"), _link("connections:overview")),
        after=(
            _("Was jij dit niet? Trek het token in en laat het ons weten: %(email)s.")
            % {"email": settings.SECURITY_EMAIL},
        ),
    )


def token_expires(facts: dict[str, Any]) -> Letter | None:
    """A system that works with it will stop. Old news when it was revoked meanwhile."""
    token = Token.objects.working(now()).filter(pk=facts["token"]).first()
    if token is None:
        return None
    return Letter(
        subject=_("Je token werkt bijna niet meer: %(name)s") % {"name": token.name},
        paragraphs=(
            _("Een systeem gebruikt dit token. Na de laatste dag kan dat niet meer."),
            _("Maak op tijd een nieuw token, zet dat in het systeem, en trek dit token in."),
        ),
        facts=_facts_of(token),
        button=(_("Naar je koppelingen"), _link("connections:overview")),
    )


def _facts_of(token: Token) -> tuple[tuple[str, str], ...]:
    facts = (
        (_("Naam"), token.name),
        (_("Begint met"), f"{token.shown}…"),
        (_("Wat het mag"), ", ".join(token.scope_labels)),
        (_("Werkt tot"), date_format(local(token.expires_at), "j F Y")),
    )
    owner = ((_("Voor"), str(token.organisation)),) if token.organisation else ()
    return (*facts, *owner)


def webhook_paused(facts: dict[str, Any]) -> Letter | None:
    """Messages do not arrive, so we stopped. Old news when it runs again, or is gone."""
    webhook = Webhook.objects.select_related("organisation", "region").filter(pk=facts["webhook"])
    found = webhook.first()
    if found is None or found.paused_at is None:
        return None
    return Letter(
        subject=_("Een webhook staat op pauze"),
        paragraphs=(
            _(
                "Berichten aan dit adres kwamen een dag lang niet aan, of het adres wil ze niet meer."
            ),
            _("Daarom sturen we nu niets meer. Kijk wat er mis is en zet de webhook weer aan."),
        ),
        facts=(
            (_("Adres"), found.address),
            (_("Voor"), str(found.organisation or found.region)),
        ),
        button=(_("Bekijk wat er misging"), _link("connections:webhook", found.pk)),
    )


def _link(name: str, *arguments: object) -> str:
    return settings.PUBLIC_URL + reverse(name, args=arguments)
