"""What lists hold of a person, and when their rows and old values go."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, JSONField, OuterRef, Q, Value
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.imports import rules
from veerkracht.imports.models import Deed, ImportedList, Line, Memory
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.personal_data import Retention
from veerkracht.kernel.together import Asking

if TYPE_CHECKING:
    from django.db.models import QuerySet

FACT_KEPT = timedelta(days=2 * 365)  # that a list was taken over, by whom and when
MEMORY_KEPT = timedelta(days=2 * 365)


class Lists:
    """Rows of lists that are about somebody, and lists that somebody brought."""

    title = gettext_lazy("Lijsten waarin je staat")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row per row of a list, and per list that the person brought; one query."""
        nothing = Value(None, output_field=JSONField())
        about = Line.objects.filter(about=person.email).order_by()
        brought = ImportedList.objects.filter(by=person).order_by()
        lines = about.values_list("imported__title", "imported__brought_at", "cells")
        both = lines.union(brought.values_list("title", "brought_at", nothing), all=True)
        (rows,) = yield [both]
        return [_told(title, when, cells) for title, when, cells in rows]

    def erase(self, person: Any) -> None:
        """Rows about the person go, and what a list filled in; that somebody brought a list stays."""
        Line.objects.filter(about=person.email).delete()
        Deed.objects.filter(what="person", row=person.pk).delete()
        Memory.objects.filter(person=person).delete()


def _told(title: str, when: datetime, cells: list[str] | None) -> dict[str, Any]:
    if cells is None:
        return {_("Lijst die je inbracht"): title, _("Ingebracht op"): _day(when)}
    said = ", ".join(cell for cell in cells if cell)
    return {_("Lijst"): title, _("Ingebracht op"): _day(when), _("Wat er staat"): said}


def _day(moment: Any) -> str:
    return date_format(local(moment), "j F Y")


def with_old_rows() -> QuerySet[ImportedList]:
    """Lists taken over more than thirty days ago that still hold rows or old values."""
    old = ImportedList.objects.filter(taken_over_at__lt=now() - rules.UNDO)
    lines = Line.objects.filter(imported=OuterRef("pk"))
    deeds = Deed.objects.filter(imported=OuterRef("pk"))
    return old.filter(Exists(lines) | Exists(deeds))


def remove_old_rows() -> int:
    """Remove rows, old values and what was explained; that the list was taken over stays."""
    old = list(with_old_rows().values_list("pk", flat=True))
    rows, _per_model = Line.objects.filter(imported__in=old).delete()
    deeds, _per_model = Deed.objects.filter(imported__in=old).delete()
    ImportedList.objects.filter(pk__in=old).update(meanings={})
    return rows + deeds


def left_behind() -> QuerySet[ImportedList]:
    """Lists that nobody took over within thirty days."""
    return ImportedList.objects.filter(taken_over_at=None, brought_at__lt=now() - rules.KEPT)


def old_lists() -> QuerySet[ImportedList]:
    """That a list was taken over or undone, more than two years ago."""
    return ImportedList.objects.filter(taken_over_at__lt=now() - FACT_KEPT)


def old_memories() -> QuerySet[Memory]:
    """Columns of lists that were not used for two years."""
    return Memory.objects.filter(Q(used_at__lt=now() - MEMORY_KEPT))


def retention_rules() -> dict[str, Retention]:
    """What goes when, by name."""
    return {
        "imports.rows": Retention(
            gettext_lazy("Regels van lijsten die 30 dagen geleden zijn overgenomen"),
            lambda: with_old_rows().count(),
            remove_old_rows,
        ),
        "imports.left": Retention(
            gettext_lazy("Lijsten die 30 dagen lang niet zijn overgenomen"),
            lambda: left_behind().count(),
            lambda: left_behind().delete()[0],
        ),
        "imports.lists": Retention(
            gettext_lazy("Welke lijsten 2 jaar geleden zijn overgenomen"),
            lambda: old_lists().count(),
            lambda: old_lists().delete()[0],
        ),
        "imports.memories": Retention(
            gettext_lazy("Kolommen van lijsten die 2 jaar niet zijn gebruikt"),
            lambda: old_memories().count(),
            lambda: old_memories().delete()[0],
        ),
    }
