"""The verbs of rounds: opening one, saying what one thinks, closing it, and what comes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import council_policies as policies
from veerkracht.cocreation.council_actions import news
from veerkracht.cocreation.models import (
    ConsentRound,
    ConsentView,
    CouncilMember,
    RoundOutcome,
    ViewKind,
)
from veerkracht.cocreation.proposal_actions import held, move
from veerkracht.cocreation.proposal_rules import (
    AFTER,
    is_length,
    needed,
    outcome,
    remind_from,
)
from veerkracht.kernel.clock import local, now, today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.meetings.actions import decide
from veerkracht.meetings.models import Meeting, MeetingState
from veerkracht.messages.actions import queue
from veerkracht.people.queries import coordinators_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from veerkracht.cocreation.models import Council, Proposal
    from veerkracht.meetings.models import Decision
    from veerkracht.people.models import Person

OPENED, REMINDER = "cocreation.round_opened", "cocreation.round_reminder"
RESULT = "cocreation.round_result"
MOST_AT_ONCE = 100  # rounds that the job looks at


def members_now(council: Council) -> list[CouncilMember]:
    """Who is asked in a round: everybody who sits there and has an account that works."""
    found = CouncilMember.objects.filter(council=council, until=None, person__is_active=True)
    return list(found.select_related("person").order_by("person__name", "pk"))


def last_meeting(council: Council) -> Meeting | None:
    """The latest session that began: a decision is written down with it."""
    begun = Meeting.objects.filter(series=council.series_id, starts_at__lte=now())
    found = begun.exclude(state=MeetingState.CANCELLED).select_related("series__region")
    return found.order_by("-starts_at").first()


@transaction.atomic
def open_round(
    *, proposal: Proposal, closes_at: datetime, review_on: date, by: Person
) -> ConsentRound:
    """Ask every member what they think of the newest version, until a moment. By who looks after it.

    Raises RuleBroken for a proposal that is not ready, a bad length, a day to look again that is too early,
    without members, or before the first session.
    """
    proposal = held(proposal)
    council = proposal.council
    policies.check_may_look_after(by, council)
    _check_times(closes_at, review_on)
    members = members_now(council)
    if not members:
        raise RuleBroken(_("Er zijn nog geen leden om het aan te vragen."))
    if last_meeting(council) is None:
        message = _("Kom eerst één keer samen. Een besluit hoort bij een bijeenkomst.")
        raise RuleBroken(message)
    move(proposal, "open")
    made = ConsentRound.objects.create(
        proposal=proposal,
        version=proposal.versions.all()[0],
        opened_at=now(),
        opened_by=by,
        closes_at=closes_at,
        needed=needed(len(members), council.quorum),
        review_on=review_on,
    )
    _tell(OPENED, made, [one.person for one in members])
    record("round.opened", made, by=by, region_id=council.region_id)
    return made


def _check_times(closes_at: datetime, review_on: date) -> None:
    if not is_length(now(), closes_at):
        message = _("Een ronde duurt minstens een uur en hoogstens zestig dagen.")
        raise RuleBroken(message, field="closes_on")
    if review_on <= local(closes_at).date():
        raise RuleBroken(_("Kies een dag na de ronde."), field="review_on")


def _tell(kind: str, about: ConsentRound, people: list[Person]) -> None:
    queue([news(kind, one, {"round": about.pk}, f"{about.pk}:{one.pk}") for one in people])


def _open(found: ConsentRound) -> ConsentRound:
    """The round under a lock, with its proposal; RuleBroken once it is closed."""
    rows = ConsentRound.objects.select_for_update(of=("self",))
    row = rows.select_related("version", "proposal__council__series").get(pk=found.pk)
    if row.closed_at is not None:
        raise RuleBroken(_("Deze ronde is voorbij."))
    return row


@transaction.atomic
def say_view(*, about: ConsentRound, kind: str, words: str, by: Person) -> ConsentView:
    """A member says what they think; again changes it, until the round closes.

    Raises NotAllowed for who is no member, RuleBroken for an objection without its reason, or too late.
    """
    row = _open(about)
    policies.check_sits_in(by, row.proposal.council)
    if row.closes_at <= now():
        raise RuleBroken(_("Deze ronde is voorbij."))
    if kind not in ViewKind.values:
        raise RuleBroken(_("Kies een van de antwoorden."), field="kind")
    if kind == ViewKind.OBJECTION and not words.strip():
        message = _("Schrijf op waarom je bezwaar hebt. Dan kan het voorstel beter worden.")
        raise RuleBroken(message, field="words")
    if kind == ViewKind.REMARK and not words.strip():
        raise RuleBroken(_("Schrijf je opmerking op, of kies: akkoord."), field="words")
    keeps = kind in {ViewKind.OBJECTION, ViewKind.REMARK}
    values = {"kind": kind, "words": words.strip() if keeps else "", "said_at": now()}
    view, _new = ConsentView.objects.update_or_create(round=row, person=by, defaults=values)
    record("round.said", row, by=by, region_id=row.proposal.council.region_id)
    return view


@transaction.atomic
def close_round(*, about: ConsentRound, by: Person) -> ConsentRound:
    """A round ends: early when everybody said something, else from its moment on.

    Without an objection, and with enough who said anything, it is a decision of the last session, looked at
    again on its day; else the proposal goes back. Every member hears. Raises NotAllowed for who does not look
    after it, and RuleBroken while somebody may still speak.
    """
    proposal = held(about.proposal)
    row = _open(about)
    policies.check_may_look_after(by, proposal.council)
    said = list(row.views.values_list("kind", flat=True))
    members = members_now(proposal.council)
    if row.closes_at > now() and len(said) < len(members):
        message = _("Nog niet iedereen zei iets. Wacht tot de ronde voorbij is.")
        raise RuleBroken(message)
    row.outcome = RoundOutcome(outcome(said, row.needed))
    row.closed_at = now()
    if row.outcome == RoundOutcome.PASSED:
        row.decision = _decision(row, proposal.council, by)
    row.save(update_fields=["outcome", "closed_at", "decision"])
    move(proposal, AFTER[row.outcome])
    _tell(RESULT, row, [one.person for one in members])
    values = {"outcome": row.outcome}
    record("round.closed", row, by=by, region_id=proposal.council.region_id, values=values)
    return row


def _decision(row: ConsentRound, council: Council, by: Person) -> Decision:
    meeting = last_meeting(council)
    if meeting is None:
        raise RuleBroken(_("Kom eerst één keer samen. Een besluit hoort bij een bijeenkomst."))
    facts = {"title": row.version.title, "number": row.version.number}
    what = _("%(title)s (voorstel, versie %(number)s)") % facts
    review_on = max(row.review_on, today() + timedelta(days=1))
    return decide(meeting=meeting, what=what, review_on=review_on, by=by)


# What comes round


def close_due_rounds() -> int:
    """Close rounds whose moment has come, for who looks after them; how many (a job).

    Where nobody looks after one any more, it waits.
    """
    related = ConsentRound.objects.select_related("proposal__council__coordinator", "opened_by")
    due = related.filter(closed_at=None, closes_at__lte=now()).order_by("closes_at")
    return sum(_closed(one) for one in due[:MOST_AT_ONCE])


def _closed(row: ConsentRound) -> bool:
    council = row.proposal.council
    candidates = [council.coordinator, row.opened_by, *coordinators_of(council.region_id)]
    for by in candidates:
        if by is None or not by.is_active:
            continue
        try:
            close_round(about=row, by=by)
        except (NotAllowed, RuleBroken):
            continue
        return True
    return False


def remind_of_rounds() -> int:
    """Remind who said nothing yet, once a round, some time before it closes; how many rounds (a job)."""
    waiting = ConsentRound.objects.filter(closed_at=None, reminded_at=None, closes_at__gt=now())
    rows = waiting.select_related("proposal__council").order_by("closes_at")[:MOST_AT_ONCE]
    due = [one for one in rows if remind_from(one.opened_at, one.closes_at) <= now()]
    for row in due:
        _remind(row)
    return len(due)


@transaction.atomic
def _remind(row: ConsentRound) -> None:
    if not ConsentRound.objects.filter(pk=row.pk, reminded_at=None).update(reminded_at=now()):
        return
    said = set(row.views.values_list("person", flat=True))
    silent = [one.person for one in members_now(row.proposal.council) if one.person_id not in said]
    _tell(REMINDER, row, silent)
