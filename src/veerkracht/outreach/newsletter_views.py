"""Pages of who reads the newsletter: ask, confirm, choose, leave, read back. No account is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.errors import NotAllowed
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.outreach import newsletter_queries as queries
from veerkracht.outreach import newsletter_subscribe_actions as actions
from veerkracht.outreach.models import Issue, SubscriberState
from veerkracht.outreach.newsletter_forms import AskForm, ChoicesForm
from veerkracht.outreach.newsletter_writing import parts

if TYPE_CHECKING:
    from veerkracht.outreach.models import Subscriber

A_PAGE = 20
ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058: all that a mail program posts


@limited("newsletter", most=10, seconds=600)
def newsletter(request: HttpRequest) -> HttpResponse:
    """Ask for the newsletter. The answer is the same for every address."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            if not form.is_machine:
                actions.ask(address=form.cleaned_data["email"], choices=form.choices())
            return redirect("outreach:newsletter_asked")
    facts = {"form": form, "latest": list(queries.public_issues()[:3])}
    status = 422 if form.is_bound else 200
    return render(request, "outreach/newsletter_ask.html", facts, status=status)


def newsletter_asked(request: HttpRequest) -> HttpResponse:
    """Look in your mail."""
    return render(request, "outreach/newsletter_asked.html")


def _subscriber(token: str) -> Subscriber:
    found = queries.by_token(token)
    if found is None:
        raise Http404
    return found


@never_cache
def newsletter_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the mail: only the button confirms, for machines follow links too."""
    subscriber = _subscriber(token)
    if request.method == "POST":
        actions.confirm(subscriber=subscriber)
        return redirect("outreach:newsletter_confirm", token)
    facts = {"subscriber": subscriber, "states": SubscriberState}
    return render(request, "outreach/newsletter_confirm.html", facts)


@never_cache
def newsletter_choices(request: HttpRequest, token: str) -> HttpResponse:
    """Change what one wants to read."""
    subscriber = _subscriber(token)
    form = ChoicesForm(request.POST if request.method == "POST" else None, subscriber)
    if form.is_valid():
        with shown_on(form):
            actions.choose(subscriber=subscriber, choices=form.choices())
            messages.success(request, _("Bewaard."))
            return redirect("outreach:newsletter_choices", token)
    facts = {"form": form, "subscriber": subscriber, "states": SubscriberState}
    status = 422 if form.is_bound else 200
    return render(request, "outreach/newsletter_choices.html", facts, status=status)


@csrf_exempt  # a mail program has no cookie; the token is the proof (RFC 8058)
@never_cache
def newsletter_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Stop: one POST by a mail program, or the button on this page."""
    subscriber = _subscriber(token)
    if request.method == "POST":
        name, value = ONE_CLICK
        if request.POST.get(name) != value:
            raise NotAllowed(_("Druk op de knop om te stoppen."))
        actions.leave(subscriber=subscriber)
        subscriber.refresh_from_db()
    facts = {"subscriber": subscriber, "states": SubscriberState, "one_click": ONE_CLICK}
    return render(request, "outreach/newsletter_leave.html", facts)


def newsletter_archive(request: HttpRequest) -> HttpResponse:
    """Every issue that may be read back."""
    page = Paginator(queries.public_issues(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "outreach/newsletter_archive.html", {"page_obj": page})


def newsletter_web(request: HttpRequest, pk: int) -> HttpResponse:
    """One issue on the website."""
    issue = get_object_or_404(queries.public_issues(), pk=pk)
    return issue_page(request, issue)


def issue_page(request: HttpRequest, issue: Issue, *, draft: bool = False) -> HttpResponse:
    """An issue as a page, with all its pieces."""
    facts = {
        "issue": issue,
        "intro": in_language(issue, "intro"),
        "parts": parts(queries.items_of(issue)),
        "draft": draft,
    }
    return render(request, "outreach/newsletter_web.html", facts)
