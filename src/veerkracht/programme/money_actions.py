"""The verbs of money: lines of one funder for one purpose, a year at a time or several years at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.references import referred_to
from veerkracht.programme import money_policies as policies
from veerkracht.programme.models import FIRST_YEAR, LAST_YEAR, BudgetLine, Client

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area
    from veerkracht.programme.models import Theme

MOST_CENTS = 10**13  # a hundred billion euros; more is a slip of the finger
KINDS = ("asked", "promised", "reserved", "realised")


@dataclass(frozen=True)
class Amounts:
    """Money of one year in whole cents, and whether the funder means to go on."""

    asked: int = 0
    promised: int = 0
    reserved: int = 0
    realised: int = 0
    structural: bool = False


@dataclass(frozen=True)
class Purpose:
    """Whose money it is and for what: the same in every year."""

    region: Area
    theme: Theme
    funder: Organisation
    what: str
    what_en: str = ""


@transaction.atomic
def make_budget_line(
    *,
    region: Area,
    theme: Theme,
    funder: Organisation,
    what: str,
    year: int,
    by: Person | None,
    amounts: Amounts | None = None,
    what_en: str = "",
) -> BudgetLine:
    """Write down money of one funder for one purpose in one year. ``by`` None is the installation.

    Raises NotAllowed, and RuleBroken for a negative amount, a year out of reach, or a line that is there.
    """
    policies.check_may_write_money(by, region.pk)
    given = amounts or Amounts()
    _check(what, year, given)
    try:
        with transaction.atomic():
            line = BudgetLine.objects.create(
                region=region,
                theme=theme,
                funder=funder,
                what=what.strip(),
                what_en=what_en.strip(),
                year=year,
                changed_at=now(),
                **asdict(given),
            )
    except IntegrityError as error:
        said = _("Er is al een regel voor dit doel in %(year)s. Wijzig die.")
        raise RuleBroken(said % {"year": year}, field="what") from error
    record("budget_line.made", line, by=by, region_id=region.pk, values=_told(line))
    return line


def _check(what: str, year: int, amounts: Amounts) -> None:
    if not what.strip():
        raise RuleBroken(_("Schrijf op waarvoor het geld is."), field="what")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        said = _("Kies een jaar van %(first)s tot en met %(last)s.")
        raise RuleBroken(said % {"first": FIRST_YEAR, "last": LAST_YEAR}, field="year")
    for kind in KINDS:
        cents = getattr(amounts, kind)
        if cents < 0:
            raise RuleBroken(_("Een bedrag kan niet onder nul zijn."), field=kind)
        if cents > MOST_CENTS:
            raise RuleBroken(_("Dit bedrag is te groot. Klopt het?"), field=kind)


def _told(line: BudgetLine) -> dict[str, Any]:
    names = ("what", "what_en", "year", "structural", *KINDS)
    return {name: getattr(line, name) for name in names}


@transaction.atomic
def change_budget_line(
    *,
    line: BudgetLine,
    amounts: Amounts,
    by: Person | None,
    seen: datetime | None = None,
    what: str | None = None,
    what_en: str | None = None,
) -> BudgetLine:
    """Change the amounts of one year, or for what they are; what changed from what stays in the trail.

    Raises OutOfDate when ``seen`` is not its ``changed_at`` any more, and what :func:`make_budget_line` raises.
    """
    fresh = BudgetLine.objects.select_for_update().get(pk=line.pk)
    policies.check_may_write_money(by, fresh.region_id)
    if seen is not None and fresh.changed_at != seen:
        raise OutOfDate(_("Iemand anders heeft deze bedragen intussen veranderd."))
    before = _told(fresh)
    fresh.what = fresh.what if what is None else what.strip()
    fresh.what_en = fresh.what_en if what_en is None else what_en.strip()
    _check(fresh.what, fresh.year, amounts)
    for name, value in asdict(amounts).items():
        setattr(fresh, name, value)
    if _told(fresh) == before:
        return fresh
    _write(fresh)
    values = {"before": before, "after": _told(fresh)}
    record("budget_line.changed", fresh, by=by, region_id=fresh.region_id, values=values)
    return fresh


def _write(line: BudgetLine) -> None:
    line.changed_at = now()
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError as error:
        said = _("Er is al een regel voor dit doel in %(year)s. Wijzig die.")
        raise RuleBroken(said % {"year": line.year}, field="what") from error


@transaction.atomic
def delete_budget_line(*, line: BudgetLine, by: Person | None) -> None:
    """Take the money of one year away. Raises RuleBroken while anything refers to it."""
    policies.check_may_write_money(by, line.region_id)
    if referred_to(BudgetLine, [line.pk]):
        said = _(
            "Het geld van %(year)s staat nog in een afspraak of themablad. Haal het daar eerst weg."
        )
        raise RuleBroken(said % {"year": line.year})
    record("budget_line.deleted", line, by=by, region_id=line.region_id, values=_told(line))
    line.delete()


@transaction.atomic
def save_years(
    *,
    purpose: Purpose,
    years: Mapping[int, Amounts | None],
    by: Person | None,
    of: BudgetLine | None = None,
    seen: datetime | None = None,
) -> list[BudgetLine]:
    """Keep several years of one purpose at once: None takes a year away, what is left out stays.

    ``of`` is any line of the purpose as it was; ``seen`` the newest ``changed_at`` among its years then.
    Raises OutOfDate when a year was changed, came or went since, and what the verbs of one year raise.
    """
    policies.check_may_write_money(by, purpose.region.pk)
    there = _as_seen(of, seen)
    if not there and not any(years.values()):
        raise RuleBroken(_("Vul voor minstens één jaar een bedrag in."), field="what")
    for year, amounts in years.items():
        line = there.pop(year, None)
        if line is not None and amounts is None:
            delete_budget_line(line=line, by=by)
        elif line is not None and amounts is not None:
            change_budget_line(
                line=line, amounts=amounts, by=by, what=purpose.what, what_en=purpose.what_en
            )
        elif amounts is not None:
            make_budget_line(year=year, amounts=amounts, by=by, **_fields(purpose))
    for line in there.values():
        amounts = Amounts(**{name: getattr(line, name) for name in (*KINDS, "structural")})
        change_budget_line(
            line=line, amounts=amounts, by=by, what=purpose.what, what_en=purpose.what_en
        )
    found = BudgetLine.objects.filter(
        region=purpose.region, theme=purpose.theme, funder=purpose.funder, what=purpose.what.strip()
    )
    return list(found.order_by("year"))


def _fields(purpose: Purpose) -> dict[str, Any]:
    return {
        name: getattr(purpose, name) for name in ("region", "theme", "funder", "what", "what_en")
    }


def _as_seen(of: BudgetLine | None, seen: datetime | None) -> dict[int, BudgetLine]:
    if of is None:
        return {}
    same = {"region": of.region_id, "theme": of.theme_id, "funder": of.funder_id}
    found = BudgetLine.objects.select_for_update().filter(what=of.what, **same)
    there = list(found.order_by("year"))
    newest = max((one.changed_at for one in there), default=None)
    if seen is not None and newest != seen:
        raise OutOfDate(_("Iemand anders heeft deze bedragen intussen veranderd."))
    return {one.year: one for one in there}


@transaction.atomic
def set_client(*, region: Area, organisation: Organisation, by: Person | None) -> Client:
    """Let an organisation read all money of a region from today; again changes nothing."""
    policies.check_may_write_money(by, region.pk)
    client, made = Client.objects.get_or_create(
        region=region, organisation=organisation, until=None, defaults={"since": today()}
    )
    if made:
        values = {"organisation": organisation.name}
        record("client.set", client, by=by, region_id=region.pk, values=values)
    return client


@transaction.atomic
def end_client(*, client: Client, by: Person | None) -> None:
    """The organisation reads only its own lines from today."""
    policies.check_may_write_money(by, client.region_id)
    Client.objects.filter(pk=client.pk, until=None).update(until=today())
    record("client.ended", client, by=by, region_id=client.region_id)
