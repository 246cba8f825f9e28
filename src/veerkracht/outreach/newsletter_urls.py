"""Addresses of the newsletter."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.outreach import newsletter_views as views
from veerkracht.outreach import newsletter_work_views as work

PUBLIC, WORK = "nieuwsbrief/", "werk/nieuwsbrief/"
PIECE = f"{WORK}stukje/<int:pk>/"

NEWSLETTER_URLS: list[URLPattern] = [
    path(PUBLIC, views.newsletter, name="newsletter"),
    path(f"{PUBLIC}kijk-in-je-mail/", views.newsletter_asked, name="newsletter_asked"),
    path(f"{PUBLIC}aanmelden/<slug:token>/", views.newsletter_confirm, name="newsletter_confirm"),
    path(f"{PUBLIC}kiezen/<slug:token>/", views.newsletter_choices, name="newsletter_choices"),
    path(f"{PUBLIC}afmelden/<slug:token>/", views.newsletter_leave, name="newsletter_leave"),
    path(f"{PUBLIC}archief/", views.newsletter_archive, name="newsletter_archive"),
    path(f"{PUBLIC}<int:pk>/", views.newsletter_web, name="newsletter_web"),
    path(WORK, work.work, name="newsletter_work"),
    path(f"{WORK}nieuw/", work.new, name="newsletter_new"),
    path(f"{WORK}lijsten/", work.bring, name="newsletter_lists"),
    path(f"{WORK}<int:pk>/", work.issue, name="newsletter_issue"),
    path(f"{WORK}<int:pk>/wijzigen/", work.change, name="newsletter_change"),
    path(f"{WORK}<int:pk>/kiezen/", work.pick, name="newsletter_pick"),
    path(f"{WORK}<int:pk>/stukje/", work.new_item, name="newsletter_new_item"),
    path(PIECE, work.change_item, name="newsletter_item"),
    path(f"{PIECE}weg/", work.drop_item, name="newsletter_drop_item"),
    path(f"{PIECE}plek/", work.move_item, name="newsletter_move_item"),
    path(f"{WORK}<int:pk>/bekijk/", work.preview, name="newsletter_preview"),
    path(f"{WORK}<int:pk>/test/", work.test, name="newsletter_test"),
    path(f"{WORK}<int:pk>/versturen/", work.send, name="newsletter_send"),
    path(f"{WORK}<int:pk>/stap/", work.step, name="newsletter_step"),
    path(f"{WORK}<int:pk>/weg/", work.discard, name="newsletter_discard"),
]
