"""Verbs on materials. Reached through ``actions``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import after_commit
from veerkracht.proof import materials_rules as rules
from veerkracht.proof import policies
from veerkracht.proof.materials_models import Material
from veerkracht.proof.materials_words import FAULTS

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.base import File

    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


@transaction.atomic
def add_material(
    *,
    edition: Edition,
    title: str,
    by: Person,
    file: File[bytes] | None = None,
    link: str = "",
    visible_from: datetime | None = None,
) -> Material:
    """Give participants a file (at most 25 MB, of a known kind) or else a link.

    Raises RuleBroken (``field="file"``) when the file may not be given; NotAllowed unless ``by`` trains
    at the edition or coordinates its region.
    """
    policies.check_may_mark(by, edition)
    material = Material(
        edition=edition, title=title, link=link, visible_from=visible_from, added_by=by
    )
    if file is not None:
        material.name, material.size = checked(file)
        material.file.save(material.name, file, save=False)
    material.save()
    record("proof.material_added", material, by=by, region_id=edition.region_id)
    return material


def checked(file: File[bytes]) -> tuple[str, int]:
    """The safe name and the size of a file that may be given; raises RuleBroken."""
    head = file.read(rules.HEAD)
    file.seek(0)
    name = str(file.name or "")
    fault = rules.fault(name, file.size, head)
    if fault:
        raise RuleBroken(str(FAULTS[fault]), field="file")
    return rules.safe_name(name), file.size


@transaction.atomic
def remove_material(*, material: Material, by: Person) -> None:
    """Take a file or link away for everybody."""
    policies.check_may_mark(by, material.edition)
    record("proof.material_removed", material, by=by, region_id=material.edition.region_id)
    forget(material)


def forget(material: Material) -> None:
    """Remove the row, and the file once that is certain."""
    if material.file:
        after_commit(partial(material.file.storage.delete, str(material.file.name)))
    material.delete()
