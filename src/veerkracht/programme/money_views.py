"""Pages of money: what there is and what falls away, for coordinators, for funders and for the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import OutOfDate
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import signed_in
from veerkracht.people.queries import organisations
from veerkracht.programme import goal_queries
from veerkracht.programme import money_actions as actions
from veerkracht.programme import money_policies as policies
from veerkracht.programme import money_queries as queries
from veerkracht.programme import money_view as view
from veerkracht.programme import money_words as words
from veerkracht.programme.action_forms import seen_at, typed_again
from veerkracht.programme.action_work_views import region_asked
from veerkracht.programme.action_workbook import workbook
from veerkracht.programme.models import BudgetLine, Client
from veerkracht.programme.money_forms import ClientForm, PurposeForm, ViewForm, YearsForm
from veerkracht.programme.money_workbook import money_book

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

A_PAGE = 50


@login_required
def money(request: HttpRequest) -> HttpResponse:
    """The money of a region that I coordinate."""
    person, mine, region = region_asked(request)
    facts = {"regions": mine, "region": region, "writes": True}
    facts["clients"] = list(queries.clients_of(region))
    facts["client_form"] = ClientForm({one.pk: one for one in organisations(region)})
    return _money_page(request, person, facts)


@login_required
def my_money(request: HttpRequest) -> HttpResponse:
    """What my organisation gives, or of a region that works for us all that there is."""
    person, mine = _read_by_others(request)
    if not mine:
        return render(request, "programme/money_none.html")
    facts = {"regions": mine, "region": _asked(request, mine), "writes": False}
    return _money_page(request, person, facts)


def _read_by_others(request: HttpRequest) -> tuple[Person, list[Area]]:
    person = signed_in(request)
    policies.check_may_read_own_money(person)
    return person, queries.regions_with_money(person)


def _asked(request: HttpRequest, mine: list[Area]) -> Area:
    """The region that is asked for; 404 for who reads money of none."""
    if not mine:
        raise Http404
    asked = request.GET.get("regio", "")
    return next((one for one in mine if one.code == asked), mine[0])


def _money_page(request: HttpRequest, person: Person, facts: dict[str, Any]) -> HttpResponse:
    choice = view.Choice.of(request.GET)
    found = queries.lines_visible_to(person).filter(region=facts["region"])
    themes, funders = view.kinds_of(found)
    picture = view.picture(view.rows_of(found, choice), choice)
    page = Paginator(picture.streams, A_PAGE).get_page(request.GET.get("page"))
    facts |= {
        "view_form": ViewForm(initial={"van": choice.first, "tot": choice.last}),
        "kept": {
            name: value for name, value in request.GET.items() if name not in {"van", "tot", "page"}
        },
        "choice": choice,
        "picture": picture,
        "others": view.others(),
        "page_obj": page,
        "columns": range(choice.first, choice.last + 1),
        "measures": words.measures(),
        "measure": words.measures()[choice.measure],
        "falls": [words.fall_sentence(one) for one in picture.falls],
        "themes": themes,
        "funders": funders,
        "file": reverse("programme:money_file" if facts["writes"] else "programme:my_money_file"),
    }
    return render(request, "programme/money.html", facts)


@login_required
def money_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook: every line, and the years added up."""
    person, _mine, region = region_asked(request)
    return _book(request, person, region)


@login_required
def my_money_file(request: HttpRequest) -> HttpResponse:
    """The same of what I may read for a funder or client."""
    person, mine = _read_by_others(request)
    return _book(request, person, _asked(request, mine))


def _book(request: HttpRequest, person: Person, region: Area) -> HttpResponse:
    choice = view.Choice.of(request.GET)
    found = queries.lines_visible_to(person).filter(region=region)
    rows = view.rows_of(found, choice)
    return workbook(money_book(rows, view.picture(rows, choice)), f"geld-{region.code}.xlsx")


