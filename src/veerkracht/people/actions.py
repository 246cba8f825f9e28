"""What can be done with people: invite, save a profile, give and end roles, erase."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.people import policies, queries, reference, rules
from veerkracht.people.brought_in import Filled
from veerkracht.people.calendar_actions import close_calendar, open_calendar
from veerkracht.people.erasure import erase_person
from veerkracht.people.events import ProfileSaved, RoleEnded, RoleGiven
from veerkracht.people.merging import Merger, merge_people, mergers
from veerkracht.people.models import (
    Organisation,
    Person,
    PersonKind,
    Register,
    RegisterNumber,
    Role,
    RoleKind,
    Sector,
)
from veerkracht.people.new_organisations import (
    NewOrganisation,
    bring_in_organisations,
    complete_organisation,
    restore_organisation,
    take_back_organisations,
)
from veerkracht.people.newcomers import (
    Newcomer,
    as_register_number,
    bring_in_people,
    check_newcomer,
    complete_people,
    restore_people,
    take_back_people,
)
from veerkracht.people.organisation_actions import (
    enter_organisation,
    leave_organisation,
    link_account,
    remember_address,
    remove_sign_in_domain,
    save_sign_in_domain,
    save_sign_in_provider,
    unlink_account,
)
from veerkracht.people.session_actions import end_other_sessions, end_session, remember_device
from veerkracht.places.models import Area, AreaKind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Filled",
    "Merger",
    "NewOrganisation",
    "Newcomer",
    "Work",
    "as_register_number",
    "bring_in_organisations",
    "bring_in_people",
    "check_newcomer",
    "close_calendar",
    "complete_organisation",
    "complete_people",
    "end_other_sessions",
    "end_role",
    "end_session",
    "enter_organisation",
    "erase_person",
    "give_role",
    "invite_person",
    "join",
    "leave_organisation",
    "link_account",
    "load_people_reference",
    "merge_people",
    "mergers",
    "open_calendar",
    "remember_address",
    "remember_device",
    "remove_register_number",
    "remove_sign_in_domain",
    "restore_organisation",
    "restore_people",
    "save_organisation",
    "save_profile",
    "save_register_number",
    "save_sign_in_domain",
    "save_sign_in_provider",
    "take_back_organisations",
    "take_back_people",
    "unlink_account",
]


class Work(TypedDict, total=False):
    """Where and as what a person takes part; what is left out stays as it is."""

    kind: str
    organisation: Organisation | None
    sector: Sector | None
    function: str
    municipality: Area | None


@transaction.atomic
def load_people_reference(*, by: Person | None = None) -> int:
    """Bring sectors and organisations up to our lists; returns how many are new.

    Again changes nothing.
    """
    made = reference.load_sectors() + reference.load_organisations()
    if made:
        record(
            "people reference loaded",
            Sector.objects.earliest("pk"),
            by=by,
            values={"new rows": made},
        )
    return made


@transaction.atomic
def invite_person(
    *, email: str, name: str, by: Person | None, language: str = "nl", **work: Unpack[Work]
) -> Person:
    """The person with this address: found as they are, or made.

    Somebody who has an account keeps every word of it. The new person signs in later by a code in
    the mail. Raises RuleBroken on a name or address that cannot be one.
    """
    if by is not None and not by.is_active:
        raise NotAllowed
    address = _address(email)
    known = queries.find_person(address)
    if known:
        return known
    facts = {"name": _name(name), "language": language, **_work(work)}
    try:
        with transaction.atomic():
            person = Person.objects.create_user(address, **facts)
    except IntegrityError:  # somebody else made the same person a moment ago
        return Person.objects.get(email=address)
    record("person invited", person, by=by, values={"email": address, "name": person.name})
    return person


@transaction.atomic
def join(*, email: str, language: str = "nl") -> Person:
    """The person who proved to own this address by a code: found, or made on a first visit."""
    address = _address(email)
    known = queries.find_person(address)
    if known:
        return known
    person = Person.objects.create_user(address, language=language)
    record("person joined", person, by=person, values={"email": address})
    return person


@transaction.atomic
def save_profile(
    *,
    person: Person,
    by: Person,
    name: str | None = None,
    language: str | None = None,
    **work: Unpack[Work],
) -> Person:
    """Change somebody's name, language or work; what is left out stays.

    Raises RuleBroken and NotAllowed.
    """
    policies.check_may_change_profile(by, person)
    facts: dict[str, object] = dict(_work(work))
    if name is not None:
        facts["name"] = _name(name)
    if language is not None:
        facts["language"] = language
    changed = {field: value for field, value in facts.items() if getattr(person, field) != value}
    if not changed:
        return person
    values = {
        field: [str(getattr(person, field) or ""), str(value or "")]
        for field, value in changed.items()
    }
    for field, value in changed.items():
        setattr(person, field, value)
    person.save(update_fields=list(changed))
    record("profile saved", person, by=by, values=values)
    announce(ProfileSaved(person.pk))
    return person


@transaction.atomic
def save_register_number(
    *, person: Person, register: str, number: str, by: Person
) -> RegisterNumber:
    """Keep a person's number, written as that register writes it; it replaces an earlier one."""
    policies.check_may_change_profile(by, person)
    if register not in Register.values:
        raise RuleBroken(_("Kies een register uit de lijst."), field="register")
    normal = rules.normal_number(register, number)
    if not rules.is_number(register, normal):
        raise RuleBroken(_number_advice(register), field="number")
    saved, _made = RegisterNumber.objects.update_or_create(
        person=person, register=register, defaults={"number": normal}
    )
    record("register number saved", person, by=by, values={"register": register, "number": normal})
    return saved


