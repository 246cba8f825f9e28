"""Addresses of releases."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.monitoring import release_public_views as public
from veerkracht.monitoring import release_views as work

PUBLIC, WORK = "cijfers/vrijgaven/", "werk/vrijgaven/"
ONE = f"{PUBLIC}<slug:area>/<int:number>"

RELEASE_URLS: list[URLPattern] = [
    path(PUBLIC, public.public_releases, name="public_releases"),
    path(f"{PUBLIC}sleutel.json", public.release_key, name="release_key"),
    path(f"{ONE}/", public.public_release, name="public_release"),
    path(f"{ONE}.json", public.release_content, name="release_content"),
    path(f"{ONE}/handtekening.json", public.release_signature, name="release_signature"),
    path(WORK, work.releases, name="releases"),
    path(f"{WORK}nieuw/", work.new_release, name="new_release"),
    path(f"{WORK}<int:pk>/", work.release_draft, name="release_draft"),
    path(f"{WORK}<int:pk>/aanvallen/", work.attack_report, name="attack_report"),
    path(f"{WORK}<int:pk>/tabel/<slug:indicator>/", work.release_preview, name="release_preview"),
    path(f"{WORK}<int:pk>/stap/<slug:to>/", work.release_step, name="release_step"),
    path(f"{WORK}<int:pk>/publiceren/", work.publish_release, name="publish_release"),
    path(f"{WORK}intrekken/<int:pk>/", work.withdraw_release, name="withdraw_release"),
]
