"""Addresses of proof: each part brings its own."""

from __future__ import annotations

from veerkracht.proof import attendance_urls, certificate_urls, evaluation_urls, register_urls

app_name = "proof"

urlpatterns = [
    *attendance_urls.patterns,
    *evaluation_urls.patterns,
    *certificate_urls.patterns,
    *register_urls.patterns,
]
