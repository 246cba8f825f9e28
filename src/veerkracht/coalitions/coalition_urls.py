"""Addresses of coalitions and their meetings."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.coalitions import agenda_views, coalition_views, coalition_work_views, minutes_views

COALITION_URLS: list[URLPattern] = [
    path("coalities/", coalition_views.coalitions, name="coalitions"),
    path("mijn-plek/coalities/", coalition_views.mine, name="mine"),
    path("coalities/<slug:slug>/", coalition_views.coalition, name="coalition"),
    path("coalities/<slug:slug>/besluiten/", coalition_views.decisions, name="decisions"),
    path("coalities/besluit/<int:pk>/", coalition_views.show_decision, name="show_decision"),
    path("coalities/<slug:slug>/samen/", coalition_views.inside, name="inside"),
    path("coalities/<slug:slug>/bijeenkomsten/", coalition_views.meetings, name="meetings"),
    path("coalities/<slug:slug>/beheer/", coalition_work_views.manage, name="manage"),
    path("coalities/<slug:slug>/beheer/woorden/", coalition_work_views.change, name="change"),
    path("coalities/<slug:slug>/beheer/plek/", coalition_work_views.add_seat, name="add_seat"),
    path("coalities/plek/<int:pk>/stop/", coalition_work_views.end_seat, name="end_seat"),
    path(
        "coalities/<slug:slug>/beheer/coordinator/",
        coalition_work_views.set_coordinator,
        name="set_coordinator",
    ),
    path("coalities/<slug:slug>/beheer/punten/", coalition_work_views.standing, name="standing"),
    path("coalities/<slug:slug>/beheer/stop/", coalition_work_views.end, name="end"),
    path("werk/coalities/", coalition_work_views.work_list, name="work"),
    path("werk/coalities/nieuw/<slug:code>/", coalition_work_views.start, name="start"),
    path("coalities/agenda/<int:pk>/", agenda_views.agenda, name="agenda"),
    path("coalities/agenda/<int:pk>/maak/", agenda_views.make, name="make_agenda"),
    path("coalities/agenda/<int:pk>/punt/", agenda_views.add_point, name="add_point"),
    path("coalities/agenda/<int:pk>/vast/", agenda_views.close, name="close_agenda"),
    path("coalities/agenda/<int:pk>/open/", agenda_views.reopen, name="reopen_agenda"),
    path("coalities/agenda/<int:pk>/agenda.pdf", agenda_views.document, name="agenda_pdf"),
    path("coalities/punt/<int:pk>/", agenda_views.change_point, name="point"),
    path("coalities/punt/<int:pk>/weg/", agenda_views.remove_point, name="remove_point"),
    path("coalities/punt/<int:pk>/zet/<slug:way>/", agenda_views.move_point, name="move_point"),
    path("coalities/verslag/<int:pk>/", minutes_views.minutes, name="minutes"),
    path("coalities/verslag/<int:pk>/klaar/", minutes_views.finish, name="finish_minutes"),
    path("coalities/verslag/<int:pk>/vaststellen/", minutes_views.approve, name="approve_minutes"),
    path("coalities/verslag/punt/<int:pk>/", minutes_views.point, name="minute_point"),
    path("coalities/verslag/punt/<int:pk>/hoe/", minutes_views.settle, name="settle_point"),
    path("coalities/verslag/regel/<int:pk>/", minutes_views.change_line, name="change_line"),
    path("coalities/verslag/regel/<int:pk>/weg/", minutes_views.remove_line, name="remove_line"),
]
