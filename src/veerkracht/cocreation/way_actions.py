"""The verbs of ways of working: write, propose, publish, withdraw, and tell how it went."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import way_letters as letters
from veerkracht.cocreation import way_policies as policies
from veerkracht.cocreation import way_rules as rules
from veerkracht.cocreation.models import Way, WayState, WayStep, WayUse
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.permissions import require
from veerkracht.training.queries import index_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from veerkracht.people.models import Person, Sector

TAKEN = frozenset({"voorstellen", "ervaring"})
MOST_USES_A_DAY = 10


@dataclass(frozen=True)
class Contents:
    """What a way of working says. ``steps``: minutes and words, in order."""

    title: str
    summary: str
    for_whom: Sequence[str]
    minutes: int
    steps: Sequence[tuple[int, str]]
    title_en: str = ""
    group_least: int = 1
    group_most: int = 12
    dimensions: Sequence[str] = ()
    material: str = ""
    source: str = ""
    credit: str = ""
    sectors: Sequence[Sector] = field(default_factory=tuple)


@transaction.atomic
def save_way(*, contents: Contents, by: Person, way: Way | None = None) -> Way:
    """Write a way of working down, or change it. Who keeps the library or made it; a new one is a draft."""
    if way is not None:
        policies.check_may_change(by, way)
    _check(contents)
    row = way or Way(slug=_slug(contents.title), made_by=by, made_at=now())
    for name in ("title", "title_en", "summary", "minutes", "material", "source", "credit"):
        setattr(row, name, getattr(contents, name))
    row.group_least, row.group_most = contents.group_least, contents.group_most
    row.for_whom, row.dimensions = list(contents.for_whom), list(contents.dimensions)
    row.words = index_text(
        row.title, row.title_en, row.summary, row.material, *(words for _m, words in contents.steps)
    )
    row.save()
    row.sectors.set(contents.sectors)
    row.steps.all().delete()
    WayStep.objects.bulk_create(
        WayStep(way=row, order=order, minutes=minutes, words=words)
        for order, (minutes, words) in enumerate(contents.steps, start=1)
    )
    record("way.saved", row, by=by)
    return row


def _check(contents: Contents) -> None:
    if not contents.steps:
        raise RuleBroken(_("Schrijf minstens één stap op."), field="steps")
    if not contents.for_whom:
        raise RuleBroken(_("Kies voor wie de werkvorm is."), field="for_whom")
    if contents.group_most < contents.group_least:
        raise RuleBroken(_("Dit is minder dan het kleinste aantal."), field="group_most")
    if not rules.fits(contents.minutes, [minutes for minutes, _words in contents.steps]):
        raise RuleBroken(_("De stappen duren samen langer dan de hele werkvorm."), field="minutes")


def _slug(title: str) -> str:
    """A free address for a title."""
    start = slugify(title)[:70] or "werkvorm"
    taken = set(Way.objects.filter(slug__startswith=start).values_list("slug", flat=True)) | TAKEN
    numbered = (start if n == 1 else f"{start}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def _moved(way: Way, step: str, by: Person, remark: str = "") -> Way:
    row = Way.objects.select_for_update().get(pk=way.pk)
    after = rules.next_state(step, row.state)
    if after is None:
        raise OutOfDate(_("Er is intussen iets met deze werkvorm gebeurd. Kijk opnieuw."))
    row.state, row.remark = after, remark
    if after == WayState.PUBLISHED:
        row.published_at = now()
    row.save()
    record(f"way.{step}", row, by=by)
    return row


@transaction.atomic
def propose_way(*, way: Way, by: Person) -> None:
    """The maker asks an editor or coordinator to look."""
    policies.check_may_change(by, way)
    _moved(way, "propose", by)


@transaction.atomic
def publish_way(*, way: Way, by: Person) -> None:
    """Put it on the site, and tell its maker."""
    policies.check_keeps(by)
    letters.tell_maker(_moved(way, "publish", by), by)


@transaction.atomic
def send_back(*, way: Way, remark: str, by: Person) -> None:
    """Back to the maker, with what would make it better."""
    policies.check_keeps(by)
    if not remark.strip():
        raise RuleBroken(_("Schrijf op wat er beter kan."), field="remark")
    letters.tell_maker(_moved(way, "send_back", by, remark), by)


@transaction.atomic
def withdraw_way(*, way: Way, by: Person) -> None:
    """Take it off the site; publishing brings it back."""
    policies.check_keeps(by)
    _moved(way, "withdraw", by)


@dataclass(frozen=True)
class Used:
    """How it went, in general words."""

    day: date
    with_whom: str
    went_well: str
    tip: str = ""
    shows_name: bool = False


@transaction.atomic
def tell_use(*, way: Way, used: Used, by: Person) -> WayUse:
    """Tell how it went; seen at once, and hidden or taken back later if need be."""
    require(way.state == WayState.PUBLISHED, _("Deze werkvorm staat niet online."))
    if used.day > today():
        raise RuleBroken(_("Schrijf het op als je het hebt gedaan."), field="day")
    same = WayUse.objects.filter(way=way, by=by, day=used.day, went_well=used.went_well).first()
    if same is not None:
        return same
    if WayUse.objects.filter(by=by, made_at__date=now().date()).count() >= MOST_USES_A_DAY:
        raise RuleBroken(_("Je schreef vandaag al veel ervaringen op. Ga morgen verder."))
    use = WayUse.objects.create(
        way=way,
        by=by,
        day=used.day,
        with_whom=used.with_whom,
        went_well=used.went_well,
        tip=used.tip,
        shows_name=used.shows_name,
        made_at=now(),
    )
    record("way.used", use, by=by)
    return use


@transaction.atomic
def drop_use(*, use: WayUse, by: Person) -> None:
    """The writer takes it back."""
    policies.check_wrote(by, use)
    record("way.use_dropped", use, by=by)
    use.delete()


@transaction.atomic
def hide_use(*, use: WayUse, by: Person, hidden: bool = True) -> None:
    """Who keeps the library hides a note that does not belong, or shows it again."""
    policies.check_keeps(by)
    WayUse.objects.filter(pk=use.pk).update(hidden_at=now() if hidden else None)
    record("way.use_hidden" if hidden else "way.use_shown", use, by=by)
