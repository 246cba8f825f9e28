"""What a certificate says, frozen when it is issued, and read back the same for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from veerkracht.kernel.clock import local
from veerkracht.people.models import Register
from veerkracht.proof.completion_rules import hours_of
from veerkracht.training.models import Accreditation

if TYPE_CHECKING:
    from veerkracht.proof.attendance_queries import Attended
    from veerkracht.training.models import Edition, Session


@dataclass(frozen=True)
class RegisterPoints:
    """What one register gives: its name, the points, and the number of the accreditation."""

    register: str
    label: str
    points: str
    identifier: str

    @property
    def number(self) -> Decimal:
        """The points as a number."""
        return Decimal(self.points)


@dataclass(frozen=True)
class Facts:
    """Name, course, hours and days followed, who offered it, where, points, and the qualification.

    Days are ISO dates; ``on`` is the last day of the edition, from which the qualification counts.
    """

    name: str
    course: str
    course_en: str
    hours: str
    dates: tuple[str, ...]
    on: str
    provider: str
    place: str
    qualification: str
    qualification_en: str
    points: tuple[RegisterPoints, ...] = field(default=())

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Facts:
        """From what lies in ``Certificate.facts``."""
        points = tuple(RegisterPoints(**row) for row in stored["points"])
        return cls(**{**stored, "dates": tuple(stored["dates"]), "points": points})

    def stored(self) -> dict[str, Any]:
        """As it lies in ``Certificate.facts``."""
        return asdict(self)

    @property
    def title(self) -> str:
        """The course in the reader's language."""
        return _in_language(self.course, self.course_en)

    @property
    def holds(self) -> str:
        """The qualification in the reader's language; empty for none."""
        return _in_language(self.qualification, self.qualification_en)

    @property
    def days(self) -> list[date]:
        """The days, first one first."""
        return [date.fromisoformat(day) for day in self.dates]

    @property
    def last_day(self) -> date:
        """The last day of the edition."""
        return date.fromisoformat(self.on)

    @property
    def hours_followed(self) -> Decimal:
        """Hours to one decimal."""
        return Decimal(self.hours)


def _in_language(dutch: str, english: str) -> str:
    return english if english and (get_language() or "nl").startswith("en") else dutch


@dataclass(frozen=True)
class EditionOnPaper:
    """What the certificates of one edition have in common, read once."""

    edition: Edition
    sessions: Sequence[Session]
    points: tuple[RegisterPoints, ...]

    @classmethod
    def of(cls, edition: Edition) -> EditionOnPaper:
        """From an edition that had its last session: two queries, and those for course and provider."""
        sessions = list(edition.sessions.order_by("starts_at"))
        day = local(sessions[-1].ends_at).date()
        rows = Accreditation.objects.filter(
            course=edition.course_id, valid_from__lte=day, valid_until__gte=day
        )
        return cls(edition, sessions, _points(rows.order_by("register", "valid_from")))

    @property
    def last_day(self) -> date:
        """The day from which a qualification counts."""
        return local(self.sessions[-1].ends_at).date()

    def facts(self, name: str, followed: Attended) -> Facts:
        """What the certificate of one person says."""
        course, grants = self.edition.course, self.edition.course.grants
        days = [
            local(one.starts_at).date() for one in self.sessions if one.pk in followed.session_ids
        ]
        return Facts(
            name=name,
            course=course.title,
            course_en=course.title_en,
            hours=str(hours_of(followed.minutes)),
            dates=tuple(day.isoformat() for day in dict.fromkeys(days)),
            on=self.last_day.isoformat(),
            provider=course.provider.name if course.provider else "",
            place=str(self.edition.municipality or ""),
            qualification=grants.name if grants else "",
            qualification_en=grants.name_en if grants else "",
            points=self.points,
        )


def _points(rows: Iterable[Accreditation]) -> tuple[RegisterPoints, ...]:
    """One row per register; of two that are valid on the day, the newest."""
    newest = {row.register: row for row in rows}
    return tuple(
        RegisterPoints(
            register=row.register,
            label=str(Register(row.register).label),
            points=f"{row.points.normalize():f}",
            identifier=row.identifier,
        )
        for row in newest.values()
    )
