"""Addresses of what is counted, and against what."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.monitoring import count_views as views
from veerkracht.monitoring import count_work_views as work

COUNT_URLS: list[URLPattern] = [
    path("cijfers/hoe-we-rekenen/", views.how_we_count, name="how_we_count"),
    path("cijfers/hoe-we-rekenen/<slug:code>/", views.indicator, name="indicator"),
    path("cijfers/van-anderen/", views.others, name="others"),
    path("cijfers/van-anderen/<slug:slug>/", views.series, name="series"),
    path("cijfers/van-anderen/<slug:slug>/cijfers.csv", views.series_file, name="series_file"),
    path("werk/meetpunten/", work.indicators_desk, name="indicators_desk"),
    path("werk/meetpunten/noemers/", work.denominators, name="denominators"),
    path("werk/meetpunten/noemers/nieuw/", work.new_denominator, name="new_denominator"),
    path("werk/meetpunten/noemers/lijst/", work.bring_denominators, name="bring_denominators"),
    path("werk/meetpunten/noemers/noemers.csv", work.denominators_file, name="denominators_file"),
    path("werk/meetpunten/noemers/<int:pk>/", work.change_denominator, name="change_denominator"),
    path("werk/meetpunten/noemers/<int:pk>/weg/", work.drop_denominator, name="drop_denominator"),
    path("werk/meetpunten/doelen/", work.targets, name="targets"),
    path("werk/meetpunten/doelen/nieuw/", work.new_target, name="new_target"),
    path("werk/meetpunten/doelen/<int:pk>/weg/", work.drop_target, name="drop_target"),
    path("werk/meetpunten/reeksen/", work.series_desk, name="series_desk"),
    path("werk/meetpunten/reeksen/nieuw/", work.bring_series, name="bring_series"),
    path("werk/meetpunten/reeksen/<int:pk>/weg/", work.drop_series, name="drop_series"),
    path("werk/meetpunten/<slug:code>/", work.change_indicator, name="change_indicator"),
]
