"""Pages for who guides coalitions: parents in them, inviting, terms, and what was done with what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.coalitions import parent_actions, parent_queries
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions.models import Coalition, ParentInvitation, ParentTerms
from veerkracht.coalitions.parent_forms import DoneForm, InviteForm, TermsForm
from veerkracht.coalitions.parent_models import InvitationState
from veerkracht.coalitions.parent_words import absolute, gets
from veerkracht.coalitions.poll_drawing import qr
from veerkracht.kernel.errors import OutOfDate
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import require
from veerkracht.meetings.models import Meeting
from veerkracht.people.models import Person
from veerkracht.people.policies import is_coordinator, signed_in

if TYPE_CHECKING:
    from veerkracht.coalitions.models import ParentWord

A_PAGE, MOST = 50, 20


@login_required
def parents(request: HttpRequest) -> HttpResponse:
    """The coalitions that I guide, and what waits there."""
    person = signed_in(request)
    coalitions = parent_queries.guided_by(person)
    require(is_coordinator(person) or coalitions.exists(), _("Deze pagina is voor coördinatoren."))
    page = Paginator(coalitions, A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "page_obj": page,
        "waiting": list(parent_queries.without_done(person)[:MOST]),
        "unheard": list(parent_queries.heard_nothing(person)[:MOST]),
    }
    return render(request, "coalitions/parent_work.html", facts)


def guided(request: HttpRequest, pk: int) -> tuple[Person, Coalition]:
    """A coalition that I guide; 403 otherwise."""
    person = signed_in(request)
    related = Coalition.objects.select_related("region", "series", "area", "coordinator")
    coalition = get_object_or_404(related, pk=pk)
    policies.check_guides(person, coalition)
    return person, coalition


def _terms(coalition: Coalition) -> ParentTerms | None:
    return ParentTerms.objects.filter(coalition=coalition).first()


@login_required
def parents_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Parents of one coalition, invitations, what they get, and its meetings."""
    _person, coalition = guided(request, pk)
    invitations = Paginator(parent_queries.invitations_of(coalition), A_PAGE)
    terms = _terms(coalition)
    facts = {
        "coalition": coalition,
        "seats": list(parent_queries.parents_in(coalition)),
        "page_obj": invitations.get_page(request.GET.get("page")),
        "terms": terms,
        "gets": gets(terms) if terms else [],
        "meetings": list(parent_queries.past_meetings(coalition)[:6]),
        "states": InvitationState,
    }
    return render(request, "coalitions/parent_coalition.html", facts)


@login_required
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """What parents get here, and who helps."""
    person, coalition = guided(request, pk)
    form = TermsForm(_terms(coalition), request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            parent_actions.set_parent_terms(coalition=coalition, terms=form.terms(), by=person)
            messages.success(request, _("Bewaard. Dit staat nu in nieuwe uitnodigingen."))
            return redirect("coalitions:parents_of", pk)
    facts = {"coalition": coalition, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/parent_terms.html", facts, status=status)


@login_required
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a parent, by mail or on paper."""
    person, coalition = guided(request, pk)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            row = parent_actions.invite_parent(
                coalition=coalition, invitation=form.invitation(), by=person
            )
            if not row.email:
                return redirect("coalitions:parent_paper", row.pk)
            messages.success(request, _("De uitnodiging gaat per mail."))
            return redirect("coalitions:parents_of", pk)
    facts = {"coalition": coalition, "form": form, "terms": _terms(coalition)}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/parent_invite.html", facts, status=status)


def _invitation(request: HttpRequest, pk: int) -> tuple[Person, ParentInvitation]:
    person = signed_in(request)
    related = ParentInvitation.objects.select_related("coalition__parent_terms", "coalition__area")
    row = get_object_or_404(related, pk=pk)
    policies.check_guides(person, row.coalition)
    return person, row


@login_required
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """An invitation as a letter on paper, with a QR code."""
    _person, row = _invitation(request, pk)
    if row.state != InvitationState.OPEN:
        raise Http404
    address = absolute("coalitions:parent_invitation", row.token)
    facts = {
        "row": row,
        "address": address,
        "qr": qr(address),
        "terms": row.coalition.parent_terms,
        "gets": gets(row.coalition.parent_terms),
    }
    return render(request, "coalitions/parent_paper.html", facts)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    person, row = _invitation(request, pk)
    parent_actions.withdraw_invitation(invitation=row, by=person)
    messages.success(request, _("Teruggenomen. De link en de QR-code werken niet meer."))
    return redirect("coalitions:parents_of", row.coalition_id)


@login_required
def what_was_done(request: HttpRequest, pk: int, meeting: int, person: int) -> HttpResponse:
    """Write what was done with what one parent said at one meeting."""
    _by, coalition = guided(request, pk)
    when = get_object_or_404(Meeting, pk=meeting, series=coalition.series_id)
    parent = get_object_or_404(Person, pk=person)
    if not policies.has_parent_seat(parent, coalition):
        raise Http404
    known = parent_queries.words_at(coalition, when).get(person)
    form = DoneForm(request.POST if request.method == "POST" else None, initial=_known(known))
    if form.is_valid() and _told(request, form, coalition, when, parent):
        return redirect("coalitions:parents")
    facts: dict[str, Any] = {
        "coalition": coalition,
        "meeting": when,
        "parent": parent,
        "known": known,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/parent_done.html", facts, status=status)


def _known(word: ParentWord | None) -> dict[str, Any]:
    if word is None:
        return {"seen": 0}
    return {
        "said": word.said,
        "done": word.done,
        "nothing": word.nothing,
        "seen": word.version,
    }


def _told(
    request: HttpRequest, form: DoneForm, coalition: Coalition, meeting: Meeting, parent: Person
) -> bool:
    """Whether it was kept; somebody else's newer words are shown beside what was typed."""
    try:
        with shown_on(form):
            parent_actions.tell_what_was_done(
                coalition=coalition,
                meeting=meeting,
                person=parent,
                what=form.what(),
                seen=form.cleaned_data["seen"],
                by=signed_in(request),
            )
            said = _("Bewaard. %(name)s krijgt een mail.") if form.what().done else _("Bewaard.")
            messages.success(request, said % {"name": parent} if form.what().done else said)
            return True
    except OutOfDate as changed:
        form.add_error(None, changed.message)
        now_there = parent_queries.words_at(coalition, meeting).get(parent.pk)
        form.look_again(now_there.version if now_there else 0)
    return False
