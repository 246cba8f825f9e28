"""Work pages of question sets: the list, one version with its preview, making, changing, taking over, letting out."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.conversations import question_actions as actions
from veerkracht.conversations import question_fhir_out as fhir_out
from veerkracht.conversations import question_policies as policies
from veerkracht.conversations import question_queries as queries
from veerkracht.conversations.question_fhir import LANGUAGES
from veerkracht.conversations.question_fhir_in import read_questionnaire
from veerkracht.conversations.question_forms import (
    DraftForm,
    LanguageForm,
    NewSetForm,
    ResponseForm,
    TakeOverForm,
)
from veerkracht.conversations.question_instrument import Instrument, every
from veerkracht.conversations.question_models import EditionState, QuestionEdition
from veerkracht.conversations.question_response import check_response
from veerkracht.conversations.question_rules import WebSet, Wording, read_set
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.permissions import allows
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person

FHIR = "application/fhir+json"


@login_required
def question_sets(request: HttpRequest) -> HttpResponse:
    """The sets that I write or translate."""
    person = signed_in(request)
    policies.check_may_write_somewhere(person)
    rows = [
        {"set": one, "newest": next(iter(one.editions.all()), None), "own": _writes(person, one)}
        for one in queries.visible_to(person)[:200]
    ]
    waiting = list(queries.waiting_for_review(person)[:20])
    facts = {"rows": rows, "waiting": [(one, LANGUAGES[one.language]) for one in waiting]}
    return render(request, "conversations/question_sets.html", facts | {"today": today()})


def _writes(person: Person, one: Any) -> bool:
    return allows(policies.check_may_write, person, one)


@login_required
def make_question_set(request: HttpRequest) -> HttpResponse:
    """Begin a set of one's own from one that is there."""
    person = signed_in(request)
    policies.check_may_write_somewhere(person)
    form = NewSetForm(person, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            edition = actions.make_set(content=form.content(), owner=form.chosen_owner(), by=person)
            messages.success(request, _("Je concept staat klaar. Pas de teksten aan."))
            return redirect("conversations:change_question_draft", edition.pk)
    status = 422 if form.is_bound else 200
    return render(request, "conversations/question_make.html", {"form": form}, status=status)


def _edition(
    request: HttpRequest, pk: int, *, write: bool = False
) -> tuple[Person, QuestionEdition]:
    """An edition that I may see, or write; 403 otherwise."""
    person = signed_in(request)
    related = QuestionEdition.objects.select_related(
        "question_set__organisation", "question_set__region"
    )
    edition = get_object_or_404(related, pk=pk)
    check = policies.check_may_write if write else policies.check_may_see
    check(person, edition.question_set)
    return person, edition


@login_required
def question_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: what it is, how a resident sees it, its translations, and what may be done."""
    person, edition = _edition(request, pk)
    content = actions.content_of(edition)
    facts: dict[str, Any] = {
        "edition": edition,
        "set": edition.question_set,
        "others": edition.question_set.editions.exclude(pk=pk).defer("content"),
        "writes": _writes(person, edition.question_set),
        "has_file": allows(policies.check_may_have_file, person, edition),
        "today": today(),
        "ended": bool(edition.licence_expires and edition.licence_expires < today()),
    }
    if isinstance(content, Instrument):
        facts |= {"instrument": content, "questions": list(every(content.questions))}
        return render(request, "conversations/question_instrument.html", facts)
    facts |= _web_facts(request, person, edition, content)
    return render(request, "conversations/question_edition.html", facts)


def _web_facts(
    request: HttpRequest, person: Person, edition: QuestionEdition, found: WebSet
) -> dict[str, Any]:
    """The preview in the chosen language, and the translations."""
    rows = queries.translation_rows(edition, found)
    languages = dict(found.languages)
    languages |= {
        row.language: queries.wording_of(found, row.language, row.texts) for row, _n, _p in rows
    }
    chosen = request.GET.get("taal", found.source_language)
    chosen = chosen if chosen in languages else found.source_language
    return {
        "preview": preview_of(found, languages[chosen]),
        "language": chosen,
        "spoken": [(code, each.name) for code, each in languages.items()],
        "translations": rows,
        "translates": allows(policies.check_may_translate, person, edition),
        "language_form": LanguageForm(set(languages)),
    }


def preview_of(found: WebSet, wording: Wording) -> dict[str, Any]:
    """A set in one language, laid out for a template."""
    texts = wording.texts
    return {
        "title": texts["title"],
        "intro": texts["intro"],
        "low": texts["scale.low"],
        "high": texts["scale.high"],
        "direction": wording.direction,
        "bare": not any(part.statements for part in found.dimensions),
        "dimensions": [
            {
                "key": part.key,
                "label": texts[f"dimensions.{part.key}.label"],
                "question": texts[f"dimensions.{part.key}.question"],
                "statements": [texts[f"statements.{key}"] for key in part.statements],
            }
            for part in found.dimensions
        ],
    }


@login_required
def change_question_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Write in a draft of one's own."""
    person, edition = _edition(request, pk, write=True)
    if edition.state != EditionState.DRAFT or edition.is_imported:
        raise RuleBroken(_("Deze versie is gepubliceerd of van een ander, en verandert niet meer."))
    seen = edition.changed_at.isoformat()
    form = DraftForm(
        read_set(edition.content), seen, request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        with shown_on(form):
            actions.change_draft(
                edition=edition,
                content=form.content(),
                seen=moment(form.cleaned_data["seen"]),
                by=person,
            )
            messages.success(request, _("Bewaard. Zo ziet een bewoner het."))
            return redirect("conversations:question_edition", pk)
    status = 422 if form.is_bound else 200
    facts = {"form": form, "edition": edition}
    return render(request, "conversations/question_change.html", facts, status=status)


def moment(text: str) -> datetime:
    """The moment that a form was made from. Raises OutOfDate for anything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise OutOfDate(_("Deze pagina is verouderd. Bekijk haar opnieuw."))
    return found


@limited("conversations.take_over", most=60, seconds=3600)
@login_required
def take_over_questions(request: HttpRequest) -> HttpResponse:
    """Bring in a FHIR file: first what we understand of it, then keep it as a draft."""
    person = signed_in(request)
    policies.check_may_write_somewhere(person)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = TakeOverForm(person, _own_imported(person), *posted)
    facts: dict[str, Any] = {"form": form}
    if form.is_valid():
        with shown_on(form):
            if "keep" in request.POST:
                return _taken_over(request, form, person)
            facts |= _understood(form)
    status = 422 if form.errors else 200
    return render(request, "conversations/question_take_over.html", facts, status=status)


def _own_imported(person: Person) -> dict[str, str]:
    """Sets with imported texts that I write, by key."""
    found = {}
    for one in queries.visible_to(person)[:200]:
        newest = next(iter(one.editions.all()), None)
        if newest and newest.is_imported and _writes(person, one):
            found[str(one.pk)] = newest.title
    return found


def _understood(form: TakeOverForm) -> dict[str, Any]:
    """A preview, and the form with the file as text so that keeping it needs no second choice of file."""
    file = form.cleaned_data["bytes"]
    read = read_questionnaire(file)
    content = actions.with_rights(read, form.rights())
    again = QueryDict(mutable=True)
    again.update(form.data)
    again["text"] = file.decode("utf-8-sig")
    form.data = again
    facts: dict[str, Any] = {"read": read, "licence": content.licence}
    if isinstance(content, Instrument):
        return facts | {"instrument": content, "questions": list(every(content.questions))}
    return facts | {"preview": preview_of(content, content.languages[content.source_language])}


def _taken_over(request: HttpRequest, form: TakeOverForm, person: Person) -> HttpResponse:
    number = form.cleaned_data["new_version_of"]
    known = get_object_or_404(queries.visible_to(person), pk=number) if number else None
    edition = actions.take_over(
        file=form.cleaned_data["bytes"],
        rights=form.rights(),
        owner=form.chosen_owner(),
        new_version_of=known,
        by=person,
    )
    messages.success(request, _("Ingelezen als concept. Bekijk het en publiceer het."))
    return redirect("conversations:question_edition", edition.pk)


@require_POST
@login_required
def publish_questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a draft out."""
    person, edition = _edition(request, pk, write=True)
    actions.publish(edition=edition, by=person)
    messages.success(request, _("Gepubliceerd. Deze versie verandert niet meer."))
    return redirect("conversations:question_edition", pk)


@require_POST
@login_required
def withdraw_questions(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer offer a version."""
    person, edition = _edition(request, pk, write=True)
    actions.withdraw(edition=edition, by=person)
    messages.success(request, _("Ingetrokken. Bewoners krijgen deze versie niet meer."))
    return redirect("conversations:question_edition", pk)


@require_POST
@login_required
def drop_question_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    person, edition = _edition(request, pk, write=True)
    actions.drop_draft(edition=edition, by=person)
    messages.success(request, _("Het concept is weg."))
    return redirect("conversations:question_sets")


@require_POST
@login_required
def start_question_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A next version, beginning as the last one."""
    person, edition = _edition(request, pk, write=True)
    draft = actions.start_draft(question_set=edition.question_set, by=person)
    messages.success(request, _("Je concept staat klaar. Pas de teksten aan."))
    return redirect("conversations:change_question_draft", draft.pk)


@login_required
def question_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The version as a FHIR R4 Questionnaire, when its licence allows that."""
    person, edition = _edition(request, pk)
    policies.check_may_have_file(person, edition)
    content = actions.content_of(edition)
    status = {"draft": "draft", "published": "active", "withdrawn": "retired"}[edition.state]
    if isinstance(content, Instrument):
        resource = fhir_out.instrument_questionnaire(content, status=status)
    else:
        translated = QuestionEdition.objects.prefetch_related("translations").get(pk=pk)
        resource = fhir_out.web_questionnaire(queries.outgoing(translated), status=status)
    return _download(resource, f"{edition.question_set.code}-{edition.version}")


def _download(resource: dict[str, Any], name: str) -> HttpResponse:
    content = json.dumps(resource, ensure_ascii=False, indent=1)
    response = HttpResponse(content, content_type=FHIR)
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@limited("conversations.responses", most=300, seconds=3600)
@login_required
def check_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Scores of an instrument worked out anew from a file with answers; nothing is kept."""
    _person, edition = _edition(request, pk)
    content = actions.content_of(edition)
    if not isinstance(content, Instrument):
        raise RuleBroken(_("Het gesprek kent geen scores. Dit kan alleen bij een onderzoekslijst."))
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ResponseForm(*posted)
    facts: dict[str, Any] = {"form": form, "edition": edition}
    if form.is_valid():
        with shown_on(form):
            checked = check_response(form.cleaned_data["file"], content)
            if "download" in request.POST:
                resource = fhir_out.response(content, checked.answers, checked.results)
                return _download(resource, f"{edition.question_set.code}-antwoorden")
            facts["checked"] = checked
    status = 422 if form.errors else 200
    return render(request, "conversations/question_answers.html", facts, status=status)
