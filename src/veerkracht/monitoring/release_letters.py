"""What is told by mail about drafts of a release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import allows
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.monitoring import release_policies as policies
from veerkracht.monitoring import release_queries as queries
from veerkracht.monitoring.models import DraftState
from veerkracht.monitoring.release_check_actions import ASKED, CHECKED
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from veerkracht.monitoring.models import ReleaseDraft


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(CHECKED, checked)
    writers.add(ASKED, asked)


def _whom(facts: dict[str, Any]) -> tuple[ReleaseDraft, Person] | None:
    """The draft and the person, when both are there and the draft is still theirs to see."""
    person = Person.objects.filter(pk=facts["person"], is_active=True).first()
    if person is None:
        return None
    draft = queries.visible_to(person).filter(pk=facts["draft"]).first()
    return (draft, person) if draft else None


def _greeting(person: Person) -> str:
    name = person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def _named(draft: ReleaseDraft) -> dict[str, str]:
    return {"area": draft.area.name, "day": date_format(draft.as_of, "j F Y")}


def _address(draft: ReleaseDraft) -> str:
    return f"{settings.PUBLIC_URL}{reverse('monitoring:release_draft', args=[draft.pk])}"


def checked(facts: dict[str, Any]) -> Letter | None:
    """What came of the draft that you made; none when it is looked at again or was published meanwhile."""
    found = _whom(facts)
    if found is None or found[0].state not in {DraftState.SAFE, DraftState.UNSAFE}:
        return None
    draft, person = found
    safe = (
        _("Er is niemand in te herkennen. Nu kijkt een tweede persoon mee, en die publiceert."),
        _("Je hoeft niets te doen."),
    )
    unsafe = (
        _("Dit kan zo niet naar buiten: iemand kan er iets uit halen over een paar mensen."),
        _("Bekijk wat we vonden, en laat weg wat niet kan."),
    )
    return Letter(
        subject=_("Je vrijgave van cijfers is nagekeken"),
        paragraphs=(
            _greeting(person),
            _("Je zette cijfers klaar over %(area)s, stand van %(day)s.") % _named(draft),
            *(safe if draft.state == DraftState.SAFE else unsafe),
        ),
        button=(_("Bekijk de vrijgave"), _address(draft)),
    )


def asked(facts: dict[str, Any]) -> Letter | None:
    """Somebody asks you as the second person; none when that is no longer needed."""
    found = _whom(facts)
    if found is None or found[0].state != DraftState.SAFE:
        return None
    draft, person = found
    if not allows(policies.check_may_publish, person, draft):
        return None
    return Letter(
        subject=_("Kijk je mee naar nieuwe cijfers?"),
        paragraphs=(
            _greeting(person),
            _("Er staan cijfers klaar over %(area)s, stand van %(day)s.") % _named(draft),
            _("We hebben nagekeken dat niemand erin te herkennen is. Kloppen ze, denk je?"),
        ),
        button=(_("Kijk en publiceer"), _address(draft)),
        after=(_("Wie de cijfers klaarzette, publiceert ze niet zelf. Daarom vragen we jou."),),
    )
