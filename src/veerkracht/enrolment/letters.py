"""What each step tells by mail, with a calendar file that makes, updates or cancels the right events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.enrolment import terms_letters
from veerkracht.enrolment.letter_parts import (
    absolute,
    edition_link,
    enrolment_of,
    greeting,
    is_told_elsewhere,
    link_of,
    practical,
)
from veerkracht.enrolment.models import SEATED, Enrolment, Handover, State
from veerkracht.enrolment.rules import Rule
from veerkracht.enrolment.standings import in_words, why_no_place
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.money import euros
from veerkracht.messages.actions import Writer, writers
from veerkracht.messages.calendar import Appointment, calendar_file, uid
from veerkracht.messages.rules import Letter
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from veerkracht.training.models import Session


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        "placed": placed,
        "waiting": waiting,
        "offered": offered,
        "lapsed": lapsed,
        "left": left,
        "called_off": called_off,
        "edition_changed": edition_changed,
        "colleague_asked": colleague_asked,
    }
    for kind, writer in kinds.items():
        writers.add(f"enrolment.{kind}", writer)
    terms_letters.register()


def placed(facts: dict[str, Any]) -> Letter | None:
    """You have a place. Old news when the place is gone again before the mail went out."""
    enrolment = enrolment_of(facts)
    if enrolment.state != State.PLACED or is_told_elsewhere(enrolment):
        return None
    return Letter(
        subject=_("Je plaats is van jou: %(course)s") % {"course": enrolment.edition.course},
        paragraphs=(
            greeting(enrolment),
            _(
                "Je doet mee. Hieronder staat wanneer en waar. In de bijlage zit een afspraak voor je agenda."
            ),
        ),
        facts=practical(enrolment.edition),
        button=(_("Bekijk je plaats"), link_of(enrolment)),
        after=(
            _(
                "Kun je toch niet? Meld je dan af, of laat een collega komen. Zo komt de plaats bij iemand anders."
            ),
            *_free_until(enrolment.edition),
        ),
        calendar=appointments_of(enrolment),
    )


def _free_until(edition: Edition) -> tuple[str, ...]:
    """Until when one can leave without paying; nothing where there is nothing to pay."""
    if not edition.price:
        return ()
    if now() > edition.cancel_until:
        return (_("Kosteloos afmelden kan niet meer. Een collega laten komen kan wel."),)
    until = date_format(local(edition.cancel_until), "j F, G.i")
    return (_("Kosteloos afmelden kan tot %(day)s uur.") % {"day": until},)


def waiting(facts: dict[str, Any]) -> Letter | None:
    """You are on the waiting list, or on the list of an edition without dates; at this position."""
    enrolment = enrolment_of(facts)
    words = in_words(enrolment)
    if words is None or is_told_elsewhere(enrolment):
        return None
    undated = enrolment.edition.starts_at is None
    course = {"course": enrolment.edition.course}
    rule, _before = _last_move(enrolment)
    approved = _("Je aanvraag is goedgekeurd.") if rule == Rule.APPROVED else ""
    first = _("Fijn dat je mee wilt doen.") if undated else why_no_place(enrolment)
    then = _("Komt er een plaats vrij en ben jij aan de beurt? Dan krijg je meteen een mail.")
    said = (approved, f"{first} {words.title}.", *words.lines, "" if undated else then)
    return Letter(
        subject=(
            _("Je staat op de lijst: %(course)s")
            if undated
            else _("Je staat op de wachtlijst: %(course)s")
        )
        % course,
        paragraphs=(greeting(enrolment), *(line for line in said if line)),
        facts=practical(enrolment.edition),
        button=(_("Bekijk je plek in de rij"), link_of(enrolment)),
    )


def offered(facts: dict[str, Any]) -> Letter | None:
    """There is a place for you; say yes before this moment."""
    enrolment = enrolment_of(facts)
    if enrolment.state != State.OFFERED or enrolment.offer_expires_at is None:
        return None
    if for_dates := terms_letters.offered_for_dates(enrolment):
        return for_dates
    until = date_format(local(enrolment.offer_expires_at), "l j F, G.i")
    return Letter(
        subject=_("Er is een plaats voor je: %(course)s") % {"course": enrolment.edition.course},
        paragraphs=(
            greeting(enrolment),
            _(
                "Er kwam een plaats vrij en jij bent aan de beurt. We houden de plaats voor je vrij tot %(until)s uur."
            )
            % {"until": until},
        ),
        facts=practical(enrolment.edition),
        button=(_("Ja, ik kom"), link_of(enrolment)),
        after=(
            _("Wil je niet meer? Zeg dan nee. Dan kan iemand anders komen."),
            _(
                "Antwoord je niet, dan gaat de plaats naar de volgende op de lijst en ga jij van de lijst af."
            ),
        ),
    )


def lapsed(facts: dict[str, Any]) -> Letter | None:
    """The offer ran out."""
    enrolment = enrolment_of(facts)
    return Letter(
        subject=_("Het aanbod is verlopen: %(course)s") % {"course": enrolment.edition.course},
        paragraphs=(
            greeting(enrolment),
            _("We hoorden niets van je. De plaats is naar de volgende op de wachtlijst gegaan."),
            _(
                "Wil je toch nog meedoen? Zet jezelf dan opnieuw op de wachtlijst. Je komt achteraan."
            ),
        ),
        button=(_("Bekijk de training"), edition_link(enrolment.edition)),
    )


def left(facts: dict[str, Any]) -> Letter | None:
    """You are off the list, or no longer have a place; the calendar forgets it."""
    enrolment = enrolment_of(facts)
    if is_told_elsewhere(enrolment):
        return None
    rule, before = _last_move(enrolment)
    return Letter(
        subject=_("Je bent afgemeld: %(course)s") % {"course": enrolment.edition.course},
        paragraphs=tuple(
            filter(
                None, (greeting(enrolment), _why_left(enrolment, rule, before), enrolment.reason)
            )
        ),
        button=(_("Bekijk andere datums"), edition_link(enrolment.edition)),
        calendar=appointments_of(enrolment, cancelled=True) if before == State.PLACED else "",
        calendar_method="CANCEL",
    )


def _last_move(enrolment: Enrolment) -> tuple[str, str]:
    last = enrolment.moves.order_by("-pk").values_list("rule", "before").first()
    return last or ("", "")


_BY_RULE: dict[str, Promise] = {
    Rule.HANDED_OVER: gettext_lazy("Je collega komt in jouw plaats. Jij hoeft niets meer te doen."),
    Rule.REMOVED: gettext_lazy("De coördinator heeft je afgemeld voor deze training."),
}
_BY_STATE: dict[str, Promise] = {
    State.ASKED: gettext_lazy(
        "Je aanvraag is ingetrokken. Niemand hoeft er nog over te beslissen."
    ),
    State.WAITING: gettext_lazy("Je bent van de wachtlijst af."),
    State.OFFERED: gettext_lazy(
        "Je zei nee tegen de plaats. Die gaat nu naar de volgende op de wachtlijst."
    ),
}


def _why_left(enrolment: Enrolment, rule: str, before: str) -> str:
    known = _BY_RULE.get(rule) or _BY_STATE.get(before)
    price = enrolment.edition.price
    if known:
        return str(known)
    if rule == Rule.LEFT_LATE and price:
        return _(
            "Je afmelding is binnen. De dag om kosteloos af te melden is voorbij: de kosten blijven %(price)s."
        ) % {"price": euros(price)}
    return _("Je afmelding is binnen. De plaats gaat nu naar iemand anders.")


def called_off(facts: dict[str, Any]) -> Letter | None:
    """The training does not take place."""
    enrolment = enrolment_of(facts)
    reason = _("De reden: %(reason)s") % {"reason": enrolment.reason} if enrolment.reason else ""
    return Letter(
        subject=_("Gaat niet door: %(course)s") % {"course": enrolment.edition.course},
        paragraphs=tuple(
            filter(
                None,
                (
                    greeting(enrolment),
                    _("Deze training gaat helaas niet door. Je betaalt niets."),
                    reason,
                ),
            )
        ),
        facts=practical(enrolment.edition, costs=False),
        button=(_("Bekijk andere datums"), edition_link(enrolment.edition)),
        calendar=appointments_of(enrolment, cancelled=True),
        calendar_method="CANCEL",
    )


def edition_changed(facts: dict[str, Any]) -> Letter | None:
    """Dates or place changed; the calendar file replaces what was there. Who waits hears it too."""
    enrolment = enrolment_of(facts)
    waits = enrolment.state in _WAITS
    if enrolment.state not in SEATED and (not waits or is_told_elsewhere(enrolment)):
        return None
    said = (
        str(_WAITS.get(enrolment.state, "")),
        _("De datum, de tijd of de locatie van je training is veranderd. Zo is het nu:"),
    )
    comes = _("Kun je dan niet? Meld je af of laat een collega komen.")
    return Letter(
        subject=_("Let op, er is iets veranderd: %(course)s")
        % {"course": enrolment.edition.course},
        paragraphs=(greeting(enrolment), *filter(None, said)),
        facts=practical(enrolment.edition),
        button=(_("Bekijk je plek") if waits else _("Bekijk je plaats"), link_of(enrolment)),
        after=(_("Kun je dan niet? Meld je dan af.") if waits else comes,),
        calendar=appointments_of(enrolment) if enrolment.state == State.PLACED else "",
    )


_WAITS: dict[str, Promise] = {
    State.WAITING: gettext_lazy("Je staat op de wachtlijst van deze training."),
    State.ASKED: gettext_lazy("Je aanvraag voor deze training moet nog worden goedgekeurd."),
}


def colleague_asked(facts: dict[str, Any]) -> Letter | None:
    """A colleague asks whether you come instead."""
    handover = Handover.objects.select_related(
        "enrolment__person", "enrolment__edition__course"
    ).get(pk=facts["handover"])
    if handover.ended_at:
        return None
    edition = handover.enrolment.edition
    return Letter(
        subject=_("Neem jij de plaats over van %(name)s?") % {"name": handover.enrolment.person},
        paragraphs=(
            _("Hallo,"),
            _(
                "%(name)s heeft een plaats in de training “%(course)s”, maar kan niet komen. Neem jij de plaats over?"
            )
            % {"name": handover.enrolment.person, "course": edition.course},
            *_comes_already(handover.address, edition),
        ),
        facts=practical(edition),
        button=(
            _("Bekijk en neem over"),
            absolute(reverse("enrolment:take_over", args=[handover.token])),
        ),
        after=(_("Wil je niet? Dan hoef je niets te doen."),),
    )


def _comes_already(address: str, edition: Edition) -> tuple[str, ...]:
    """A word for a colleague who has a place already; whoever asked does not get to see it."""
    seated = Enrolment.objects.filter(edition=edition, state__in=SEATED)
    if not seated.filter(person__email__iexact=address).exists():
        return ()
    return (
        _("Je hebt zelf al een plaats in deze training, dus jij kunt deze plaats niet overnemen."),
    )


def appointments_of(enrolment: Enrolment, *, cancelled: bool = False) -> str:
    """The sessions as events of this enrolment; a cancellation has a higher sequence than what it cancels."""
    edition = enrolment.edition
    appointments = [
        Appointment(
            uid=uid_of(enrolment, session),
            sequence=edition.sequence + int(cancelled),
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            title=str(edition.course),
            place=session.venue or edition.place,
            url=link_of(enrolment),
            description=session.online_link or edition.online_link,
            attendee=enrolment.person.email,
            cancelled=cancelled,
        )
        for session in edition.sessions.all()
    ]
    return (
        calendar_file(appointments, method="CANCEL" if cancelled else "REQUEST")
        if appointments
        else ""
    )


def uid_of(enrolment: Enrolment, session: Session) -> str:
    """The name of one session in the calendar of who is enrolled: in mails and at the own address."""
    return uid(f"session-{session.pk}-enrolment", enrolment.pk)
