"""What a browser may keep of pages for one person."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_page_for_one_person_is_asked_for_anew(client: Client) -> None:
    client.force_login(factories.person())
    assert client.get(reverse("people:my_place")).headers["Cache-Control"] == "private, no-cache"


def test_after_signing_out_nothing_of_it_is_left(client: Client) -> None:
    client.force_login(factories.person())
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_who_has_no_session_may_keep_pages(client: Client) -> None:
    answer = client.get(reverse("account_login"))
    assert "Clear-Site-Data" not in answer.headers
    assert "private, no-cache" not in client.get("/robots.txt").headers.get("Cache-Control", "")
