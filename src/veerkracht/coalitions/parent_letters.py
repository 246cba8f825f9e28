"""What parents and who guides them hear by mail, in short sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.coalitions.expense_actions import APPROVED, ASKED
from veerkracht.coalitions.expense_pay_actions import PAID
from veerkracht.coalitions.expense_rules import ClaimState
from veerkracht.coalitions.models import Claim, ParentInvitation, ParentWord
from veerkracht.coalitions.parent_actions import ANSWERED, DONE, INVITED, WELCOME
from veerkracht.coalitions.parent_models import InvitationState
from veerkracht.coalitions.parent_words import absolute, gets, greeting
from veerkracht.kernel.clock import local
from veerkracht.kernel.money import euros
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.messages.actions import Writer


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        INVITED: invited,
        WELCOME: welcome,
        ANSWERED: answered,
        DONE: done,
        ASKED: asked,
        APPROVED: approved,
        PAID: paid,
    }
    for kind, writer in kinds.items():
        writers.add(kind, writer)


def _invitation(pk: int, state: InvitationState) -> ParentInvitation | None:
    related = ("coalition__parent_terms", "seat__person", "made_by")
    found = ParentInvitation.objects.select_related(*related).filter(pk=pk, state=state)
    return found.first()


def invited(facts: dict[str, Any]) -> Letter | None:
    """Will you take part? None when it was taken back or answered meanwhile."""
    row = _invitation(facts["invitation"], InvitationState.OPEN)
    if row is None:
        return None
    terms = row.coalition.parent_terms
    hello = _("Hallo %(name)s,") % {"name": row.name} if row.name else _("Hallo,")
    return Letter(
        subject=_("Doe je mee? Jouw stem telt"),
        paragraphs=(
            hello,
            _("Wij zijn %(coalition)s. We willen graag weten wat jij vindt.")
            % {"coalition": row.coalition},
            row.asked,
        ),
        facts=(
            (_("Wanneer"), row.when),
            (_("Waar"), row.place),
            (_("Wat krijg je"), "\n".join(gets(terms))),
            (_("Wie helpt je"), f"{terms.helper}, {terms.helper_contact}"),
        ),
        button=(
            _("Lees het en kies: ja of liever niet"),
            absolute("coalitions:parent_invitation", row.token),
        ),
        after=(_("Je hoeft geen account te maken. Nee zeggen mag altijd."),),
    )


def welcome(facts: dict[str, Any]) -> Letter | None:
    """Glad that you take part."""
    row = _invitation(facts["invitation"], InvitationState.YES)
    if row is None or row.seat is None or row.seat.person is None:
        return None
    terms = row.coalition.parent_terms
    named = {"coalition": row.coalition}
    return Letter(
        subject=_("Fijn dat je meedoet"),
        paragraphs=(
            greeting(row.seat.person),
            _("Je doet nu mee met %(coalition)s. Fijn!") % named,
            _("Op jouw plek zie je wanneer we praten. Daar vraag je ook je vergoeding aan."),
        ),
        facts=(
            (_("Wanneer"), row.when),
            (_("Waar"), row.place),
            (_("Wie helpt je"), f"{terms.helper}, {terms.helper_contact}"),
        ),
        button=(_("Naar mijn plek"), absolute("coalitions:parent_mine")),
        after=(
            _("Log in met je e-mailadres. Je krijgt dan een code. Een wachtwoord is niet nodig."),
        ),
    )


def answered(facts: dict[str, Any]) -> Letter | None:
    """To who asked: somebody said yes."""
    row = _invitation(facts["invitation"], InvitationState.YES)
    if row is None or row.made_by is None or row.seat is None:
        return None
    named = {"name": row.seat.person, "coalition": row.coalition}
    return Letter(
        subject=_("%(name)s doet mee") % named,
        paragraphs=(
            greeting(row.made_by),
            _("%(name)s zei ja tegen je uitnodiging, en zit nu in %(coalition)s.") % named,
        ),
        button=(
            _("Bekijk de ouders"),
            absolute("coalitions:parents_of", row.coalition_id),
        ),
    )


def _day(day: date) -> str:
    return date_format(day, "j F")


def done(facts: dict[str, Any]) -> Letter | None:
    """What we did with what you said; none when it was taken back."""
    related = ParentWord.objects.select_related("person", "meeting", "coalition")
    word = related.filter(pk=facts["word"]).exclude(done="").first()
    if word is None:
        return None
    return Letter(
        subject=_("Dit deden we met wat jij zei"),
        paragraphs=(
            greeting(word.person),
            _("Op %(day)s praatten we samen in %(coalition)s. Dit zei jij:")
            % {"day": _day(local(word.meeting.starts_at).date()), "coalition": word.coalition},
            f"“{word.said}”",
            _("Dit deden we ermee:"),
            word.done,
        ),
        button=(_("Bekijk het op jouw plek"), absolute("coalitions:parent_mine")),
        after=(_("Dank je wel dat je het zei."),),
    )


def _claim(facts: dict[str, Any], state: ClaimState) -> Claim | None:
    related = Claim.objects.select_related("person", "coalition__parent_terms")
    return related.filter(pk=facts["claim"], state=state, person__isnull=False).first()


def _about(claim: Claim) -> tuple[tuple[str, str], ...]:
    return (
        (_("Voor"), f"{claim.coalition}, {_day(claim.day)}"),
        (_("Bedrag"), euros(claim.total_cents)),
    )


def asked(facts: dict[str, Any]) -> Letter | None:
    """There is a question about what you asked for."""
    claim = _claim(facts, ClaimState.ASKED)
    if claim is None or claim.person is None:
        return None
    return Letter(
        subject=_("Een vraag over je vergoeding"),
        paragraphs=(
            greeting(claim.person),
            _("We hebben nog een vraag:"),
            claim.word,
        ),
        facts=_about(claim),
        button=(_("Pas het aan"), absolute("coalitions:claim", claim.pk)),
    )


def approved(facts: dict[str, Any]) -> Letter | None:
    """It is right, and will be paid."""
    claim = _claim(facts, ClaimState.APPROVED)
    if claim is None or claim.person is None:
        return None
    return Letter(
        subject=_("Je vergoeding is goedgekeurd"),
        paragraphs=(
            greeting(claim.person),
            _("Je vergoeding klopt. We maken het geld naar je over."),
        ),
        facts=_about(claim),
        button=(_("Kijk of je rekening is ingevuld"), absolute("coalitions:parent_mine")),
    )


def paid(facts: dict[str, Any]) -> Letter | None:
    """The money comes."""
    claim = _claim(facts, ClaimState.PAID)
    if claim is None or claim.person is None:
        return None
    return Letter(
        subject=_("Je vergoeding is betaald"),
        paragraphs=(
            greeting(claim.person),
            _("We hebben het geld overgemaakt. Het staat binnen een paar dagen op je rekening."),
        ),
        facts=_about(claim),
        button=(_("Bekijk het op jouw plek"), absolute("coalitions:parent_mine")),
    )
