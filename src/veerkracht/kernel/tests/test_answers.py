"""Our errors become friendly pages; a database that is away is said to be away; bugs stay loud."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from veerkracht.kernel import answers
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken


def request() -> Any:
    made = RequestFactory().get("/")
    made.user = AnonymousUser()
    return made


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotAllowed("Niet <b>voor</b> jou."), 403),
        (OutOfDate("Niet <b>voor</b> jou."), 409),
        (RuleBroken("Niet <b>voor</b> jou."), 422),
    ],
)
def test_each_of_our_errors_has_its_page_with_its_words_as_text(
    error: Exception, status: int
) -> None:
    answer = answers.AnswerErrors(lambda _: HttpResponse()).process_exception(request(), error)
    assert answer is not None
    assert answer.status_code == status
    page = answer.content.decode()
    if status != 422 or "Niet" in page:
        assert "Niet &lt;b&gt;voor&lt;/b&gt; jou." in page


def test_a_bug_is_left_to_be_loud() -> None:
    middleware = answers.AnswerErrors(lambda _: HttpResponse())
    assert middleware.process_exception(request(), ValueError("bug")) is None


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("gone"), 503),
        (InterfaceError("closed"), 503),
        (ValueError("secret words"), 500),
    ],
)
def test_the_last_resort_needs_nothing_and_tells_no_secrets(error: Exception, status: int) -> None:
    def fail() -> None:
        raise error

    try:
        fail()
    except type(error):
        answer = answers.server_error(request())
    assert answer.status_code == status
    assert "secret" not in answer.content.decode()
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_other_statuses_have_pages() -> None:
    assert answers.bad_request(request()).status_code == 400
    assert answers.not_found(request()).status_code == 404
    assert answers.forbidden(request()).status_code == 403
    assert "Ga terug" in answers.csrf_failed(request(), "no cookie").content.decode()


@pytest.mark.django_db
def test_an_address_for_a_button_leads_back_to_the_page_above_it(client: Client) -> None:
    answer = client.get(reverse("account_send_again"), headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert f'href="{reverse("account_login")}' in answer.content.decode()
    assert client.get(reverse("account_send_again")).content == b""  # for a program


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/mijn-organisatie/boekingen/2/herinner/", "/mijn-organisatie/boekingen/2/"),
        ("/en/mijn-organisatie/boekingen/2/herinner/", "/en/mijn-organisatie/boekingen/2/"),
        ("/nergens/wat/", "/"),
    ],
)
def test_the_page_above_an_address_is_one_of_ours(path: str, above: str) -> None:
    with translation.override(
        "en" if path.startswith("/en/") else "nl"
    ):  # as LocaleMiddleware does
        assert answers._page_above(path) == above
