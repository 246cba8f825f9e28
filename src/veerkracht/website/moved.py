"""Old addresses: Wagtail's redirects, but not for pages that nobody could have kept an address of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.contrib.redirects.middleware import RedirectMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class MovedPages(RedirectMiddleware):  # type: ignore[misc]
    """Looks up an old address when there is no page.

    Not where the answer says that search engines must not keep it, such as a code that nobody has:
    there an editor has nothing to move, and looking costs as much as the answer itself.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> Any:
        """The answer, or a redirect to where the page is now."""
        if response.headers.get("X-Robots-Tag") == "noindex":
            return response
        return super().process_response(request, response)
