"""What one must do to complete a course, and who approved somebody's assignment."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Person
from veerkracht.training.models import Course


class CompletionRule(models.Model):
    """What a course asks before somebody has completed it. A course without a row asks every session."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="completion_rule")
    may_miss = models.PositiveSmallIntegerField(
        _("hoeveel bijeenkomsten mag iemand missen?"), default=0
    )
    needs_assignment = models.BooleanField(_("een goedgekeurde opdracht"), default=False)
    needs_elearning = models.BooleanField(_("de e-learning afgerond"), default=False)

    personal_data = HoldsNone(_("Regels van een training."))
    objects: ClassVar[models.Manager[CompletionRule]] = models.Manager()

    class Meta:
        verbose_name = _("regel om een training af te ronden")

    def __str__(self) -> str:
        return f"completion of {self.course_id}"


class AssignmentApproval(models.Model):
    """Somebody's assignment was found good enough by a trainer or coordinator."""

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="assignment_approval")
    approved_at = models.DateTimeField(default=now)
    approved_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Dat iemands opdracht is goedgekeurd, wanneer en door wie"),
        purpose=_("Weten of iemand de training heeft afgerond"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Zo lang als de inschrijving: 2 jaar na de training"),
    )
    objects: ClassVar[models.Manager[AssignmentApproval]] = models.Manager()

    class Meta:
        verbose_name = _("goedgekeurde opdracht")

    def __str__(self) -> str:
        return f"assignment of {self.enrolment_id}"
