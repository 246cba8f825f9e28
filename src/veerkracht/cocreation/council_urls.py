"""Addresses of the think tank."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.cocreation import (
    council_views,
    council_work_views,
    idea_views,
    proposal_round_views,
    proposal_views,
)

COUNCIL_URLS: list[URLPattern] = [
    path("denktank/", council_views.councils, name="councils"),
    path("mijn-plek/denktank/", council_views.mine, name="my_councils"),
    path("denktank/<slug:slug>/", council_views.council, name="council"),
    path("denktank/<slug:slug>/samen/", council_views.inside, name="council_inside"),
    path("denktank/<slug:slug>/wie-mist/", council_views.missing, name="council_balance"),
    path("denktank/<slug:slug>/mijn-naam/", council_views.own_name, name="council_own_name"),
    path("denktank/besluit/<int:pk>/", council_views.show_decision, name="council_show_decision"),
    path("denktank/uitgenodigd/<slug:token>/", council_views.invitation, name="council_invitation"),
    path("denktank/uitgenodigd/<slug:token>/nee/", council_views.decline, name="council_decline"),
    path("denktank/<slug:slug>/beheer/", council_work_views.manage, name="council_manage"),
    path("denktank/<slug:slug>/beheer/woorden/", council_work_views.change, name="council_change"),
    path("denktank/<slug:slug>/beheer/vraag/", council_work_views.ask, name="council_ask"),
    path("denktank/<slug:slug>/beheer/gewenst/", council_work_views.wished, name="council_wished"),
    path(
        "denktank/<slug:slug>/beheer/coordinator/",
        council_work_views.set_coordinator,
        name="council_coordinator",
    ),
    path("denktank/<slug:slug>/beheer/stop/", council_work_views.end, name="council_end"),
    path("denktank/lid/<int:pk>/stop/", council_work_views.end_member, name="council_end_member"),
    path("denktank/gevraagd/<int:pk>/terug/", council_work_views.withdraw, name="council_withdraw"),
    path("werk/denktanken/", council_work_views.work_list, name="council_work"),
    path("werk/denktanken/nieuw/<slug:code>/", council_work_views.start, name="council_start"),
    path("denktank/<slug:slug>/voorstellen/", proposal_views.proposals, name="proposals"),
    path("denktank/<slug:slug>/voorstellen/nieuw/", proposal_views.make, name="make_proposal"),
    path("denktank/voorstel/<int:pk>/", proposal_views.public, name="public_proposal"),
    path("denktank/voorstel/<int:pk>/samen/", proposal_views.proposal, name="proposal"),
    path("denktank/voorstel/<int:pk>/versie/", proposal_views.write, name="write_version"),
    path(
        "denktank/voorstel/<int:pk>/verschil/<int:before>/<int:after>/",
        proposal_views.compare,
        name="compare_proposal",
    ),
    path("denktank/voorstel/<int:pk>/weg/", proposal_views.withdraw, name="withdraw_proposal"),
    path("denktank/voorstel/<int:pk>/plan/", proposal_views.hang, name="hang_proposal"),
    path("denktank/voorstel/<int:pk>/ronde/", proposal_round_views.open_one, name="open_round"),
    path("denktank/ronde/<int:pk>/", proposal_round_views.say, name="say_view"),
    path("denktank/ronde/<int:pk>/sluit/", proposal_round_views.close, name="close_round"),
    path("denktank/<slug:slug>/ideeen/", idea_views.questions, name="idea_rounds"),
    path("denktank/<slug:slug>/ideeen/vraag/", idea_views.ask, name="ask_for_ideas"),
    path("denktank/ideeen/<int:pk>/", idea_views.ideas, name="ideas"),
    path("denktank/ideeen/<int:pk>/schrijf/", idea_views.write, name="write_idea"),
    path("denktank/ideeen/<int:pk>/stippen/", idea_views.dots, name="give_dots"),
    path("denktank/ideeen/<int:pk>/verder/", idea_views.go_on, name="ideas_go_on"),
    path("denktank/idee/<uuid:key>/weg/", idea_views.drop, name="drop_idea"),
]
