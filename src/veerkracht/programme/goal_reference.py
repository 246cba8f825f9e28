"""Frameworks that hold everywhere, with their goals, as our own lists give them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from veerkracht.kernel.data_files import read_rows
from veerkracht.programme.models import Framework, Goal

FOLDER = Path(__file__).parent / "data"


def load_frameworks() -> int:
    """Bring the frameworks that hold everywhere up to the list; returns how many are new."""
    before = Framework.objects.count()
    wanted = [
        Framework(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            since=date.fromisoformat(row["since"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            source=row["source"],
        )
        for row in read_rows(FOLDER / "frameworks.csv")
    ]
    Framework.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en", "since", "until", "source"],
    )
    return Framework.objects.count() - before


def load_goals() -> int:
    """Bring their goals up to the list; returns how many are new."""
    before = Goal.objects.count()
    frameworks = {one.code: one for one in Framework.objects.all()}
    wanted = [
        Goal(
            framework=frameworks[row["framework"]],
            code=row["code"],
            kind=row["kind"],
            order=int(row["order"]),
            title=row["title"],
            title_en=row["title_en"],
        )
        for row in read_rows(FOLDER / "goals.csv")
    ]
    Goal.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["framework", "code"],
        update_fields=["kind", "order", "title", "title_en"],
    )
    return Goal.objects.count() - before
