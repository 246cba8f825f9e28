"""Addresses of joining and forming groups."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.practice import forming_views as own
from veerkracht.practice import forming_work_views as work

urlpatterns: list[URLPattern] = [
    path("mijn-plek/intervisie/meedoen/", own.join, name="join"),
    path("mijn-plek/intervisie/niet-meer/", own.withdraw_wish, name="withdraw_wish"),
    path("werk/groepen-vormen/", work.forming, name="forming"),
    path("werk/groepen-vormen/<int:pk>/nieuw/", work.new_round, name="new_round"),
    path("werk/groepen-vormen/ronde/<int:pk>/", work.show_round, name="round"),
    path("werk/groepen-vormen/ronde/<int:pk>/stop/", work.stop_round, name="stop_round"),
    path("werk/groepen-vormen/ronde/<int:pk>/opnieuw/", work.search_again, name="search_again"),
    path("werk/groepen-vormen/ronde/<int:pk>/weg/", work.discard_round, name="discard_round"),
    path("werk/groepen-vormen/ronde/<int:pk>/niet-samen/", work.keep_apart, name="keep_apart"),
    path("werk/groepen-vormen/ronde/<int:pk>/start/", work.start_groups, name="start_groups"),
    path("werk/groepen-vormen/groep/<int:pk>/vast/", work.pin, name="pin"),
    path("werk/groepen-vormen/uitnodigen/<int:pk>/", work.invite, name="invite_to_join"),
    path("werk/groepen-vormen/uitval/<int:pk>/", work.mend, name="mend"),
]
