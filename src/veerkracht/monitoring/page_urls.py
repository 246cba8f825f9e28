"""Addresses of the pages of figures, each in the language of its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path
from django.utils.functional import lazy
from django.utils.translation import get_language

from veerkracht.monitoring import page_board_views as boards
from veerkracht.monitoring import page_views as views

if TYPE_CHECKING:
    from collections.abc import Callable


def _of_now(dutch: str, english: str) -> str:
    return english if (get_language() or "nl").startswith("en") else dutch


spoken: Callable[[str, str], Any] = lazy(_of_now, str)


def _below(dutch: str, english: str) -> Any:
    """An address below the pages of figures."""
    return spoken(f"cijfers/{dutch}", f"figures/{english}")


PAGE_URLS: list[URLPattern] = [
    path(_below("", ""), views.figures, name="page_figures"),
    path(_below("zo-lees-je-cijfers/", "how-to-read-figures/"), views.method, name="page_method"),
    path(_below("vergelijken/", "compare/"), boards.compare, name="page_compare"),
    path(_below("gebied/<slug:code>/", "area/<slug:code>/"), boards.area, name="page_area"),
    path(
        _below("factsheet/<slug:code>.pdf", "factsheet/<slug:code>.pdf"),
        boards.factsheet,
        name="page_factsheet",
    ),
    path(
        _below("coalitie/<slug:slug>/", "coalition/<slug:slug>/"),
        boards.coalition,
        name="page_coalition",
    ),
    path(_below("pilot/<slug:slug>/", "pilot/<slug:slug>/"), boards.pilot, name="page_pilot"),
    path(
        _below("organisatie/<slug:slug>/", "organisation/<slug:slug>/"),
        boards.organisation,
        name="page_organisation",
    ),
    path(_below("<slug:indicator>/", "<slug:indicator>/"), views.figure, name="page_figure"),
]
