"""Addresses of enrolment."""

from __future__ import annotations

from django.urls import path

from veerkracht.enrolment import approval_views, terms_views, views, work_views
from veerkracht.enrolment import messages_to_participants_views as to_participants
from veerkracht.enrolment import reports_views as reports

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
    path("goedkeuren/", approval_views.approvals, name="approvals"),
    path("goedkeuren/<slug:token>/", approval_views.approve, name="approve"),
    path("werk/", work_views.work, name="work"),
    path("werk/edities/<int:pk>/lijst/", work_views.edition_list, name="edition_list"),
    path(
        "werk/edities/<int:pk>/lijst/<int:enrolment_pk>/afmelden/", work_views.remove, name="remove"
    ),
    path("werk/edities/<int:pk>/afspraken/", terms_views.edition_terms, name="edition_terms"),
    path(
        "werk/edities/<int:pk>/afspraken/goedkeuring/",
        terms_views.set_approver,
        name="set_approver",
    ),
    path(
        "werk/edities/<int:pk>/afspraken/<int:share_pk>/weg/",
        terms_views.remove_share,
        name="remove_share",
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
    path("werk/cijfers/", reports.report, name="report"),
    path("werk/cijfers/overzicht.xlsx", reports.report_file, name="report_file"),
    path("werk/edities/<int:pk>/cijfers/", reports.edition_report, name="edition_report"),
]
