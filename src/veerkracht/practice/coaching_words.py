"""What coaching says in words: why these two, why nobody, why not then, and what went wrong with a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format, number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.kernel.clock import local
from veerkracht.planning.matching import Because
from veerkracht.practice.coaching_models import CoachingLanguage, CoachingTheme

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from veerkracht.practice.coaching_models import CoachingRequest, CoachProfile
    from veerkracht.practice.coaching_rules import Quarter, Span


def why_these_two(request: CoachingRequest, profile: CoachProfile, taken: int) -> str:
    """A plain sentence: what this coach and this person share, and how much room there is."""
    shared = [one for one in request.themes if one in profile.themes]
    parts = []
    if shared:
        parts.append(_("kent: %(themes)s") % {"themes": in_a_row(themes(shared))})
    if request.person.sector_id in {one.pk for one in profile.sectors.all()}:
        parts.append(_("werkt in dezelfde sector"))
    parts.append(_("spreekt %(languages)s") % {"languages": _spoken(request, profile)})
    parts.append(room(profile.load, taken))
    facts = {"name": profile.person.get_short_name(), "facts": in_a_row(parts)}
    return _("%(name)s %(facts)s.") % facts


def _spoken(request: CoachingRequest, profile: CoachProfile) -> str:
    return in_a_row(languages([one for one in request.languages if one in profile.languages]))


def room(load: int, taken: int) -> str:
    """How much room a coach has, in words."""
    left = max(0, load - taken)
    if not left:
        return _("heeft nu geen plaats")
    words = ngettext(
        "heeft nog plaats voor %(n)s persoon", "heeft nog plaats voor %(n)s mensen", left
    )
    return words % {"n": left}


def places_left(load: int, taken: int) -> str:
    """“nog 2 plaatsen van 3”, short enough for a label."""
    left = max(0, load - taken)
    if not left:
        return _("vol")
    said = ngettext("nog %(n)s plaats van %(load)s", "nog %(n)s plaatsen van %(load)s", left)
    return said % {"n": left, "load": load}


def themes(chosen: list[str]) -> list[str]:
    """The labels of themes, in the order of the list."""
    return [str(one.label) for one in CoachingTheme if one.value in chosen]


def languages(chosen: list[str]) -> list[str]:
    """The labels of languages."""
    return [str(one.label) for one in CoachingLanguage if one.value in chosen]


def in_a_row(parts: list[str]) -> str:
    """“a, b en c”."""
    return str(get_text_list(parts, _("en")))


def why_nobody(because: str) -> str:
    """Why no coach was found, and what would help."""
    words = {
        Because.REGION: _("Er is geen coach in deze regio. Maak iemand coach."),
        Because.LANGUAGE: _("Geen coach in deze regio spreekt een taal van deze persoon."),
        Because.WAY: _("Geen coach kan zoals deze persoon wil: online, of juist op een plek."),
        Because.INDEPENDENT: _(
            "Elke coach die kan, werkt bij dezelfde organisatie of beslist over deze persoon."
        ),
        Because.ROOM: _("Elke coach die past, zit vol. Vraag of er iemand bij kan."),
    }
    return words[Because(because)] if because in set(Because) else ""


def why_not_then(word: str) -> str:
    """Why a time cannot be one, by the word of the rules."""
    words = {
        "length": _("Een afspraak duurt een kwartier tot vier uur."),
        "quarter": _("Begin op een heel kwartier, bijvoorbeeld 10.00 of 10.15 uur."),
        "past": _("Dit moment is al voorbij."),
        "far": _("Plan niet verder dan een jaar vooruit."),
    }
    return words[word]


def trouble(word: str) -> str:
    """What went wrong with reading a calendar, in plain words."""
    words = {
        "away": _("We kregen geen antwoord van dit adres."),
        "closed": _("Dit adres mogen we niet lezen. Alleen openbare adressen met https kunnen."),
        "refused": _("Dit adres bestaat niet meer, of mag niet gelezen worden."),
        "unreadable": _("Wat we kregen, is geen agenda die we kunnen lezen."),
        "large": _("Deze agenda is te groot. We lezen tot 1 MB."),
        "sealed": _("We kunnen het adres niet meer openen. Vul het opnieuw in."),
    }
    return words.get(word, "")


def when(span: Span | Any) -> str:
    """“dinsdag 1 december 2026, 10.00–11.00 uur” on a Dutch clock."""
    starts, ends = local(span.starts_at), local(span.ends_at)
    return _("%(day)s, %(start)s–%(end)s uur") % {
        "day": date_format(starts, "l j F Y"),
        "start": date_format(starts, "G.i"),
        "end": date_format(ends, "G.i"),
    }


def moment(at: datetime) -> str:
    """“dinsdag 1 december, 10.00 uur”."""
    return _("%(moment)s uur") % {"moment": date_format(local(at), "l j F, G.i")}


def hours(number: Decimal) -> str:
    """“1,5 uur”."""
    return _("%(hours)s uur") % {"hours": number_format(number.normalize(), use_l10n=True)}


def quarter(one: Quarter) -> str:
    """“4e kwartaal 2026”."""
    return _("kwartaal %(n)s van %(year)s") % {"n": one.number, "year": one.year}
