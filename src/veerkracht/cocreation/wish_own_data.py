"""What somebody sees of themselves under “Mijn gegevens”: wishes that they wrote down, and those they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.models import Need, NeedAsker, NeedMove, Survey

if TYPE_CHECKING:
    from veerkracht.kernel.together import Asking


class OwnWishes:
    """Wishes that one wrote down, and wishes about which one gets mail."""

    title = gettext_lazy("Wensen die je opschreef of volgt")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """What one wrote, and which address waits for an answer."""
        wrote, follows = yield [
            Need.objects.filter(by=person),
            NeedAsker.objects.filter(email=person.email.lower()).select_related("need"),
        ]
        return [
            *({_("Wens"): one.words, _("Gehoord op"): one.heard_on} for one in wrote),
            *(
                {
                    _("Je volgt de wens"): one.need.words,
                    _("E-mailadres"): one.email,
                    _("Gevraagd op"): f"{one.asked_at:%Y-%m-%d}",
                }
                for one in follows
            ),
        ]

    def erase(self, person: Any) -> None:
        """The address goes; the region keeps the wish, without who wrote it."""
        NeedAsker.objects.filter(email=person.email.lower()).delete()
        Need.objects.filter(by=person).update(by=None)
        NeedMove.objects.filter(by=person).update(by=None)
        Survey.objects.filter(made_by=person).update(made_by=None)