@login_required
def make_money(request: HttpRequest) -> HttpResponse:
    """Write down money of a funder for several years at once."""
    person, mine, region = region_asked(request)
    data = request.POST if request.method == "POST" else None
    choice = view.Choice.of(request.GET)
    themes = {one.pk: one for one in goal_queries.themes()}
    purpose = PurposeForm(themes, {one.pk: one for one in organisations()}, data)
    form = YearsForm(purpose, range(choice.first, choice.last + 1), [], data)
    if form.is_valid():
        with shown_on(purpose):
            theme, funder = purpose.chosen()
            given = purpose.cleaned_data
            wanted = actions.Purpose(region, theme, funder, given["what"], given["what_en"])
            actions.save_years(purpose=wanted, years=form.amounts(), by=person)
            messages.success(request, _("Bewaard. Het staat in het overzicht."))
            return _to_money(region)
    facts = {"form": form, "region": region, "regions": mine, "has_themes": bool(themes)}
    status = 422 if form.is_bound else 200
    return render(request, "programme/money_make.html", facts, status=status)


def _to_money(region: Area) -> HttpResponse:
    return redirect(f"{reverse('programme:money')}?regio={region.code}")


def _writable(request: HttpRequest, pk: int) -> tuple[Person, BudgetLine]:
    person = signed_in(request)
    found = BudgetLine.objects.select_related("region", "theme", "funder")
    line = get_object_or_404(found, pk=pk)
    policies.check_may_write_money(person, line.region_id)
    return person, line


@login_required
def change_money(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the years of one purpose; when somebody else did so meanwhile, both are shown."""
    person, line = _writable(request, pk)
    choice, lines = view.Choice.of(request.GET), list(queries.streams_of(line))
    newest, others = max(one.changed_at for one in lines), None
    data = request.POST if request.method == "POST" else None
    years = range(choice.first, choice.last + 1)
    form = YearsForm(_purpose(line, newest, data), years, lines, data)
    if form.is_valid():
        try:
            with shown_on(form.purpose):
                _save(person, line, form)
                messages.success(request, _("Bewaard. Wat er stond, vind je bij de geschiedenis."))
                return _to_money(line.region)
        except OutOfDate:
            others = form.differences()
            again = typed_again(request.POST, newest)
            form = YearsForm(_purpose(line, newest, again), years, lines, again)
    facts = {"form": form, "line": line, "region": line.region, "others": others}
    status = 409 if others is not None else 422 if form.is_bound else 200
    return render(request, "programme/money_make.html", facts, status=status)


def _purpose(line: BudgetLine, newest: Any, data: Any) -> PurposeForm:
    form = PurposeForm({}, {}, data, line)
    form.initial["seen"] = newest.isoformat()
    return form


def _save(person: Person, line: BudgetLine, form: YearsForm) -> None:
    given = form.purpose.cleaned_data
    purpose = actions.Purpose(line.region, line.theme, line.funder, given["what"], given["what_en"])
    seen = seen_at(given["seen"])
    actions.save_years(purpose=purpose, years=form.amounts(), of=line, seen=seen, by=person)


@login_required
def money_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done with the money of one purpose, by whom and when."""
    _person, line = _writable(request, pk)
    facts = {"line": line, "changes": queries.history_of(line), "measures": words.measures()}
    return render(request, "programme/money_history.html", facts)


@require_POST
@login_required
def set_client(request: HttpRequest) -> HttpResponse:
    """Say for which organisation a region works: who speaks for it reads all its money."""
    person, _mine, region = region_asked(request)
    form = ClientForm({one.pk: one for one in organisations()}, request.POST)
    if form.is_valid():
        chosen = form.known[int(form.cleaned_data["organisation"])]
        actions.set_client(region=region, organisation=chosen, by=person)
        said = _("%(organisation)s leest vanaf nu alle bedragen van %(region)s.")
        messages.success(request, said % {"organisation": chosen, "region": region})
    else:
        messages.error(request, _("Kies een organisatie uit de lijst."))
    return _to_money(region)


@require_POST
@login_required
def end_client(request: HttpRequest, pk: int) -> HttpResponse:
    """An organisation is no longer the client."""
    client = get_object_or_404(Client.objects.select_related("region", "organisation"), pk=pk)
    actions.end_client(client=client, by=signed_in(request))
    said = _("%(organisation)s leest vanaf %(day)s alleen nog de eigen bedragen.")
    named = {"organisation": client.organisation, "day": f"{today():%d-%m-%Y}"}
    messages.success(request, said % named)
    return _to_money(client.region)
