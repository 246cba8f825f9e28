"""The trainer's pages: how an edition stands, a meeting with its list, the code, and the list on paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import whole
from veerkracht.kernel.parts import asks_for_part
from veerkracht.people.policies import signed_in
from veerkracht.proof import actions, attendance_codes, policies
from veerkracht.proof import attendance_queries as queries
from veerkracht.proof import attendance_rules as rules
from veerkracht.proof.attendance_document import signature_list, when_in_words
from veerkracht.proof.attendance_forms import (
    DoorForm,
    Line,
    PreparationForm,
    read_kept,
    read_lines,
)
from veerkracht.proof.attendance_models import Attendance, Preparation, Presence
from veerkracht.training.models import Edition, EditionState, Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from veerkracht.people.models import Person

A_PAGE = 50  # people; a form has at most 500 fields


def session_or_404(pk: int) -> Session:
    """A meeting with all that its pages say."""
    related = ("edition__course", "edition__municipality", "edition__region")
    return get_object_or_404(Session.objects.select_related(*related), pk=pk)


def _mine(request: HttpRequest, pk: int) -> tuple[Person, Session]:
    """Who is signed in, and a meeting of theirs; 403 for another's."""
    session, person = session_or_404(pk), signed_in(request)
    policies.check_may_mark(person, session.edition)
    return person, session


def _facts(session: Session) -> dict[str, Any]:
    return {"session": session, "edition": session.edition, "when": when_in_words(session)}


@login_required
def edition_day(request: HttpRequest, pk: int) -> HttpResponse:
    """How an edition stands, meeting by meeting, and what participants bring."""
    related = ("course", "municipality", "region")
    edition = get_object_or_404(Edition.objects.select_related(*related), pk=pk)
    person = signed_in(request)
    policies.check_may_mark(person, edition)
    known = Preparation.objects.filter(edition=edition).first()
    posted = request.POST if request.method == "POST" else None
    form = PreparationForm(posted, initial={"bring": known.bring if known else ""})
    if form.is_valid():
        actions.prepare(edition=edition, bring=form.cleaned_data["bring"], by=person)
        messages.success(request, _("Bewaard."))
        return redirect("proof:edition_day", pk)
    stand = queries.tallies(edition)
    rows = [(one, when_in_words(one), stand[one.pk]) for one in edition.sessions.all()]
    facts = {"edition": edition, "rows": rows, "form": form, "moment": now()}
    status = 422 if form.is_bound else 200
    return render(request, "proof/attendance_edition.html", facts, status=status)


# A meeting


@login_required
@never_cache
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is there: ticked here, also without reception, confirmed here, or noted with the code."""
    person, found = _mine(request, pk)
    page = Paginator(queries.placed_in(found.edition_id), A_PAGE).get_page(request.GET.get("page"))
    lines = _lines(found, page)
    if request.method == "POST" and _ticked(request, found, lines, person):
        return redirect(request.get_full_path())
    waiting = Attendance.objects.filter(
        session=found, confirmed=False, enrolment__state="placed"
    ).select_related("enrolment__person")
    facts = _facts(found) | {
        "lines": lines,
        "page_obj": page,
        "waiting": list(waiting.order_by("marked_at", "pk")),
        "tally": queries.tallies(found.edition)[found.pk],
        "choices": Presence.choices,
        "whole": rules.whole_minutes(found.starts_at, found.ends_at),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "proof/attendance_session.html", facts, status=status)


def _lines(found: Session, page: Page[Any]) -> list[Line]:
    rows = list(page.object_list)
    known = Attendance.objects.filter(session=found, enrolment__in=rows)
    by_enrolment = {row.enrolment_id: row for row in known}
    return [Line(row, by_enrolment.get(row.pk)) for row in rows]


def _ticked(request: HttpRequest, found: Session, lines: Sequence[Line], person: Person) -> bool:
    """Keep what was changed; False when something has to be mended first, and then nothing is kept."""
    marks = read_lines(lines, request.POST)
    faulty = any(line.error for line in lines)
    try:
        rows = [] if faulty else actions.tick(session=found, marks=marks, by=person)
    except RuleBroken as broken:
        for line in lines:
            line.error = broken.message if str(line.enrolment.pk) == broken.field else ""
        faulty = True
    if faulty:
        messages.error(request, _("Er is nog niets bewaard. Kijk bij wie er iets niet klopt."))
        return False
    words = ngettext("Bewaard: van %(n)s persoon.", "Bewaard: van %(n)s mensen.", len(rows))
    messages.success(request, words % {"n": len(rows)} if rows else _("Er was niets veranderd."))
    return True


@require_POST
@login_required
def take_marks(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks that waited on a phone, as JSON; each is taken once, however often it is sent."""
    person, found = _mine(request, pk)
    try:
        kept, unread = read_kept(json.loads(request.body), now())
    except (ValueError, RecursionError):
        return JsonResponse({"error": _("Dit konden we niet lezen.")}, status=400)
    answers = actions.take_marks(session=found, marks=kept, by=person)
    why = {str(key): broken.message for key, broken in answers.items() if broken}
    why |= dict.fromkeys(unread, _("Dit konden we niet lezen."))
    whom = {str(one.key): one.enrolment_id for one in kept} | unread
    return JsonResponse(
        {"taken": [*map(str, answers), *unread], "refused": _with_names(found, whom, why)}
    )


