"""Addresses of money."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.programme import money_views as views

MONEY_URLS: list[URLPattern] = [
    path("mijn-plek/geld/", views.my_money, name="my_money"),
    path("mijn-plek/geld/bestand/", views.my_money_file, name="my_money_file"),
    path("werk/geld/", views.money, name="money"),
    path("werk/geld/bestand/", views.money_file, name="money_file"),
    path("werk/geld/nieuw/", views.make_money, name="make_money"),
    path("werk/geld/<int:pk>/", views.change_money, name="change_money"),
    path("werk/geld/<int:pk>/geschiedenis/", views.money_history, name="money_history"),
    path("werk/geld/opdrachtgever/", views.set_client, name="set_client"),
    path("werk/geld/opdrachtgever/<int:pk>/weg/", views.end_client, name="end_client"),
]
