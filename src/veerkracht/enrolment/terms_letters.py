"""What approval and dates that come later tell by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.enrolment.approvals import open_ones, who_decides
from veerkracht.enrolment.letter_parts import (
    absolute,
    edition_link,
    enrolment_of,
    greeting,
    is_told_elsewhere,
    link_of,
    practical,
    session_line,
)
from veerkracht.enrolment.models import Approval, Approver, Enrolment, State
from veerkracht.enrolment.policies import may_decide
from veerkracht.enrolment.standings import in_words
from veerkracht.kernel.clock import local
from veerkracht.messages.actions import Writer, writers
from veerkracht.messages.queries import is_known
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from veerkracht.training.models import Edition


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        "asked": asked,
        "to_approve": to_approve,
        "still_to_approve": still_to_approve,
        "refused": refused,
        "dated": dated,
    }
    for kind, writer in kinds.items():
        writers.add(f"enrolment.{kind}", writer)


def asked(facts: dict[str, Any]) -> Letter | None:
    """Your request lies with somebody who says yes or no."""
    enrolment = enrolment_of(facts)
    if enrolment.state != State.ASKED or is_told_elsewhere(enrolment):
        return None
    approval = Approval.objects.select_related("organisation").get(enrolment=enrolment)
    who = {"who": who_decides(approval)}
    return Letter(
        subject=_("Je aanvraag is binnen: %(course)s") % {"course": enrolment.edition.course},
        paragraphs=(
            greeting(enrolment),
            _("Voor deze training is goedkeuring nodig. Je aanvraag ligt bij %(who)s.") % who,
            _("Je krijgt een mail zodra daarover is beslist. Tot die tijd hoef je niets te doen."),
        ),
        facts=practical(enrolment.edition),
        button=(_("Bekijk je aanvraag"), link_of(enrolment)),
        after=(_("Je plek in de rij telt vanaf nu. Wachten op de goedkeuring kost je niets."),),
    )


def to_approve(facts: dict[str, Any]) -> Letter | None:
    """Somebody asks for a place and you say yes or no; the link opens a page and changes nothing."""
    return _to_approve(facts, _("Mag %(name)s naar %(course)s?"), _opening)


def still_to_approve(facts: dict[str, Any]) -> Letter | None:
    """The same, once more after some days."""
    return _to_approve(facts, _("Nog geen antwoord: mag %(name)s naar %(course)s?"), _reminder)


def _to_approve(
    facts: dict[str, Any], subject: str, opening: Callable[[Approval], str]
) -> Letter | None:
    approver = Person.objects.get(pk=facts["person"])
    first = open_ones().filter(pk=facts["approval"]).first()
    if first is None or not may_decide(approver, first):
        return None
    enrolment = enrolment_of({"enrolment": first.enrolment_id})
    named = {"name": enrolment.person, "course": enrolment.edition.course}
    name = approver.get_short_name()
    return Letter(
        subject=subject % named,
        paragraphs=(
            _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,"),
            opening(first) % named,
        ),
        facts=(*_who_and_when(first, approver), *practical(enrolment.edition)),
        button=(_("Bekijk de aanvraag"), _page_of(first)),
        after=(
            _("De link opent een pagina. Daar zeg je ja of nee. Openen alleen verandert niets."),
            _("Wachten kost niemand zijn plek: die telt vanaf de aanvraag."),
        ),
    )


def _opening(approval: Approval) -> str:
    if approval.approver == Approver.EMPLOYER:
        return _(
            "%(name)s wil meedoen met deze training. Jij zegt namens je organisatie ja of nee."
        )
    return _("%(name)s wil meedoen met deze training. Jij zegt als coördinator ja of nee.")


def _reminder(_approval: Approval) -> str:
    return _("%(name)s wacht al een paar dagen op jouw antwoord. Vind je het goed?")


def _who_and_when(first: Approval, approver: Person) -> tuple[tuple[str, str], ...]:
    """Who else asked along, and other dates that were asked for at once."""
    alike = [one for one in _asked_at_once(first) if may_decide(approver, one)]
    people = {str(one.enrolment.person): None for one in alike}
    dates = {
        one.enrolment.edition_id: _first_day(one.enrolment.edition)
        for one in alike
        if one.enrolment.edition_id != first.enrolment.edition_id
    }
    rows = [(_("Wie"), "\n".join(people)), (_("Ook aangevraagd"), "\n".join(dates.values()))]
    return tuple((label, value) for label, value in rows if value)


def _asked_at_once(first: Approval) -> Sequence[Approval]:
    return list(open_ones().filter(enrolment__wish=first.enrolment.wish))


def _first_day(edition: Edition) -> str:
    session = edition.sessions.order_by("starts_at").first()
    return session_line(session) if session else _("datum volgt")


def _page_of(approval: Approval) -> str:
    return absolute(reverse("enrolment:approve", args=[approval.token]))


def refused(facts: dict[str, Any]) -> Letter | None:
    """The answer was no, with the reason when one was given, and the way to other dates."""
    enrolment = enrolment_of(facts)
    if enrolment.state != State.REFUSED:
        return None
    reason = _("De reden: %(reason)s") % {"reason": enrolment.reason} if enrolment.reason else ""
    said = (
        greeting(enrolment),
        _("Je aanvraag voor deze training is niet goedgekeurd."),
        reason,
        _("Vragen? Neem contact op met wie erover besliste, of kijk of een andere datum past."),
    )
    return Letter(
        subject=_("Niet goedgekeurd: %(course)s") % {"course": enrolment.edition.course},
        paragraphs=tuple(line for line in said if line),
        facts=practical(enrolment.edition),
        button=(_("Bekijk andere datums"), edition_link(enrolment.edition)),
    )


def dated(facts: dict[str, Any]) -> Letter | None:
    """The dates are known and others come first; old news for who has an offer or a place by now."""
    enrolment = enrolment_of(facts)
    words = in_words(enrolment)
    if words is None or enrolment.edition.starts_at is None:
        return None
    return Letter(
        subject=_("De datum is bekend: %(course)s") % {"course": enrolment.edition.course},
        paragraphs=(
            greeting(enrolment),
            _("Je liet weten dat je mee wilt doen. Nu is er een datum."),
            _("Er waren meer mensen dan plaatsen. %(standing)s.") % {"standing": words.title},
            *words.lines,
            _("Zegt iemand nee en ben jij aan de beurt? Dan krijg je meteen een mail."),
        ),
        facts=practical(enrolment.edition),
        button=(_("Bekijk je plek in de rij"), link_of(enrolment)),
        after=(_("Kun je dan niet? Haal jezelf van de lijst. Dan schuift de rest op."),),
    )


def offered_for_dates(enrolment: Enrolment) -> Letter | None:
    """The offer to somebody who was interested before there was a date; None for other offers.

    Who heard of the date already, from a lower place on the list, gets the usual offer later.
    """
    edition = enrolment.edition
    dated_at = getattr(getattr(edition, "terms", None), "dated_at", None)
    if dated_at is None or enrolment.offer_expires_at is None:
        return None
    if enrolment.requested_at > dated_at or is_known(f"enrolment.dated:{enrolment.pk}"):
        return None
    until = date_format(local(enrolment.offer_expires_at), "l j F, G.i")
    return Letter(
        subject=_("De datum is bekend: %(course)s") % {"course": edition.course},
        paragraphs=(
            greeting(enrolment),
            _(
                "Je liet weten dat je mee wilt doen. Nu is er een datum, en er is een plaats voor je."
            ),
            _("Kijk of je kunt. We houden de plaats voor je vrij tot %(until)s uur.")
            % {"until": until},
        ),
        facts=practical(edition),
        button=(_("Ja, ik kom"), link_of(enrolment)),
        after=(
            _("Kun je dan niet? Zeg dan nee. Dan kan iemand anders komen."),
            _(
                "Antwoord je niet, dan gaat de plaats naar de volgende op de lijst en ga jij van de lijst af."
            ),
        ),
    )
