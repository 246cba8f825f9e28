"""People as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Holds persons, organisations and roles."""

    name = "veerkracht.people"
    label = "people"
