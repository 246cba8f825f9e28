"""What the maker of a way of working hears by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from veerkracht.cocreation.join_words import absolute, hello
from veerkracht.cocreation.models import Way, WayState
from veerkracht.messages.actions import News, queue, writers
from veerkracht.messages.rules import Letter

if TYPE_CHECKING:
    from veerkracht.people.models import Person

DECIDED = "way.decided"


def register() -> None:
    """Make this letter known to the post room."""
    writers.add(DECIDED, decided)


def tell_maker(way: Way, by: Person) -> None:
    """To the maker, unless they did it themselves."""
    maker = way.made_by
    if maker is None or maker.pk == by.pk or not maker.is_active:
        return
    moment = way.published_at.isoformat() if way.published_at else way.remark[:60]
    queue(
        [
            News(
                kind=DECIDED,
                address=maker.email,
                once=f"{DECIDED}:{way.pk}:{way.state}:{moment}",
                facts={"way": way.pk, "state": way.state},
                person_id=maker.pk,
                language=maker.language,
            )
        ]
    )


def decided(facts: dict[str, Any]) -> Letter | None:
    """It is on the site, or it can be better; None when that changed meanwhile."""
    way = Way.objects.select_related("made_by").filter(pk=facts["way"], state=facts["state"])
    found = way.first()
    if found is None or found.made_by is None:
        return None
    online = found.state == WayState.PUBLISHED
    subject = _("Je werkvorm staat online") if online else _("Je werkvorm kan nog beter")
    words = (
        _("Iedereen kan je werkvorm nu lezen en gebruiken. Dank je wel!")
        if online
        else _("We lazen je werkvorm. Dit kan nog beter:")
    )
    said = (hello(found.made_by.get_short_name()), f"“{found}”", words, found.remark)
    return Letter(
        subject=subject,
        paragraphs=tuple(one for one in said if one),
        button=(_("Bekijk je werkvorm"), absolute("cocreation:way", found.slug)),
    )
