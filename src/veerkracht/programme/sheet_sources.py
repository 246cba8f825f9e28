"""What theme sheets give to the registries of the apps below: tasks, pages, letters, search, own data, retention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.policies import is_coordinator
from veerkracht.programme import programme_activities, programme_search
from veerkracht.programme import sheet_letters as letters
from veerkracht.programme import sheet_queries as queries
from veerkracht.programme.action_models import KEPT
from veerkracht.programme.sheet_models import EditionState, SheetEdition, SheetMove
from veerkracht.programme.sheet_policies import speaks_for

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST = 5


def register() -> None:
    """Put every source in its registry."""
    letters.register()
    programme_search.register()
    programme_activities.register()
    own_pages.add("programme.sheets", my_pages, order=60)
    tasks.add("programme.sheets", my_tasks, order=60)
    own_data.add("programme.sheets", OwnMoves())
    title = gettext_lazy("Wie aan themabladen werkte")
    retention.add("programme.sheets", Retention(title, lambda: _past().count(), _forget_names))


def my_pages(person: Person) -> list[OwnPage]:
    """The sheets that one keeps, and those of one's organisation."""
    pages = []
    if is_coordinator(person):
        pages.append(OwnPage(_("Themabladen"), reverse("programme:sheets_work"), work=True))
    if speaks_for(person):
        label = _("Themabladen van mijn organisatie")
        pages.append(OwnPage(label, reverse("programme:sheets_mine"), work=True))
    return pages


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Looking at a sheet as its owner; going on with one that came back."""
    speaks, coordinator = bool(speaks_for(person)), is_coordinator(person)
    if not speaks and not coordinator:
        return []
    waiting = queries.reviews_waiting(person)[:MOST] if speaks else SheetEdition.objects.none()
    back = queries.came_back_to(person)[:MOST] if coordinator else SheetEdition.objects.none()
    reviews, returned = yield [waiting, back]
    return [_review_task(one) for one in reviews] + [_returned_task(one) for one in returned]


def _review_task(one: SheetEdition) -> WaitingTask:
    return WaitingTask(
        title=_("Kijk naar het themablad %(theme)s") % {"theme": one.sheet.theme},
        detail=str(one.sheet.region),
        url=reverse("programme:sheet_review", args=[one.pk]),
        action=_("Bekijk het blad"),
    )


def _returned_task(one: SheetEdition) -> WaitingTask:
    agreed = one.state == EditionState.APPROVED
    words = (
        _("Maak het themablad %(theme)s openbaar")
        if agreed
        else _("Wijzig het themablad %(theme)s")
    )
    why = _("%(owner)s is akkoord") if agreed else _("%(owner)s stuurde het terug")
    return WaitingTask(
        title=words % {"theme": one.sheet.theme},
        detail=why % {"owner": one.sheet.owner},
        url=reverse("programme:sheet_edit", args=[one.sheet_id]),
        action=_("Naar het blad"),
    )


class OwnMoves:
    """What somebody did with theme sheets, to see; erased, it says only that it was done."""

    title = gettext_lazy("Themabladen")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Each step that one took, with the words."""
        related = ("edition__sheet__theme", "edition__sheet__region")
        mine = SheetMove.objects.filter(by=person).select_related(*related)
        (rows,) = yield [mine.defer("edition__words").order_by("pk")]
        return [
            {
                _("Themablad"): str(one.edition),
                _("Wat je deed"): str(one.get_kind_display()),
                _("Op"): one.made_at,
                _("In eigen woorden"): one.words,
            }
            for one in rows
        ]

    def erase(self, person: Any) -> None:
        """The sheet's history stays, without the name."""
        SheetMove.objects.filter(by=person).update(by=None)


def _past() -> QuerySet[SheetMove]:
    return SheetMove.objects.filter(by__isnull=False, made_at__lt=now() - KEPT)


def _forget_names() -> int:
    return _past().update(by=None)
