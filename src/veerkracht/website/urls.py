"""The pages themselves, after all other addresses: Wagtail answers whatever is left."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls

from veerkracht.website import views

# Wagtail's own sign-in page asks for a password, which nobody here has.
entrance = RedirectView.as_view(pattern_name="account_login", query_string=True)
urlpatterns: list[URLPattern | URLResolver] = [
    path("zoeken/", views.search, name="search"),
    path("nieuws.atom", views.news_atom, name="news_atom"),
    path("nieuws.rss", views.news_rss, name="news_rss"),
    path("_util/login/", entrance, name="wagtailcore_login"),
    path("", include(wagtail_urls)),
]
