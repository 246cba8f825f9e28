"""Pages of a list by the last number that was seen: rows that come in between move nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.signing import BadSignature, Signer
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from veerkracht.connections.problems import Problem, fault
from veerkracht.connections.shapes import Filters

M = TypeVar("M", bound=Model)
A = TypeVar("A")


def page(
    request: HttpRequest,
    rows: QuerySet[M, M],
    filters: Filters,
    make: Callable[[Sequence[M]], list[A]],
) -> dict[str, Any]:
    """``items`` and ``nextCursor`` for the rows after the cursor, by number.

    A cursor is signed, and fits only the list and filters that it was given for; else Problem 400.
    """
    signer = Signer(salt=_salt(request, filters))
    after = _after(signer, filters.cursor) if filters.cursor is not None else 0
    found = list(rows.filter(pk__gt=after).order_by("pk")[: filters.limit + 1])
    shown = found[: filters.limit]
    more = len(found) > len(shown)
    return {
        "items": make(shown),
        "next_cursor": signer.sign_object([shown[-1].pk]) if more else None,
    }


def _salt(request: HttpRequest, filters: Filters) -> str:
    asked = filters.model_dump_json(exclude={"limit", "cursor"})
    return "cursor " + hashlib.sha256(f"{request.path} {asked}".encode()).hexdigest()


def _after(signer: Signer, cursor: str) -> int:
    try:
        return int(signer.unsign_object(cursor)[0])
    except (BadSignature, ValueError, TypeError, LookupError) as error:
        words = _("Deze cursor hoort niet bij deze vraag. Begin weer vooraan.")
        where = [fault(("query", "cursor"), "cursor", words)]
        raise Problem(400, words, errors=where) from error
