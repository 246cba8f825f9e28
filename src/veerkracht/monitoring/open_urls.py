"""Addresses of open data: they stay, for others build on them."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.monitoring import open_views as views

OPEN = "open-data/"
RELEASE = f"{OPEN}<slug:area>/<int:number>/"

OPEN_URLS: list[URLPattern] = [
    path(OPEN, views.open_data, name="open_data"),
    path(f"{OPEN}catalogus.jsonld", views.open_catalogue, name="open_catalogue"),
    path(f"{OPEN}vrijgaven.atom", views.open_feed, name="open_feed"),
    path(f"{OPEN}coalities/<slug:slug>.xlsx", views.open_coalition, name="open_coalition"),
    path(RELEASE, views.open_release, name="open_release"),
    path(f"{RELEASE}alles.xlsx", views.open_workbook, name="open_workbook"),
    path(f"{RELEASE}<slug:indicator>.csv", views.open_csv, name="open_csv"),
    path(f"{RELEASE}<slug:indicator>.csv-metadata.json", views.open_csvw, name="open_csvw"),
    path(f"{RELEASE}<slug:indicator>.json", views.open_json_stat, name="open_json_stat"),
    path(f"{RELEASE}<slug:indicator>.parquet", views.open_parquet, name="open_parquet"),
    path(f"{OPEN}<slug:area>/<slug:indicator>/", views.open_latest, name="open_latest"),
]
