"""Proof of intervision on paper, per person and year: PDF/UA-1 by typst, the same bytes for the same facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from veerkracht.kernel.clock import local, today
from veerkracht.kernel.papers import pdf
from veerkracht.meetings.queries import in_hours
from veerkracht.practice.group_rules import KNOV

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.people.models import Person, RegisterNumber
    from veerkracht.practice.group_queries import Year
    from veerkracht.practice.group_rules import Verdict

TEMPLATES = Path(__file__).parent / "typst"


def intervision_proof(
    person: Person, numbers: Iterable[RegisterNumber], year: Year, language: str
) -> bytes:
    """The meetings of one year, who chaired them and with how many, and whether the rule is met."""
    with override(language):
        return pdf(TEMPLATES / "intervision.typ", proof_facts(person, numbers, year, language))


def proof_facts(
    person: Person, numbers: Iterable[RegisterNumber], year: Year, language: str
) -> dict[str, Any]:
    """Every word on the paper, in the active language."""
    named = {"name": person, "year": year.year}
    return {
        "lang": language[:2],
        "title": _("Bewijs van intervisie %(year)s van %(name)s") % named,
        "heading": _("Bewijs van intervisie"),
        "name": str(person),
        "year": str(year.year),
        "numbers": [f"{one.get_register_display()}: {one.number}" for one in numbers],
        "made": _("Gemaakt op %(day)s door %(issuer)s")
        % {"day": date_format(today(), "j F Y"), "issuer": settings.SITE_NAME},
        "total": _("Samen %(hours)s in %(year)s")
        % {"hours": in_hours(year.minutes), "year": year.year},
        "rule_heading": _("De regel van KNOV"),
        "rule": rule_in_words(),
        "verdict": verdict_in_words(year.verdict),
        "other": _("Hoor je bij een ander register? Kijk dan wat jouw register vraagt."),
        "list": _(
            "Van elke bijeenkomst is een presentielijst bijgehouden door wie de bijeenkomst leidde. "
            "Wat er besproken is, staat nergens."
        ),
        "columns": [_("Wanneer"), _("Groep"), _("Wie leidde"), _("Mensen"), _("Tijd"), _("Telt")],
        "rows": [_row(one) for one in year.rows],
        "nothing": _("In dit jaar is geen bijeenkomst bijgehouden."),
        "page": _("bladzijde"),
    }


def _row(one: Any) -> list[str]:
    counts = one.minutes >= KNOV.minutes and one.meeting.facilitator_id
    return [
        date_format(local(one.meeting.starts_at), "j F Y"),
        str(one.meeting.series),
        str(one.meeting.facilitator or ""),
        str(one.present),
        in_hours(one.minutes),
        _("ja") if counts else _("nee"),
    ]


def rule_in_words() -> str:
    """What KNOV asks, in a sentence."""
    return _(
        "Minstens %(n)s bijeenkomsten in een jaar van ongeveer 2 uur, met iemand die leidt en een presentielijst. "
        "Een bijeenkomst telt vanaf anderhalf uur."
    ) % {"n": KNOV.meetings}


def verdict_in_words(verdict: Verdict) -> str:
    """Whether the rule is met, plainly."""
    counted = {"n": verdict.count, "needed": verdict.needed}
    if verdict.met:
        return _("Voldaan: %(n)s bijeenkomsten tellen, %(needed)s zijn nodig.") % counted
    missing = ngettext(
        "Niet voldaan: nog %(n)s bijeenkomst nodig.",
        "Niet voldaan: nog %(n)s bijeenkomsten nodig.",
        verdict.missing,
    )
    return missing % {"n": verdict.missing}
