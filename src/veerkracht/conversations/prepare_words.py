"""The guide for a conversation and the practice in pairs: our own words, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

    Words = str | Promise


@dataclass(frozen=True)
class Part:
    """One part of the conversation: what it is for, what one can say, and what one had better not say."""

    title: Words
    aim: Words
    say: tuple[Words, ...]
    better_not: tuple[Words, ...]


PARTS = (
    Part(
        _("Wat valt op?"),
        _("Kijk samen naar het web. De ander begint."),
        (
            _("“Dit is jouw web. Wat valt jou op?”"),
            _("“Vertel eens, hoe ziet een 6 er bij jou uit?”"),
            _("“Waar ben je blij mee?”"),
        ),
        (_("“Ik zie dat je laag scoort.”"), _("“Een 4? Dat moet beter kunnen.”")),
    ),
    Part(
        _("Wat is belangrijk?"),
        _("De ander kiest waar het over gaat. Ook een hoog cijfer mag."),
        (
            _("“Waar wil je het vandaag over hebben?”"),
            _("“Wat maakt dit belangrijk voor jou?”"),
            _("Wees daarna even stil. Tel rustig tot tien."),
        ),
        (_("“Zullen we het over je gewicht hebben?”"), _("“Volgens mij is dit je probleem.”")),
    ),
    Part(
        _("Wat zou je willen?"),
        _("Kijk vooruit. Groot dromen mag."),
        (
            _("“Stel, het lukt. Wat is er dan anders op een gewone dag?”"),
            _("“Wat heb je al geprobeerd? Wat hielp toen?”"),
            _("“Wie merkt het als eerste?”"),
        ),
        (_("“Weet je wat ik zou doen?”"), _("“Heb je al eens aan yoga gedacht?”")),
    ),
    Part(
        _("Eerste kleine stap"),
        _("Zo klein dat het deze week kan. Met wie, en wanneer?"),
        (
            _("“Wat is één klein ding dat je deze week kunt doen?”"),
            _("“Wie kan je daarbij helpen?”"),
            _("“Wanneer doe je het?”"),
            _("“Mag ik vertellen wat er in de buurt is?”"),
        ),
        (_("“Ik meld je wel aan.”"), _("“Dat ga je toch wel echt doen?”")),
    ),
    Part(
        _("Terugkijken"),
        _("Spreek af wanneer. Er is geen goed of fout."),
        (
            _("“Hoe ging het met je stap?”"),
            _("“Wat heb je over jezelf geleerd?”"),
            _("“Wil je ermee doorgaan, of iets anders kiezen?”"),
        ),
        (_("“Je cijfer is omhoog. Knap!”"), _("“Waarom is het niet gelukt?”")),
    ),
)


@dataclass(frozen=True)
class Step:
    """One step of a practice, with its minutes."""

    words: Words
    minutes: int


ROUND = (
    (_("%(one)s vertelt wat opvalt in het eigen web. %(two)s luistert en vraagt door."), 4),
    (_("%(one)s kiest wat belangrijk is. %(two)s geeft geen raad."), 4),
    (_("%(one)s vertelt wat zij of hij zou willen. %(two)s laat stiltes vallen."), 3),
    (_("%(one)s bedenkt een eerste kleine stap. %(two)s vraagt: met wie, en wanneer?"), 2),
    (_("Samen: wat hielp? Waar ging %(two)s toch adviseren?"), 2),
)


def practice_steps() -> list[Step]:
    """Two rounds of fifteen minutes, in the active language; in the second the roles change."""
    roles = ({"one": "A", "two": "B"}, {"one": "B", "two": "A"})
    return [Step(str(words) % names, minutes) for names in roles for words, minutes in ROUND]