@transaction.atomic
def remove_register_number(*, person: Person, register: str, by: Person) -> None:
    """Forget a person's number in a register."""
    policies.check_may_change_profile(by, person)
    removed, _rows = RegisterNumber.objects.filter(person=person, register=register).delete()
    if removed:
        record("register number removed", person, by=by, values={"register": register})


@transaction.atomic
def save_organisation(*, organisation: Organisation, by: Person) -> None:
    """Keep an organisation that an administrator made or changed in the administration."""
    policies.check_is_administrator(by)
    organisation.name = _name(organisation.name)
    organisation.save()
    record("organisation saved", organisation, by=by, values={"name": organisation.name})


@transaction.atomic
def give_role(
    *,
    person: Person,
    kind: str,
    by: Person | None,
    region: Area | None = None,
    organisation: Organisation | None = None,
) -> Role:
    """Let a person have a role from today; somebody who has it already keeps it.

    ``by`` None is the installation itself (a first administrator, the demo).
    """
    if by is not None:
        policies.check_may_give(by, kind, region.pk if region else None)
    _check_place_of_role(kind, region, organisation)
    role, made = Role.objects.get_or_create(
        person=person, kind=kind, region=region, organisation=organisation, until=None
    )
    policies.forget_roles(person)
    if made:
        record("role given", person, by=by, region_id=role.region_id, values={"role": str(role)})
        announce(RoleGiven(person.pk, kind, role.region_id))
    return role


@transaction.atomic
def end_role(*, role: Role, by: Person | None) -> None:
    """End a role today; one that ended already stays as it is. The last administrator stays."""
    if by is not None:
        policies.check_may_give(by, role.kind, role.region_id)
    held = Role.objects.select_for_update().filter(kind=role.kind, until=None)
    if role.kind == RoleKind.ADMINISTRATOR and held.exclude(pk=role.pk).count() == 0:
        raise RuleBroken(
            _("Er moet één beheerder overblijven. Maak eerst iemand anders beheerder.")
        )
    if not held.filter(pk=role.pk).update(until=today()):
        return
    role.until = today()
    policies.forget_roles(role.person)
    record("role ended", role.person, by=by, region_id=role.region_id, values={"role": str(role)})
    announce(RoleEnded(role.person_id, role.kind, role.region_id))


def _check_place_of_role(kind: str, region: Area | None, organisation: Organisation | None) -> None:
    """The same as the constraint ``role_has_its_place``, in words."""
    if kind not in RoleKind.values:
        raise RuleBroken(_("Deze rol kennen we niet."), field="kind")
    needs_region = kind not in {RoleKind.EMPLOYER, RoleKind.ADMINISTRATOR}
    if needs_region != (region is not None):
        raise RuleBroken(
            _("Een trainer, coördinator, redacteur of betaler hoort bij één regio."), field="region"
        )
    if region is not None and region.kind != AreaKind.REGION:
        raise RuleBroken(_("Kies een regio."), field="region")
    if (kind == RoleKind.EMPLOYER) != (organisation is not None):
        raise RuleBroken(_("Een contactpersoon hoort bij één organisatie."), field="organisation")


def _work(work: Mapping[str, object]) -> dict[str, object]:
    facts = dict(work)
    if "function" in facts:
        facts["function"] = rules.tidy(str(facts["function"]))
        if len(str(facts["function"])) > rules.MOST_FUNCTION:
            raise RuleBroken(_("Houd je functie korter dan 80 tekens."), field="function")
    if facts.get("kind", PersonKind.PROFESSIONAL) not in PersonKind.values:
        raise RuleBroken(_("Kies hoe je meedoet."), field="kind")
    return facts


def _name(typed: str) -> str:
    name = rules.tidy(typed[: rules.MOST_NAME * 10])
    if not name:
        raise RuleBroken(_("Vul een naam in."), field="name")
    if len(name) > rules.MOST_NAME:
        raise RuleBroken(_("Houd de naam korter dan 120 tekens."), field="name")
    return name


def _address(typed: str) -> str:
    address = rules.tidy_address(typed[:300])
    try:
        validate_email(address)
    except ValidationError as wrong:
        message = _("Dit is geen e-mailadres. Een voorbeeld: naam@organisatie.nl.")
        raise RuleBroken(message, field="email") from wrong
    if len(address) > rules.MOST_ADDRESS:
        raise RuleBroken(_("Dit e-mailadres is te lang."), field="email")
    return address


def _number_advice(register: str) -> str:
    form = rules.NUMBER_FORMS[register]
    facts = {
        "register": Register(register).label,
        "example": form.example,
        "fewest": form.fewest,
        "most": form.most,
    }
    if form.fewest == form.most:
        return (
            _("Een nummer van %(register)s heeft precies %(most)s cijfers, zoals %(example)s.")
            % facts
        )
    return (
        _("Een nummer van %(register)s heeft %(fewest)s tot %(most)s cijfers, zoals %(example)s.")
        % facts
    )