def _with_names(found: Session, whom: Mapping[str, int], why: Mapping[str, str]) -> dict[str, str]:
    """Why a mark is refused, behind the name of whom it is about when that person is of this training."""
    names = queries.names_in(found.edition_id, [whom[key] for key in why]) if why else {}
    return {
        key: f"{names[whom[key]]}: {text}" if whom[key] in names else text
        for key, text in why.items()
    }


@require_POST
@login_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that who used the code on paper was there: one, or all."""
    person, found = _mine(request, pk)
    typed = request.POST.get("enrolment", "")
    one = whole(typed)
    if typed and one is None:
        raise RuleBroken(_("Dat konden we niet lezen. Kies opnieuw."))
    pks = None if one is None else [one]
    number = actions.confirm(session=found, by=person, enrolment_ids=pks)
    words = ngettext("%(n)s persoon bevestigd.", "%(n)s mensen bevestigd.", number)
    messages.success(request, words % {"n": number})
    return redirect("proof:session", pk)


@login_required
def walk_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody at the door gets a place, when there is one, and is noted."""
    person, found = _mine(request, pk)
    form = DoorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            row = actions.walk_in(session=found, by=person, **form.cleaned_data)
            words = _("%(name)s doet mee en staat als aanwezig op de lijst.")
            messages.success(request, words % {"name": row.enrolment.person})
            return redirect("proof:session", pk)
    facts = _facts(found) | {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "proof/attendance_door.html", facts, status=status)


# The code


@login_required
@never_cache
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """The code for the screen in the room; it renews itself."""
    _person, found = _mine(request, pk)
    template = (
        "proof/attendance_code.html" if asks_for_part(request) else "proof/attendance_screen.html"
    )
    facts = _facts(found) | _shown(found, attendance_codes.screen_code(found))
    called_off = found.edition.state == EditionState.CANCELLED
    facts["why_not"] = (
        rules.Refusal.CALLED_OFF
        if called_off
        else rules.why_not_now(found.starts_at, found.ends_at, now())
    )
    return render(request, template, facts)


def _shown(found: Session, code: bytes) -> dict[str, Any]:
    digits = rules.as_digits(code)
    address = attendance_codes.address_of(found, code)
    return {"qr": qr(address), "digits": f"{digits[:3]} {digits[3:]}", "address": address}


def qr(address: str) -> SafeString:
    """A QR code as inline SVG on white, without style attributes (ISO/IEC 18004, error correction M)."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=4, omitsize=True, light="#fff", svgclass="qr", lineclass=None, title=_("QR-code")
    )
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))


@login_required
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The code to print and lay on the table; who uses it waits for the trainer's yes."""
    _person, found = _mine(request, pk)
    facts = _facts(found) | _shown(found, attendance_codes.paper_code(found))
    return render(request, "proof/attendance_paper.html", facts)


@login_required
def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """The signature list, as a PDF."""
    _person, found = _mine(request, pk)
    trainers = found.edition.trainer_assignments.select_related("person")
    names = [str(one.person) for one in trainers.order_by("person__name")]
    content = signature_list(found, list(queries.placed_in(found.edition_id)), names)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"tekenlijst-{found.starts_at:%Y-%m-%d}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
