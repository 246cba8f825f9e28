"""Work pages of translations: writing one, and another person who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.conversations import question_policies as policies
from veerkracht.conversations import question_queries as queries
from veerkracht.conversations import question_translation_actions as actions
from veerkracht.conversations.question_fhir import LANGUAGES
from veerkracht.conversations.question_forms import LanguageForm, RemarkForm, TranslationForm
from veerkracht.conversations.question_models import QuestionEdition, QuestionTranslation
from veerkracht.conversations.question_rules import WebSet, read_set, text_keys
from veerkracht.conversations.question_work_views import moment
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import allows
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person


@require_POST
@login_required
def start_translation(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a translation, or go on with it."""
    related = QuestionEdition.objects.select_related(
        "question_set__organisation", "question_set__region"
    )
    edition = get_object_or_404(related, pk=pk)
    person = signed_in(request)
    policies.check_may_translate(person, edition)
    form = LanguageForm(set(), request.POST)
    if not form.is_valid():
        raise RuleBroken(_("Kies een taal."))
    made = actions.start_translation(
        edition=edition, language=form.cleaned_data["language"], by=person
    )
    return redirect("conversations:question_translation", made.pk)


def _translation(request: HttpRequest, pk: int) -> tuple[Person, QuestionTranslation, WebSet]:
    """A translation that I may write in or review; 403 otherwise."""
    person = signed_in(request)
    related = QuestionTranslation.objects.select_related(
        "edition__question_set__organisation",
        "edition__question_set__region",
        "translated_by",
        "reviewed_by",
    )
    found = get_object_or_404(related, pk=pk)
    policies.check_may_translate(person, found.edition)
    return person, found, read_set(found.edition.content)


@login_required
def question_translation(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a translation, text beside text."""
    person, translation, found = _translation(request, pk)
    wording = queries.wording_of(found, translation.language, translation.texts)
    posted = request.POST if request.method == "POST" else None
    form = TranslationForm(
        found, wording, translation.language, translation.changed_at.isoformat(), posted
    )
    if form.is_valid():
        with shown_on(form):
            seen = moment(form.cleaned_data["seen"])
            actions.save_translation(
                translation=translation, texts=form.texts(), seen=seen, by=person
            )
            if "offer" in request.POST:
                actions.offer_for_review(translation=translation, by=person)
                messages.success(request, _("Bewaard. Nu kijkt iemand anders haar na."))
                return redirect("conversations:question_edition", translation.edition_id)
            messages.success(request, _("Bewaard. Je kunt later verder."))
            return redirect("conversations:question_translation", pk)
    facts = _facts(translation, found, person) | {"form": form, "direction": wording.direction}
    status = 422 if form.is_bound else 200
    return render(request, "conversations/question_translation.html", facts, status=status)


def _facts(translation: QuestionTranslation, found: WebSet, person: Person) -> dict[str, Any]:
    return {
        "translation": translation,
        "edition": translation.edition,
        "language": LANGUAGES[translation.language],
        "progress": queries.progress(found, translation.texts),
        "reviews": allows(actions.check_may_review, person, translation),
    }


@login_required
def review_translation(request: HttpRequest, pk: int) -> HttpResponse:
    """Read what somebody else translated; let it out, or say what could be better."""
    person, translation, found = _translation(request, pk)
    actions.check_may_review(person, translation)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "approve" in request.POST:
        seen = moment(request.POST.get("seen", ""))
        actions.approve(translation=translation, seen=seen, by=person)
        messages.success(request, _("Goedgekeurd. Bewoners krijgen deze taal nu ook."))
        return redirect("conversations:question_edition", translation.edition_id)
    if form.is_valid():
        with shown_on(form):
            actions.send_back(
                translation=translation, remark=form.cleaned_data["remark"], by=person
            )
            messages.success(request, _("Terug naar wie de vertaling maakte, met jouw opmerking."))
            return redirect("conversations:question_edition", translation.edition_id)
    facts = _facts(translation, found, person) | {"form": form, "rows": _rows(found, translation)}
    facts |= {"wording": queries.wording_of(found, translation.language, translation.texts)}
    status = 422 if form.is_bound else 200
    return render(request, "conversations/question_review.html", facts, status=status)


def _rows(found: WebSet, translation: QuestionTranslation) -> list[tuple[str, str]]:
    """Each text with its translation."""
    source = found.languages[found.source_language].texts
    keys = text_keys(found.dimensions)
    return [(source[key], translation.texts.get(key, "")) for key in keys if source[key]]
