"""Pages of who makes the newsletter: compose, fill, test, send, see how far it is, ask the people on a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.outreach import newsletter_issue_actions as actions
from veerkracht.outreach import newsletter_policies as policies
from veerkracht.outreach import newsletter_queries as queries
from veerkracht.outreach.models import Issue, IssueItem
from veerkracht.outreach.newsletter_forms import IssueForm, ItemForm, ListForm
from veerkracht.outreach.newsletter_rules import IssueState
from veerkracht.outreach.newsletter_subscribe_actions import bring_list
from veerkracht.outreach.newsletter_views import issue_page
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person

A_PAGE = 20
LISTS = 10
SEPARATOR = "|"  # between source and key in the form of live things


def _maker(request: HttpRequest) -> Person:
    person = signed_in(request)
    policies.check_may_make(person)
    return person


def _issue(request: HttpRequest, pk: int) -> tuple[Person, Issue]:
    person = _maker(request)
    related = Issue.objects.select_related("region").prefetch_related("items", "sectors")
    issue = get_object_or_404(related, pk=pk)
    policies.check_may_make_issue(person, issue)
    return person, issue


def _item(request: HttpRequest, pk: int) -> tuple[Person, IssueItem]:
    person = _maker(request)
    item = get_object_or_404(IssueItem.objects.select_related("issue__region"), pk=pk)
    policies.check_may_make_issue(person, item.issue)
    return person, item


@login_required
def work(request: HttpRequest) -> HttpResponse:
    """Every issue of my regions, newest first."""
    person = _maker(request)
    page = Paginator(queries.issues_for(person), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "outreach/newsletter_work.html", {"page_obj": page})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Begin an issue."""
    person = _maker(request)
    regions = policies.regions_of_maker(person)
    form = IssueForm(regions, None, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            made = actions.make_issue(region=form.chosen(), head=form.head(), by=person)
            return redirect("outreach:newsletter_issue", made.pk)
    return _form_page(request, form, None)


def _form_page(request: HttpRequest, form: Any, issue: Issue | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    facts = {"form": form, "issue": issue}
    return render(request, "outreach/newsletter_form.html", facts, status=status)


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words before the pieces."""
    person, issue = _issue(request, pk)
    form = IssueForm([issue.region], issue, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.change_issue(issue=issue, head=form.head(), by=person)
            messages.success(request, _("Bewaard."))
            return redirect("outreach:newsletter_issue", pk)
    return _form_page(request, form, issue)


@login_required
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft to work at, or how far an issue is."""
    _person, found = _issue(request, pk)
    if found.state != IssueState.DRAFT:
        facts: dict[str, Any] = {"issue": found, "progress": queries.progress(found)}
        facts["rests"] = bool(found.goes_on_at and (found.goes_on_at - now()).total_seconds() > 60)
        return render(request, "outreach/newsletter_progress.html", facts)
    facts = {
        "issue": found,
        "items": queries.items_of(found),
        "offered": queries.offered(found),
        "readers": queries.audience(found).count(),
    }
    return render(request, "outreach/newsletter_issue.html", facts)


@require_POST
@login_required
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Put live things in."""
    person, found = _issue(request, pk)
    pairs = [one.partition(SEPARATOR) for one in request.POST.getlist("thing")]
    try:
        number = actions.pick(
            issue=found, keys=[(source, key) for source, _sign, key in pairs], by=person
        )
    except RuleBroken as error:
        say(request, error)
    else:
        words = ngettext("%(n)s stukje erbij.", "%(n)s stukjes erbij.", number) % {"n": number}
        messages.success(request, words)
    return redirect("outreach:newsletter_issue", pk)


@login_required
def new_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a piece of one's own."""
    person, found = _issue(request, pk)
    return _item_page(request, person, found, None)


@login_required
def change_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a piece."""
    person, item = _item(request, pk)
    return _item_page(request, person, item.issue, item)


def _item_page(
    request: HttpRequest, person: Person, found: Issue, item: IssueItem | None
) -> HttpResponse:
    form = ItemForm(item, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.write_item(issue=found, told=form.told(), by=person, item=item)
            messages.success(request, _("Bewaard."))
            return redirect("outreach:newsletter_issue", found.pk)
    facts = {"form": form, "issue": found, "item": item}
    status = 422 if form.is_bound else 200
    return render(request, "outreach/newsletter_item.html", facts, status=status)


@require_POST
@login_required
def drop_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a piece out."""
    person, item = _item(request, pk)
    try:
        actions.drop_item(item=item, by=person)
    except RuleBroken as error:
        say(request, error)
    return redirect("outreach:newsletter_issue", item.issue_id)


@require_POST
@login_required
def move_item(request: HttpRequest, pk: int) -> HttpResponse:
    """A place up or down."""
    person, item = _item(request, pk)
    try:
        actions.move_item(item=item, up=request.POST.get("way") == "up", by=person)
    except RuleBroken as error:
        say(request, error)
    return redirect("outreach:newsletter_issue", item.issue_id)


@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """How it will read."""
    _person, found = _issue(request, pk)
    return issue_page(request, found, draft=True)


@require_POST
@login_required
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it to myself alone."""
    person, found = _issue(request, pk)
    actions.test_issue(issue=found, by=person)
    messages.success(request, _("De test is onderweg naar %(email)s.") % {"email": person.email})
    return redirect("outreach:newsletter_issue", pk)


@require_POST
@login_required
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it to everybody who wants it."""
    person, found = _issue(request, pk)
    try:
        actions.send_issue(issue=found, by=person)
    except RuleBroken as error:
        say(request, error)
    else:
        messages.success(request, _("De nieuwsbrief gaat op weg."))
    return redirect("outreach:newsletter_issue", pk)


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause, resume or stop."""
    person, found = _issue(request, pk)
    wanted = request.POST.get("step", "")
    try:
        actions.take_step(issue=found, step=wanted, by=person)
    except RuleBroken as error:
        say(request, error)
    return redirect("outreach:newsletter_issue", pk)


@require_POST
@login_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    person, found = _issue(request, pk)
    try:
        actions.discard_issue(issue=found, by=person)
    except RuleBroken as error:
        say(request, error)
        return redirect("outreach:newsletter_issue", pk)
    messages.success(request, _("Weggegooid."))
    return redirect("outreach:newsletter_work")


@login_required
def bring(request: HttpRequest) -> HttpResponse:
    """Ask the people on a list whether they want the newsletter."""
    person = _maker(request)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ListForm(policies.regions_of_maker(person), *posted)
    if form.is_valid():
        given = form.cleaned_data
        with shown_on(form):
            bring_list(
                region=form.chosen(),
                ground=given["ground"],
                source=given["source"],
                table=given["file"],
                by=person,
            )
            messages.success(request, _("We vragen het ze per mail."))
            return redirect("outreach:newsletter_lists")
    facts = {"form": form, "lists": list(queries.lists_for(person)[:LISTS])}
    status = 422 if form.is_bound else 200
    return render(request, "outreach/newsletter_lists.html", facts, status=status)
