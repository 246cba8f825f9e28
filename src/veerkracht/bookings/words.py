"""Sentences for what a list lacks and for where somebody stands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy as _n

from veerkracht.bookings.rules import Fate, Trouble

TROUBLES = {
    Trouble.NO_ADDRESS: _("Hier missen we een e-mailadres."),
    Trouble.SEVERAL_ADDRESSES: _("Hier staat meer dan één adres. Zet iedereen op een eigen regel."),
    Trouble.NOT_AN_ADDRESS: _("Dit is geen e-mailadres."),
    Trouble.DOUBLE: _("Staat er twee keer in. We sturen één mail."),
    Trouble.BOOKED_BEFORE: _("Je hebt deze persoon al geboekt voor deze training."),
}

FATES = {
    Fate.ASKED: _("gemaild, wacht op antwoord"),
    Fate.PLACED: _("heeft een plaats"),
    Fate.WAITS: _("wacht"),
    Fate.OFFERED: _("plaats aangeboden"),
    Fate.CAME: _("was er"),
    Fate.MISSED: _("was er niet"),
    Fate.SAID_NO: _("komt niet via jou"),
    Fate.LEFT: _("afgemeld"),
    Fate.NO_ANSWER: _("antwoordde niet op tijd"),
    Fate.WITHDRAWN: _("door jullie ingetrokken"),
    Fate.CALLED_OFF: _("training gaat niet door"),
}

COUNTED = {
    Fate.ASKED: _n("%(n)s antwoordde nog niet", "%(n)s antwoordden nog niet", "n"),
    Fate.PLACED: _n("%(n)s heeft een plaats", "%(n)s hebben een plaats", "n"),
    Fate.WAITS: _n("%(n)s wacht", "%(n)s wachten", "n"),
    Fate.OFFERED: _n("%(n)s kreeg een aanbod", "%(n)s kregen een aanbod", "n"),
    Fate.CAME: _n("%(n)s was er", "%(n)s waren er", "n"),
    Fate.MISSED: _n("%(n)s was er niet", "%(n)s waren er niet", "n"),
    Fate.SAID_NO: _n("%(n)s komt niet via jou", "%(n)s komen niet via jou", "n"),
    Fate.LEFT: _n("%(n)s meldde zich af", "%(n)s meldden zich af", "n"),
    Fate.NO_ANSWER: _n("%(n)s antwoordde niet op tijd", "%(n)s antwoordden niet op tijd", "n"),
    Fate.WITHDRAWN: _n("%(n)s ingetrokken", "%(n)s ingetrokken", "n"),
    Fate.CALLED_OFF: _n("%(n)s had een plaats", "%(n)s hadden een plaats", "n"),
}

TONES = {
    Fate.ASKED: ("plain", "mail"),
    Fate.PLACED: ("pine", "check"),
    Fate.WAITS: ("info", "queue"),
    Fate.OFFERED: ("sun", "star"),
    Fate.CAME: ("pine", "check"),
    Fate.CALLED_OFF: ("danger", "close"),
}
