"""What the board tells by mail: say yes, a reaction, an answer, and what became of a placement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from veerkracht.cocreation.join_words import absolute, hello
from veerkracht.cocreation.models import Placement, PlacementState, Reaction, ReactionState
from veerkracht.messages.actions import News, queue, writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person
from veerkracht.people.queries import contacts_of, coordinators_of

if TYPE_CHECKING:
    from veerkracht.messages.actions import Writer

CONFIRM, REACTION, ANSWERED = "student.confirm", "student.reaction", "student.answered"
DECIDED = "student.decided"


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        CONFIRM: confirm,
        REACTION: reaction,
        ANSWERED: answered,
        DECIDED: decided,
    }
    for kind, writer in kinds.items():
        writers.add(kind, writer)


def tell_student(kind: str, row: Reaction) -> None:
    """To the student."""
    queue(
        [
            News(
                kind=kind,
                address=row.email,
                once=f"{kind}:{row.pk}",
                facts={"reaction": row.pk},
                language=row.language,
            )
        ]
    )


def tell_organisation(row: Reaction) -> None:
    """To who speaks for the organisation; where nobody does, to the coordinators of the region."""
    placement = row.placement
    people = contacts_of(placement.organisation_id) or coordinators_of(placement.region_id)
    facts = {"reaction": row.pk}
    queue([_news(REACTION, one, f"{REACTION}:{row.pk}:{one.pk}", facts) for one in people])


def tell_poster(placement: Placement) -> None:
    """To who posted it: it is open, or it is not."""
    if placement.posted_by is not None:
        once = f"{DECIDED}:{placement.pk}:{placement.state}"
        queue([_news(DECIDED, placement.posted_by, once, {"placement": placement.pk})])


def _news(kind: str, person: Person, once: str, facts: dict[str, Any]) -> News:
    return News(
        kind=kind,
        address=person.email,
        once=once,
        facts={**facts, "person": person.pk},
        person_id=person.pk,
        language=person.language,
    )


def _reaction(facts: dict[str, Any], state: ReactionState) -> Reaction | None:
    related = Reaction.objects.select_related("placement__organisation")
    return related.filter(pk=facts["reaction"], state=state).first()


def confirm(facts: dict[str, Any]) -> Letter | None:
    """Was it you who reacted? None once that was said."""
    row = _reaction(facts, ReactionState.ASKED)
    if row is None:
        return None
    return Letter(
        subject=_("Klopt je reactie op “%(title)s”?") % {"title": row.placement},
        paragraphs=(
            hello(row.name),
            _("Klik op de knop. Dan gaat je reactie naar %(name)s.")
            % {"name": row.placement.organisation},
        ),
        button=(_("Ja, verstuur mijn reactie"), absolute("cocreation:reaction", row.token)),
        after=(_("Was jij dit niet? Dan hoef je niets te doen. Na 7 dagen is de reactie weg."),),
    )


def reaction(facts: dict[str, Any]) -> Letter | None:
    """To the organisation; None when it was answered or taken back."""
    row = _reaction(facts, ReactionState.SENT)
    if row is None:
        return None
    person = Person.objects.filter(pk=facts["person"]).first()
    return Letter(
        subject=_("Een student reageert op “%(title)s”") % {"title": row.placement},
        paragraphs=(
            hello(person.get_short_name() if person else ""),
            _("%(name)s reageert op jullie opdracht.") % {"name": row.name},
        ),
        facts=((_("Opleiding"), row.study),),
        button=(
            _("Lees de reactie"),
            absolute("cocreation:student_placement", row.placement_id),
        ),
    )


def answered(facts: dict[str, Any]) -> Letter | None:
    """What the organisation answers."""
    row = _reaction(facts, ReactionState.ANSWERED)
    if row is None:
        return None
    return Letter(
        subject=_("Antwoord op je reactie: %(title)s") % {"title": row.placement},
        paragraphs=(
            hello(row.name),
            _("%(name)s antwoordt:") % {"name": row.placement.organisation},
            *(one.strip() for one in row.answer.split("\n\n") if one.strip()),
        ),
        button=(_("Bekijk je reactie"), absolute("cocreation:reaction", row.token)),
    )


def decided(facts: dict[str, Any]) -> Letter | None:
    """To who posted: it is open, or it was closed and why."""
    related = Placement.objects.select_related("posted_by")
    row = related.filter(pk=facts["placement"], state__in=["open", "closed"]).first()
    if row is None or row.posted_by is None:
        return None
    opened = row.state == PlacementState.OPEN
    words = (
        _("Je opdracht staat nu op de site. Reageert een student, dan krijg je een mail.")
        if opened
        else _("Je opdracht staat niet meer op de site.")
    )
    subject = _("Je opdracht staat online") if opened else _("Je opdracht is gesloten")
    return Letter(
        subject=subject,
        paragraphs=tuple(
            one
            for one in (hello(row.posted_by.get_short_name()), f"“{row.title}”", words, row.remark)
            if one
        ),
        button=(_("Bekijk de opdracht"), absolute("cocreation:student_placement", row.pk)),
    )
