"""Addresses of registers and reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.proof import register_views as views
from veerkracht.proof import reports_views as reports

patterns: list[URLPattern] = [
    path("werk/registers/", views.registers, name="registers"),
    path("werk/registers/maak/<int:pk>/<int:accreditation_pk>/", views.make_run, name="make_run"),
    path("werk/registers/<int:pk>/", views.register_run, name="register_run"),
    path("werk/registers/<int:pk>/instellen/", views.set_run, name="set_run"),
    path("werk/registers/<int:pk>/vragen/", views.ask_for_numbers, name="ask_for_numbers"),
    path("werk/registers/<int:pk>/export/", views.make_export, name="make_export"),
    path("werk/registers/bestand/<int:pk>/", views.download_export, name="download_export"),
    path("werk/bewaartermijnen/", views.retention_report, name="retention"),
    path("werk/wie-er-kwam/", reports.report, name="report"),
    path("werk/wie-er-kwam/bestand/", reports.report_file, name="report_file"),
    path("werk/wie-er-kwam/financier/", reports.funder, name="report_funder"),
    path("werk/wie-er-kwam/financier/bestand/", reports.funder_file, name="report_funder_file"),
    path("werk/wie-er-kwam/financier/pdf/", reports.funder_pdf, name="report_funder_pdf"),
]
