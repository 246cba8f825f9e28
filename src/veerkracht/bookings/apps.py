"""Bookings as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    """An employer books colleagues, a school its class; who is booked answers for themselves."""

    name = "veerkracht.bookings"
    label = "bookings"
