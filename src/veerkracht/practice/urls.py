"""Addresses of practice."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.practice import forming_urls, views
from veerkracht.practice import look_back_views as looking_back
from veerkracht.practice.coaching_urls import COACHING_URLS
from veerkracht.practice.team_urls import TEAM_URLS

app_name = "practice"

urlpatterns: list[URLPattern] = [
    *forming_urls.urlpatterns,
    path("mijn-plek/voornemens/", views.mine, name="mine"),
    path("mijn-plek/voornemens/na/<int:pk>/", views.plan, name="plan"),
    path("mijn-plek/voornemens/<int:pk>/weg/", views.withdraw, name="withdraw"),
    path("mijn-plek/voornemens/<int:pk>/mails/", views.set_look_backs, name="set_look_backs"),
    path("mijn-plek/voornemens/<int:pk>/coach/", views.invite_coach, name="invite_coach"),
    path("mijn-plek/voornemens/coach/<int:pk>/weg/", views.take_back, name="take_back"),
    path("terugkijken/<slug:token>/", looking_back.look_back, name="look_back"),
    path("terugkijken/<slug:token>/stoppen/", looking_back.stop, name="stop"),
    path("terugkijken/<slug:token>/<int:pk>/", looking_back.say_how, name="say_how"),
    path("terugkijken/<slug:token>/<int:pk>/waarom/", looking_back.why, name="why"),
    path("werk/voornemens/", views.shared, name="shared"),
    path("werk/voornemens/<int:pk>/", views.shared_plan, name="shared_plan"),
    *COACHING_URLS,
    *TEAM_URLS,
]
