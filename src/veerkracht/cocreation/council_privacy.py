"""What a think tank holds of a person, to see and to erase; what goes in time; and two persons who become one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.models import (
    KEPT,
    KEPT_INVITATION,
    KEPT_OPEN,
    KEPT_VIEW,
    ConsentRound,
    ConsentView,
    Council,
    CouncilInvitation,
    CouncilMember,
    Idea,
    IdeaBallot,
    IdeaDot,
    Proposal,
    ProposalVersion,
)
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.personal_data import Retention
from veerkracht.kernel.together import Asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from veerkracht.people.models import Person

MOST = 500


class OwnCouncils:
    """Where somebody sits or sat, what they proposed and said, and ideas that are still theirs."""

    title = gettext_lazy("Denktanken: wat je voorstelde en zei")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row per membership, invitation, version, view, idea and choice of dots."""
        members, led, asked, versions, views, ideas, dots = yield [
            CouncilMember.objects.filter(person=person).select_related("council").order_by("since"),
            Council.objects.filter(coordinator=person).order_by("name"),
            CouncilInvitation.objects.filter(email__iexact=person.email).select_related("council"),
            ProposalVersion.objects.filter(written_by=person).order_by("-pk")[:MOST],
            ConsentView.objects.filter(person=person)
            .select_related("round__version")
            .order_by("-pk")[:MOST],
            Idea.objects.filter(writer=person).select_related("round")[:MOST],
            IdeaDot.objects.filter(ballot__person=person).select_related("idea__round")[:MOST],
        ]
        return [
            *(_member(one) for one in members),
            *({_("Denktank die je coördineert"): str(one)} for one in led),
            *(
                {_("Uitnodiging voor"): str(one.council), _("Antwoord"): one.get_state_display()}
                for one in asked
            ),
            *(
                {_("Voorstel"): one.title, _("Wat"): one.what, _("Waarom"): one.why}
                for one in versions
            ),
            *(_view(one) for one in views),
            *({_("Vraag"): one.round.question, _("Je idee"): one.words} for one in ideas),
            *({_("Stippen voor"): one.idea.words, _("Aantal"): one.dots} for one in dots),
        ]

    def erase(self, person: Any) -> None:
        """Places, ideas that are still theirs and dots go; what was proposed and said stays without a name.

        In a round that runs, what they said goes as well.
        """
        ConsentView.objects.filter(person=person, round__closed_at=None).delete()
        ConsentView.objects.filter(person=person).update(person=None)
        Proposal.objects.filter(made_by=person).update(made_by=None)
        ProposalVersion.objects.filter(written_by=person).update(written_by=None)
        ConsentRound.objects.filter(opened_by=person).update(opened_by=None)
        Idea.objects.filter(writer=person).delete()
        IdeaBallot.objects.filter(person=person).delete()
        CouncilInvitation.objects.filter(
            Q(email__iexact=person.email) | Q(member__person=person)
        ).delete()
        CouncilInvitation.objects.filter(made_by=person).update(made_by=None)
        CouncilMember.objects.filter(person=person).delete()
        Council.objects.filter(coordinator=person).update(coordinator=None)


def _member(one: CouncilMember) -> dict[str, Any]:
    return {
        _("Denktank"): str(one.council),
        _("Als wat"): str(one.get_role_display()),
        _("Vanaf"): one.since,
        _("Tot"): one.until,
        _("Naam openbaar"): _("ja") if one.public_name else _("nee"),
    }


def _view(one: ConsentView) -> dict[str, Any]:
    return {
        _("Voorstel"): one.round.version.title,
        _("Wat je vond"): str(one.get_kind_display()),
        _("Wat je schreef"): one.words,
        _("Wanneer"): one.said_at,
    }


def before_merging(keep: Person, drop: Person) -> None:
    """One place, one view a round and one ballot a round: what ``keep`` has stays."""
    held = CouncilMember.objects.filter(person=keep, until=None).values("council")
    CouncilMember.objects.filter(
        person=drop, until=None, council__in=list(held.values_list("council", flat=True))
    ).delete()
    said = list(ConsentView.objects.filter(person=keep).values_list("round", flat=True))
    ConsentView.objects.filter(person=drop, round__in=said).delete()
    given = list(IdeaBallot.objects.filter(person=keep).values_list("round", flat=True))
    IdeaBallot.objects.filter(person=drop, round__in=given).delete()


# What goes when its time has passed


def past_members() -> QuerySet[CouncilMember]:
    """Places that ended seven years ago."""
    return CouncilMember.objects.filter(until__lt=today() - KEPT)


def past_invitations() -> QuerySet[CouncilInvitation]:
    """Invitations of a year ago."""
    return CouncilInvitation.objects.filter(made_at__lt=now() - KEPT_INVITATION)


def past_views() -> QuerySet[ConsentView]:
    """Names at what was said two years ago."""
    return ConsentView.objects.filter(round__closed_at__lt=now() - KEPT_VIEW, person__isnull=False)


def past_openers() -> QuerySet[ConsentRound]:
    """Names of who opened a round that was over two years ago."""
    return ConsentRound.objects.filter(closed_at__lt=now() - KEPT_VIEW, opened_by__isnull=False)


def past_makers() -> QuerySet[Proposal]:
    """Names at proposals that did not change for seven years."""
    named = Q(made_by__isnull=False) | Q(versions__written_by__isnull=False)
    return Proposal.objects.filter(named, changed_at__lt=now() - KEPT).distinct()


def past_coordinators() -> QuerySet[Council]:
    """Names of who coordinated a think tank that stopped seven years ago."""
    return Council.objects.filter(until__lt=today() - KEPT, coordinator__isnull=False)


def past_ideas() -> QuerySet[Idea]:
    """Writers of ideas in a round that should have been counted long ago."""
    return Idea.objects.filter(round__opened_at__lt=now() - KEPT_OPEN, writer__isnull=False)


def past_ballots() -> QuerySet[IdeaBallot]:
    """Ballots of such a round."""
    return IdeaBallot.objects.filter(round__opened_at__lt=now() - KEPT_OPEN)


def _unname_makers() -> int:
    numbers = list(past_makers().values_list("pk", flat=True))
    ProposalVersion.objects.filter(proposal__in=numbers).update(written_by=None)
    Proposal.objects.filter(pk__in=numbers).update(made_by=None)
    return len(numbers)


def _gone(title: Any, found: Callable[[], QuerySet[Any]]) -> Retention:
    return Retention(title, lambda: found().count(), lambda: found().delete()[0])


def _unnamed(title: Any, found: Callable[[], QuerySet[Any]], field: str) -> Retention:
    return Retention(title, lambda: found().count(), lambda: found().update(**{field: None}))


RULES: dict[str, Retention] = {
    "members": _gone(gettext_lazy("Plekken in denktanken"), past_members),
    "invitations": _gone(gettext_lazy("Uitnodigingen voor denktanken"), past_invitations),
    "views": _unnamed(gettext_lazy("Namen bij wat leden vonden"), past_views, "person"),
    "openers": _unnamed(gettext_lazy("Wie een ronde opende"), past_openers, "opened_by"),
    "makers": Retention(
        gettext_lazy("Wie voorstellen schreef"), lambda: past_makers().count(), _unname_makers
    ),
    "coordinators": _unnamed(
        gettext_lazy("Wie een denktank coördineerde"), past_coordinators, "coordinator"
    ),
    "ideas": _unnamed(gettext_lazy("Wie een stil idee schreef"), past_ideas, "writer"),
    "ballots": _gone(gettext_lazy("Wie stippen gaf"), past_ballots),
}
