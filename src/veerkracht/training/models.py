"""What can be learnt, when, where, from whom, and what it counts for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person, Register, Sector
from veerkracht.places.models import Area
from veerkracht.training.taken_over import TakenOver, TakenOverCount

if TYPE_CHECKING:
    from datetime import datetime

    from veerkracht.training.registries import Availability


__all__ = [
    "Accreditation",
    "Achievement",
    "Course",
    "CourseKind",
    "Edition",
    "EditionQuerySet",
    "EditionState",
    "Qualification",
    "QueuePolicy",
    "Session",
    "TakenOver",
    "TakenOverCount",
    "TrainerAssignment",
]


class Qualification(models.Model):
    """Something a person can be said to have learnt; it may lapse."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    valid_months = models.PositiveSmallIntegerField(null=True, blank=True)

    personal_data = HoldsNone(_("Een lijst van kwalificaties."))
    objects: ClassVar[models.Manager[Qualification]] = models.Manager()

    def __str__(self) -> str:
        return in_language(self, "name")


class Achievement(models.Model):
    """A person holds a qualification from one day, and until another when it lapses.

    ``taken_over``: a coordinator granted it for training from before the platform.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="achievements")
    qualification = models.ForeignKey(Qualification, models.PROTECT, related_name="achievements")
    achieved_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    taken_over = models.BooleanField(default=False, db_default=False)

    personal_data = Holds(
        what=_("Welke kwalificatie iemand haalde en wanneer"),
        purpose=_("Weten of iemand mee kan doen met een vervolg"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na de laatste dag van geldigheid"),
    )
    objects: ClassVar[models.Manager[Achievement]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "qualification", "achieved_on"], name="achievement_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("achieved_on")),
                name="achievement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.qualification} {self.achieved_on}"


class CourseKind(models.TextChoices):
    """What sort of training it is."""

    BASIC = "basic", _("Basistraining")
    DEEPENING = "deepening", _("Verdieping")
    TRAIN_THE_TRAINER = "train-the-trainer", _("Train-de-trainer")
    COACH = "coach", _("Coachopleiding")
    REFRESHER = "refresher", _("Opfrisdag")
    BLENDED = "blended", _("E-learning met bijeenkomsten")
    IN_COMPANY = "in-company", _("In je eigen organisatie")


class Course(models.Model):
    """A training as it is designed: aims, audience, hours, group size and what one must have."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="courses")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("titel"), max_length=120)
    title_en = models.CharField(_("titel (Engels)"), max_length=120, blank=True)
    kind = models.CharField(_("soort"), max_length=20, choices=CourseKind)
    summary = models.CharField(_("in één zin"), max_length=300)
    summary_en = models.CharField(_("in één zin (Engels)"), max_length=300, blank=True)
    goals = models.TextField(_("wat je leert"), help_text=_("Eén doel per regel."), blank=True)
    goals_en = models.TextField(_("wat je leert (Engels)"), blank=True)
    sectors = models.ManyToManyField(
        Sector, blank=True, related_name="courses", verbose_name=_("voor wie")
    )
    for_students = models.BooleanField(_("ook voor studenten"), default=False)
    hours = models.DecimalField(_("uren"), max_digits=5, decimal_places=1)
    group_min = models.PositiveSmallIntegerField(_("kleinste groep"), default=8)
    group_max = models.PositiveSmallIntegerField(_("grootste groep"), default=16)
    prerequisite = models.ForeignKey(
        Qualification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="required_by",
        verbose_name=_("wat je al moet hebben"),
    )
    grants = models.ForeignKey(
        Qualification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="granted_by",
        verbose_name=_("wat je ermee haalt"),
    )
    provider = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name=_("aanbieder"),
    )
    version = models.PositiveIntegerField(default=1)

    personal_data = HoldsNone(_("Openbare gegevens over trainingen."))
    objects: ClassVar[models.Manager[Course]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="course_has_hours"),
            models.CheckConstraint(
                condition=Q(group_min__gte=1, group_max__gte=F("group_min")),
                name="course_group_size_in_order",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")

    @property
    def goal_list(self) -> list[str]:
        """The goals, one a line, in the reader's language."""
        return [
            line.strip("-• ").strip()
            for line in in_language(self, "goals").splitlines()
            if line.strip()
        ]

    @property
    def lead(self) -> str:
        """The course in one sentence, in the reader's language."""
        return in_language(self, "summary")


class Accreditation(models.Model):
    """A register gives points for a course from one day until another."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="accreditations")
    register = models.CharField(_("register"), max_length=16, choices=Register)
    points = models.DecimalField(_("punten"), max_digits=4, decimal_places=1)
    identifier = models.CharField(_("nummer van de accreditatie"), max_length=40)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot en met"))

    personal_data = HoldsNone(_("Openbare gegevens over trainingen."))
    objects: ClassVar[models.Manager[Accreditation]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "register", "valid_from"], name="accreditation_once_per_start"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="accreditation_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(points__gt=0), name="accreditation_gives_points"),
        ]

    def __str__(self) -> str:
        return f"{self.get_register_display()} {self.points}"


class EditionState(models.TextChoices):
    """From drawing board to history."""

    DRAFT = "draft", _("concept")
    PUBLISHED = "published", _("open")
    CANCELLED = "cancelled", _("gaat niet door")


class QueuePolicy(models.TextChoices):
    """Who is next when places come free."""

    STRICT = "strict", _("Strikt op volgorde")
    BEST_FIT = "best-fit", _("Eerste groep die past")


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions by what lies ahead. Who may see which stands in ``queries.visible_to``."""

    def ahead(self, moment: datetime) -> Self:
        """Published editions that have not begun, soonest first."""
        published = self.filter(state=EditionState.PUBLISHED, starts_at__gt=moment)
        return published.order_by("starts_at", "id")

    def without_dates(self, moment: datetime) -> Self:
        """Published editions whose dates follow and that collect interest at this moment, the newest first."""
        open_now = self.filter(state=EditionState.PUBLISHED, opens_at__lte=moment)
        return open_now.filter(starts_at=None, closes_at__gt=moment).order_by("-id")


class Edition(models.Model):
    """A course on given dates: the thing one books.

    ``starts_at`` and ``ends_at`` repeat the first and last session, for lists; ``sequence`` grows
    with each change that a calendar must hear of (RFC 5545); ``changed_at`` is when ``version``
    last grew. ``price`` and ``subsidy`` are in euro cents: what one pays, and what the subsidy pays
    beside it.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="editions")
    region = models.ForeignKey(Area, models.PROTECT, related_name="editions")
    municipality = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gemeente")
    )
    venue = models.CharField(_("locatie"), max_length=160, blank=True)
    online_link = models.URLField(_("link voor online"), blank=True)
    state = models.CharField(max_length=10, choices=EditionState, default=EditionState.DRAFT)
    capacity = models.PositiveIntegerField(_("aantal plaatsen"), default=16)
    opens_at = models.DateTimeField(_("inschrijven vanaf"))
    closes_at = models.DateTimeField(_("inschrijven tot"))
    cancel_until = models.DateTimeField(_("kosteloos afmelden tot"))
    price = models.PositiveIntegerField(_("prijs"), default=0)
    subsidy = models.PositiveIntegerField(_("subsidie betaalt"), default=0)
    queue_policy = models.CharField(
        _("wachtlijst"), max_length=10, choices=QueuePolicy, default=QueuePolicy.STRICT
    )
    note = models.CharField(_("goed om te weten"), max_length=300, blank=True)
    language = models.CharField(
        _("taal van de training"),
        max_length=5,
        choices=[("nl", _("Nederlands")), ("en", _("Engels"))],
        default="nl",
    )
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    in_evening = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=now)
    words = SearchVectorField(null=True)

    # How full it is, set by a page that knows already, so that the blocks on it need not ask again.
    places: Availability | None = None

    personal_data = HoldsNone(_("Openbare gegevens over trainingen."))
    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="edition_has_places"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="edition_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="edition_ends_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["starts_at", "id"], condition=Q(state="published"), name="edition_agenda"
            ),
            models.Index(fields=["region", "starts_at"], name="edition_of_region"),
            GinIndex(fields=["words"], name="edition_words"),
        ]

    def __str__(self) -> str:
        day = f" ({self.starts_at:%d-%m-%Y})" if self.starts_at else ""
        return f"{self.course}{day}"

    @property
    def is_online(self) -> bool:
        """Whether nobody has to travel."""
        return bool(self.online_link) and self.municipality_id is None

    @property
    def place(self) -> str:
        """Where it is, in one line."""
        if self.is_online:
            return str(_("online"))
        return ", ".join(part for part in (str(self.municipality or ""), self.venue) if part)

    def is_open(self, moment: datetime) -> bool:
        """Whether one can enrol at this moment."""
        return self.state == EditionState.PUBLISHED and self.opens_at <= moment < self.closes_at


class Session(models.Model):
    """One meeting of an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    venue = models.CharField(_("andere locatie"), max_length=160, blank=True)
    online_link = models.URLField(_("link voor online"), blank=True)

    personal_data = HoldsNone(_("Openbare gegevens over trainingen."))
    objects: ClassVar[models.Manager[Session]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["starts_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"
            ),
            # Deferred: sessions that shift together may pass over each other within a transaction.
            models.UniqueConstraint(
                fields=["edition", "starts_at"],
                name="session_once_per_start",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class TrainerAssignment(models.Model):
    """A person trains at an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="trainer_assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="trainer_assignments")
    background = models.CharField(max_length=80, blank=True)

    personal_data = Holds(
        what=_("Wie welke training geeft"),
        purpose=_("Deelnemers laten weten wie er voor de groep staat"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na de training"),
    )
    objects: ClassVar[models.Manager[TrainerAssignment]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "person"], name="trainer_once_per_edition"),
        ]

    def __str__(self) -> str:
        return str(self.person)
