"""Addresses of pilots."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.cocreation import pilot_team_views as team
from veerkracht.cocreation import pilot_views as views
from veerkracht.cocreation import pilot_work_views as work

PUBLIC, OWN, WORK = "pilots/", "mijn-plek/pilots/", "werk/pilots/"
MEASURE, NOTE = f"{OWN}<int:pk>/meten/<int:measure>/", f"{OWN}<int:pk>/logboek/<int:note>/"

PILOT_URLS: list[URLPattern] = [
    path(PUBLIC, views.pilots, name="pilots"),
    path(f"{PUBLIC}naast-elkaar/", views.compare, name="compare_pilots"),
    path(f"{PUBLIC}naast-elkaar.xlsx", views.compare_file, name="compare_pilots_file"),
    path(f"{PUBLIC}<slug:slug>/", views.pilot, name="pilot"),
    path(OWN, team.my_pilots, name="my_pilots"),
    path(f"{OWN}<int:pk>/", team.desk, name="pilot_desk"),
    path(f"{OWN}<int:pk>/wijzigen/", work.change_pilot, name="change_pilot"),
    path(f"{OWN}<int:pk>/stap/<slug:to>/", work.step, name="pilot_step"),
    path(f"{OWN}<int:pk>/openbaar/", work.show, name="show_pilot"),
    path(f"{OWN}<int:pk>/team/", team.join, name="join_pilot"),
    path(f"{OWN}<int:pk>/team/<int:member>/weg/", team.leave, name="leave_pilot"),
    path(f"{OWN}<int:pk>/meten/", team.new_measure, name="new_pilot_measure"),
    path(MEASURE, team.change_measure, name="change_pilot_measure"),
    path(f"{MEASURE}weg/", team.drop_measure, name="drop_pilot_measure"),
    path(f"{MEASURE}<slug:moment>/", team.reading, name="pilot_reading"),
    path(f"{MEASURE}<slug:moment>/weg/", team.drop_reading, name="drop_pilot_reading"),
    path(f"{OWN}<int:pk>/logboek/", team.new_note, name="new_pilot_note"),
    path(NOTE, team.change_note, name="change_pilot_note"),
    path(f"{NOTE}openbaar/", team.show_note, name="show_pilot_note"),
    path(WORK, work.kept_pilots, name="kept_pilots"),
    path(f"{WORK}nieuw/", work.new_pilot, name="new_pilot"),
    path(f"{WORK}<int:pk>/besluit/", work.decide, name="decide_pilot"),
    path(f"{WORK}<int:pk>/stoppen/", work.stop, name="stop_pilot"),
    path(f"{WORK}<int:pk>/verspreiden/", work.spread, name="spread_pilot"),
    path(
        f"{WORK}<int:pk>/verspreiden/<int:spread>/weg/", work.undo_spread, name="undo_pilot_spread"
    ),
]
