"""Addresses of this part of monitoring."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.monitoring import research_views as views
from veerkracht.monitoring import research_work_views as work

OWN, WORK = "mijn-plek/onderzoek/", "werk/onderzoek/"

RESEARCH_URLS: list[URLPattern] = [
    path("onderzoek-met-gegevens/", views.research, name="research"),
    path(OWN, views.my_research, name="my_research"),
    path(f"{OWN}keuze/", views.choose, name="research_choice"),
    path(f"{OWN}vragen/", views.ask, name="ask_research"),
    path(f"{OWN}<int:pk>/", views.show_request, name="research_request"),
    path(f"{OWN}<int:pk>/intrekken/", views.withdraw, name="withdraw_research"),
    path(f"{OWN}<int:pk>/bestand/", views.make_file, name="make_research_file"),
    path(f"{OWN}<int:pk>/vernietigd/", views.destroyed, name="research_destroyed"),
    path(f"{OWN}bestand/<int:pk>/", views.fetch, name="fetch_research_file"),
    path(WORK, work.requests, name="research_work"),
    path(f"{WORK}<int:pk>/", work.decide, name="research_decide"),
]
