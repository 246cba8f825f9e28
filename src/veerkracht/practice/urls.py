"""Addresses of practice."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.practice import forming_urls, group_views, group_work_views, views
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
    path("mijn-plek/intervisie/", group_views.groups, name="groups"),
    path("mijn-plek/intervisie/<int:pk>/", group_views.group, name="group"),
    path("mijn-plek/intervisie/van/<int:pk>/", group_views.group_of_series, name="group_of_series"),
    path("mijn-plek/intervisie/uren/", group_views.hours, name="group_hours"),
    path("mijn-plek/intervisie/uren/<int:year>/", group_views.proof, name="group_proof"),
    path("mijn-plek/intervisie/kaart/<int:pk>/", group_views.card, name="group_card"),
    path("mijn-plek/intervisie/les/<int:pk>/", group_views.propose_lesson, name="propose_lesson"),
    path("mijn-plek/intervisie/les/<int:pk>/zeg/", group_views.answer_lesson, name="answer_lesson"),
    path("mijn-plek/intervisie/lessen/", group_views.lessons_of, name="all_group_lessons"),
    path("mijn-plek/intervisie/lessen/<slug:code>/", group_views.lessons_of, name="group_lessons"),
    path("werk/intervisie/", group_work_views.overview, name="group_overview"),
    *COACHING_URLS,
    *TEAM_URLS,
]
