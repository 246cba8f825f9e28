"""Words for what the rules find."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from veerkracht.website.rules import ConsentProblem

CONSENT_WORDS = {
    ConsentProblem.ENDS_BEFORE_START: _("De toestemming eindigt voordat ze begint."),
    ConsentProblem.TOO_LONG: _("Vraag na drie jaar opnieuw of het mag."),
}
