"""Addresses for the tests of this app alone: the gallery, in two languages."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("ui/", include("veerkracht.ui.urls")),
    path("redactie/", include("wagtail.admin.urls")),
    prefix_default_language=False,
)
