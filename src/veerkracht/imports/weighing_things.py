"""Weighing rows about organisations, courses, and numbers of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from veerkracht.imports import cells, directory
from veerkracht.imports.directory import NEAR
from veerkracht.imports.fields import Field
from veerkracht.imports.past import add_count, title_of, when
from veerkracht.imports.rules import Answer, Fate, Namesake, answered
from veerkracht.imports.verdicts import CountKey, GivenLine, Reader, Verdict, Weighed
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.actions import NewOrganisation
from veerkracht.training.models import CourseKind

if TYPE_CHECKING:
    from veerkracht.imports.models import ImportedList
    from veerkracht.people.models import Organisation
    from veerkracht.training.models import Course

LIKELY = 0.82  # names of organisations this alike are asked about
MOST_NAME = 120
MOST_SUMMARY = 300
MOST_GROUP = 500
SITE = re.compile(r"[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(/\S*)?", re.IGNORECASE)


def weigh_organisations(
    imported: ImportedList, lines: Sequence[GivenLine], reader: Reader
) -> Weighed:
    """Organisations are known by their name, whatever its legal form and accents."""
    weigher = _Organisations(imported, reader)
    return Weighed([weigher.verdict(line) for line in lines], reader.plan)


class _Organisations:
    def __init__(self, imported: ImportedList, reader: Reader) -> None:
        self.reader, self.plan = reader, reader.plan
        self.own = directory.organisations(imported.region)
        self.met: dict[str, str] = {}
        self.by_word: dict[str, set[str]] = {}
        for key in reader.directory.organisations:
            for word in _words(key):
                self.by_word.setdefault(word, set()).add(key)

    def verdict(self, line: GivenLine) -> Verdict:
        """What becomes of this row."""
        name = self.reader.text(line, Field.NAME)[:MOST_NAME]
        key = cells.organisation_key(name)
        verdict = Verdict(line.number, Fate.REFUSED, key, name)
        if not key:
            verdict.notes.append(_("Er staat geen naam."))
            return verdict
        if key in self.met:
            verdict.fate = Fate.DOUBLE
            return verdict
        given = self._given(line, name, verdict)
        known = self.reader.directory.organisations.get(key)
        twin = None if known else self._twin(key)
        verdict.twin = twin.name if twin else ""
        if fate := answered(line.answer, twin):
            return _asked(verdict, fate, twin)
        if twin and line.answer == Answer.SAME:
            known = self.reader.directory.organisations[twin.address]
        self.met[key] = name
        return self._placed(known, given, verdict)

    def _placed(self, known: int | None, given: NewOrganisation, verdict: Verdict) -> Verdict:
        if known is None:
            verdict.fate = Fate.NEW
            self.plan.organisations[-len(self.plan.organisations) - 1] = given
            return verdict
        row = self.own.get(known)
        fills = _fills(row, given) if row else []
        verdict.fate = Fate.FILLED if fills else Fate.UNCHANGED
        if row and fills:
            verdict.notes.append(_("Vult aan: %(fields)s.") % {"fields": ", ".join(fills)})
            self.plan.organisation_fillings.append((row, given))
        if not row:
            verdict.notes.append(_("Is al bekend in een andere regio."))
        return verdict

    def _given(self, line: GivenLine, name: str, verdict: Verdict) -> NewOrganisation:
        sectors = cells.as_several(self.reader.text(line, Field.SECTORS))
        found = {self.reader.sector(text) for text in sectors}
        return NewOrganisation(
            name=name,
            website=_website(self.reader.text(line, Field.WEBSITE), verdict),
            is_school=bool(cells.as_yes(self.reader.text(line, Field.IS_SCHOOL))),
            municipality_id=self.reader.municipality(self.reader.text(line, Field.MUNICIPALITY)),
            sector_ids=tuple(sorted(pk for pk in found if pk)),
        )

    def _twin(self, key: str) -> Namesake | None:
        """An organisation whose name looks much like this one."""
        near = set[str]().union(*(self.by_word.get(word, set()) for word in _words(key)))
        likely = [(SequenceMatcher(None, key, one).ratio(), one) for one in near]
        ratio, best = max(likely, default=(0.0, ""))
        if ratio < LIKELY and not (best and (f" {best} " in f" {key} " and ratio >= NEAR)):
            return None
        return Namesake(
            best,
            self.reader.directory.organisation_names[self.reader.directory.organisations[best]],
        )


def weigh_courses(imported: ImportedList, lines: Sequence[GivenLine], reader: Reader) -> Weighed:
    """Courses are known by their title within the region."""
    known, verdicts = directory.courses(imported.region), []
    met: set[str] = set()
    for line in lines:
        title = reader.text(line, Field.COURSE)
        key = cells.key(title)
        verdict = Verdict(line.number, Fate.REFUSED, key[:254], title[:254])
        verdicts.append(verdict)
        if key and key in met:
            verdict.fate = Fate.DOUBLE
            continue
        try:
            values = _course(line, title, reader, verdict)
        except RuleBroken as broken:
            verdict.notes.insert(0, broken.message)
            continue
        met.add(key)
        _place_course(known.get(key), values, reader, verdict)
    return Weighed(verdicts, reader.plan)


def _place_course(
    known: Course | None, values: dict[str, Any], reader: Reader, verdict: Verdict
) -> None:
    if known is None:
        if "hours" not in values:
            verdict.notes.insert(0, _("Er staat niet hoeveel uren de training duurt."))
            return
        verdict.fate = Fate.NEW
        reader.plan.courses.append(values)
        return
    fills = {
        name: values[name]
        for name in ("goals", "provider_id")
        if values.get(name) and not getattr(known, name)
    }
    verdict.fate = Fate.FILLED if fills else Fate.UNCHANGED
    if fills:
        words = {"goals": _("leerdoelen"), "provider_id": _("aanbieder")}
        verdict.notes.append(
            _("Vult aan: %(fields)s.") % {"fields": ", ".join(words[one] for one in fills)}
        )
        reader.plan.course_fillings.append((known, fills))


def _course(line: GivenLine, title: str, reader: Reader, verdict: Verdict) -> dict[str, Any]:
    """A course's values; raises RuleBroken for one that cannot be."""
    if not title:
        raise RuleBroken(_("Er staat geen titel."))
    if len(title) > MOST_NAME:
        raise RuleBroken(_("De titel is langer dan %(most)s tekens.") % {"most": MOST_NAME})
    summary = reader.text(line, Field.SUMMARY)
    sectors = {reader.sector(text) for text in cells.as_several(reader.text(line, Field.SECTORS))}
    values: dict[str, Any] = {
        "title": title,
        "kind": _kind(reader.text(line, Field.COURSE_KIND), verdict),
        "summary": (summary or title)[:MOST_SUMMARY],
        "goals": reader.text(line, Field.GOALS),
        "sector_ids": tuple(sorted(pk for pk in sectors if pk)),
        "provider_id": reader.organisation(reader.text(line, Field.PROVIDER)),
        **_group(line, reader, verdict),
    }
    hours = reader.text(line, Field.HOURS)
    if hours:
        values["hours"] = _hours(hours)
    return values


