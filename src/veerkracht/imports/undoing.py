"""Undoing a whole list: what it made goes unless it was used since, what it filled in is emptied again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from veerkracht.enrolment.models import LIVE, Enrolment
from veerkracht.imports.models import Deed, State
from veerkracht.people import actions as people
from veerkracht.people.actions import Filled
from veerkracht.training import actions as training
from veerkracht.training.models import Achievement, Course

if TYPE_CHECKING:
    from veerkracht.imports.models import ImportedList

Told = Callable[[int], None]
AT_ONCE = 2_000
CHANGED, USED_ELSEWHERE, ENROLLED = "changed", "another-list", "enrolment.enrolment"


def undo(imported: ImportedList, told: Told) -> None:
    """Undo every deed, last things first, inside the caller's transaction; each deed then says what stays."""
    _Undoing(imported, told).run()


class _Undoing:
    def __init__(self, imported: ImportedList, told: Told) -> None:
        self.imported, self.told = imported, told
        # who asks for it, not who brought the list: that person may have left since
        self.by, self.region = imported.undone_by or imported.by, imported.region
        self.deeds = list(imported.deeds.all())
        self.stays: dict[tuple[str, int], str] = {}

    def run(self) -> None:
        """What is about people first, then people, then what they refer to."""
        self._learning()
        self._counts()
        self._people()
        self._courses()
        self._organisations()
        for deed in self.deeds:
            deed.stays = self.stays.get((deed.what, deed.row), "")
        staying = [deed for deed in self.deeds if deed.stays]
        Deed.objects.bulk_update(staying, ["stays"], batch_size=AT_ONCE)

    def _of(self, what: str, *, made: bool) -> dict[int, Deed]:
        return {deed.row: deed for deed in self.deeds if deed.what == what and deed.made is made}

    def _stay(self, what: str, why: dict[int, str]) -> None:
        self.stays |= {(what, row): reason[:60] for row, reason in why.items()}

    def _learning(self) -> None:
        achievements = set(self._of("achievement", made=True))
        needed = _needed(achievements)
        self._stay("achievement", dict.fromkeys(needed, ENROLLED))
        training.take_back_learning(
            learning=set(self._of("learning", made=True)),
            achievements=achievements - needed,
            region=self.region,
            by=self.by,
        )

    def _counts(self) -> None:
        deeds = self._of("count", made=True) | self._of("count", made=False)
        stay = training.take_back_counts(
            counts={pk: (one.before["number"], one.after["number"]) for pk, one in deeds.items()},
            region=self.region,
            by=self.by,
        )
        self._stay("count", dict.fromkeys(stay, CHANGED))

    def _people(self) -> None:
        filled = self._of("person", made=False)
        kept = people.restore_people(
            fillings=[Filled(pk, one.before, one.after) for pk, one in filled.items()], by=self.by
        )
        self._stay("person", dict.fromkeys(kept, CHANGED))
        made = set(self._of("person", made=True))
        elsewhere = _filled_elsewhere(self.imported, made)
        self._stay("person", dict.fromkeys(elsewhere, USED_ELSEWHERE))
        self._stay(
            "person",
            people.take_back_people(numbers=made - elsewhere, by=self.by, told=self.told),
        )

    def _courses(self) -> None:
        for pk, deed in self._of("course", made=False).items():
            if not _course_restored(self, pk, deed):
                self._stay("course", {pk: CHANGED})
        made = self._of("course", made=True)
        stay = training.take_back_courses(courses=set(made), region=self.region, by=self.by)
        self._stay("course", stay)

    def _organisations(self) -> None:
        for pk, deed in self._of("organisation", made=False).items():
            whole = people.restore_organisation(
                filled=Filled(pk, deed.before, deed.after), region=self.region, by=self.by
            )
            if not whole:
                self._stay("organisation", {pk: CHANGED})
        made = set(self._of("organisation", made=True))
        stay = people.take_back_organisations(numbers=made, region=self.region, by=self.by)
        self._stay("organisation", stay)


def _needed(achievements: Collection[int]) -> set[int]:
    """Qualifications by which somebody came in somewhere since."""
    found = set()
    for row in Achievement.objects.filter(pk__in=achievements):
        live = Enrolment.objects.filter(person=row.person_id, state__in=LIVE)
        if live.filter(edition__course__prerequisite=row.qualification_id).exists():
            found.add(row.pk)
    return found


def _filled_elsewhere(imported: ImportedList, made: Collection[int]) -> set[int]:
    """People whom another list, that still stands, added something to."""
    others = Deed.objects.filter(what="person", made=False, row__in=made)
    standing = others.filter(imported__state=State.TAKEN_OVER).exclude(imported=imported)
    return set(standing.values_list("row", flat=True))


def _course_restored(undoing: _Undoing, pk: int, deed: Deed) -> bool:
    """Empty again what was filled in of a course, unless it was changed since."""
    row = Course.objects.filter(pk=pk).first()
    if row is None or row.version != deed.before["version"] + 1:
        return False
    values: Any = {name: None if name == "provider" else "" for name in deed.after}
    training.change_course(by=undoing.by, course=row, version=row.version, **values)
    return True
