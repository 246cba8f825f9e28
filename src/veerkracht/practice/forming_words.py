"""Words of forming groups: parts of the week, why these people, and why somebody is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from veerkracht.meetings.models import Theme
from veerkracht.people.models import Register
from veerkracht.planning.forming import Kind
from veerkracht.practice.forming_models import PARTS
from veerkracht.practice.group_rules import RULES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TIMES = (gettext_lazy("ochtend"), gettext_lazy("middag"), gettext_lazy("avond"))
THEMES: dict[str, StrOrPromise] = {
    theme.value: theme.label for theme in Theme if theme != Theme.OTHER
}
REASONS: dict[str, StrOrPromise] = {
    Kind.TIME: gettext_lazy("Te weinig anderen kunnen dan ook."),
    Kind.TRAVEL: gettext_lazy("Te weinig anderen kunnen zo dichtbij, of willen ook online."),
    Kind.LANGUAGE: gettext_lazy("Te weinig anderen spreken dezelfde taal."),
    Kind.APART: gettext_lazy("Er is iemand met wie het niet samen kan."),
    Kind.AUTHORITY: gettext_lazy("Er is een leidinggevende bij."),
    Kind.TOGETHER: gettext_lazy("Mensen die bij elkaar moeten, passen niet samen."),
    Kind.ORGANISATION: gettext_lazy("Te veel mensen zijn van dezelfde organisatie."),
    Kind.SIZE: gettext_lazy("Er zijn niet genoeg mensen voor een groep."),
    Kind.REGISTER: gettext_lazy("Voor het register moet de groep groter zijn."),
    Kind.FACILITATOR: gettext_lazy("Er is dan geen begeleider van buiten."),
}
ROOM = "room"  # possible by itself, but no room in a better whole
REASONS[ROOM] = gettext_lazy(
    "Het kan wel, maar dan past het voor anderen slechter. Zoek opnieuw of voeg iemand toe."
)


def part_in_words(part: int) -> str:
    """A part of the week, such as “dinsdagavond”."""
    day, time = divmod(part, 3)
    return _("%(day)s%(time)s") % {"day": WEEKDAYS[day], "time": TIMES[time]}


def parts() -> list[tuple[int, str]]:
    """All parts of the week with their words."""
    return [(part, part_in_words(part)) for part in range(PARTS)]


def why_in_words(facts: dict[str, Any], part: int, venue: str) -> str:
    """One plain sentence (or a few) that says why these people."""
    where = _("in %(venue)s") % {"venue": venue} if venue else _("online")
    said = [
        _("Deze %(people)s mensen kunnen allemaal op %(part)s, %(where)s.")
        % {"people": facts["people"], "part": part_in_words(part), "where": where}
    ]
    if venue and facts["farthest_km"]:
        said.append(_("Niemand reist verder dan %(km)s kilometer.") % {"km": facts["farthest_km"]})
    said.append(_mix(facts))
    theme = THEMES.get(facts.get("theme") or "")
    if theme:
        said.append(
            _("%(number)s van hen willen praten over “%(theme)s”.")
            % {"number": facts["share_theme"], "theme": theme}
        )
    said += _register(facts)
    if facts["met"]:
        said.append(_("Sommigen zaten al eens samen in een groep."))
    return " ".join(said)


def _register(facts: dict[str, Any]) -> list[str]:
    """For whom the meetings count; older proposals do not know."""
    code, number = facts.get("register") or "", facts.get("share_register", 0)
    if code not in Register.values:
        return []
    said = ngettext(
        "%(number)s van hen heeft de bijeenkomsten nodig voor hun register: %(register)s.",
        "%(number)s van hen hebben de bijeenkomsten nodig voor hun register: %(register)s.",
        number,
    ) % {"number": number, "register": Register(code).label}
    rule = RULES.get(code)
    if rule is None:
        return [said]
    counts = _("De groep is daar groot genoeg voor. Zorg elke keer voor een voorzitter.")
    return [said, counts]


def _mix(facts: dict[str, Any]) -> str:
    organisations = ngettext(
        "%(number)s organisatie", "%(number)s organisaties", facts["organisations"]
    ) % {"number": facts["organisations"]}
    professions = ngettext("%(number)s beroep", "%(number)s beroepen", facts["professions"]) % {
        "number": facts["professions"]
    }
    return _("Ze komen uit %(organisations)s en hebben %(professions)s.") % {
        "organisations": organisations,
        "professions": professions,
    }
