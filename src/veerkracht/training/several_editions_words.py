"""Words for deeds on several editions, and for days on which people may be free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.training.several_editions_days_off import DayOff
from veerkracht.training.several_editions_rules import Deed

if TYPE_CHECKING:
    from veerkracht.training.several_editions_days_off import Warned

DEEDS = {
    Deed.OPEN: gettext_lazy("Zet open"),
    Deed.CALL_OFF: gettext_lazy("Laat niet doorgaan"),
    Deed.CAPACITY: gettext_lazy("Verander het aantal plaatsen"),
    Deed.MOVE: gettext_lazy("Verschuif de datums"),
    Deed.COPY: gettext_lazy("Kopieer naar later"),
}

DAYS_OFF = {
    DayOff.NEW_YEAR: gettext_lazy("Nieuwjaarsdag"),
    DayOff.GOOD_FRIDAY: gettext_lazy("Goede Vrijdag"),
    DayOff.EASTER: gettext_lazy("Pasen"),
    DayOff.KINGS_DAY: gettext_lazy("Koningsdag"),
    DayOff.LIBERATION_DAY: gettext_lazy("Bevrijdingsdag"),
    DayOff.ASCENSION: gettext_lazy("Hemelvaartsdag"),
    DayOff.PENTECOST: gettext_lazy("Pinksteren"),
    DayOff.CHRISTMAS: gettext_lazy("Kerstmis"),
    DayOff.CARNIVAL: gettext_lazy("carnaval"),
    DayOff.WEEKEND: gettext_lazy("weekend"),
    DayOff.CHRISTMAS_HOLIDAY: gettext_lazy("kerstvakantie"),
    DayOff.SPRING_HOLIDAY: gettext_lazy("voorjaarsvakantie"),
    DayOff.MAY_HOLIDAY: gettext_lazy("meivakantie"),
    DayOff.SUMMER_HOLIDAY: gettext_lazy("zomervakantie"),
    DayOff.AUTUMN_HOLIDAY: gettext_lazy("herfstvakantie"),
}


def day_off(warned: Warned) -> str:
    """The reason in words; what no rule can know for sure is said to be possible."""
    words = str(DAYS_OFF[warned.why])
    return words if warned.sure else _("misschien %(what)s") % {"what": words}
