"""Work pages of research: requests in my regions, and deciding."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from veerkracht.kernel.errors import OutOfDate
from veerkracht.kernel.forms import shown_on
from veerkracht.monitoring import research_actions as actions
from veerkracht.monitoring import research_policies as policies
from veerkracht.monitoring import research_queries as queries
from veerkracht.monitoring.models import ResearchState
from veerkracht.monitoring.research_forms import DecideForm
from veerkracht.monitoring.research_views import A_PAGE, found_request, request_facts
from veerkracht.monitoring.research_words import area_of
from veerkracht.people.policies import signed_in, staff_required


@staff_required
def requests(request: HttpRequest) -> HttpResponse:
    """Requests in my regions: those that wait first."""
    person = signed_in(request)
    policies.check_sees_research(person)
    page = Paginator(queries.seen_by(person), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, area_of(one), one.asked_by_id == person.pk) for one in page.object_list]
    return render(request, "monitoring/research_work.html", {"page_obj": page, "rows": rows})


@staff_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """A request, with the form to decide when it waits and is not one's own."""
    person, found = found_request(request, pk)
    policies.check_may_keep(person, found)
    may_decide = found.state == ResearchState.ASKED and policies.decides(person, found)
    form = DecideForm(found, request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            with shown_on(form):
                seen = form.cleaned_data["seen"]
                actions.decide_request(request=found, verdict=form.verdict(), seen=seen, by=person)
                messages.success(request, _("Je besluit staat er. De aanvrager krijgt een mail."))
                return redirect("monitoring:research_decide", pk)
        except OutOfDate as overtaken:
            form.add_error(None, overtaken.message)
            status = 409
    facts = request_facts(found) | {
        "form": form if may_decide else None,
        "is_mine": found.asked_by_id == person.pk,
        "files": queries.files_of(found),
    }
    return render(request, "monitoring/research_decide.html", facts, status=status)
