"""Addresses of moving in with lists."""

from __future__ import annotations

from django.urls import path

from veerkracht.imports import preview_views, views

app_name = "imports"

urlpatterns = [
    path("werk/lijsten/", views.lists, name="lists"),
    path("werk/lijsten/nieuw/", views.bring, name="bring"),
    path("werk/lijsten/<int:pk>/", views.show, name="show"),
    path("werk/lijsten/<int:pk>/kolommen/", views.choose_columns, name="columns"),
    path("werk/lijsten/<int:pk>/opnieuw-lezen/", views.read_again, name="read_again"),
    path("werk/lijsten/<int:pk>/nog-eens/", views.try_again, name="try_again"),
    path("werk/lijsten/<int:pk>/vragen/", views.explain, name="values"),
    path("werk/lijsten/<int:pk>/voorbeeld/", preview_views.preview, name="preview"),
    path("werk/lijsten/<int:pk>/antwoorden/", preview_views.answer, name="answer"),
    path("werk/lijsten/<int:pk>/wensen/", preview_views.set_wishes, name="wishes"),
    path("werk/lijsten/<int:pk>/overnemen/", preview_views.take_over, name="take_over"),
    path("werk/lijsten/<int:pk>/terugdraaien/", preview_views.undo, name="undo"),
    path("werk/lijsten/<int:pk>/weggooien/", preview_views.discard, name="discard"),
    path("werk/lijsten/<int:pk>/regels.csv", preview_views.rows_file, name="rows_file"),
]
