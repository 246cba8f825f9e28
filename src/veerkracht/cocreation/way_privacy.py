"""What these parts hold of a person, to see and to erase; and what goes when its time has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.ask_models import KEPT_ADDRESS, KEPT_QUESTION
from veerkracht.cocreation.join_actions import leave
from veerkracht.cocreation.join_models import LEFT_KEPT, UNCONFIRMED_KEPT
from veerkracht.cocreation.models import (
    Offer,
    Placement,
    Question,
    QuestionStep,
    Reaction,
    StepKind,
    Way,
    WayUse,
)
from veerkracht.cocreation.student_models import KEPT_PLACEMENT, KEPT_REACTION
from veerkracht.cocreation.way_models import KEPT_USE
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.personal_data import Retention
from veerkracht.kernel.together import Asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

MOST = 500


class OwnWays:
    """Ways of working that somebody made, and notes of how they used one."""

    title = gettext_lazy("Werkvormen")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """What one made and wrote."""
        ways, uses = yield [
            Way.objects.filter(made_by=person)[:MOST],
            WayUse.objects.filter(by=person).select_related("way")[:MOST],
        ]
        return [
            *({_("Werkvorm die je maakte"): one.title} for one in ways),
            *(
                {
                    _("Werkvorm die je gebruikte"): one.way.title,
                    _("Wanneer"): one.day,
                    _("Met wie"): one.with_whom,
                    _("Wat ging goed"): one.went_well,
                    _("Tip"): one.tip,
                }
                for one in uses
            ),
        ]

    def erase(self, person: Any) -> None:
        """Notes go; ways of working stay without their maker's name, those never shown go."""
        WayUse.objects.filter(by=person).delete()
        Way.objects.filter(made_by=person, published_at=None).delete()
        Way.objects.filter(made_by=person).update(made_by=None, credit="")


class OwnQuestions:
    """What somebody asked, answered and offers."""

    title = gettext_lazy("Vraag de beweging en Doe mee")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Questions, answers and offers, also those of the own address from before signing in."""
        asked, answers, offers = yield [
            Question.objects.filter(_of(person))[:MOST],
            QuestionStep.objects.filter(by=person, kind=StepKind.ANSWERED).select_related(
                "question"
            )[:MOST],
            Offer.objects.filter(_of(person)).select_related("area", "organisation")[:MOST],
        ]
        return [
            *({_("Je vraag"): one.title, _("Toelichting"): one.text} for one in asked),
            *({_("Vraag"): one.question.title, _("Je antwoord"): one.text} for one in answers),
            *(
                {
                    _("Wat je aanbiedt"): one.themes,
                    _("Organisatie"): one.organisation_shown,
                    _("Gemeente"): str(one.area),
                    _("Stand"): one.get_state_display(),
                }
                for one in offers
            ),
        ]

    def erase(self, person: Any) -> None:
        """Questions go; what lay with this person goes on to others; answers stay without a name."""
        Question.objects.filter(_of(person)).delete()
        for offer in Offer.objects.filter(_of(person)):
            if offer.state in {"asked", "confirmed", "accepted"}:
                leave(offer=offer, by=None)
            offer.delete()
        wrote = QuestionStep.objects.filter(by=person)
        wrote.update(by=None)


def _of(person: Any) -> Q:
    return Q(person=person) | Q(email=person.email)


class OwnPlacements:
    """Placements that somebody posted, and reactions from their address."""

    title = gettext_lazy("Stage en afstuderen")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Placements and reactions."""
        posted, reactions = yield [
            Placement.objects.filter(posted_by=person)[:MOST],
            Reaction.objects.filter(email=person.email).select_related("placement")[:MOST],
        ]
        return [
            *({_("Opdracht die je plaatste"): one.title} for one in posted),
            *(
                {
                    _("Opdracht waarop je reageerde"): one.placement.title,
                    _("Wat je schreef"): one.text,
                    _("Antwoord"): one.answer,
                }
                for one in reactions
            ),
        ]

    def erase(self, person: Any) -> None:
        """Reactions go; a placement is of the organisation, and stays without who posted it."""
        Reaction.objects.filter(email=person.email).delete()
        Placement.objects.filter(posted_by=person).update(posted_by=None)


def old_addresses() -> QuerySet[Question]:
    """Questions that ended more than thirty days ago and still have a name or address."""
    ended = Question.objects.filter(ended_at__lt=now() - KEPT_ADDRESS)
    return ended.exclude(email="", name="", person=None)


def forget_addresses() -> int:
    """Wipe them; how many."""
    return old_addresses().update(email="", name="", person=None)


def _old_questions() -> QuerySet[Question]:
    unconfirmed = Q(state="asked", made_at__lt=now() - UNCONFIRMED_KEPT)
    return Question.objects.filter(unconfirmed | Q(ended_at__lt=now() - KEPT_QUESTION))


def _old_offers() -> QuerySet[Offer]:
    unconfirmed = Q(state="asked", made_at__lt=now() - UNCONFIRMED_KEPT)
    gone = Q(state__in=["left", "refused"], decided_at__lt=now() - LEFT_KEPT)
    return Offer.objects.filter(unconfirmed | gone)


def _old_reactions() -> QuerySet[Reaction]:
    unconfirmed = Q(state="asked", made_at__lt=now() - UNCONFIRMED_KEPT)
    return Reaction.objects.filter(unconfirmed | Q(made_at__lt=now() - KEPT_REACTION))


def _old_placements() -> QuerySet[Placement]:
    return Placement.objects.filter(ended_at__lt=now() - KEPT_PLACEMENT)


def _old_uses() -> QuerySet[WayUse]:
    return WayUse.objects.filter(day__lt=today() - KEPT_USE)


def _rule(title: Any, rows: Callable[[], QuerySet[Any]]) -> Retention:
    return Retention(title, lambda: rows().count(), lambda: _delete(rows()))


def _delete(rows: QuerySet[Any]) -> int:
    number = rows.count()
    rows.delete()
    return number


RULES: dict[str, Retention] = {
    "question_addresses": Retention(
        gettext_lazy("Namen en adressen bij vragen"),
        lambda: old_addresses().count(),
        forget_addresses,
    ),
    "questions": _rule(gettext_lazy("Vragen aan de beweging"), _old_questions),
    "offers": _rule(gettext_lazy("Aanbod dat stopte of niet werd bevestigd"), _old_offers),
    "reactions": _rule(gettext_lazy("Reacties van studenten"), _old_reactions),
    "placements": _rule(gettext_lazy("Stages en opdrachten"), _old_placements),
    "way_uses": _rule(gettext_lazy("Ervaringen met werkvormen"), _old_uses),
}
