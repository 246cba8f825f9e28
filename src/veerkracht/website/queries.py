"""What the pages show beside what editors wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language

from veerkracht.training import queries as training
from veerkracht.ui.context import in_language

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

SOON = 3
HOME_DEPTH = 2


def soon() -> list[Any]:
    """The next editions that one can enrol in or wait for, with how full they are."""
    return list(training.agenda(limit=SOON))


def other_language_url(page: Page, request: HttpRequest) -> str:
    """The address of the page in the other language, or "" when it is not there (yet).

    A home page cannot be taken away, so its address is known without a query.
    """
    if page.depth == HOME_DEPTH:
        other = [code for code, _name in settings.LANGUAGES if code != get_language()]
        return in_language("", other[0])
    translation = page.get_translations().live().first()
    return (translation.get_url(request) or "") if translation else ""


def above(page: Page) -> list[Page]:
    """The pages between the home page and this one; right below it without a query."""
    if page.depth <= HOME_DEPTH + 1:
        return []
    return list(page.get_ancestors().filter(depth__gt=HOME_DEPTH).live())


def below(page: Page) -> list[Page]:
    """The public pages right below this one, in the editor's order; if none, without a query."""
    return list(page.get_children().live().public()) if page.numchild else []
