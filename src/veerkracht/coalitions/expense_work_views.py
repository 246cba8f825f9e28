"""Pages of claims for who guides coalitions and who pays: approving, asking back, lists, the bank's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from veerkracht.coalitions import expense_actions as actions
from veerkracht.coalitions import expense_pay_actions as paying
from veerkracht.coalitions import expense_queries as queries
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions import parent_queries
from veerkracht.coalitions.expense_forms import BankForm, RunForm, WordForm
from veerkracht.coalitions.expense_rules import ClaimState, masked
from veerkracht.coalitions.expense_sepa import Account, Transfer, credit_transfers
from veerkracht.coalitions.expense_views import seen_claim
from veerkracht.coalitions.expense_words import CLAIM_WORDS
from veerkracht.coalitions.expense_workbook import payment_book
from veerkracht.coalitions.models import Claim, PaymentRun
from veerkracht.kernel.clock import local
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import INTEGER, whole
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import is_coordinator, pays, signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def claims(request: HttpRequest) -> HttpResponse:
    """Claims in the coalitions that I guide; first those that wait for me."""
    person = signed_in(request)
    guides = is_coordinator(person) or parent_queries.guided_by(person).exists()
    require(guides, _("Deze pagina is voor coördinatoren."))
    state = request.GET.get("stand", ClaimState.SENT)
    state = state if state in set(ClaimState) else ClaimState.SENT
    rows = queries.claims_guided_by(person).filter(state=state)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "page_obj": page,
        "rows": [(one, CLAIM_WORDS[one.state]) for one in page.object_list],
        "chips": [(key, words, key == state) for key, (words, _tone, _icon) in CLAIM_WORDS.items()],
    }
    return render(request, "coalitions/expense_claims.html", facts)


@require_POST
@login_required
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """It is right."""
    person, row = seen_claim(request, pk)
    actions.approve_claim(claim=row, seen=_seen(request), by=person)
    messages.success(request, _("Goedgekeurd. De betaler betaalt het uit."))
    return redirect("coalitions:claims")


def _seen(request: HttpRequest) -> int:
    return whole(request.POST.get("seen", ""), digits=INTEGER) or 0


@login_required
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the parent something: as who guides before it is approved, as payer afterwards."""
    person, row = seen_claim(request, pk)
    form = WordForm(request.POST if request.method == "POST" else None)
    _check_may_ask(person, row)
    if form.is_valid():
        with shown_on(form):
            _ask(row, form.cleaned_data["word"], person, request)
            messages.success(request, _("De vraag gaat naar de ouder."))
            return redirect("coalitions:claim", pk)
    facts = {"claim": row, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/expense_ask.html", facts, status=status)


def _check_may_ask(person: Person, row: Claim) -> None:
    if row.state == ClaimState.APPROVED:
        policies.check_may_pay(person, row)
    else:
        policies.check_may_decide_claim(person, row)


def _ask(row: Claim, word: str, person: Person, request: HttpRequest) -> None:
    if row.state == ClaimState.APPROVED:
        paying.give_back(claim=row, word=word, by=person)
    else:
        actions.ask_back(claim=row, word=word, seen=_seen(request) or row.version, by=person)


# Paying


@never_cache
@login_required
def pay(request: HttpRequest) -> HttpResponse:
    """What can be paid in my regions, and the lists."""
    person = signed_in(request)
    regions = policies.regions_of_payer(person)
    require(bool(regions), _("Deze pagina is voor wie in een regio betaalt."))
    form = RunForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        region = _region(regions, request.POST.get("region", ""))
        with shown_on(form):
            run = paying.start_run(region=region, pay_on=form.cleaned_data["pay_on"], by=person)
            return redirect("coalitions:payment_run", run.pk)
    facts = {"form": form, "regions": [_of_region(one, person) for one in regions[:3]]}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/expense_pay.html", facts, status=status)


def _region(regions: list[Area], code: str) -> Area:
    found = {one.code: one for one in regions}
    if code not in found:
        raise RuleBroken(_("Kies een van je regio’s."))
    return found[code]


def _of_region(region: Area, person: Person) -> dict[str, Any]:
    waiting = list(queries.approved(region)[:A_PAGE])
    mine = [one for one in waiting if _may_pay(one, person)]
    return {
        "region": region,
        "waiting": waiting,
        "ready": [one for one in mine if one.has_number],  # type: ignore[attr-defined]
        "without": [one for one in waiting if not one.has_number],  # type: ignore[attr-defined]
        "others": [one for one in waiting if one not in mine],
        "runs": list(queries.runs_of(region)[:10]),
        "account": queries.account_of(region),
    }


def _may_pay(one: Claim, person: Person) -> bool:
    return person.pk not in {one.person_id, one.approved_by_id}


def _run(request: HttpRequest, pk: int) -> tuple[Person, PaymentRun]:
    person = signed_in(request)
    run = get_object_or_404(PaymentRun.objects.select_related("region"), pk=pk)
    policies.check_may_see_run(person, run)
    return person, run


@never_cache
@login_required
def payment_run(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: who gets what on which account. Only the payer sees this."""
    _person, run = _run(request, pk)
    lines = queries.lines_of(run)
    facts = {
        "run": run,
        "lines": lines,
        "cents": sum(one.cents for one in lines),
        "account": queries.account_of(run.region),
    }
    return render(request, "coalitions/expense_run.html", facts)


@require_safe
@login_required
def run_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """A list as a workbook."""
    _person, run = _run(request, pk)
    return _file(payment_book(queries.lines_of(run)), XLSX, f"betaallijst-{run.pk}.xlsx")


@require_safe
@login_required
def run_xml(request: HttpRequest, pk: int) -> HttpResponse:
    """A list as the bank's file (SEPA credit transfer)."""
    _person, run = _run(request, pk)
    account, lines = queries.account_of(run.region), queries.lines_of(run)
    if account is None:
        raise RuleBroken(_("Vul eerst in van welke rekening jullie betalen."))
    if run.paid_at or not lines or not all(one.number for one in lines):
        raise RuleBroken(_("Van deze lijst kan geen bankbestand meer gemaakt worden."))
    content = credit_transfers(
        number=f"VEERKRACHT-{run.pk}",
        made_at=local(run.made_at).replace(tzinfo=None),
        pay_on=run.pay_on,
        payer=Account(account.holder, queries.account_number(account)),
        transfers=[_transfer(one) for one in lines],
    )
    return _file(content, "application/xml", f"betaallijst-{run.pk}.xml")


def _transfer(one: queries.Line) -> Transfer:
    words = _("Vergoeding %(coalition)s %(day)s") % {
        "coalition": one.coalition,
        "day": one.day.isoformat(),
    }
    return Transfer(
        to=Account(one.holder, one.number),
        cents=one.cents,
        reference=f"CLAIM-{one.claim_number}",
        words=words,
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@login_required
def run_paid(request: HttpRequest, pk: int) -> HttpResponse:
    """The list is paid."""
    person, run = _run(request, pk)
    number = paying.pay_run(run=run, by=person)
    said = ngettext("%(n)s vergoeding is betaald.", "%(n)s vergoedingen zijn betaald.", number)
    messages.success(request, said % {"n": number})
    return redirect("coalitions:pay")


@require_POST
@login_required
def drop_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Tear the list up."""
    person, run = _run(request, pk)
    paying.drop_run(run=run, by=person)
    messages.success(request, _("De lijst is weg. De vergoedingen wachten op een nieuwe."))
    return redirect("coalitions:pay")


@never_cache
@login_required
def paying_account(request: HttpRequest, code: str) -> HttpResponse:
    """From which account a region pays."""
    person = signed_in(request)
    found = {one.code: one for one in policies.regions_of_payer(person)}
    require(code in found, _("Dit is voor wie in deze regio betaalt."))
    form = BankForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            paying.set_paying_account(region=found[code], by=person, **form.cleaned_data)
            messages.success(request, _("Bewaard."))
            return redirect("coalitions:pay")
    known = queries.account_of(found[code])
    facts = {"form": form, "region": found[code], "known": known}
    facts["masked"] = masked(known.ending) if known else ""
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/expense_account.html", facts, status=status)


@never_cache
@login_required
def bank_for(request: HttpRequest, pk: int) -> HttpResponse:
    """The payer writes the number of a parent who cannot sign in."""
    person, row = seen_claim(request, pk)
    require(pays(person, row.coalition.region_id), _("Dit is voor wie in deze regio betaalt."))
    form = BankForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            paying.payer_sets_bank_number(claim=row, by=person, **form.cleaned_data)
            messages.success(request, _("Bewaard."))
            return redirect("coalitions:pay")
    facts = {"form": form, "claim": row}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/expense_bank_for.html", facts, status=status)
