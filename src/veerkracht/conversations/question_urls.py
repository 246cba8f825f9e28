"""Addresses of the work pages of question sets."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.conversations import question_translation_views as translations
from veerkracht.conversations import question_work_views as views

WORK = "werk/gesprek/vragen/"
EDITION = f"{WORK}versie/<int:pk>/"
TRANSLATION = f"{WORK}vertaling/<int:pk>/"

QUESTION_URLS: list[URLPattern] = [
    path(WORK, views.question_sets, name="question_sets"),
    path(f"{WORK}nieuw/", views.make_question_set, name="make_question_set"),
    path(f"{WORK}inlezen/", views.take_over_questions, name="take_over_questions"),
    path(EDITION, views.question_edition, name="question_edition"),
    path(f"{EDITION}wijzigen/", views.change_question_draft, name="change_question_draft"),
    path(f"{EDITION}publiceren/", views.publish_questions, name="publish_questions"),
    path(f"{EDITION}intrekken/", views.withdraw_questions, name="withdraw_questions"),
    path(f"{EDITION}weg/", views.drop_question_draft, name="drop_question_draft"),
    path(f"{EDITION}verder/", views.start_question_draft, name="start_question_draft"),
    path(f"{EDITION}bestand/", views.question_file, name="question_file"),
    path(f"{EDITION}antwoorden/", views.check_answers, name="check_answers"),
    path(f"{EDITION}vertalen/", translations.start_translation, name="start_translation"),
    path(TRANSLATION, translations.question_translation, name="question_translation"),
    path(f"{TRANSLATION}nakijken/", translations.review_translation, name="review_translation"),
]
