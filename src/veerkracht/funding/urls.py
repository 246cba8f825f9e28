"""Addresses of funding."""

from __future__ import annotations

from django.urls import path

from veerkracht.funding import (
    account_views,
    ceiling_views,
    ledger_views,
    scheme_change_views,
    scheme_views,
)

app_name = "funding"
ONE = "werk/subsidies/<int:pk>/"
urlpatterns = [
    path("leren/<int:pk>/geld/", ceiling_views.choices, name="choices"),
    path("leren/<int:pk>/geld/wachten/", ceiling_views.wait, name="wait"),
    path("leren/<int:pk>/geld/zelf-betalen/", ceiling_views.pay_self, name="pay_self"),
    path("mijn-plek/geld/<int:pk>/", ceiling_views.my_wait, name="my_wait"),
    path("mijn-plek/geld/<int:pk>/ja/", ceiling_views.take, name="take"),
    path("mijn-plek/geld/<int:pk>/stoppen/", ceiling_views.stop, name="stop"),
    path("werk/subsidies/", scheme_views.schemes, name="schemes"),
    path("werk/subsidies/nieuw/", scheme_change_views.make, name="make"),
    path(ONE, scheme_views.scheme, name="scheme"),
    path(f"{ONE}plafond/", scheme_change_views.ceiling, name="ceiling"),
    path(f"{ONE}plafond-per-jaar/", scheme_change_views.year_ceiling, name="year_ceiling"),
    path(f"{ONE}regels/", scheme_change_views.rules, name="rules"),
    path(f"{ONE}stap/", scheme_change_views.step, name="step"),
    path(f"{ONE}begrotingsregel/", scheme_change_views.line, name="line"),
    path(f"{ONE}prestatie/", scheme_change_views.performance, name="performance"),
    path(f"{ONE}trainingen/", scheme_change_views.editions, name="editions"),
    path(f"{ONE}wachten/", scheme_views.waiting, name="waiting"),
    path(f"{ONE}boekingen/", ledger_views.ledger, name="ledger"),
    path(f"{ONE}boekingen.xlsx", ledger_views.ledger_file, name="ledger_file"),
    path(f"{ONE}boekingen/nieuw/", ledger_views.book, name="book"),
    path(f"{ONE}boekingen/<int:number>/terug/", ledger_views.book_back, name="book_back"),
    path(f"{ONE}toelichtingen/", account_views.notes, name="notes"),
    path(f"{ONE}eigen-bijdragen/", account_views.co_funding, name="co_funding"),
    path(f"{ONE}verantwoording/", account_views.accounts, name="accounts"),
    path("werk/verantwoording/<int:pk>/", account_views.account, name="account"),
    path("werk/verantwoording/<int:pk>.xlsx", account_views.account_file, name="account_file"),
    path("werk/verantwoording/<int:pk>.pdf", account_views.account_pdf, name="account_pdf"),
    path("werk/verantwoording/<int:pk>/sluiten/", account_views.close, name="close"),
    path("werk/verantwoording/<int:pk>/aanvulling/", account_views.supplement, name="supplement"),
]
