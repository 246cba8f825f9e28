"""Addresses of people: the way in, my place, my data, and the pages we owe visitors.

Of allauth's pages only those are here that we offer. Absent, and so 404: sign-up, every page about
passwords, social connections, trusted browsers, sign-up by passkey, and confirming by link.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from veerkracht.people import (
    double_views,
    entrance_views,
    feeds,
    organisation_views,
    public_views,
    session_views,
    views,
)

entrance: list[URLPattern | URLResolver] = [
    path("login/", entrance_views.sign_in, name="account_login"),
    path(
        "login/code/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="account_request_login_code",
    ),
    path("login/code/confirm/", entrance_views.sign_in_code, name="account_confirm_login_code"),
    path("login/code/again/", entrance_views.send_again, name="account_send_again"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("email/", login_required(account.email), name="account_email"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    path("apparaten/", session_views.own_sessions, name="usersessions_list"),
    path("veilig/", mfa.index, name="mfa_index"),
    path("veilig/stap/", mfa.authenticate, name="mfa_authenticate"),
    path("veilig/opnieuw/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("veilig/app/aan/", totp.activate_totp, name="mfa_activate_totp"),
    path("veilig/app/uit/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("veilig/noodcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "veilig/noodcodes/nieuw/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "veilig/noodcodes/bestand/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "veilig/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"
    ),
    path("veilig/passkeys/nieuw/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        "veilig/passkeys/opnieuw/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("veilig/passkeys/inloggen/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("veilig/passkeys/<int:pk>/weg/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("veilig/passkeys/<int:pk>/naam/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]

own: list[URLPattern | URLResolver] = [
    path("mijn-plek/", views.my_place, name="my_place"),
    path("mijn-plek/profiel/", views.profile, name="profile"),
    path("mijn-plek/registers/", views.register_numbers, name="register_numbers"),
    path(
        "mijn-plek/registers/<slug:register>/weg/",
        views.remove_register_number,
        name="remove_register_number",
    ),
    path("mijn-plek/agenda/", feeds.calendar_feed, name="calendar_feed"),
    path("mijn-plek/agenda/adres/", feeds.open_feed, name="open_calendar"),
    path("mijn-plek/agenda/stop/", feeds.close_feed, name="close_calendar"),
    path("mijn-plek/gegevens/", views.my_data, name="my_data"),
    path("mijn-plek/gegevens/bestand/", views.download_my_data, name="download_my_data"),
    path("mijn-plek/gegevens/verwijderen/", views.erase_me, name="erase_me"),
    path(
        "account/organisatie/", organisation_views.choose_organisation, name="choose_organisation"
    ),
    path("account/organisatie/adres/", organisation_views.prove_address, name="prove_address"),
    path("account/apparaten/<int:number>/uit/", session_views.end_session, name="end_session"),
    path("mijn-plek/organisatie/", organisation_views.linked_accounts, name="linked_accounts"),
    path("mijn-plek/organisatie/koppel/", organisation_views.link_account, name="link_account"),
    path(
        "mijn-plek/organisatie/<int:number>/weg/",
        organisation_views.unlink_account,
        name="unlink_account",
    ),
    path("mijn-plek/tweede-stap/", entrance_views.second_factor, name="second_factor"),
    path("werk/mensen/dubbel/", double_views.doubles, name="doubles"),
    path("werk/rollen/", views.roles, name="roles"),
    path("werk/rollen/<int:role_id>/einde/", views.end_role, name="end_role"),
    path("privacy/", public_views.privacy, name="privacy"),
    path("toegankelijkheid/", public_views.accessibility, name="accessibility"),
    path("beveiliging/", public_views.security, name="security"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include(entrance)),
    path("", include((own, "people"))),
]
