"""Setting up a second factor, with real commits: the session learns of it once all is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from veerkracht.people.tests.test_second_factor import ROLES, code_of, make_coordinator, sign_in

if TYPE_CHECKING:
    from django.test import Client


def test_setting_up_an_app_opens_the_staff_pages_and_leads_back(
    client: Client, committed: None, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    coordinator = make_coordinator()
    sign_in(client, coordinator.email)
    client.get(ROLES)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert f'href="{ROLES}"' in codes
    assert client.get(ROLES).status_code == 200
