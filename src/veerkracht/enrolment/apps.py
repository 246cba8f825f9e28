"""Enrolment as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    """Holds who has a place, who waits, and every move with its rule."""

    name = "veerkracht.enrolment"
    label = "enrolment"
