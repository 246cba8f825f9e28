"""Addresses of training."""

from __future__ import annotations

from django.urls import path

from veerkracht.training import course_views, edition_views, feeds, several_editions_views, views

app_name = "training"

urlpatterns = [
    path("leren/", views.finder, name="finder"),
    path("leren/agenda.ics", feeds.agenda_ics, name="agenda_ics"),
    path("leren/agenda.atom", feeds.agenda_atom, name="agenda_atom"),
    path("leren/agenda.json", feeds.agenda_json, name="agenda_json"),
    path("leren/<int:pk>/paneel/", views.panel, name="panel"),
    path("leren/<int:pk>/agenda.ics", views.calendar, name="calendar"),
    path("leren/<int:pk>/<slug:slug>/", views.edition, name="edition"),
    path("mijn-plek/geleerd/", views.learnt, name="learnt"),
    path("werk/trainingen/", course_views.courses, name="courses"),
    path("werk/trainingen/nieuw/", course_views.make_course, name="make_course"),
    path("werk/trainingen/<int:pk>/", course_views.change_course, name="change_course"),
    path(
        "werk/trainingen/<int:pk>/punten/", course_views.add_accreditation, name="add_accreditation"
    ),
    path(
        "werk/trainingen/<int:pk>/punten/<int:accreditation_pk>/weg/",
        course_views.remove_accreditation,
        name="remove_accreditation",
    ),
    path("werk/edities/meer/", several_editions_views.several, name="several"),
    path("werk/edities/reeks/", several_editions_views.series, name="series"),
    path("werk/edities/nieuw/", edition_views.make_edition, name="make_edition"),
    path("werk/edities/<int:pk>/", edition_views.change_edition, name="change_edition"),
    path(
        "werk/edities/<int:pk>/openzetten/", edition_views.publish_edition, name="publish_edition"
    ),
    path("werk/edities/<int:pk>/kopie/", edition_views.copy_edition, name="copy_edition"),
    path(
        "werk/edities/<int:pk>/afblazen/", edition_views.call_off_edition, name="call_off_edition"
    ),
]
