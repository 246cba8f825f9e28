"""``/ui/``: the gallery; config includes it in the demo and in tests."""

from __future__ import annotations

from django.urls import path

from veerkracht.ui import gallery

app_name = "ui"
urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("pagina/", gallery.example_page, name="example_page"),
]
