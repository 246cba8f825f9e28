"""The words around the facts of a report: its blocks, the sentences that tell the facts, and its heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from veerkracht.programme.agreement_words import day
from veerkracht.programme.plan_words import half_in_words, parties_by_role

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.programme.plan_models import PlanVersion
    from veerkracht.programme.plan_rules import Half

# Blocks in order: what the coordinator writes, with the heading above it.
WORD_BLOCKS = {
    "opening": gettext_lazy("In het kort"),
    "targets": gettext_lazy("Wat is bereikt"),
    "actions": gettext_lazy("Wat is gedaan"),
    "agreements": gettext_lazy("Wat is beloofd"),
    "decisions": gettext_lazy("Wat is besloten"),
    "money": gettext_lazy("Het geld"),
    "next": gettext_lazy("Wat komt er nu"),
}


def told_by_itself(version: PlanVersion, half: Half, facts: dict[str, Any]) -> dict[str, str]:
    """The sentences that a block begins with. They tell the facts, so nobody writes and nobody keeps them."""
    opening = _(
        "Dit verslag gaat over het plan “%(plan)s” in het %(half)s. Je leest wat is bereikt, gedaan en beloofd."
    )
    return {
        "opening": opening % {"plan": version, "half": half_in_words(half)},
        "targets": _targets_in_words(half) if facts["targets"] else "",
        "actions": _actions_in_words(len(facts["done"]), len(facts["late"])),
        "agreements": _agreements_in_words(facts),
    }


def _targets_in_words(half: Half) -> str:
    """Targets are of a year; what was reached is counted from its first day."""
    return _(
        "De aantallen gaan over heel %(year)s, niet alleen over dit halfjaar. Gevraagd is wat er eind %(year)s "
        "moet zijn. Bereikt telt vanaf 1 januari."
    ) % {"year": half.year}


def _actions_in_words(done: int, late: int) -> str:
    finished = ngettext("Er is %(n)s actie afgerond.", "Er zijn %(n)s acties afgerond.", done) % {
        "n": done
    }
    finished = finished if done else _("Er is nog geen actie afgerond.")
    if not late:
        return finished
    return f"{finished} " + ngettext(
        "%(n)s actie is later dan gepland.", "%(n)s acties zijn later dan gepland.", late
    ) % {"n": late}


def _agreements_in_words(facts: dict[str, Any]) -> str:
    asking = sum(1 for row in facts["agreements"] if row[-1])
    if not facts["agreements"]:
        return ""
    number = len(facts["agreements"])
    told = ngettext(
        "Aan het plan hangt %(n)s afspraak.", "Aan het plan hangen %(n)s afspraken.", number
    ) % {"n": number}
    if not asking:
        return told
    return f"{told} " + ngettext(
        "%(n)s daarvan vraagt aandacht.", "%(n)s daarvan vragen aandacht.", asking
    ) % {"n": asking}


def heads() -> dict[str, list[str]]:
    """The heads of the tables."""
    return {
        "targets": [_("Doel"), _("Gevraagd"), _("Bereikt")],
        "phases": [_("Fase"), _("Wanneer"), _("Stand")],
        "done": [_("Afgerond"), _("Wie"), _("Op")],
        "late": [_("Later dan gepland"), _("Wie"), _("Was gepland op")],
        "steps": [_("Hoe vast"), _("Hoeveel afspraken")],
        "agreements": [
            _("Hoe vast"),
            pgettext("belofte", "Afspraak"),
            _("Wie"),
            _("Wanneer"),
            _("Vraagt aandacht"),
        ],
        "decisions": [_("Besluit"), _("Op")],
        "money": [_("Waarvoor"), _("Jaar"), _("Van"), _("Toegezegd"), _("Besteed")],
        "next": [_("Actie"), _("Volgende stap")],
    }


TABLES = {
    "opening": ("phases",),
    "targets": ("targets",),
    "actions": ("done", "late"),
    "agreements": ("steps", "agreements"),
    "decisions": ("decisions",),
    "money": ("money",),
    "next": ("next",),
}  # which tables stand in which block


def blocks(
    words: dict[str, str], facts: dict[str, Any], itself: dict[str, str]
) -> list[dict[str, Any]]:
    """The report as it is read: each block with its heading, sentences, words, and tables that have rows."""
    named = heads()
    found = []
    for block, heading in WORD_BLOCKS.items():
        tables = [
            {"head": named[name], "rows": facts[name]} for name in TABLES[block] if facts[name]
        ]
        lines = facts["aims"] if block == "targets" else []
        text = "\n".join([itself.get(block, ""), words.get(block, "")]).strip()
        if text or tables or lines:
            found.append(
                {
                    "name": block,
                    "heading": str(heading),
                    "paragraphs": [part for part in text.split("\n") if part.strip()],
                    "lines": lines,
                    "tables": tables,
                }
            )
    return found


def cover(version: PlanVersion, half: Half, made: date) -> dict[str, Any]:
    """What stands on top: the plan, the half year, who asked for it and who made it."""
    return {
        "title": _("Verslag van %(plan)s, %(half)s")
        % {"plan": version, "half": half_in_words(half)},
        "plan": str(version),
        "half": half_in_words(half),
        "parties": [[label, ", ".join(names)] for label, names in parties_by_role(version)],
        "made": _("Gemaakt op %(day)s door %(issuer)s")
        % {"day": day(made), "issuer": settings.SITE_NAME},
        "page": _("bladzijde"),
        "note": _(
            "Getallen van mensen zijn zo afgeschermd dat je niemand kunt herkennen. Onder de 10 staat er geen getal."
        ),
    }
