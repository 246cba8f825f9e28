"""What the index of the search holds of theme sheets and plans: the public ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.searching import Document, documents
from veerkracht.programme.plan_queries import published
from veerkracht.programme.sheet_models import EditionState
from veerkracht.programme.sheet_queries import editions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from veerkracht.programme.plan_models import PlanVersion
    from veerkracht.programme.sheet_models import SheetEdition

SHEETS, PLANS = "programme.sheets", "programme.plans"


def register() -> None:
    """Put sheets and plans in the index."""
    documents.add(SHEETS, sheets, order=30)
    documents.add(PLANS, plans, order=32)


def sheets(keys: Collection[str] | None) -> Iterator[Document]:
    """The public edition of each sheet, by the number of the sheet: two queries."""
    rows = editions().filter(state=EditionState.PUBLISHED).prefetch_related("lines")
    for one in rows if keys is None else rows.filter(sheet__in=[int(key) for key in keys]):
        yield _sheet(one)


def _sheet(one: SheetEdition) -> Document:
    sheet = one.sheet
    named = {"theme": sheet.theme, "region": sheet.region}
    owned = {"programme": sheet.theme.programme, "owner": sheet.owner}
    return Document(
        key=str(sheet.pk),
        title=_("%(theme)s in %(region)s") % named,
        url=reverse("programme:sheet", args=[sheet.region.code, sheet.theme.slug]),
        kind="themablad",
        kind_words=_("themablad"),
        lead=_("%(programme)s. Eigenaar: %(owner)s.") % owned,
        text=" ".join(in_language(line, "text") for line in one.lines.all()),
        where=(sheet.region.code,),
        when=one.published_at,
        weight=110,
    )


def plans(keys: Collection[str] | None) -> Iterator[Document]:
    """What each plan says now, by the number of the plan: three queries."""
    rows = published().prefetch_related("sections", "aims")
    for one in rows if keys is None else rows.filter(plan__in=[int(key) for key in keys]):
        yield _plan(one)


def _plan(one: PlanVersion) -> Document:
    sections = [f"{part} {in_language(part, 'body')}" for part in one.sections.all()]
    return Document(
        key=str(one.plan_id),
        title=str(one),
        url=reverse("programme:plan", args=[one.plan.slug]),
        kind="plan",
        kind_words=_("plan"),
        lead=" ".join(str(aim) for aim in one.aims.all()),
        text=" ".join(sections),
        where=(one.plan.region.code,),
        when=one.published_at,
        weight=110,
    )
