"""Addresses of programme."""

from __future__ import annotations

from django.urls import URLPattern

from veerkracht.programme.action_urls import ACTION_URLS
from veerkracht.programme.agreement_urls import AGREEMENT_URLS
from veerkracht.programme.embedding_urls import EMBEDDING_URLS
from veerkracht.programme.goal_urls import GOAL_URLS
from veerkracht.programme.money_urls import MONEY_URLS
from veerkracht.programme.plan_urls import PLAN_URLS
from veerkracht.programme.sheet_urls import SHEET_URLS

app_name = "programme"
urlpatterns: list[URLPattern] = [
    *ACTION_URLS,
    *GOAL_URLS,
    *MONEY_URLS,
    *SHEET_URLS,
    *AGREEMENT_URLS,
    *EMBEDDING_URLS,
    *PLAN_URLS,
]
