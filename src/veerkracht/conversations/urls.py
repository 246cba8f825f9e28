"""Addresses of the conversation on the main site; those of the resident's own origin stand in own_urls."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from veerkracht.conversations import together_views
from veerkracht.conversations.prepare_urls import PREPARE_URLS
from veerkracht.conversations.question_urls import QUESTION_URLS

app_name = "conversations"
urlpatterns: list[URLPattern | URLResolver] = [
    *PREPARE_URLS,
    *QUESTION_URLS,
    path("werk/gesprek/samen/", together_views.go_together, name="go_together"),
]
