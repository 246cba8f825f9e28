"""The verbs of lines on a theme sheet: adding, changing, moving, taking away and back, adopting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.programme import sheet_policies as policies
from veerkracht.programme import sheet_rules as rules
from veerkracht.programme.measures import measures
from veerkracht.programme.sheet_line_models import Aligned, LineKind, Section, SheetLine
from veerkracht.programme.sheet_models import PUBLIC_EDITION, EditionState, SheetEdition

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST_LINES, MOST_MEASURES = 120, 4
BEHIND: dict[str, tuple[str, ...]] = {
    LineKind.TEXT: (),
    LineKind.ACTION: ("action",),
    LineKind.INDICATOR: ("measure", "target", "target_year"),
    LineKind.MONEY: ("budget_line",),
    LineKind.AGREEMENT: ("agreement",),
    LineKind.DECISION: ("decision",),
    LineKind.QUESTION: ("next_step", "who", "by_when", "settled_on", "why"),
    LineKind.ALIGNMENT: ("other_region", "aligned_on", "aligned", "why"),
    LineKind.LINK: ("url",),
    LineKind.PARTNER: ("organisation",),
}
_COLUMNS = {one.name: one for one in SheetLine._meta.concrete_fields}
_EMPTY: dict[str, Any] = {
    name: _COLUMNS[name].get_default() for names in BEHIND.values() for name in names
}


@dataclass(frozen=True)
class Contents:
    """What a line says. ``behind`` holds what its kind asks for, by the names in ``BEHIND``."""

    section: str
    text: str
    kind: str = LineKind.TEXT
    text_en: str = ""
    behind: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def add_line(*, edition: SheetEdition, contents: Contents, by: Person) -> SheetLine:
    """Put a line at the end of its part of a draft.

    Raises RuleBroken for an edition that is no draft, or for contents that do not hold together.
    """
    edition = _draft(edition, by)
    _check(contents, edition)
    return _write(edition, contents, by)


def _write(
    edition: SheetEdition, contents: Contents, by: Person, from_line: SheetLine | None = None
) -> SheetLine:
    if edition.lines.count() >= MOST_LINES:
        raise RuleBroken(_("Een blad heeft hoogstens 120 regels."))
    line = SheetLine.objects.create(
        edition=edition,
        order=_last(edition, contents.section) + 1,
        changed_at=now(),
        from_line=from_line,
        **_columns(contents),
    )
    _touch(edition)
    record("sheet.line_added", line, by=by, region_id=edition.sheet.region_id)
    return line


def _draft(edition: SheetEdition, by: Person) -> SheetEdition:
    """The edition, locked; two people then write one after the other."""
    found = SheetEdition.objects.select_for_update(of=("self",)).select_related("sheet__region")
    locked = found.defer("words").filter(pk=edition.pk).first()
    if locked is None:
        raise OutOfDate(_("Deze editie is er niet meer."))
    policies.check_may_keep_sheet(by, locked.sheet)
    if locked.state != EditionState.DRAFT:
        raise RuleBroken(_("Dit blad is geen concept meer. Haal het eerst terug."))
    return locked


def _touch(edition: SheetEdition) -> None:
    SheetEdition.objects.filter(pk=edition.pk).update(changed_at=now())


def _last(edition: SheetEdition, section: str) -> int:
    return int(edition.lines.filter(section=section).aggregate(last=Max("order"))["last"] or 0)


def _columns(contents: Contents) -> dict[str, Any]:
    """Every column that contents set; what another kind would hold is emptied."""
    given = {
        name: value
        for name, value in contents.behind.items()
        if name in BEHIND[contents.kind] and value is not None
    }
    return {
        **_EMPTY,
        **given,
        "section": contents.section,
        "kind": contents.kind,
        "text": contents.text,
        "text_en": contents.text_en,
    }


def _check(contents: Contents, edition: SheetEdition, but: SheetLine | None = None) -> None:
    if contents.section == Section.OWNER or contents.section not in Section.values:
        raise RuleBroken(_("Kies een van de koppen."), field="section")
    if not contents.text.strip():
        raise RuleBroken(_("Vul dit nog in."), field="text")
    for name in ("action", "budget_line", "agreement"):
        _check_region(contents.behind.get(name), name, edition)
    check = {
        LineKind.ALIGNMENT: _check_alignment,
        LineKind.QUESTION: _check_question,
        LineKind.INDICATOR: _check_indicator,
        LineKind.LINK: _check_link,
        LineKind.DECISION: _check_decision,
    }.get(LineKind(contents.kind))
    if check:
        check(contents.behind, edition, but)


def _check_region(thing: Any, name: str, edition: SheetEdition) -> None:
    if thing is not None and thing.region_id != edition.sheet.region_id:
        raise RuleBroken(_("Dit hoort bij een andere regio."), field=name)


def _check_decision(
    behind: Mapping[str, Any], edition: SheetEdition, _but: SheetLine | None
) -> None:
    decision = behind.get("decision")
    if decision and decision.meeting.series.region_id != edition.sheet.region_id:
        raise RuleBroken(_("Dit hoort bij een andere regio."), field="decision")


def _check_alignment(
    behind: Mapping[str, Any], edition: SheetEdition, _but: SheetLine | None
) -> None:
    region, outcome, day = (behind.get(name) for name in ("other_region", "aligned", "aligned_on"))
    if region is None or region.pk == edition.sheet.region_id:
        raise RuleBroken(_("Kies een andere regio."), field="other_region")
    if outcome and day is None:
        raise RuleBroken(_("Wanneer stemden jullie af?"), field="aligned_on")
    _check_past(day, "aligned_on")
    if outcome == Aligned.DIFFERS and not behind.get("why"):
        raise RuleBroken(_("Schrijf op waarom jullie het anders doen."), field="why")


def _check_question(
    behind: Mapping[str, Any], _edition: SheetEdition, _but: SheetLine | None
) -> None:
    _check_past(behind.get("settled_on"), "settled_on")
    if not behind.get("settled_on") and not behind.get("next_step"):
        raise RuleBroken(_("Schrijf op wat de volgende stap is."), field="next_step")


def _check_past(day: Any, name: str) -> None:
    if day and day > today():
        raise RuleBroken(_("Deze dag moet nog komen."), field=name)


def _check_indicator(
    behind: Mapping[str, Any], edition: SheetEdition, but: SheetLine | None
) -> None:
    measure = behind.get("measure") or ""
    if behind.get("target") is not None and behind.get("target_year") is None:
        raise RuleBroken(_("Vul ook het jaar in."), field="target_year")
    if not measure:
        return
    if measure not in dict(measures.items()):
        raise RuleBroken(_("Kies uit de lijst."), field="measure")
    others = edition.lines.exclude(pk=but.pk if but else 0).exclude(measure="")
    read = {(measure, behind.get("target_year")), *others.values_list("measure", "target_year")}
    if len(read) > MOST_MEASURES:
        raise RuleBroken(_("Een blad leest hoogstens 4 cijfers. Haal er eerst een weg."))


def _check_link(behind: Mapping[str, Any], _edition: SheetEdition, _but: SheetLine | None) -> None:
    if not str(behind.get("url") or "").startswith("https://"):
        raise RuleBroken(_("Vul een adres in dat begint met https://."), field="url")


@transaction.atomic
def change_line(*, line: SheetLine, contents: Contents, version: int, by: Person) -> SheetLine:
    """Change a line that was read at ``version``; a line that was taken away comes back.

    Raises OutOfDate when somebody else was first: nothing is written then.
    """
    edition = _draft(line.edition, by)
    _check(contents, edition, line)
    values = _columns(contents) | {"removed_at": None, "changed_at": now(), "version": version + 1}
    if contents.section != line.section:
        values["order"] = _last(edition, contents.section) + 1
    if not SheetLine.objects.filter(pk=line.pk, version=version).update(**values):
        raise OutOfDate(_("Iemand anders veranderde deze regel terwijl jij bezig was."))
    _touch(edition)
    record("sheet.line_changed", line, by=by, region_id=edition.sheet.region_id)
    line.refresh_from_db()
    return line


@transaction.atomic
def move_line(*, line: SheetLine, places: int, by: Person) -> None:
    """Put a line a place up (-1) or down (1) among the lines of its part."""
    edition = _draft(line.edition, by)
    rows = edition.lines.filter(section=line.section, removed_at=None).order_by("order", "pk")
    order = list(rows.values_list("pk", flat=True))
    if line.pk not in order:
        raise RuleBroken(_("Deze regel is weggehaald. Zet hem eerst terug."))
    for place, pk in enumerate(rules.moved(order, line.pk, places), start=1):
        SheetLine.objects.filter(pk=pk).exclude(order=place).update(order=place)
    _touch(edition)


@transaction.atomic
def remove_line(*, line: SheetLine, version: int, by: Person) -> None:
    """Take a line away; until the edition is public it can be put back. Raises OutOfDate like a change."""
    edition = _draft(line.edition, by)
    _write_removed(line, version, removed_at=now())
    _touch(edition)
    record("sheet.line_removed", line, by=by, region_id=edition.sheet.region_id)


@transaction.atomic
def restore_line(*, line: SheetLine, by: Person) -> None:
    """Put a line back that was taken away."""
    edition = _draft(line.edition, by)
    _write_removed(line, SheetLine.objects.get(pk=line.pk).version, removed_at=None)
    _touch(edition)
    record("sheet.line_restored", line, by=by, region_id=edition.sheet.region_id)


def _write_removed(line: SheetLine, version: int, removed_at: Any) -> None:
    values = {"removed_at": removed_at, "changed_at": now(), "version": version + 1}
    if not SheetLine.objects.filter(pk=line.pk, version=version).update(**values):
        raise OutOfDate(_("Iemand anders veranderde deze regel terwijl jij bezig was."))


@transaction.atomic
def adopt_line(*, edition: SheetEdition, line: SheetLine, by: Person) -> SheetLine:
    """Take over a line of the same theme in another region: its words and kind, not what lives behind it.

    Raises RuleBroken for a line that is not public, of another theme, or that was taken over before.
    """
    edition = _draft(edition, by)
    theirs = SheetEdition.objects.select_related("sheet").defer("words").get(pk=line.edition_id)
    if theirs.state not in PUBLIC_EDITION or theirs.sheet.theme_id != edition.sheet.theme_id:
        raise RuleBroken(_("Deze regel kun je niet overnemen."))
    if theirs.sheet_id == edition.sheet_id:
        raise RuleBroken(_("Deze regel staat al op jullie blad."))
    if edition.lines.filter(from_line__key=line.key, removed_at=None).exists():
        raise RuleBroken(_("Deze regel hebben jullie al overgenomen."))
    kind = line.kind if line.kind not in NOT_ADOPTED else LineKind.TEXT
    contents = Contents(line.section, line.text, kind, line.text_en, {"url": line.url})
    return _write(edition, contents, by, from_line=line)


NOT_ADOPTED = (LineKind.ALIGNMENT, LineKind.PARTNER)  # these say something of that region itself
