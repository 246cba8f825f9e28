"""A way of working on one A4: PDF/UA-1 by typst, the same bytes for the same facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.cocreation.models import ForWhom, WayDimension
from veerkracht.cocreation.way_words import group_in_words, minutes_in_words
from veerkracht.kernel.papers import pdf

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Way

TEMPLATES = Path(__file__).parent / "typst"


def way_pdf(way: Way) -> bytes:
    """The paper, in the language of the page. What people typed reaches the template only as JSON."""
    return pdf(TEMPLATES / "way.typ", way_facts(way))


def way_facts(way: Way) -> dict[str, Any]:
    """Every word on the paper."""
    facts = [
        (_("Voor wie"), ", ".join(str(ForWhom(one).label) for one in way.for_whom)),
        (_("Tijd"), minutes_in_words(way.minutes)),
        (_("Groep"), group_in_words(way.group_least, way.group_most)),
        (_("Web"), ", ".join(str(WayDimension(one).label) for one in way.dimensions)),
        (_("Nodig"), way.material),
        (_("Idee van"), way.source),
        (_("Gemaakt door"), way.credit),
    ]
    return {
        "lang": (get_language() or "nl")[:2],
        "title": str(way),
        "summary": way.summary,
        "facts": [list(row) for row in facts if row[1]],
        "steps_heading": _("Stap voor stap"),
        "steps": [[minutes_in_words(one.minutes), one.words] for one in way.steps.all()],
        "issuer": settings.SITE_NAME,
        "kind": _("Werkvorm"),
        "page": _("bladzijde"),
    }
