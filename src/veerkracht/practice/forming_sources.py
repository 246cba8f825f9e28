"""What joining and forming give to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.meetings.models import SeriesState
from veerkracht.people.actions import mergers
from veerkracht.people.policies import regions_of_coordinator
from veerkracht.practice import forming_letters
from veerkracht.practice.forming_models import (
    ROUND_KEPT,
    WISH_KEPT,
    Invitation,
    JoinWish,
    KeptApart,
    Round,
    RoundState,
    WishState,
)
from veerkracht.practice.forming_queries import without_wish
from veerkracht.practice.forming_words import THEMES, part_in_words
from veerkracht.practice.forming_work import work_on_rounds

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from veerkracht.people.models import Person


def register() -> None:
    """Put every source in its registry."""
    forming_letters.register()
    jobs.add("practice.forming", Job(run=work_on_rounds, every=timedelta(seconds=1)))
    mergers.add("practice.forming", before_merging)
    own_pages.add("practice.forming", my_pages, order=31)
    tasks.add("practice.forming", my_tasks, order=31)
    own_data.add("practice.forming", OwnWish())
    retention.add(
        "practice.forming",
        Retention(gettext_lazy("Wensen voor intervisie en rondes"), overdue, carry_out),
    )


def my_pages(person: Person) -> list[OwnPage]:
    """Joining, and for coordinators forming groups."""
    pages = [OwnPage(_("Meedoen met intervisie"), reverse("practice:join"))]
    if regions_of_coordinator(person):
        pages.append(OwnPage(_("Groepen vormen"), reverse("practice:forming"), work=True))
    return pages


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """After a training: go on with others; for coordinators: a proposal that waits."""
    regions = regions_of_coordinator(person)
    found = Round.objects.filter(region__in=regions, state=RoundState.FOUND)
    rounds, trainings = yield [
        found.select_related("region").order_by("pk")[:3],
        without_wish(person)[:1],
    ]
    waiting = [
        WaitingTask(
            title=_("Er is een voorstel voor groepen"),
            detail=str(one.region),
            url=reverse("practice:round", args=[one.pk]),
            action=_("Bekijk het"),
        )
        for one in rounds
    ]
    return waiting + [
        WaitingTask(
            title=_("Wil je verder praten met anderen?"),
            detail=str(row.edition.course),
            url=reverse("practice:join"),
            action=_("Doe mee met intervisie"),
        )
        for row in trainings
    ]


class OwnWish:
    """When, where and with whom somebody wanted to meet."""

    title = gettext_lazy("Meedoen met intervisie")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Every wish, with the addresses that only the search reads, and invitations."""
        wishes, invitations = yield [
            JoinWish.objects.filter(person=person)
            .select_related("municipality", "group__series")
            .order_by("pk"),
            Invitation.objects.filter(person=person).order_by("pk"),
        ]
        return [
            *(_wish(one) for one in wishes),
            *({_("Uitgenodigd voor intervisie"): one.told_at} for one in invitations),
        ]

    def erase(self, person: Any) -> None:
        """All of it goes, with what others wrote down about this address."""
        JoinWish.objects.filter(person=person).delete()
        Invitation.objects.filter(person=person).delete()
        KeptApart.objects.filter(Q(one=person) | Q(other=person)).delete()
        _forget_address(person.email.lower())


def _wish(one: JoinWish) -> dict[str, Any]:
    return {
        _("Wens van"): one.made_at,
        _("Hoe het ermee staat"): str(one.get_state_display()),
        _("Groep"): str(one.group or ""),
        _("Wanneer je kunt"): ", ".join(part_in_words(part) for part in one.parts),
        _("Vanuit"): str(one.municipality),
        _("Hoe ver"): one.travel_km,
        _("Waarover"): ", ".join(str(THEMES[code]) for code in one.themes if code in THEMES),
        _("Met wie niet"): ", ".join([*one.not_with, *one.authority_with]),
    }


def _forget_address(address: str) -> None:
    for field in ("not_with", "authority_with"):
        for wish in JoinWish.objects.filter(**{f"{field}__contains": [address]}):
            kept = [one for one in getattr(wish, field) if one != address]
            JoinWish.objects.filter(pk=wish.pk).update(**{field: kept})


def before_merging(keep: Person, drop: Person) -> None:
    """One wish a person, one invitation a region, one row for each pair that is kept apart."""
    if JoinWish.objects.filter(person=keep).exclude(state=WishState.WITHDRAWN).exists():
        JoinWish.objects.filter(person=drop).exclude(state=WishState.WITHDRAWN).delete()
    asked = Invitation.objects.filter(person=keep).values("region")
    Invitation.objects.filter(
        person=drop, region__in=list(asked.values_list("region", flat=True))
    ).delete()
    _merge_pairs(keep, drop)


def _merge_pairs(keep: Person, drop: Person) -> None:
    """The pairs of ``drop`` become pairs of ``keep``, in order, once, and never with oneself."""
    pairs = KeptApart.objects.filter(Q(one=drop) | Q(other=drop))
    for pair in list(pairs):
        other = pair.other_id if pair.one_id == drop.pk else pair.one_id
        pair.delete()
        if other != keep.pk:
            first, second = sorted((keep.pk, other))
            KeptApart.objects.get_or_create(
                region_id=pair.region_id,
                one_id=first,
                other_id=second,
                defaults={"since": pair.since},
            )


def _past() -> list[QuerySet[Any]]:
    wishes = JoinWish.objects.filter(changed_at__lt=now() - WISH_KEPT)
    over = Q(state=WishState.WITHDRAWN) | Q(
        state=WishState.PLACED, group__series__state=SeriesState.ENDED
    )
    old = now() - ROUND_KEPT
    closed = [RoundState.PUBLISHED, RoundState.DISCARDED, RoundState.FAILED]
    return [
        wishes.filter(over | Q(state=WishState.PLACED, group=None)),
        Round.objects.filter(made_at__lt=old, state__in=closed),
        KeptApart.objects.filter(since__lt=old),
        Invitation.objects.filter(told_at__lt=now() - WISH_KEPT),
    ]


def overdue() -> int:
    """Wishes, rounds, pairs and invitations that were kept long enough."""
    return sum(rows.count() for rows in _past())


def carry_out() -> int:
    """Remove them."""
    return sum(_removed(rows) for rows in _past())


def _removed(rows: QuerySet[Any]) -> int:
    model: type[Model] = rows.model
    return rows.delete()[1].get(model._meta.label, 0)
