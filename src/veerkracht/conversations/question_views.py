"""Question sets as JSON for the resident's own origin: no cookie, no language, nothing about anybody.

Mounted by the own origin under ``/gesprek/vragen/``.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from veerkracht.conversations import question_queries as queries
from veerkracht.conversations.question_rules import written_set

if TYPE_CHECKING:
    from veerkracht.conversations.question_models import QuestionEdition

FOR_SECONDS = 300  # a withdrawn or ended set is gone everywhere within five minutes


def _file(request: HttpRequest, edition: QuestionEdition | None, *, public: bool) -> HttpResponse:
    """The set with its reviewed translations, or 404; 304 when the asker has just this."""
    if edition is None:
        raise Http404
    written = written_set(queries.outgoing(edition))
    content = json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'

    @condition(etag_func=lambda _request: tag)
    def answer(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(content, content_type="application/json")

    response = answer(request)
    patch_cache_control(response, public=public, private=not public, max_age=FOR_SECONDS)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def set_file(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """A published set of the house or a region. Withdrawn, ended or unknown: 404."""
    return _file(request, queries.public_edition(code, version), public=True)


@require_safe
def licensed_set(request: HttpRequest, address_code: str) -> HttpResponse:
    """The set that an organisation offers under its licence, at the address on its leaflet; else 404."""
    response = _file(request, queries.licensed_edition(address_code), public=False)
    response["X-Robots-Tag"] = "noindex"
    return response
