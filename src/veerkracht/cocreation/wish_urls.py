"""Addresses of wishes, surveys and what came of them."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.cocreation import (
    survey_public_views,
    survey_views,
    wish_public_views,
    wish_views,
)

FOLLOW = "wensen/volg/<str:token>/"
WORK = "werk/wensen/"
SURVEY = "vragenlijst/<slug:slug>/"
SURVEYS = "werk/vragenlijsten/"
WISH_URLS: list[URLPattern] = [
    path("wensen/", wish_public_views.say, name="say_wish"),
    path("wensen/dank-je-wel/", wish_public_views.thanks, name="wish_thanks"),
    path(FOLLOW, wish_public_views.follow, name="follow_wish"),
    path(f"{FOLLOW}ja/", wish_public_views.confirm, name="confirm_wish"),
    path(f"{FOLLOW}stop/", wish_public_views.stop, name="stop_wish"),
    path("jij-zei-wij-deden/", wish_public_views.told, name="told_wishes"),
    path(WORK, wish_views.board, name="needs"),
    path(f"{WORK}wensen.xlsx", wish_views.board_xlsx, name="needs_xlsx"),
    path(f"{WORK}nieuw/", wish_views.new, name="new_need"),
    path(f"{WORK}lijken/<slug:code>/", wish_views.alike, name="needs_alike"),
    path(f"{WORK}uitkomst/<int:pk>/weg/", wish_views.drop_outcome, name="drop_outcome"),
    path(f"{WORK}<int:pk>/", wish_views.need, name="need"),
    path(f"{WORK}<int:pk>/over/", wish_views.describe, name="describe_need"),
    path(f"{WORK}<int:pk>/naar/<slug:state>/", wish_views.move, name="move_need"),
    path(f"{WORK}<int:pk>/uitkomst/", wish_views.add_outcome, name="add_outcome"),
    path(f"{WORK}<int:pk>/samen/", wish_views.merge, name="merge_need"),
    path(f"{WORK}<int:pk>/los/", wish_views.take_apart, name="take_need_apart"),
    path(f"{WORK}<int:pk>/weg/", wish_views.drop, name="drop_need"),
    path(SURVEY, survey_public_views.answer, name="answer_survey"),
    path(f"{SURVEY}dank-je-wel/", survey_public_views.thanks, name="survey_thanks"),
    path(SURVEYS, survey_views.surveys, name="surveys"),
    path(f"{SURVEYS}vraag/<int:pk>/", survey_views.change_question, name="change_question"),
    path(f"{SURVEYS}vraag/<int:pk>/weg/", survey_views.drop_question, name="drop_question"),
    path(f"{SURVEYS}vraag/<int:pk>/omhoog/", survey_views.raise_question, name="raise_question"),
    path(f"{SURVEYS}antwoord/<uuid:pk>/wens/", survey_views.make_wish, name="answer_to_wish"),
    path(f"{SURVEYS}<int:pk>/", survey_views.survey, name="survey"),
    path(f"{SURVEYS}<int:pk>/wijzigen/", survey_views.change, name="change_survey"),
    path(f"{SURVEYS}<int:pk>/vraag/", survey_views.ask, name="ask_question"),
    path(f"{SURVEYS}<int:pk>/open/", survey_views.open_it, name="open_survey"),
    path(f"{SURVEYS}<int:pk>/sluit/", survey_views.close_it, name="close_survey"),
    path(f"{SURVEYS}<int:pk>/verder/", survey_views.go_on, name="survey_goes_on"),
    path(f"{SURVEYS}<int:pk>/kopie/", survey_views.copy, name="copy_survey"),
    path(f"{SURVEYS}<int:pk>/weg/", survey_views.drop, name="drop_survey"),
    path(f"{SURVEYS}<int:pk>/poster/", survey_views.poster, name="survey_poster"),
    path(f"{SURVEYS}<int:pk>/uitslag/", survey_views.results, name="survey_results"),
    path(f"{SURVEYS}<int:pk>/uitslag.xlsx", survey_views.results_xlsx, name="survey_xlsx"),
]
