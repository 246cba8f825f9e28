"""Addresses of actions."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.programme import action_views as views
from veerkracht.programme import action_work_views as work

ACTION_URLS: list[URLPattern] = [
    path("mijn-plek/acties/", views.my_actions, name="my_actions"),
    path("acties/<int:pk>/", views.action, name="action"),
    path("acties/<int:pk>/bijwerken/", views.update_action, name="update_action"),
    path("acties/deel/<int:pk>/", views.speak_of_part, name="speak_of_part"),
    path("werk/acties/", work.actions_of_region, name="actions"),
    path("werk/acties/bestand/", work.actions_file, name="actions_file"),
    path("werk/acties/nieuw/", work.make_action, name="make_action"),
    path("werk/acties/<int:pk>/", work.to_action, name="to_action"),
    path("werk/acties/<int:pk>/wijzigen/", work.change_action, name="change_action"),
    path("werk/acties/<int:pk>/geven/", work.give_action, name="give_action"),
    path("werk/acties/<int:pk>/weg/", work.delete_action, name="delete_action"),
]