def _hours(text: str) -> Decimal:
    hours = cells.as_hours(text)
    if hours is None:
        raise RuleBroken(_("“%(text)s” is geen aantal uren.") % {"text": text[:40]})
    return hours


def _group(line: GivenLine, reader: Reader, verdict: Verdict) -> dict[str, int]:
    """The smallest and largest group, in order; what cannot be is left to the usual 8 to 16."""
    least = cells.as_number(reader.text(line, Field.GROUP_MIN))
    most = cells.as_number(reader.text(line, Field.GROUP_MAX))
    most = most if most and 1 <= most <= MOST_GROUP else None
    least = least if least and 1 <= least <= MOST_GROUP else None
    if least and most and least > most:
        verdict.notes.append(_("De kleinste groep is groter dan de grootste. We draaien ze om."))
        least, most = most, least
    if least is None and most is None:
        return {}
    return {"group_min": least or min(8, most or 8), "group_max": most or max(16, least or 16)}


def _kind(text: str, verdict: Verdict) -> str:
    kind = directory.course_kind(text)
    if text and not kind:
        verdict.notes.append(
            _("“%(text)s” kennen we niet. Het wordt een basistraining.") % {"text": text[:40]}
        )
    return kind or CourseKind.BASIC.value


def weigh_counts(imported: ImportedList, lines: Sequence[GivenLine], reader: Reader) -> Weighed:
    """Numbers per training and year; rows of the same add up."""
    counted, verdicts = directory.counted(imported.region), []
    titles = directory.titles(imported.region)
    totals: dict[CountKey, int] = {}
    rows: dict[CountKey, list[Verdict]] = {}
    for line in lines:
        verdict = Verdict(line.number, Fate.REFUSED, label=reader.text(line, Field.COURSE)[:160])
        verdicts.append(verdict)
        try:
            key, number = _count(line, reader, titles)
        except RuleBroken as broken:
            verdict.notes.append(broken.message)
            continue
        verdict.about = " · ".join(str(part) for part in key if part)[:254]
        verdict.notes.append(f"{key[1]}: {number}")
        totals[key] = totals.get(key, 0) + number
        rows.setdefault(key, []).append(verdict)
    for key, total in totals.items():
        add_count(reader.plan, counted, key, total, rows[key])
    return Weighed(verdicts, reader.plan)


def _count(line: GivenLine, reader: Reader, titles: dict[str, str]) -> tuple[CountKey, int]:
    title = title_of(line, reader)
    year, _on = when(line, reader)
    text = reader.text(line, Field.NUMBER)
    number = cells.as_number(text)
    if number is None or number < 1:
        raise RuleBroken(
            _("“%(text)s” is geen aantal.") % {"text": text[:40]}
            if text
            else _("Er staat geen aantal.")
        )
    return (
        titles.setdefault(cells.key(title), title),
        year,
        reader.municipality(reader.text(line, Field.MUNICIPALITY)),
        reader.sector(reader.text(line, Field.SECTOR)),
        reader.organisation(reader.text(line, Field.ORGANISATION)),
    ), number


def _asked(verdict: Verdict, fate: Fate, twin: Namesake | None) -> Verdict:
    verdict.fate = fate
    if fate is Fate.ASKED and twin:
        verdict.notes.insert(0, _("Lijkt op %(name)s.") % {"name": twin.name})
    return verdict


def _fills(row: Organisation, given: NewOrganisation) -> list[str]:
    fills = []
    if given.website and not row.website:
        fills.append(_("website"))
    if given.municipality_id and not row.municipality_id:
        fills.append(_("gemeente"))
    if given.sector_ids and not row.sectors.all():
        fills.append(_("sectoren"))
    return fills


def _website(text: str, verdict: Verdict) -> str:
    bare = re.sub(r"^https?://", "", text.strip(), flags=re.IGNORECASE)
    if not text:
        return ""
    if not SITE.fullmatch(bare) or len(bare) > 180:
        verdict.notes.append(
            _("“%(text)s” is geen website. Dat laten we weg.") % {"text": text[:40]}
        )
        return ""
    scheme = "http" if text.lower().startswith("http://") else "https"
    return f"{scheme}://{bare}"


def _words(key: str) -> Iterable[str]:
    return (word for word in key.split() if len(word) > 3)
