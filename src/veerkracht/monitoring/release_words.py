"""How drafts, attacks and keys are told to people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from veerkracht.disclosure.tables import TOTAL
from veerkracht.disclosure.values import Figure, Status
from veerkracht.figures.actions import BREAKDOWNS
from veerkracht.figures.queries import every
from veerkracht.monitoring import count_queries
from veerkracht.monitoring.models import DraftState
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from veerkracht.figures.models import Release
    from veerkracht.monitoring.models import ReleaseDraft

TONES = {
    DraftState.WAITING: "info",
    DraftState.SAFE: "sun",
    DraftState.UNSAFE: "danger",
    DraftState.FAILED: "danger",
    DraftState.PUBLISHED: "pine",
}
BREAKDOWN_NAMES = {
    "area": gettext_lazy("gemeente"),
    "sector": gettext_lazy("sector"),
    "function": gettext_lazy("functie"),
    "period": gettext_lazy("periode"),
}
KINDS = {
    "shown": gettext_lazy("Gewoon aflezen"),
    "interval": gettext_lazy("Uitrekenen binnen één tabel"),
    "tables": gettext_lazy("Tabellen naast elkaar leggen"),
    "areas": gettext_lazy("Gebieden van elkaar aftrekken"),
    "dates": gettext_lazy("Twee dagen van elkaar aftrekken"),
    "averaging": gettext_lazy("Het gemiddelde nemen van afgeronde cijfers"),
}


def tone_of(draft: ReleaseDraft) -> str:
    """The colour of a draft's label."""
    return TONES[DraftState(draft.state)]


def kind_words(kind: str) -> str:
    """What an attacker did, in a few words."""
    return str(KINDS.get(kind, kind))


class Names:
    """Codes of areas, sectors, functions and periods as people know them; one query for all of them."""

    def __init__(self) -> None:
        self._areas = dict(Area.objects.order_by("valid_from").values_list("code", "name"))

    def of(self, breakdown: str, code: str) -> str:
        """One code in words; the total as “alle”."""
        if code == TOTAL:
            return _("alle")
        if breakdown == "area":
            return self._area(code)
        return count_queries.label(breakdown, code)

    def _area(self, code: str) -> str:
        """An area; what is known to be somewhere in it, but not where, as the rest of it."""
        if code in self._areas:
            return self._areas[code]
        region, dash, _rest = code.rpartition("-")
        known = self._areas.get(region) if dash else None
        return _("ergens in %(area)s") % {"area": known} if known else code

    def key(self, key: Sequence[str]) -> str:
        """A cell in words: what is not a total, or that it is the total of all."""
        pairs = [pair for pair in zip(BREAKDOWNS, key, strict=True) if pair[1] != TOTAL]
        return ", ".join(self.of(*pair) for pair in pairs) or _("het totaal")


def told(figure: Figure, *, percent: bool = False) -> str:
    """A figure in words: digits, “afgeschermd” or a dash."""
    if figure.status is Status.HIDDEN:
        return _("afgeschermd")
    if figure.number is None:
        return "–"
    return (
        f"{figure.number}%" if percent else str(number_format(figure.number, force_grouping=True))
    )


def width_words(width: int) -> str:
    """How near an attacker came, without the number itself."""
    if width <= 1:
        return _("Het getal is precies te weten.")
    return _("Er blijven maar %(n)s getallen over.") % {"n": width}


def indicator_names(codes: Collection[str]) -> dict[str, str]:
    """The names of these indicators, in the reader's language."""
    english = _english()
    return {
        one.code: (one.name_en if english else "") or one.name
        for one in count_queries.definitions()
        if one.code in codes
    }


def _english() -> bool:
    return (get_language() or "nl").startswith("en")


def release_name(release: Release) -> str:
    """An area and a day."""
    named = {"area": release.area, "day": date_format(release.as_of, "j F Y")}
    return _("%(area)s, stand van %(day)s") % named


@dataclass(frozen=True)
class Round:
    """One attack as it is told: with which releases, about which area, and what came of it."""

    what: str
    releases: tuple[str, ...]
    found: int


def rounds_of(report: Mapping[str, Any]) -> list[Round]:
    """Every attack of a report in words; one query for the releases."""
    numbers = {one for each in report.get("rounds", ()) for one in each["with"]}
    known = every().filter(pk__in=numbers).select_related("area").defer("content")
    names = {one.pk: release_name(one) for one in known}
    return [
        Round(
            _round_words(len(one["with"])),
            tuple(names.get(number, "") for number in one["with"]),
            one["found"],
        )
        for one in report.get("rounds", ())
    ]


def _round_words(number: int) -> str:
    if not number:
        return _("Deze vrijgave alleen")
    words = ngettext("Samen met %(n)s vrijgave", "Samen met %(n)s vrijgaven tegelijk", number)
    return words % {"n": number}


@dataclass(frozen=True)
class FindingTold:
    """One finding as it is told."""

    how: str
    indicator: str
    where: str
    width: str


def findings_of(found: Iterable[Mapping[str, Any]]) -> list[FindingTold]:
    """Findings in words."""
    rows = list(found)
    names, indicators = Names(), indicator_names({one["indicator"] for one in rows})
    return [
        FindingTold(
            how=kind_words(one["kind"]),
            indicator=indicators.get(one["indicator"], one["indicator"]),
            where=names.key(one["key"]),
            width=width_words(one["width"]),
        )
        for one in rows
    ]


@dataclass(frozen=True)
class TableTold:
    """How one table came out, as it is told: how much of it may be read."""

    code: str
    name: str
    shown: int
    all: int
    waits: bool
    audited: bool
    gap: int


def tables_of(report: Mapping[str, Any]) -> list[TableTold]:
    """The tables of a report in words."""
    rows = report.get("tables", ())
    names = indicator_names({one["indicator"] for one in rows})
    return [
        TableTold(
            code=one["indicator"],
            name=names.get(one["indicator"], one["indicator"]),
            shown=one["shown"],
            all=one["shown"] + one["hidden"],
            waits=one["indicator"] in report.get("waiting", ()),
            audited=one["audited"],
            gap=one["gap"],
        )
        for one in rows
    ]
