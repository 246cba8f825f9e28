"""Asking not to write down the story of a client: what is said when a text looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.minutes_cases import Looks, noticed
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from veerkracht.coalitions.minutes_cases import Suspicion

FIELD = "false_alarm"
WHAT: Mapping[Looks, object] = {
    Looks.NUMBER: gettext_lazy("een burgerservicenummer"),
    Looks.PHONE: gettext_lazy("een telefoonnummer"),
    Looks.BIRTH: gettext_lazy("een geboortedatum"),
    Looks.AGE: gettext_lazy("de leeftijd van iemand"),
    Looks.ADDRESS: gettext_lazy("iemands adres"),
    Looks.NAMED: gettext_lazy("de naam van iemand"),
    Looks.CLIENT: gettext_lazy("een verhaal over een cliënt"),
}


def seen_in(texts: Sequence[str]) -> list[Suspicion]:
    """What looks like the story of somebody in what was typed today."""
    return noticed(list(texts), today())


def said_of(seen: Sequence[Suspicion]) -> str:
    """What was noticed, and what to do, in plain words."""
    pieces = ", ".join(f"{WHAT[one.looks]} (“{one.piece}”)" for one in seen)
    return _(
        "Dit lijkt op %(pieces)s. Schrijf het op zonder dat het over één mens of gezin gaat. Klopt dat niet? "
        "Zet dan een vinkje bij “Dit gaat niet over een cliënt”."
    ) % {"pieces": pieces}


def check_no_case(texts: Sequence[str], *, false_alarm: bool) -> None:
    """Raise RuleBroken when a text looks like somebody's story, unless somebody says that it is none."""
    seen = [] if false_alarm else seen_in(texts)
    if seen:
        raise RuleBroken(said_of(seen), field=FIELD)
