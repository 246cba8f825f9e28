"""Mails about an account: a new device, another way in, an organisation that somebody left."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.people.templatetags.people import device_name

if TYPE_CHECKING:
    from veerkracht.messages.actions import Writer


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        "new_device": new_device,
        "account_linked": account_linked,
        "organisation_left": organisation_left,
    }
    for kind, writer in kinds.items():
        writers.add(f"people.{kind}", writer)


def new_device(facts: dict[str, Any]) -> Letter:
    """Somebody signed in on a device that we had not seen."""
    at = local(datetime.fromisoformat(facts["at"]))
    return Letter(
        subject=_("Je bent ingelogd op een nieuw apparaat"),
        paragraphs=(
            _("Met jouw account is ingelogd op een apparaat dat we nog niet kenden."),
            _("Was jij dit? Dan hoef je niets te doen. We mailen je hier één keer over."),
        ),
        facts=(
            (_("Apparaat"), device_name(facts["user_agent"])),
            (_("Wanneer"), _("%(day)s uur") % {"day": date_format(at, "l j F, G.i")}),
        ),
        button=(_("Bekijk waar je bent ingelogd"), _link("usersessions_list")),
        after=(_was_it_not_you(),),
    )


def account_linked(facts: dict[str, Any]) -> Letter:
    """There is another way to sign in."""
    return Letter(
        subject=_("Je kunt nu ook inloggen met %(provider)s") % facts,
        paragraphs=(_("Je account is gekoppeld aan je account bij %(provider)s.") % facts,),
        button=(_("Bekijk je koppelingen"), _link("people:linked_accounts")),
        after=(_was_it_not_you(),),
    )


def organisation_left(facts: dict[str, Any]) -> Letter:
    """The organisation says that somebody left."""
    return Letter(
        subject=_("Je account hoort niet meer bij %(organisation)s") % facts,
        paragraphs=(
            _("%(organisation)s laat weten dat je daar niet meer werkt of studeert.") % facts,
            _("Je account en je inschrijvingen blijven van jou. Daar verandert niets aan."),
            _("Log je in met een mailadres van %(organisation)s? Kies dan nu een ander adres.")
            % facts,
            _("Anders kun je straks misschien geen code meer ontvangen."),
        ),
        button=(_("Kies een ander adres"), _link("account_email")),
        after=(_("Klopt dit niet? Vraag het aan %(organisation)s.") % facts,),
    )


def _was_it_not_you() -> str:
    return _("Was jij dit niet? Laat het ons meteen weten: %(email)s.") % {
        "email": settings.SECURITY_EMAIL
    }


def _link(page: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(page)}"
