"""The website as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Pages in Wagtail."""

    name = "veerkracht.website"
    label = "website"
