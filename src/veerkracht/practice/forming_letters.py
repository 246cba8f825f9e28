"""What joining and forming tell by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person
from veerkracht.practice.forming_actions import CAME_IN, INVITED, PLACED
from veerkracht.practice.forming_models import JoinWish, WishState
from veerkracht.practice.letter_parts import absolute, greeting
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from collections.abc import Iterable


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(INVITED, invited)
    writers.add(PLACED, placed)
    writers.add(CAME_IN, placed)


def invited(facts: dict[str, Any]) -> Letter | None:
    """After a training: do you want to go on with others? None for who asked for a group meanwhile."""
    person = Person.objects.filter(pk=facts["person"], is_active=True).first()
    edition = Edition.objects.select_related("course").filter(pk=facts["edition"]).first()
    wishes = JoinWish.objects.filter(person=facts["person"]).exclude(state=WishState.WITHDRAWN)
    if person is None or edition is None or wishes.exists():
        return None
    return Letter(
        subject=_("Wil je verder praten met anderen?"),
        paragraphs=(
            greeting(person),
            _("Je volgde “%(course)s”. Hoe houd je vast wat je leerde?")
            % {"course": edition.course},
            _(
                "In een intervisiegroep praat je een paar keer per jaar met vijf tot acht anderen over je werk."
            ),
            _("Vertel wanneer en waar je kunt. Wij zoeken mensen die bij je passen."),
        ),
        button=(_("Ik doe mee"), absolute("practice:join")),
        after=(_("Geen zin? Dan hoef je niets te doen. We vragen het je maar één keer."),),
    )


def placed(facts: dict[str, Any]) -> Letter | None:
    """You have a group, and these are the others. None for who is no longer in it."""
    rows = JoinWish.objects.select_related("person", "group__series")
    wish = rows.filter(person=facts["person"], group=facts["group"], state=WishState.PLACED).first()
    if wish is None or wish.group is None:
        return None
    members = wish.group.series.members.filter(until=None).select_related("person__organisation")
    others = [one.person for one in members if one.person_id != wish.person_id]
    return Letter(
        subject=_("Je hebt een intervisiegroep: %(group)s") % {"group": wish.group},
        paragraphs=(
            greeting(wish.person),
            _("We vonden een groep voor je: %(group)s.") % {"group": wish.group},
            wish.group.why,
            _("Je zit samen met: %(names)s.") % {"names": _names(others)},
        ),
        button=(_("Bekijk je groep"), absolute("practice:group", wish.group.pk)),
        after=(_("Wat jullie bespreken, blijft in de groep."),),
    )


def _names(people: Iterable[Person]) -> str:
    return ", ".join(
        f"{one} ({one.organisation})" if one.organisation else str(one) for one in people
    )
