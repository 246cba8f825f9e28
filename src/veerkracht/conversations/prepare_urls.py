"""Addresses of the professional's part: public pages, and where a region keeps its offers."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.conversations import prepare_views as views
from veerkracht.conversations import prepare_work_views as work

PUBLIC, WORK = "het-gesprek/", "werk/gesprek/aanbod/"

PREPARE_URLS: list[URLPattern] = [
    path(PUBLIC, views.landing, name="landing"),
    path(f"{PUBLIC}voorbereiden/", views.prepare, name="prepare"),
    path(f"{PUBLIC}voorbereiden/folder/", views.leaflet, name="leaflet"),
    path(f"{PUBLIC}papier/", views.paper_web, name="paper_web"),
    path(f"{PUBLIC}oefenen/", views.practise, name="practise"),
    path(f"{PUBLIC}in-de-buurt/", views.offers, name="offers"),
    path(f"{PUBLIC}in-de-buurt/<slug:municipality_code>/", views.offers_of, name="offers_of"),
    path(
        f"{PUBLIC}in-de-buurt/<slug:municipality_code>.json", views.offers_file, name="offers_file"
    ),
    path(WORK, work.work_offers, name="work_offers"),
    path(f"{WORK}nieuw/", work.make_offer, name="make_offer"),
    path(f"{WORK}<int:pk>/", work.change_offer, name="change_offer"),
    path(f"{WORK}<int:pk>/klopt/", work.confirm_offer, name="confirm_offer"),
    path(f"{WORK}<int:pk>/weg/", work.remove_offer, name="remove_offer"),
]
