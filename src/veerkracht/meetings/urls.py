"""Addresses of meetings."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.meetings import decision_views, method_views, poll_views, presence_views, views

app_name = "meetings"

urlpatterns: list[URLPattern] = [
    path("samenkomen/<int:pk>/plannen/", views.plan, name="plan"),
    path("samenkomen/<int:pk>/datum-kiezen/", poll_views.start, name="start_poll"),
    path("samenkomen/<int:pk>/besluiten/", decision_views.of_series, name="decisions"),
    path("samenkomen/besluiten/<int:pk>/", decision_views.review, name="review_decision"),
    path("samenkomen/bijeenkomst/<int:pk>/besluit/", decision_views.decide, name="decide"),
    path("samenkomen/<int:pk>/werkvormen/", method_views.of_series, name="methods"),
    path("samenkomen/werkvormen/<int:pk>/weg/", method_views.drop, name="drop_method"),
    path("samenkomen/datums/<int:pk>/", poll_views.poll, name="poll"),
    path("samenkomen/datums/<int:pk>/kies/", poll_views.close, name="close_poll"),
    path("datumprikker/<slug:token>/", poll_views.answer, name="answer"),
    path("samenkomen/bijeenkomst/<int:pk>/", views.meeting, name="meeting"),
    path("samenkomen/bijeenkomst/<int:pk>/wijzigen/", views.change, name="change"),
    path("samenkomen/bijeenkomst/<int:pk>/afzeggen/", views.cancel, name="cancel"),
    path("samenkomen/bijeenkomst/<int:pk>/erbij/", presence_views.say_absent, name="say_absent"),
    path("samenkomen/bijeenkomst/<int:pk>/leiding/", views.facilitator, name="facilitator"),
    path("samenkomen/bijeenkomst/<int:pk>/werkvorm/", views.set_method, name="set_method"),
    path("samenkomen/bijeenkomst/<int:pk>/timer/", views.timer, name="timer"),
    path("samenkomen/bijeenkomst/<int:pk>/wie-was-er/", presence_views.presence, name="presence"),
    path("samenkomen/bijeenkomst/<int:pk>/mijn-tijd/", presence_views.own, name="own_presence"),
    path("samenkomen/bijeenkomst/<int:pk>/lijst/", presence_views.paper, name="paper"),
    path("werk/werkvormen/<slug:code>/", method_views.of_region, name="region_methods"),
]
