"""The verbs for parents: terms, inviting, saying yes or rather not, what they said and what was done with it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions.models import (
    Coalition,
    ParentInvitation,
    ParentTerms,
    ParentWord,
    Seat,
)
from veerkracht.coalitions.parent_models import InvitationState
from veerkracht.coalitions.parent_rules import ANSWER_WITHIN, may_answer
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.meetings.actions import add_member
from veerkracht.meetings.models import Meeting
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.actions import invite_person
from veerkracht.people.models import Person, PersonKind

INVITED, WELCOME, DONE = "coalitions.invited", "coalitions.welcome", "coalitions.done"
ANSWERED = "coalitions.answered"
WITHOUT_MAIL = "zonder-mail.invalid"  # who has no address: news goes by phone (RFC 2606)


def news(kind: str, person: Person, facts: dict[str, int], once: str) -> News:
    """A letter to somebody in their language, not at night."""
    return News(
        kind=kind,
        address=person.email,
        once=f"{kind}:{once}",
        facts=facts,
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )


@dataclass(frozen=True)
class Terms:
    """What parents get, in cents, and who helps."""

    fee_cents: int
    kilometre_cents: int
    childcare: bool
    helper: str
    helper_contact: str


@transaction.atomic
def set_parent_terms(*, coalition: Coalition, terms: Terms, by: Person) -> ParentTerms:
    """Say what this coalition gives parents who take part. Claims that were sent keep what they were sent with."""
    policies.check_guides(by, coalition)
    row, _new = ParentTerms.objects.update_or_create(coalition=coalition, defaults=asdict(terms))
    values = {"fee": terms.fee_cents, "kilometre": terms.kilometre_cents}
    record("parents.terms", row, by=by, region_id=coalition.region_id, values=values)
    return row


@dataclass(frozen=True)
class Invitation:
    """Who is asked (no address: on paper), and the plain words: what, when, where."""

    kind: str
    name: str
    email: str
    asked: str
    when: str
    place: str


@transaction.atomic
def invite_parent(*, coalition: Coalition, invitation: Invitation, by: Person) -> ParentInvitation:
    """Ask somebody to take part, by mail or on paper; they need no account to answer.

    Raises RuleBroken before the coalition said what it gives, or while an invitation to this address is open.
    """
    policies.check_guides(by, coalition)
    if not ParentTerms.objects.filter(coalition=coalition).exists():
        raise RuleBroken(_("Vul eerst in wat ouders krijgen en wie er helpt."))
    _check_not_asked(coalition, invitation.email)
    row = ParentInvitation.objects.create(
        coalition=coalition, made_at=now(), made_by=by, **asdict(invitation)
    )
    if row.email:
        queue([_letter(row)])
    record("parents.invited", row, by=by, region_id=coalition.region_id)
    return row


def _check_not_asked(coalition: Coalition, email: str) -> None:
    waiting = ParentInvitation.objects.filter(coalition=coalition, state=InvitationState.OPEN)
    fresh = waiting.filter(made_at__gt=now() - ANSWER_WITHIN)
    if email and fresh.filter(email__iexact=email).exists():
        raise RuleBroken(_("Op dit adres wacht al een uitnodiging op antwoord."), field="email")
    if email and Seat.objects.filter(coalition=coalition, person__email__iexact=email, until=None):
        raise RuleBroken(_("Deze ouder zit al in de coalitie."), field="email")


def _letter(row: ParentInvitation) -> News:
    return News(
        kind=INVITED,
        address=row.email,
        once=f"{INVITED}:{row.pk}",
        facts={"invitation": row.pk},
        due_at=after_quiet(now()),
    )


@transaction.atomic
def withdraw_invitation(*, invitation: ParentInvitation, by: Person) -> None:
    """Take an invitation back that was not answered; its page says so."""
    policies.check_guides(by, invitation.coalition)
    row = _held(invitation)
    _settle(row, InvitationState.WITHDRAWN)
    record("parents.invitation_withdrawn", row, by=by, region_id=row.coalition.region_id)


def _held(invitation: ParentInvitation) -> ParentInvitation:
    """The invitation under a lock; RuleBroken when it was answered or taken back, or is too old."""
    found = ParentInvitation.objects.select_for_update(of=("self",))
    row = found.select_related("coalition__series", "made_by").get(pk=invitation.pk)
    if row.state != InvitationState.OPEN:
        raise RuleBroken(_("Op deze uitnodiging is al geantwoord."))
    return row


def _settle(row: ParentInvitation, state: InvitationState) -> None:
    row.state, row.answered_at = state, now()
    row.save()


@transaction.atomic
def accept_invitation(*, invitation: ParentInvitation, name: str, email: str = "") -> Seat:
    """Whoever has the invitation says yes: they get an account and a seat, and belong to the meetings.

    The address of a mailed invitation stays what it was. On paper one may leave an address or none. Raises
    RuleBroken for an invitation that was answered, taken back or is over 60 days old.
    """
    row = _held(invitation)
    if not may_answer(row.made_at, now()):
        raise RuleBroken(_("Deze uitnodiging is te oud. Bel gerust met wie je helpt."))
    address = row.email or email or f"ouder-{row.pk}@{WITHOUT_MAIL}"
    person = invite_person(email=address, name=name, by=None, kind=PersonKind.EXPERIENCE)
    row.seat, row.name = _seat(row, person), name
    _settle(row, InvitationState.YES)
    record("parents.accepted", row, by=person, region_id=row.coalition.region_id)
    queue([news(WELCOME, person, {"invitation": row.pk}, str(row.pk))])
    _tell_who_asked(row)
    return row.seat


def _seat(row: ParentInvitation, person: Person) -> Seat:
    """A seat from today on, and a place among those who meet."""
    if row.coalition.until is not None:
        raise RuleBroken(_("Deze coalitie is gestopt."))
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                coalition=row.coalition, kind=row.kind, person=person, since=today()
            )
    except IntegrityError as error:
        raise RuleBroken(_("Je zit al in deze coalitie.")) from error
    add_member(series=row.coalition.series, person=person, by=row.made_by or person)
    return seat


def _tell_who_asked(row: ParentInvitation) -> None:
    if row.made_by is not None and row.made_by.is_active:
        queue([news(ANSWERED, row.made_by, {"invitation": row.pk}, str(row.pk))])


@transaction.atomic
def decline_invitation(*, invitation: ParentInvitation) -> None:
    """Rather not: name and address are wiped at once, and nobody asks why."""
    row = _held(invitation)
    row.name = row.email = ""
    _settle(row, InvitationState.NO)
    record("parents.declined", row, by=None, region_id=row.coalition.region_id)


# What was done with what you said


@transaction.atomic
def say(*, coalition: Coalition, meeting: Meeting, said: str, by: Person) -> ParentWord:
    """A parent writes what they said, or want to say, at a meeting. Raises OutOfDate once it was answered."""
    if not policies.has_parent_seat(by, coalition):
        raise NotAllowed(_("Deze coalitie is van andere mensen."))
    _check_meets(coalition, meeting)
    row, new = ParentWord.objects.select_for_update().get_or_create(
        meeting=meeting,
        person=by,
        defaults={"coalition": coalition, "said": said, "said_at": now()},
    )
    if not new:
        _check_unanswered(row)
        changes = {"said": said, "nothing": False, "version": F("version") + 1}
        ParentWord.objects.filter(pk=row.pk).update(**changes)
    record("parents.said", row, by=by, region_id=coalition.region_id)
    return row


def _check_meets(coalition: Coalition, meeting: Meeting) -> None:
    if meeting.series_id != coalition.series_id:
        raise RuleBroken(_("Kies een bijeenkomst van deze coalitie."), field="meeting")


def _check_unanswered(row: ParentWord) -> None:
    if row.done:
        raise OutOfDate(_("Er is al opgeschreven wat hiermee is gedaan."))


@dataclass(frozen=True)
class Done:
    """What a parent said, and what was done with it; both empty: nothing this time."""

    said: str
    done: str


@transaction.atomic
def tell_what_was_done(
    *, coalition: Coalition, meeting: Meeting, person: Person, what: Done, seen: int, by: Person
) -> ParentWord:
    """Write what was done with what a parent said at a meeting; it goes to that parent by mail.

    ``seen`` is the version that was on the screen, 0 for none. Raises OutOfDate when it changed meanwhile, and
    RuleBroken for what was done without what was said.
    """
    policies.check_guides(by, coalition)
    _check_meets(coalition, meeting)
    if not policies.has_parent_seat(person, coalition):
        raise RuleBroken(_("Kies een ouder van deze coalitie."))
    if what.done and not what.said:
        raise RuleBroken(_("Schrijf ook op wat deze ouder zei."), field="said")
    row = _word(coalition, meeting, person, seen)
    first = not row.done
    _answer(row, what, by)
    if row.done and first:
        queue([news(DONE, person, {"word": row.pk}, str(row.pk))])
    record("parents.told_what_was_done", row, by=by, region_id=coalition.region_id)
    return row


def _word(coalition: Coalition, meeting: Meeting, person: Person, seen: int) -> ParentWord:
    """The row under a lock, or a new one that is not yet kept."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    found = ParentWord.objects.select_for_update().filter(meeting=meeting, person=person).first()
    if (found.version if found else 0) != seen:
        raise OutOfDate(_("Dit veranderde net. Kijk nog eens naar wat er nu staat."))
    if found is not None:
        found.version += 1
        return found
    return ParentWord(coalition=coalition, meeting=meeting, person=person, said_at=now())


def _answer(row: ParentWord, what: Done, by: Person) -> None:
    row.said, row.done = what.said, what.done
    row.nothing = not what.said
    row.done_at, row.done_by = (now(), by) if what.done else (None, None)
    row.save()
