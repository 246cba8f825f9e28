"""What machines read about badges: keys, the issuer, achievements, and the list of what was revoked."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from veerkracht.kernel import page_cache
from veerkracht.proof import badge_queries, badge_rules
from veerkracht.proof.badge_keys import key_set, published
from veerkracht.proof.badge_models import SigningKey
from veerkracht.proof.certificate_handlers import STATUS_TOPIC
from veerkracht.training.models import Course

VC_JWT = "application/vc+jwt"


def _open(answer: HttpResponse, seconds: int = 300) -> HttpResponse:
    """Any site may read it: these are public facts for verifiers that run in a browser."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = f"public, max-age={seconds}"
    return answer


def _described(facts: dict[str, Any]) -> HttpResponse:
    body = {"@context": [badge_rules.VC, badge_rules.OB, badge_rules.OB_EXTENSIONS], **facts}
    return _open(JsonResponse(body, content_type="application/ld+json"))


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Every public key that ever signed a badge."""
    return _open(JsonResponse(key_set(), content_type="application/jwk-set+json"))


@require_safe
def key(request: HttpRequest, kid: str) -> HttpResponse:
    """One public key: the address that stands in a badge as ``kid``."""
    row = get_object_or_404(SigningKey, kid=kid)
    return _open(JsonResponse(published(row), content_type="application/jwk+json"))


@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    """The profile of who issues badges here."""
    return _described(badge_queries.issuer_profile())


@require_safe
def achievement(request: HttpRequest, slug: str) -> HttpResponse:
    """What a badge of a course stands for."""
    return _described(badge_queries.achievement_of(get_object_or_404(Course, slug=slug)))


@require_safe
def status(request: HttpRequest, number: int) -> HttpResponse:
    """A list of revoked badges, signed."""
    found = badge_queries.status_list(number)
    if found is None:
        raise Http404
    answer = _open(HttpResponse(found, content_type=VC_JWT), seconds=60)
    page_cache.mark(answer, STATUS_TOPIC)
    return answer
