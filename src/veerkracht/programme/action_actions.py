"""The verbs of actions: making, changing, giving to another, a word on how it goes, and taking away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.references import referred_to
from veerkracht.people.models import Organisation, Person
from veerkracht.programme import action_policies as policies
from veerkracht.programme.models import (
    Action,
    ActionPartner,
    ActionStatus,
    ActionUpdate,
    Goal,
    Theme,
)

if TYPE_CHECKING:
    from veerkracht.places.models import Area

OWN_ROWS = frozenset({"programme.actionpartner", "programme.actionupdate"})
TOLD = ("what", "owner_id", "person_id", "starts_on", "due_on", "status", "next_step", "evidence")


@dataclass(frozen=True)
class Part:
    """A partner in an action: which organisation, as what, and who it is there if anybody is named."""

    organisation: Organisation
    role: str = ""
    person: Person | None = None


class ActionFacts(TypedDict, total=False):
    """What is said of an action; what is left out stays as it is."""

    what: str
    what_en: str
    theme: Theme | None
    owner: Organisation
    person: Person | None
    starts_on: date | None
    due_on: date | None
    status: str
    next_step: str
    evidence: str
    goals: Sequence[Goal]
    partners: Sequence[Part]


@transaction.atomic
def make_action(*, region: Area, by: Person | None, **facts: Unpack[ActionFacts]) -> Action:
    """Write down that an organisation will do something; ``what`` and ``owner`` are needed.

    ``by`` None is the installation. Raises NotAllowed for who does not coordinate the region, and
    RuleBroken for nothing to do, an end before its start, or somebody who does not work there.
    """
    policies.check_may_make_action(by, region.pk)
    moment = now()
    action = Action(region=region, made_at=moment, changed_at=moment)
    _fill(action, facts)
    action.save()
    _link(action, facts)
    record("action.made", action, by=by, region_id=region.pk, values=_told(action))
    return action


@transaction.atomic
def change_action(
    *, action: Action, by: Person | None, seen: datetime | None = None, **facts: Unpack[ActionFacts]
) -> Action:
    """Change what is given; the rest stays. ``seen`` is the ``changed_at`` of what the person saw.

    Raises OutOfDate when it was changed since, and what :func:`make_action` raises.
    """
    fresh = _locked(action, seen)
    policies.check_may_change_action(by, fresh)
    before = _told(fresh)
    _fill(fresh, facts)
    fresh.changed_at = now()
    fresh.save()
    _link(fresh, facts)
    values = {"before": before, "after": _told(fresh)}
    record("action.changed", fresh, by=by, region_id=fresh.region_id, values=values)
    return fresh


def _locked(action: Action, seen: datetime | None) -> Action:
    """The row as it is now, under a lock; OutOfDate when it is not what was seen."""
    fresh = Action.objects.select_for_update().get(pk=action.pk)
    if seen is not None and fresh.changed_at != seen:
        raise OutOfDate(_("Iemand anders heeft deze actie intussen veranderd."))
    return fresh


def _fill(action: Action, facts: ActionFacts) -> None:
    """Put plain values in, and check what they say together."""
    for name, value in facts.items():
        if name not in {"goals", "partners"}:
            setattr(action, name, value.strip() if isinstance(value, str) else value)
    _check_says_something(action)
    if action.starts_on and action.due_on and action.due_on < action.starts_on:
        raise RuleBroken(_("De actie is klaar voor hij begint. Klopt de datum?"), field="due_on")
    if action.person_id is not None and {"person", "owner"} & set(facts):
        _check_belongs(action.person, action.owner, "person")
    _settle_done(action)


def _check_says_something(action: Action) -> None:
    if not action.what:
        raise RuleBroken(_("Schrijf op wat jullie gaan doen."), field="what")
    if action.owner_id is None:
        raise RuleBroken(_("Kies wie de actie doet."), field="owner")
    if action.status not in ActionStatus.values:
        raise RuleBroken(_("Kies hoe het ervoor staat."), field="status")


def _check_belongs(person: Person | None, organisation: Organisation, field: str) -> None:
    if person is not None and not policies.belongs_to(person, organisation.pk):
        said = _("%(name)s werkt niet bij %(organisation)s.")
        raise RuleBroken(said % {"name": person, "organisation": organisation}, field=field)


def _settle_done(action: Action) -> None:
    if action.status == ActionStatus.DONE:
        action.done_on = action.done_on or today()
    else:
        action.done_on = None


def _link(action: Action, facts: ActionFacts) -> None:
    if "goals" in facts:
        action.goals.set(facts["goals"])
    if "partners" in facts:
        _set_partners(action, facts["partners"])
    elif "owner" in facts:
        action.partners.filter(organisation=action.owner_id).delete()


def _set_partners(action: Action, parts: Sequence[Part]) -> None:
    wanted = {part.organisation.pk: part for part in parts}
    if len(wanted) != len(parts):
        raise RuleBroken(_("Noem elke partner één keer."), field="partners")
    if action.owner_id in wanted:
        raise RuleBroken(_("De eigenaar kan niet ook partner zijn."), field="partners")
    action.partners.exclude(organisation__in=wanted).delete()
    for pk, part in wanted.items():
        _check_belongs(part.person, part.organisation, "partners")
        values = {"role": part.role.strip(), "person": part.person}
        ActionPartner.objects.update_or_create(action=action, organisation_id=pk, defaults=values)


def _told(action: Action) -> dict[str, Any]:
    """Values for the audit trail."""
    return {name: _plain(getattr(action, name)) for name in TOLD}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def give_action(
    *, action: Action, owner: Organisation, by: Person, person: Person | None = None
) -> Action:
    """Let another organisation answer for an action from now on; whoever was named is no longer.

    Who takes it over is asked for a word anew when it is late.
    """
    given = change_action(action=action, by=by, owner=owner, person=person)
    Action.objects.filter(pk=action.pk).update(asked_at=None)
    return given


@transaction.atomic
def update_action(
    *,
    action: Action,
    words: str,
    status: str,
    by: Person,
    next_step: str = "",
    evidence: str = "",
    seen: datetime | None = None,
) -> ActionUpdate:
    """The owner tells how it goes: in words, how it stands, what shows it, and what comes next.

    Raises NotAllowed for who does not speak for the owner, OutOfDate, and RuleBroken without words.
    """
    fresh = _locked(action, seen)
    policies.check_may_update_action(by, fresh)
    before = _told(fresh)
    _fill(fresh, {"status": status, "next_step": next_step, "evidence": evidence})
    fresh.changed_at = now()
    fresh.save()
    said = _say(fresh, fresh.owner_id, words=words, evidence=evidence, by=by, status=status)
    values = {"before": before, "after": _told(fresh)}
    record("action.updated", fresh, by=by, region_id=fresh.region_id, values=values)
    return said


@transaction.atomic
def speak_of_part(
    *, part: ActionPartner, words: str, by: Person, evidence: str = ""
) -> ActionUpdate:
    """A partner tells how its own part goes; nothing else of the action changes.

    Raises NotAllowed for another organisation, and RuleBroken without words.
    """
    policies.check_may_speak_of_part(by, part)
    said = _say(part.action, part.organisation_id, words=words, evidence=evidence, by=by, status="")
    region_id = part.action.region_id
    record("action.part_told", part.action, by=by, region_id=region_id, values={"part": part.pk})
    return said


def _say(
    action: Action, organisation_id: int, *, words: str, evidence: str, by: Person, status: str
) -> ActionUpdate:
    if not words.strip():
        raise RuleBroken(_("Vertel in een paar woorden hoe het gaat."), field="words")
    return ActionUpdate.objects.create(
        action=action,
        organisation_id=organisation_id,
        by=by,
        made_at=now(),
        status=status,
        words=words.strip(),
        evidence=evidence.strip(),
    )


@transaction.atomic
def delete_action(*, action: Action, by: Person | None) -> None:
    """Take an action away with its words. Raises RuleBroken while anything else refers to it."""
    fresh = _locked(action, None)
    policies.check_may_change_action(by, fresh)
    if referred_to(Action, [fresh.pk], apart_from=OWN_ROWS):
        raise RuleBroken(
            _(
                "Deze actie staat nog ergens, zoals in een themablad. Haal hem daar eerst weg, of zet hem op gestopt."
            )
        )
    record("action.deleted", fresh, by=by, region_id=fresh.region_id, values=_told(fresh))
    fresh.delete()
