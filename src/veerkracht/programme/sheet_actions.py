"""The verbs of theme sheets: making one, and leading each edition from draft by its owner to public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchVector
from django.db import IntegrityError, transaction
from django.db.models import Max, Value
from django.db.models.expressions import CombinedExpression
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel import page_cache
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.events import after_commit
from veerkracht.kernel.searching import changed
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.policies import check_may_coordinate, coordinates
from veerkracht.people.queries import contacts_of, coordinators_of
from veerkracht.programme import sheet_policies as policies
from veerkracht.programme import sheet_rules as rules
from veerkracht.programme.programme_search import SHEETS
from veerkracht.programme.sheet_line_models import SheetLine
from veerkracht.programme.sheet_models import (
    OPEN_EDITION,
    EditionState,
    MoveKind,
    Sheet,
    SheetEdition,
    SheetMove,
)
from veerkracht.programme.sheet_queries import TOPIC, topic
from veerkracht.training.queries import index_text

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area
    from veerkracht.programme.goal_models import Theme

ASKED, CAME_BACK = "sheet.review_asked", "sheet.came_back"
COPIED = tuple(
    one.attname
    for one in SheetLine._meta.concrete_fields
    if one.name not in {"id", "edition", "version", "changed_at", "removed_at"}
)


@transaction.atomic
def make_sheet(
    *, theme: Theme, region: Area, owner: Organisation, by: Person, contact_url: str = ""
) -> SheetEdition:
    """Begin the sheet of a theme in a region, with an empty first edition.

    Raises RuleBroken when the region has a sheet of this theme already.
    """
    check_may_coordinate(by, region.pk)
    try:
        with transaction.atomic():
            sheet = Sheet.objects.create(
                theme=theme, region=region, owner=owner, contact_url=contact_url, made_at=now()
            )
    except IntegrityError as error:
        message = _("Van dit thema heeft de regio al een blad.")
        raise RuleBroken(message, field="theme") from error
    record("sheet.made", sheet, by=by, region_id=region.pk)
    return _begin(sheet, 1)


def _begin(sheet: Sheet, number: int) -> SheetEdition:
    return SheetEdition.objects.create(sheet=sheet, number=number, made_at=now(), changed_at=now())


@transaction.atomic
def change_sheet(*, sheet: Sheet, owner: Organisation, contact_url: str, by: Person) -> None:
    """Say who owns a sheet and where to find them.

    Raises RuleBroken for another owner while an edition waits for the one there is, or is agreed by them.
    """
    policies.check_may_keep_sheet(by, sheet)
    locked = Sheet.objects.select_for_update().get(pk=sheet.pk)
    looked_at = (EditionState.REVIEW, EditionState.APPROVED)
    if locked.owner_id != owner.pk and locked.editions.filter(state__in=looked_at).exists():
        raise RuleBroken(_("Haal het blad eerst terug bij de eigenaar van nu."), field="owner")
    Sheet.objects.filter(pk=sheet.pk).update(owner=owner, contact_url=contact_url)
    record("sheet.changed", sheet, by=by, region_id=sheet.region_id)
    _forget_pages(sheet)


@transaction.atomic
def start_edition(*, sheet: Sheet, by: Person) -> SheetEdition:
    """Begin the next edition as the public one is, line for line. Raises RuleBroken when one is in the making."""
    policies.check_may_keep_sheet(by, sheet)
    Sheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.editions.filter(state__in=OPEN_EDITION).exists():
        raise RuleBroken(_("Er is al een editie in de maak."))
    last = sheet.editions.aggregate(last=Max("number"))["last"] or 0
    edition = _begin(sheet, last + 1)
    before = sheet.editions.filter(state=EditionState.PUBLISHED).first()
    if before:
        _copy_lines(before, edition)
    record("sheet.edition_begun", edition, by=by, region_id=sheet.region_id)
    return edition


def _copy_lines(before: SheetEdition, edition: SheetEdition) -> None:
    moment = now()
    SheetLine.objects.bulk_create(
        SheetLine(
            edition=edition, changed_at=moment, **{name: getattr(one, name) for name in COPIED}
        )
        for one in before.lines.all()
    )


@transaction.atomic
def discard_edition(*, edition: SheetEdition, by: Person) -> None:
    """Throw a draft away; a sheet that never was public goes with it. What was public always stays."""
    locked = _locked(edition)
    policies.check_may_keep_sheet(by, locked.sheet)
    if locked.state != EditionState.DRAFT:
        raise RuleBroken(_("Alleen een concept kun je weggooien."))
    record("sheet.edition_discarded", locked, by=by, region_id=locked.sheet.region_id)
    sheet = locked.sheet
    locked.delete()
    if not sheet.editions.exists():
        sheet.delete()


def _locked(edition: SheetEdition) -> SheetEdition:
    found = SheetEdition.objects.select_for_update(of=("self",))
    related = found.select_related("sheet__theme", "sheet__region", "sheet__owner")
    locked: SheetEdition | None = related.defer("words").filter(pk=edition.pk).first()
    if locked is None:
        raise OutOfDate(_("Deze editie is er niet meer."))
    return locked


# From draft to public


@transaction.atomic
def ask_review(*, edition: SheetEdition, by: Person, words: str = "") -> None:
    """Lay a draft before its owner, whose contacts hear of it.

    Raises RuleBroken for an empty sheet, or when nobody speaks for the owner any more.
    """
    locked = _locked(edition)
    policies.check_may_keep_sheet(by, locked.sheet)
    readers = contacts_of(locked.sheet.owner_id)
    if not readers:
        raise RuleBroken(
            _("Niemand spreekt nu voor %(owner)s. Bekijk het blad zelf, met een reden.")
            % {"owner": locked.sheet.owner}
        )
    move = _move(locked, MoveKind.ASKED, by, words)
    queue(_news(ASKED, one, move) for one in readers)


def _move(
    edition: SheetEdition,
    kind: MoveKind,
    by: Person,
    said: str = "",
    *,
    in_place: bool = False,
    **values: Any,
) -> SheetMove:
    """Take the step if the table has it, with these values of the edition, and keep that it was taken."""
    state = rules.after(edition.state, kind)
    if state is None:
        raise OutOfDate(_("Iemand was je voor: dit blad is al een stap verder."))
    if kind is MoveKind.ASKED and not edition.lines.filter(removed_at=None).exists():
        raise RuleBroken(_("Het blad is nog leeg. Schrijf eerst een regel."))
    moment = now()
    values |= {"state": state, "changed_at": moment}
    SheetEdition.objects.filter(pk=edition.pk).update(**values)
    edition.state = state
    record(f"sheet.{kind}", edition, by=by, region_id=edition.sheet.region_id)
    return SheetMove.objects.create(
        edition=edition, kind=kind, words=said, in_place=in_place, by=by, made_at=moment
    )


def _news(kind: str, reader: Person, move: SheetMove) -> News:
    return News(
        kind=kind,
        address=reader.email,
        once=f"{kind}:{move.pk}:{reader.pk}",
        facts={"move": move.pk, "person": reader.pk},
        person_id=reader.pk,
        language=reader.language,
        due_at=after_quiet(now()),
    )


@transaction.atomic
def approve(*, edition: SheetEdition, asked: int, by: Person, words: str = "") -> None:
    """The owner agrees, with a remark or without; ``asked`` is the move that laid it before them.

    Raises OutOfDate when it was taken back or laid before them anew since.
    """
    _review(edition, asked, MoveKind.APPROVED, by, words)


@transaction.atomic
def send_back(*, edition: SheetEdition, asked: int, by: Person, words: str) -> None:
    """The owner sends an edition back with a reason. Raises like :func:`approve`; RuleBroken without a reason."""
    if not words.strip():
        raise RuleBroken(_("Schrijf op wat er anders moet."), field="words")
    _review(edition, asked, MoveKind.SENT_BACK, by, words)


def _review(edition: SheetEdition, asked: int, kind: MoveKind, by: Person, words: str) -> None:
    locked = _locked(edition)
    policies.check_may_review(by, locked.sheet)
    last = locked.moves.filter(kind=MoveKind.ASKED).last()
    if last is None or last.pk != asked:
        raise OutOfDate(_("Het blad is intussen veranderd. Lees het nog eens."))
    move = _move(locked, kind, by, words)
    queue(_news(CAME_BACK, one, move) for one in _who_asked(last, locked.sheet))


def _who_asked(asked: SheetMove, sheet: Sheet) -> list[Person]:
    """Who laid it before the owner; every coordinator of the region when that one no longer is."""
    if asked.by and asked.by.is_active and coordinates(asked.by, sheet.region_id):
        return [asked.by]
    return coordinators_of(sheet.region_id)


@transaction.atomic
def review_in_place(*, edition: SheetEdition, reason: str, by: Person) -> None:
    """The coordinator agrees in place of an owner for whom nobody speaks, and says why.

    Raises RuleBroken when somebody does speak for the owner, or without a reason.
    """
    locked = _locked(edition)
    policies.check_may_keep_sheet(by, locked.sheet)
    if contacts_of(locked.sheet.owner_id):
        raise RuleBroken(_("De eigenaar kan dit blad zelf bekijken. Leg het voor."))
    if not reason.strip():
        raise RuleBroken(_("Schrijf op waarom je dit zelf doet."), field="words")
    if locked.state == EditionState.DRAFT:
        _move(locked, MoveKind.ASKED, by)
    _move(locked, MoveKind.APPROVED, by, reason, in_place=True)


@transaction.atomic
def take_back(*, edition: SheetEdition, by: Person) -> None:
    """Make a draft again of an edition that waits for its owner or is agreed, to change it."""
    locked = _locked(edition)
    policies.check_may_keep_sheet(by, locked.sheet)
    _move(locked, MoveKind.TAKEN_BACK, by)


@transaction.atomic
def publish(*, edition: SheetEdition, by: Person) -> None:
    """Make an agreed edition public; it replaces the one before, which stays to be read.

    Raises OutOfDate when it is not agreed (any more).
    """
    locked = _locked(edition)
    policies.check_may_keep_sheet(by, locked.sheet)
    locked.lines.filter(removed_at__isnull=False).delete()
    former = SheetEdition.objects.filter(sheet=locked.sheet_id, state=EditionState.PUBLISHED)
    former.update(state=EditionState.REPLACED)
    _move(
        locked,
        MoveKind.PUBLISHED,
        by,
        published_at=now(),
        owner_id=locked.sheet.owner_id,
        words=_words(locked),
    )
    _forget_pages(locked.sheet)


def _words(edition: SheetEdition) -> CombinedExpression:
    """The lemmas of a sheet in both languages: its theme first, then what it says."""
    theme = edition.sheet.theme
    lines = [f"{one.text} {one.text_en}" for one in edition.lines.all()]
    weighted = (
        ("A", f"{theme.title} {theme.title_en} {theme.programme}"),
        ("B", f"{edition.sheet.region} {edition.sheet.owner}"),
        ("D", " ".join(lines)),
    )
    vectors = [
        SearchVector(Value(index_text(words)), config="simple", weight=weight)
        for weight, words in weighted
    ]
    return vectors[0] + vectors[1] + vectors[2]


def _forget_pages(sheet: Sheet) -> None:
    after_commit(page_cache.clear, TOPIC, topic(sheet.pk))
    changed(SHEETS, sheet.pk)
