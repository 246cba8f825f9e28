"""Taking a list over: the plan is carried out by the actions of the apps below, and every deed written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from veerkracht.imports.models import Deed
from veerkracht.kernel.clock import today
from veerkracht.people import actions as people
from veerkracht.people.models import Organisation, Sector
from veerkracht.training import actions as training
from veerkracht.training.actions import Earlier, EarlierCount

if TYPE_CHECKING:
    from veerkracht.imports.models import ImportedList
    from veerkracht.imports.verdicts import Plan
    from veerkracht.people.actions import Filled, Newcomer

Told = Callable[[int], None]
AT_ONCE = 2_000


def take_over(imported: ImportedList, plan: Plan, told: Told) -> None:
    """Carry the whole plan out, inside the caller's transaction."""
    _TakingOver(imported, plan, told).run()


class _TakingOver:
    def __init__(self, imported: ImportedList, plan: Plan, told: Told) -> None:
        self.imported, self.plan, self.told = imported, plan, told
        self.by, self.region = imported.by, imported.region
        self.organisations: dict[int, int] = {}
        self.done = 0
        self.deeds: list[Deed] = []

    def run(self) -> None:
        """First what others refer to, then people, then what is about them."""
        self._make_organisations()
        self._fill_organisations()
        self._bring_people()
        self._complete_people()
        self._learning()
        self._counts()
        self._courses()
        Deed.objects.bulk_create(self.deeds, batch_size=AT_ONCE)

    def _make_organisations(self) -> None:
        wanted = {number: self._mended(one) for number, one in self.plan.organisations.items()}
        if not wanted:
            return
        made = people.bring_in_organisations(
            organisations=list(wanted.values()), region=self.region, by=self.by
        )
        self.organisations = {number: made[one.name] for number, one in wanted.items()}
        for number, one in wanted.items():
            self._made("organisation", self.organisations[number], one.name)
        self._forward(len(wanted))

    @staticmethod
    def _mended(given: people.NewOrganisation) -> people.NewOrganisation:
        return replace(given, name=" ".join(given.name.split()))

    def _fill_organisations(self) -> None:
        for row, given in self.plan.organisation_fillings:
            filled = people.complete_organisation(
                organisation=row, given=given, region=self.region, by=self.by
            )
            self._filled("organisation", [filled], {row.pk: row.name})
            self._forward(1)

    def _bring_people(self) -> None:
        newcomers = [self._placed(one) for one in self.plan.newcomers.values()]
        if newcomers:
            made = people.bring_in_people(newcomers=newcomers, by=self.by, told=self._further())
            self.plan.people.update(made)
            labels = {one.address: one.name or one.address for one in newcomers}
            for address, pk in made.items():
                self._made("person", pk, labels[address])
            self._forward(len(newcomers))

    def _complete_people(self) -> None:
        completions = {pk: self._placed(one) for pk, one in self.plan.completions.items()}
        if completions:
            filled = people.complete_people(
                completions=completions, by=self.by, told=self._further()
            )
            labels = {pk: one.name or one.address for pk, one in completions.items()}
            self._filled("person", filled, labels)
            self._forward(len(completions))

    def _learning(self) -> None:
        if not self.plan.learning:
            return
        learning = [
            Earlier(self.plan.people[address], one.title, one.year, one.on, one.hours, one.provider)
            for address, one in self.plan.learning
        ]
        made = training.take_over_learning(
            learning=learning, region=self.region, list_number=self.imported.pk, by=self.by
        )
        for pk in made:
            self._made("learning", pk, "")
        self._grant(learning)
        self._forward(len(learning))

    def _grant(self, learning: Iterable[Earlier]) -> None:
        """The qualification that the coordinator ticked, from the last day that is known."""
        if self.imported.grants is None:
            return
        days: dict[int, date] = {}
        for one in learning:
            day = one.on or min(date(one.year, 1, 1), today())
            days[one.person_id] = max(day, days.get(one.person_id, day))
        made = training.grant_for_earlier(
            days=days, qualification=self.imported.grants, region=self.region, by=self.by
        )
        for pk in made:
            self._made("achievement", pk, "")

    def _counts(self) -> None:
        counts = [
            EarlierCount(title, key[1], number, key[2], key[3], self._organisation(key[4]))
            for key, (title, number) in self.plan.counts.items()
        ]
        if not counts:
            return
        done = training.take_over_counts(
            counts=counts, region=self.region, list_number=self.imported.pk, by=self.by
        )
        for pk, (stood, now_stands) in done.items():
            deed = self._made("count", pk, "")
            deed.made = stood is None
            deed.before, deed.after = {"number": stood}, {"number": now_stands}
        self._forward(len(counts))

    def _courses(self) -> None:
        for values in self.plan.courses:
            row = training.make_course(by=self.by, region=self.region, **self._course(values))
            self._made("course", row.pk, row.title)
            self._forward(1)
        for course, fills in self.plan.course_fillings:
            values = self._course(fills)
            before = {name: _plain(getattr(course, name)) for name in values}
            after = training.change_course(
                by=self.by, course=course, version=course.version, **values
            )
            deed = self._made("course", course.pk, course.title)
            deed.made, deed.before = False, {**before, "version": course.version}
            deed.after = {name: _plain(getattr(after, name)) for name in values}
            self._forward(1)

    def _course(self, values: dict[str, Any]) -> dict[str, Any]:
        """Numbers of organisations and sectors as the verbs of training take them."""
        given = dict(values)
        provider = self._organisation(given.pop("provider_id", None))
        if provider:
            given["provider"] = Organisation.objects.get(pk=provider)
        if sectors := given.pop("sector_ids", ()):
            given["sectors"] = list(Sector.objects.filter(pk__in=sectors))
        return given

    def _placed(self, person: Newcomer) -> Newcomer:
        organisation = self._organisation(person.organisation_id)
        return replace(person, organisation_id=organisation)

    def _organisation(self, number: int | None) -> int | None:
        """The real number of an organisation that was made a moment ago."""
        return self.organisations[number] if number is not None and number < 0 else number

    def _made(self, what: str, row: int, label: str) -> Deed:
        deed = Deed(imported=self.imported, what=what, row=row, made=True, label=label[:254])
        self.deeds.append(deed)
        return deed

    def _filled(self, what: str, filled: Iterable[Filled], labels: dict[int, str]) -> None:
        for one in filled:
            if one.after:
                deed = self._made(what, one.number, labels.get(one.number, ""))
                deed.made, deed.before, deed.after = False, one.before, one.after

    def _further(self) -> Told:
        start = self.done
        return lambda done: self.told(start + done)

    def _forward(self, number: int) -> None:
        self.done += number
        self.told(self.done)


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Organisation) else value
