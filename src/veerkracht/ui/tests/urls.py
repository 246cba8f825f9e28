"""Addresses for the tests of this app alone: the gallery, in two languages."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def sign_in(request: HttpRequest) -> HttpResponse:
    """Stands for the page that people brings."""
    return HttpResponse()


urlpatterns = i18n_patterns(
    path("ui/", include("veerkracht.ui.urls")),
    path("account/login/", sign_in, name="account_login"),
    path("redactie/", include("wagtail.admin.urls")),
    prefix_default_language=False,
)
