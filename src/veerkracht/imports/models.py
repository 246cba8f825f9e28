"""A list that somebody brings, its rows with their fates, and what it did, so that it can be undone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from veerkracht.imports import fields, rules
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area
from veerkracht.training.models import Qualification


class Kind(models.TextChoices):
    """What a list is of; the same words as ``fields.Kind``."""

    PEOPLE = fields.Kind.PEOPLE.value, _("Mensen")
    ORGANISATIONS = fields.Kind.ORGANISATIONS.value, _("Organisaties")
    COURSES = fields.Kind.COURSES.value, _("Trainingen")
    PAST = fields.Kind.PAST.value, _("Wie eerder een training volgde, met namen")
    COUNTS = (
        fields.Kind.COUNTS.value,
        _("Hoeveel mensen eerder een training volgden, alleen aantallen"),
    )


class State(models.TextChoices):
    """Where a list is. The moves between them stand in ``rules.MOVES``."""

    READING = rules.Stage.READING.value, _("wordt gelezen")
    COLUMNS = rules.Stage.COLUMNS.value, _("kies de kolommen")
    WEIGHING = rules.Stage.WEIGHING.value, _("wordt bekeken")
    PREVIEW = rules.Stage.PREVIEW.value, _("klaar om over te nemen")
    TAKING_OVER = rules.Stage.TAKING_OVER.value, _("wordt overgenomen")
    TAKEN_OVER = rules.Stage.TAKEN_OVER.value, _("overgenomen")
    UNDOING = rules.Stage.UNDOING.value, _("wordt teruggedraaid")
    UNDONE = rules.Stage.UNDONE.value, _("teruggedraaid")
    REFUSED = rules.Stage.REFUSED.value, _("niet gelukt")


class RowFate(models.TextChoices):
    """What becomes of a row."""

    NEW = rules.Fate.NEW.value, _("nieuw")
    FILLED = rules.Fate.FILLED.value, _("bekend, vullen we aan")
    UNCHANGED = rules.Fate.UNCHANGED.value, _("verandert niets")
    DOUBLE = rules.Fate.DOUBLE.value, _("staat dubbel in de lijst")
    ASKED = rules.Fate.ASKED.value, _("misschien dezelfde persoon")
    COUNTED = rules.Fate.COUNTED.value, _("telt mee als aantal")
    LEFT_OUT = rules.Fate.LEFT_OUT.value, _("slaan we over")
    REFUSED = rules.Fate.REFUSED.value, _("kan niet")


class ImportedList(models.Model):
    """A list from elsewhere, from the moment it is brought until it is taken over, and after.

    ``columns`` says for each column which field it holds ("" for none); ``meanings`` what values mean
    (what → text → number, "new" or ""); ``surprises`` counts rows whose fate was not the one shown when
    somebody pressed the button.
    """

    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("regio"))
    kind = models.CharField(_("wat staat erin"), max_length=16, choices=Kind)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=State, default=State.READING)
    trouble = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    brought_at = models.DateTimeField(default=now)
    sheets = models.JSONField(default=list)
    sheet = models.CharField(max_length=120, blank=True)
    header = models.PositiveIntegerField(
        null=True
    )  # the row of the file with the words above columns
    headers = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    remembered = models.BooleanField(default=False)
    left_out = models.PositiveIntegerField(default=0)
    meanings = models.JSONField(default=dict)
    count_nameless = models.BooleanField(default=False)
    grants = models.ForeignKey(Qualification, models.SET_NULL, null=True, related_name="+")
    surprises = models.PositiveIntegerField(default=0)
    taken_over_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    personal_data = Holds(
        what=_("Wie welke lijst inbracht, en wanneer"),
        purpose=_("Kunnen terugvinden waar gegevens vandaan komen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na het overnemen; een lijst die niet is overgenomen 30 dagen"),
    )
    objects: ClassVar[models.Manager[ImportedList]] = models.Manager()

    class Meta:
        verbose_name = _("lijst")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken_over_at__isnull=False)
                | ~Q(state__in=[State.TAKEN_OVER, State.UNDOING, State.UNDONE]),
                name="list_taken_over_when",
            ),
            models.CheckConstraint(
                condition=Q(state=State.REFUSED, trouble__gt="") | ~Q(state=State.REFUSED),
                name="list_refused_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                condition=Q(state__in=["reading", "weighing", "taking-over", "undoing"]),
                name="list_busy",
            ),
            models.Index(fields=["region", "-brought_at"], name="list_of_region"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_busy(self) -> bool:
        """Whether a job works on it, or will."""
        return self.state in rules.BUSY

    @property
    def may_undo(self) -> bool:
        """Whether it can still be undone as a whole."""
        return self.state == State.TAKEN_OVER and rules.may_undo(self.taken_over_at, now())


class Upload(models.Model):
    """The file or text as it was brought, until it is taken over."""

    imported = models.OneToOneField(
        ImportedList, models.CASCADE, primary_key=True, related_name="upload"
    )
    content = models.BinaryField()

    personal_data = Holds(
        what=_("De lijst zelf, met alles wat erin staat"),
        purpose=_("De lijst kunnen lezen en nakijken voor het overnemen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot het overnemen, en niet langer dan 30 dagen"),
    )
    objects: ClassVar[models.Manager[Upload]] = models.Manager()

    def __str__(self) -> str:
        return f"upload of {self.imported_id}"


class Progress(models.Model):
    """How far a job is; written beside the job's own transaction, so that others see it grow."""

    imported = models.OneToOneField(
        ImportedList, models.CASCADE, primary_key=True, related_name="progress"
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    personal_data = HoldsNone(_("Alleen hoe ver een taak is."))
    objects: ClassVar[models.Manager[Progress]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"


class Line(models.Model):
    """One row of a list: its number in the file, its cells, and what becomes of it.

    ``about`` is what the row is about once it is weighed: an address, or a name. ``notes`` are
    sentences in the language of who brought the list; ``said`` gives those without facts in the
    reader's. ``twin`` is the address of somebody who may be the same person; ``answer`` is what the
    person says of that.
    """

    imported = models.ForeignKey(ImportedList, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    fate = models.CharField(max_length=12, choices=RowFate, blank=True)
    about = models.CharField(max_length=254, blank=True)
    label = models.CharField(max_length=254, blank=True)
    notes = models.JSONField(default=list)
    twin = models.CharField(max_length=254, blank=True)
    answer = models.CharField(max_length=12, blank=True)

    personal_data = Holds(
        what=_("De regels van een lijst die iemand inbracht"),
        purpose=_("Laten zien wat er met elke regel gebeurt, en het terug kunnen draaien"),
        ground=_("Gerechtvaardigd belang"),
        until=_("30 dagen na het overnemen"),
    )
    objects: ClassVar[models.Manager[Line]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["imported", "number"], name="line_number_once"),
            models.CheckConstraint(
                condition=Q(answer__in=["", *rules.Answer]), name="line_answer_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["imported", "fate", "number"], name="line_by_fate"),
            models.Index(fields=["about"], name="line_about"),
        ]

    def __str__(self) -> str:
        return f"{self.imported_id}/{self.number} {self.fate}"

    @property
    def said(self) -> list[str]:
        """The notes for a reader."""
        return [gettext(note) for note in self.notes]


class Deed(models.Model):
    """One thing that taking over did: made a row, or filled in what was empty.

    ``what`` is person, organisation, course, learning, achievement or count. After undoing, ``stays``
    says why something is still there ("" when it is gone).
    """

    imported = models.ForeignKey(ImportedList, models.CASCADE, related_name="deeds")
    what = models.CharField(max_length=12)
    row = models.BigIntegerField()
    made = models.BooleanField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    label = models.CharField(max_length=254, blank=True)
    stays = models.CharField(max_length=60, blank=True)

    personal_data = Holds(
        what=_("Wat een lijst in jouw gegevens aanvulde"),
        purpose=_("Het terug kunnen draaien"),
        ground=_("Gerechtvaardigd belang"),
        until=_("30 dagen na het overnemen"),
    )
    objects: ClassVar[models.Manager[Deed]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["imported", "what", "row"], name="deed_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["what", "row"], name="deed_of_row")]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.what} {self.row}"


class Memory(models.Model):
    """What somebody said of a list with these headers, for the next one like it.

    The same organisation's people profit as well: the newest that fits is used.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    signature = models.CharField(max_length=64)
    columns = models.JSONField()
    meanings = models.JSONField(default=dict)
    used_at = models.DateTimeField(default=now)

    personal_data = Holds(
        what=_("Welke kolommen jouw lijsten hebben"),
        purpose=_("De volgende lijst sneller overnemen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar nadat je het laatst zo'n lijst inbracht"),
    )
    objects: ClassVar[models.Manager[Memory]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "signature"], name="memory_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["signature", "-used_at"], name="memory_newest")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.signature[:8]}"
