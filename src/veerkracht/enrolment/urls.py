"""Addresses of enrolment."""

from __future__ import annotations

from django.urls import path

from veerkracht.enrolment import messages_to_participants_views as to_participants
from veerkracht.enrolment import views, work_views

app_name = "enrolment"

urlpatterns = [
    path("leren/<int:pk>/inschrijven/", views.request_place, name="request"),
    path("leren/overnemen/<slug:token>/", views.take_over, name="take_over"),
    path("mijn-plek/inschrijvingen/", views.all_mine, name="all_mine"),
    path("mijn-plek/inschrijvingen/<int:pk>/", views.mine, name="mine"),
    path("mijn-plek/inschrijvingen/<int:pk>/ja/", views.accept, name="accept"),
    path("mijn-plek/inschrijvingen/<int:pk>/afmelden/", views.leave, name="leave"),
    path("mijn-plek/inschrijvingen/<int:pk>/collega/", views.ask_colleague, name="ask_colleague"),
    path("mijn-plek/inschrijvingen/<int:pk>/afspraak.ics", views.appointment, name="appointment"),
    path("werk/", work_views.work, name="work"),
    path("werk/edities/<int:pk>/lijst/", work_views.edition_list, name="edition_list"),
    path(
        "werk/edities/<int:pk>/lijst/<int:enrolment_pk>/afmelden/", work_views.remove, name="remove"
    ),
    path(
        "werk/edities/<int:pk>/presentielijst/",
        work_views.attendance_sheet,
        name="attendance_sheet",
    ),
    path(
        "werk/edities/<int:pk>/deelnemers.csv",
        work_views.participants_file,
        name="participants_file",
    ),
    path("werk/edities/<int:pk>/bericht/", to_participants.write, name="write"),
    path("werk/bericht/", to_participants.write_to_several, name="write_to_several"),
    path("werk/berichten/", to_participants.messages_sent, name="messages_sent"),
    path("werk/berichten/<int:pk>/", to_participants.message_sent, name="message_sent"),
    path("werk/berichten/<int:pk>/intrekken/", to_participants.withdraw, name="withdraw_message"),
]
