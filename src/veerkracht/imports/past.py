"""Weighing earlier training: which year, is it there already, and rows that only count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.imports import cells, directory
from veerkracht.imports.fields import Field
from veerkracht.imports.rules import Fate
from veerkracht.imports.verdicts import CountKey, GivenLine, PastTraining, Plan, Reader, Verdict
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.training.actions import FIRST_TAKEN_OVER

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from veerkracht.imports.models import ImportedList
    from veerkracht.people.actions import Newcomer

MOST_TITLE, MOST_PROVIDER = 160, 120


def title_of(line: GivenLine, reader: Reader) -> str:
    """The training's title; raises RuleBroken when there is none."""
    title = reader.text(line, Field.COURSE)[:MOST_TITLE]
    if not title:
        raise RuleBroken(_("Er staat niet welke training het was."))
    return title


def when(line: GivenLine, reader: Reader) -> tuple[int, date | None]:
    """The year, and the day when it is known; raises RuleBroken when it cannot be."""
    typed, year_typed = reader.text(line, Field.ON), reader.text(line, Field.YEAR)
    on = cells.as_date(typed, month_first=reader.month_first) if typed else None
    year = on.year if on else cells.as_year(typed) or cells.as_year(year_typed)
    if year is None and (late := cells.as_date(year_typed)):
        on, year = late, late.year
    if year is None:
        text = typed or year_typed
        raise RuleBroken(
            _("“%(text)s” is geen datum of jaar.") % {"text": text[:40]}
            if text
            else _("Er staat niet wanneer het was.")
        )
    if year < FIRST_TAKEN_OVER:
        raise RuleBroken(
            _("Dit was voor %(year)s. Dat nemen we niet over.") % {"year": FIRST_TAKEN_OVER}
        )
    if year > today().year or (on and on > today()):
        raise RuleBroken(_("Deze datum moet nog komen."))
    return year, on


class Past:
    """Which training stands there already, and what these rows add."""

    def __init__(self, imported: ImportedList, reader: Reader) -> None:
        self.reader, self.plan = reader, reader.plan
        self.there: set[tuple[int, str, int, date | None]] = set()
        self.counted = directory.counted(imported.region)
        self.titles = directory.titles(imported.region)
        self.met: set[tuple[str, str, int, date | None]] = set()
        self.nameless: Counter[CountKey] = Counter()
        self.rows: dict[CountKey, list[Verdict]] = {}

    def understood(self, line: GivenLine, notes: list[str]) -> PastTraining:
        """What the row says was followed, with a note on what is left out; raises RuleBroken."""
        title = title_of(line, self.reader)
        year, on = when(line, self.reader)
        return PastTraining(
            title=self.titles.setdefault(cells.key(title), title),
            year=year,
            on=on,
            hours=self._hours(line, notes),
            provider=self.reader.text(line, Field.PROVIDER)[:MOST_PROVIDER],
        )

    def _hours(self, line: GivenLine, notes: list[str]) -> Decimal | None:
        text = self.reader.text(line, Field.HOURS)
        hours = cells.as_hours(text)
        if text and hours is None:
            words = _("“%(text)s” is geen aantal uren. Dat laten we weg.")
            notes.append(words % {"text": text[:40]})
        return hours

    def remember(self, people: Iterable[int]) -> None:
        """Read what stands there of the people whom the list is about."""
        self.there = directory.taken_over(people)

    def place(self, address: str, training: PastTraining, verdict: Verdict) -> None:
        """Put somebody's training in the plan, and say what that makes of the row."""
        mark = (cells.key(training.title), training.year, training.on)
        known = self.plan.people.get(address)
        if (address, *mark) in self.met:
            verdict.fate = Fate.DOUBLE
        elif known is not None and (known, *mark) in self.there:
            if verdict.fate is not Fate.FILLED:
                verdict.fate = Fate.UNCHANGED
        else:
            if verdict.fate is not Fate.NEW:
                verdict.notes.append(_("Deze persoon is al bekend."))
            verdict.fate = Fate.NEW
            self.plan.learning.append((address, training))
        self.met.add((address, *mark))

    def count(self, person: Newcomer, training: PastTraining, verdict: Verdict) -> None:
        """Let a row without an address count as one person."""
        key: CountKey = (
            training.title,
            training.year,
            person.municipality_id,
            person.sector_id,
            person.organisation_id,
        )
        verdict.fate = Fate.COUNTED
        verdict.notes.append(_("Zonder e-mailadres: alleen het aantal telt mee."))
        self.nameless[key] += 1
        self.rows.setdefault(key, []).append(verdict)

    def settle(self, verdicts: Sequence[Verdict], plan: Plan) -> None:
        """At the end it is known how many count together, and whether that number stands there already."""
        for key, number in self.nameless.items():
            add_count(plan, self.counted, key, number, self.rows[key])


def add_count(
    plan: Plan,
    counted: dict[CountKey, int],
    key: CountKey,
    number: int,
    rows: Sequence[Verdict],
) -> None:
    """Put a number in the plan, unless it stands there already; the rows that make it hear which."""
    stands = counted.get((cells.key(key[0]), *key[1:]))
    if stands == number:
        fate = Fate.UNCHANGED
    else:
        fate = Fate.COUNTED if stands is None else Fate.FILLED
        plan.counts[key] = (key[0], number)
    for row in rows:
        row.fate = fate
        if len(rows) > 1:
            words = ngettext("Samen %(n)s persoon.", "Samen %(n)s mensen.", number)
            row.notes.append(words % {"n": number})
        if stands not in {None, number}:
            row.notes.append(_("Was %(before)s.") % {"before": stands})
