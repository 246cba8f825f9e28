"""Everything below /gesprek/: the addresses of the conversation's own origin, answered by own_origin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from veerkracht.conversations import (
    counting_views,
    kept_views,
    paper_views,
    prepare_views,
    question_views,
    shell_views,
    together_views,
)

app_name = "own"
urlpatterns: list[URLPattern | URLResolver] = [
    path("opslag/bewaar/", kept_views.save, name="save"),
    path("opslag/haal/", kept_views.fetch, name="fetch"),
    path("opslag/wis/", kept_views.erase, name="erase"),
    path("uitnodiging/", kept_views.invitation, name="invitation"),
    path("tellen/", counting_views.count, name="count"),
    path("tellen/regios/", counting_views.counted_regions, name="counted_regions"),
    path("tellen/intrekken/", counting_views.withdraw, name="withdraw_count"),
    path("aanbod/<slug:municipality_code>.json", prepare_views.offers_file, name="offers"),
    path("vragen/<slug:code>/<int:version>.json", question_views.set_file, name="set_file"),
    path("vragen/adres/<str:address_code>.json", question_views.licensed_set, name="licensed_set"),
    path("papier/", paper_views.paper, {"code": "volwassenen"}, name="paper"),
    path("papier/<slug:code>/", paper_views.paper, name="paper_of"),
    path("vak/binnen/", together_views.come_in, name="come_in"),
    path("vak/uit/", together_views.go_out, name="go_out"),
    path("vak/wie/", together_views.who, name="who"),
    path("vak/sleutel/", together_views.add_key, name="add_key"),
    path("vak/uitnodigen/", together_views.invite, name="invite"),
    path("vak/gedeeld/", together_views.shared, name="shared"),
    path("vak/lees/", together_views.read, name="read"),
    path("vak/stem/", together_views.speak, name="speak"),
    path("", shell_views.page, {"start": "resident-nl"}, name="page"),
    path("en/", shell_views.page, {"start": "resident-en"}, name="page_en"),
    path("vak/", shell_views.page, {"start": "professional"}, name="professional"),
    path("schil.json", shell_views.signed_list, name="shell_list"),
    path("schil/<str:version>/<path:name>", shell_views.file, name="shell_file"),
    path("sleutels.json", shell_views.keys, name="keys"),
    path("sw.js", shell_views.worker, {"name": "sw.js"}, name="worker"),
    path("core/list.js", shell_views.worker, {"name": "core/list.js"}, name="worker_list"),
    path("core/bytes.js", shell_views.worker, {"name": "core/bytes.js"}, name="worker_bytes"),
    path("app.webmanifest", shell_views.manifest, name="manifest"),
]
