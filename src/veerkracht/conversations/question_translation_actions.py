"""The verbs of translations: one person translates, another reviews, and only then does it go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.conversations import question_policies as policies
from veerkracht.conversations.question_fhir import LANGUAGES
from veerkracht.conversations.question_models import (
    QuestionEdition,
    QuestionTranslation,
    TranslationHand,
    TranslationState,
)
from veerkracht.conversations.question_rules import (
    LONGEST_LINE,
    LONGEST_TEXT,
    WebSet,
    check_complete,
    clean_line,
    read_set,
    text_keys,
)
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from veerkracht.people.models import Person


@transaction.atomic
def start_translation(
    *, edition: QuestionEdition, language: str, by: Person
) -> QuestionTranslation:
    """Begin in a language, or go on with what is there. Raises RuleBroken for one that the set has."""
    policies.check_may_translate(by, edition)
    if language not in LANGUAGES or language in read_set(edition.content).languages:
        raise RuleBroken(_("Kies een taal die er nog niet is."), field="language")
    found, new = QuestionTranslation.objects.get_or_create(
        edition=edition, language=language, defaults={"translated_by": by, "changed_at": now()}
    )
    if new:
        record("questions.translation_started", found, by=by)
    return found


@transaction.atomic
def save_translation(
    *, translation: QuestionTranslation, texts: Mapping[str, str], seen: datetime, by: Person
) -> None:
    """Keep texts, also when some are still empty. What is out stays out as it was reviewed.

    Raises OutOfDate when somebody else wrote since ``seen``, and RuleBroken for a text that cannot be.
    """
    policies.check_may_translate(by, translation.edition)
    kept = _locked(translation)
    if kept.changed_at != seen:
        raise OutOfDate(_("Iemand anders heeft deze vertaling net gewijzigd. Bekijk haar opnieuw."))
    cleaned = cleaned_texts(read_set(translation.edition.content), texts)
    if cleaned == kept.texts:
        return
    kept.texts, kept.state, kept.changed_at = cleaned, TranslationState.WORKING, now()
    kept.translated_by, kept.reviewed_by = by, None
    kept.save()
    TranslationHand.objects.get_or_create(translation=kept, person=by)
    record("questions.translated", kept, by=by)


def cleaned_texts(found: WebSet, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that are filled in, by key. Raises RuleBroken for one that hides something or is too long."""
    cleaned = {}
    for key in text_keys(found.dimensions):
        longest = LONGEST_TEXT if key == "intro" else LONGEST_LINE
        text = clean_line(texts.get(key, ""), where=key, longest=longest)
        if text:
            cleaned[key] = text
    return cleaned


def _locked(translation: QuestionTranslation) -> QuestionTranslation:
    return QuestionTranslation.objects.select_for_update().get(pk=translation.pk)


@transaction.atomic
def offer_for_review(*, translation: QuestionTranslation, by: Person) -> None:
    """Ask somebody else to read it. Raises RuleBroken while a text is empty."""
    policies.check_may_translate(by, translation.edition)
    kept = _locked(translation)
    found = read_set(translation.edition.content)
    check_complete(kept.texts, found.dimensions, where=LANGUAGES[kept.language])
    if kept.state != TranslationState.WORKING:
        raise RuleBroken(_("Deze vertaling wacht al op iemand die meeleest."))
    kept.state, kept.remark = TranslationState.OFFERED, ""
    kept.save(update_fields=["state", "remark"])
    record("questions.translation_offered", kept, by=by)


def check_may_review(by: Person, translation: QuestionTranslation) -> None:
    """Raise NotAllowed for who wrote in it: another person has to look."""
    policies.check_may_translate(by, translation.edition)
    own = by.pk == translation.translated_by_id or translation.hands.filter(person=by).exists()
    if own:
        raise NotAllowed(_("Je schreef zelf mee aan deze vertaling. Laat een ander haar nakijken."))


@transaction.atomic
def approve(*, translation: QuestionTranslation, seen: datetime, by: Person) -> None:
    """Another person found it good: it goes out.

    Raises NotAllowed for who wrote in it, OutOfDate when it changed since ``seen``, RuleBroken unless offered.
    """
    check_may_review(by, translation)
    kept = _locked(translation)
    _check_offered(kept)
    if kept.changed_at != seen:
        raise OutOfDate(_("Iemand anders heeft deze vertaling net gewijzigd. Bekijk haar opnieuw."))
    kept.state, kept.reviewed_texts = TranslationState.REVIEWED, kept.texts
    kept.reviewed_by, kept.reviewed_at = by, now()
    kept.save()
    kept.hands.all().delete()
    record("questions.translation_approved", kept, by=by)


def _check_offered(translation: QuestionTranslation) -> None:
    if translation.state != TranslationState.OFFERED:
        raise RuleBroken(_("Deze vertaling is nog niet klaar om na te kijken."))


@transaction.atomic
def send_back(*, translation: QuestionTranslation, remark: str, by: Person) -> None:
    """Another person saw something to mend, and says what."""
    check_may_review(by, translation)
    kept = _locked(translation)
    _check_offered(kept)
    kept.state = TranslationState.WORKING
    kept.remark = clean_line(remark, where=_("je opmerking"), longest=1000)
    if not kept.remark:
        raise RuleBroken(_("Schrijf op wat er beter kan."), field="remark")
    kept.save(update_fields=["state", "remark"])
    record("questions.translation_sent_back", kept, by=by)


def carry_over(edition: QuestionEdition) -> int:
    """Give a new version the translations of the one before, of texts that stayed; returns how many.

    One of which every text stayed is still reviewed; another goes on where it is.
    """
    earlier = (
        QuestionEdition.objects.filter(
            question_set=edition.question_set_id, version__lt=edition.version
        )
        .exclude(state="draft")
        .first()
    )
    if earlier is None or edition.question_set.kind != "web":
        return 0
    found, before = read_set(edition.content), read_set(earlier.content)
    same = _same_keys(found, before)
    rows = earlier.translations.exclude(language__in=found.languages)
    return sum(_carried(row, edition, found, same) for row in rows)


def _same_keys(found: WebSet, before: WebSet) -> frozenset[str]:
    """The keys of which the source text did not change."""
    now_texts = found.languages[found.source_language].texts
    then = before.languages.get(found.source_language)
    old = then.texts if then else {}
    return frozenset(key for key in text_keys(found.dimensions) if now_texts[key] == old.get(key))


def _carried(
    row: QuestionTranslation, edition: QuestionEdition, found: WebSet, same: frozenset[str]
) -> int:
    texts = {key: text for key, text in row.texts.items() if key in same}
    whole = row.reviewed_texts is not None and set(text_keys(found.dimensions)) == same
    reviewed = whole and row.state == TranslationState.REVIEWED
    QuestionTranslation.objects.create(
        edition=edition,
        language=row.language,
        texts=texts,
        state=TranslationState.REVIEWED if reviewed else TranslationState.WORKING,
        reviewed_texts=row.reviewed_texts if whole else None,
        translated_by=row.translated_by,
        reviewed_by=row.reviewed_by if reviewed else None,
        reviewed_at=row.reviewed_at if whole else None,
        changed_at=now(),
    )
    return 1
