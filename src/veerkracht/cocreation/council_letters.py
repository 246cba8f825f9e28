"""What members of a think tank hear by mail: the asking, rounds, quiet ideas, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.cocreation import proposal_queries
from veerkracht.cocreation.council_actions import ASKED, SAID_YES
from veerkracht.cocreation.council_policies import sits_in
from veerkracht.cocreation.council_rules import may_answer
from veerkracht.cocreation.council_words import absolute, greeting, on_day, until_when
from veerkracht.cocreation.idea_actions import COUNTED, DOTS, WRITE
from veerkracht.cocreation.idea_rules import VOTING, WRITING, phase
from veerkracht.cocreation.models import (
    ConsentRound,
    CouncilAnswer,
    CouncilInvitation,
    CouncilMember,
    IdeaRound,
    RoundOutcome,
)
from veerkracht.cocreation.proposal_round_actions import OPENED, REMINDER, RESULT
from veerkracht.kernel.clock import now
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from veerkracht.messages.actions import Writer


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        ASKED: asked,
        SAID_YES: said_yes,
        OPENED: opened,
        REMINDER: reminder,
        RESULT: result,
        WRITE: write_ideas,
        DOTS: give_dots,
        COUNTED: counted,
    }
    for kind, writer in kinds.items():
        writers.add(kind, writer)


def asked(facts: dict[str, Any]) -> Letter | None:
    """Will you think along? None when it was taken back or answered meanwhile."""
    related = CouncilInvitation.objects.select_related("council__region")
    row = related.filter(pk=facts["invitation"], state=CouncilAnswer.OPEN).first()
    if row is None or not may_answer(row.made_at, now()):
        return None
    named = {"council": row.council, "region": row.council.region.name}
    return Letter(
        subject=_("Denk je mee? Jouw kant telt"),
        paragraphs=(
            _("Hallo %(name)s,") % {"name": row.name},
            _("Wij zijn %(council)s, in %(region)s.") % named,
            row.asked,
        ),
        facts=(
            (_("Wanneer"), row.when),
            (_("Als wat"), str(row.get_role_display())),
        ),
        button=(
            _("Lees het en kies: ja of liever niet"),
            absolute("cocreation:council_invitation", row.token),
        ),
        after=(_("Je hoeft geen account te maken. Nee zeggen mag altijd."),),
    )


def said_yes(facts: dict[str, Any]) -> Letter | None:
    """To who asked: somebody said yes."""
    related = CouncilMember.objects.select_related("council", "person")
    member = related.filter(pk=facts["member"], until=None).first()
    reader = Person.objects.filter(pk=facts["person"]).first()
    if member is None or reader is None:
        return None
    named = {"name": member.person, "council": member.council}
    return Letter(
        subject=_("%(name)s denkt mee") % named,
        paragraphs=(
            greeting(reader),
            _("%(name)s zei ja tegen je uitnodiging, en zit nu in %(council)s.") % named,
        ),
        button=(
            _("Kijk wie er nog mist"),
            absolute("cocreation:council_inside", member.council.slug),
        ),
    )


def _consent(facts: dict[str, Any], *, running: bool) -> tuple[ConsentRound, Person] | None:
    """A round and who is written to; None when it is over (or is not), or they belong no more."""
    related = ConsentRound.objects.select_related("version", "proposal__council", "decision")
    row = related.filter(pk=facts["round"], closed_at__isnull=running).first()
    person = Person.objects.filter(pk=facts["person"], is_active=True).first()
    if row is None or person is None or not sits_in(person, row.proposal.council):
        return None
    return None if running and row.closes_at <= now() else (row, person)


def _about(row: ConsentRound) -> tuple[tuple[str, str], ...]:
    return (
        (_("Voorstel"), row.version.title),
        (_("Versie"), str(row.version.number)),
        (_("Denktank"), str(row.proposal.council)),
    )


def opened(facts: dict[str, Any]) -> Letter | None:
    """A round runs: say what you think. Who objected before reads what is different."""
    found = _consent(facts, running=True)
    if found is None:
        return None
    row, person = found
    paragraphs = [greeting(person)]
    if proposal_queries.last_objection(row.proposal, person):
        paragraphs.append(_("Je had bezwaar tegen dit voorstel. Nu is er een nieuwe versie."))
        if row.version.changed:
            paragraphs.append(_("Wat er anders is: %(changed)s") % {"changed": row.version.changed})
        paragraphs.append(_("Kun je zo mee? Lees het en zeg wat je vindt."))
    else:
        paragraphs.append(
            _("Er is een voorstel. Kun je ermee leven? Lees het en zeg wat je vindt.")
        )
    return Letter(
        subject=_("Zeg wat je vindt: %(title)s") % {"title": row.version.title},
        paragraphs=tuple(paragraphs),
        facts=(*_about(row), (_("Tot"), until_when(row.closes_at))),
        button=(_("Zeg wat je vindt"), absolute("cocreation:say_view", row.pk)),
        after=(_("Eén bezwaar is genoeg om een voorstel beter te maken. Jouw reden doet ertoe."),),
    )


def reminder(facts: dict[str, Any]) -> Letter | None:
    """The round closes soon; none for who said something meanwhile."""
    found = _consent(facts, running=True)
    if found is None or proposal_queries.own_view(*found):
        return None
    row, person = found
    return Letter(
        subject=_("Nog even: wat vind je van %(title)s?") % {"title": row.version.title},
        paragraphs=(
            greeting(person),
            _("De ronde sluit bijna, en we hebben jou nog niet gehoord."),
        ),
        facts=(*_about(row), (_("Tot"), until_when(row.closes_at))),
        button=(_("Zeg wat je vindt"), absolute("cocreation:say_view", row.pk)),
        after=(_("Je mag het ook aan anderen laten. Dat telt mee."),),
    )


def result(facts: dict[str, Any]) -> Letter | None:
    """How the round ended."""
    found = _consent(facts, running=False)
    if found is None:
        return None
    row, person = found
    said = {
        RoundOutcome.PASSED: _("Het voorstel is aangenomen. Niemand had bezwaar."),
        RoundOutcome.OBJECTED: _("Er was een bezwaar. Het voorstel gaat terug om beter te worden."),
        RoundOutcome.TOO_FEW: _("Te weinig leden zeiden iets. Er is nog geen besluit."),
    }
    if row.outcome not in said:
        return None
    extra: tuple[tuple[str, str], ...] = ()
    if row.decision is not None and row.decision.review_on is not None:
        extra = ((_("Opnieuw bekijken op"), on_day(row.decision.review_on)),)
    return Letter(
        subject=_("Zo liep de ronde af: %(title)s") % {"title": row.version.title},
        paragraphs=(greeting(person), said[RoundOutcome(row.outcome)]),
        facts=(*_about(row), *extra),
        button=(_("Lees wat iedereen zei"), absolute("cocreation:proposal", row.proposal_id)),
    )


def _ideas(facts: dict[str, Any], wanted: str) -> tuple[IdeaRound, Person] | None:
    """A question in this phase and who is written to; None in another, or when they belong no more."""
    row = IdeaRound.objects.select_related("council").filter(pk=facts["round"]).first()
    person = Person.objects.filter(pk=facts["person"], is_active=True).first()
    if row is None or person is None or not sits_in(person, row.council):
        return None
    right = phase(now(), row.writes_until, row.votes_until) == wanted
    return (row, person) if right else None


def write_ideas(facts: dict[str, Any]) -> Letter | None:
    """Write your ideas, alone."""
    found = _ideas(facts, WRITING)
    if found is None:
        return None
    row, person = found
    return Letter(
        subject=_("Schrijf je ideeën: %(question)s") % {"question": row.question},
        paragraphs=(
            greeting(person),
            _("%(council)s heeft een vraag. Schrijf eerst alleen: niemand ziet wat van jou is.")
            % {"council": row.council},
        ),
        facts=((_("Vraag"), row.question), (_("Tot"), until_when(row.writes_until))),
        button=(_("Schrijf je ideeën"), absolute("cocreation:ideas", row.pk)),
    )


def give_dots(facts: dict[str, Any]) -> Letter | None:
    """The ideas are open: give your dots."""
    found = _ideas(facts, VOTING)
    if found is None:
        return None
    row, person = found
    words = ngettext("Je hebt %(n)s stip.", "Je hebt %(n)s stippen.", row.dots) % {"n": row.dots}
    return Letter(
        subject=_("Verdeel je stippen: %(question)s") % {"question": row.question},
        paragraphs=(
            greeting(person),
            _("De ideeën zijn open. Iedereen leest ze in een andere volgorde. %(dots)s")
            % {"dots": words},
        ),
        facts=((_("Vraag"), row.question), (_("Tot"), until_when(row.votes_until))),
        button=(_("Verdeel je stippen"), absolute("cocreation:ideas", row.pk)),
    )


def counted(facts: dict[str, Any]) -> Letter | None:
    """The dots are counted."""
    row = IdeaRound.objects.select_related("council").filter(pk=facts["round"]).first()
    person = Person.objects.filter(pk=facts["person"], is_active=True).first()
    if row is None or person is None or not sits_in(person, row.council):
        return None
    return Letter(
        subject=_("Dit kwam eruit: %(question)s") % {"question": row.question},
        paragraphs=(
            greeting(person),
            _("De stippen zijn geteld. Van een idee kun je nu een voorstel maken."),
        ),
        button=(_("Bekijk de ideeën"), absolute("cocreation:ideas", row.pk)),
    )
