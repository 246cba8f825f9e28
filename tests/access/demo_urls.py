"""Our addresses with the demo's added, to see that they answer only on this machine."""

from __future__ import annotations

from django.urls import include, path

from veerkracht.config import urls

handler404 = urls.handler404
urlpatterns = [path("demo/", include("veerkracht.config.demo.urls")), *urls.urlpatterns]
