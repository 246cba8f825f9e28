"""Connections as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    """How other systems talk with the platform: tokens, the API, webhooks, provisioning."""

    name = "veerkracht.connections"
    label = "connections"
