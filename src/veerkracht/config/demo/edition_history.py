"""How one edition of the demo came about: made, opened, asked for, left, held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

from veerkracht.config.demo import stories
from veerkracht.config.demo.history import meetings
from veerkracht.enrolment.actions import leave, request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import local
from veerkracht.kernel.errors import RuleBroken
from veerkracht.training.actions import make_edition, publish_edition, record_achievement
from veerkracht.training.models import Edition, QueuePolicy

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast, Directory
    from veerkracht.config.demo.crowd import Profile
    from veerkracht.config.demo.history import History
    from veerkracht.config.demo.plans import EditionPlan
    from veerkracht.people.models import Person
    from veerkracht.training.models import Course

LAST_REQUEST = 1.5  # days ago; what happens later stands in the stories
LINK = "https://vergaderen.voorbeeld.example/training"


@dataclass
class EditionHistory:
    """An edition that is to come about, with all that it needs. ``edition`` is there once it was made."""

    plan: EditionPlan
    course: Course
    directory: Directory
    cast: Cast
    history: History
    _edition: list[Edition] = field(default_factory=list)

    @property
    def edition(self) -> Edition:
        """The edition as it is in the database now."""
        return Edition.objects.select_related("course__region").get(pk=self._edition[0].pk)

    @property
    def coordinator(self) -> Person:
        """Who runs it."""
        return self.cast.coordinator(self.course.region.code)

    @cached_property
    def sessions(self) -> list[tuple[datetime, datetime]]:
        """When people meet."""
        plan = self.plan
        return meetings(
            self.history.now,
            day=plan.day,
            number=plan.meetings,
            every=plan.every,
            hours=plan.time,
        )

    def begin(self) -> None:
        """Put the making of this edition on the line of time: two months ahead, or some weeks ago."""
        weeks_ago = self.history.days_ago(16 + self.history.chance.randrange(14))
        made_at = min(self.sessions[0][0] - timedelta(days=60), weeks_ago)
        self.history.at(made_at, partial(self._make, made_at))

    def _make(self, made_at: datetime) -> None:
        plan = self.plan
        later = self.history.now + timedelta(days=plan.opens_in)
        opens_at = later if plan.opens_in else made_at + timedelta(hours=1)
        edition = make_edition(
            by=self.coordinator,
            course=self.course,
            region=self.course.region,
            sessions=self.sessions,
            trainers=[self.cast[name] for name in plan.trainers],
            opens_at=opens_at,
            capacity=plan.capacity or self.course.group_max,
            municipality=self.directory.towns[plan.town] if plan.town else None,
            venue=plan.venue,
            online_link="" if plan.town else LINK,
            price=plan.price,
            subsidy=plan.subsidy,
            queue_policy=QueuePolicy.BEST_FIT if plan.best_fit else QueuePolicy.STRICT,
            language=plan.language,
            note=plan.note,
        )
        self._edition.append(edition)
        if not plan.draft:
            publish_edition(by=self.coordinator, edition=edition)
            self._go_on(opens_at)

    def _go_on(self, opens_at: datetime) -> None:
        """People ask, some leave again; what else happens stands in the story."""
        self.history.editions.add(self._edition[0].pk)
        plan, starts_at = self.plan, self.sessions[0][0]
        last = min(self.history.days_ago(LAST_REQUEST + 4), starts_at - timedelta(days=2))
        for moment in self.history.between(opens_at, last, plan.placed + plan.left + plan.waiting):
            self.history.at(moment, self.somebody_asks)
        half_way = opens_at + (last - opens_at) / 2
        for moment in self.history.between(half_way, last, plan.left):
            self.history.at(moment, self.somebody_leaves)
        if plan.story:
            stories.STORIES[plan.story](self)
        held = self.sessions[-1][1] + timedelta(hours=18)
        if held < self.history.now and self.course.grants:
            self.history.at(held, self._everybody_learnt)

    def somebody_asks(self) -> None:
        """The next of the crowd who can come asks for a place."""
        for person in self._candidates:
            if self.asks(person):
                return
        raise RuleBroken(f"Nobody is there for {self.plan.course} in {self.plan.venue}")

    def asks(self, person: Person) -> bool:
        """A person asks for a place; False when the rules keep this person out."""
        try:
            request_places(people=[person], editions=[self.edition], by=person)
        except RuleBroken:
            return False
        return True

    def somebody_leaves(self, reason: str = "") -> None:
        """One of those with a place can no longer come."""
        known = {member.pk for member, _profile in self.cast.crowd}
        placed = Enrolment.objects.filter(
            edition=self.edition, state=State.PLACED, person__in=known
        )
        rows = list(placed.order_by("pk").select_related("edition", "person"))
        if not rows:
            raise RuleBroken(f"Nobody can leave {self.plan.course} in {self.plan.venue}")
        row = self.history.chance.choice(rows)
        leave(enrolment=row, by=row.person, reason=reason)

    @cached_property
    def _candidates(self) -> Iterator[Person]:
        """Who might want this course, in a chance order: the sectors it is for and the own region first."""
        sectors = set(self.course.sectors.values_list("code", flat=True))
        chance = self.history.chance
        found = [
            (_distance(profile, sectors, self.course), chance.random(), person)
            for person, profile in self.cast.crowd
            if profile.kind != "student" or self.course.for_students
        ]
        return iter(
            [person for _far, _chance, person in sorted(found, key=lambda entry: entry[:2])]
        )

    def party(self, size: int) -> list[Person]:
        """People of the crowd who can come together: none of them has this course already."""
        live = Enrolment.objects.live().filter(edition__course=self.course)
        taken = set(live.values_list("person_id", flat=True))
        return list(islice((one for one in self._candidates if one.pk not in taken), size))

    def _everybody_learnt(self) -> None:
        """After the last meeting the coordinator notes who learnt what."""
        day = local(self.sessions[-1][1]).date()
        rows = Enrolment.objects.filter(edition=self.edition, state=State.PLACED)
        for row in rows.select_related("person"):
            grants = self.course.grants
            if grants:
                record_achievement(
                    by=self.coordinator, person=row.person, qualification=grants, on=day
                )


def _distance(profile: Profile, sectors: set[str], course: Course) -> int:
    """How far a course is from somebody's work: 0 is for this sector in this region."""
    other_sector = bool(sectors) and profile.sector not in sectors
    return 2 * other_sector + (profile.region != course.region.code)
