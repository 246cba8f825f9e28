"""Addresses of ways of working, questions to the movement, joining in, and the student board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from veerkracht.cocreation import (
    ask_views,
    ask_work_views,
    join_views,
    student_views,
    student_work_views,
    way_views,
    way_work_views,
)

if TYPE_CHECKING:
    from django.urls import URLPattern

WAYS, ASK, JOIN, BOARD = "werkvormen/", "vraag-de-beweging/", "doe-mee/", "stage-en-afstuderen/"
MY_QUESTIONS, MY_BOARD = "mijn-plek/vragen/", "mijn-organisatie/stages/"
WAY_WORK, ASK_WORK, JOIN_WORK = "werk/werkvormen/", "werk/vragen/", "werk/aanbod/"

_WAYS: list[URLPattern] = [
    path(WAYS, way_views.ways, name="ways"),
    path(f"{WAYS}voorstellen/", way_views.propose, name="way_propose"),
    path(f"{WAYS}<slug:slug>/", way_views.way, name="way"),
    path(f"{WAYS}<slug:slug>/papier.pdf", way_views.paper, name="way_paper"),
    path(f"{WAYS}<slug:slug>/wijzigen/", way_views.change, name="way_change"),
    path(f"{WAYS}<slug:slug>/voorleggen/", way_views.send, name="way_send"),
    path(f"{WAYS}<slug:slug>/gebruikt/", way_views.use, name="way_use"),
    path(f"{WAYS}ervaring/<int:pk>/weg/", way_views.drop_use, name="way_drop_use"),
    path("mijn-plek/werkvormen/", way_views.mine, name="way_mine"),
    path(WAY_WORK, way_work_views.work, name="way_work"),
    path(f"{WAY_WORK}<slug:slug>/online/", way_work_views.publish, name="way_publish"),
    path(f"{WAY_WORK}<slug:slug>/terug/", way_work_views.send_back, name="way_send_back"),
    path(f"{WAY_WORK}<slug:slug>/weg/", way_work_views.withdraw, name="way_withdraw"),
    path(f"{WAY_WORK}ervaring/<int:pk>/verberg/", way_work_views.hide_use, name="way_hide_use"),
]
_ASK: list[URLPattern] = [
    path(ASK, ask_views.ask, name="ask"),
    path(f"{ASK}verstuurd/", ask_views.sent, name="ask_sent"),
    path(f"{ASK}volg/<slug:token>/", ask_views.question, name="question"),
    path(f"{ASK}volg/<slug:token>/ja/", ask_views.confirm, name="question_confirm"),
    path(f"{ASK}volg/<slug:token>/intrekken/", ask_views.withdraw, name="question_withdraw"),
    path(f"{ASK}volg/<slug:token>/geholpen/", ask_views.helped, name="question_helped"),
    path(MY_QUESTIONS, ask_views.mine, name="ask_mine"),
    path(f"{MY_QUESTIONS}<int:pk>/", ask_views.answer, name="answer"),
    path(f"{MY_QUESTIONS}<int:pk>/doorgeven/", ask_views.pass_on, name="pass_on"),
    path(ASK_WORK, ask_work_views.work, name="ask_work"),
    path(f"{ASK_WORK}<int:pk>/", ask_work_views.question, name="ask_work_question"),
    path(f"{ASK_WORK}<int:pk>/geef/", ask_work_views.give, name="ask_give"),
    path(f"{ASK_WORK}<int:pk>/sluit/", ask_work_views.close, name="ask_close"),
]
_JOIN: list[URLPattern] = [
    path(JOIN, join_views.join, name="join"),
    path(f"{JOIN}verstuurd/", join_views.sent, name="join_sent"),
    path(f"{JOIN}aanbod/<slug:token>/", join_views.joined, name="joined"),
    path(f"{JOIN}aanbod/<slug:token>/ja/", join_views.confirm, name="join_confirm"),
    path(f"{JOIN}aanbod/<slug:token>/stop/", join_views.leave, name="join_leave"),
    path(JOIN_WORK, join_views.work, name="join_work"),
    path(f"{JOIN_WORK}<int:pk>/", join_views.work_offer, name="join_work_offer"),
    path(f"{JOIN_WORK}<int:pk>/past-niet/", join_views.refuse, name="join_refuse"),
]
_BOARD: list[URLPattern] = [
    path(BOARD, student_views.board, name="board"),
    path(f"{BOARD}verstuurd/", student_views.sent, name="react_sent"),
    path(f"{BOARD}<int:pk>/", student_views.placement, name="placement"),
    path(f"{BOARD}reactie/<slug:token>/", student_views.reaction, name="reaction"),
    path(f"{BOARD}reactie/<slug:token>/ja/", student_views.confirm, name="reaction_confirm"),
    path(f"{BOARD}reactie/<slug:token>/weg/", student_views.withdraw, name="reaction_withdraw"),
    path(MY_BOARD, student_work_views.mine, name="student_mine"),
    path(f"{MY_BOARD}nieuw/", student_work_views.post, name="student_post"),
    path(f"{MY_BOARD}<int:pk>/", student_work_views.placement, name="student_placement"),
    path(f"{MY_BOARD}<int:pk>/wijzigen/", student_work_views.change, name="student_change"),
    path(f"{MY_BOARD}<int:pk>/online/", student_work_views.approve, name="student_approve"),
    path(f"{MY_BOARD}<int:pk>/past-niet/", student_work_views.refuse, name="student_refuse"),
    path(f"{MY_BOARD}<int:pk>/vervuld/", student_work_views.fill, name="student_fill"),
    path(f"{MY_BOARD}<int:pk>/sluit/", student_work_views.close, name="student_close"),
    path(f"{MY_BOARD}reactie/<int:pk>/", student_work_views.answer, name="student_answer"),
]
WAY_URLS: list[URLPattern] = [*_WAYS, *_ASK, *_JOIN, *_BOARD]
