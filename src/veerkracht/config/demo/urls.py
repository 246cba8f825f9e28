"""Addresses that exist only in the demo."""

from __future__ import annotations

from django.urls import path

from veerkracht.config.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.people, name="people"),
    path("inloggen/<slug:key>/", views.sign_in, name="sign_in"),
    path("postvak/", views.mailbox, name="mailbox"),
    path("postvak/<int:pk>/", views.mail, name="mail"),
    path("postvak/<int:pk>/afspraak.ics", views.mail_calendar, name="mail_calendar"),
]
