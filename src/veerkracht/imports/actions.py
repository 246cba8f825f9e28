"""The verbs of moving in: bring a list, say what its columns and values mean, take it over, undo it.

A list is changed only while no job holds it. Reading, weighing, taking over and undoing are done by a
job (``work``); what is small is done at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.imports import cells, columns, policies, queries, rules
from veerkracht.imports.fields import NEEDED, Field, Kind
from veerkracht.imports.models import ImportedList, Memory, Progress, State, Upload
from veerkracht.imports.reading.table import MOST_BYTES
from veerkracht.imports.rules import WRITTEN, Answer, Fate
from veerkracht.imports.verdicts import NEW
from veerkracht.imports.words import needed_words
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area
    from veerkracht.training.models import Qualification


@transaction.atomic
def bring_list(*, by: Person, region: Area, kind: str, title: str, content: bytes) -> ImportedList:
    """Keep a file or pasted text, to be read. Raises NotAllowed, and RuleBroken when it is empty or too large."""
    policies.check_may_bring(by, region)
    if not content.strip():
        raise RuleBroken(_("Deze lijst is leeg."), field="file")
    if len(content) > MOST_BYTES:
        raise RuleBroken(
            _("Dit bestand is groter dan 10 MB. Splits de lijst in delen."), field="file"
        )
    imported = ImportedList.objects.create(
        by=by, region=region, kind=kind, title=title[:200] or _("Geplakte lijst")
    )
    Upload.objects.create(imported=imported, content=content)
    Progress.objects.create(imported=imported)
    record("list brought", imported, by=by, region_id=region.pk, values={"title": imported.title})
    return imported


@transaction.atomic
def read_again(
    *, imported: ImportedList, by: Person, sheet: str = "", header: int | None = None
) -> None:
    """Read another sheet, or take another row as header (0: there is none; None: find it)."""
    with _held(imported, by) as row:
        _move(row, State.READING)
        row.sheet, row.header = sheet[:120], header
        row.save()


@transaction.atomic
def try_again(*, imported: ImportedList, by: Person) -> None:
    """Read a list once more that did not go well."""
    with _held(imported, by) as row:
        _move(row, State.READING)
        row.trouble, row.header = "", None
        row.save()


@transaction.atomic
def choose_columns(*, imported: ImportedList, by: Person, chosen: Sequence[str]) -> None:
    """Say what each column holds ("" for nothing). Weighs at once when no value needs explaining.

    Raises RuleBroken when a field is chosen twice, or one that is needed is missing.
    """
    with _held(imported, by) as row:
        if row.state not in {State.COLUMNS, State.PREVIEW}:
            raise RuleBroken(_("Deze lijst is al verder."))
        _check_columns(row, chosen)
        row.columns, row.state = list(chosen), State.COLUMNS
        _remember(row, by)
        _weigh_when_clear(row)


@transaction.atomic
def explain_values(
    *, imported: ImportedList, by: Person, meanings: Mapping[str, Mapping[str, str]], rest: str = ""
) -> None:
    """Say what values mean: what → text → number, "new" (an organisation), or "" for nothing.

    ``rest`` is "new" or "empty" for all that is still open. Weighs when everything is explained.
    """
    with _held(imported, by) as row:
        if row.state != State.COLUMNS:
            raise RuleBroken(_("Deze lijst is al verder."))
        for what, texts in meanings.items():
            known = row.meanings.setdefault(what, {})
            known.update({cells.key(text): meant for text, meant in texts.items()})
        if rest:
            _explain_rest(row, rest)
        _remember(row, by)
        _weigh_when_clear(row)


@transaction.atomic
def answer(
    *, imported: ImportedList, by: Person, answers: Mapping[int, str], everybody: str = ""
) -> None:
    """Say of rows whether they are about the person whom they look like; ``everybody`` answers all that is open."""
    with _held(imported, by) as row:
        _move(row, State.WEIGHING)
        for said in {*answers.values(), *([everybody] if everybody else [])}:
            if said not in {one.value for one in Answer}:
                raise RuleBroken(_("Dit antwoord kennen we niet."))
        for said in Answer:
            numbers = [number for number, given in answers.items() if given == said]
            row.lines.filter(number__in=numbers).update(answer=said)
        if everybody:
            row.lines.filter(fate=Fate.ASKED, answer="").update(answer=everybody)
        row.surprises = 0
        row.save()


@transaction.atomic
def set_wishes(
    *,
    imported: ImportedList,
    by: Person,
    count_nameless: bool,
    grants: Qualification | None,
) -> None:
    """For earlier training: count rows without an address, and let people hold a qualification for it."""
    with _held(imported, by) as row:
        if row.kind != Kind.PAST:
            raise RuleBroken(_("Dit kan alleen bij een lijst met eerdere trainingen."))
        _move(row, State.WEIGHING)
        row.count_nameless, row.grants = count_nameless, grants
        row.save()


@transaction.atomic
def start_taking_over(*, imported: ImportedList, by: Person) -> None:
    """Ask for the list to be taken over as the preview shows. Raises RuleBroken when a question is open."""
    with _held(imported, by) as row:
        _move(row, State.TAKING_OVER)
        fates = queries.fates(row)
        if fates.get(Fate.ASKED):
            raise RuleBroken(_("Beantwoord eerst de vragen over wie dezelfde persoon is."))
        if not any(fates.get(fate) for fate in WRITTEN):
            raise RuleBroken(_("Er is niets om over te nemen."))
        row.surprises = 0
        row.save()
        Progress.objects.filter(imported=row).update(done=0, total=0)
        record("list taking over", row, by=by, region_id=row.region_id)


@transaction.atomic
def start_undoing(*, imported: ImportedList, by: Person) -> None:
    """Ask for the whole list to be undone. Raises RuleBroken after thirty days."""
    with _held(imported, by) as row:
        if not row.may_undo:
            raise RuleBroken(_("Deze lijst kan niet meer worden teruggedraaid."))
        _move(row, State.UNDOING)
        row.undone_by, row.trouble = by, ""
        row.save()
        Progress.objects.filter(imported=row).update(done=0, total=0)
        record("list undoing", row, by=by, region_id=row.region_id)


@transaction.atomic
def discard(*, imported: ImportedList, by: Person) -> None:
    """Throw a list away that was not taken over."""
    with _held(imported, by) as row:
        if row.taken_over_at or row.state == State.TAKING_OVER:
            raise RuleBroken(_("Deze lijst is al overgenomen. Draai hem terug."))
        record("list discarded", row, by=by, region_id=row.region_id)
        row.delete()


@contextmanager
def _held(imported: ImportedList, by: Person) -> Iterator[ImportedList]:
    """The list as it is now, held alone; RuleBroken while a job holds it."""
    policies.check_may_see(by, imported)
    try:
        with transaction.atomic():
            rows = ImportedList.objects.select_for_update(nowait=True, of=("self",))
            row = rows.select_related("by", "region").filter(pk=imported.pk).first()
    except OperationalError as error:
        raise RuleBroken(_("We zijn nog met deze lijst bezig. Wacht even.")) from error
    if row is None:
        raise RuleBroken(_("Deze lijst is weggegooid."))
    yield row
    if row.pk:
        imported.refresh_from_db()


def _move(row: ImportedList, state: State) -> None:
    if not rules.may_move(row.state, state):
        raise RuleBroken(_("Deze lijst is al verder. Kijk opnieuw."))
    row.state, row.tries = state, 0


def _check_columns(row: ImportedList, chosen: Sequence[str]) -> None:
    named = [name for name in chosen if name]
    if len(chosen) != len(row.headers) or not set(named) <= {one.value for one in Field}:
        raise RuleBroken(_("Kies voor elke kolom wat erin staat."))
    if twice := {name for name in named if named.count(name) > 1}:
        raise RuleBroken(
            _("Deze keuze staat er twee keer: %(name)s.") % {"name": needed_words(twice)}
        )
    for group in NEEDED[Kind(row.kind)]:
        if not set(group) & set(named):
            raise RuleBroken(
                _("Kies een kolom voor: %(name)s.") % {"name": needed_words({group[0].value})}
            )


def _explain_rest(row: ImportedList, rest: str) -> None:
    for what, texts in queries.open_questions(row).items():
        meant = NEW if rest == NEW and what == "organisation" else ""
        row.meanings.setdefault(what, {}).update({cells.key(text): meant for text in texts})


def _weigh_when_clear(row: ImportedList) -> None:
    """Go on to weighing unless a value has still to be explained."""
    if not queries.open_questions(row):
        _move(row, State.WEIGHING)
    row.save()


def _remember(row: ImportedList, by: Person) -> None:
    """Keep what was said for the next list with the same headers."""
    facts = {
        "organisation_id": by.organisation_id,
        "columns": row.columns,
        "meanings": row.meanings,
        "used_at": now(),
    }
    signature = columns.signature(row.headers, Kind(row.kind))
    Memory.objects.update_or_create(person=by, signature=signature, defaults=facts)
