"""The coordinator's pages of editions: make, change, publish, copy, call off."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import local, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import whole
from veerkracht.people.policies import staff_required
from veerkracht.training import actions, queries
from veerkracht.training.course_views import UNPROCESSABLE, coordinator, out_of_date
from veerkracht.training.edition_actions import meetings_of, same_minute
from veerkracht.training.forms import (
    CallOffForm,
    CopyForm,
    Difference,
    EditionForm,
    SessionFormSet,
    SessionRows,
    meetings_in_words,
    session_rows,
)
from veerkracht.training.models import Course, Edition, EditionState
from veerkracht.training.policies import check_may_change_edition
from veerkracht.training.rules import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from veerkracht.people.models import Person

KEPT = (
    "municipality",
    "venue",
    "online_link",
    "language",
    "price",
    "subsidy",
    "queue_policy",
    "note",
)
PAGES = {"new": "training/work/make_edition.html", "change": "training/work/change_edition.html"}


@staff_required
def make_edition(request: HttpRequest) -> HttpResponse:
    """A new edition of the course in the address, with what its last edition had."""
    person = coordinator(request)
    course = _course(request.GET.get("training", ""))
    if course is None:
        return render(
            request, "training/work/choose_course.html", {"courses": queries.courses_of(person)}
        )
    form = EditionForm(request.POST or None, person=person, initial=_defaults(course))
    rows = _rows(request)
    facts = {"course": course, "form": form, "rows": rows}
    if _both_valid(request, form, rows):
        with shown_on(form):
            edition = _make(person, course, form, rows)
            messages.success(
                request, _("De editie staat klaar als concept. Zet hem open als alles klopt.")
            )
            return redirect("training:change_edition", edition.pk)
    return _page(request, PAGES["new"], facts)


@staff_required
def change_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """An edition with its sessions; a version that is out of date is shown beside the new one."""
    person, edition = _mine(request, pk)
    first = {
        "version": edition.version,
        "trainers": [row.person_id for row in queries.trainers_of(edition)],
    }
    form = EditionForm(request.POST or None, instance=edition, person=person, initial=first)
    stored = session_rows(meetings_of(edition))
    rows = _rows(request, stored)
    facts = _around(request, edition) | {"form": form, "rows": rows}
    if _both_valid(request, form, rows):
        try:
            with _shown_on(form, rows):
                changed = _change(person, edition, form, rows)
                messages.success(request, _saved(edition, changed, form))
                return redirect("training:change_edition", pk)
        except OutOfDate:
            return _out_of_date(request, edition, facts)
    return _page(request, PAGES["change"], facts)


def _out_of_date(request: HttpRequest, edition: Edition, facts: dict[str, Any]) -> HttpResponse:
    """Both versions; of an edition that was called off meanwhile there is no version to keep."""
    edition.refresh_from_db()
    if edition.state == EditionState.CANCELLED:
        messages.error(
            request,
            _(
                "Iemand anders heeft deze editie intussen afgeblazen. Wat je typte, is niet bewaard."
            ),
        )
        return redirect("training:change_edition", edition.pk)
    facts["more_differences"] = _other_sessions(edition, facts["rows"])
    return out_of_date(request, PAGES["change"], facts, facts["form"], edition)


@require_POST
@staff_required
def publish_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an edition for the world."""
    person, edition = _mine(request, pk)
    try:
        actions.publish_edition(by=person, edition=edition)
        messages.success(
            request, _("De editie staat open. Mensen kunnen hem vinden en zich inschrijven.")
        )
    except RuleBroken as broken:
        say(request, broken)
    return redirect("training:change_edition", pk)


@staff_required
def copy_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """The same edition again, some weeks later; without dates there is nothing to shift, so a new one."""
    person, edition = _mine(request, pk)
    if edition.starts_at is None:
        messages.info(
            request, _("Deze editie heeft geen datum om te kopiëren. Maak hier een nieuwe editie.")
        )
        return redirect(f"{reverse('training:make_edition')}?training={edition.course_id}")
    form = CopyForm(request.POST or None, initial={"first_day": _next_first_day(edition)})
    if form.is_valid():
        with shown_on(form):
            copy = actions.copy_edition(
                by=person, edition=edition, first_day=form.cleaned_data["first_day"]
            )
            messages.success(request, _("De kopie staat klaar als concept. Kijk de datums na."))
            return redirect("training:change_edition", copy.pk)
    return _page(
        request, "training/work/copy_edition.html", _around(request, edition) | {"form": form}
    )


