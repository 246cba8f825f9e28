"""An edition as a list shows it, and how full it is in words. Reached through ``queries``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.kernel.clock import local, now
from veerkracht.training.models import EditionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.training.models import Edition, Session
    from veerkracht.training.registries import Availability


@dataclass(frozen=True)
class Card:
    """An edition, its sessions, and its places: None when no app counts them."""

    edition: Edition
    sessions: Sequence[Session]
    availability: Availability | None

    @property
    def meetings(self) -> int:
        """How many times people come together."""
        return len(self.sessions)

    @property
    def year(self) -> int:
        """The year of today: a date in another year is shown with its year."""
        return local(now()).year

    @property
    def label(self) -> str:
        """Whether one can book and how many places are left, in a few words; may be empty."""
        return self._tag[0]

    @property
    def tone(self) -> str:
        """The tone of the label's tag."""
        return self._tag[1]

    @cached_property
    def _tag(self) -> tuple[str, str]:
        return places_label(self.edition, self.availability)

    @property
    def kind_and_place(self) -> str:
        """“Basistraining · 2 bijeenkomsten · Heerlen”."""
        meetings = ngettext("%(n)s bijeenkomst", "%(n)s bijeenkomsten", self.meetings) % {
            "n": self.meetings
        }
        place = (
            _("Online")
            if self.edition.is_online
            else str(self.edition.municipality or self.edition.venue or _("plaats volgt"))
        )
        parts = (self.edition.course.get_kind_display(), meetings if self.meetings else "", place)
        return " · ".join(str(part) for part in parts if part)


def places_label(edition: Edition, places: Availability | None) -> tuple[str, str]:
    """Words and tone of the tag that says how an edition stands at this moment."""
    moment = now()
    if edition.state == EditionState.CANCELLED:
        return _("gaat niet door"), "danger"
    if edition.state == EditionState.DRAFT:
        return _("concept"), "plain"
    if moment >= edition.closes_at:
        return _("inschrijven gesloten"), "plain"
    if moment < edition.opens_at:
        return _("inschrijven vanaf %(day)s") % {
            "day": date_format(local(edition.opens_at), "j F")
        }, "info"
    if edition.starts_at is None:
        return interested(places.waiting if places else 0), "info"
    return full_or_free(places) if places else ("", "plain")


def interested(number: int) -> str:
    """“9 mensen willen meedoen”; empty for nobody."""
    words = ngettext("%(n)s wil meedoen", "%(n)s willen meedoen", number)
    return words % {"n": number} if number else ""


def full_or_free(places: Availability) -> tuple[str, str]:
    """“nog 3 plaatsen van 16”, “vol · 2 wachten”; a place behind a queue is nobody's to take.

    Places kept for a group are promised to nobody else, and said apart.
    """
    words, tone = _for_everybody(places)
    if places.kept and not places.waiting:
        return _("%(words)s · %(n)s vrijgehouden") % {"words": words, "n": places.kept}, tone
    return words, tone


def _for_everybody(places: Availability) -> tuple[str, str]:
    if places.free and not places.waiting:
        words = ngettext(
            "nog %(n)s plaats van %(all)s", "nog %(n)s plaatsen van %(all)s", places.free
        )
        return words % {"n": places.free, "all": places.capacity}, "sun"
    if places.waiting:
        waiting = ngettext("%(n)s wacht", "%(n)s wachten", places.waiting) % {"n": places.waiting}
        return _("vol · %(waiting)s") % {"waiting": waiting}, "danger"
    return _("vol"), "danger"
