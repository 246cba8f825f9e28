"""Reading theme sheets: lists, one edition with its lines as they stand today, and what can be attached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.page_cache import mark
from veerkracht.meetings.models import Decision
from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.programme import sheet_rules as rules
from veerkracht.programme.models import Action, Agreement, BudgetLine
from veerkracht.programme.sheet_line_models import Section, SheetLine
from veerkracht.programme.sheet_live import Live, live, read_measures
from veerkracht.programme.sheet_models import (
    OPEN_EDITION,
    PUBLIC_EDITION,
    EditionState,
    Sheet,
    SheetEdition,
    SheetMove,
)
from veerkracht.programme.sheet_policies import speaks_for

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpResponse

    from veerkracht.people.models import Person

A_PAGE = 50
MOST_CHOICES = 60  # things to attach, in one list
TOPIC = "sheets"
_LIVE = (
    "action__owner",
    "budget_line__funder",
    "agreement__promised_by",
    "decision__meeting",
    "organisation",
    "other_region",
    "from_line__edition__sheet__region",
)
_WORDS_OF_OTHERS = tuple(f"{path}__words" for path in ("from_line__edition",))


@dataclass(frozen=True)
class ShownLine:
    """A line in the reader's language, with how it stands today."""

    line: SheetLine
    text: str
    live: Live | None


@dataclass(frozen=True)
class ShownSection:
    """A heading with its lines."""

    code: str
    heading: str
    lines: list[ShownLine] = field(default_factory=list)


@dataclass(frozen=True)
class Compared:
    """A heading with pairs of lines of two sheets or editions."""

    code: str
    heading: str
    pairs: list[rules.Pair]


def editions() -> QuerySet[SheetEdition]:
    """Editions with what their pages name, without the words of the search."""
    related = ("sheet__theme", "sheet__region", "sheet__owner", "owner")
    return SheetEdition.objects.select_related(*related).defer("words")


def sheets() -> QuerySet[Sheet]:
    """Sheets with their editions that are in the making or public, newest first."""
    current = SheetEdition.objects.defer("words").filter(
        state__in=[*OPEN_EDITION, EditionState.PUBLISHED]
    )
    return (
        Sheet.objects.select_related("theme", "region", "owner")
        .prefetch_related(Prefetch("editions", current, to_attr="current"))
        .order_by("region__name", "theme__programme", "theme__title", "pk")
    )


def kept_by(person: Person) -> QuerySet[Sheet]:
    """Sheets of the regions that somebody coordinates."""
    if is_administrator(person):
        return sheets()
    return sheets().filter(region__in=[one.pk for one in regions_of_coordinator(person)])


def owned_by(person: Person) -> QuerySet[Sheet]:
    """Sheets of the organisations that somebody speaks for."""
    return sheets().filter(owner__in=speaks_for(person))


def in_the_making(sheet: Sheet) -> SheetEdition | None:
    """The edition that is being made, if any; of a sheet from :func:`sheets`."""
    return next((one for one in sheet.__dict__["current"] if one.state in OPEN_EDITION), None)


def public_one(sheet: Sheet) -> SheetEdition | None:
    """The edition that is public now, if any; of a sheet from :func:`sheets`."""
    rows: list[SheetEdition] = sheet.__dict__["current"]
    return next((one for one in rows if one.state == EditionState.PUBLISHED), None)


def public_editions() -> QuerySet[SheetEdition]:
    """What is public now, by programme, theme and region."""
    order = ("sheet__theme__programme", "sheet__theme__title", "sheet__region__name", "pk")
    return editions().filter(state=EditionState.PUBLISHED).order_by(*order)


def ever_public(region: str, theme: str, number: int | None = None) -> SheetEdition | None:
    """The public edition of a theme in a region; with a number, that edition if it ever was public."""
    found = editions().filter(sheet__region__code=region, sheet__theme__slug=theme)
    if number is None:
        return found.filter(state=EditionState.PUBLISHED).first()
    return found.filter(state__in=PUBLIC_EDITION, number=number).first()


def public_numbers(sheet: Sheet) -> list[SheetEdition]:
    """Every edition that is or was public, newest first."""
    return list(sheet.editions.filter(state__in=PUBLIC_EDITION).defer("words"))


def elsewhere(edition: SheetEdition) -> list[SheetEdition]:
    """The same theme in other regions, as it is public there."""
    theirs = public_editions().filter(sheet__theme=edition.sheet.theme_id)
    return list(theirs.exclude(sheet=edition.sheet_id))


def page_of(rows: QuerySet[Any], number: str | None) -> Page[Any]:
    """Fifty a page."""
    return Paginator(rows, A_PAGE).get_page(number)


def marked(response: HttpResponse, *sheet_ids: int) -> HttpResponse:
    """The same answer, to be kept for visitors until one of these sheets becomes public anew."""
    mark(response, TOPIC, *(topic(pk) for pk in sheet_ids))
    return response


def topic(sheet_id: int) -> str:
    """By what the kept pages of one sheet are cleared."""
    return f"sheet:{sheet_id}"


# Lines


def lines_of(edition: SheetEdition) -> list[SheetLine]:
    """The lines of an edition in the order of the paper sheet, also those that were taken away."""
    place = {section: number for number, section in enumerate(Section)}
    rows = SheetLine.objects.filter(edition=edition).select_related(*_LIVE).defer(*_WORDS_OF_OTHERS)
    return sorted(rows, key=lambda one: (place[Section(one.section)], one.order, one.pk))


