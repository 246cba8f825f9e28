"""What participants meet on their own phone: scanning, the personal link, and that it worked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import seconds_to_wait
from veerkracht.proof import actions, attendance_codes
from veerkracht.proof import attendance_queries as queries
from veerkracht.proof import attendance_rules as rules
from veerkracht.proof.attendance_actions import check_can_check_in, check_code
from veerkracht.proof.attendance_document import when_in_words
from veerkracht.proof.attendance_forms import CodeForm
from veerkracht.proof.attendance_views import session_or_404
from veerkracht.proof.attendance_words import REFUSALS, refuse
from veerkracht.training.models import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_TRIES, PER_SECONDS = 10, 300


def _known(request: HttpRequest, session: Session) -> Enrolment | None:
    phone = attendance_codes.phone_of(request, session.edition_id)
    return queries.known_as(request, session.edition_id, phone)


def _facts(session: Session) -> dict[str, object]:
    return {"session": session, "edition": session.edition, "when": when_in_words(session)}


def _refused(request: HttpRequest, session: Session, why: RuleBroken) -> HttpResponse:
    facts = _facts(session) | {"why": why.message}
    return render(request, "proof/attendance_refused.html", facts, status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The address in a QR code: is it right now, who are you, and are you there?"""
    session = session_or_404(pk)
    try:
        if request.method == "POST":
            return _say_yes(request, session)
        shown = attendance_codes.judge(session, code)
        check_can_check_in(session, now())
        check_code(shown)
    except RuleBroken as broken:
        return _refused(request, session, broken)
    return _ask(request, session, shown)


def _ask(request: HttpRequest, session: Session, shown: rules.Code) -> HttpResponse:
    """One button for who is known; the way to be known for others."""
    enrolment = _known(request, session)
    if enrolment is None:
        return render(request, "proof/attendance_unknown.html", _facts(session), status=403)
    facts = _facts(session) | {
        "enrolment": enrolment,
        "ticket": attendance_codes.ticket(session, enrolment.pk, shown),
        "paper": shown is rules.Code.PAPER,
    }
    return render(request, "proof/attendance_scan.html", facts)


def _say_yes(request: HttpRequest, session: Session) -> HttpResponse:
    """Note who scanned, as of the moment of scanning."""
    enrolment = _known(request, session)
    if enrolment is None:
        return render(request, "proof/attendance_unknown.html", _facts(session), status=403)
    facts = attendance_codes.ticket_facts(request.POST.get("ticket", ""), session)
    if facts is None or facts[0] != enrolment.pk:
        raise RuleBroken(str(REFUSALS[rules.Refusal.CODE_OLD]))
    _pk, shown, moment = facts
    at = datetime.fromtimestamp(moment, UTC)
    actions.check_in(session=session, enrolment=enrolment, shown=shown, at=at, by=enrolment.person)
    return redirect("proof:noted", session.pk)


@never_cache
@require_safe
def noted(request: HttpRequest, pk: int) -> HttpResponse:
    """How somebody stands on the list of a meeting, for themselves."""
    session = session_or_404(pk)
    enrolment = _known(request, session)
    if enrolment is None:
        return render(request, "proof/attendance_unknown.html", _facts(session), status=403)
    facts = _facts(session) | {
        "enrolment": enrolment,
        "noted": queries.noted_of(enrolment, session),
    }
    return render(request, "proof/attendance_noted.html", facts)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personal_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the reminder: this phone is known from now on; six digits can be typed here."""
    enrolment = _of(token)
    sessions = list(enrolment.edition.sessions.all())
    current = _current(sessions)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if current and form.is_valid():
        with shown_on(form):
            _type(enrolment, current, form.cleaned_data["code"], token)
            response = redirect("proof:noted", current.pk)
            attendance_codes.remember_phone(response, enrolment)
            return response
    return _welcome(request, enrolment, current, form)


def _welcome(
    request: HttpRequest, enrolment: Enrolment, current: Session | None, form: CodeForm
) -> HttpResponse:
    sessions = [(one, when_in_words(one)) for one in enrolment.edition.sessions.all()]
    known = queries.noted_of(enrolment, current) if current else None
    facts = {
        "enrolment": enrolment,
        "edition": enrolment.edition,
        "sessions": sessions,
        "current": current,
        "noted": known,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    response = render(request, "proof/attendance_link.html", facts, status=status)
    attendance_codes.remember_phone(response, enrolment)
    return response


def _of(token: str) -> Enrolment:
    """Whose link this is; 404 for any other, and for who has no place any more."""
    number = attendance_codes.enrolment_of(token)
    placed = Enrolment.objects.filter(pk=number or 0, state=State.PLACED)
    related = ("person", "edition__course", "edition__municipality")
    found = placed.select_related(*related).prefetch_related("edition__sessions").first()
    if found is None:
        raise Http404
    return found


def _current(sessions: Sequence[Session]) -> Session | None:
    """The meeting that is on now, or begins within half an hour."""
    moment = now()
    on = [s for s in sessions if rules.why_not_now(s.starts_at, s.ends_at, moment) is None]
    return on[-1] if on else None


def _type(enrolment: Enrolment, session: Session, code: str, token: str) -> None:
    session.edition = enrolment.edition
    wait = seconds_to_wait("proof.digits", token, most=MOST_TRIES, seconds=PER_SECONDS)
    refuse(rules.Refusal.TOO_OFTEN if wait else None, field="code")
    shown = attendance_codes.judge(session, code)
    try:
        actions.check_in(
            session=session, enrolment=enrolment, shown=shown, at=now(), by=enrolment.person
        )
    except RuleBroken as broken:
        raise RuleBroken(broken.message, field="code") from broken
