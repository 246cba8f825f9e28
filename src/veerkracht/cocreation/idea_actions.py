"""The verbs of quiet ideas: asking, writing alone, giving dots, going on, and counting.

The audit trail says that something was written or given, never by whom: the order of its rows would tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.audit.actions import record
from veerkracht.cocreation import council_policies as policies
from veerkracht.cocreation.council_actions import news
from veerkracht.cocreation.idea_rules import (
    CLOSED,
    MOST_IDEAS,
    TOO_MANY,
    TOO_MANY_FOR_ONE,
    VOTING,
    WRITING,
    check_dots,
    phase,
)
from veerkracht.cocreation.models import KEPT_OPEN, Idea, IdeaBallot, IdeaDot, IdeaRound
from veerkracht.cocreation.proposal_round_actions import MOST_AT_ONCE, members_now
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.actions import queue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from veerkracht.cocreation.models import Council
    from veerkracht.meetings.models import Meeting
    from veerkracht.people.models import Person

WRITE, DOTS, COUNTED = "cocreation.ideas_write", "cocreation.ideas_dots", "cocreation.ideas_counted"


@dataclass(frozen=True)
class Question:
    """What is asked, until when one writes and gives dots, and how many dots."""

    question: str
    writes_until: datetime
    votes_until: datetime
    dots: int = 5
    most: int = 3


@transaction.atomic
def ask_for_ideas(
    *, council: Council, asked: Question, by: Person, meeting: Meeting | None = None
) -> IdeaRound:
    """Ask the members a question, within a session or between two. By who looks after it. They hear by mail.

    Raises RuleBroken for moments in the wrong order or too far, or more dots for one idea than there are.
    """
    policies.check_may_look_after(by, council)
    if council.until is not None:
        raise RuleBroken(_("Deze denktank is gestopt."))
    _check_question(asked)
    if meeting is not None and meeting.series_id != council.series_id:
        raise RuleBroken(_("Kies een bijeenkomst van deze denktank."), field="meeting")
    made = IdeaRound.objects.create(
        council=council, meeting=meeting, opened_at=now(), **vars(asked)
    )
    _tell(WRITE, made)
    record("ideas.asked", made, by=by, region_id=council.region_id)
    return made


def _check_question(asked: Question) -> None:
    if not asked.question.strip():
        raise RuleBroken(_("Schrijf op wat je wilt vragen."), field="question")
    if asked.writes_until <= now():
        raise RuleBroken(_("Kies een moment dat nog komt."), field="writes_on")
    if asked.votes_until <= asked.writes_until:
        raise RuleBroken(_("Stippen geven komt na het schrijven."), field="votes_on")
    if asked.votes_until > now() + KEPT_OPEN:
        raise RuleBroken(_("Kies een dag binnen vier maanden."), field="votes_on")
    if not 1 <= asked.dots <= 20:
        raise RuleBroken(_("Kies een getal van 1 tot en met 20."), field="dots")
    if not 1 <= asked.most <= asked.dots:
        raise RuleBroken(_("Dit kan niet meer zijn dan het aantal stippen."), field="most")


def _tell(kind: str, about: IdeaRound) -> None:
    people = [one.person for one in members_now(about.council)]
    queue([news(kind, one, {"round": about.pk}, f"{about.pk}:{one.pk}") for one in people])


def _held(about: IdeaRound, wanted: str) -> IdeaRound:
    """The round, held as it is so that it does not go on meanwhile; RuleBroken in another phase.

    Our foreign keys are checked at the end of a transaction, so inserting a row holds nothing by itself.
    """
    rows = IdeaRound.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("council__region", "council__series").get(pk=about.pk)
    _check_phase(row, wanted)
    return row


def _check_phase(row: IdeaRound, wanted: str) -> None:
    if phase(now(), row.writes_until, row.votes_until) == wanted:
        return
    said = {
        WRITING: _("Ideeën schrijven kan niet meer."),
        VOTING: _("Stippen geven kan nu niet."),
        CLOSED: _("Deze ronde loopt nog."),
    }
    raise RuleBroken(said[wanted])


@transaction.atomic
def write_idea(*, about: IdeaRound, words: str, by: Person) -> Idea:
    """A member writes an idea that nobody else sees yet. Raises RuleBroken for no words, too many, or too late."""
    policies.check_sits_in(by, about.council)
    row = _held(about, WRITING)
    _check_words(words)
    if Idea.objects.filter(round=row, writer=by).count() >= MOST_IDEAS:
        raise RuleBroken(_("Tien ideeën per persoon is genoeg."), field="words")
    made = Idea.objects.create(round=row, words=words.strip(), writer=by)
    record("ideas.written", row, by=None, region_id=row.council.region_id)
    return made


def _check_words(words: str) -> None:
    if not words.strip():
        raise RuleBroken(_("Vul dit in."), field="words")


@transaction.atomic
def drop_idea(*, idea: Idea, by: Person) -> None:
    """Take one's own idea back while one may still write. Raises NotAllowed for another's."""
    row = _held(idea.round, WRITING)
    if idea.writer_id != by.pk:
        raise NotAllowed(_("Dit idee is van iemand anders."))
    Idea.objects.filter(pk=idea.pk, writer=by).delete()
    record("ideas.dropped", row, by=None, region_id=row.council.region_id)


@transaction.atomic
def give_dots(*, about: IdeaRound, given: Mapping[str, int], by: Person) -> None:
    """A member gives dots to ideas, by key; again moves them. All of it counts at once, or nothing does.

    The round and the member's own ballot are held, so that many requests at once never give more than the
    budget, and nothing comes in while it is counted. Raises NotAllowed for who is no member (before anything
    is held), RuleBroken for too many or in another phase.
    """
    policies.check_sits_in(by, about.council)
    row = _held(about, VOTING)
    IdeaBallot.objects.get_or_create(round=row, person=by, defaults={"budget": row.dots})
    ballot = IdeaBallot.objects.select_for_update().get(round=row, person=by)
    ideas = {str(key) for key in Idea.objects.filter(round=row).values_list("pk", flat=True)}
    chosen = {key: number for key, number in given.items() if number}
    refused = check_dots(chosen, frozenset(ideas), ballot.budget, row.most)
    if refused is not None:
        raise RuleBroken(_refusal(refused.why, row))
    ballot.given.all().delete()
    IdeaDot.objects.bulk_create(
        IdeaDot(ballot=ballot, idea_id=key, dots=number) for key, number in chosen.items()
    )
    IdeaBallot.objects.filter(pk=ballot.pk).update(spent=sum(chosen.values()))
    record("ideas.dots", row, by=None, region_id=row.council.region_id)


def _refusal(why: str, row: IdeaRound) -> str:
    if why == TOO_MANY:
        words = ngettext(
            "Je hebt %(n)s stip. Geef er niet meer.",
            "Je hebt %(n)s stippen. Geef er niet meer.",
            row.dots,
        )
        return words % {"n": row.dots}
    if why == TOO_MANY_FOR_ONE:
        return _("Geef één idee hoogstens %(n)s.") % {"n": row.most}
    return _("Kies uit de ideeën hieronder.")


@transaction.atomic
def go_on(*, about: IdeaRound, by: Person) -> str:
    """End what members do now: from writing to dots, or from dots to counting. The phase that begins.

    Raises NotAllowed for who does not look after it, RuleBroken for a round that is over or has no ideas.
    """
    row = (
        IdeaRound.objects.select_for_update(of=("self",))
        .select_related("council__region")
        .get(pk=about.pk)
    )
    policies.check_may_look_after(by, row.council)
    current = phase(now(), row.writes_until, row.votes_until)
    if current == CLOSED:
        raise RuleBroken(_("Deze ronde is voorbij."))
    if current == WRITING and not row.ideas.exists():
        raise RuleBroken(_("Er zijn nog geen ideeën."))
    if current == WRITING:
        IdeaRound.objects.filter(pk=row.pk).update(writes_until=now())
        row.refresh_from_db()
        _tell_of_dots(row)
    else:
        IdeaRound.objects.filter(pk=row.pk).update(votes_until=now())
        settle(row)
    record("ideas.went_on", row, by=by, region_id=row.council.region_id)
    return VOTING if current == WRITING else CLOSED


def _tell_of_dots(row: IdeaRound) -> None:
    if IdeaRound.objects.filter(pk=row.pk, told_at=None).update(told_at=now()):
        _tell(DOTS, row)


@transaction.atomic
def settle(row: IdeaRound) -> None:
    """Count: each idea keeps its number, and who wrote and who gave dots is forgotten. Again changes nothing."""
    row = IdeaRound.objects.select_for_update(of=("self",)).select_related("council").get(pk=row.pk)
    if row.settled_at is not None:
        return
    ballots = list(IdeaBallot.objects.select_for_update().filter(round=row))
    counted = dict(
        IdeaDot.objects.filter(ballot__in=ballots)
        .values_list("idea")
        .annotate(total=Sum("dots"))
        .values_list("idea", "total")
    )
    ideas = list(row.ideas.all())
    for idea in ideas:
        idea.dots, idea.writer = counted.get(idea.pk, 0), None
    Idea.objects.bulk_update(ideas, ["dots", "writer"])
    IdeaBallot.objects.filter(round=row).delete()
    IdeaRound.objects.filter(pk=row.pk).update(
        settled_at=now(), voters=sum(one.spent > 0 for one in ballots)
    )
    _tell(COUNTED, row)


def settle_due() -> int:
    """Tell that dots may be given, and count what is over; how many rounds (a job)."""
    waiting = IdeaRound.objects.filter(settled_at=None).select_related("council")
    over = list(waiting.filter(votes_until__lte=now())[:MOST_AT_ONCE])
    for row in over:
        settle(row)
    begun = waiting.filter(told_at=None, writes_until__lte=now(), votes_until__gt=now())
    rows = list(begun[:MOST_AT_ONCE])
    for row in rows:
        with transaction.atomic():
            _tell_of_dots(row)
    return len(over) + len(rows)
