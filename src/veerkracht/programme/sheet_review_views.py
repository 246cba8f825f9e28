"""Pages of who owns a sheet: my sheets, and looking at an edition before it becomes public."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import INTEGER, whole
from veerkracht.kernel.permissions import allows
from veerkracht.people.policies import signed_in
from veerkracht.programme import sheet_actions as actions
from veerkracht.programme import sheet_policies as policies
from veerkracht.programme import sheet_queries as queries
from veerkracht.programme.sheet_forms import WordsForm
from veerkracht.programme.sheet_models import EditionState, MoveKind, SheetEdition
from veerkracht.programme.sheet_views import changed_only, in_words
from veerkracht.programme.sheet_work_views import rows_of


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The sheets of the organisation that I speak for."""
    page = queries.page_of(queries.owned_by(signed_in(request)), request.GET.get("page"))
    facts = {"page_obj": page, "rows": rows_of(page.object_list)}
    return render(request, "programme/sheet_mine.html", facts)


@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """An edition as it will look, what changed, and for its owner: agree, or send it back."""
    person = signed_in(request)
    edition = queries.editions().filter(pk=pk).first()
    if edition is None:
        raise Http404
    policies.check_may_see_edition(person, edition)
    asked = queries.last_move(edition, MoveKind.ASKED)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            verdict(request, edition, form.cleaned_data["words"])
            return redirect("programme:sheets_mine")
    before = queries.ever_public(edition.sheet.region.code, edition.sheet.theme.slug)
    found = queries.compare_editions(before, edition) if before and before.pk != pk else []
    waits = edition.state == EditionState.REVIEW
    facts = {
        "edition": edition,
        "sheet": edition.sheet,
        "sections": queries.shown(edition, queries.staying(queries.lines_of(edition))),
        "form": form,
        "asked": asked,
        "reviews": waits and allows(policies.check_may_review, person, edition.sheet),
        "before": before if found else None,
        "compared": changed_only(found),
        "summary": in_words(found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "programme/sheet_review.html", facts, status=status)


def verdict(request: HttpRequest, edition: SheetEdition, words: str) -> None:
    """Carry out what the owner chose, of the edition as they saw it."""
    person = signed_in(request)
    asked = whole(request.POST.get("asked", ""), digits=INTEGER) or 0
    if request.POST.get("verdict") == "send-back":
        actions.send_back(edition=edition, asked=asked, words=words, by=person)
        messages.success(request, _("Teruggestuurd. De coördinator krijgt een mail met je reden."))
        return
    actions.approve(edition=edition, asked=asked, words=words, by=person)
    messages.success(request, _("Dank je. De coördinator kan het blad nu openbaar maken."))
