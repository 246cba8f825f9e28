"""The pages that the header names, at fixed addresses: no request has to look them up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from veerkracht.ui.navigation import NavItem, navigation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest
    from django.utils.functional import Promise

DUTCH = "nl"


@dataclass(frozen=True)
class FixedPage:
    """A page under each home page: ``slugs`` by language, ``order`` in the header."""

    key: str
    label: str | Promise
    slugs: Mapping[str, str]
    order: int


MOVEMENT = "movement"
FIXED_PAGES = (
    FixedPage(MOVEMENT, _("De beweging"), {"nl": "de-beweging", "en": "the-movement"}, 30),
    FixedPage("figures", _("Cijfers"), {"nl": "cijfers", "en": "figures"}, 40),
    FixedPage("about", _("Over"), {"nl": "over", "en": "about"}, 50),
)

# Pages that are not in the header; the home page leads to them, and “Het gesprek” to the first.
INDEXES = (
    FixedPage(
        "conversation",
        _("Zo voer je het gesprek"),
        {"nl": "zo-voer-je-het-gesprek", "en": "how-to-have-the-conversation"},
        55,
    ),
    FixedPage("news", _("Nieuws"), {"nl": "nieuws", "en": "news"}, 60),
    FixedPage("stories", _("Verhalen"), {"nl": "verhalen", "en": "stories"}, 70),
    FixedPage("courses", _("Trainingen uitgelegd"), {"nl": "trainingen", "en": "courses"}, 80),
    FixedPage(
        "portraits",
        _("Mensen van de beweging"),
        {"nl": "mensen-van-de-beweging", "en": "people-of-the-movement"},
        75,
    ),
    FixedPage("words", _("Woordenlijst"), {"nl": "woordenlijst", "en": "word-list"}, 90),
)


@dataclass(frozen=True)
class Door:
    """What a fixed page leads to: the name of an address of another app or a fixed page, and what is there."""

    url: str
    title: str | Promise
    words: str | Promise

    @property
    def address(self) -> str:
        """Where it leads, in the language of this moment; without a query."""
        fixed = next((page for page in INDEXES if page.key == self.url), None)
        return address(fixed) if fixed else reverse(self.url)


DOORS = (
    Door("programme:sheets", _("Themabladen"), _("Wat partners per thema doen en afspreken")),
    Door(
        "coalitions:coalitions", _("Coalities"), _("Wie samen om tafel zit, en wat zij besluiten")
    ),
    Door("programme:plans", _("Plannen"), _("Wat de regio wil bereiken, en met wie")),
    Door(
        "outreach:movement", _("Wie doet wat?"), _("Op de kaart: welke organisaties waar meedoen")
    ),
    Door("portraits", _("Mensen van de beweging"), _("Wie zij zijn, en wat hen drijft")),
    Door("words", _("Woordenlijst"), _("De woorden die we samen gebruiken, in gewone taal")),
    Door("cocreation:pilots", _("Pilots"), _("Wat we uitproberen, en wat het leerde")),
    Door("cocreation:say_wish", _("Je wens"), _("Vertel wat je nodig hebt of graag wilt")),
    Door(
        "cocreation:told_wishes",
        _("Jij zei, wij deden"),
        _("Wat mensen vroegen, en wat er van kwam"),
    ),
    Door(
        "cocreation:councils", _("Denktank"), _("Wie meedenkt over de aanpak, en wat zij besluiten")
    ),
    Door(
        "cocreation:ways", _("Werkvormen"), _("Oefeningen voor je team of je groep, stap voor stap")
    ),
    Door("cocreation:ask", _("Vraag de beweging"), _("Stel je vraag aan wie kan helpen")),
    Door("cocreation:join", _("Doe mee"), _("Vertel wat jij of je organisatie te bieden heeft")),
    Door("cocreation:board", _("Stage en afstuderen"), _("Opdrachten voor studenten")),
)


def doors(slug: str) -> tuple[Door, ...]:
    """Where the page with this slug leads to; nothing for most pages."""
    movement = next(page for page in FIXED_PAGES if page.key == MOVEMENT)
    return DOORS if slug in movement.slugs.values() else ()


def fixed_slugs(language: str) -> frozenset[str]:
    """The slugs that the header or the home page of this language points to."""
    fixed = (*FIXED_PAGES, *INDEXES)
    return frozenset(page.slugs[language] for page in fixed if language in page.slugs)


def address(page: FixedPage) -> str:
    """The page's address in the language of this moment; without a query."""
    slug = page.slugs.get(get_language() or DUTCH, page.slugs[DUTCH])
    return reverse("wagtail_serve", args=[f"{slug}/"])


def register() -> None:
    """Put the pages in the header."""
    for page in FIXED_PAGES:
        navigation.add(page.key, _entry(page), order=page.order)


def _entry(page: FixedPage) -> Callable[[HttpRequest], NavItem]:
    return lambda _request: NavItem(str(page.label), address(page))
