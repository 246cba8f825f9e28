"""Addresses of bookings."""

from __future__ import annotations

from django.urls import path

from veerkracht.bookings import answer_views, booking_views, views

app_name = "bookings"

urlpatterns = [
    path("mijn-organisatie/", views.overview, name="overview"),
    path("mijn-organisatie/boeken/<int:pk>/", booking_views.book, name="book"),
    path(
        "mijn-organisatie/klas-inschrijven/<int:pk>/", booking_views.book_class, name="book_class"
    ),
    path("mijn-organisatie/boekingen/<int:pk>/", views.booking, name="booking"),
    path("mijn-organisatie/boekingen/<int:pk>/herinner/", views.remind, name="remind"),
    path(
        "mijn-organisatie/boekingen/<int:pk>/intrekken/<int:line_pk>/",
        views.withdraw,
        name="withdraw",
    ),
    path("mijn-organisatie/klassen/<int:pk>/", views.cohort, name="cohort"),
    path("mijn-organisatie/klassen/<int:pk>/kies/", views.choose_edition, name="choose_edition"),
    path("mijn-organisatie/<int:pk>/boekingen.csv", views.file_csv, name="file_csv"),
    path("mijn-organisatie/<int:pk>/boekingen.xlsx", views.file_xlsx, name="file_xlsx"),
    path("kom-je/<slug:token>/", answer_views.answer, name="answer"),
]
