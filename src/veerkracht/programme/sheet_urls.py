"""Addresses of theme sheets."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.programme import sheet_line_views as lines
from veerkracht.programme import sheet_review_views as review
from veerkracht.programme import sheet_views as views
from veerkracht.programme import sheet_work_views as work

PUBLIC, OWN, WORK = "themabladen/", "mijn-plek/themabladen/", "werk/themabladen/"
ONE = f"{PUBLIC}<slug:region>/<slug:theme>/"
LINE = f"{WORK}regel/<int:pk>/"

SHEET_URLS: list[URLPattern] = [
    path(PUBLIC, views.sheets, name="sheets"),
    path(ONE, views.sheet, name="sheet"),
    path(f"{ONE}editie/<int:number>/", views.sheet, name="sheet_edition"),
    path(f"{ONE}vergelijk/", views.compare, name="sheet_compare"),
    path(f"{ONE}naast/<slug:other>/", views.beside, name="sheet_beside"),
    path(OWN, review.mine, name="sheets_mine"),
    path(f"{OWN}<int:pk>/", review.review, name="sheet_review"),
    path(WORK, work.work, name="sheets_work"),
    path(f"{WORK}nieuw/", work.make, name="sheet_make"),
    path(f"{WORK}<int:pk>/", work.edit, name="sheet_edit"),
    path(f"{WORK}<int:pk>/gegevens/", work.change, name="sheet_change"),
    path(f"{WORK}<int:pk>/geschiedenis/", work.history, name="sheet_history"),
    path(f"{WORK}<int:pk>/voorleggen/", work.ask, name="sheet_ask"),
    path(f"{WORK}<int:pk>/zelf-bekijken/", work.look_in_place, name="sheet_look_in_place"),
    path(f"{WORK}<int:pk>/terughalen/", work.take_back, name="sheet_take_back"),
    path(f"{WORK}<int:pk>/openbaar/", work.publish, name="sheet_publish"),
    path(f"{WORK}<int:pk>/volgende/", work.start, name="sheet_start"),
    path(f"{WORK}<int:pk>/weggooien/", work.discard, name="sheet_discard"),
    path(f"{WORK}<int:pk>/regel/", lines.add, name="sheet_line_add"),
    path(f"{WORK}<int:pk>/naast/<int:other>/", lines.beside, name="sheet_adopt_from"),
    path(f"{WORK}<int:pk>/overnemen/<int:line>/", lines.adopt, name="sheet_adopt"),
    path(LINE, lines.change, name="sheet_line"),
    path(f"{LINE}zet/", lines.put, name="sheet_line_put"),
    path(f"{LINE}actie/", lines.make_action, name="sheet_line_action"),
]
