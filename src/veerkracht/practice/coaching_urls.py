"""Addresses of coaching: of who asks, of both, of coaches and of coordinators."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.practice import coaching_coach_views as coach
from veerkracht.practice import coaching_handover_views as handover
from veerkracht.practice import coaching_views as views
from veerkracht.practice import coaching_work_views as work

OWN, OURS, COACH, WORK = "mijn-plek/coaching/", "coaching/", "werk/coachen/", "werk/coaching/"

COACHING_URLS: list[URLPattern] = [
    path(OWN, views.coachings, name="coachings"),
    path(f"{OWN}vragen/", views.ask_coach, name="ask_coach"),
    path(f"{OWN}<int:pk>/coach/", views.pick_coach, name="pick_coach"),
    path(f"{OWN}<int:pk>/intrekken/", views.withdraw_request, name="withdraw_request"),
    path(f"{OURS}<int:pk>/", views.coaching, name="coaching"),
    path(f"{OURS}<int:pk>/plannen/", views.plan_series, name="plan_series"),
    path(f"{OURS}<int:pk>/afronden/", views.end_coaching, name="end_coaching"),
    path(f"{OURS}afspraak/<int:pk>/verzetten/", views.move_appointment, name="move_appointment"),
    path(f"{OURS}afspraak/<int:pk>/afzeggen/", views.cancel_appointment, name="cancel_appointment"),
    path(f"{OURS}afspraak/<int:pk>/geweest/", views.say_held, name="say_held"),
    path(f"{OURS}overdracht/<int:pk>/", handover.handover, name="handover"),
    path(COACH, coach.coach_desk, name="coach_desk"),
    path(f"{COACH}<int:pk>/", coach.to_coaching, name="to_coaching"),
    path(f"{COACH}profiel/", coach.coach_profile, name="coach_profile"),
    path(f"{COACH}agenda/", coach.coach_calendar, name="coach_calendar"),
    path(f"{COACH}agenda/weg/", coach.forget_calendar, name="forget_calendar"),
    path(f"{COACH}uren/", coach.coach_hours, name="coach_hours"),
    path(f"{COACH}uren/<slug:quarter>.xlsx", coach.coach_hours_file, name="coach_hours_file"),
    path(WORK, work.coaching_work, name="coaching_work"),
    path(f"{WORK}voorstellen/", work.propose, name="propose"),
    path(f"{WORK}<int:pk>/", work.match_request, name="match_request"),
    path(f"{WORK}lopend/", handover.running, name="coachings_running"),
    path(f"{WORK}lopend/<int:pk>/overdragen/", handover.hand_on, name="hand_on"),
    path(
        f"{WORK}overdracht/<int:pk>/intrekken/",
        handover.withdraw_handover,
        name="withdraw_handover",
    ),
    path(f"{WORK}coaches/", work.coaches, name="coaches"),
    path(f"{WORK}coaches/<int:pk>/einde/", work.end_coach, name="end_coach"),
    path(f"{WORK}uren/", work.coaching_hours, name="coaching_hours"),
    path(f"{WORK}uren.xlsx", work.coaching_hours_file, name="coaching_hours_file"),
]
