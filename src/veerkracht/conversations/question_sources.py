"""What question sets give to the registries of the apps below: pages, tasks, own data, merging, retention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.conversations.question_fhir import LANGUAGES
from veerkracht.conversations.question_models import (
    KEPT_TRANSLATION,
    QuestionTranslation,
    TranslationHand,
)
from veerkracht.conversations.question_policies import check_may_write_somewhere
from veerkracht.conversations.question_queries import waiting_for_review
from veerkracht.kernel.clock import now
from veerkracht.kernel.permissions import allows
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.actions import mergers

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST = 3


def register() -> None:
    """Put every source in its registry."""
    own_pages.add("conversations.questions", my_pages, order=60)
    tasks.add("conversations.questions", my_tasks, order=60)
    mergers.add("conversations.questions", before_merging)
    own_data.add("conversations.questions", OwnTranslations())
    title = gettext_lazy("Wie een vertaling maakte en nakeek")
    retention.add(
        "conversations.questions", Retention(title, lambda: _past().count(), forget_names)
    )


def my_pages(person: Person) -> list[OwnPage]:
    """For who writes or translates sets."""
    if not allows(check_may_write_somewhere, person):
        return []
    return [OwnPage(_("Vragen voor het gesprek"), reverse("conversations:question_sets"))]


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Translations that wait for another pair of eyes."""
    if not allows(check_may_write_somewhere, person):
        return []
    (waiting,) = yield [waiting_for_review(person)[:MOST]]
    return [
        WaitingTask(
            title=_("Kijk de vertaling van %(title)s na") % {"title": one.edition.title},
            detail=LANGUAGES[one.language],
            url=reverse("conversations:review_translation", args=[one.pk]),
            action=_("Kijk na"),
        )
        for one in waiting
    ]


def before_merging(keep: Person, drop: Person) -> None:
    """Nobody wrote twice in a translation, nor reviewed their own: then the review no longer has a name."""
    known = list(TranslationHand.objects.filter(person=keep).values_list("translation", flat=True))
    TranslationHand.objects.filter(person=drop, translation__in=known).delete()
    both = Q(translated_by=keep, reviewed_by=drop) | Q(translated_by=drop, reviewed_by=keep)
    QuestionTranslation.objects.filter(both).update(reviewed_by=None)


class OwnTranslations:
    """The translations that a person made or reviewed; their name goes when they go."""

    title = gettext_lazy("Vertalingen van vragen")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Which set and language, and what one did."""
        mine = Q(translated_by=person) | Q(reviewed_by=person) | Q(hands__person=person)
        found = QuestionTranslation.objects.filter(mine).select_related("edition").distinct()
        (rows,) = yield [found]
        return [_row(one, person) for one in rows]

    def erase(self, person: Any) -> None:
        """Take the name off; the texts are the set's."""
        TranslationHand.objects.filter(person=person).delete()
        QuestionTranslation.objects.filter(translated_by=person).update(translated_by=None)
        QuestionTranslation.objects.filter(reviewed_by=person).update(reviewed_by=None)


def _row(one: QuestionTranslation, person: Any) -> dict[str, Any]:
    did = _("nagekeken") if one.reviewed_by_id == person.pk else _("meegeschreven")
    return {
        _("Set"): one.edition.title,
        _("Taal"): LANGUAGES[one.language],
        _("Je hebt"): did,
        _("Laatst gewijzigd"): one.changed_at,
    }


def _past() -> QuerySet[QuestionTranslation]:
    """Translations long since changed that still have a name."""
    named = Q(translated_by__isnull=False) | Q(reviewed_by__isnull=False) | Q(hands__isnull=False)
    before = now() - KEPT_TRANSLATION
    return QuestionTranslation.objects.filter(named, changed_at__lt=before).distinct()


def forget_names() -> int:
    """Take the names off; returns of how many translations."""
    past = list(_past().values_list("pk", flat=True))
    TranslationHand.objects.filter(translation__in=past).delete()
    QuestionTranslation.objects.filter(pk__in=past).update(translated_by=None, reviewed_by=None)
    return len(past)
