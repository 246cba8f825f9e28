"""The signature list of a meeting, as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local
from veerkracht.kernel.papers import pdf
from veerkracht.proof.papers import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.enrolment.models import Enrolment
    from veerkracht.training.models import Session

BLANK = 4  # empty lines, for who joins at the last moment


def signature_list(session: Session, placed: Sequence[Enrolment], trainers: Sequence[str]) -> bytes:
    """A line for each person with a place, and some that are empty."""
    edition = session.edition
    place = session.venue or edition.place
    lines = [str(edition.course), when_in_words(session)]
    lines += [place] if place else []
    lines += [_("Trainers: %(names)s") % {"names": ", ".join(trainers)}] if trainers else []
    facts: dict[str, Any] = {
        "title": _("Tekenlijst"),
        "lang": (get_language() or "nl")[:2],
        "lines": lines,
        "rows": [_row(number, row) for number, row in enumerate(placed, 1)]
        + [_empty(len(placed) + number) for number in range(1, BLANK + 1)],
        "words": {
            "number": _("Nr."),
            "name": _("Naam"),
            "organisation": _("Organisatie"),
            "signature": _("Handtekening"),
            "blank": _("De lege regels zijn voor wie op het laatst meedoet."),
        },
    }
    return pdf(TEMPLATES / "signature_list.typ", facts)


def when_in_words(session: Session) -> str:
    """``donderdag 3 december 2026, 9.00–12.30 uur`` on a Dutch clock."""
    starts, ends = local(session.starts_at), local(session.ends_at)
    return _("%(day)s, %(start)s–%(end)s uur") % {
        "day": date_format(starts, "l j F Y"),
        "start": date_format(starts, "G.i"),
        "end": date_format(ends, "G.i"),
    }


def _row(number: int, enrolment: Enrolment) -> dict[str, str]:
    person = enrolment.person
    organisation = str(person.organisation or "")
    return {"number": str(number), "name": str(person), "organisation": organisation, "note": ""}


def _empty(number: int) -> dict[str, str]:
    return {"number": str(number), "name": "", "organisation": "", "note": ""}
