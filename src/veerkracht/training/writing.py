"""What the actions share: locked rows, checked values, audit words, search words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.postgres.search import SearchVector
from django.core.exceptions import ValidationError
from django.db.models import Model, Value
from django.utils.translation import gettext as _

from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.training.models import Course, Edition
from veerkracht.training.rules import Flaw, Problem, unreadable
from veerkracht.training.wording import refuse
from veerkracht.training.words import index_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

M = TypeVar("M", Course, Edition)


def locked(model: type[M], pk: int, version: int | None = None) -> M:
    """The row under a lock; OutOfDate when it is not of the version that was seen."""
    # NO KEY: enrolments that refer to the row must not wait for us while we wait for their
    # edition's lock.
    row = model.objects.select_for_update(no_key=True).get(pk=pk)
    if version is not None and row.version != version:
        raise OutOfDate(_("Iemand anders heeft dit intussen veranderd."))
    return row


def differences(thing: Model, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Which of these values differ from what stands there: name → before, after."""
    pairs = {name: (getattr(thing, name), value) for name, value in values.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def set_values(thing: Model, values: Mapping[str, Any]) -> None:
    """Put values on a row and check each by its field: length, form, choice."""
    for name, value in values.items():
        setattr(thing, name, value)
    refuse([Flaw(Problem.UNREADABLE, name) for name, value in values.items() if _strange(value)])
    others = {
        field.name
        for field in type(thing)._meta.fields
        if field.is_relation or field.name not in values
    }
    try:
        thing.clean_fields(exclude=others)
    except ValidationError as error:
        name, texts = next(iter(error.message_dict.items()))
        raise RuleBroken(texts[0], field=name) from error


def _strange(value: object) -> bool:
    return isinstance(value, str) and unreadable(value)


def plain(value: object) -> str | int | bool | None:
    """A value as the audit trail keeps it: ids for rows, ISO text for moments."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Model):
        number: int = value.pk
        return number
    return value.isoformat() if isinstance(value, date) else str(value)


def told(changes: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    """Before and after, as the audit trail keeps them."""
    return {name: [plain(before), plain(after)] for name, (before, after) in changes.items()}


def refresh_words(editions: Iterable[Edition]) -> None:
    """Fill the search words of editions: title first, then one-sentence, goals and places."""
    for edition in editions:
        course = edition.course
        sectors = " ".join(f"{sector.name} {sector.name_en}" for sector in course.sectors.all())
        weighted = (
            ("A", index_text(course.title, course.title_en)),
            ("B", index_text(course.summary, course.summary_en, course.get_kind_display())),
            (
                "C",
                index_text(
                    str(edition.municipality or ""),
                    edition.venue,
                    sectors,
                    str(course.provider or ""),
                ),
            ),
            ("D", index_text(course.goals, course.goals_en, edition.note)),
        )
        vectors = [
            SearchVector(Value(text), config="simple", weight=weight) for weight, text in weighted
        ]
        Edition.objects.filter(pk=edition.pk).update(words=sum(vectors[1:], vectors[0]))
