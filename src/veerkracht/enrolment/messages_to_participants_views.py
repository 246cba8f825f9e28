"""The pages of messages to participants: write, look, send; what was sent; take back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.enrolment import messages_to_participants_actions as actions
from veerkracht.enrolment import messages_to_participants_queries as queries
from veerkracht.enrolment import policies
from veerkracht.enrolment.messages_to_participants_forms import MessageForm
from veerkracht.enrolment.messages_to_participants_letters import letter_of
from veerkracht.enrolment.messages_to_participants_models import Audience, MessageToParticipants
from veerkracht.enrolment.messages_to_participants_rules import (
    MOST_EDITIONS,
    flaw_of_editions,
    goes_at,
)
from veerkracht.enrolment.messages_to_participants_words import PROBLEMS
from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.numbers import whole
from veerkracht.kernel.permissions import allows, require
from veerkracht.people.policies import has_staff_role, signed_in
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from veerkracht.messages.rules import Letter
    from veerkracht.people.models import Person

STEPS = ("look", "test", "send", "back")
LANGUAGES = ("nl", "en")
A_PAGE = 20


@login_required
@limited("enrolment.write", most=120, seconds=3600)
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to the participants of one edition."""
    related = Edition.objects.select_related("course", "municipality", "region")
    return _write(request, [get_object_or_404(related, pk=pk)])


@login_required
@limited("enrolment.write", most=120, seconds=3600)
def write_to_several(request: HttpRequest) -> HttpResponse:
    """Write to the participants of the editions in the address."""
    require(has_staff_role(signed_in(request)), _("Deze pagina is voor coördinatoren en trainers."))
    typed = request.GET.getlist("editie")[: MOST_EDITIONS + 1]
    numbers = {_number(one) for one in typed} - {0}
    related = Edition.objects.select_related("course", "municipality", "region")
    editions = list(related.filter(pk__in=numbers).order_by("starts_at", "pk"))
    problem = flaw_of_editions(edition.region_id for edition in editions)
    if problem:
        return render(request, "enrolment/message_no_editions.html", {"problem": PROBLEMS[problem]})
    return _write(request, editions)


def _number(typed: str) -> int:
    """An id from an address; 0 for anything odd."""
    return whole(typed) or 0


@dataclass(frozen=True)
class _Desk:
    """What the writing pages share: who writes, about what, and the form."""

    person: Person
    editions: list[Edition]
    form: MessageForm

    @property
    def only(self) -> Edition | None:
        """The one edition, when there is one."""
        return self.editions[0] if len(self.editions) == 1 else None


def _write(request: HttpRequest, editions: list[Edition]) -> HttpResponse:
    person = signed_in(request)
    audiences = _audiences(person, editions)
    ids = [edition.pk for edition in editions]
    sizes = queries.sizes(ids)
    form = MessageForm(
        request.POST if request.method == "POST" else None,
        sizes={name: sizes[name] for name in audiences},
        urgent=queries.is_urgent_time(ids),
    )
    desk = _Desk(person, editions, form)
    step = next((name for name in STEPS if name in request.POST), "back")
    if step == "back" or not form.is_valid():
        return _form_page(request, desk)
    if step == "send":
        return _send(request, desk)
    return _look(request, desk, test=step == "test")


def _audiences(person: Person, editions: list[Edition]) -> list[str]:
    """Whom this person may write to in all of these editions; nobody at all is refused."""
    allowed = [
        audience
        for audience in Audience.values
        if all(allows(policies.check_may_write, person, one, audience) for one in editions)
    ]
    for edition in editions if not allowed else ():
        policies.check_may_write(person, edition, Audience.PLACED)
    return allowed


def _form_page(request: HttpRequest, desk: _Desk) -> HttpResponse:
    facts = {"form": desk.form, "editions": desk.editions, "edition": desk.only}
    status = 422 if desk.form.errors else 200
    return render(request, "enrolment/message_form.html", facts, status=status)


def _send(request: HttpRequest, desk: _Desk) -> HttpResponse:
    with shown_on(desk.form):
        message = actions.write_to_participants(
            by=desk.person, editions=desk.editions, **desk.form.values()
        )
        messages.success(request, _what_happens(message))
        return redirect("enrolment:message_sent", message.pk)
    return _form_page(request, desk)


def _what_happens(message: MessageToParticipants) -> str:
    if message.due_at > now():
        return _("Je bericht staat klaar. Tot het weggaat, kun je het nog intrekken.")
    return _("Je bericht gaat nu weg.")


def _look(request: HttpRequest, desk: _Desk, *, test: bool) -> HttpResponse:
    """The mail as it will look, whom it reaches and when; perhaps a copy to the writer."""
    given = desk.form.values()
    if test:
        with shown_on(desk.form):
            actions.send_test_copy(by=desk.person, editions=desk.editions, **desk.form.words())
            messages.success(
                request,
                _("Een proef is onderweg naar %(address)s.") % {"address": desk.person.email},
            )
    if not desk.form.is_valid():
        return _form_page(request, desk)
    facts = {
        "form": desk.form,
        "editions": desk.editions,
        "edition": desk.only,
        "audience": Audience(given["audience"]).label,
        "size": queries.sizes([one.pk for one in desk.editions])[given["audience"]],
        "goes_at": goes_at(now(), given["moment"], urgent=given["urgent"]),
        "held": goes_at(now(), given["moment"], urgent=given["urgent"]) > now(),
        "previews": _previews(desk, given),
    }
    return render(request, "enrolment/message_preview.html", facts)


def _previews(desk: _Desk, given: dict[str, Any]) -> list[tuple[str, Letter]]:
    """The letter in the frame of each language, addressed to the writer."""
    draft = MessageToParticipants(by=desk.person, subject=given["subject"], text=given["text"])
    previews = []
    for language in LANGUAGES:
        with translation.override(language):
            previews.append((language, letter_of(draft, desk.person, desk.editions[:1])))
    return previews


@login_required
def messages_sent(request: HttpRequest) -> HttpResponse:
    """Messages of my regions, and those I wrote, with how their mails fared."""
    person = signed_in(request)
    require(has_staff_role(person), _("Deze pagina is voor coördinatoren en trainers."))
    found = queries.visible_to(person)
    if number := _number(request.GET.get("editie", "")):
        found = found.filter(editions=number)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("pagina"))
    facts = {"page_obj": page, "rows": queries.fared(list(page.object_list))}
    return render(request, "enrolment/messages_sent.html", facts)


def _visible(request: HttpRequest, pk: int) -> MessageToParticipants:
    """A message that this person may see; 403 for anybody else's."""
    message = MessageToParticipants.objects.select_related("by", "region").filter(pk=pk).first()
    if message is None:
        raise Http404
    policies.check_may_withdraw(signed_in(request), message)
    return message


@login_required
def message_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: what it says, whom it went to, and how its mails fared."""
    message = _visible(request, pk)
    related = message.editions.select_related("course", "municipality").order_by("starts_at", "pk")
    [row] = queries.fared([message])
    facts = {"message": message, "row": row, "editions": list(related)}
    return render(request, "enrolment/message_sent.html", facts)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what has not gone yet."""
    try:
        number = actions.withdraw(message=_visible(request, pk), by=signed_in(request))
        words = ngettext(
            "Ingetrokken: %(n)s mail gaat niet meer weg.",
            "Ingetrokken: %(n)s mails gaan niet meer weg.",
            number,
        )
        messages.success(request, words % {"n": number})
    except RuleBroken as broken:
        say(request, broken)
    return redirect("enrolment:message_sent", pk)
