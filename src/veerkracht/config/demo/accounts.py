"""A school to sign in at, a student who does, and an organisation that asks somebody a question."""

from __future__ import annotations

from datetime import timedelta

from veerkracht.config.demo.cast import Cast, Directory
from veerkracht.config.demo.history import History
from veerkracht.connections.actions import provision
from veerkracht.connections.models import ProvisionedPerson
from veerkracht.kernel.clock import held_at
from veerkracht.messages.actions import send_due
from veerkracht.people.actions import link_account, save_sign_in_domain, save_sign_in_provider
from veerkracht.people.models import Person, SignInDomain, SignInProvider

SLUG, DOMAIN = "voorbeeld", "student.voorbeeld.example"  # nobody answers there (RFC 2606)


def bring_in(directory: Directory, cast: Cast, history: History) -> None:
    """What is missing of it; a second time adds nothing."""
    if not SignInProvider.objects.filter(slug=SLUG).exists():
        with held_at(history.days_ago(40)):
            _school(directory, cast)
    if not ProvisionedPerson.objects.exists():
        with held_at(history.days_ago(2) - timedelta(hours=1)):
            _question(directory, cast["Sanne Voorbeeld"], by=cast["Wil Werkgever"])
            send_due()


def _school(directory: Directory, cast: Cast) -> None:
    by, school = cast["Bo Beheer"], directory.organisations["zuyd-hogeschool"]
    provider = SignInProvider(
        slug=SLUG,
        name="Zuyd (voorbeeld)",
        issuer="https://inloggen.voorbeeld.example",
        client_id="veerkracht-demo",
    )
    save_sign_in_provider(provider=provider, secret="niet echt", by=by)  # noqa: S106 - invented
    save_sign_in_domain(
        domain=SignInDomain(provider=provider, domain=DOMAIN, organisation=school), by=by
    )
    link_account(
        person=cast["Bram Bedacht"],
        provider=provider,
        subject="bram",
        email=f"b.bedacht@{DOMAIN}",
        organisation=school,
    )


def _question(directory: Directory, person: Person, *, by: Person) -> None:
    """Somebody who is asked on Mijn plek whether the account belongs to the employer."""
    organisation = next(iter(by.roles.exclude(organisation=None))).organisation
    if organisation is None:
        return
    record = {
        "userName": "s.voorbeeld",
        "externalId": "P-1041",
        "name": {"givenName": "Sanne", "familyName": "Voorbeeld"},
        "title": "verloskundige",
        "active": True,
        "emails": [{"value": person.email, "type": "work", "primary": True}],
    }
    provision(organisation=organisation, record=record, by=by)
