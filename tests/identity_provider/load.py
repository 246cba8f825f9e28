"""Fill the school's database: its people, and us as a client. Run in the school's own process."""

from __future__ import annotations

import os

import django


def main() -> None:
    """Migrate and fill; the client's name, secret and return address stand in the environment."""
    django.setup()
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - after the set-up
    from allauth.idp.oidc.models import Client  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from tests.identity_provider.cast import PASSWORD, accounts  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    for account in accounts():
        user = User.objects.create_user(account.username, account.email, PASSWORD)
        EmailAddress.objects.create(user=user, email=account.email, verified=True, primary=True)
    client = Client(
        id=os.environ["CLIENT_ID"],
        name="Veerkracht",
        scopes="openid\nprofile\nemail",
        redirect_uris=os.environ["CLIENT_RETURN"],
        skip_consent=True,
    )
    client.set_secret(os.environ["CLIENT_SECRET"])
    client.save()


if __name__ == "__main__":
    main()
