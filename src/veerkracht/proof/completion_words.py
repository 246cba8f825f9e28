"""Reasons in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.proof.completion_models import CompletionRule
from veerkracht.proof.completion_rules import Reason, WhyNot


def in_words(why: WhyNot) -> str:
    """Why somebody has not completed it, in one sentence."""
    number = {"n": why.number, "allowed": why.allowed}
    words = {
        Reason.NO_SESSIONS: _("De training heeft nog geen datum."),
        Reason.NO_NAME: _("We weten de naam nog niet."),
        Reason.NOT_OVER: ngettext(
            "Er komt nog %(n)s bijeenkomst.", "Er komen nog %(n)s bijeenkomsten.", why.number
        ),
        Reason.NOT_MARKED: ngettext(
            "Van %(n)s bijeenkomst is nog niet gezegd wie er was.",
            "Van %(n)s bijeenkomsten is nog niet gezegd wie er was.",
            why.number,
        ),
        Reason.MISSED: _missed(why),
        Reason.ASSIGNMENT: _("De opdracht is nog niet goedgekeurd."),
        Reason.ELEARNING: _("De e-learning is nog niet af."),
    }
    return words[why.reason] % number


def _missed(why: WhyNot) -> str:
    if not why.allowed:
        return ngettext(
            "Miste %(n)s bijeenkomst. Iedereen moet overal bij zijn.",
            "Miste %(n)s bijeenkomsten. Iedereen moet overal bij zijn.",
            why.number,
        )
    return ngettext(
        "Miste %(n)s bijeenkomst. Er mag er %(allowed)s gemist worden.",
        "Miste %(n)s bijeenkomsten. Er mag er %(allowed)s gemist worden.",
        why.number,
    )


def rule_in_words(rule: CompletionRule) -> list[str]:
    """What the course asks, one sentence each."""
    said = [_("Bij elke bijeenkomst zijn.")]
    if rule.may_miss:
        said = [
            ngettext(
                "Bij elke bijeenkomst zijn, op %(n)s na.",
                "Bij elke bijeenkomst zijn, op %(n)s na.",
                rule.may_miss,
            )
            % {"n": rule.may_miss}
        ]
    if rule.needs_assignment:
        said.append(_("Een opdracht die de trainer of coördinator goedkeurt."))
    if rule.needs_elearning:
        said.append(_("De e-learning afgerond."))
    return said
