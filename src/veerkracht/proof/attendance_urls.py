"""Addresses of attendance, materials and e-learning."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.proof import attendance_checkin_views as phone
from veerkracht.proof import attendance_views as day
from veerkracht.proof import elearning_views as learning
from veerkracht.proof import materials_views as materials

patterns: list[URLPattern] = [
    path("aanwezig/mijn/<slug:token>/", phone.personal_link, name="personal_link"),
    path("aanwezig/<int:pk>/klaar/", phone.noted, name="noted"),
    path("aanwezig/<int:pk>/<slug:code>/", phone.scan, name="scan"),
    path("werk/edities/<int:pk>/aanwezig/", day.edition_day, name="edition_day"),
    path("werk/bijeenkomsten/<int:pk>/", day.session, name="session"),
    path("werk/bijeenkomsten/<int:pk>/vinkjes/", day.take_marks, name="take_marks"),
    path("werk/bijeenkomsten/<int:pk>/bevestig/", day.confirm, name="confirm"),
    path("werk/bijeenkomsten/<int:pk>/erbij/", day.walk_in, name="walk_in"),
    path("werk/bijeenkomsten/<int:pk>/scherm/", day.screen, name="screen"),
    path("werk/bijeenkomsten/<int:pk>/papier/", day.paper, name="paper"),
    path("werk/bijeenkomsten/<int:pk>/tekenlijst.pdf", day.signatures, name="signatures"),
    path("werk/edities/<int:pk>/materiaal/", materials.materials, name="materials"),
    path("werk/materiaal/<int:pk>/weg/", materials.remove, name="remove_material"),
    path("materiaal/<int:pk>/", materials.material, name="material"),
    path("mijn-plek/leren/", learning.all_learning, name="all_learning"),
    path("mijn-plek/leren/<int:pk>/", learning.learning, name="learning"),
    path("mijn-plek/e-learning/<int:pk>/", learning.elearning, name="elearning"),
    path("mijn-plek/e-learning/<int:pk>/<int:step_pk>/", learning.step, name="elearning_step"),
    path("werk/trainingen/<int:pk>/e-learning/", learning.steps, name="steps"),
    path("werk/trainingen/<int:pk>/e-learning/lijst/", learning.bring_steps, name="bring_steps"),
    path("werk/e-learning/<int:pk>/", learning.change_step, name="change_step"),
    path("werk/e-learning/<int:pk>/verplaats/", learning.move_step, name="move_step"),
    path("werk/e-learning/<int:pk>/weg/", learning.remove_step, name="remove_step"),
]
