"""Which rows refer to a row: what stands in the way of taking it back, and what moves when two become one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import ManyToOneRel, OneToOneRel

if TYPE_CHECKING:
    from django.db.models import ForeignObjectRel, Model, QuerySet


def relations_to(model: type[Model]) -> Iterator[ForeignObjectRel]:
    """Every foreign key and one-to-one of any app that points at this model, also without a name back.

    Links of others by many-to-many count; the rows of the model's own many-to-many are part of it.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, (ManyToOneRel, OneToOneRel)):
            continue
        made_by: object = (
            relation.related_model._meta.auto_created
        )  # whose many-to-many it is a row of
        if made_by is not model:
            yield relation


def referred_to(
    model: type[Model], numbers: Collection[int], *, apart_from: Collection[str] = ()
) -> dict[int, str]:
    """Of these rows, those that some row refers to: number → the label of such a model.

    ``apart_from`` names labels (``app.model``) whose rows do not count. One query a relation.
    """
    found: dict[int, str] = {}
    for relation in relations_to(model):
        label = relation.related_model._meta.label_lower
        if label not in apart_from:
            found |= dict.fromkeys(_pointed_at(relation, numbers), label)
    return found


def pointing(relation: ForeignObjectRel, **lookup: Any) -> QuerySet[Any]:
    """Rows of a relation's model by how its key points: ``pointing(relation, exact=person)``."""
    manager = relation.related_model._base_manager  # noqa: SLF001 - a public name, for all its underscore
    return manager.filter(**{f"{relation.field.name}__{way}": to for way, to in lookup.items()})


def move(relation: ForeignObjectRel, *, to: Model, away_from: Model) -> int:
    """Let rows that refer to one row refer to another; how many. A constraint may refuse (IntegrityError)."""
    return pointing(relation, exact=away_from).update(**{relation.field.name: to})


def _pointed_at(relation: Any, numbers: Collection[int]) -> set[int]:
    rows = pointing(relation, **{"in": numbers})
    return set(rows.values_list(relation.field.name, flat=True).order_by().distinct())
