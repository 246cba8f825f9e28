"""What the public feeds tell: the sessions of editions that somebody asks for, without a person in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.contrib.postgres.aggregates import StringAgg
from django.core.cache import caches
from django.db.models import BigIntegerField, CharField, F, Max, Q, Value
from django.db.models.functions import MD5, Cast, Coalesce, Concat, Extract, NullIf
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import now, today
from veerkracht.messages.calendar import Appointment, uid
from veerkracht.training.finder_form import Options
from veerkracht.training.finding import conditions
from veerkracht.training.models import CourseKind, Edition, EditionState, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from veerkracht.training.finding import FinderChoice
    from veerkracht.training.models import EditionQuerySet

MOST_SESSIONS = 5_000  # in one calendar; what begins first goes before
MOST_ENTRIES = 100  # in a feed for readers; what changed last goes before
OPTIONS_KEPT = 60  # seconds
IN_CALENDARS = (EditionState.PUBLISHED, EditionState.CANCELLED)


@dataclass(frozen=True)
class Mark:
    """What a set of editions looked like: ``digest`` differs as soon as anything told differs."""

    digest: str
    changed_at: datetime | None


def lately() -> Options:
    """What can be chosen, at most a minute old: who comes back for news asks no query for it."""
    here = caches["here"]
    kept: Options | None = here.get(key := f"finder-options-{today()}")
    if kept is None:
        here.set(key, kept := Options.of_today(), OPTIONS_KEPT)
    return kept


def in_calendar(choice: FinderChoice) -> EditionQuerySet:
    """Editions that somebody may still have to come to, or should hear that they need not."""
    asked = Q(state__in=IN_CALENDARS, ends_at__gt=now())
    return Edition.objects.filter(asked, *conditions(choice).values())


def in_reader(choice: FinderChoice) -> EditionQuerySet:
    """Editions that lie ahead, what changed last first."""
    ahead = Edition.objects.ahead(now()).filter(*conditions(choice).values())
    return ahead.order_by("-changed_at", "-pk")


def mark_of(editions: EditionQuerySet) -> Mark:
    """One query, whatever their number; every row that is told carries its version."""
    versions = Concat(
        Cast("pk", CharField()),
        Value(":"),
        Cast("version", CharField()),
        Value(":"),
        Cast("course__version", CharField()),
        output_field=CharField(),
    )
    together = StringAgg(versions, Value(" "), order_by=("pk",))
    found = editions.order_by().aggregate(
        digest=Coalesce(MD5(together), Value(""), output_field=CharField()),
        changed_at=Max("changed_at"),
    )
    return Mark(found["digest"], found["changed_at"])


class Row(NamedTuple):
    """A session with what is told of its edition; read as a plain row, for there may be thousands.

    Moments are seconds since 1970: a driver reads a number five times as fast as a date.
    """

    pk: int
    starts_at: int
    ends_at: int
    own_venue: str
    edition: int
    sequence: int
    state: str
    changed_at: int
    venue: str
    online_link: str
    municipality: str | None
    slug: str
    title: str
    summary: str
    kind: str


def rows(editions: EditionQuerySet) -> list[Row]:
    """The sessions of these editions, what begins first first, at most ``MOST_SESSIONS``: one query."""
    sessions = Session.objects.filter(edition__in=editions.order_by().values("pk"))
    columns = (
        *("pk", _seconds("starts_at"), _seconds("ends_at"), "venue", "edition_id"),
        *("edition__sequence", "edition__state", _seconds("edition__changed_at")),
        *("edition__venue", "edition__online_link"),
        *("edition__municipality__name", "edition__course__slug"),
        *(_worded("title"), _worded("summary"), "edition__course__kind"),
    )
    found = sessions.order_by("starts_at", "pk").values_list(*columns)[:MOST_SESSIONS]
    return [Row(*row) for row in found]


def _seconds(field: str) -> Cast:
    return Cast(Extract(field, "epoch", tzinfo=UTC), BigIntegerField())


def _worded(field: str) -> F | Coalesce:
    """A field of the course in the reader's language, Dutch where English is not filled in."""
    dutch = f"edition__course__{field}"
    if not (get_language() or "").startswith("en"):
        return F(dutch)
    return Coalesce(NullIf(F(f"{dutch}_en"), Value("")), F(dutch))


def appointments(editions: EditionQuerySet) -> Iterator[Appointment]:
    """Each session as an event under its lasting name; a called-off one says so in its title too."""
    page = _pages()
    kinds = {kind.value: str(kind.label) for kind in CourseKind}
    for row in rows(editions):
        cancelled = row.state == EditionState.CANCELLED
        url = page.format(row.edition, row.slug)
        yield Appointment(
            uid=uid("session", row.pk),
            sequence=row.sequence,
            starts_at=datetime.fromtimestamp(row.starts_at, UTC),
            ends_at=datetime.fromtimestamp(row.ends_at, UTC),
            title=_("Gaat niet door: %(course)s") % {"course": row.title}
            if cancelled
            else row.title,
            place=row.own_venue or _place(row),
            description=f"{kinds[row.kind]}. {row.summary}\n{url}",
            url=url,
            cancelled=cancelled,
            changed_at=datetime.fromtimestamp(row.changed_at, UTC),
        )


def _place(row: Row) -> str:
    """As ``Edition.place`` says it."""
    if row.online_link and not row.municipality:
        return _("online")
    return ", ".join(part for part in (row.municipality or "", row.venue) if part)


def _pages() -> str:
    """The full address of an edition's page, with room for its number and slug."""
    return settings.PUBLIC_URL + reverse("training:edition", args=[0, "x"]).replace(
        "/0/x/", "/{}/{}/"
    )
