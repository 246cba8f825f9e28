"""``make bench-imports``: moving in with 20,000 people, step by step.

Promise: from a workbook to 20,000 people under 60 s, on a database with durable commits. Prints seconds on
the clock, CPU seconds of this process, and the most memory it held.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from io import BytesIO

from bench import stage

PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
PROMISE = 60.0


def main() -> None:
    """A list of people from an .xlsx: read, weighed, taken over, once more, undone."""
    stage.set_up("bench_imports")
    try:
        print(f"Machine: {stage.machine()}; {PEOPLE} people, 8 columns, .xlsx")
        seconds = _steps(_workbook())
        verdict = "kept" if seconds < PROMISE else "NOT kept"
        print(
            f"From workbook to people: {seconds:.1f} s (promise: under {PROMISE:.0f} s, {verdict})"
        )
    finally:
        stage.tear_down()


def _workbook() -> bytes:
    from openpyxl import Workbook

    from veerkracht.people.models import Organisation
    from veerkracht.places.queries import municipalities

    names = list(Organisation.objects.values_list("name", flat=True))
    towns = list(municipalities().values_list("name", flat=True))
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Mensen")
    sheet.append(
        ["Voornaam", "Achternaam", "E-mail", "Organisatie", "Sector", "Functie", "Gemeente", "BIG"]
    )
    for n in range(PEOPLE):
        place = (names[n % len(names)], "GGZ", f"Functie {n % 40}", towns[n % len(towns)])
        sheet.append(
            [
                f"Voornaam{n % 997}",
                f"Achternaam{n}",
                f"mens-{n}@lijst.example",
                *place,
                10_000_000_000 + n,
            ]
        )
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _steps(content: bytes) -> float:
    from tests import factories
    from veerkracht.imports import actions, work
    from veerkracht.imports.fields import Kind
    from veerkracht.imports.models import ImportedList
    from veerkracht.people.models import Person

    by = factories.coordinator()
    region = by.roles.get().region
    assert region is not None

    def bring() -> ImportedList:
        return actions.bring_list(
            by=by, region=region, kind=Kind.PEOPLE, title="bench", content=content
        )

    imported = bring()
    total = _measured("read the workbook", work.work_on_lists)
    imported.refresh_from_db()
    total += _measured("look for open questions", lambda: _choose(imported))
    total += _measured("weigh every row", work.work_on_lists)
    actions.start_taking_over(imported=imported, by=by)
    total += _measured("take over (weighs again, writes all)", work.work_on_lists)
    assert Person.objects.filter(email__endswith="@lijst.example").count() == PEOPLE
    again = bring()
    _measured("the same list again: read", work.work_on_lists)
    again.refresh_from_db()
    _choose(again)
    _measured("the same list again: weigh", work.work_on_lists)
    assert set(again.lines.values_list("fate", flat=True)) == {"unchanged"}
    imported.refresh_from_db()
    actions.start_undoing(imported=imported, by=by)
    _measured("undo all", work.work_on_lists)
    assert not Person.objects.filter(email__endswith="@lijst.example").exists()
    return total


def _choose(imported: object) -> None:
    from veerkracht.imports import actions
    from veerkracht.imports.models import ImportedList

    assert isinstance(imported, ImportedList)
    actions.choose_columns(imported=imported, by=imported.by, chosen=imported.columns)


def _measured(words: str, step: Callable[[], object]) -> float:
    began, spent = time.perf_counter(), time.process_time()
    step()
    seconds, cpu = time.perf_counter() - began, time.process_time() - spent
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {words:40} {seconds:6.1f} s  {cpu:6.1f} s CPU  at most {memory:4.0f} MiB", flush=True)
    return seconds


if __name__ == "__main__":
    main()
