"""The resident's own origin as far as counting goes, for tests."""

from __future__ import annotations

from veerkracht.conversations.counting_urls import COUNTING_URLS

urlpatterns = COUNTING_URLS
