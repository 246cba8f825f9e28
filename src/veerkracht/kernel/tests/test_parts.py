"""Whether a part of a page is asked for."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from veerkracht.kernel.parts import asks_for_part


@pytest.mark.parametrize(
    ("headers", "asks"),
    [({}, False), ({"HX-Request": "true"}, True), ({"HX-Request": "false"}, False)],
)
def test_only_htmx_asks_for_a_part(headers: dict[str, str], asks: bool) -> None:
    assert asks_for_part(RequestFactory().get("/", headers=headers)) is asks


def test_htmx_is_one_of_our_own_static_files() -> None:
    page = render_to_string("ui/htmx.html")
    assert "/static/htmx/htmx.min.js" in page
    assert finders.find("htmx/htmx.min.js")
