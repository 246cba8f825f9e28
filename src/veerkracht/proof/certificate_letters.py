"""What is told by mail about certificates, and about a qualification that lapses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local, today
from veerkracht.messages.actions import Writer, writers
from veerkracht.messages.rules import Letter
from veerkracht.proof.certificate_facts import Facts
from veerkracht.proof.certificate_models import Certificate
from veerkracht.proof.certificate_queries import told
from veerkracht.proof.lapsing_queries import nearby_for, still_lapses
from veerkracht.training.models import Achievement

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        "certificate_ready": ready,
        "certificate_corrected": corrected,
        "certificate_revoked": revoked,
        "lapses": lapses,
    }
    for kind, writer in kinds.items():
        writers.add(f"proof.{kind}", writer)


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def _greeting(person: Person) -> str:
    name = person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def _about(facts: dict[str, Any]) -> Certificate | None:
    found = Certificate.objects.select_related("person", "edition__course")
    return found.filter(pk=facts["certificate"]).first()


def ready(facts: dict[str, Any]) -> Letter | None:
    """The certificate is there; old news when it was revoked meanwhile."""
    certificate = _about(facts)
    if certificate is None or not certificate.is_valid:
        return None
    return Letter(
        subject=_("Je certificaat staat klaar: %(course)s")
        % {"course": Facts.read(certificate.facts).title},
        paragraphs=(
            _greeting(certificate.person),
            _("Je hebt de training afgerond. Gefeliciteerd! Je certificaat staat voor je klaar."),
        ),
        facts=told(certificate),
        button=(_("Bekijk je certificaat"), _page(certificate)),
        after=(
            _("Je kunt het als PDF bewaren, en als badge die je ergens anders laat zien."),
            _("Jij kiest wat iemand ziet die de code controleert."),
        ),
    )


def corrected(facts: dict[str, Any]) -> Letter | None:
    """Another name stands on it."""
    certificate = _about(facts)
    if certificate is None or not certificate.is_valid:
        return None
    return Letter(
        subject=_("De naam op je certificaat is aangepast"),
        paragraphs=(
            _greeting(certificate.person),
            _(
                "Op je certificaat staat nu: %(name)s. De code is dezelfde gebleven. Download het opnieuw."
            )
            % {"name": certificate.facts["name"]},
        ),
        facts=told(certificate),
        button=(_("Bekijk je certificaat"), _page(certificate)),
    )


def revoked(facts: dict[str, Any]) -> Letter | None:
    """It does not count any more, and why."""
    certificate = _about(facts)
    if certificate is None or certificate.is_valid:
        return None
    return Letter(
        subject=_("Je certificaat is ingetrokken: %(course)s")
        % {"course": Facts.read(certificate.facts).title},
        paragraphs=(
            _greeting(certificate.person),
            _(
                "Je certificaat telt niet meer. Wie de code controleert, ziet dat het is ingetrokken."
            ),
            _("De reden: %(reason)s") % {"reason": certificate.revoked_reason},
            _("Klopt dat niet? Neem contact op met je trainer of coördinator."),
        ),
        facts=told(certificate),
        button=(_("Bekijk je certificaten"), _absolute(reverse("proof:certificates"))),
    )


def _page(certificate: Certificate) -> str:
    return _absolute(reverse("proof:certificate", args=[certificate.pk]))


def lapses(facts: dict[str, Any]) -> Letter | None:
    """What somebody holds lapses soon, and what nearby would renew it; old news once renewed."""
    found = Achievement.objects.select_related("person__municipality", "qualification")
    achievement = found.filter(pk=facts["achievement"]).first()
    if achievement is None or not still_lapses(achievement, today()):
        return None
    until = date_format(achievement.valid_until or today(), "j F Y")
    offers = nearby_for(achievement.person, achievement.qualification)
    return Letter(
        subject=_("%(qualification)s verloopt op %(day)s")
        % {"qualification": achievement.qualification, "day": until},
        paragraphs=(
            _greeting(achievement.person),
            _("“%(qualification)s” is nog geldig tot en met %(day)s.")
            % {"qualification": achievement.qualification, "day": until},
            _("Met een van deze trainingen houd je het geldig.")
            if offers
            else _(
                "Er is nu nog geen training gepland waarmee je het verlengt. Kijk later nog eens."
            ),
        ),
        facts=tuple(_offer(edition) for edition in offers),
        button=(_("Vind een training"), _absolute(reverse("training:finder"))),
        after=(_("Je hoeft nu niets te doen. Je krijgt deze mail maar één keer."),),
    )


def _offer(edition: Edition) -> tuple[str, str]:
    day = date_format(local(edition.starts_at), "j F Y") if edition.starts_at else _("datum volgt")
    place = edition.place
    words = f"{edition.course}, {place}" if place else str(edition.course)
    link = reverse("training:edition", args=[edition.pk, edition.course.slug])
    return day, f"{words}\n{_absolute(link)}"
