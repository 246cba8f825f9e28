"""What people see under “Mijn gegevens” of where they count, and what a merger and leaving do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.together import Asking
from veerkracht.monitoring.count_definitions import first_versions
from veerkracht.monitoring.count_keys import person_key
from veerkracht.monitoring.count_queries import counted_with
from veerkracht.monitoring.count_words import told


class OwnCounting:
    """In which figures somebody counts, found by the key that only we can make."""

    title = gettext_lazy("Cijfers waarin je meetelt")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Each indicator and period."""
        (rows,) = yield [counted_with([person_key(person.pk)])]
        known = first_versions()
        return [
            {
                _("Je telt mee in"): told(known[row.indicator], "name").text,
                _("Periode"): row.period,
            }
            for row in rows
            if row.indicator in known
        ]

    def erase(self, person: Any) -> None:
        """Nothing here: the account is read anew within seconds, and then counts no more."""
