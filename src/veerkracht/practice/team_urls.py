"""Addresses of team plans."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.practice import team_views as views

OWN = "mijn-plek/teams/"

TEAM_URLS: list[URLPattern] = [
    path(OWN, views.team_plans, name="team_plans"),
    path(f"{OWN}nieuw/", views.make_team_plan, name="make_team_plan"),
    path(f"{OWN}<int:pk>/", views.team_plan, name="team_plan"),
    path(f"{OWN}<int:pk>/wijzigen/", views.change_team_plan, name="change_team_plan"),
    path(f"{OWN}<int:pk>/papier/", views.team_print, name="team_print"),
    path(f"{OWN}<int:pk>/lezers/", views.add_members, name="add_members"),
    path(f"{OWN}lezer/<int:pk>/weg/", views.remove_member, name="remove_member"),
    path(f"{OWN}<int:pk>/coach/", views.set_team_coach, name="set_team_coach"),
    path(f"{OWN}<int:pk>/na/<int:months>/", views.team_look, name="team_look"),
    path(f"{OWN}<int:pk>/weg/", views.withdraw_team_plan, name="withdraw_team_plan"),
    path("werk/coachen/teams/<int:pk>/", views.to_team_plan, name="to_team_plan"),
]
