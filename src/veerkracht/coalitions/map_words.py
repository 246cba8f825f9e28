"""What ties are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from veerkracht.coalitions.map_rules import TieKind

TIE_WORDS = {
    TieKind.ACTION: (_("Samen in acties"), "check-circle"),
    TieKind.COALITION: (_("Samen in een coalitie"), "people"),
    TieKind.TRAINING: (_("Training"), "course"),
}
