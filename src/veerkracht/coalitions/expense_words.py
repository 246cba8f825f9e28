"""The sentences about claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veerkracht.coalitions.expense_rules import ClaimState, ReceiptFault

if TYPE_CHECKING:
    from django.utils.functional import Promise

FAULTS: dict[ReceiptFault, Promise] = {
    ReceiptFault.TOO_LARGE: _("Deze foto of dit bestand is groter dan 5 MB. Maak het kleiner."),
    ReceiptFault.EMPTY: _("Dit bestand is leeg. Kies een ander bestand."),
    ReceiptFault.KIND: _("Dit soort bestand kan niet. Kies een foto (jpg of png) of een pdf."),
    ReceiptFault.NOT_WHAT_IT_SAYS: _(
        "De inhoud van dit bestand past niet bij de naam. Maak de foto opnieuw."
    ),
}
# Per state: words, tone of the label, icon.
CLAIM_WORDS: dict[str, tuple[Promise, str, str]] = {
    ClaimState.SENT: (_("wacht op de coördinator"), "sun", "hourglass"),
    ClaimState.ASKED: (_("er is een vraag"), "danger", "info"),
    ClaimState.APPROVED: (_("goedgekeurd, wordt betaald"), "info", "check"),
    ClaimState.PAID: (_("betaald"), "pine", "check-circle"),
    ClaimState.WITHDRAWN: (_("ingetrokken"), "plain", "close"),
}
