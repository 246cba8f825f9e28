"""Two accounts that turn out to be one person become one. Reached through ``actions``.

Apps above register in ``mergers`` what must be checked or settled first: one may refuse with
RuleBroken, or remove what would be there twice. Whatever then still refers to the account that goes is
moved, whichever app it belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.kernel.references import move, pointing, relations_to
from veerkracht.kernel.registries import Registry
from veerkracht.people import policies
from veerkracht.people.erasure import erase_own, is_erased
from veerkracht.people.events import PeopleMerged
from veerkracht.people.models import Person, Role

if TYPE_CHECKING:
    from django.db.models import ForeignObjectRel

# Ways to sign in end with the account that goes: nobody may come in as somebody else by a merge.
WAYS_IN = frozenset(
    {
        "account.emailaddress",
        "mfa.authenticator",
        "people.calendarfeed",
        "people.knowndevice",
        "socialaccount.socialaccount",
        "usersessions.usersession",
    }
)
FILLED = ("name", "organisation", "sector", "function", "municipality")


class Merger(Protocol):
    """What one app does before two persons become one: refuse with RuleBroken, or settle doubles."""

    def __call__(self, keep: Person, drop: Person) -> None:
        """Make sure that all that refers to ``drop`` can refer to ``keep``."""
        ...


mergers: Registry[Merger] = Registry("What must be settled before two persons become one")


@transaction.atomic
def merge_people(*, keep: Person, drop: Person, by: Person) -> Person:
    """Let ``keep`` have all that ``drop`` had, and empty ``drop``; returns ``keep`` as it is now.

    What ``keep`` says of itself stays; what it left open is taken from ``drop``. Raises NotAllowed, and
    RuleBroken when both have a place in the same training, or anything else that one person has once.
    """
    pair = Person.objects.select_for_update().filter(pk__in=[keep.pk, drop.pk]).order_by("pk")
    held = {person.pk: person for person in pair}
    keep, drop = held[keep.pk], held[drop.pk]
    policies.check_may_merge(by, keep, drop)
    if keep.pk == drop.pk or is_erased(keep) or is_erased(drop):
        raise RuleBroken(_("Kies twee verschillende mensen."))
    values = {"kept": keep.email, "dropped": drop.email, "number": drop.pk}
    for merger in mergers:
        merger(keep, drop)
    _settle_own(keep, drop)
    for relation in relations_to(Person):
        _move(relation, keep, drop)
    _complete(keep, drop)
    erase_own(drop)
    policies.forget_roles(keep)
    record("people merged", keep, by=by, values=values)
    announce(PeopleMerged(keep.pk, drop.pk))
    return keep


def _settle_own(keep: Person, drop: Person) -> None:
    """Numbers in the same register and the same roles stand once."""
    registers = keep.register_numbers.values("register")
    drop.register_numbers.filter(register__in=registers).delete()
    for role in Role.objects.filter(person=drop, until=None):
        place = {"kind": role.kind, "region": role.region_id, "organisation": role.organisation_id}
        if Role.objects.filter(person=keep, until=None, **place).exists():
            role.delete()


def _move(relation: ForeignObjectRel, keep: Person, drop: Person) -> None:
    if relation.related_model._meta.label_lower in WAYS_IN:
        pointing(relation, exact=drop).delete()
        return
    try:
        with transaction.atomic():
            move(relation, to=keep, away_from=drop)
    except IntegrityError as error:
        what = relation.related_model._meta.verbose_name
        raise RuleBroken(
            _(
                "Dit kan niet samen: allebei hebben ze iets dat één persoon maar één keer kan hebben (%(what)s)."
            )
            % {"what": what}
        ) from error


def _complete(keep: Person, drop: Person) -> None:
    for field in FILLED:
        if not getattr(keep, field):
            setattr(keep, field, getattr(drop, field))
    keep.joined_at = min(keep.joined_at, drop.joined_at)
    moments = [one.last_login for one in (keep, drop) if one.last_login]
    keep.last_login = max(moments, default=None)
    keep.save()
