"""Addresses of rules of completion, certificates, their badges, and "Mijn register"."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.proof import (
    certificate_views,
    completion_views,
    my_register_views,
    verify_views,
)

OF_EDITION = "werk/edities/<int:pk>/certificaten/"
ONE = f"{OF_EDITION}<int:certificate_pk>/"

patterns: list[URLPattern] = [
    path("echt/", verify_views.verify_any, name="verify_any"),
    path("echt/<slug:code>/", verify_views.verify, name="verify"),
    path("mijn-plek/certificaten/", certificate_views.certificates, name="certificates"),
    path("mijn-plek/certificaten/<int:pk>/", certificate_views.certificate, name="certificate"),
    path(
        "mijn-plek/certificaten/<int:pk>/certificaat.pdf",
        certificate_views.certificate_file,
        name="certificate_file",
    ),
    path(
        "mijn-plek/certificaten/<int:pk>/badge.jwt",
        certificate_views.badge_file,
        name="badge_file",
    ),
    path("mijn-plek/register/", my_register_views.my_register, name="my_register"),
    path(
        "mijn-plek/register/overzicht.pdf",
        my_register_views.my_register_file,
        name="my_register_file",
    ),
    path(
        "mijn-plek/register/<slug:register>/periode/",
        my_register_views.period,
        name="register_period",
    ),
    path("werk/certificaten/", completion_views.certify, name="certify"),
    path(OF_EDITION, completion_views.edition_certificates, name="edition_certificates"),
    path(f"{OF_EDITION}geven/", completion_views.issue, name="issue_certificates"),
    path(
        f"{OF_EDITION}opdrachten/",
        completion_views.approve_assignments,
        name="approve_assignments",
    ),
    path(f"{OF_EDITION}voorbeeld.pdf", completion_views.preview, name="preview_certificate"),
    path(f"{ONE}intrekken/", completion_views.revoke, name="revoke_certificate"),
    path(f"{ONE}naam/", completion_views.correct_name, name="correct_certificate_name"),
    path(
        "werk/trainingen/<int:pk>/afronden/",
        completion_views.completion_rule,
        name="completion_rule",
    ),
]
