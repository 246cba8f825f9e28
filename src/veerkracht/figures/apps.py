"""Figures as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Figures: what was released, frozen."""

    name = "veerkracht.figures"
    label = "figures"
