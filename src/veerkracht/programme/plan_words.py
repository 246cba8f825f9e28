"""Plans in words: when, who, and what differs between two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.kernel.bilingual import in_language
from veerkracht.programme.agreement_words import day
from veerkracht.programme.measures import measures
from veerkracht.programme.plan_models import PlanPartyRole
from veerkracht.programme.plan_rules import Difference, Half, differences

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.programme.plan_models import PlanTarget, PlanVersion


def period(since: date, until: date | None) -> str:
    """From when until when."""
    if until is None:
        return _("vanaf %(since)s") % {"since": day(since)}
    return _("%(since)s tot en met %(until)s") % {"since": day(since), "until": day(until)}


def half_in_words(half: Half) -> str:
    """“eerste halfjaar van 2026”."""
    if half.half == 1:
        return _("eerste halfjaar van %(year)s") % {"year": half.year}
    return _("tweede halfjaar van %(year)s") % {"year": half.year}


def parties_by_role(version: PlanVersion) -> list[tuple[str, list[str]]]:
    """Who stands in the plan as what, in order."""
    found = []
    for role, label in PlanPartyRole.choices:
        names = [str(one) for one in version.parties.all() if one.role == role]
        if names:
            found.append((str(label), names))
    return found


def target_in_words(one: PlanTarget) -> str:
    """“200 verloskundigen geschoold in Zuid-Limburg”, without its year."""
    where = _("%(what)s in %(area)s") % {"what": in_language(one, "what"), "area": one.area}
    return f"{where}, {one.sector}" if one.sector else where


def counted_in_words(one: PlanTarget) -> str:
    """What the number that was reached counts, in the words of its measure; empty where nobody counts."""
    measure = dict(measures.items()).get(one.measure)
    if measure is None:
        return ""
    return _("Geteld over %(year)s: %(what)s") % {"year": one.year, "what": measure.title}


def wanted_in_words(number: int) -> str:
    """The number that a plan asks for."""
    return ngettext("%(n)s gevraagd", "%(n)s gevraagd", number) % {"n": number}


Compared = list[tuple[str, list[Difference]]]


def compare(before: PlanVersion, after: PlanVersion) -> Compared:
    """What differs between two versions, block by block; names and text in the reader's language."""
    found = []
    for label, told in _blocks():
        found.append((label, differences(told(before), told(after))))
    return [(label, rows) for label, rows in found if rows]


def _blocks() -> list[tuple[str, Any]]:
    return [
        (_("Plan"), _facts),
        (_("Teksten"), _sections),
        (_("Doelen"), lambda version: {in_language(one, "text"): "" for one in version.aims.all()}),
        (_("Aantallen"), _targets),
        (_("Fases"), _phases),
        (_("Wie"), lambda version: {r: ", ".join(names) for r, names in parties_by_role(version)}),
    ]


def _facts(version: PlanVersion) -> dict[str, str]:
    return {_("Naam"): str(version), _("Wanneer"): period(version.since, version.until)}


def _sections(version: PlanVersion) -> dict[str, str]:
    return {str(one): in_language(one, "body") for one in version.sections.all()}


def _targets(version: PlanVersion) -> dict[str, str]:
    return {f"{one.year}: {target_in_words(one)}": str(one.wanted) for one in version.targets.all()}


def _phases(version: PlanVersion) -> dict[str, str]:
    return {str(one): period(one.since, one.until) for one in version.phases.all()}
