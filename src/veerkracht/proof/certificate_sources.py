"""What completion, certificates, badges and "Mijn register" give to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.audit.actions import forget_details_of
from veerkracht.enrolment.queries import Afterwards, after_training
from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, own_pages
from veerkracht.people.actions import mergers
from veerkracht.people.policies import has_staff_role
from veerkracht.proof.certificate_actions import issue_due
from veerkracht.proof.certificate_facts import Facts
from veerkracht.proof.certificate_models import Certificate, CertificateState
from veerkracht.proof.completion_models import AssignmentApproval
from veerkracht.proof.lapsing_actions import warn_of_lapsing
from veerkracht.proof.my_register_models import RegisterPeriod
from veerkracht.training import queries as training

if TYPE_CHECKING:
    from veerkracht.enrolment.models import Enrolment
    from veerkracht.people.models import Person

KEEP = timedelta(days=7 * 365 + 2)


def register() -> None:
    """Put every source in its registry."""
    from veerkracht.proof import certificate_handlers, certificate_letters  # noqa: F401, PLC0415 - models must be loaded
    from veerkracht.proof.certificate_block import certificate_block  # noqa: PLC0415 - renders templates

    certificate_letters.register()
    training.workbench_actions.add("proof.certificates", certificate_block, order=60)
    own_pages.add("proof.certificates", my_pages, order=16)
    after_training.add("proof.certificates", certificate_after, order=10)
    own_data.add("proof.certificates", OwnCertificates())
    own_data.add("proof.register_periods", OwnPeriods())
    mergers.add("proof.register_periods", before_merging)
    jobs.add("proof.certificates", Job(run=issue_due, every=timedelta(minutes=15)))
    jobs.add("proof.lapsing", Job(run=warn_of_lapsing, every=timedelta(hours=12)))
    title = gettext_lazy("Certificaten van meer dan 7 jaar geleden")
    retention.add("proof.certificates", Retention(title, overdue, carry_out))


def my_pages(person: Person) -> list[OwnPage]:
    """One's certificates and registers, and for who runs editions: giving certificates."""
    pages = [
        OwnPage(_("Mijn certificaten"), reverse("proof:certificates")),
        OwnPage(_("Mijn register"), reverse("proof:my_register")),
    ]
    if has_staff_role(person):
        pages.append(OwnPage(_("Certificaten geven"), reverse("proof:certify"), work=True))
    return pages


def certificate_after(enrolment: Enrolment) -> Asking[list[Afterwards]]:
    """The certificate of a training, where there is one."""
    mine = Certificate.objects.filter(person=enrolment.person_id, edition=enrolment.edition_id)
    (found,) = yield [mine.filter(state=CertificateState.VALID)]
    return [
        Afterwards(
            _("Bekijk je certificaat"), reverse("proof:certificate", args=[one.pk]), "certificate"
        )
        for one in found
    ]


class OwnCertificates:
    """A person's certificates, and whose assignment the person approved."""

    title = gettext_lazy("Certificaten en goedgekeurde opdrachten")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row per certificate with all that it says, and one per assignment that was approved."""
        approvals = AssignmentApproval.objects.filter(enrolment__person=person)
        mine, approved = yield [
            Certificate.objects.filter(person=person).order_by("-issued_at"),
            approvals.select_related("enrolment__edition__course").order_by("-approved_at"),
        ]
        return [self._row(row) for row in mine] + [
            {
                _("Goedgekeurde opdracht"): str(row.enrolment.edition.course),
                _("Wanneer"): row.approved_at,
            }
            for row in approved
        ]

    def _row(self, row: Certificate) -> dict[str, Any]:
        facts = Facts.read(row.facts)
        return {
            _("Certificaat"): facts.title,
            _("Op naam van"): facts.name,
            _("Uren"): facts.hours,
            _("Dagen"): ", ".join(facts.dates),
            _("Uitgegeven"): row.issued_at,
            _("Stand"): str(row.get_state_display()),
            _("Code"): row.code,
        }

    def erase(self, person: Any) -> None:
        """They go: who checks the code afterwards hears that we do not know it."""
        mine = list(Certificate.objects.filter(person=person))
        forget_details_of(mine)
        Certificate.objects.filter(person=person).delete()


class OwnPeriods:
    """When somebody's periods in registers began."""

    title = gettext_lazy("Periodes in beroepsregisters")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row per register."""
        (rows,) = yield [RegisterPeriod.objects.filter(person=person).order_by("register")]
        return [
            {
                _("Register"): str(row.get_register_display()),
                _("Begin van je periode"): row.starts_on,
            }
            for row in rows
        ]

    def erase(self, person: Any) -> None:
        """They go."""
        RegisterPeriod.objects.filter(person=person).delete()


def before_merging(keep: Person, drop: Person) -> None:
    """Of two beginnings in the same register, that of the account that stays counts."""
    registers = RegisterPeriod.objects.filter(person=keep).values("register")
    RegisterPeriod.objects.filter(person=drop, register__in=registers).delete()


def _old() -> QuerySet[Certificate]:
    return Certificate.objects.filter(issued_at__lt=now() - KEEP)


def overdue() -> int:
    """Certificates issued more than seven years ago."""
    return _old().count()


def carry_out() -> int:
    """Remove them, with what the audit trail kept of their words."""
    forget_details_of(list(_old()))
    removed, _per_model = _old().delete()
    return removed
