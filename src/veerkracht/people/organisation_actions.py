"""What can be done about organisations that people sign in at, come to and leave. See ``actions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.kernel.sealing import seal
from veerkracht.messages.actions import News, queue
from veerkracht.people import policies, sealing
from veerkracht.people.events import ProfileSaved, RoleEnded
from veerkracht.people.models import Organisation, Person, Role, RoleKind

if TYPE_CHECKING:
    from veerkracht.people.models import SignInDomain, SignInProvider


@transaction.atomic
def save_sign_in_provider(*, provider: SignInProvider, secret: str, by: Person) -> None:
    """Keep a provider; an empty ``secret`` leaves the one that is there."""
    policies.check_is_administrator(by)
    if secret:
        provider.secret = seal(sealing.PROVIDER, secret)
    provider.issuer = provider.issuer.rstrip("/")
    provider.save()
    values = {"provider": provider.name, "issuer": provider.issuer, "new secret": bool(secret)}
    record("sign-in provider saved", provider, by=by, values=values)


@transaction.atomic
def save_sign_in_domain(*, domain: SignInDomain, by: Person) -> None:
    """Let a provider speak for the addresses of a domain."""
    policies.check_is_administrator(by)
    domain.domain = domain.domain.strip().lower().removeprefix("@")
    domain.save()
    record("sign-in domain saved", domain.provider, by=by, values={"domain": domain.domain})


@transaction.atomic
def remove_sign_in_domain(*, domain: SignInDomain, by: Person) -> None:
    """Trust the provider no longer for these addresses; accounts that are linked stay linked."""
    policies.check_is_administrator(by)
    record("sign-in domain removed", domain.provider, by=by, values={"domain": domain.domain})
    domain.delete()


@transaction.atomic
def remember_address(*, person: Person) -> None:
    """Keep in allauth's list that the address to sign in with was proved to be the person's own."""
    others = EmailAddress.objects.filter(user=person).exclude(email__iexact=person.email)
    others.update(primary=False)
    facts = {"primary": True, "verified": True}
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults=facts)


@transaction.atomic
def link_account(
    *,
    person: Person,
    provider: SignInProvider,
    subject: str,
    email: str,
    organisation: Organisation | None,
) -> SocialAccount:
    """Let a person sign in with an account at a provider; linked already is fine.

    Raises RuleBroken when that account signs in somebody else. Who was here before hears by mail.
    """
    known = {"email": email, "organisation": organisation.pk if organisation else None}
    account, made = SocialAccount.objects.get_or_create(
        provider=provider.slug, uid=subject, defaults={"user": person, "extra_data": known}
    )
    if account.user_id != person.pk:
        raise RuleBroken(_("Met dat account logt al iemand anders in."))
    if made:
        record("account linked", person, by=person, values={"provider": provider.name})
        if person.last_login:
            _tell(person, "account_linked", f"{account.pk}", provider=provider.name)
    return account


@transaction.atomic
def unlink_account(*, account: SocialAccount, by: Person | None) -> None:
    """Sign in with it no longer; a code in the mail always works. ``by`` None is the installation."""
    if by is not None:
        policies.check_may_change_profile(by, account.user)
    record("account unlinked", account.user, by=by, values={"provider": account.provider})
    account.delete()


@transaction.atomic
def enter_organisation(
    *, person: Person, organisation: Organisation, by: Person | None = None
) -> None:
    """Somebody works or studies here from now on; ``by`` None is the organisation's own system."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.organisation_id == organisation.pk:
        return
    before = str(person.organisation or "")
    person.organisation = organisation
    person.save(update_fields=["organisation"])
    values = {"organisation": [before, organisation.name]}
    record("organisation entered", person, by=by, values=values)
    announce(ProfileSaved(person.pk))


@transaction.atomic
def leave_organisation(
    *, person: Person, organisation: Organisation, by: Person | None = None
) -> None:
    """Somebody no longer works or studies here: the organisation, its role and its way in go.

    The account and the enrolments are the person's own and stay. Told by mail; again changes nothing.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    left = person.organisation_id == organisation.pk
    if left:
        person.organisation = None
        person.save(update_fields=["organisation"])
    ended = _end_roles(person, organisation, by)
    unlinked = _unlink(person, organisation, by)
    if not (left or ended or unlinked):
        return
    record("organisation left", person, by=by, values={"organisation": organisation.name})
    announce(ProfileSaved(person.pk))
    _tell(person, "organisation_left", f"{organisation.pk}:{now()}", organisation=organisation.name)


def _end_roles(person: Person, organisation: Organisation, by: Person | None) -> int:
    roles = Role.objects.current().filter(person=person, organisation=organisation)
    found = list(roles.filter(kind=RoleKind.EMPLOYER))
    for role in found:
        Role.objects.filter(pk=role.pk).update(until=today())
        record("role ended", person, by=by, values={"role": str(role)})
        announce(RoleEnded(person.pk, role.kind, None))
    policies.forget_roles(person)
    return len(found)


def _unlink(person: Person, organisation: Organisation, by: Person | None) -> int:
    """The organisation decides who signs in through it: no longer as somebody who left."""
    found = list(
        SocialAccount.objects.filter(user=person, extra_data__organisation=organisation.pk)
    )
    for account in found:
        unlink_account(account=account, by=by)
    return len(found)


def _tell(person: Person, kind: str, once: str, **facts: str) -> None:
    queue(
        [
            News(
                kind=f"people.{kind}",
                address=person.email,
                once=f"people.{kind}:{person.pk}:{once}",
                facts=facts,
                person_id=person.pk,
                language=person.language,
            )
        ]
    )
