"""Addresses of parents, their fees and expenses, activities, polls, contacts and the map."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.coalitions import (
    contact_views,
    expense_views,
    expense_work_views,
    map_views,
    parent_activity_views,
    parent_views,
    parent_work_views,
    poll_views,
)

ASKED, OWN, WORK = "meedoen/uitnodiging/", "mijn-plek/meedoen/", "werk/ouders/"
CLAIMS, PAY, POLLS = "werk/vergoedingen/", "werk/betalen/", "mijn-organisatie/peilingen/"
ACTIVITIES, CONTACTS, MAP = "mijn-organisatie/ouders/", "werk/contacten/", "samenwerking/"

PARENT_URLS: list[URLPattern] = [
    path(f"{ASKED}<slug:token>/", parent_views.invitation, name="parent_invitation"),
    path(f"{ASKED}<slug:token>/liever-niet/", parent_views.decline, name="parent_decline"),
    path(OWN, parent_views.mine, name="parent_mine"),
    path(f"{OWN}<int:pk>/zeggen/", parent_views.say, name="parent_say"),
    path(f"{OWN}<int:pk>/vergoeding/", expense_views.new_claim, name="new_claim"),
    path(f"{OWN}vergoeding/<int:pk>/", expense_views.claim, name="claim"),
    path(f"{OWN}vergoeding/<int:pk>/wijzigen/", expense_views.change_claim, name="change_claim"),
    path(f"{OWN}vergoeding/<int:pk>/weg/", expense_views.withdraw_claim, name="withdraw_claim"),
    path(f"{OWN}vergoeding/<int:pk>/bon/", expense_views.receipt, name="receipt"),
    path(f"{OWN}rekening/", expense_views.bank, name="bank"),
    path(f"{OWN}rekening/wissen/", expense_views.drop_bank, name="drop_bank"),
    path(WORK, parent_work_views.parents, name="parents"),
    path(f"{WORK}<int:pk>/", parent_work_views.parents_of, name="parents_of"),
    path(f"{WORK}<int:pk>/wat-krijgen-ze/", parent_work_views.terms, name="parent_terms"),
    path(f"{WORK}<int:pk>/uitnodigen/", parent_work_views.invite, name="invite_parent"),
    path(
        f"{WORK}<int:pk>/vergoeding/<int:person>/",
        expense_views.new_claim,
        name="claim_for_parent",
    ),
    path(
        f"{WORK}<int:pk>/<int:meeting>/<int:person>/",
        parent_work_views.what_was_done,
        name="what_was_done",
    ),
    path(f"{WORK}uitnodiging/<int:pk>/papier/", parent_work_views.paper, name="parent_paper"),
    path(
        f"{WORK}uitnodiging/<int:pk>/terug/",
        parent_work_views.withdraw,
        name="withdraw_invitation",
    ),
    path(CLAIMS, expense_work_views.claims, name="claims"),
    path(f"{CLAIMS}<int:pk>/goed/", expense_work_views.approve, name="approve_claim"),
    path(f"{CLAIMS}<int:pk>/vraag/", expense_work_views.ask, name="ask_claim"),
    path(PAY, expense_work_views.pay, name="pay"),
    path(f"{PAY}<int:pk>/", expense_work_views.payment_run, name="payment_run"),
    path(f"{PAY}<int:pk>/lijst.xlsx", expense_work_views.run_xlsx, name="run_xlsx"),
    path(f"{PAY}<int:pk>/bank.xml", expense_work_views.run_xml, name="run_xml"),
    path(f"{PAY}<int:pk>/betaald/", expense_work_views.run_paid, name="run_paid"),
    path(f"{PAY}<int:pk>/weg/", expense_work_views.drop_run, name="drop_run"),
    path(f"{PAY}rekening/<slug:code>/", expense_work_views.paying_account, name="paying_account"),
    path(f"{PAY}ouder/<int:pk>/", expense_work_views.bank_for, name="bank_for"),
    path(ACTIVITIES, parent_activity_views.activities, name="activities"),
    path(
        f"{ACTIVITIES}<int:organisation>/tellen/",
        parent_activity_views.count,
        name="count_activity",
    ),
    path(f"{ACTIVITIES}<int:pk>/", parent_activity_views.change, name="change_activity"),
    path(f"{ACTIVITIES}<int:pk>/weg/", parent_activity_views.drop, name="drop_activity"),
    path("ouders-doen-mee/<slug:code>/", parent_activity_views.reached, name="parents_reached"),
    path("peiling/uitslag/<slug:code>/", poll_views.results, name="poll_results"),
    path("peiling/<slug:code>/", poll_views.answer, name="poll_answer"),
    path("peiling/<slug:code>/dank-je-wel/", poll_views.thanks, name="poll_thanks"),
    path(POLLS, poll_views.polls, name="polls"),
    path(f"{POLLS}<int:pk>/", poll_views.poll, name="poll"),
    path(f"{POLLS}poster/<int:pk>/", poll_views.poster, name="poll_poster"),
    path(CONTACTS, contact_views.contacts, name="contacts"),
    path(f"{CONTACTS}nieuw/", contact_views.new_contact, name="new_contact"),
    path(f"{CONTACTS}wensen/", contact_views.wishes, name="wishes"),
    path(f"{CONTACTS}wensen/<int:pk>/", contact_views.settle, name="settle_wish"),
    path(f"{CONTACTS}<int:pk>/", contact_views.contact, name="contact"),
    path(f"{CONTACTS}<int:pk>/wijzigen/", contact_views.change_contact, name="change_contact"),
    path(f"{CONTACTS}<int:pk>/gedaan/", contact_views.followed, name="followed"),
    path(f"{CONTACTS}<int:pk>/weg/", contact_views.drop_contact, name="drop_contact"),
    path(MAP, map_views.partner_map, name="partner_map"),
    path(f"{MAP}<slug:slug>/", map_views.partner, name="partner"),
]
