"""Pages of the library of ways of working: finding, reading, printing, proposing, telling how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.cocreation import way_actions as actions
from veerkracht.cocreation import way_policies as policies
from veerkracht.cocreation import way_queries as queries
from veerkracht.cocreation.models import ForWhom, Way, WayDimension, WayUse
from veerkracht.cocreation.way_document import way_pdf
from veerkracht.cocreation.way_forms import RemarkForm, UseForm, WayFilter, WayForm
from veerkracht.cocreation.way_words import group_in_words, minutes_in_words
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from typing import Any

A_PAGE = 24


def ways(request: HttpRequest) -> HttpResponse:
    """What is on the site, with filters that live in the address."""
    form = WayFilter(request.GET)
    choice = form.choice()
    rows = Paginator(queries.found(choice), A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page_obj": rows,
        "cards": [(one, facts_of(one)) for one in rows],
        "narrowed": any((choice.words, choice.for_whom, choice.minutes)),
        "keeps": policies.keeps(request.user),
    }
    return render(request, "cocreation/way_list.html", facts)


def facts_of(way: Way) -> dict[str, Any]:
    """What stands beside a title, in words."""
    return {
        "for_whom": [ForWhom(one).label for one in way.for_whom],
        "minutes": minutes_in_words(way.minutes),
        "group": group_in_words(way.group_least, way.group_most),
        "dimensions": [(one, WayDimension(one).label) for one in way.dimensions],
    }


def seen(request: HttpRequest, slug: str) -> Way:
    """A way of working that this visitor may see, or 404."""
    found = queries.way_at(slug)
    if found is None or not policies.may_see(request.user, found):
        raise Http404
    return found


def way(request: HttpRequest, slug: str) -> HttpResponse:
    """One way of working, on one A4, with notes of who used it."""
    found = seen(request, slug)
    keeps = policies.keeps(request.user)
    facts = {
        "way": found,
        "facts": facts_of(found),
        "steps": [(one, minutes_in_words(one.minutes)) for one in found.steps.all()],
        "notes": list(queries.notes_of(found, hidden=keeps)),
        "keeps": keeps,
        "may_change": policies.may_change(request.user, found),
        "remark_form": RemarkForm(),
    }
    return render(request, "cocreation/way_way.html", facts)


def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The same on paper, as PDF."""
    found = seen(request, slug)
    response = HttpResponse(way_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="werkvorm-{found.slug}.pdf"'
    return response


@login_required
@limited("cocreation.way", most=30, seconds=3600)
def propose(request: HttpRequest) -> HttpResponse:
    """Write a way of working of one's own."""
    return _form_page(request, None)


@login_required
@limited("cocreation.way", most=60, seconds=3600)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change one."""
    found = seen(request, slug)
    policies.check_may_change(signed_in(request), found)
    return _form_page(request, found)


def _form_page(request: HttpRequest, found: Way | None) -> HttpResponse:
    form = WayForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            row = actions.save_way(contents=form.contents(), by=signed_in(request), way=found)
            messages.success(request, _("Bewaard. Kijk of het klopt."))
            return redirect("cocreation:way", row.slug)
    facts = {"form": form, "way": found, "keeps": policies.keeps(request.user)}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/way_form.html", facts, status=status)


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What I made, and where it stands."""
    rows = Paginator(queries.made_by(signed_in(request)), A_PAGE)
    facts = {"page_obj": rows.get_page(request.GET.get("page"))}
    return render(request, "cocreation/way_mine.html", facts)


@require_POST
@login_required
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask an editor to look."""
    actions.propose_way(way=seen(request, slug), by=signed_in(request))
    messages.success(request, _("Verstuurd. Een redacteur kijkt ernaar. Je krijgt een mail."))
    return redirect("cocreation:way", slug)


@login_required
@limited("cocreation.way_use", most=20, seconds=3600)
def use(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell how it went."""
    found = seen(request, slug)
    form = UseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.tell_use(way=found, used=form.used(), by=signed_in(request))
            messages.success(request, _("Dank je wel. Je ervaring staat erbij."))
            return redirect("cocreation:way", slug)
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/way_use.html", {"form": form, "way": found}, status=status)


@require_POST
@login_required
def drop_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Take my note back."""
    note = get_object_or_404(WayUse.objects.select_related("way"), pk=pk)
    actions.drop_use(use=note, by=signed_in(request))
    messages.success(request, _("Je ervaring is weg."))
    return redirect("cocreation:way", note.way.slug)
