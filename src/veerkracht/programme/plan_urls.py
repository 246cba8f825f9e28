"""Addresses of plans and their reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.programme import plan_report_views as reports
from veerkracht.programme import plan_views as views
from veerkracht.programme import plan_work_views as work

PLAN_URLS: list[URLPattern] = [
    path("plannen/", views.plans, name="plans"),
    path("plannen/<slug:slug>/", views.plan, name="plan"),
    path("plannen/<slug:slug>/versie/<int:number>/", views.plan, name="plan_version"),
    path(
        "plannen/<slug:slug>/verschil/<int:before>/<int:after>/", views.compare, name="plan_compare"
    ),
    path("werk/plannen/", work.kept_plans, name="kept_plans"),
    path("werk/plannen/<int:pk>/", work.desk, name="plan_desk"),
    path("werk/plannen/<int:pk>/concept/", work.preview, name="plan_preview"),
    path("werk/plannen/<int:pk>/concept/<slug:block>/", work.edit, name="plan_edit"),
    path("werk/plannen/<int:pk>/nieuw/", work.start_draft, name="start_plan_draft"),
    path("werk/plannen/<int:pk>/publiceer/", work.publish, name="publish_plan"),
    path("werk/plannen/<int:pk>/weg/", work.drop_draft, name="drop_plan_draft"),
    path("werk/plannen/<int:pk>/hang/", work.hang, name="hang_plan"),
    path("werk/plannen/<int:pk>/hang/<slug:kind>/", work.hang_on, name="hang_on_plan"),
    path("werk/plannen/fase/<int:pk>/", work.set_phase, name="set_plan_phase"),
    path("werk/plannen/onderdeel/<int:pk>/weg/", work.take_off, name="take_off_plan"),
    path("werk/plannen/<int:pk>/verslag/", reports.draft_report, name="draft_plan_report"),
    path("werk/verslagen/<int:pk>/", reports.report, name="plan_report"),
    path("werk/verslagen/<int:pk>/pdf/", reports.report_file, name="plan_report_file"),
    path("werk/verslagen/<int:pk>/teksten/", reports.report_texts, name="plan_report_texts"),
    path("werk/verslagen/<int:pk>/stuur/", reports.send_report, name="send_plan_report"),
    path("werk/verslagen/<int:pk>/weg/", reports.drop_report, name="drop_plan_report"),
]
