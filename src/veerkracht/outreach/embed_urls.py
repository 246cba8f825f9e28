"""Addresses of what stands on the sites of others."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.outreach import embed_oembed, embed_views

OWN = "op-je-site/"

EMBED_URLS: list[URLPattern] = [
    path(OWN, embed_views.make, name="embed_make"),
    path(f"{OWN}agenda/", embed_views.agenda, name="embed_agenda"),
    path(f"{OWN}agenda.json", embed_views.feed, name="embed_feed"),
    path(f"{OWN}zoeker/", embed_views.finder, name="embed_finder"),
    path(f"{OWN}web/", embed_views.web, name="embed_web"),
    path(f"{OWN}kleuren.css", embed_views.colours, name="embed_colours"),
    path(f"{OWN}training/<int:pk>/", embed_views.edition, name="embed_edition"),
    path(f"{OWN}themablad/<slug:region>/<slug:theme>/", embed_views.sheet, name="embed_sheet"),
    path(f"{OWN}cijfers/<slug:indicator>/", embed_views.figure, name="embed_figure"),
    path("oembed", embed_oembed.oembed, name="oembed"),
]
