"""Where somebody stands who waits: the number, and what it means in words. Read through ``queries``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.enrolment import rules, seats
from veerkracht.enrolment.models import Enrolment, Share, ShareKind, State
from veerkracht.enrolment.queueing import parties_of
from veerkracht.enrolment.rules import OPEN, Room, Standing
from veerkracht.enrolment.shares import shares_of
from veerkracht.enrolment.words import ordinal
from veerkracht.kernel.clock import local
from veerkracht.kernel.together import Asking

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from veerkracht.training.models import Edition


@dataclass(frozen=True)
class InWords:
    """A place in the queue for a reader: the number, how it is said, and what one should know with it."""

    place: int
    title: str
    lines: tuple[str, ...]


def standing_of(enrolment: Enrolment) -> Standing | None:
    """Where somebody stands among those who want the same places; None when not waiting."""
    if enrolment.state != State.WAITING:
        return None
    if not shares_of(enrolment.edition_id):
        return _simple_standing(enrolment)
    return standings_of(enrolment.edition_id).get(enrolment.wish)


def standings_of(edition_id: int, room: Room | None = None) -> Mapping[UUID, Standing]:
    """Where every party of an edition stands, by wish."""
    waiting = Enrolment.objects.filter(edition=edition_id).waiting().select_related("person")
    queue = parties_of(waiting, shares_of(edition_id))
    return rules.standings(list(queue), room or seats.room(edition_id))


def _simple_standing(enrolment: Enrolment) -> Standing:
    """Without shares everybody wants the same places; people who asked together count as one."""
    queue = Enrolment.objects.filter(edition=enrolment.edition_id).waiting()
    earlier = Q(requested_at__lt=enrolment.requested_at) | Q(
        requested_at=enrolment.requested_at, pk__lt=enrolment.pk
    )
    ahead = queue.order_by().filter(earlier).exclude(wish=enrolment.wish)
    found = ahead.aggregate(requests=Count("wish", distinct=True), people=Count("pk"))
    return Standing(found["requests"] + 1, ahead=found["people"])


def ask_requests(edition: Edition) -> Asking[int]:
    """Asks how many requests wait in an edition: people who asked together are one."""
    queue = Enrolment.objects.filter(edition=edition, state=State.WAITING).order_by()
    counted = queue.values("edition").annotate(n=Count("wish", distinct=True))
    (found,) = yield [counted.values_list("n", flat=True)]
    return found[0] if found else 0


def in_words(enrolment: Enrolment) -> InWords | None:
    """The place of somebody who waits, as mail and page say it; None when not waiting."""
    found = standing_of(enrolment)
    if found is None:
        return None
    if enrolment.edition.starts_at is None:
        return _interested(found)
    shares = {share.pk: share for share in shares_in_force(enrolment.edition)}
    if found.cap is not None:
        return _at_cap(found, shares[found.cap])
    title = _("Je staat %(place)s op de wachtlijst") % {"place": ordinal(found.place)}
    return InWords(found.place, title, tuple(_lines(found, shares, enrolment.edition_id)))


def shares_in_force(edition: Edition) -> list[Share]:
    """The shares of an edition that hold now, each with its group, in order of their making."""
    shares = Share.objects.filter(edition=edition, released_at=None).order_by("pk")
    return list(shares.select_related("sector", "organisation", "area"))


def _interested(found: Standing) -> InWords:
    title = _("Je staat %(place)s op de lijst") % {"place": ordinal(found.place)}
    known = _(
        "De datum volgt nog. Is die bekend, dan mailen we je. Op volgorde van de lijst bieden we "
        "iedereen een plaats aan. Dan zeg je ja of nee."
    )
    return InWords(found.place, title, (known,))


def _at_cap(found: Standing, share: Share) -> InWords:
    facts = {"group": share.group, "n": share.number, "place": ordinal(found.place)}
    title = _("Je staat %(place)s in de rij van je groep") % facts
    why = ngettext(
        "Van %(group)s kan hoogstens %(n)s persoon meedoen, en die plaats is bezet.",
        "Van %(group)s kunnen hoogstens %(n)s mensen meedoen, en die plaatsen zijn bezet.",
        share.number,
    )
    then = _("Jij bent aan de beurt als iemand uit deze groep afzegt.")
    if found.place > 1:
        then = _("Zegt iemand uit deze groep af, dan schuif je op.")
    return InWords(found.place, title, (why % facts, then))


def _lines(found: Standing, shares: Mapping[int, Share], edition_id: int) -> list[str]:
    first = _("Je bent de eerste die aan de beurt is.")
    lines = [_ahead(found.place - 1, found.ahead) if found.place > 1 else first]
    mine = dict(found.kept)
    lines += [_my_kept(shares[pk], place) for pk, place in mine.items()]
    kept = [share for share in shares.values() if share.kind == ShareKind.KEPT]
    lines += [_kept_for_others(share) for share in kept if share.pk not in mine]
    if found.stopped:
        lines.append(_stopped(found.stopped))
    return lines


def _ahead(requests: int, people: int) -> str:
    """How many requests go first, and of how many people where lists count those."""
    if people <= requests:
        words = ngettext(
            "Er is %(n)s aanvraag voor je.", "Er zijn %(n)s aanvragen voor je.", requests
        )
    else:
        words = ngettext(
            "Er is %(n)s aanvraag (%(people)s mensen) voor je.",
            "Er zijn %(n)s aanvragen (%(people)s mensen) voor je.",
            requests,
        )
    return words % {"n": requests, "people": people}


def _my_kept(share: Share, place: int) -> str:
    words = _("Voor de plaatsen die zijn vrijgehouden voor %(group)s sta je %(place)s.")
    return words % {"group": share.group, "place": ordinal(place)}


def _kept_for_others(share: Share) -> str:
    words = _("Tot %(day)s zijn er plaatsen vrijgehouden voor %(group)s. Die gaan naar die groep.")
    return words % {"day": until_words(share), "group": share.group}


def until_words(share: Share) -> str:
    """The moment on which kept places are for everybody; the time of day only when it is not midnight."""
    if share.until is None:
        return ""
    until = local(share.until)
    at_midnight = until.time() == time(0)
    return date_format(until, "j F" if at_midnight else "j F, G.i")


def _stopped(number: int) -> str:
    words = ngettext(
        "Nog %(n)s aanvraag is ouder, maar die groep zit vol. Zegt daar iemand af, dan gaat die voor.",
        "Nog %(n)s aanvragen zijn ouder, maar die groep zit vol. Zegt daar iemand af, dan gaan die voor.",
        number,
    )
    return words % {"n": number}


def why_no_place(enrolment: Enrolment) -> str:
    """Why there was no place, in a sentence, for somebody who waits in an edition with dates."""
    if not shares_of(enrolment.edition_id):
        return _("De training is vol.")
    pools = seats.room(enrolment.edition_id).pools
    if any(free for pool, free in pools.items() if pool != OPEN):
        return _("De plaatsen voor iedereen zijn bezet.")
    return _("De training is vol.")
