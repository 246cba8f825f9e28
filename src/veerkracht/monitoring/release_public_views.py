"""Releases for everybody: which there are, one with its signature, and the bytes that were signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from veerkracht.figures import queries as figures
from veerkracht.figures.models import Release
from veerkracht.kernel import page_cache
from veerkracht.kernel.permissions import allows
from veerkracht.monitoring import release_policies as policies
from veerkracht.monitoring import release_words as words
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from django.db.models import QuerySet

A_PAGE = 20
TOPIC = "figures"
FILE = "application/json; charset=utf-8"


def _all() -> QuerySet[Release]:
    return figures.every().select_related("area").order_by("-published_at", "-pk")


def _one(area: str, number: int, *, whole: bool = False) -> Release:
    found = _all() if whole else _all().defer("content")
    return get_object_or_404(found, area__code=area, number=number)


@require_safe
@page_cache.public(TOPIC)
def public_releases(request: HttpRequest) -> HttpResponse:
    """Every release, newest first; withdrawn ones say so."""
    page = Paginator(_all().defer("content"), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, words.release_name(one)) for one in page.object_list]
    return render(request, "monitoring/release_public_list.html", {"page_obj": page, "rows": rows})


@require_safe
@page_cache.public(TOPIC)
def public_release(request: HttpRequest, area: str, number: int) -> HttpResponse:
    """One release: its tables, how it was protected, its digest and signature; or why it was withdrawn."""
    release = _one(area, number)
    may = request.user.is_authenticated and allows(
        policies.check_may_withdraw, signed_in(request), release.area
    )
    facts = {
        "release": release,
        "name": words.release_name(release),
        "tables": figures.tables(release),
        "may_withdraw": may and release.withdrawn_at is None,
    }
    return render(request, "monitoring/release_public.html", facts)


@require_safe
def release_content(request: HttpRequest, area: str, number: int) -> HttpResponse:
    """The bytes that were signed, of a withdrawn release too."""
    release = _one(area, number, whole=True)
    response = HttpResponse(release.content, content_type=FILE)
    name = f"{release.area.code}-{release.number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = f'"{release.digest}"'
    return response


@require_safe
def release_signature(request: HttpRequest, area: str, number: int) -> HttpResponse:
    """Digest, signature and key of a release, and whether it still holds."""
    release = _one(area, number)
    here = reverse("monitoring:release_content", args=[area, number])
    return JsonResponse(
        {
            "content": request.build_absolute_uri(here),
            "digest": {"algorithm": "SHA-256", "hex": release.digest},
            "signature": {"algorithm": "Ed25519", "base64": release.signature},
            "key": {"base64": release.key},
            "withdrawn": release.withdrawn_because or None,
        }
    )


@require_safe
def release_key(request: HttpRequest) -> HttpResponse:
    """The public half of the key with which this installation signs releases."""
    return JsonResponse({"algorithm": "Ed25519", "base64": figures.public_key()})
