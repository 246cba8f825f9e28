"""Requests for records for research, the files that were made, and who does not want to be in them."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person
from veerkracht.places.models import Area

KEPT = timedelta(days=7 * 365)  # after a request is over: to account for what left


class RecordKind(models.TextChoices):
    """What the records are about. Conversations are not here, and never come."""

    TRAININGS = "trainings", _("Wie welke training volgde")
    INTERVISION = "intervision", _("Wie bij intervisie was")


class ResearchGround(models.TextChoices):
    """The ground on which a researcher may use personal data."""

    SCIENCE = "science", _("Wetenschappelijk onderzoek (AVG artikel 89)")
    PUBLIC_TASK = "public-task", _("Een publieke taak, vastgelegd in een wet of besluit")


class ResearchState(models.TextChoices):
    """Where a request is. The steps stand in ``research_rules.STEPS``."""

    ASKED = "asked", _("wacht op een besluit")
    APPROVED = "approved", _("goedgekeurd")
    REFUSED = "refused", _("afgewezen")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    ENDED = "ended", _("klaar: het bestand is vernietigd")


class ResearchRequest(models.Model):
    """Somebody asks for records for a purpose: who, why, which columns, on which ground, until when.

    ``region`` None is every region. ``columns`` are codes; after a decision those that were agreed.
    ``agreement`` names the data agreement that was signed; ``version`` grows with each change.
    """

    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    researcher = models.CharField(_("onderzoeker"), max_length=120)
    institution = models.CharField(_("instelling"), max_length=120)
    title = models.CharField(_("titel"), max_length=120)
    purpose = models.TextField(_("doel"))
    ground = models.CharField(_("grond"), max_length=12, choices=ResearchGround)
    records = models.CharField(_("gegevens"), max_length=12, choices=RecordKind)
    columns = ArrayField(models.CharField(max_length=20))
    region = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(_("van"))
    until = models.DateField(_("tot en met"))
    keep_until = models.DateField(_("bewaren tot"))
    state = models.CharField(max_length=10, choices=ResearchState, default=ResearchState.ASKED)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    words = models.CharField(_("toelichting"), max_length=600, blank=True)
    agreement = models.CharField(_("overeenkomst"), max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    personal_data = Holds(
        what=_("Wie om gegevens voor onderzoek vroeg, waarom, en wie daarover besloot"),
        purpose=_("Kunnen laten zien welke gegevens de deur uit gingen"),
        ground=_("Wettelijke plicht (verantwoording, AVG artikel 5)"),
        until=_("7 jaar nadat het verzoek is afgerond"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[ResearchRequest]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(asked_by=None) | Q(decided_by=None) | ~Q(asked_by=F("decided_by")),
                name="research_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "ended"]) | ~Q(agreement=""),
                name="research_approved_on_an_agreement",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "withdrawn"]) | Q(decided_at__isnull=False),
                name="research_decided_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="research_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(columns__len__gte=1), name="research_asks_for_something"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ResearchExport(models.Model):
    """A file with records, made once, fetched once. Its key is nowhere; ``content`` goes when fetched or too old."""

    request = models.ForeignKey(ResearchRequest, models.CASCADE, related_name="exports")
    number = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    fetched_at = models.DateTimeField(null=True)
    downloads = models.PositiveSmallIntegerField(default=0)

    personal_data = Holds(
        what=_("Gegevens onder een schuilnaam, voor een onderzoek dat is goedgekeurd"),
        purpose=_("Onderzoek waarover is besloten"),
        ground=_("Wetenschappelijk onderzoek of een publieke taak; wie niet wil, doet niet mee"),
        until=_("Tot het bestand is opgehaald, en hoogstens 7 dagen"),
        keep=timedelta(days=7),
    )
    objects: ClassVar[models.Manager[ResearchExport]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "number"], name="research_export_number_once"
            ),
            models.CheckConstraint(
                condition=Q(downloads__lte=1), name="research_export_fetched_once"
            ),
            models.CheckConstraint(
                condition=Q(fetched_at=None, downloads=0)
                | Q(fetched_at__isnull=False, downloads=1, content=None),
                name="research_export_gone_when_fetched",
            ),
            models.CheckConstraint(
                condition=Q(content=None) | Q(made_at__isnull=False, expires_at__isnull=False),
                name="research_export_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}/{self.number}"


class ResearchObjection(models.Model):
    """Somebody does not want to be in files for research (AVG art. 21(6))."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField()

    personal_data = Holds(
        what=_("Dat iemand niet in bestanden voor onderzoek wil staan"),
        purpose=_("Die keuze volgen"),
        ground=_("Wettelijke plicht (AVG artikel 21)"),
        until=_("Tot je het terugneemt, of je account verwijdert"),
    )
    objects: ClassVar[models.Manager[ResearchObjection]] = models.Manager()

    def __str__(self) -> str:
        return f"objection of {self.person_id}"
