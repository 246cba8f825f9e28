"""Reads of question sets: lists for authors, and what goes out to residents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from veerkracht.conversations.question_fhir import LANGUAGES
from veerkracht.conversations.question_models import (
    EditionState,
    QuestionEdition,
    QuestionSet,
    QuestionTranslation,
)
from veerkracht.conversations.question_policies import writing_roles
from veerkracht.conversations.question_rules import (
    WebSet,
    Wording,
    direction_of,
    read_set,
    required_keys,
    text_keys,
)
from veerkracht.kernel.clock import today
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import is_administrator, is_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def visible_to(person: Person) -> QuerySet[QuestionSet]:
    """The sets that somebody writes or translates, with their editions, newest first."""
    sets = QuestionSet.objects.select_related("organisation", "region").order_by("code")
    editions = QuestionEdition.objects.defer("content").prefetch_related("translations")
    sets = sets.prefetch_related(Prefetch("editions", editions))
    return sets if is_administrator(person) else sets.filter(_theirs(person)).distinct()


def _theirs(person: Person) -> Q:
    roles = writing_roles(person)
    regions = [role.region_id for role in roles if role.region_id]
    theirs = Q(region__in=regions)
    theirs |= Q(organisation__in=[role.organisation_id for role in roles if role.organisation_id])
    if is_coordinator(person) or any(role.kind == RoleKind.EDITOR for role in roles):
        theirs |= Q(organisation=None, region=None)
    return theirs


def newest_out(question_set: QuestionSet) -> QuestionEdition | None:
    """The newest edition that is offered today."""
    return question_set.editions.offered(today()).first()


def public_edition(code: str, version: int) -> QuestionEdition | None:
    """A published edition of a set without an organisation, when its licence lets anybody have it."""
    return (
        QuestionEdition.objects.offered(today())
        .filter(question_set__code=code, question_set__organisation=None, version=version)
        .filter(question_set__kind="web", may_be_given_on=True)
        .prefetch_related("translations")
        .first()
    )


def licensed_edition(address_code: str) -> QuestionEdition | None:
    """What an organisation offers at an address that only its leaflets carry, while the licence holds."""
    return (
        QuestionEdition.objects.offered(today())
        .filter(question_set__address_code=address_code, question_set__kind="web")
        .exclude(question_set__organisation=None)
        .prefetch_related("translations")
        .first()
    )


def outgoing(edition: QuestionEdition) -> WebSet:
    """A set with every translation that somebody else reviewed. Asks for nothing when prefetched."""
    found = read_set(edition.content)
    languages = dict(found.languages)
    for row in edition.translations.all():
        if row.reviewed_texts is not None:
            languages[row.language] = wording_of(found, row.language, row.reviewed_texts)
    return replace(found, languages=languages)


def wording_of(found: WebSet, language: str, texts: dict[str, str]) -> Wording:
    """Texts in a language, in full: what is not there yet is empty."""
    whole = {key: texts.get(key, "") for key in text_keys(found.dimensions)}
    return Wording(LANGUAGES.get(language, language), direction_of(language), whole)


@dataclass(frozen=True)
class Progress:
    """How far a translation is."""

    filled: int
    needed: int

    @property
    def left(self) -> int:
        """How many texts are still empty."""
        return self.needed - self.filled


def progress(found: WebSet, texts: dict[str, str]) -> Progress:
    """How many of the texts that are needed are there."""
    needed = required_keys(found.dimensions)
    return Progress(len(needed & texts.keys()), len(needed))


def translation_rows(
    edition: QuestionEdition, found: WebSet
) -> list[tuple[QuestionTranslation, str, Progress]]:
    """Each translation with the name of its language and how far it is."""
    rows = edition.translations.select_related("translated_by", "reviewed_by")
    return [(row, LANGUAGES[row.language], progress(found, row.texts)) for row in rows]


def waiting_for_review(person: Person) -> QuerySet[QuestionTranslation]:
    """Translations of sets in sight that wait for another pair of eyes than one's own."""
    sets = (
        QuestionSet.objects.all()
        if is_administrator(person)
        else QuestionSet.objects.filter(_theirs(person))
    )
    return (
        QuestionTranslation.objects.filter(state="offered", edition__question_set__in=sets)
        .exclude(translated_by=person)
        .exclude(hands__person=person)
        .select_related("edition")
        .order_by("changed_at", "pk")
    )


def is_draft(edition: QuestionEdition) -> bool:
    """Whether an edition may still change."""
    return edition.state == EditionState.DRAFT
