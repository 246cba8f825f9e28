"""The processing register (AVG art. 30): generated from what every model of the house declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

# What packages keep for us in tables of their own.
PACKAGES: dict[str, Holds] = {
    "account.EmailAddress": Holds(
        what=_("E-mailadres en of het bevestigd is"),
        purpose=_("Inloggen met een code in je mail"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Tot je je account verwijdert"),
    ),
    "mfa.Authenticator": Holds(
        what=_("Passkeys, en versleuteld het geheim van je code-app en je noodcodes"),
        purpose=_("Controleren dat jij het bent die inlogt"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot je ze weghaalt of je account verwijdert"),
    ),
    "usersessions.UserSession": Holds(
        what=_("Netwerkadres en soort apparaat waarmee je bent ingelogd"),
        purpose=_("Je laten zien waar je bent ingelogd"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot je uitlogt, of 30 dagen na het inloggen"),
    ),
    "sessions.Session": Holds(
        what=_("Dat je bent ingelogd"),
        purpose=_("Je ingelogd houden"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Tot je uitlogt, of 30 dagen na het inloggen"),
    ),
}


@dataclass(frozen=True)
class Processing:
    """One line of the register."""

    model: str
    holds: Holds


def register() -> list[Processing]:
    """Every model with personal data, app by app from the bottom up."""
    declared = ((model._meta.label, _declared(model)) for model in own_models())
    own = [Processing(label, holds) for label, holds in declared if isinstance(holds, Holds)]
    return own + [Processing(label, holds) for label, holds in PACKAGES.items()]


def undeclared() -> list[str]:
    """Models of the house that say nothing of personal data; a test keeps this empty."""
    return [model._meta.label for model in own_models() if _declared(model) is None]


def own_models() -> Iterator[type[Model]]:
    """Every model of our own apps; links between two models hold what those hold."""
    for config in apps.get_app_configs():
        if config.name in settings.OWN_APPS:
            yield from config.get_models()


def _declared(model: type[Model]) -> Holds | HoldsNone | None:
    """What the model says itself; None when it is silent."""
    said = getattr(model, "personal_data", None)
    return said if isinstance(said, Holds | HoldsNone) else None