@staff_required
def call_off_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why and whether it is sure; then call off."""
    person, edition = _mine(request, pk)
    form = CallOffForm(request.POST or None)
    if form.is_valid():
        with shown_on(form):
            actions.call_off_edition(by=person, edition=edition, reason=form.cleaned_data["reason"])
            messages.success(
                request, _("De editie gaat niet door. Wie zich inschreef, krijgt een mail.")
            )
            return redirect("training:change_edition", pk)
    return _page(
        request, "training/work/call_off_edition.html", _around(request, edition) | {"form": form}
    )


def _mine(request: HttpRequest, pk: int) -> tuple[Person, Edition]:
    """The coordinator and an edition of their region; 403 for one of another region."""
    person = coordinator(request)
    try:
        edition = queries.edition_for_page(pk)
    except Edition.DoesNotExist as error:
        raise Http404 from error
    check_may_change_edition(person, edition)
    return person, edition


def _course(number: str) -> Course | None:
    known = whole(number)
    if known is None:
        return None
    return get_object_or_404(Course.objects.select_related("region"), pk=known)


def _defaults(course: Course) -> dict[str, Any]:
    """From the course, and from its last edition where there is one."""
    first: dict[str, Any] = {"capacity": course.group_max, "region": course.region_id}
    last = course.editions.order_by(F("starts_at").desc(nulls_last=True)).first()
    if last:
        first |= {name: getattr(last, name) for name in KEPT}
        first["trainers"] = [row.person_id for row in queries.trainers_of(last)]
    return first


def _rows(request: HttpRequest, stored: list[dict[str, Any]] | None = None) -> SessionRows:
    made = SessionFormSet(_rows_data(request), prefix="sessions", initial=stored)
    return cast("SessionRows", made)


def _rows_data(request: HttpRequest) -> Any:
    """What was typed in the rows; "nog een bijeenkomst" adds an empty one and keeps the rest."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    total = data.get("sessions-TOTAL_FORMS", "")
    if "more" in data and total.isascii() and total.isdigit():
        data["sessions-TOTAL_FORMS"] = str(min(int(total[:4]) + 1, SessionFormSet.absolute_max))
    return data


def _both_valid(request: HttpRequest, form: EditionForm, rows: SessionRows) -> bool:
    """Whether the page was sent to be saved and both parts are right; each shows its own errors."""
    if request.method != "POST":
        return False
    if "more" in request.POST:
        rows.still_typing = form.still_typing = True
        for row in rows.forms:
            row.still_typing = True
        return False
    return all([form.is_valid(), rows.is_valid()])


def _meetings(form: EditionForm, rows: SessionRows) -> list[Meeting]:
    """What was filled in; that there is nothing yet must be meant."""
    meetings = rows.meetings()
    may_follow = "dates_follow" in form.fields
    if may_follow and not meetings and not form.cleaned_data["dates_follow"]:
        words = _("Vul minstens één bijeenkomst in, of kruis aan dat de datum nog volgt.")
        raise RuleBroken(words, field="dates_follow")
    return meetings


@transaction.atomic
def _make(person: Person, course: Course, form: EditionForm, rows: SessionRows) -> Edition:
    return actions.make_edition(
        by=person,
        course=course,
        region=form.cleaned_data["region"],
        sessions=_meetings(form, rows),
        trainers=form.all_trainers(),
        **form.values(),
    )


@transaction.atomic
def _change(person: Person, edition: Edition, form: EditionForm, rows: SessionRows) -> Edition:
    changed = actions.change_edition(
        by=person,
        edition=edition,
        version=form.cleaned_data["version"] or 0,
        sessions=_meetings(form, rows),
        **form.values(),
    )
    actions.assign_trainers(by=person, edition=edition, trainers=form.all_trainers())
    return changed


@contextmanager
def _shown_on(form: EditionForm, rows: SessionRows) -> Iterator[None]:
    """A broken rule at the row of the session that it is about, or else on the form."""
    with shown_on(form):
        try:
            yield
        except RuleBroken as broken:
            row = rows.row_named(broken.field)
            if row is None:
                raise
            row.add_error("day", broken.message)


def _saved(before: Edition, after: Edition, form: EditionForm) -> str:
    """That it is kept, and which deadlines moved along with the first session."""
    named = {
        "closes_at": _("inschrijven kan tot %(moment)s uur"),
        "cancel_until": _("kosteloos afmelden kan tot %(moment)s uur"),
    }
    along = [
        words % {"moment": date_format(local(getattr(after, name)), "j F Y, G.i")}
        for name, words in named.items()
        if before.starts_at
        and after.starts_at
        and not same_minute(form.cleaned_data[name] or getattr(before, name), getattr(after, name))
    ]
    if not along:
        return _("Bewaard.")
    return _("Bewaard. Dit schoof mee: %(what)s.") % {"what": "; ".join(along)}


def _other_sessions(edition: Edition, rows: SessionRows) -> list[Difference]:
    theirs, ours = meetings_in_words(meetings_of(edition)), meetings_in_words(rows.meetings())
    return [] if theirs == ours else [Difference(_("Bijeenkomsten"), theirs, ours)]


def _next_first_day(edition: Edition) -> Any:
    """The same weekday, the first one at least four weeks from now."""
    start = local(edition.starts_at).date() if edition.starts_at else today()
    wanted = max(today() + timedelta(weeks=4), start + timedelta(weeks=1))
    return wanted + timedelta(days=(start - wanted).days % 7)


def _around(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    places = queries.availability_of([edition.pk]).get(edition.pk)
    return {
        "edition": edition,
        "course": edition.course,
        "places": places,
        "card": queries.Card(edition, (), places),
        "blocks": [block(request, edition) for block in queries.workbench_actions],
    }


def _page(request: HttpRequest, template: str, facts: dict[str, Any]) -> HttpResponse:
    """200; 422 when it was sent to be saved and something is wrong."""
    sent = request.method == "POST" and "more" not in request.POST
    return render(request, template, facts, status=UNPROCESSABLE if sent else 200)
