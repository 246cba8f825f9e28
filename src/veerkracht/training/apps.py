"""Training as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Holds what can be learnt, when and where."""

    name = "veerkracht.training"
    label = "training"
