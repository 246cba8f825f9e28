"""Every address of the house: each app brings its own."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def healthy(request: HttpRequest) -> HttpResponse:
    """For a load balancer: the process answers and so does its database."""
    with (
        connection.cursor() as cursor
    ):  # a question, for a connection that died looks open until asked
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


handler400 = "veerkracht.kernel.answers.bad_request"
handler403 = "veerkracht.kernel.answers.forbidden"
handler404 = "veerkracht.kernel.answers.not_found"
handler500 = "veerkracht.kernel.answers.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("gezond/", healthy),
    path("", include("veerkracht.people.well_known")),
    path("", include("veerkracht.website.editing")),
    path("", include("veerkracht.connections.api_urls")),
    path("", include("veerkracht.proof.badge_urls")),
    # Only for its names: the middleware OwnOrigin answers these before they come here.
    path("gesprek/", include("veerkracht.conversations.own_urls")),
    path("scim/v2/", include("veerkracht.connections.scim_urls")),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("veerkracht.config.demo.urls"))]
if settings.DEMO or settings.TEST:
    urlpatterns += [path("ui/", include("veerkracht.ui.urls"))]

urlpatterns += i18n_patterns(
    # First what most people ask at once; before training, for its fixed words win from a course's slug.
    path("", include("veerkracht.enrolment.urls")),
    path("", include("veerkracht.people.urls")),
    path("", include("veerkracht.connections.urls")),
    path("", include("veerkracht.bookings.urls")),
    path("", include("veerkracht.imports.urls")),
    path("", include("veerkracht.proof.urls")),
    path("", include("veerkracht.meetings.urls")),
    path("", include("veerkracht.practice.urls")),
    path("", include("veerkracht.conversations.urls")),
    path("", include("veerkracht.programme.urls")),
    path("", include("veerkracht.coalitions.urls")),
    path("", include("veerkracht.cocreation.urls")),
    path("", include("veerkracht.funding.urls")),
    path("", include("veerkracht.monitoring.urls")),
    path("", include("veerkracht.outreach.urls")),
    path("", include("veerkracht.training.urls")),
    path("", include("veerkracht.website.urls")),
    prefix_default_language=False,
)
