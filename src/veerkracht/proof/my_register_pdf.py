"""“Mijn register” on paper: PDF/UA-1 by typst."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from veerkracht.kernel.clock import today
from veerkracht.kernel.papers import pdf
from veerkracht.proof.certificate_pdf import REGIONS, hours_in_words
from veerkracht.proof.my_register_words import amount, line_in_words, period_in_words, summary
from veerkracht.proof.papers import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person
    from veerkracht.proof.my_register_queries import RegisterView


def my_register_pdf(person: Person, views: Sequence[RegisterView], language: str) -> bytes:
    """All registers of somebody, in the language of the page."""
    with override(language):
        words = {
            "lang": language[:2],
            "region": REGIONS.get(language[:2], "nl"),
            "title": _("Register-overzicht van %(name)s") % {"name": person},
            "heading": _("Mijn register"),
            "issuer": f"{settings.SITE_NAME} {settings.SITE_REGION}".strip(),
            "name": str(person),
            "day": _("Gemaakt op %(day)s") % {"day": date_format(today(), "j F Y")},
            "nothing": _("Nog niets in deze periode."),
            "registers": [_register(view) for view in views],
            "none": "" if views else _("Je hebt nog geen nummer bewaard."),
            "page": _("bladzijde"),
        }
    return pdf(TEMPLATES / "register.typ", words)


def _register(view: RegisterView) -> dict[str, Any]:
    unit = view.rule.unit
    return {
        "label": str(view.number.get_register_display()),
        "number": view.number.number,
        "period": period_in_words(view),
        "summary": summary(view),
        "check": "" if view.rule.sure else _("Controleer bij je register wat je nodig hebt."),
        "lines": [list(line_in_words(line, view)) for line in view.lines],
        "columns": [_("Wanneer"), _("Training"), _("Accreditatie"), _("Uren"), _("Punten")],
        "counted": [
            [
                date_format(one.facts.last_day, "j F Y"),
                one.facts.title,
                one.points.identifier,
                hours_in_words(one.facts.hours_followed),
                amount(one.points.number, unit),
            ]
            for one in view.counted
        ],
        "hours_title": _("Intervisie en coaching"),
        "hours": [
            [date_format(one.on, "j F Y"), one.title, hours_in_words(one.hours)]
            for one in view.hours
        ],
        "hours_columns": [_("Wanneer"), _("Wat"), _("Uren")],
        "earlier_title": _("Van voor dit platform (telt hierboven niet mee)"),
        "earlier": [
            f"{row.title}, {date_format(row.on, 'j F Y') if row.on else row.year}"
            for row in view.earlier
        ],
    }
