"""What the index of the search holds of coalitions and their public decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.coalitions import queries
from veerkracht.coalitions.models import Coalition
from veerkracht.kernel.searching import Document, documents
from veerkracht.meetings.models import Decision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SOURCE, DECISIONS = "coalitions", "decisions"
LESS = 80  # a decision is one line of a page


def register() -> None:
    """Put coalitions and their decisions in the index."""
    documents.add(SOURCE, coalitions, order=40)
    documents.add(DECISIONS, decisions, order=42)


def coalitions(keys: Collection[str] | None) -> Iterator[Document]:
    """Coalitions that work now: one query."""
    rows = queries.public()
    for one in rows if keys is None else rows.filter(pk__in=keys):
        yield Document(
            key=str(one.pk),
            title=str(one),
            url=reverse("coalitions:coalition", args=[one.slug]),
            kind="coalitie",
            kind_words=_("coalitie"),
            lead=one.purpose,
            text=str(one.area),
            where=_where(one),
        )


def decisions(keys: Collection[str] | None) -> Iterator[Document]:
    """What coalitions decided in public: one query."""
    coalition = "meeting__series__coalition"
    related = (f"{coalition}__area", f"{coalition}__region")
    public = Decision.objects.filter(inside=False, **{f"{coalition}__isnull": False})
    rows = public.select_related(*related).order_by("pk")
    for one in rows if keys is None else rows.filter(pk__in=keys):
        yield _decision(one)


def _decision(one: Decision) -> Document:
    coalition: Coalition = one.meeting.series.coalition
    return Document(
        key=str(one.pk),
        title=one.what,
        url=reverse("coalitions:decisions", args=[coalition.slug]),
        kind="besluit",
        kind_words=_("besluit van een coalitie"),
        lead=str(coalition),
        where=_where(coalition),
        when=one.meeting.starts_at,
        weight=LESS,
    )


def _where(one: Coalition) -> tuple[str, ...]:
    return tuple(dict.fromkeys((one.area.code, one.region.code)))
