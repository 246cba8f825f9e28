"""How often one visitor may post: per person, else per address, and honestly behind a proxy."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from veerkracht.kernel import limits


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> Iterator[None]:
    settings.RATE_LIMITS = True
    limits.forget()
    yield
    limits.forget()


@limits.limited("test", most=2, seconds=60)
def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


def post(person: Any = None, **meta: Any) -> int:
    request = RequestFactory(**meta).post("/")
    request.user = person or AnonymousUser()
    return int(view(request).status_code)


class Somebody:
    """Somebody who is signed in."""

    is_authenticated = True

    def __init__(self, pk: int) -> None:
        self.pk = pk


def test_a_third_post_is_too_many_and_says_so() -> None:
    assert [post() for _ in range(4)] == [200, 200, 429, 429]


def test_reading_is_never_counted() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert [view(request).status_code for _ in range(5)] == [200] * 5


def test_people_are_counted_each_for_themselves_also_behind_one_address() -> None:
    one, other = Somebody(1), Somebody(2)
    assert [post(one), post(one), post(one), post(other)] == [200, 200, 429, 200]


def test_after_the_window_counting_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [1_000.0]
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    assert [post(), post(), post()] == [200, 200, 429]
    moment[0] += 60
    assert post() == 200


def test_an_address_is_believed_only_from_our_own_proxy(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = None
    forged = [post(HTTP_X_FORWARDED_FOR=f"10.0.0.{n}") for n in range(3)]
    assert forged == [200, 200, 429]
    limits.forget()
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    forged = [post(HTTP_X_FORWARDED_FOR=f"10.0.0.{n}, 192.0.2.1") for n in range(3)]
    assert forged == [200, 200, 429], "only the last hop was seen by the proxy itself"


def test_addresses_are_not_kept_readable_and_the_memory_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "ROOM", 5)
    for number in range(20):
        post(REMOTE_ADDR=f"192.0.2.{number}")
    assert len(limits._counts) == 5
    assert not any("192.0.2" in key for key in limits._counts)


def test_limits_can_be_switched_off(settings: Any) -> None:
    settings.RATE_LIMITS = False
    assert {post() for _ in range(9)} == {200}
