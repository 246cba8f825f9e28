"""What connections give to the registries of the apps below: pages, own data, retention."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.connections.keeping import KEPT
from veerkracht.connections.models import Delivery, DeliveryState, KeptAnswer, Token
from veerkracht.connections.rules import BODY_KEPT
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, own_pages

if TYPE_CHECKING:
    from veerkracht.people.models import Person

TOKEN_KEPT = timedelta(days=365)  # after it stopped working
DELIVERY_KEPT = timedelta(days=90)


def register() -> None:
    """Put every source in its registry."""
    own_pages.add("connections", my_pages, order=90)
    own_data.add("connections", OwnTokens())
    for name, title, rule in (
        ("tokens", gettext_lazy("Tokens die al een jaar niet werken"), old_tokens),
        ("answers", gettext_lazy("Bewaarde antwoorden van de API"), old_answers),
        ("deliveries", gettext_lazy("Logboek van webhooks"), old_deliveries),
    ):
        retention.add(f"connections.{name}", _removing(title, rule))
    bodies = Retention(
        gettext_lazy("Inhoud van berichten aan webhooks"),
        lambda: old_bodies().count(),
        empty_bodies,
    )
    retention.add("connections.bodies", bodies)


def _removing(title: Any, rows: Any) -> Retention:
    return Retention(title, lambda: rows().count(), lambda: rows().delete()[0])


def my_pages(person: Person) -> list[OwnPage]:
    """Everybody may let another system work for them."""
    return [OwnPage(_("Koppelingen"), reverse("connections:overview"))]


def old_tokens() -> QuerySet[Token]:
    """Tokens that ended a year ago or longer."""
    before = now() - TOKEN_KEPT
    return Token.objects.filter(Q(expires_at__lt=before) | Q(revoked_at__lt=before))


def old_answers() -> QuerySet[KeptAnswer]:
    """Answers that nobody can ask for again."""
    return KeptAnswer.objects.filter(made_at__lt=now() - KEPT)


def old_bodies() -> QuerySet[Delivery]:
    """Messages of two weeks ago whose text is still there."""
    return Delivery.objects.filter(made_at__lt=now() - BODY_KEPT).exclude(body="")


def empty_bodies() -> int:
    """Forget the texts; what still waited, during a long pause, will not arrive any more."""
    old_bodies().filter(state=DeliveryState.WAITING).update(state=DeliveryState.FAILED)
    return old_bodies().update(body="")


def old_deliveries() -> QuerySet[Delivery]:
    """Lines of the log that go."""
    return Delivery.objects.filter(made_at__lt=now() - DELIVERY_KEPT)


class OwnTokens:
    """Tokens that act for a person, and those made for an organisation."""

    title = gettext_lazy("Je koppelingen")

    def export(self, person: Person) -> Asking[list[dict[str, Any]]]:
        """One row per token; the secret itself is nowhere."""
        mine = Token.objects.filter(Q(person=person) | Q(made_by=person)).order_by("made_at")
        (tokens,) = yield [mine.select_related("organisation")]
        return [
            {
                _("Naam van het token"): token.name,
                _("Voor"): str(token.organisation or _("jezelf")),
                _("Wat het mag"): ", ".join(token.scope_labels),
                _("Gemaakt"): token.made_at.date().isoformat(),
                _("Werkt tot"): token.expires_at.date().isoformat(),
                _("Laatst gebruikt"): token.last_used_on.isoformat() if token.last_used_on else "",
                _("Ingetrokken"): token.revoked_at.date().isoformat() if token.revoked_at else "",
            }
            for token in tokens
        ]

    def erase(self, person: Person) -> None:
        """One's own tokens go; those of an organisation stop, for nobody stands behind them any more."""
        Token.objects.filter(person=person).delete()
        made = Token.objects.filter(made_by=person)
        made.filter(revoked_at=None).update(revoked_at=now())
        made.update(made_by=None)
