"""Whether a request asks for a part of a page: htmx puts what comes back into the page that is there."""

from __future__ import annotations

from django.http import HttpRequest

HEADER = "HX-Request"


def asks_for_part(request: HttpRequest) -> bool:
    """Whether htmx asks; a visitor without scripts never does, and gets the whole page."""
    return request.headers.get(HEADER) == "true"
