"""Who may do what with enrolments."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db import IntegrityError
from django.utils.translation import gettext as _

from veerkracht.enrolment.models import Approver
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.permissions import require
from veerkracht.kernel.registries import Registry
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import coordinates, current_roles, represents
from veerkracht.training.models import TrainerAssignment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import Q

    from veerkracht.enrolment.messages_to_participants_models import MessageToParticipants
    from veerkracht.enrolment.models import Approval, Enrolment
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition
    from veerkracht.training.queries import EditionFacts


class Steward(Protocol):
    """Says whether somebody may give up this place for another person, because they booked it."""

    def __call__(self, by: Person, enrolment: Enrolment) -> bool: ...


class ToldElsewhere(Protocol):
    """Says whether another app tells the person of this place in letters of its own."""

    def __call__(self, enrolment: Enrolment) -> bool: ...


class KeptLonger(Protocol):
    """Says which enrolments another app must keep longer than we do, as evidence."""

    def __call__(self) -> Q: ...


class Holder(Protocol):
    """Locks what an app above guards for these editions, in an order of its own; always after them."""

    def __call__(self, edition_ids: Collection[int]) -> None: ...


class Limit(Protocol):
    """Says in words which limit of an app above was met."""

    def __call__(self) -> str: ...


class BeforeAsking(Protocol):
    """What an app above has to say where somebody asks for a place, or has an offer; None for nothing."""

    def __call__(self, person: Person, edition: Edition) -> Panel | None: ...


@dataclass(frozen=True)
class Panel:
    """A part of a page: its template and facts. ``instead``: what it offers stands in place of the button."""

    template: str
    facts: dict[str, Any]
    instead: bool


holders: Registry[Holder] = Registry("What is held along with editions that are held alone")
limits: Registry[Limit] = Registry("Constraints of the database that a place can meet, in words")
before_asking: Registry[BeforeAsking] = Registry("What should be known before asking for a place")
kept_longer: Registry[KeptLonger] = Registry("Enrolments that are evidence elsewhere")
stewards: Registry[Steward] = Registry("Who else may give up a place: whoever booked it")
told_elsewhere: Registry[ToldElsewhere] = Registry("Places that another app's letters tell of")


@contextmanager
def limits_in_words() -> Iterator[None]:
    """A limit that the database guards was met: RuleBroken with its words. What was done is undone."""
    try:
        yield
    except IntegrityError as error:
        for constraint, words in limits.items():
            if constraint in str(error):
                raise RuleBroken(words()) from error
        raise


def panels(person: Person, edition: Edition) -> list[Panel]:
    """What the apps above say to somebody who may ask for a place in an edition."""
    found = (ask(person, edition) for ask in before_asking)
    return [panel for panel in found if panel]


def check_may_enrol(by: Person, person: Person, region_id: int) -> None:
    """A person enrols themselves, a coordinator anybody in the own region, an employer's contact anybody.

    Whom an employer enrols is not looked up: the answer would tell the employer who they are.
    """
    require(
        by.pk == person.pk or coordinates(by, region_id) or _is_contact(by),
        _("Je kunt alleen jezelf inschrijven."),
    )


def _is_contact(by: Person) -> bool:
    return any(role.kind == RoleKind.EMPLOYER for role in current_roles(by))


def check_may_change(by: Person, enrolment: Enrolment) -> None:
    """The person themselves, or a coordinator of the region: also of people whom a coordinator enrolled."""
    own = by.pk == enrolment.person_id
    require(
        own or coordinates(by, enrolment.edition.region_id),
        _("Dit is de inschrijving van iemand anders."),
    )


def takes_back(by: Person, enrolment: Enrolment) -> bool:
    """Whether somebody gives up for another person what they booked for them."""
    return by.pk != enrolment.person_id and any(may(by, enrolment) for may in stewards)


def check_may_leave(by: Person, enrolment: Enrolment) -> None:
    """Who may change it, and who booked it as long as that app says so; seeing it is another matter."""
    if not takes_back(by, enrolment):
        check_may_change(by, enrolment)


def may_decide(by: Person, approval: Approval) -> bool:
    """A contact of the organisation that was asked, or a coordinator of the region; never about oneself."""
    enrolment = approval.enrolment
    if by.pk == enrolment.person_id:
        return False
    if coordinates(by, enrolment.edition.region_id):
        return True
    asked = approval.approver == Approver.EMPLOYER and approval.organisation_id is not None
    return asked and represents(by, approval.organisation_id)


def check_may_decide(by: Person, approval: Approval) -> None:
    """Raise NotAllowed unless this person decides about the request."""
    require(may_decide(by, approval), _("Over deze aanvraag beslist iemand anders."))


def check_may_run(by: Person, edition: Edition) -> None:
    """A coordinator of the edition's region."""
    require(coordinates(by, edition.region_id), _("Deze training hoort bij een andere regio."))


def check_may_see_list(by: Person, edition: Edition | EditionFacts) -> None:
    """A coordinator of the region, or a trainer of this edition."""
    runs = coordinates(by, edition.region_id)
    require(
        runs or TrainerAssignment.objects.filter(edition=edition.pk, person=by).exists(),
        _("Alleen de trainers en de coördinator zien deze lijst."),
    )


def check_may_write(by: Person, edition: Edition, audience: str) -> None:
    """A coordinator of the region writes to every participant; a trainer to who has a place in their own edition."""
    if coordinates(by, edition.region_id):
        return
    trains = edition.trainer_assignments.filter(person=by).exists()
    require(
        trains and audience == "placed",
        _("Alleen de trainers en de coördinator schrijven deze deelnemers."),
    )


def check_may_withdraw(by: Person, message: MessageToParticipants) -> None:
    """Who wrote it, or a coordinator of the region."""
    require(
        by.pk == message.by_id or coordinates(by, message.region_id),
        _("Dit bericht is van iemand anders."),
    )
