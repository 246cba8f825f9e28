"""Addresses without a language: the editor, documents, pictures, and what machines read."""

from __future__ import annotations

from django.urls import ResolverMatch, URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern
from wagtail.admin import urls as editor_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as document_urls

from veerkracht.website import views
from veerkracht.website.feeds import Coalitions, Pages, Plans, Sheets, Trainings

SITEMAPS = {
    "pages": Pages,
    "trainings": Trainings,
    "sheets": Sheets,
    "plans": Plans,
    "coalitions": Coalitions,
}


class EditorDoor(URLResolver):
    """Wagtail's addresses, each behind our own door; Wagtail's list itself stays untouched."""

    def resolve(self, path: str) -> ResolverMatch:
        """The match with its view guarded."""
        match = super().resolve(path)
        match.func = views.for_editors(match.func)
        return match


urlpatterns: list[URLPattern | URLResolver] = [
    EditorDoor(RoutePattern("redactie/"), editor_urls),
    path("documenten/", include(document_urls)),
    path("media/images/<path:path>", views.picture, name="picture"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
