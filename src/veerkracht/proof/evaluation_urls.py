"""Addresses of evaluation."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.proof import evaluation_answer_views as answering
from veerkracht.proof import evaluation_views as views

patterns: list[URLPattern] = [
    path("mening/bedankt/", answering.answered, name="answered"),
    path("mening/<slug:token>/", answering.answer, name="answer"),
    path("werk/evaluaties/", views.evaluations, name="evaluations"),
    path("werk/evaluaties/regio/<int:pk>/", views.bank, name="question_bank"),
    path("werk/evaluaties/regio/<int:pk>/nieuw/", views.new_question, name="new_question"),
    path("werk/evaluaties/vragen/<int:pk>/", views.change_question, name="change_question"),
    path("werk/evaluaties/vragen/<int:pk>/weg/", views.retire_question, name="retire_question"),
    path("werk/edities/<int:pk>/evaluatie/", views.evaluation, name="evaluation"),
    path("werk/edities/<int:pk>/evaluatie/vragen/", views.arrange, name="arrange_evaluation"),
    path(
        "werk/edities/<int:pk>/evaluatie/uitkomsten.xlsx",
        views.evaluation_file,
        name="evaluation_file",
    ),
]
