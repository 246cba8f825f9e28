"""Addresses of agreements."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.programme import agreement_views as views

AGREEMENT_URLS: list[URLPattern] = [
    path("werk/afspraken/", views.agreements, name="agreements"),
    path("werk/afspraken/papier/", views.agreements_paper, name="agreements_paper"),
    path("werk/afspraken/bestand/", views.agreements_file, name="agreements_file"),
    path("werk/afspraken/nieuw/", views.make_agreement, name="make_agreement"),
    path("werk/afspraken/<int:pk>/", views.agreement, name="agreement"),
    path("werk/afspraken/<int:pk>/wijzig/", views.change_agreement, name="change_agreement"),
    path("werk/afspraken/<int:pk>/stap/", views.firm_up, name="firm_up"),
    path("werk/afspraken/<int:pk>/terug/", views.fall_back, name="fall_back"),
    path("werk/afspraken/<int:pk>/verleng/", views.renew, name="renew"),
    path("werk/afspraken/<int:pk>/bekeken/", views.review_agreement, name="review_agreement"),
    path("werk/afspraken/<int:pk>/einde/", views.end_agreement, name="end_agreement"),
    path("werk/afspraken/<int:pk>/weg/", views.remove_agreement, name="remove_agreement"),
]