def staying(lines: Iterable[SheetLine]) -> list[SheetLine]:
    """Lines without those that were taken away."""
    return [one for one in lines if one.removed_at is None]


def shown(edition: SheetEdition, lines: Sequence[SheetLine]) -> list[ShownSection]:
    """Every heading, the owner's too, with its lines as they stand today."""
    readings = read_measures(lines, edition.sheet.region)
    found = {one: ShownSection(one.value, str(one.label)) for one in Section}
    for line in lines:
        told = ShownLine(line, in_language(line, "text"), live(line, readings))
        found[Section(line.section)].lines.append(told)
    return list(found.values())


def compared(pairs: Sequence[rules.Pair]) -> list[Compared]:
    """Pairs under their headings, in the order of the paper sheet."""
    grouped = rules.by_section(pairs, list(Section))
    return [
        Compared(section, str(Section(section).label), rows) for section, rows in grouped.items()
    ]


def compare_editions(before: SheetEdition, now: SheetEdition) -> list[Compared]:
    """What was added, removed and changed between two editions of one sheet."""
    old, new = (facts_of(staying(lines_of(one))) for one in (before, now))
    return compared(rules.compare(old, new))


def beside(ours: Sequence[SheetLine], theirs: Sequence[SheetLine]) -> list[Compared]:
    """Our lines and those of another region under the same headings."""
    return compared(rules.lay_beside(facts_of(theirs), facts_of(ours)))


def facts_of(lines: Iterable[SheetLine]) -> list[rules.Line]:
    """What is compared of lines, in the reader's language."""
    return [
        rules.Line(
            number=one.pk,
            section=one.section,
            kind=str(one.get_kind_display()),
            text=in_language(one, "text"),
            more=typed_beside(one),
            origins=frozenset(key for key in (one.key, one.from_line and one.from_line.key) if key),
        )
        for one in lines
    ]


def typed_beside(line: SheetLine) -> str:
    """What was typed beside the text of a line; nothing that lives elsewhere, for that changes by itself."""
    target = f"{line.target} ({line.target_year})" if line.target is not None else ""
    parts = (
        (_("streefgetal"), target),
        (_("volgende stap"), line.next_step),
        (_("wie"), line.who),
        (_("voor wanneer"), _day(line.by_when)),
        (_("uitgezocht op"), _day(line.settled_on)),
        (_("met"), line.other_region and str(line.other_region)),
        (_("afgestemd op"), _day(line.aligned_on)),
        (_("uitkomst"), line.aligned and str(line.get_aligned_display())),
        (_("waarom of antwoord"), line.why),
        (_("link"), line.url),
    )
    return ". ".join(f"{label}: {value}" for label, value in parts if value)


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else ""


# Reviews and history


def reviews_waiting(person: Person) -> QuerySet[SheetEdition]:
    """Editions that wait for somebody to look at, as a contact of the owner; oldest first."""
    mine = editions().filter(state=EditionState.REVIEW, sheet__owner__in=speaks_for(person))
    return mine.order_by("changed_at", "pk")


def came_back_to(person: Person) -> QuerySet[SheetEdition]:
    """Editions that came back to a coordinator: agreed, or sent back and not changed since."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    agreed = Q(state=EditionState.APPROVED)
    sent_back = Q(state=EditionState.DRAFT, moves__kind="sent-back", moves__made_at=F("changed_at"))
    found = editions().filter(agreed | sent_back, sheet__region__in=regions)
    return found.order_by("changed_at", "pk").distinct()


def moves_of(sheet: Sheet) -> list[SheetMove]:
    """What happened to every edition, latest first."""
    rows = SheetMove.objects.filter(edition__sheet=sheet).select_related("edition", "by")
    return list(rows.defer("edition__words").order_by("-made_at", "-pk")[:200])


def last_move(edition: SheetEdition, *kinds: str) -> SheetMove | None:
    """The last move of one of these kinds."""
    return edition.moves.filter(kind__in=kinds).select_related("by").last()


# What can be attached to a line: of the region, of the sheet's theme first


def actions_to_attach(sheet: Sheet, words: str) -> list[Action]:
    """Actions of the region, of this theme first, with these words."""
    rows = Action.objects.filter(region=sheet.region_id).select_related("owner")
    return _nearest(rows, sheet, "what", words)


def agreements_to_attach(sheet: Sheet, words: str) -> list[Agreement]:
    """Agreements of the region, of this theme first, with these words."""
    rows = Agreement.objects.filter(region=sheet.region_id).select_related("promised_by")
    return _nearest(rows, sheet, "what", words)


def budget_lines_to_attach(sheet: Sheet, words: str) -> list[BudgetLine]:
    """Budget lines of the region, of this theme first, with these words."""
    rows = BudgetLine.objects.filter(region=sheet.region_id).select_related("funder")
    return _nearest(rows, sheet, "what", words)


def _nearest(rows: QuerySet[Any], sheet: Sheet, field_name: str, words: str) -> list[Any]:
    rows = rows.filter(**{f"{field_name}__icontains": words}) if words else rows
    return list(
        rows.annotate(near=Q(theme=sheet.theme_id)).order_by(F("near").desc(), "-pk")[:MOST_CHOICES]
    )


def decisions_to_attach(sheet: Sheet, words: str) -> list[Decision]:
    """Decisions of meetings in the region, latest first, with these words."""
    rows = Decision.objects.filter(meeting__series__region=sheet.region_id)
    rows = rows.filter(what__icontains=words) if words else rows
    return list(rows.select_related("meeting__series").order_by("-made_at", "-pk")[:MOST_CHOICES])
